// What the modules of the element share: the present attempt to load a map, what shows and paints it, and how it
// sends events.
import { asFailure } from '../loading/failure.js';
import { LoadSession } from '../loading/session.js';

const NAMESPACE = 'stance-map';

/** Marks the first live paint, to measure the page by. */
export const markPaint = () => performance.mark(`${NAMESPACE}-paint`);

export class MapContext {
  #element;
  session = new LoadSession();
  /** @type {import('../view/painter.js').Painter | null} */
  painter = null;
  /** @type {Map<string, import('../view/region.js').Entry>} The countries that are listed, by code. */
  entries = new Map();

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** Whether the map is all that is on its page: its title is the page's. */
  get isAlone() { return Boolean(this.#element.closest('.stance-map-page')); }

  get mapView() { return this.session.mapView; }

  get language() { return this.session.language; }

  /**
   * The place of a class in the page data's list.
   * @param {string} name
   */
  classNumber(name) { return this.mapView?.classes.indexOf(name) ?? -1; }

  /**
   * Paints a class on a canvas.
   * @param {HTMLCanvasElement} canvas
   * @param {string} name
   */
  paintSwatch(canvas, name) {
    this.painter?.swatch(canvas, this.classNumber(name));
  }

  /** @param {string | null | undefined} code */
  region(code) { return (code && this.mapView?.byCode.get(code)) || null; }

  /**
   * `iso3` in upper case, if it is a code on this map; else null.
   * @param {unknown} iso3
   */
  known(iso3) {
    const code = iso3 === null || iso3 === undefined ? null : String(iso3).toUpperCase();
    return this.region(code) && code;
  }

  /**
   * Sends the event `stance-map-` and `name`.
   * @template {'ready' | 'hover' | 'focus' | 'select' | 'view' | 'error'} Name
   * @param {Name} name
   * @param {HTMLElementEventMap[`stance-map-${Name}`]['detail']} detail
   */
  emit(name, detail) {
    this.#element.dispatchEvent(new CustomEvent(`${NAMESPACE}-${name}`, { detail, bubbles: true, composed: true }));
  }

  /**
   * Sends an error that leaves the map as it is.
   * @param {unknown} error
   * @param {import('../loading/failure.js').Stage} [stage]
   */
  report(error, stage = 'options') {
    const { stage: own, message } = asFailure(error, stage);
    this.emit('error', { stage: own, message });
  }

  /**
   * A style sheet for what the element shows only at need.
   * @param {CSSStyleSheet} sheet
   */
  adopt(sheet) {
    const root = /** @type {ShadowRoot} */ (this.#element.shadowRoot);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
