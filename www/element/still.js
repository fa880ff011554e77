// What the element shows where there is no live map: the still figure that it holds, or a figure of the right height
// with a message in it. Also how the one gives way to the other, without a shift of the page.
import { Language } from '../loading/language.js';
import { element } from './dom.js';

/** @typedef {import('../loading/failure.js').Failure} Failure */

export class Still {
  #host;
  #root;
  #slot = element('slot');
  #figure;

  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} root in which the still figure is shown
   * @param {HTMLElement} figure the live one
   */
  constructor(host, root, figure) {
    this.#host = host;
    this.#root = root;
    this.#figure = figure;
    root.prepend(this.#slot);
  }

  /**
   * Calls `step` when what the element holds has changed.
   * @param {() => void} step
   */
  onChange(step) {
    this.#slot.addEventListener('slotchange', step);
  }

  /** Whether the element holds a figure. */
  get isThere() { return this.#slot.assignedElements().length > 0; }

  /** Shows the still figure, or a message that the map is loading. */
  wait() {
    this.#slot.hidden = false;
    this.#figure.hidden = this.isThere;
    this.#dropNotice();
    this.#figure.toggleAttribute('data-reserved', !this.isThere);
    this.#figure.style.minHeight = '';
    this.#figure.replaceChildren(element('div', { className: 'message' }, element('p', {}, Language.english.message('ui.loading'))));
  }

  /**
   * Puts the live picture over the still one, as the words round both are the same; whether there is one.
   * @param {HTMLCanvasElement} canvas
   */
  cover(canvas) {
    const picture = this.#host.querySelector('.stance-map-picture')?.getBoundingClientRect();
    if (!picture?.width) return false;
    const own = this.#host.getBoundingClientRect();
    Object.assign(canvas.style, { left: `${picture.left - own.left}px`, top: `${picture.top - own.top}px`, width: `${picture.width}px`, height: `${picture.height}px` });
    this.#root.append(canvas);
    return true;
  }

  /** The height, px, that the live figure must take so that nothing on the page moves. */
  get height() { return this.isThere ? this.#host.getBoundingClientRect().height : 0; }

  /**
   * Shows the live figure in the place of the still one, at least so high.
   * @param {number} height
   */
  giveWay(height) {
    this.#figure.style.minHeight = height ? `${height}px` : '';
    this.#figure.hidden = false;
    this.#slot.hidden = true;
    this.#dropNotice();
  }

  /**
   * Shows what went wrong, with a button to try again.
   * @param {Failure} failure
   * @param {Language} language
   * @param {() => void} retry
   */
  fail(failure, language, retry) {
    const { tag: lang, direction: dir } = language;
    const why = `${language.message(`failure.${failure.stage}`)} (${failure.stage})`;
    const button = element('button', { type: 'button', onclick: retry }, language.message('ui.retry'));
    if (!this.isThere) {
      this.#figure.replaceChildren(element('div', { className: 'message failed', role: 'alert', lang, dir },
        element('p', {}, element('strong', {}, why), `\n${failure.message}`), button));
      return;
    }
    // The picture stays, with a line under it; the console has the reason.
    console.warn(`stance-map: ${failure.message}`);
    const notice = element('div', { className: 'notice', role: 'status', title: failure.message, lang, dir }, element('span', {}, `${language.message('ui.pictures')} ${why}`), button);
    const picture = this.#host.querySelector('.stance-map-picture') ?? this.#host;
    const [outer, inner] = [this.#host, picture].map((node) => node.getBoundingClientRect());
    notice.style.bottom = `${Math.max(0, outer.bottom - inner.bottom)}px`;
    this.#root.append(notice);
  }

  #dropNotice() {
    this.#root.querySelector('.notice')?.remove();
  }
}
