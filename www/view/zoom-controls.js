// The buttons that magnify, and the places where small states crowd, one press away.
import { element, part } from '../element/dom.js';
import { MOST } from './motion.js';

/** @typedef {import('./motion.js').DegreeBox} DegreeBox */

/** @type {Record<string, DegreeBox>} By the ends of their messages. */
const PLACES = { europe: [-12, 34, 42, 62], caribbean: [-87, 9, -58, 26], gulf: [33, 12, 61, 38], pacific: [128, -28, 180, 16] };

/**
 * @param {string} sign
 * @param {() => void} onclick
 */
const button = (sign, onclick) => element('button', { type: 'button', className: 'sign', onclick }, sign);

export class ZoomControls {
  #nearer;
  #farther;
  #whole;
  #places;

  /** @param {import('./camera.js').Camera} camera */
  constructor(camera) {
    this.#nearer = button('+', () => camera.zoom(2));
    this.#farther = button('−', () => camera.zoom(.5));
    this.#whole = button('⤢', () => camera.reset());
    this.#places = element('select', { className: 'places', onchange: () => camera.goToBox(PLACES[this.#places.value]) });
    this.node = part('zoom', element('div', { className: 'zoom', role: 'group', dir: 'ltr' }, this.#nearer, this.#farther, this.#whole, this.#places));
    this.mark(1);
  }

  /**
   * @param {import('../loading/language.js').Language} language
   * @param {boolean} isGlobe
   */
  setLanguage(language, isGlobe) {
    for (const [node, name] of /** @type {const} */ ([[this.#nearer, 'nearer'], [this.#farther, 'farther'], [this.#whole, 'whole']])) {
      node.ariaLabel = node.title = language.message(`ui.${name}`);
    }
    this.node.ariaLabel = this.#places.ariaLabel = language.message('ui.zoom');
    this.#places.hidden = isGlobe;
    const { value: chosen } = this.#places;
    this.#places.replaceChildren(...['', ...Object.keys(PLACES)].map((value) => element('option', { value }, language.message(value ? `ui.place.${value}` : 'ui.zoom'))));
    this.#places.value = chosen;
  }

  /**
   * Shows what can be done at a magnification.
   * @param {number} scale
   */
  mark(scale) {
    this.#nearer.disabled = scale >= MOST;
    this.#farther.disabled = this.#whole.disabled = scale <= 1;
    if (scale <= 1) this.#places.value = '';
  }
}
