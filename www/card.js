// The card that tells of a country. Its parts stay and only their words change: pointing then costs one layout
// of few nodes.
import { element, part } from './dom.js';

export class Card {
  node = part('tooltip', element('div', { className: 'card', hidden: true }));
  #name = element('strong');
  #part = element('div', { className: 'detail' });
  #stance = element('span');
  #detail = element('div', { className: 'detail' });
  #close;
  #makeSwatch;
  #swatch = element('i');
  #swatches = new Map(); // by stance
  #sizes = new Map(); // by what is told
  #told = '';

  /** `swatch(stance)` gives a canvas with its look; `close()` is called when the reader closes the card. */
  constructor({ swatch, close }) {
    this.#makeSwatch = swatch;
    this.#close = element('button', { type: 'button', className: 'close', onclick: close });
    this.node.append(this.#name, this.#part, element('div', { className: 'stood' }, this.#swatch, this.#stance), this.#detail, this.#close);
  }

  /** Forgets looks and sizes, after a change of palette, width or language. */
  renew() {
    this.#swatches.clear();
    this.#sizes.clear();
  }

  /** Width and height, px. Measured once for all that is told alike: it has the page laid out. */
  get size() {
    if (!this.#sizes.has(this.#told)) {
      const { width, height } = this.node.getBoundingClientRect();
      this.#sizes.set(this.#told, [width, height]);
    }
    return this.#sizes.get(this.#told);
  }

  /** Tells of a region. A pinned card can be closed, by a button that is called `close`; a docked one is as wide as the map. */
  tell(region, { isPinned, isDocked, close }) {
    const { node } = this;
    this.#told = [region.number, isPinned, isDocked].join();
    node.hidden = false;
    node.classList.toggle('is-pinned', isPinned);
    node.classList.toggle('is-docked', isDocked);
    node.setAttribute('role', isPinned ? 'group' : 'tooltip');
    node.setAttribute('aria-label', region.name);
    this.#name.textContent = region.name;
    this.#part.textContent = region.part ?? '';
    this.#part.hidden = !region.part;
    this.#stance.textContent = region.label;
    this.#detail.textContent = region.detail;
    this.#close.hidden = !isPinned;
    this.#close.textContent = isPinned ? '×' : '';
    this.#close.ariaLabel = close;
    if (!this.#swatches.has(region.stance)) this.#swatches.set(region.stance, this.#makeSwatch(region.stance));
    const swatch = this.#swatches.get(region.stance);
    if (swatch !== this.#swatch) this.#swatch.replaceWith(swatch);
    this.#swatch = swatch;
  }
}
