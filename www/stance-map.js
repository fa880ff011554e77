// <stance-map src="data/es-11-1.json">: the map of a vote in an article.
//
// This module lays out, listens and tells; what is said and where things lie is decided in Rust (src/page, src/view).
// Everything lives in the element's shadow root: no style or name of the page is touched. What the
// element holds (a still figure) stays until the live map is painted, and where it can't be.
import { Card } from './card.js';
import { FROM } from './detail.js';
import { element, part, save } from './dom.js';
import { Countries } from './keyboard.js';
import { asFailure, at, Failure, fileName, Language, Run, fullModule } from './loading.js';
import { Motion } from './motion.js';
import { Painter } from './view/painter.js';
import { placeCard } from './view/card-place.js';
import { regionAt, regionTapped } from './view/hit.js';
import { entryOf, MOST, regionInfo } from './view/map-view.js';
import { sheet } from './style.js';
import { Zoom } from './zoom.js';

const NAMESPACE = 'stance-map';

/** How far from the viewport a map begins to load. */
const NEAR = '600px';
/** A resized map is drawn anew when the width has held still for so long, ms. */
const SETTLED = 90;
/** Finer shapes are traced for so long a frame while the map moves, and at rest, ms. */
const REFINES = { moving: 1, resting: 8 };
const EXPORT_WIDTH = 960;
const EXPORT_SCALES = [1, 2, 4];
/** What the reader may prefer, and what it changes. */
const PREFERENCES = { dark: '(prefers-color-scheme: dark)', contrast: '(prefers-contrast: more)', forced: '(forced-colors: active)' };

export class StanceMapElement extends HTMLElement {
  static observedAttributes = ['src', 'theme', 'lang', 'selected'];

  #run = new Run();
  #root = element('div', { className: 'root' });
  #slot = element('slot');
  #figure = part('figure', element('div', { className: 'stance-map-figure' }));
  #parts = null;
  #entries = new Map(); // by code
  #painter = null;
  #search = null; // once it was opened
  #motion = null;
  #composed = ''; // width, palette and pixel ratio of what is drawn
  #base = null; // the canvas of the map
  #pictured = ''; // the same of what is painted there
  #isCovering = false; // it lies over the still picture
  #hovered = null;
  #focused = null;
  #selected = null;
  #isolated = null; // the stance that is shown alone
  #pointer = null; // where a card belongs, CSS px of the map
  #pointerType = 'mouse'; // of the last press
  #printing = false;
  #frame = 0;
  #refining = 0; // the frame in which shapes get finer
  #isMoving = false; // since the frame before
  #isSettling = false; // the page is to be told when they are
  #settling = 0;
  #connection = null; // ends what listens outside the element
  #resizes = new ResizeObserver(() => this.#resized());
  #nearness = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) this.#start();
  }, { rootMargin: NEAR });

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#slot, this.#figure);
    root.append(this.#root);
    this.#slot.addEventListener('slotchange', () => this.#wait());
    this.#wait();
  }

  connectedCallback() {
    // A property set before the element was defined hides the accessor: set it anew.
    for (const name of ['src', 'theme', 'selected']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    for (const query of Object.values(PREFERENCES)) matchMedia(query).addEventListener('change', () => this.#draw(), { signal });
    addEventListener('beforeprint', () => this.#print(true), { signal });
    addEventListener('afterprint', () => this.#print(false), { signal });
    this.#watchPixelRatio(signal);
    this.#resizes.observe(this);
    if (this.getAttribute('loading') === 'eager' || this.#run.started) this.#start();
    else this.#nearness.observe(this);
    this.#draw();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#resizes.disconnect();
    this.#nearness.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settling);
    this.#motion?.stop();
    this.#hover(null);
    this.#listenForEscape(false);
    // An element that was only moved is back before the next task; one that is gone gives its memory back.
    setTimeout(() => {
      if (!this.isConnected && this.#run.started) this.#renew({ start: false });
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'theme') this.#draw();
    else if (name === 'src') this.#renew();
    else if (name === 'lang') this.#speak();
    else if (this.#run.painted) this.#select(this.#known(after));
  }

  get src() { return this.getAttribute('src') ?? ''; }
  set src(value) { this.setAttribute('src', value); }

  get theme() { return this.getAttribute('theme') ?? ''; }
  set theme(value) { this.setAttribute('theme', value); }

  /** The code of the pinned country; null for none. */
  get selected() { return this.getAttribute('selected'); }
  set selected(value) {
    if (value === null || value === undefined) this.removeAttribute('selected');
    else this.setAttribute('selected', value);
  }

  /** Resolves after the first live paint, rejects when the map can't be shown. Reading it starts loading. */
  get ready() {
    this.#start();
    return this.#run.ready;
  }

  /** What the join found; null before it is known. */
  get report() { return this.#run.plate?.more?.report ?? null; }

  /** The counts; null before they are known. */
  get tally() { return this.#run.plate?.more?.tally ?? null; }

  /** What is at a place of the map canvas, CSS px from its top left: {iso3, name, kind, stance, vote, cosponsor} or null. */
  regionAt(x, y) {
    return regionInfo(this.#run.plate ? regionAt(this.#run.plate, [Number(x), Number(y)]) : null);
  }

  /** Selects a country by its code; null lets go. */
  select(iso3) {
    if (!this.#run.plate?.more) throw new Failure('options', 'select: the map is not loaded yet; await ready first');
    const code = this.#known(iso3);
    if (code === null && iso3 !== null && iso3 !== undefined) throw new Failure('options', `select: "${iso3}" is no code on this map`);
    this.#select(code);
  }

  /** What is seen: `scale` times the whole map, the degrees in its middle. */
  get view() {
    const { plate } = this.#run;
    return plate && { scale: plate.view.scale, center: plate.middle };
  }

  /** A place of a country, [longitude, latitude]; null for one that is not on the map. */
  placeOf(iso3) {
    const { plate } = this.#run;
    const region = plate?.byCode.get(this.#known(iso3));
    return region ? plate.placeOf(region) : null;
  }

  /** Where a country is seen at present, CSS px from the map's top left; null for one that is not on the map. */
  pointOf(iso3) {
    const { plate } = this.#run;
    const region = plate?.byCode.get(this.#known(iso3));
    return region ? plate.anchorOf(region) : null;
  }

  /** Shows `scale` times the whole map (1 to 64) with `center`, [longitude, latitude] in degrees, in its middle. */
  setView({ scale, center, animate = true } = {}) {
    const { plate } = this.#run;
    if (!this.#run.painted) throw new Failure('options', 'setView: the map is not loaded yet; await ready first');
    const times = scale === undefined ? plate.view.scale : Number(scale);
    if (!(times >= 1 && times <= MOST)) throw new Failure('options', `setView: a scale of ${scale} is out of range; choose 1 to ${MOST}`);
    const at = center ? [...center].map(Number) : plate.middle ?? [0, 0];
    if (at.length !== 2 || !at.every(Number.isFinite) || Math.abs(at[1]) > 90) throw new Failure('options', `setView: center: ${JSON.stringify(center)} is no place; give [longitude, latitude] in degrees`);
    this.#motion.go(plate.viewOf(at, times), { animate, center: at });
  }

  /** The whole figure as a PNG: `width` in CSS px, `scale` device pixels a CSS px. */
  async exportPng({ width = EXPORT_WIDTH, scale = 1 } = {}) {
    await this.ready;
    const canvas = document.createElement('canvas');
    const live = await this.#run.whole();
    await at('options', () => live.paintFigure(canvas, Number(width), Number(scale), this.#palette()));
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    canvas.width = 0; // gives the memory back at once
    if (!blob) throw new Failure('options', `exportPng: the browser could not make a picture of this size; choose a smaller scale than ${scale}`);
    return blob;
  }

  /** The whole figure as SVG text. */
  async exportSvg({ width = EXPORT_WIDTH } = {}) {
    await this.ready;
    const live = await this.#run.whole();
    return at('options', () => live.figureSvg(Number(width), this.#palette()));
  }

  /** `iso3` in upper case, if it is a code on this map; else null. */
  #known(iso3) {
    const code = iso3 === null || iso3 === undefined ? null : String(iso3).toUpperCase();
    return code !== null && this.#run.plate?.byCode.has(code) ? code : null;
  }

  /** The palette by attribute and the reader's preferences; paper is white. */
  #palette() {
    const prefers = (name) => matchMedia(PREFERENCES[name]).matches;
    const dark = !this.#printing && (this.theme === 'dark' || (this.theme !== 'light' && prefers('dark')));
    const contrast = this.theme === 'contrast' || prefers('contrast') || prefers('forced');
    return (dark ? 'dark' : 'light') + (contrast ? '-contrast' : '');
  }

  #print(printing) {
    this.#printing = printing;
    this.#draw();
  }

  /** Starts over: with the same element, another map or none. */
  #renew({ start = this.#run.started } = {}) {
    this.#run.end();
    this.#run = new Run();
    this.#composed = '';
    this.#pictured = '';
    this.#hovered = null;
    this.#focused = null;
    this.#selected = null;
    this.#isolated = null;
    this.#entries.clear();
    if (start) this.#start();
    else this.#wait();
  }

  async #start() {
    const run = this.#run;
    if (run.started) return;
    run.started = true;
    this.#nearness.disconnect();
    try {
      await run.load(this.getAttribute('src'), this.baseURI, this.getAttribute('lang'), this.getAttribute('page'));
      if (run === this.#run) this.#draw();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#fail(asFailure(error, 'data'));
    }
  }

  /** Goes over to the language of the attribute, or the document's. */
  async #speak() {
    const run = this.#run;
    if (!run.loaded) {
      if (run.started) this.#renew();
      return;
    }
    try {
      await run.speak(this.getAttribute('lang') || (await run.whole()).lang);
      if (run !== this.#run) return;
      this.#composed = '';
      this.#pictured = '';
      this.#draw();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#report(error, 'data');
    }
  }

  get #isStill() { return this.#slot.assignedElements().length > 0; }

  /** What is shown before there is a map: the still figure, or an empty one of the right height. */
  #wait() {
    if (this.#run.painted) return;
    this.#slot.hidden = false;
    this.#figure.hidden = this.#isStill;
    this.#parts = null;
    this.#base?.remove();
    this.#base = null;
    this.#isCovering = false;
    this.#pictured = '';
    this.#root.querySelector('.notice')?.remove();
    this.#figure.toggleAttribute('data-reserved', !this.#isStill);
    this.#figure.style.minHeight = '';
    this.#figure.replaceChildren(element('div', { className: 'message' }, element('p', {}, Language.english.say('ui.loading'))));
  }

  #fail(failure) {
    const { language } = this.#run;
    this.#run.reject(failure);
    this.#run.painted = false;
    this.#hovered = null;
    this.#wait();
    const why = `${language.say(`failure.${failure.stage}`)} (${failure.stage})`;
    const retry = element('button', { type: 'button', onclick: () => {
      this.#renew({ start: true });
      this.#wait();
    } }, language.say('ui.retry'));
    if (this.#isStill) {
      // The picture stays; one line under it says that it is one, another in the console why.
      console.warn(`stance-map: ${failure.message}`);
      const notice = element('div', { className: 'notice', role: 'status', title: failure.message, lang: language.tag, dir: language.direction }, element('span', {}, `${language.say('ui.pictures')} ${why}`), retry);
      const picture = this.querySelector('.stance-map-picture') ?? this;
      const [outer, inner] = [this, picture].map((node) => node.getBoundingClientRect());
      notice.style.bottom = `${Math.max(0, outer.bottom - inner.bottom)}px`;
      this.#root.append(notice);
    } else {
      const message = element('div', { className: 'message failed', role: 'alert', lang: language.tag, dir: language.direction });
      message.append(element('p', {}, element('strong', {}, why), `\n${failure.message}`), retry);
      this.#figure.replaceChildren(message);
    }
    this.#emit('error', { stage: failure.stage, message: failure.message });
  }

  #emit(name, detail = null) {
    this.dispatchEvent(new CustomEvent(`${NAMESPACE}-${name}`, { detail, bubbles: true, composed: true }));
  }

  #watchPixelRatio(signal) {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.#watchPixelRatio(signal);
      this.#draw();
    }, { signal, once: true });
  }

  /** The first size is drawn at once, later ones when they have settled; until then the picture is stretched. */
  #resized() {
    clearTimeout(this.#settling);
    if (!this.#run.painted) this.#frame = requestAnimationFrame(() => this.#draw());
    else this.#settling = setTimeout(() => this.#draw(), SETTLED);
  }

  /** Draws the loaded map at the element's size, if that is not what is drawn already. */
  #draw() {
    const run = this.#run;
    // Asking for the width has the page laid out: not before there is something to draw.
    const width = run.loaded && this.isConnected ? this.clientWidth : 0;
    if (!width) return;
    const composed = [width, this.#palette(), devicePixelRatio].join(' ');
    if (composed === this.#composed) return;
    const stillHeight = !run.painted && this.#isStill ? this.getBoundingClientRect().height : 0;
    try {
      const plate = run.plateFor(width);
      if (this.#pictured !== composed) {
        plate.resize(width, this.#palette());
        for (const [name, value] of Object.entries({ ...plate.pageData.style.css, faded: plate.pointing.faded })) this.#figure.style.setProperty(`--${name}`, value);
        if (this.#painter?.map !== plate) this.#painter = new Painter(plate);
        // The canvas may not be on the page yet: the figure knows the fonts.
        this.#painter.renew(devicePixelRatio, getComputedStyle(this.#figure).fontFamily);
        this.#base ??= element('canvas', { className: 'base' });
        this.#painter.paint(this.#base);
        this.#pictured = composed;
        if (!run.painted && this.#coverStill()) {
          this.#afterPaint(() => run === this.#run && this.#draw());
          return;
        }
      }
      if (!this.#parts) this.#build();
      this.#lay(plate);
      this.#composed = composed;
    } catch (error) {
      this.#fail(asFailure(error, 'wasm'));
      return;
    }
    // The live figure takes the room of the still one, not less: nothing on the page moves.
    this.#figure.style.minHeight = stillHeight ? `${stillHeight}px` : '';
    this.#figure.hidden = false;
    this.#slot.hidden = true;
    this.#root.querySelector('.notice')?.remove();
    const isFirst = !run.painted;
    const isCovered = this.#isCovering;
    this.#isCovering = false;
    run.painted = true;
    this.#emphasise(this.#isolated);
    this.#outline();
    if (!isFirst) {
      this.#improve();
      return;
    }
    if (!isCovered) performance.mark(`${NAMESPACE}-paint`);
    this.#afterPaint(() => this.#introduce(run));
  }

  /** Lays the live picture over the still one, for the words round both are the same; whether there is one. */
  #coverStill() {
    const still = this.querySelector('.stance-map-picture')?.getBoundingClientRect();
    if (!still?.width) return false;
    const own = this.getBoundingClientRect();
    Object.assign(this.#base.style, { left: `${still.left - own.left}px`, top: `${still.top - own.top}px`, width: `${still.width}px`, height: `${still.height}px` });
    this.#root.append(this.#base);
    this.#isCovering = true;
    performance.mark(`${NAMESPACE}-paint`);
    return true;
  }

  /** Does what the first picture can do without, once it is on the screen. */
  #afterPaint(step) {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(step)));
  }

  /** What is shown can be told of from now on. */
  async #introduce(run) {
    if (run !== this.#run) return;
    try {
      await run.more();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#fail(asFailure(error, 'fetch'));
      return;
    }
    if (run !== this.#run) return;
    this.#list(run.plate);
    this.#select(this.#known(this.getAttribute('selected')), { silent: true });
    this.#improve();
    run.resolve();
    this.#emit('ready');
  }

  /** Lists the countries for keyboard, table and screen reader. */
  #list(plate) {
    const entries = plate.regions.filter((region) => plate.anchorOf(region)).map(entryOf);
    this.#entries = new Map(entries.map((entry) => [entry.iso3, entry]));
    this.#parts.countries.fill(entries, this.#run.language);
    this.#layTable().catch((error) => this.#report(error));
  }

  /** Sets the text as HTML and paints bar, swatches and map. */
  #lay(plate) {
    const { language } = this.#run;
    const { width, height, colors, text } = plate;
    const { picture, base, bar, card, title, subtitle, legend, notes, tools, zoom } = this.#parts;
    const figure = this.#figure;
    for (const [name, value] of Object.entries(colors)) figure.style.setProperty(`--${name}`, value);
    Object.assign(figure, { lang: text.lang, dir: text.direction });
    // What the document says in another language than the map runs its own way.
    const isForeign = text.documentLang !== text.lang;
    for (const node of [title, subtitle, notes.note, notes.source]) {
      node.dir = isForeign ? 'auto' : text.direction;
      node.lang = isForeign ? text.documentLang : text.lang;
    }
    title.textContent = text.title;
    subtitle.textContent = text.subtitle ?? '';
    subtitle.hidden = !text.subtitle;
    this.#painter.bar(bar);
    card.renew();
    picture.style.aspectRatio = `${width} / ${height}`;
    base.setAttribute('role', 'img');
    base.setAttribute('aria-label', text.description);
    if (plate.more) this.#list(plate);
    this.#search?.speak(language);
    zoom.speak(language, plate.isGlobe);
    this.#layLegend(legend, text.legend);
    this.#layNotes(notes, text);
    this.#layTools(tools);
  }

  /** The entries are buttons: pointing at one brings its stance out, pressing shows it alone. They stay the same nodes, for the focus. */
  #layLegend(legend, entries) {
    legend.ariaLabel = this.#run.language.say('ui.legend');
    const old = new Map([...legend.querySelectorAll('button')].map((button) => [button.dataset.stance, button]));
    legend.replaceChildren(...entries.map((entry) => {
      const button = old.get(entry.class) ?? this.#legendButton(entry.class);
      button.replaceChildren(this.#swatch(entry.class), ...(entry.number === null ? [] : [element('b', {}, entry.number)]), entry.label);
      return element('li', {}, button);
    }));
  }

  #legendButton(stance) {
    const button = part('legend-entry', element('button', { type: 'button', className: 'stance-map-entry', ariaPressed: 'false' }));
    button.dataset.stance = stance;
    const show = (shown) => () => this.#emphasise(shown ?? this.#isolated);
    button.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'touch' || show(stance)());
    button.addEventListener('pointerleave', show(null));
    button.addEventListener('focus', () => button.matches(':focus-visible') && show(stance)());
    button.addEventListener('blur', show(null));
    button.addEventListener('click', () => {
      this.#isolated = this.#isolated === stance ? null : stance;
      for (const other of this.#parts.legend.querySelectorAll('button')) other.ariaPressed = String(other.dataset.stance === this.#isolated);
      this.#emphasise(this.#isolated);
    });
    return button;
  }

  #layNotes({ node, note, borders, places, source }, { note: text, key, borders: statement, footnotes, source: origin, url, credit }) {
    const { language } = this.#run;
    note.textContent = text ?? '';
    note.hidden = !text;
    borders.textContent = [key, statement].filter(Boolean).join(' ');
    places.hidden = !footnotes.length;
    places.replaceChildren(
      element('summary', {}, language.say('places', footnotes.length)),
      element('ul', {}, ...footnotes.map(({ about, text: said }) => element('li', {}, element('b', {}, about), ' ', said))),
    );
    source.replaceChildren(...[origin && url ? element('a', { href: url }, origin) : origin, credit].filter(Boolean).flatMap((said, i) => (i ? [' · ', said] : [said])));
    source.hidden = !source.childNodes.length;
    node.replaceChildren(note, borders, places, source);
  }

  /** The buttons under the map, in the map's language. An open table stays open. */
  #layTools({ node, find, details }) {
    const { language } = this.#run;
    find.textContent = language.say('ui.find');
    const stem = fileName(new URL(this.src, this.baseURI)).replace(/\.[^.]*$/, '');
    const button = (label, hint, action) => element('button', { type: 'button', className: 'stance-map-button', title: hint, onclick: () => action().catch((error) => this.#report(error)) }, label);
    details.replaceChildren(element('summary', {}, language.say('ui.table')));
    node.replaceChildren(find, details,
      button(language.say('ui.data'), language.say('ui.csv'), async () => save(new Blob([(await this.#run.whole()).csv()], { type: 'text/csv' }), `${stem}.csv`)),
      element('div', { className: 'group', role: 'group', dir: 'ltr', ariaLabel: language.say('ui.download') },
        ...EXPORT_SCALES.map((scale) => button(`PNG ${scale}×`, language.say('ui.png', EXPORT_WIDTH * scale),
          async () => save(await this.exportPng({ scale }), scale === 1 ? `${stem}.png` : `${stem}-${scale}x.png`))),
        button('SVG', language.say('ui.svg'), async () => save(new Blob([await this.exportSvg()], { type: 'image/svg+xml' }), `${stem}.svg`))));
  }

  async #layTable() {
    const { details } = this.#parts.tools;
    const { language } = this.#run;
    if (!details.open) {
      details.querySelector('.stance-map-scroll')?.remove();
      return;
    }
    const { table, tableSheet } = await fullModule();
    // Closed or laid anew meanwhile.
    if (!details.open || !details.isConnected || language !== this.#run.language) return;
    details.querySelector('.stance-map-scroll')?.remove();
    this.#adopt(tableSheet);
    details.append(element('div', { className: 'stance-map-scroll', tabIndex: 0, role: 'region', ariaLabel: language.say('table.caption') }, table([...this.#entries.values()], language)));
  }

  /** Makes the parts once a document; resizing only changes them. */
  #build() {
    const canvas = (name) => element('canvas', { className: name, ariaHidden: 'true' });
    const [emphasis, outlines, bar] = ['emphasis', 'outlines', 'stance-map-bar'].map(canvas);
    const base = this.#base;
    base.style = '';
    const card = new Card({
      paint: (canvas, stance) => this.#painter.swatch(canvas, this.#run.plate.classes.indexOf(stance)),
      close: () => {
        this.#release();
        this.#parts.countries.node.focus({ preventScroll: true });
      },
    });
    const countries = new Countries({
      step: (code, direction) => this.#run.plate.step(this.#run.plate.byCode.get(code), direction)?.iso3 ?? null,
      focus: (code) => this.#focus(code),
      pin: (code) => this.#select(code === this.#selected ? null : code),
      release: () => this.#release(),
      search: () => this.#find(),
      zoom: (times) => (times ? this.#motion.zoom(times) : this.#motion.reset()),
      move: (direction) => this.#motion.move(direction),
    });
    const zoom = new Zoom({ zoom: (times) => this.#motion.zoom(times), reset: () => this.#motion.reset(), show: (box) => this.#motion.go(this.#run.plate.viewOfBox(box)) });
    const picture = part('map', element('div', { className: 'stance-map-picture' }, base, emphasis, outlines, countries.node, countries.hint, zoom.node, element('div', { className: 'over' }, card.node)));
    const title = part('title', element('h2', { className: 'stance-map-title' }));
    const subtitle = part('subtitle', element('p', { className: 'stance-map-subtitle' }));
    const legend = part('legend', element('ul', { className: 'stance-map-legend' }));
    legend.setAttribute('role', 'list'); // Safari drops it with the bullets
    const paragraph = (className) => element('p', { className });
    const notes = {
      node: part('notes', element('div', { className: 'stance-map-notes' })),
      note: paragraph('stance-map-note'),
      borders: paragraph('stance-map-borders'),
      places: element('details', { className: 'stance-map-places' }),
      source: paragraph('stance-map-source'),
    };
    const find = element('button', { type: 'button', className: 'stance-map-button', onclick: () => {
      this.#parts.opener = find;
      this.#find();
    } });
    const details = part('table', element('details', { className: 'stance-map-table', ontoggle: () => this.#layTable().catch((error) => this.#report(error)) }));
    const tools = { node: part('tools', element('div', { className: 'stance-map-tools' })), find, details };
    this.#parts = { picture, base, emphasis, outlines, bar, card, title, subtitle, legend, notes, countries, tools, zoom };
    // The map comes first for the keyboard; `order` puts bar and legend above it for the eye.
    this.#figure.replaceChildren(title, subtitle, picture, bar, legend, notes.node, tools.node);
    this.#motion = new Motion(picture, {
      plate: () => this.#run.plate,
      place: (event) => this.#place(event),
      isOnMap: (event) => this.#isOnMap(event),
      moving: () => this.#moved(),
      settled: () => this.#settled(),
    });
    picture.addEventListener('pointerdown', (event) => { this.#pointerType = event.pointerType; });
    picture.addEventListener('pointermove', (event) => this.#pointed(event));
    picture.addEventListener('pointerleave', () => this.#point(null));
    picture.addEventListener('pointercancel', () => this.#point(null));
    picture.addEventListener('click', (event) => this.#clicked(event));
  }

  /** Opens the search. */
  async #find() {
    try {
      const { Search } = await fullModule();
      if (!this.#parts) return;
      this.#search ??= this.#searchWith(Search);
      this.#search.open();
    } catch (error) {
      this.#report(error);
    }
  }

  #searchWith(Search) {
    const { countries, picture } = this.#parts;
    const search = new Search({
      find: async (query, most) => (await this.#run.whole()).find(query, most).map((code) => this.#entries.get(code)).filter(Boolean),
      choose: (code) => {
        this.#select(code);
        countries.go(code, { focus: true });
      },
      closed: () => (this.#parts.opener ?? countries.node).focus(),
      swatch: (stance) => this.#swatch(stance),
    });
    this.#adopt(Search.sheet);
    picture.append(search.node);
    search.speak(this.#run.language);
    return search;
  }

  #adopt(sheet) {
    const { adoptedStyleSheets } = this.shadowRoot;
    if (!adoptedStyleSheets.includes(sheet)) this.shadowRoot.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
  }

  /** Tells the page of what failed without harm to the map. */
  #report(error, stage = 'options') {
    this.#emit('error', { stage: asFailure(error, stage).stage, message: error.message });
  }

  /** The map was moved: what is painted and told follows. */
  #moved({ isTurning = this.#run.plate?.isGlobe } = {}) {
    const { plate } = this.#run;
    if (!this.#parts || !plate) return;
    this.#painter.paint(this.#parts.base, { isTurning });
    this.#parts.countries.node.classList.toggle('is-magnified', plate.view.scale > 1 || plate.isGlobe);
    this.#parts.zoom.mark(plate.view.scale);
    if (this.#isolated) this.#emphasise(this.#isolated);
    this.#outline();
    this.#isMoving = true;
    this.#improve();
  }

  /** Asks for finer shapes where the base is too coarse, and begins to trace finer paths where those that are painted are. */
  #improve() {
    const { plate } = this.#run;
    if (plate.detailed && (plate.view.scale > 1 || plate.width >= FROM)) {
      plate.detailed(() => this.#moved()).catch(() => {});
      plate.detailed = null;
    }
    if (this.#painter.isCoarse) this.#refining ||= requestAnimationFrame(() => this.#refine());
  }

  /** Has the shapes get finer a little a frame, so that none is late; then paints them. */
  #refine() {
    this.#refining = 0;
    if (!this.#parts || !this.#run.plate) return;
    const isMoving = this.#isMoving;
    this.#isMoving = false;
    const isDone = !this.#painter.isCoarse || this.#painter.refine(isMoving ? REFINES.moving : REFINES.resting);
    // What moves is painted in its next frame anyway.
    if (!isDone || isMoving) {
      this.#refining = requestAnimationFrame(() => this.#refine());
      return;
    }
    this.#moved();
    if (this.#isSettling) this.#settled();
  }

  /** The map has come to rest; the page is told when it is painted as fine as it gets. */
  #settled() {
    if (this.#run.plate?.isGlobe) this.#moved({ isTurning: false });
    this.#isSettling = this.#refining !== 0;
    if (!this.#isSettling) this.#emit('view', this.view);
  }

  #swatch(stance) {
    const canvas = element('canvas', { className: 'stance-map-swatch', ariaHidden: 'true' });
    this.#painter.swatch(canvas, this.#run.plate.classes.indexOf(stance));
    return canvas;
  }

  /** Brings a stance out: all others fade. */
  #emphasise(stance) {
    const { picture, emphasis } = this.#parts ?? {};
    if (!picture || !this.#run.plate) return;
    picture.classList.toggle('is-emphasised', Boolean(stance));
    emphasis.hidden = !stance;
    if (stance) this.#painter.emphasis(emphasis, this.#run.plate.classes.indexOf(stance));
  }

  /** Where an event lies on the map, CSS px of its own size, whatever the page scales it by. */
  #place({ clientX, clientY }) {
    const { base } = this.#parts;
    const box = base.getBoundingClientRect();
    return [
      (clientX - box.left) * (base.clientWidth / box.width || 1),
      (clientY - box.top) * (base.clientHeight / box.height || 1),
    ];
  }

  #isOnMap(event) {
    const { card, zoom } = this.#parts;
    return !event.composedPath().some((node) => node && [card.node, zoom.node, this.#search?.node].includes(node));
  }

  /** Follows a mouse or pen, once a frame. A finger selects by tapping. */
  #pointed(event) {
    if (event.pointerType !== 'touch') this.#point(this.#isOnMap(event) ? this.#place(event) : null);
  }

  #point(place) {
    this.#pointer = place;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const { plate } = this.#run;
      this.#hover(place && plate?.more ? regionAt(plate, place)?.iso3 ?? null : null);
    });
  }

  #clicked(event) {
    const { plate } = this.#run;
    if (!plate?.more || !this.#isOnMap(event)) return;
    this.#pointer = this.#place(event);
    const region = this.#pointerType === 'touch' ? regionTapped(plate, this.#pointer) : regionAt(plate, this.#pointer);
    this.#select(region?.iso3 ?? null);
  }

  #hover(code) {
    if (code === this.#hovered) return;
    this.#hovered = code;
    this.#parts?.countries.node.classList.toggle('is-over', code !== null);
    this.#outline();
    this.#emit('hover', code && regionInfo(this.#run.plate.byCode.get(code)));
  }

  #focus(code) {
    if (code === this.#focused) return;
    this.#focused = code;
    const view = code && this.#run.plate.viewToReveal(this.#run.plate.byCode.get(code));
    if (view) this.#motion.go(view.view, view);
    this.#outline();
    if (code) this.#emit('focus', regionInfo(this.#run.plate.byCode.get(code)));
  }

  #select(code, { silent = false } = {}) {
    if (code === this.#selected) return;
    this.#selected = code;
    this.#parts?.countries.pin(code);
    if (!silent) this.selected = code;
    this.#outline();
    if (!silent) this.#emit('select', code && regionInfo(this.#run.plate.byCode.get(code)));
  }

  /** Lets go of everything and closes the card. */
  #release() {
    this.#hover(null);
    this.#select(null);
    this.#tell(null);
  }

  /** Outlines what is hovered, focused and selected, and tells about one of them. */
  #outline() {
    const { plate } = this.#run;
    if (!this.#parts || !plate) return;
    const codes = [this.#selected, this.#hovered].filter((code, i, all) => code && all.indexOf(code) === i);
    const regions = codes.map((code) => plate.byCode.get(code));
    this.#painter.outlines(this.#parts.outlines, regions, this.#focused && plate.byCode.get(this.#focused));
    this.#tell(this.#hovered ?? this.#focused ?? this.#selected);
  }

  /** Shows the card of a region, or hides it. */
  #tell(code) {
    const { card, base, picture } = this.#parts ?? {};
    const { plate, language } = this.#run;
    if (!card) return;
    const region = (code && plate?.byCode.get(code)) ?? null;
    this.#listenForEscape(Boolean(region));
    if (!region) {
      card.node.hidden = true;
      return;
    }
    // Asked before anything is written: the page is laid out then.
    const box = base.getBoundingClientRect();
    const origin = picture.getBoundingClientRect().left - box.left;
    const { clientWidth, clientHeight } = document.documentElement;
    const isPinned = code === this.#selected;
    const isDocked = isPinned && box.width < plate.pointing.cardDocksBelow;
    card.tell(region, { isPinned, isDocked, close: language.say('ui.close') });
    const [width, height] = card.size;
    const { node } = card;
    const bottom = clientHeight - plate.pointing.cardMargin;
    if (isDocked) {
      // At the map's lower edge, below it where there is room, and always in sight.
      const top = Math.max(0, Math.min(box.height, bottom - box.top - height));
      node.style.transform = `translateY(${Math.round(top)}px)`;
      return;
    }
    const place = (code === this.#hovered && this.#pointer) || plate.anchorOf(region);
    if (!place || place[0] < 0 || place[1] < 0 || place[0] > plate.width || place[1] > plate.height) {
      node.hidden = true;
      return;
    }
    const margin = plate.pointing.cardMargin;
    const [left, top] = placeCard(plate, region, [width, height],
      [margin - box.left, margin - box.top, clientWidth - margin - box.left, bottom - box.top], place);
    // The card hangs at the left of the map in either direction of writing.
    node.style.transform = `translate(${Math.round(left - origin)}px, ${Math.round(top)}px)`;
  }

  #escape = null;

  #listenForEscape(isOpen) {
    if (isOpen === Boolean(this.#escape)) return;
    if (!isOpen) {
      this.#escape.abort();
      this.#escape = null;
      return;
    }
    this.#escape = new AbortController();
    this.ownerDocument.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#release();
    }, { signal: this.#escape.signal });
  }
}

if (!customElements.get('stance-map')) customElements.define('stance-map', StanceMapElement);
