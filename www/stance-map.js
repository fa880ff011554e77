// <stance-map src="data/es-11-1.json">: the map of a vote in an article.
//
// This module loads and lays out, listens and tells; what is drawn and said is decided in Rust
// (src/web.rs). Everything lives in the element's shadow root: no style or name of the page is
// touched. No string of a file becomes markup: all text is set as text.

const PACKAGE = new URL('./pkg/', import.meta.url);
const NAMESPACE = 'stance-map';

/** How far from the viewport a map begins to load. */
const NEAR = '600px';
/** A resized map is drawn anew when the width has held still for so long, ms. */
const SETTLED = 90;
/** Room between a tooltip and the edges of what can be seen, px. */
const MARGIN = 4;
const EXPORT_WIDTH = 960;
const EXPORT_SCALES = [1, 2, 4];

// The height is reserved before anything is known of the map: the map's own, and what headline,
// legend and notes of common length take at that width. `--stance-map-height` overrides it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block !important; box-sizing: border-box !important; min-width: 0 !important; container-type: inline-size !important; }
:host([hidden]) { display: none !important; }
.figure { all: initial; display: flex; flex-direction: column; box-sizing: border-box; position: relative; overflow-wrap: break-word;
  min-height: var(--stance-map-height, max(1272px - 156cqw, 575px + 30cqw, 376px + 47.5cqw));
  padding: 14px var(--pad, 12px) 12px; background: var(--paper, transparent); color: var(--ink, inherit);
  font: var(--note, 12px)/1.42 "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
.figure[dir] { direction: inherit; }
h2, p, ul, li { margin: 0; padding: 0; }
h2 { font: 700 var(--title)/1.18 "Noto Serif", Georgia, serif; text-wrap: balance; }
.subtitle { margin-top: .35em; font-size: var(--subtitle); line-height: 1.38; color: var(--muted); text-wrap: pretty; }
.bar { display: block; margin-top: calc(var(--subtitle) * .95); }
.legend { display: flex; flex-wrap: wrap; gap: .55em 1.5em; margin-top: calc(var(--legend) * .6); padding: 0; list-style: none;
  font-size: var(--legend); line-height: 1.1; }
.legend li { display: flex; align-items: center; gap: .42em; }
.legend b { font-weight: 700; font-variant-numeric: tabular-nums; }
canvas { display: block; }
.map { position: relative; margin-top: calc(var(--legend) * .9); line-height: 0; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
.map canvas { width: 100%; height: 100%; }
.map .outlines { position: absolute; inset: 0; pointer-events: none; }
.map.is-over { cursor: pointer; }
.notes { display: flex; flex-direction: column; flex: 1; margin-top: var(--note, 12px); color: var(--muted); }
.notes > * + * { margin-top: .55em; }
.notes .note { color: var(--ink); }
.notes p { text-wrap: pretty; }
.notes a { color: inherit; }
summary { cursor: pointer; width: fit-content; text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .2em; }
.footnotes { columns: 24em auto; font-size: .92em; column-gap: 2em; margin-top: .4em; list-style: none; }
.footnotes li { break-inside: avoid; padding-bottom: .3em; }
.footnotes b { font-weight: 700; }
.notes .last { display: flex; flex-wrap: wrap; gap: .5em 1.5em; justify-content: space-between; align-items: baseline; margin-top: auto; padding-top: .55em; }
.downloads { display: flex; flex-wrap: wrap; gap: .35em .35em; align-items: center; }
button { all: unset; box-sizing: border-box; min-height: 24px; padding: .1em .65em; border: 1px solid var(--rule, #8888); border-radius: 3px;
  color: var(--ink, inherit); cursor: pointer; font-size: inherit; }
button:hover { border-color: var(--ink, currentColor); }
button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--focus, currentColor); outline-offset: 2px; }
.tooltip { position: absolute; z-index: 1; left: 0; top: 0; box-sizing: border-box; width: max-content; max-width: min(260px, 100%);
  padding: .55em .75em .6em; pointer-events: none; line-height: 1.35; font-size: max(12.5px, var(--note, 12px)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); }
.tooltip[hidden] { display: none; }
.tooltip strong { display: block; font-weight: 700; font-size: 1.08em; }
.tooltip .stood { display: flex; gap: .42em; align-items: center; margin-top: .15em; }
.tooltip .detail { color: var(--muted); }
.message { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: .8em; padding: 1.5em; text-align: center; color: #5f6468; }
.message[hidden] { display: none; }
.message.failed { position: relative; min-height: 260px; }
.message p { max-width: 46em; white-space: pre-line; }
.message strong { font-weight: 700; }
@media (prefers-color-scheme: dark) { .message { color: #a6aaae; } }
@media print { .downloads, .tooltip { display: none; } }
`);

/** What went wrong, and at which stage: fetch, wasm, data or options. */
class Failure extends Error {
  constructor(stage, message, cause) {
    super(message, { cause });
    this.name = 'StanceMapError';
    this.stage = stage;
  }
}

const STAGES = {
  fetch: 'A file could not be loaded',
  wasm: 'The drawing program could not be started',
  data: 'The data can’t be drawn as they are',
  options: 'The map is set up wrongly',
};

const asFailure = (error, stage) => error instanceof Failure ? error : new Failure(stage, error?.message ?? String(error), error);

/** Does `step`; what it throws becomes a failure of `stage`. */
async function at(stage, step) {
  try {
    return await step();
  } catch (error) {
    throw asFailure(error, stage);
  }
}

const fileName = (url) => decodeURIComponent(url.pathname.split('/').pop() || url.host);

/** Fetches `url`; a failure names the file. */
async function get(url, signal) {
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure('fetch', `${fileName(url)}: the server can’t be reached`, error);
  }
  if (!response.ok) throw new Failure('fetch', `${fileName(url)}: the server answered ${response.status}`);
  return response;
}

/** The bytes of `url`; a connection that breaks off is a failure that names the file. */
async function bytes(url, signal) {
  const response = await get(url, signal);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure('fetch', `${fileName(url)}: the connection broke off`, error);
  }
}

let program;

/** The compiled program, one for all maps of the page; a failure may be tried again. */
function loadProgram() {
  program ??= startProgram().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function startProgram() {
  const response = get(new URL('stancemap_bg.wasm', PACKAGE));
  response.catch(() => {}); // told below, after the module's own import
  const module = await at('wasm', () => import(new URL('stancemap.js', PACKAGE)));
  const wasm = await response;
  // A server that sends another type than WebAssembly's is no reason to fail, or to warn.
  const streams = wasm.headers.get('content-type')?.startsWith('application/wasm');
  await at('wasm', async () => module.default({ module_or_path: streams ? wasm : await wasm.arrayBuffer() }));
  return module;
}

/** An element with properties and children; strings become text. */
function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Hands `blob` to the reader as a file. */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** One attempt to load a `src`: its promise for the page, and what it came to. */
class Run {
  controller = new AbortController();
  started = false;
  /** The joined map, once loaded. */
  live = null;
  painted = false;

  constructor() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // whoever wants to know may still catch it
  }

  async load(src, base) {
    if (!src) throw new Failure('options', 'The attribute src is missing; give it the address of a map document, such as src="data/es-11-1.json"');
    const { signal } = this.controller;
    const url = await at('options', () => new URL(src, base));
    const [module, text] = await Promise.all([loadProgram(), bytes(url, signal)]);
    const name = fileName(url);
    const names = await at('data', () => module.filesOf(name, text));
    const contents = await Promise.all(names.map(async (file) => bytes(await at('data', () => new URL(file, url)), signal)));
    if (signal.aborted) return;
    const live = await at('data', () => new module.LiveMap(name, text, names, contents));
    const errors = live.errors();
    if (errors.length) {
      live.free();
      throw new Failure('data', errors.join('\n'));
    }
    this.live = live;
  }

  end() {
    this.controller.abort();
    this.live?.free();
    this.live = null;
  }
}

export class StanceMapElement extends HTMLElement {
  static observedAttributes = ['src', 'theme'];

  #run = new Run();
  #figure;
  #parts = {};
  #composed = ''; // width, palette and pixel ratio of what is drawn
  #hovered = null;
  #selected = null;
  #pointer = null; // where a tooltip belongs, CSS px of the map
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
    this.#figure = element('div', { className: 'figure' });
    this.#figure.setAttribute('part', 'figure');
    root.append(this.#figure);
    this.#say('Loading the map …');
  }

  connectedCallback() {
    // A property set before the element was defined hides the accessor: set it anew.
    for (const name of ['src', 'theme']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw(), { signal });
    this.#watchPixelRatio(signal);
    this.#resizes.observe(this);
    if (this.getAttribute('loading') === 'eager') this.#start();
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
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'theme') this.#draw();
    else this.#renew();
  }

  get src() { return this.getAttribute('src') ?? ''; }
  set src(value) { this.setAttribute('src', value); }

  get theme() { return this.getAttribute('theme') ?? ''; }
  set theme(value) { this.setAttribute('theme', value); }

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
    const live = this.#run.live;
    const code = iso3 === null || iso3 === undefined ? null : String(iso3).toUpperCase();
    if (!live) throw new Failure('options', 'select: the map is not loaded yet; await ready first');
    if (code !== null && live.region(code) === null) throw new Failure('options', `select: "${iso3}" is no code on this map`);
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

  #palette() {
    const { theme } = this;
    if (theme === 'light' || theme === 'dark') return theme;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  #renew() {
    const { started } = this.#run;
    this.#run.end();
    this.#run = new Run();
    this.#composed = '';
    this.#hovered = null;
    this.#selected = null;
    this.#parts = {};
    if (started) this.#start();
  }

  async #start() {
    const run = this.#run;
    if (run.started) return;
    run.started = true;
    this.#nearness.disconnect();
    try {
      await run.load(this.getAttribute('src'), this.baseURI);
      if (run === this.#run) this.#draw();
    } catch (error) {
      if (run === this.#run && !run.controller.signal.aborted) this.#fail(asFailure(error, 'data'));
    }
  }

  #fail(failure) {
    this.#run.reject(failure);
    this.#hovered = null;
    this.#parts = {};
    this.#say(failure.message, failure.stage);
    this.#emit('error', { stage: failure.stage, message: failure.message });
  }

  /** Shows a message in the place of the map; with a stage, as a failure that can be tried again. */
  #say(text, stage) {
    const message = element('div', { className: stage ? 'message failed' : 'message' });
    if (stage) {
      message.setAttribute('role', 'alert');
      message.append(
        element('p', {}, element('strong', {}, `${STAGES[stage]} (${stage}).`), `\n${text}`),
        element('button', { type: 'button', onclick: () => { this.#renew(); this.#start(); this.#say('Loading the map …'); } }, 'Try again'),
      );
    } else {
      message.append(element('p', {}, text));
    }
    this.#figure.replaceChildren(message);
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
    try {
      const view = run.live.compose(width, this.#palette());
      this.#lay(view);
      this.#composed = composed;
      this.#outline();
    } catch (error) {
      this.#fail(asFailure(error, 'wasm'));
      return;
    }
    if (run.painted) return;
    run.painted = true;
    run.resolve();
    this.#emit('ready');
  }

  /** Sets the furniture as HTML and paints bar, swatches and map. */
  #lay({ width, height, layout, colors, furniture }) {
    const style = this.#figure.style;
    for (const [name, value] of Object.entries(colors)) style.setProperty(`--${name}`, value);
    for (const name of ['pad', 'title', 'subtitle', 'legend', 'note']) style.setProperty(`--${name}`, `${layout[name]}px`);
    if (!this.#parts.map) this.#build();
    const { map, base, bar, title, subtitle, legend, notes } = this.#parts;
    const { live } = this.#run;
    const ratio = devicePixelRatio;
    title.textContent = furniture.title;
    subtitle.textContent = furniture.subtitle ?? '';
    subtitle.hidden = !furniture.subtitle;
    live.paintBar(bar, ratio);
    Object.assign(bar.style, { width: '100%', height: `${layout.bar}px` });
    legend.replaceChildren(...furniture.legend.map((entry) => element('li', {},
      this.#swatch(entry.stance, Math.round(layout.legend * 0.86)),
      entry.count === null ? null : element('b', {}, String(entry.count)),
      entry.label)));
    map.style.aspectRatio = `${width} / ${height}`;
    live.paintMap(base, ratio);
    base.setAttribute('aria-label', furniture.description);
    this.#layNotes(notes, furniture);
  }

  #layNotes(notes, { note, key, borders, footnotes, source, url, credit }) {
    const isOpen = notes.querySelector('details')?.open ?? false;
    const places = footnotes.map(({ about, text }) => element('li', {}, element('b', {}, `${about}: `), text));
    const sources = [
      source && (url ? element('span', {}, 'Source: ', element('a', { href: url }, source)) : `Source: ${source}`),
      credit,
    ].filter(Boolean).flatMap((part, i) => (i ? [' · ', part] : [part]));
    notes.replaceChildren(
      ...[
        note && element('p', { className: 'note' }, note),
        element('p', {}, [key, borders].filter(Boolean).join(' ')),
        places.length && element('details', { open: isOpen },
          element('summary', {}, places.length === 1 ? 'About one disputed place' : `About ${places.length} disputed places`),
          element('ul', { className: 'footnotes' }, ...places)),
        element('div', { className: 'last' }, element('p', {}, ...sources), this.#parts.downloads),
      ].filter(Boolean),
    );
  }

  /** Makes the parts once a document; resizing only changes them. */
  #build() {
    const part = (name, node) => { node.setAttribute('part', name); return node; };
    const base = element('canvas', { className: 'base', role: 'img' });
    const outlines = element('canvas', { className: 'outlines', ariaHidden: 'true' });
    const bar = element('canvas', { className: 'bar', ariaHidden: 'true' });
    const tooltip = part('tooltip', element('div', { className: 'tooltip', role: 'tooltip', hidden: true }));
    const map = part('map', element('div', { className: 'map' }, base, outlines, tooltip));
    const title = part('title', element('h2'));
    const subtitle = part('subtitle', element('p', { className: 'subtitle' }));
    const legend = part('legend', element('ul', { className: 'legend' }));
    legend.setAttribute('role', 'list'); // Safari drops it with the bullets
    const notes = part('notes', element('div', { className: 'notes' }));
    this.#parts = { map, base, outlines, bar, tooltip, title, subtitle, legend, notes, downloads: this.#downloads() };
    this.#figure.replaceChildren(title, subtitle, bar, legend, map, notes);
    map.addEventListener('pointermove', (event) => this.#pointed(event));
    map.addEventListener('pointerleave', () => this.#point(null));
    map.addEventListener('pointercancel', () => this.#point(null));
    map.addEventListener('click', (event) => {
      this.#pointer = this.#place(event);
      this.#select(this.#run.live?.codeAt(...this.#pointer) ?? null);
    });
  }

  #downloads() {
    const stem = fileName(new URL(this.src, this.baseURI)).replace(/\.[^.]*$/, '');
    const button = (label, hint, action) => element('button', { type: 'button', title: hint, onclick: () => action().catch((error) => {
      this.#emit('error', { stage: asFailure(error, 'options').stage, message: error.message });
    }) }, label);
    return element('div', { className: 'downloads', role: 'group', ariaLabel: 'Download' },
      'Download',
      ...EXPORT_SCALES.map((scale) => button(`PNG ${scale}×`, `Picture, ${EXPORT_WIDTH * scale} pixels wide`,
        async () => save(await this.exportPng({ scale }), scale === 1 ? `${stem}.png` : `${stem}-${scale}x.png`))),
      button('SVG', 'Vector drawing', async () => save(new Blob([await this.exportSvg()], { type: 'image/svg+xml' }), `${stem}.svg`)),
      button('CSV', 'The data as a table', async () => save(new Blob([this.#run.live.csv()], { type: 'text/csv' }), `${stem}.csv`)));
  }

  #swatch(stance, size) {
    const canvas = element('canvas', { ariaHidden: 'true' });
    this.#run.live.paintSwatch(canvas, devicePixelRatio, stance, size);
    Object.assign(canvas.style, { width: `${size}px`, height: `${size}px` });
    return canvas;
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

  /** Follows a mouse or pen, once a frame. A finger selects by tapping. */
  #pointed(event) {
    if (event.pointerType !== 'touch') this.#point(this.#place(event));
  }

  #point(place) {
    this.#pointer = place;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#hover(place && (this.#run.live?.codeAt(...place) ?? null));
    });
  }

  #hover(code) {
    if (code === this.#hovered) return;
    this.#hovered = code;
    this.#parts.map?.classList.toggle('is-over', code !== null);
    this.#outline();
    this.#emit('hover', code && this.#run.live.region(code));
  }

  #select(code) {
    if (code === this.#selected) return;
    this.#selected = code;
    this.#outline();
    this.#emit('select', code && this.#run.live.region(code));
  }

  /** Outlines what is hovered and selected, and tells about one of them. */
  #outline() {
    const { outlines } = this.#parts;
    const { live } = this.#run;
    if (!outlines || !live) return;
    const codes = [this.#selected, this.#hovered].filter((code, i, all) => code && all.indexOf(code) === i);
    live.paintOutlines(outlines, devicePixelRatio, codes);
    this.#tell(this.#hovered ?? this.#selected);
  }

  /** Shows the tooltip for a region, or hides it. */
  #tell(code) {
    const { tooltip, base } = this.#parts;
    const { live } = this.#run;
    const words = code && live.words(code);
    tooltip.hidden = !words;
    this.#listenForEscape(Boolean(words));
    if (!words) return;
    tooltip.replaceChildren(
      element('strong', {}, words.name),
      ...(words.part ? [element('div', { className: 'detail' }, words.part)] : []),
      element('div', { className: 'stood' }, this.#swatch(words.stance, 11), words.label),
      element('div', { className: 'detail' }, [words.vote, words.sponsorship].filter(Boolean).join(', ')),
    );
    const box = base.getBoundingClientRect();
    const { width, height } = tooltip.getBoundingClientRect();
    const anchor = code === this.#hovered ? this.#pointer : null;
    const place = anchor ?? live.anchorOf(code);
    if (!place) {
      tooltip.hidden = true;
      return;
    }
    const [left, top] = live.placeTooltip(code, width, height,
      MARGIN - box.left, MARGIN - box.top,
      document.documentElement.clientWidth - MARGIN - box.left, document.documentElement.clientHeight - MARGIN - box.top,
      ...place);
    tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
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
      if (event.key !== 'Escape') return;
      this.#hover(null);
      this.#select(null);
      this.#tell(null);
    }, { signal: this.#escape.signal });
  }
}

if (!customElements.get('stance-map')) customElements.define('stance-map', StanceMapElement);
