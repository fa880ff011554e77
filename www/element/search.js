// The country search: a combo box whose list is filled by the program, which knows aliases and folds accents.
import { element } from './dom.js';

const MOST = 8;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.search { position: absolute; z-index: 3; top: 0; inset-inline-start: 0; box-sizing: border-box; width: min(320px, 100%); padding: .6em; line-height: 1.35; font-size: max(13px, var(--note, 12px)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); text-align: start; }
.search .row { display: flex; gap: .4em; align-items: end; }
.search label { flex: 1; min-width: 0; }
.search input { all: unset; box-sizing: border-box; display: block; width: 100%; min-height: 32px; margin-top: .25em; padding: .1em .5em; border: 1px solid var(--muted); border-radius: 3px; font: inherit; font-size: 16px; color: var(--ink); background: var(--paper); cursor: text; }
.search .close { display: grid; place-content: center; min-width: 32px; min-height: 32px; font-size: 18px; line-height: 1; }
.search ul { margin: .4em 0 0; padding: 0; list-style: none; }
.search li { display: flex; align-items: center; gap: .5em; min-height: 30px; padding: 0 .4em; border-radius: 3px; cursor: pointer; }
.search li:hover, .search li[aria-selected=true] { background: color-mix(in srgb, var(--ink) 10%, transparent); }
.search .count { margin-top: .3em; color: var(--muted); font-size: .92em; min-height: 1.35em; }
@media print { .search { display: none; } }
@media (forced-colors: active) {
  .search { border: 2px solid CanvasText; }
  .search li[aria-selected=true] { outline: 2px solid Highlight; }
}
`);

/** @typedef {import('../view/region.js').Entry} Entry */

/**
 * @typedef {object} Actions
 * @property {(query: string, most: number) => Promise<Entry[]>} find
 * @property {(code: string) => void} choose
 * @property {() => void} closed
 * @property {(stance: string) => Node} swatch
 */

/** The panel, with the style that its shadow root must adopt. */
export class Search {
  static sheet = sheet;
  #actions;
  /** @type {import('../loading/language.js').Language | null} */
  #language = null;
  /** @type {Entry[]} */
  #found = [];
  #at = -1;
  #updating = Promise.resolve(); // the list, to what is typed
  #input = element('input', { type: 'text', autocomplete: 'off', spellcheck: false, role: 'combobox', ariaExpanded: 'false', ariaAutoComplete: 'list' });
  #label = element('span');
  #list = element('ul', { id: 'found', role: 'listbox', hidden: true });
  #count = element('div', { className: 'count', role: 'status' });
  #close = element('button', { type: 'button', className: 'close', onclick: () => this.close() }, '×');

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#input.setAttribute('aria-controls', 'found');
    this.#input.setAttribute('enterkeyhint', 'search');
    this.node = element('div', { className: 'search', role: 'search', hidden: true },
      element('div', { className: 'row' }, element('label', {}, this.#label, this.#input), this.#close), this.#list, this.#count);
    this.#input.addEventListener('input', () => { this.#updating = this.#update(); });
    this.node.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {import('../loading/language.js').Language} language */
  setLanguage(language) {
    this.#language = language;
    this.#label.textContent = language.message('ui.find');
    this.node.ariaLabel = language.message('ui.find');
    this.#list.ariaLabel = language.message('ui.countries');
    this.#close.ariaLabel = language.message('ui.close');
    if (!this.node.hidden) this.#update();
  }

  open() {
    this.node.hidden = false;
    this.#input.value = '';
    this.#update();
    this.#input.focus();
  }

  close() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.#actions.closed();
  }

  async #update() {
    const query = this.#input.value.trim();
    const found = query ? await this.#actions.find(query, MOST).catch(() => []) : [];
    // Another letter was typed in the meantime.
    if (query !== this.#input.value.trim()) return;
    this.#found = found;
    this.#list.replaceChildren(...found.map((entry, i) => {
      const option = element('li', { role: 'option', id: `found-${i}`, ariaSelected: 'false', ariaLabel: entry.spoken, onclick: () => this.#choose(i) },
        this.#actions.swatch(entry.stance), entry.name);
      option.addEventListener('pointerdown', (event) => event.preventDefault()); // the input keeps the focus
      return option;
    }));
    this.#list.hidden = !found.length;
    this.#input.ariaExpanded = String(found.length > 0);
    this.#count.textContent = !query ? '' : this.#language?.message(found.length ? 'ui.found' : 'ui.found.none', found.length) ?? '';
    this.#mark(found.length ? 0 : -1);
  }

  /** @param {number} at */
  #mark(at) {
    this.#at = at;
    [...this.#list.children].forEach((option, i) => { option.ariaSelected = String(i === at); });
    if (at < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `found-${at}`);
  }

  /** @param {number} at */
  #choose(at) {
    const entry = this.#found[at];
    if (!entry || this.node.hidden) return;
    this.node.hidden = true;
    this.#actions.choose(entry.iso3);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const n = this.#found.length;
    /** @type {Record<string, () => void>} */
    const acts = {
      Escape: () => this.close(),
      ...(event.target === this.#input && {
        ArrowDown: () => n && this.#mark((this.#at + 1) % n),
        ArrowUp: () => n && this.#mark((this.#at - 1 + n) % n),
        // Who types fast means what is typed, not what was found before.
        Enter: () => this.#updating.then(() => this.#choose(this.#at)),
      }),
    };
    const act = Object.hasOwn(acts, event.key) && acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
