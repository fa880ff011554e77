// The map by keyboard and for screen readers: one list box whose options are the countries, in the
// order of the regional groups; the arrows go by position on the map.
import { element } from './dom.js';
import { KeyOrder } from './key-order.js';

const ARROWS = new Map([['ArrowLeft', 'left'], ['ArrowRight', 'right'], ['ArrowUp', 'up'], ['ArrowDown', 'down']]);

/**
 * What the keys ask for.
 * @typedef {object} Actions
 * @property {(code: string | null, direction: string) => string | null} step the code of the neighbour in a direction
 * @property {(code: string | null) => void} focus
 * @property {(code: string | null) => void} pin
 * @property {() => void} release
 * @property {() => void} search
 * @property {(times: number) => void} zoom 0 for the whole map
 * @property {(direction: string) => void} move
 */

export class CountryListbox {
  #actions;
  #order = new KeyOrder([], () => 0);
  /** @type {Map<string, HTMLElement>} by code */
  #options = new Map();
  /** @type {string | null} */
  #active = null;
  hint = element('div', { className: 'unseen', id: 'keys' });
  node = element('div', { className: 'countries', tabIndex: 0, role: 'listbox' });

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.node.setAttribute('aria-describedby', 'keys');
    this.node.addEventListener('keydown', (event) => this.#key(event));
    this.node.addEventListener('focus', () => {
      if (this.node.matches(':focus-visible')) this.go(this.#active ?? this.#order.codes[0]);
    });
    this.node.addEventListener('blur', () => actions.focus(null));
  }

  get #isFocused() { return /** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement === this.node; }

  /**
   * Lists `entries` in `language`.
   * @param {import('../view/region.js').Entry[]} entries
   * @param {import('../loading/language.js').Language} language
   */
  fill(entries, language) {
    this.node.ariaLabel = language.message('ui.countries');
    this.hint.textContent = language.message('ui.keys');
    this.#order = new KeyOrder(entries, language.collator.compare);
    this.#options.clear();
    this.node.replaceChildren(...this.#order.groups.map(({ group, members }) => {
      const options = members.map(({ iso3, spoken }) => {
        const option = element('div', { role: 'option', id: `country-${iso3}`, ariaSelected: 'false' }, spoken);
        this.#options.set(iso3, option);
        return option;
      });
      return element('div', { role: 'group', className: 'unseen', ariaLabel: language.message(`group.${group}`) }, ...options);
    }));
    this.#activate(this.#order.has(this.#active) ? this.#active : null);
  }

  /**
   * Makes `code` the active country; focuses the map if `focus`.
   * @param {string} code
   * @param {{ focus?: boolean }} [options]
   */
  go(code, { focus = false } = {}) {
    if (!this.#order.has(code)) return;
    this.#activate(code);
    if (focus && !this.#isFocused) this.node.focus();
    if (this.#isFocused) this.#actions.focus(code);
  }

  /**
   * Marks the pinned country.
   * @param {string | null} code
   */
  pin(code) {
    for (const [iso3, option] of this.#options) option.ariaSelected = String(iso3 === code);
    if (code) this.#activate(code);
  }

  /** @param {string | null} code */
  #activate(code) {
    this.#active = code;
    if (code) this.node.setAttribute('aria-activedescendant', `country-${code}`);
    else this.node.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const act = this.#actionOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /**
   * Handles a key; ignores keys of the page.
   * @param {KeyboardEvent} event
   * @returns {(() => void) | undefined}
   */
  #actionOf({ key, shiftKey }) {
    const actions = this.#actions;
    const arrow = ARROWS.get(key);
    if (arrow && shiftKey) return () => actions.move(arrow);
    const active = this.#active;
    const target = !arrow ? this.#order.target(key, active) : active ? actions.step(active, arrow) : this.#order.codes[0];
    if (target !== undefined) return () => target && this.go(target);
    const pin = () => active && actions.pin(active);
    /** @type {Record<string, () => void>} */
    const others = {
      Enter: pin,
      ' ': pin,
      Escape: () => actions.release(),
      '/': () => actions.search(),
      '+': () => actions.zoom(2),
      '=': () => actions.zoom(2),
      '-': () => actions.zoom(.5),
      0: () => actions.zoom(0),
    };
    return Object.hasOwn(others, key) ? others[key] : undefined;
  }
}
