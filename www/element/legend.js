// The legend: its entries are buttons. Pointing at one highlights its stance, pressing shows it alone.
import { element, part } from './dom.js';

/** @typedef {{ class: string, number: string | null, label: string }} LegendEntry */

/**
 * @typedef {object} Actions
 * @property {(stance: string | null) => void} preview a stance is pointed at, or none
 * @property {(stance: string) => void} isolate
 * @property {(stance: string) => Node} swatch
 */

export class Legend {
  #actions;
  /** @type {Map<string, HTMLButtonElement>} by stance */
  #buttons = new Map();
  node = part('legend', element('ul', { className: 'stance-map-legend' }));

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.node.setAttribute('role', 'list'); // Safari drops it with the bullets
  }

  /**
   * Makes the entries. The buttons stay the same nodes, for the focus.
   * @param {LegendEntry[]} entries
   * @param {string} label
   */
  layOut(entries, label) {
    this.node.ariaLabel = label;
    const before = this.#buttons;
    this.#buttons = new Map();
    this.node.replaceChildren(...entries.map((entry) => {
      const button = before.get(entry.class) ?? this.#button(entry.class);
      button.replaceChildren(this.#actions.swatch(entry.class), ...(entry.number === null ? [] : [element('b', {}, entry.number)]), entry.label);
      this.#buttons.set(entry.class, button);
      return element('li', {}, button);
    }));
  }

  /**
   * Marks the stance that is shown alone.
   * @param {string | null} stance
   */
  mark(stance) {
    for (const [own, button] of this.#buttons) button.ariaPressed = String(own === stance);
  }

  /** @param {string} stance */
  #button(stance) {
    const { preview, isolate } = this.#actions;
    const button = part('legend-entry', element('button', { type: 'button', className: 'stance-map-entry', ariaPressed: 'false' }));
    button.dataset.stance = stance;
    button.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'touch' || preview(stance));
    button.addEventListener('pointerleave', () => preview(null));
    button.addEventListener('focus', () => button.matches(':focus-visible') && preview(stance));
    button.addEventListener('blur', () => preview(null));
    button.addEventListener('click', () => isolate(stance));
    return button;
  }
}
