// The card that tells of a country: one paragraph, whose parts stay while the letters in them change. That asks for no
// new styles, and for the layout of a few lines.
import { element, part } from './dom.js';

/** A text that is changed in its place. */
function words() {
  const node = document.createTextNode('');
  return [node, (text) => { if (node.data !== text) node.data = text; }];
}

export class Card {
  node = part('tooltip', element('div', { className: 'card', hidden: true }));
  #swatch = element('canvas', { className: 'stance-map-swatch', ariaHidden: 'true' });
  #close;
  #say = {};
  #paint;
  #painted = null; // the stance that the swatch shows
  #sizes = new Map(); // by what is told
  #told = '';

  /** `paint(canvas, stance)` paints a look; `close()` is called when the reader closes the card. */
  constructor({ paint, close }) {
    this.#paint = paint;
    this.#close = element('button', { type: 'button', className: 'close', onclick: close });
    const text = (name) => {
      const [node, say] = words();
      this.#say[name] = say;
      return node;
    };
    this.#close.append(text('close'));
    this.node.append(
      element('strong', {}, text('name')),
      element('span', { className: 'detail' }, text('part')),
      this.#swatch,
      text('stance'),
      element('span', { className: 'detail' }, text('detail')),
      this.#close,
    );
  }

  /** Forgets looks and sizes, after a change of palette, width or language. */
  renew() {
    this.#painted = null;
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
    node.role = isPinned ? 'group' : 'tooltip';
    node.ariaLabel = region.name;
    this.#say.name(`${region.name}\n`);
    this.#say.part(region.part ? `${region.part}\n` : '');
    this.#say.stance(region.label);
    this.#say.detail(region.detail ? `\n${region.detail}` : '');
    if (this.#close.hidden === isPinned) this.#close.hidden = !isPinned;
    this.#say.close(isPinned ? '×' : '');
    this.#close.ariaLabel = close;
    if (this.#painted === region.stance) return;
    this.#painted = region.stance;
    this.#paint(this.#swatch, region.stance);
  }
}
