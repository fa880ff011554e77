// The legend: its entries are buttons. Pointing at one highlights its stance, pressing shows it alone.
import { element, part } from './dom.js';

/** @typedef {import('../view/page-data.js').LegendEntry} LegendEntry */

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
   * Makes the entries. The buttons stay the same nodes, for the focus. The sheet sets them under the bar where there is
   * room, between boxes as wide as its segments.
   * @param {import('../view/page-data.js').FigureText} text
   * @param {boolean} isNamed whether the map has the names
   * @param {string} label
   */
  layOut({ legend, spread }, isNamed, label) {
    this.node.ariaLabel = label;
    this.node.className = `stance-map-legend stance-map-spread-${spread?.from}`;
    const before = this.#buttons;
    this.#buttons = new Map();
    this.node.replaceChildren(...legend.map(({ class: name, number, label: words, names }, i) => {
      const button = before.get(name) ?? this.#button(name);
      button.replaceChildren(this.#actions.swatch(name), ...(number === null ? [] : [element('b', {}, number)]), element('span', {}, words, !isNamed && names));
      this.#buttons.set(name, button);
      const { share, row, isEnd } = spread?.places[i] ?? {};
      const segment = element('i', { className: 'stance-map-segment' });
      segment.style.width = `${100 * (share ?? 0)}%`;
      const className = [isEnd && 'is-end', row && 'is-low', share === 0 && 'is-free', names && names.length > 20 && 'is-long'].filter(Boolean).join(' ');
      return element('li', { className }, isEnd && segment, element('div', {}, button), !isEnd && segment);
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
