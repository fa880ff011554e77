// <studio-map>: the figure of <stance-map>, drawn from what the full program makes of a draft, again after each change.
import { Drawing } from '../element/drawing.js';
import { element, part } from '../element/dom.js';
import { MapContext } from '../element/context.js';
import { paletteFor, watchPreferences } from '../element/palette.js';
import { Selection } from '../element/selection.js';
import { Still } from '../element/still.js';
import { sheet } from '../element/style.js';
import { LoadSession } from '../loading/session.js';
import { regionInfo } from '../view/region.js';
import { Painter } from '../view/painter.js';

/** @typedef {import('../view/map-view.js').MapView} MapView */
/** @typedef {import('../loading/session.js').JoinedMap} JoinedMap */

/** A session whose map views are given, not loaded. */
class DraftSession extends LoadSession {
  /** @type {JoinedMap | null} */
  joined = null;
  isStarted = true;

  async joinedMap() { return /** @type {JoinedMap} */ (this.joined); }
}

export class StudioMap extends HTMLElement {
  src = 'map.json';
  view = null;
  /** @type {string | null} */
  selected = null;
  #theme = '';
  #node = part('figure', element('div', { className: 'stance-map-figure' }));
  #root = element('div', { className: 'root' }, this.#node);
  #context = new MapContext(this);
  #session = new DraftSession();
  #still = new Still(this, this.#root, this.#node);
  #selection = new Selection((key, code, event) => {
    this.#drawing.interaction?.changed(key, code);
    if (event) this.#context.emit(event, regionInfo(this.#context.region(code)));
  });
  #drawing = new Drawing(/** @type {any} */ (this), this.#node, this.#still, this.#context, this.#selection, {
    palette: () => this.palette,
    download: () => Promise.resolve(),
    prepare: () => {},
    fail: (_, error) => this.#context.report(error, 'data'),
  });

  constructor() {
    super();
    this.#context.session = this.#session;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#root);
  }

  connectedCallback() {
    new ResizeObserver(() => this.#drawing.resized()).observe(this);
    watchPreferences(() => this.#drawing.draw(), new AbortController().signal);
  }

  get palette() { return paletteFor(this.#theme, false); }

  get mapView() { return this.#session.mapView; }

  /** @param {string} theme */
  set theme(theme) {
    this.#theme = theme;
    this.#drawing.draw();
  }

  /** The width of the figure that is to be shown, CSS px. */
  get width() { return this.clientWidth || 560; }

  /**
   * Shows a map view in the place of the one before.
   * @param {MapView} mapView with its details
   * @param {JoinedMap} joined what it was made of
   * @param {import('../loading/language.js').Language} language
   */
  show(mapView, joined, language) {
    const before = this.#session.mapView;
    const session = this.#session;
    const { id, call } = joined;
    if (before && before.pageData.projection.name === mapView.pageData.projection.name) Object.assign(mapView, { view: before.view });
    mapView.loadLayout = async (width, theme) => JSON.parse(await call('layout', id, width, theme));
    session.loadTheme = async (name, width) => mapView.addTheme(name, { ...mapView.pageData.style.themes[name], layouts: [JSON.parse(await call('layout', id, width, name))] });
    session.joined = joined;
    session.language = language;
    session.mapView = mapView;
    this.#drawing.renew();
    this.#drawing.draw();
    if (before && before.viewer !== mapView.viewer) before.free();
  }

  /** @param {string | null} code */
  select(code) {
    if (this.mapView?.more) this.#selection.pin(this.#context.known(code), { isSilent: true });
  }

  /** @param {string | null} code */
  point(code) {
    if (this.mapView?.more) this.#selection.hover(this.#context.known(code));
  }

  /** A painter for a picture. @param {MapView} map @param {number} scale */
  painterFor(map, scale) {
    const painter = new Painter(map);
    painter.renew(scale, getComputedStyle(this.#node).fontFamily);
    return painter;
  }
}

customElements.define('studio-map', StudioMap);
