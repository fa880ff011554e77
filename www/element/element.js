// <stance-map src="data/es-11-1.json">: the map of a vote in an article. Attributes, life cycle, API, events.
//
// Rust decides on texts and places (src/page, src/view). Everything lives in the element's shadow root: no style or
// name of the page is touched. What the element holds (a still figure) stays until the live map is painted, and where
// it can't be.
import { asFailure, at, Failure } from '../loading/failure.js';
import { extras, fullProgram, pictureProgram } from '../loading/programs.js';
import { LoadSession } from '../loading/session.js';
import { MOST } from '../view/motion.js';
import { regionInfo } from '../view/region.js';
import { Painter } from '../view/painter.js';
import { MapContext } from './context.js';
import { element, part } from './dom.js';
import { Drawing } from './drawing.js';
import { EXPORT_WIDTH } from './export-width.js';
import { paletteFor, watchPreferences } from './palette.js';
import { Selection } from './selection.js';
import { Still } from './still.js';
import { sheet } from './style.js';

/** How far from the viewport a map begins to load. */
const NEAR = '600px';

export class StanceMapElement extends HTMLElement {
  static observedAttributes = ['src', 'theme', 'lang', 'selected'];

  #root = element('div', { className: 'root' });
  #node = part('figure', element('div', { className: 'stance-map-figure' }));
  #context = new MapContext(this);
  #still = new Still(this, this.#root, this.#node);
  #selection = new Selection((key, code, event) => {
    this.#drawing.interaction?.changed(key, code);
    if (event === 'select') this.selected = code;
    if (event) this.#context.emit(event, regionInfo(this.#context.region(code)));
  });
  #drawing = new Drawing(this, this.#node, this.#still, this.#context, this.#selection, {
    palette: () => this.#palette,
    download: async (kind, stem, scale = 1) => {
      const { save } = await extras();
      const blob = kind === 'png' ? await this.exportPng({ scale }) : new Blob([await (kind === 'svg' ? this.exportSvg() : this.#csv())], { type: kind === 'svg' ? 'image/svg+xml' : 'text/csv' });
      save(`${stem}${scale === 1 ? '' : `-${scale}x`}.${kind}`, blob);
    },
    prepare: (kind) => (kind === 'png' ? pictureProgram() : fullProgram()).catch(() => {}), // who presses hears of it
    fail: (session, error, stage) => this.#fail(session, error, stage),
  });
  #isPrinting = false;
  /** @type {AbortController | null} ends what listens outside the element */
  #connection = null;
  #resizes = new ResizeObserver(() => this.#drawing.resized());
  #nearness = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) this.#start();
  }, { rootMargin: NEAR });

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#node);
    root.append(this.#root);
    this.#still.onChange(() => this.#wait());
    this.#wait();
  }

  connectedCallback() {
    // A property set before the element was defined hides the accessor: set it again.
    for (const name of /** @type {const} */ (['src', 'theme', 'selected'])) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete (/** @type {Partial<StanceMapElement>} */ (this))[name];
        Object.assign(this, { [name]: value });
      }
    }
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    watchPreferences(() => this.#drawing.draw(), signal);
    addEventListener('beforeprint', () => this.#print(true), { signal });
    addEventListener('afterprint', () => this.#print(false), { signal });
    this.#resizes.observe(this);
    if (this.getAttribute('loading') === 'eager' || this.#session.isStarted) this.#start();
    else this.#nearness.observe(this);
    this.#drawing.draw();
    this.#drawing.interaction?.moved({ isTurning: false }); // what was moved with it is at rest
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#resizes.disconnect();
    this.#nearness.disconnect();
    this.#selection.hover(null);
    this.#drawing.stop();
    // An element that was only moved is back before the next task; one that is gone gives its memory back.
    setTimeout(() => {
      if (!this.isConnected && this.#session.isStarted) this.#renew({ start: false });
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'theme') this.#drawing.draw();
    else if (name === 'src') this.#renew();
    else if (name === 'lang') this.#setLanguage();
    else if (this.#session.isPainted) this.#selection.pin(this.#context.known(after));
  }

  get #session() { return this.#context.session; }

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
    return this.#session.ready;
  }

  /** What the join found; null before it is known. */
  get report() { return this.#context.mapView?.more?.report ?? null; }

  /** The counts; null before they are known. */
  get tally() { return this.#context.mapView?.more?.tally ?? null; }

  /**
   * What is at a place of the map canvas, CSS px from its top left; null for none.
   * @param {number} x
   * @param {number} y
   */
  regionAt(x, y) {
    return regionInfo(this.#drawing.interaction?.regionAt([Number(x), Number(y)]));
  }

  /**
   * Selects a country by its code; null lets go.
   * @param {string | null} iso3
   */
  select(iso3) {
    if (!this.#context.mapView?.more) throw new Failure('options', 'select: the map is not loaded yet; await ready first');
    const code = this.#context.known(iso3);
    if (code === null && iso3 !== null && iso3 !== undefined) throw new Failure('options', `select: "${iso3}" is no code on this map`);
    this.#selection.pin(code);
  }

  /** What is seen: `scale` times the whole map, the degrees in its middle; null before the map is shown. */
  get view() {
    const { mapView } = this.#context;
    return mapView && { scale: mapView.view.scale, center: mapView.middle };
  }

  /**
   * A place of a country, [longitude, latitude]; null for one that is not on the map.
   * @param {string} iso3
   */
  placeOf(iso3) {
    const { mapView } = this.#context;
    const region = this.#context.region(this.#context.known(iso3));
    return region && mapView ? mapView.placeOf(region) : null;
  }

  /**
   * Where a country is seen at present, CSS px from the map's top left; null for one that is not on the map.
   * @param {string} iso3
   */
  pointOf(iso3) {
    const { mapView } = this.#context;
    const region = this.#context.region(this.#context.known(iso3));
    return region && mapView ? mapView.anchorOf(region) : null;
  }

  /**
   * Shows `scale` times the whole map (1 to 64) with `center`, [longitude, latitude] in degrees, in its middle.
   * @param {{ scale?: number, center?: [number, number], animate?: boolean }} [view]
   */
  setView({ scale, center, animate = true } = {}) {
    const { mapView } = this.#context;
    if (!this.#session.isPainted || !mapView) throw new Failure('options', 'setView: the map is not loaded yet; await ready first');
    const times = scale === undefined ? mapView.view.scale : Number(scale);
    if (!(times >= 1 && times <= MOST)) throw new Failure('options', `setView: a scale of ${scale} is out of range; choose 1 to ${MOST}`);
    const place = center ? /** @type {[number, number]} */ ([...center].map(Number)) : mapView.middle ?? [0, 0];
    if (place.length !== 2 || !place.every(Number.isFinite) || Math.abs(place[1]) > 90) throw new Failure('options', `setView: center: ${JSON.stringify(center)} is no place; give [longitude, latitude] in degrees`);
    this.#drawing.interaction?.camera.go(mapView.viewOf(place, times), { animate, center: place });
  }

  /**
   * The whole figure as a PNG: `width` in CSS px, `scale` device pixels a CSS px.
   * @param {{ width?: number, scale?: number }} [options]
   */
  async exportPng({ width = EXPORT_WIDTH, scale = 1 } = {}) {
    await this.ready;
    const { exportPng } = await pictureProgram();
    const { mapView } = this.#context;
    if (!mapView) throw new Failure('options', 'exportPng: the map is gone');
    return at('options', () => exportPng(mapView, this.#palette, (map) => {
      const painter = new Painter(map);
      painter.renew(Number(scale), getComputedStyle(this.#node).fontFamily);
      return painter;
    }, Number(width), Number(scale)));
  }

  /**
   * The whole figure as SVG text.
   * @param {{ width?: number }} [options]
   */
  async exportSvg({ width = EXPORT_WIDTH } = {}) {
    await this.ready;
    const [map, { exportSvg }] = await Promise.all([this.#session.joinedMap(), extras()]);
    return at('options', () => exportSvg(map, this.#palette, Number(width)));
  }

  async #csv() {
    const [map, { exportCsv }] = await Promise.all([this.#session.joinedMap(), extras()]);
    return exportCsv(map);
  }

  get #palette() { return paletteFor(this.theme, this.#isPrinting); }

  /** @param {boolean} isPrinting */
  #print(isPrinting) {
    this.#isPrinting = isPrinting;
    this.#drawing.draw();
  }

  /** Starts again: with the same element, another map or none. */
  #renew({ start = this.#session.isStarted } = {}) {
    this.#selection.hover(null);
    this.#drawing.retire();
    this.#session.end();
    this.#context.session = new LoadSession();
    this.#selection.clear();
    this.#context.entries.clear();
    if (start) this.#start();
    else this.#wait();
  }

  async #start() {
    const session = this.#session;
    if (session.isStarted) return;
    session.isStarted = true;
    this.#nearness.disconnect();
    try {
      await session.load(this.getAttribute('src'), this.baseURI, this.getAttribute('lang'), this.getAttribute('page'), this.getAttribute('page-integrity'));
      if (session === this.#session) this.#drawing.draw();
    } catch (error) {
      this.#fail(session, error, 'data');
    }
  }

  /** Changes to the language of the attribute, or the document's. */
  async #setLanguage() {
    const session = this.#session;
    if (!session.isLoaded) {
      if (session.isStarted) this.#renew();
      return;
    }
    try {
      await session.setLanguage(this.getAttribute('lang') || (await session.joinedMap()).lang);
      if (session !== this.#session) return;
      this.#drawing.renew();
      this.#drawing.draw();
    } catch (error) {
      if (session === this.#session && !session.isEnded) this.#context.report(error, 'data');
    }
  }

  /** Shows what there is before there is a map. */
  #wait() {
    if (this.#session.isPainted) return;
    this.#drawing.drop();
    this.#still.wait();
  }

  /**
   * Shows what went wrong in a session, unless it has ended.
   * @param {LoadSession} session
   * @param {unknown} error
   * @param {import('../loading/failure.js').Stage} stage
   */
  #fail(session, error, stage) {
    if (session !== this.#session || session.isEnded) return;
    const failure = asFailure(error, stage);
    session.reject(failure);
    session.end();
    session.isPainted = false;
    this.#selection.hovered = null; // without an event: the map is gone
    this.#wait();
    this.#still.fail(failure, session.language, () => {
      this.#renew({ start: true });
      this.#wait();
    });
    this.#context.report(failure);
  }
}
