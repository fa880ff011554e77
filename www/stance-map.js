// <stance-map src="data/es-11-1.json">: the map of a vote in an article.
//
// This module lays out, listens and tells; what is drawn and said is decided in Rust (src/web.rs).
// Everything lives in the element's shadow root: no style or name of the page is touched. What the
// element holds (a still figure) stays until the live map is painted, and where it can't be.
import { element, part, save } from './dom.js';
import { Countries } from './keyboard.js';
import { asFailure, at, Failure, fileName, Language, Run } from './loading.js';
import { Search } from './search.js';
import { sheet } from './style.js';
import { table } from './table.js';

const NAMESPACE = 'stance-map';

/** How far from the viewport a map begins to load. */
const NEAR = '600px';
/** A resized map is drawn anew when the width has held still for so long, ms. */
const SETTLED = 90;
/** Room between a card and the edges of what can be seen, px. */
const MARGIN = 4;
/** On narrower maps what is told of a pinned country stands at the map's lower edge, px. */
const NARROW = 560;
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
  #composed = ''; // width, palette and pixel ratio of what is drawn
  #hovered = null;
  #focused = null;
  #selected = null;
  #isolated = null; // the stance that is shown alone
  #pointer = null; // where a card belongs, CSS px of the map
  #pointerType = 'mouse'; // of the last press
  #printing = false;
  #frame = 0;
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
  get report() { return this.#run.live?.report ?? null; }

  /** The counts; null before they are known. */
  get tally() { return this.#run.live?.tally ?? null; }

  /** What is at a place of the map canvas, CSS px from its top left: {iso3, name, kind, stance, vote, cosponsor} or null. */
  regionAt(x, y) {
    const code = this.#run.live?.codeAt(Number(x), Number(y));
    return code ? this.#run.live.region(code) : null;
  }

  /** Selects a country by its code; null lets go. */
  select(iso3) {
    if (!this.#run.live) throw new Failure('options', 'select: the map is not loaded yet; await ready first');
    const code = this.#known(iso3);
    if (code === null && iso3 !== null && iso3 !== undefined) throw new Failure('options', `select: "${iso3}" is no code on this map`);
    this.#select(code);
  }

  /** The whole figure as a PNG: `width` in CSS px, `scale` device pixels a CSS px. */
  async exportPng({ width = EXPORT_WIDTH, scale = 1 } = {}) {
    await this.ready;
    const canvas = document.createElement('canvas');
    await at('options', () => this.#run.live.paintFigure(canvas, Number(width), Number(scale), this.#palette()));
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    canvas.width = 0; // gives the memory back at once
    if (!blob) throw new Failure('options', `exportPng: the browser could not make a picture of this size; choose a smaller scale than ${scale}`);
    return blob;
  }

  /** The whole figure as SVG text. */
  async exportSvg({ width = EXPORT_WIDTH } = {}) {
    await this.ready;
    return at('options', () => this.#run.live.figureSvg(Number(width), this.#palette()));
  }

  /** `iso3` in upper case, if it is a code on this map; else null. */
  #known(iso3) {
    const code = iso3 === null || iso3 === undefined ? null : String(iso3).toUpperCase();
    return code !== null && this.#run.live.region(code) ? code : null;
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
      await run.load(this.getAttribute('src'), this.baseURI, this.getAttribute('lang'));
      if (run === this.#run) this.#draw();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#fail(asFailure(error, 'data'));
    }
  }

  /** Goes over to the language of the attribute, or the document's. */
  async #speak() {
    const run = this.#run;
    if (!run.live) {
      if (run.started) this.#renew();
      return;
    }
    try {
      await run.speak(this.getAttribute('lang') || run.live.lang);
      if (run !== this.#run) return;
      run.language.teach(run.live);
      this.#composed = '';
      this.#draw();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#emit('error', { stage: asFailure(error, 'data').stage, message: error.message });
    }
  }

  get #isStill() { return this.#slot.assignedElements().length > 0; }

  /** What is shown before there is a map: the still figure, or an empty one of the right height. */
  #wait() {
    if (this.#run.painted) return;
    this.#slot.hidden = false;
    this.#figure.hidden = this.#isStill;
    this.#parts = null;
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
    const width = this.clientWidth;
    if (!run.live || !width || !this.isConnected) return;
    const composed = [width, this.#palette(), devicePixelRatio].join(' ');
    if (composed === this.#composed) return;
    const stillHeight = !run.painted && this.#isStill ? this.getBoundingClientRect().height : 0;
    try {
      const view = run.live.compose(width, this.#palette());
      if (!this.#parts) this.#build();
      this.#lay(view);
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
    run.painted = true;
    if (isFirst) this.#select(this.#known(this.getAttribute('selected')), { silent: true });
    this.#emphasise(this.#isolated);
    this.#outline();
    if (!isFirst) return;
    run.resolve();
    this.#emit('ready');
  }

  /** Sets the furniture as HTML and paints bar, swatches and map. */
  #lay({ width, height, colors, furniture }) {
    const { live, language } = this.#run;
    const { picture, base, bar, title, subtitle, legend, notes, countries, search, tools } = this.#parts;
    const figure = this.#figure;
    for (const [name, value] of Object.entries(colors)) figure.style.setProperty(`--${name}`, value);
    Object.assign(figure, { lang: furniture.lang, dir: furniture.direction });
    // What the document says in another language than the map runs its own way.
    const isForeign = furniture.documentLang !== furniture.lang;
    for (const node of [title, subtitle, notes.note, notes.source]) {
      node.dir = isForeign ? 'auto' : furniture.direction;
      node.lang = isForeign ? furniture.documentLang : furniture.lang;
    }
    title.textContent = furniture.title;
    subtitle.textContent = furniture.subtitle ?? '';
    subtitle.hidden = !furniture.subtitle;
    live.paintBar(bar, devicePixelRatio);
    picture.style.aspectRatio = `${width} / ${height}`;
    live.paintMap(base, devicePixelRatio);
    base.setAttribute('aria-label', furniture.description);
    const entries = live.entries();
    this.#entries = new Map(entries.map((entry) => [entry.iso3, entry]));
    countries.fill(entries, language);
    search.speak(language);
    this.#layLegend(legend, furniture.legend);
    this.#layNotes(notes, furniture);
    this.#layTools(tools);
  }

  /** The entries are buttons: pointing at one brings its stance out, pressing shows it alone. They stay the same nodes, for the focus. */
  #layLegend(legend, entries) {
    legend.ariaLabel = this.#run.language.say('ui.legend');
    const old = new Map([...legend.querySelectorAll('button')].map((button) => [button.dataset.stance, button]));
    legend.replaceChildren(...entries.map((entry) => {
      const button = old.get(entry.stance) ?? this.#legendButton(entry.stance);
      button.replaceChildren(this.#swatch(entry.stance), ...(entry.number === null ? [] : [element('b', {}, entry.number)]), entry.label);
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
    const button = (label, hint, action) => element('button', { type: 'button', className: 'stance-map-button', title: hint, onclick: () => action().catch((error) => {
      this.#emit('error', { stage: asFailure(error, 'options').stage, message: error.message });
    }) }, label);
    details.replaceChildren(element('summary', {}, language.say('ui.table')));
    if (details.open) this.#layTable();
    node.replaceChildren(find, details,
      button(language.say('ui.data'), language.say('ui.csv'), async () => save(new Blob([this.#run.live.csv()], { type: 'text/csv' }), `${stem}.csv`)),
      element('div', { className: 'group', role: 'group', dir: 'ltr', ariaLabel: language.say('ui.download') },
        ...EXPORT_SCALES.map((scale) => button(`PNG ${scale}×`, language.say('ui.png', EXPORT_WIDTH * scale),
          async () => save(await this.exportPng({ scale }), scale === 1 ? `${stem}.png` : `${stem}-${scale}x.png`))),
        button('SVG', language.say('ui.svg'), async () => save(new Blob([await this.exportSvg()], { type: 'image/svg+xml' }), `${stem}.svg`))));
  }

  #layTable() {
    const { details } = this.#parts.tools;
    const { language } = this.#run;
    details.querySelector('.stance-map-scroll')?.remove();
    if (!details.open) return;
    details.append(element('div', { className: 'stance-map-scroll', tabIndex: 0, role: 'region', ariaLabel: language.say('table.caption') }, table([...this.#entries.values()], language)));
  }

  /** Makes the parts once a document; resizing only changes them. */
  #build() {
    const canvas = (name) => element('canvas', { className: name, ariaHidden: 'true' });
    const [emphasis, outlines, bar] = ['emphasis', 'outlines', 'stance-map-bar'].map(canvas);
    const base = element('canvas', { className: 'base', role: 'img' });
    const card = part('tooltip', element('div', { className: 'card', hidden: true }));
    const countries = new Countries({
      step: (code, direction) => this.#run.live.step(code, direction) ?? null,
      focus: (code) => this.#focus(code),
      pin: (code) => this.#select(code === this.#selected ? null : code),
      release: () => this.#release(),
      search: () => search.open(),
    });
    const search = new Search({
      find: (query, most) => this.#run.live.find(query, most).map((code) => this.#entries.get(code)).filter(Boolean),
      choose: (code) => {
        this.#select(code);
        countries.go(code, { focus: true });
      },
      closed: () => (this.#parts.opener ?? countries.node).focus(),
      swatch: (stance) => this.#swatch(stance),
    });
    const picture = part('map', element('div', { className: 'stance-map-picture' }, base, emphasis, outlines, countries.node, countries.hint, card, search.node));
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
      search.open();
    } });
    const details = part('table', element('details', { className: 'stance-map-table', ontoggle: () => this.#layTable() }));
    const tools = { node: part('tools', element('div', { className: 'stance-map-tools' })), find, details };
    this.#parts = { picture, base, emphasis, outlines, bar, card, title, subtitle, legend, notes, countries, search, tools };
    // The map comes first for the keyboard; `order` puts bar and legend above it for the eye.
    this.#figure.replaceChildren(title, subtitle, picture, bar, legend, notes.node, tools.node);
    picture.addEventListener('pointerdown', (event) => { this.#pointerType = event.pointerType; });
    picture.addEventListener('pointermove', (event) => this.#pointed(event));
    picture.addEventListener('pointerleave', () => this.#point(null));
    picture.addEventListener('pointercancel', () => this.#point(null));
    picture.addEventListener('click', (event) => this.#clicked(event));
  }

  #swatch(stance) {
    const size = 13;
    const canvas = element('canvas', { className: 'stance-map-swatch', ariaHidden: 'true' });
    this.#run.live.paintSwatch(canvas, devicePixelRatio, stance, size);
    return canvas;
  }

  /** Brings a stance out: all others fade. */
  #emphasise(stance) {
    const { picture, emphasis } = this.#parts ?? {};
    const { live } = this.#run;
    if (!picture || !live) return;
    picture.classList.toggle('is-emphasised', Boolean(stance));
    emphasis.hidden = !stance;
    if (stance) live.paintEmphasis(emphasis, devicePixelRatio, [stance]);
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
    const { card, search } = this.#parts;
    return !event.composedPath().some((node) => node === card || node === search.node);
  }

  /** Follows a mouse or pen, once a frame. A finger selects by tapping. */
  #pointed(event) {
    if (event.pointerType !== 'touch') this.#point(this.#isOnMap(event) ? this.#place(event) : null);
  }

  #point(place) {
    this.#pointer = place;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#hover(place && (this.#run.live?.codeAt(...place) ?? null));
    });
  }

  #clicked(event) {
    const { live } = this.#run;
    if (!live || !this.#isOnMap(event)) return;
    this.#pointer = this.#place(event);
    const code = (this.#pointerType === 'touch' ? live.tappedAt(...this.#pointer) : live.codeAt(...this.#pointer)) ?? null;
    this.#select(code);
  }

  #hover(code) {
    if (code === this.#hovered) return;
    this.#hovered = code;
    this.#parts?.picture.classList.toggle('is-over', code !== null);
    this.#outline();
    this.#emit('hover', code && this.#run.live.region(code));
  }

  #focus(code) {
    if (code === this.#focused) return;
    this.#focused = code;
    this.#outline();
    if (code) this.#emit('focus', this.#run.live.region(code));
  }

  #select(code, { silent = false } = {}) {
    if (code === this.#selected) return;
    this.#selected = code;
    this.#parts?.countries.pin(code);
    if (!silent) this.selected = code;
    this.#outline();
    if (!silent) this.#emit('select', code && this.#run.live.region(code));
  }

  /** Lets go of everything and closes the card. */
  #release() {
    this.#hover(null);
    this.#select(null);
    this.#tell(null);
  }

  /** Outlines what is hovered, focused and selected, and tells about one of them. */
  #outline() {
    const { live } = this.#run;
    if (!this.#parts || !live) return;
    const codes = [this.#selected, this.#hovered].filter((code, i, all) => code && all.indexOf(code) === i);
    live.paintOutlines(this.#parts.outlines, devicePixelRatio, codes, this.#focused ?? undefined);
    this.#tell(this.#hovered ?? this.#focused ?? this.#selected);
  }

  /** Shows the card of a region, or hides it. */
  #tell(code) {
    const { card, base, picture } = this.#parts ?? {};
    const { live, language } = this.#run;
    if (!card) return;
    const words = code && live.words(code);
    card.hidden = !words;
    this.#listenForEscape(Boolean(words));
    if (!words) return;
    const isPinned = code === this.#selected;
    card.classList.toggle('is-pinned', isPinned);
    card.setAttribute('role', isPinned ? 'group' : 'tooltip');
    card.setAttribute('aria-label', words.name);
    card.replaceChildren(
      element('strong', {}, words.name),
      ...(words.part ? [element('div', { className: 'detail' }, words.part)] : []),
      element('div', { className: 'stood' }, this.#swatch(words.stance), words.label),
      element('div', { className: 'detail' }, words.detail),
      ...(isPinned ? [element('button', { type: 'button', className: 'close', ariaLabel: language.say('ui.close'), onclick: () => {
        this.#release();
        this.#parts.countries.node.focus({ preventScroll: true });
      } }, '×')] : []),
    );
    const box = base.getBoundingClientRect();
    const isDocked = isPinned && box.width < NARROW;
    card.classList.toggle('is-docked', isDocked);
    card.style.transform = '';
    const { width, height } = card.getBoundingClientRect();
    const bottom = document.documentElement.clientHeight - MARGIN;
    if (isDocked) {
      // At the map's lower edge, below it where there is room, and always in sight.
      const top = Math.max(0, Math.min(box.height, bottom - box.top - height));
      card.style.transform = `translateY(${Math.round(top)}px)`;
      return;
    }
    const place = (code === this.#hovered && this.#pointer) || live.anchorOf(code);
    if (!place) {
      card.hidden = true;
      return;
    }
    const [left, top] = live.placeTooltip(code, width, height,
      MARGIN - box.left, MARGIN - box.top,
      document.documentElement.clientWidth - MARGIN - box.left, bottom - box.top,
      ...place);
    // The card hangs at the left of the map in either direction of writing.
    const origin = picture.getBoundingClientRect().left - box.left;
    card.style.transform = `translate(${Math.round(left - origin)}px, ${Math.round(top)}px)`;
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
