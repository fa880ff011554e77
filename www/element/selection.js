// What a reader points at, has the keyboard's focus on and has pinned, and which stance is shown alone: one state.
// Outlines, card and events follow from it here and nowhere else.

/** @typedef {'hovered' | 'focused' | 'pinned' | 'isolated'} Key */
/** @typedef {string | null} Code of a country, or of a stance for `isolated` */
/** @typedef {'hover' | 'focus' | 'select'} ChangeEvent */

/** @type {Record<Key, ChangeEvent | null>} The events that the page gets of a change. */
const EVENTS = { hovered: 'hover', focused: 'focus', pinned: 'select', isolated: null };

export class Selection {
  /** @type {Code} */
  hovered = null;
  /** @type {Code} */
  focused = null;
  /** @type {Code} */
  pinned = null;
  /** @type {Code} */
  isolated = null;
  #isClosed = false; // the card, by the reader: it stays so until something else is focused or pinned
  #changed;

  /**
   * `changed` is called after each change: what changed, to what, and the event for the page, if any.
   * @param {(key: Key, code: Code, event: ChangeEvent | null) => void} changed
   */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Code} code */
  hover(code) { this.#set('hovered', code); }

  /** @param {Code} code */
  focus(code) { this.#set('focused', code); }

  /**
   * Pins a country, or lets it go.
   * @param {Code} code
   * @param {{ isSilent?: boolean }} [options]
   */
  pin(code, { isSilent = false } = {}) { this.#set('pinned', code, isSilent); }

  /**
   * Shows a stance alone, or all of them if it was.
   * @param {string} stance
   */
  isolate(stance) { this.#set('isolated', this.isolated === stance ? null : stance); }

  /** Lets go of all countries that a pointer or a press leads to. */
  release() {
    this.hover(null);
    this.pin(null);
    this.#isClosed = true;
  }

  /** Starts again with another map, without events. */
  clear() {
    this.hovered = this.focused = this.pinned = this.isolated = null;
    this.#isClosed = false;
  }

  /** The countries that have an outline, each once. */
  get outlined() {
    return [...new Set([this.pinned, this.hovered])].filter((code) => code !== null);
  }

  /** The country that the card is about. */
  get described() { return this.hovered ?? (this.#isClosed ? null : this.focused ?? this.pinned); }

  /**
   * @param {Key} key
   * @param {Code} code
   * @param {boolean} [isSilent]
   */
  #set(key, code, isSilent = false) {
    if (code === this[key]) return;
    this[key] = code;
    if (key === 'focused' || key === 'pinned') this.#isClosed = false;
    // The focus leaves with the keyboard: the page sees that itself.
    const isEvent = !isSilent && !(key === 'focused' && code === null);
    this.#changed(key, code, isEvent ? EVENTS[key] : null);
  }
}
