// The card about a country: one paragraph, whose parts stay while the letters in them change. That asks for no
// new styles, and for the layout of a few lines.
import { placeCard } from '../view/card-place.js';
import { element, part } from './dom.js';

/** @typedef {import('../view/region.js').Region} Region */
/** @typedef {import('../view/motion.js').Point} Point */
/** @typedef {'name' | 'part' | 'stance' | 'detail' | 'close'} Field */

export class Card {
  node = part('tooltip', element('div', { className: 'card', hidden: true }));
  #swatch = element('canvas', { className: 'stance-map-swatch', ariaHidden: 'true' });
  #close;
  /** @type {Map<Field, Text>} */
  #texts = new Map();
  #paint;
  #places;
  /** @type {string | null} The stance that the swatch shows. */
  #painted = null;
  /** @type {Map<string, Point>} Sizes, by the content of the card. */
  #sizes = new Map();

  /**
   * `paint(canvas, stance)` paints a style; `close()` is called when the reader closes the card. The card stands over the
   * map, and on a narrow one in the strip below it.
   * @param {{ paint: (canvas: HTMLCanvasElement, stance: string) => void, close: () => void }} actions
   * @param {{ over: Element, strip: Element }} places
   */
  constructor({ paint, close }, places) {
    this.#paint = paint;
    this.#places = places;
    this.#close = element('button', { type: 'button', className: 'close', onclick: close }, this.#text('close'));
    this.node.append(
      element('strong', {}, this.#text('name')),
      element('span', { className: 'detail' }, this.#text('part')),
      this.#swatch,
      this.#text('stance'),
      element('span', { className: 'detail' }, this.#text('detail')),
      this.#close,
    );
  }

  /** @param {Field} field */
  #text(field) {
    const text = document.createTextNode('');
    this.#texts.set(field, text);
    return text;
  }

  /** Forgets styles and sizes, after a change of palette, width or language. */
  renew() {
    this.#painted = null;
    this.#sizes.clear();
  }

  hide() {
    this.node.hidden = true;
  }

  /**
   * Shows the card of a region: near `pointer`, or near the region itself; below a narrow map.
   * @param {Region} region
   * @param {object} where
   * @param {import('../view/map-view.js').MapView} where.mapView
   * @param {Element} where.base
   * @param {Element} where.picture
   * @param {Point | null} where.pointer
   * @param {boolean} where.isPinned
   * @param {string} where.close what the button that closes it is called
   */
  show(region, { mapView, base, picture, pointer, isPinned, close }) {
    // Measured before anything is written: else the browser computes the layout twice.
    const box = base.getBoundingClientRect();
    const origin = picture.getBoundingClientRect().left - box.left;
    const { clientWidth, clientHeight } = document.documentElement;
    const { cardMargin, cardDocksBelow } = mapView.pointing;
    const bottom = clientHeight - cardMargin - box.top;
    const isDocked = mapView.figureWidth < cardDocksBelow;
    this.#write(region, { isPinned, isDocked, close });
    const { over, strip } = this.#places;
    const parent = isDocked ? strip : over;
    if (this.node.parentNode !== parent) parent.prepend(this.node);
    if (isDocked) {
      this.node.style.transform = '';
      return;
    }
    const size = this.#sizeOf([region.number, isPinned].join());
    const place = pointer ?? mapView.anchorOf(region);
    if (!place || place[0] < 0 || place[1] < 0 || place[0] > mapView.width || place[1] > mapView.height) {
      this.hide();
      return;
    }
    const [left, top] = placeCard(mapView, region, size, [cardMargin - box.left, cardMargin - box.top, clientWidth - cardMargin - box.left, bottom], place);
    // The card hangs at the left of the map in either direction of writing.
    this.#moveTo(left - origin, top);
  }

  /** @param {number} left @param {number} top */
  #moveTo(left, top) {
    this.node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /**
   * Width and height, px. Measured once for each content: reading it makes the browser compute the layout.
   * @param {string} content
   */
  #sizeOf(content) {
    const known = this.#sizes.get(content);
    if (known) return known;
    const { width, height } = this.node.getBoundingClientRect();
    /** @type {Point} */
    const size = [width, height];
    this.#sizes.set(content, size);
    return size;
  }

  /**
   * Writes about a region. A pinned card can be closed; a docked one has two lines.
   * @param {Region} region
   * @param {{ isPinned: boolean, isDocked: boolean, close: string }} how
   */
  #write(region, { isPinned, isDocked, close }) {
    const { node } = this;
    node.hidden = false;
    node.classList.toggle('is-pinned', isPinned);
    node.classList.toggle('is-docked', isDocked);
    node.role = isPinned ? 'group' : 'tooltip';
    node.ariaLabel = region.name;
    const gap = isDocked ? ' · ' : '\n';
    this.#set('name', region.name + (region.part ? gap : '\n'));
    this.#set('part', region.part ? `${region.part}\n` : '');
    this.#set('stance', region.label);
    this.#set('detail', region.detail ? gap + region.detail : '');
    if (this.#close.hidden === isPinned) this.#close.hidden = !isPinned;
    this.#set('close', isPinned ? '×' : '');
    this.#close.ariaLabel = close;
    if (this.#painted === region.stance) return;
    this.#painted = region.stance;
    this.#paint(this.#swatch, region.stance);
  }

  /**
   * @param {Field} field
   * @param {string} words
   */
  #set(field, words) {
    const text = this.#texts.get(field);
    if (text && text.data !== words) text.data = words;
  }
}
