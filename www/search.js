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

/** The panel, with the style that its shadow root must adopt. `actions`: `find(query, most)` promises entries, `choose(code)`, `closed()`, `swatch(stance)`. */
export class Search {
  static sheet = sheet;
  #actions;
  #found = [];
  #at = -1;

  constructor(actions) {
    this.#actions = actions;
    this.input = element('input', { type: 'text', autocomplete: 'off', spellcheck: false, role: 'combobox', ariaExpanded: 'false', ariaAutoComplete: 'list' });
    this.input.setAttribute('aria-controls', 'found');
    this.input.setAttribute('enterkeyhint', 'search');
    this.label = element('span');
    this.list = element('ul', { id: 'found', role: 'listbox', hidden: true });
    this.count = element('div', { className: 'count', role: 'status' });
    this.closer = element('button', { type: 'button', className: 'close', onclick: () => this.close() }, '×');
    this.node = element('div', { className: 'search', role: 'search', hidden: true },
      element('div', { className: 'row' }, element('label', {}, this.label, this.input), this.closer), this.list, this.count);
    this.input.addEventListener('input', () => this.#look());
    this.node.addEventListener('keydown', (event) => this.#key(event));
  }

  speak(language) {
    this.language = language;
    this.label.textContent = language.say('ui.find');
    this.node.ariaLabel = language.say('ui.find');
    this.list.ariaLabel = language.say('ui.countries');
    this.closer.ariaLabel = language.say('ui.close');
    if (!this.node.hidden) this.#look();
  }

  open() {
    this.node.hidden = false;
    this.input.value = '';
    this.#look();
    this.input.focus();
  }

  close() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.#actions.closed();
  }

  async #look() {
    const query = this.input.value.trim();
    const found = query ? await this.#actions.find(query, MOST).catch(() => []) : [];
    // Another letter was typed meanwhile.
    if (query !== this.input.value.trim()) return;
    this.#found = found;
    this.list.replaceChildren(...this.#found.map((entry, i) => {
      const option = element('li', { role: 'option', id: `found-${i}`, ariaSelected: 'false', ariaLabel: entry.spoken, onclick: () => this.#choose(i) },
        this.#actions.swatch(entry.stance), entry.name);
      option.addEventListener('pointerdown', (event) => event.preventDefault()); // the input keeps the focus
      return option;
    }));
    this.list.hidden = !this.#found.length;
    this.input.ariaExpanded = String(this.#found.length > 0);
    this.count.textContent = !query ? '' : this.#found.length ? this.language.say('ui.found', this.#found.length) : this.language.say('ui.found.none');
    this.#mark(this.#found.length ? 0 : -1);
  }

  #mark(at) {
    this.#at = at;
    [...this.list.children].forEach((option, i) => { option.ariaSelected = String(i === at); });
    if (at < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `found-${at}`);
  }

  #choose(at) {
    const entry = this.#found[at];
    if (!entry) return;
    this.node.hidden = true;
    this.#actions.choose(entry.iso3);
  }

  #key(event) {
    if (event.isComposing) return;
    const n = this.#found.length;
    const act = {
      Escape: () => this.close(),
      ...(event.target === this.input && {
        ArrowDown: () => n && this.#mark((this.#at + 1) % n),
        ArrowUp: () => n && this.#mark((this.#at - 1 + n) % n),
        Enter: () => this.#choose(this.#at),
      }),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
