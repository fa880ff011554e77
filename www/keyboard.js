// The map by keyboard and for screen readers: one list box whose options are the countries, in the
// order of the regional groups; the arrows go by position on the map.
import { element } from './dom.js';

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const GROUPS = ['africa', 'asia-pacific', 'eastern-europe', 'grulac', 'weog', 'none', 'other'];

/** Accents and case don't count for a letter typed. */
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The list box over the map. `actions` does what the keys ask for: `step(code, direction)` gives the
 * neighbour's code, `focus(code)`, `pin(code)`, `release()`, `search()`, `zoom(times)` (0 for the whole map),
 * `move(direction)`.
 */
export class Countries {
  #actions;
  #order = []; // codes, in reading order
  #options = new Map(); // by code
  #groups = []; // of codes
  #active = null;

  constructor(actions) {
    this.#actions = actions;
    this.hint = element('div', { className: 'unseen', id: 'keys' });
    this.node = element('div', { className: 'countries', tabIndex: 0, role: 'listbox' });
    this.node.setAttribute('aria-describedby', 'keys');
    this.node.addEventListener('keydown', (event) => this.#key(event));
    this.node.addEventListener('focus', () => {
      if (this.node.matches(':focus-visible')) this.#enter();
    });
    this.node.addEventListener('blur', () => this.#actions.focus(null));
  }

  get active() { return this.#active; }

  get isFocused() { return this.node.getRootNode().activeElement === this.node; }

  /** Lists `entries`, as the program gives them, in `language`. */
  fill(entries, language) {
    this.node.setAttribute('aria-label', language.say('ui.countries'));
    this.hint.textContent = language.say('ui.keys');
    this.#options.clear();
    this.#groups = GROUPS
      .map((group) => [group, entries.filter((entry) => entry.group === group).sort((a, b) => language.collator.compare(a.name, b.name))])
      .filter(([, members]) => members.length);
    this.node.replaceChildren(...this.#groups.map(([group, members]) => {
      const options = members.map((entry) => {
        const option = element('div', { role: 'option', id: `country-${entry.iso3}`, ariaSelected: 'false' }, entry.spoken);
        this.#options.set(entry.iso3, { option, name: folded(entry.name) });
        return option;
      });
      return element('div', { role: 'group', className: 'unseen', ariaLabel: language.say(`group.${group}`) }, ...options);
    }));
    this.#order = this.#groups.flatMap(([, members]) => members.map((entry) => entry.iso3));
    if (this.#active && !this.#options.has(this.#active)) this.#active = null;
    this.#point();
  }

  /** Makes `code` the active country; focuses the map if `focus`. */
  go(code, { focus = false } = {}) {
    if (!this.#options.has(code)) return;
    this.#active = code;
    this.#point();
    if (focus && !this.isFocused) this.node.focus();
    if (this.isFocused) this.#actions.focus(code);
  }

  /** Marks the pinned country. */
  pin(code) {
    for (const [iso3, { option }] of this.#options) option.ariaSelected = String(iso3 === code);
    if (code) {
      this.#active = code;
      this.#point();
    }
  }

  #point() {
    if (this.#active) this.node.setAttribute('aria-activedescendant', `country-${this.#active}`);
    else this.node.removeAttribute('aria-activedescendant');
  }

  #enter() {
    this.go(this.#active ?? this.#order[0]);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isMove = event.shiftKey && event.key in ARROWS;
    const target = isMove ? undefined : this.#target(event.key);
    const act = isMove ? () => this.#actions.move(ARROWS[event.key]) : {
      Enter: () => this.#actions.pin(this.#active),
      ' ': () => this.#actions.pin(this.#active),
      Escape: () => this.#actions.release(),
      '/': () => this.#actions.search(),
      '+': () => this.#actions.zoom(2),
      '=': () => this.#actions.zoom(2),
      '-': () => this.#actions.zoom(.5),
      0: () => this.#actions.zoom(0),
    }[event.key];
    if (target === undefined && !act) return;
    event.preventDefault();
    event.stopPropagation();
    if (act) act();
    else if (target) this.go(target);
  }

  /** The country that `key` leads to; null where it leads nowhere, undefined if it is no such key. */
  #target(key) {
    if (!this.#active) this.#active = this.#order[0] ?? null;
    const group = this.#groups.findIndex(([, members]) => members.some((entry) => entry.iso3 === this.#active));
    const first = (at) => this.#groups[at]?.[1][0].iso3 ?? null;
    if (ARROWS[key]) return this.#actions.step(this.#active, ARROWS[key]);
    if (key === 'Home') return this.#order[0] ?? null;
    if (key === 'End') return this.#order.at(-1) ?? null;
    if (key === 'PageDown') return first(group + 1);
    if (key === 'PageUp') return first(this.#active === first(group) ? group - 1 : group);
    if ([...key].length === 1 && /\p{L}/u.test(key)) return this.#next(folded(key));
    return undefined;
  }

  /** The next country, after the active one, whose name begins with `letter`. */
  #next(letter) {
    const byName = [...this.#options].filter(([, { name }]) => name.startsWith(letter)).map(([code]) => code);
    const at = this.#order.indexOf(this.#active);
    byName.sort((a, b) => this.#order.indexOf(a) - this.#order.indexOf(b));
    return byName.find((code) => this.#order.indexOf(code) > at) ?? byName[0] ?? null;
  }
}
