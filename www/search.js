// The country search: a combo box whose list is filled by the program, which knows aliases and folds accents.
import { element } from './dom.js';

const MOST = 8;

/** The panel. `actions`: `find(query, most)` gives entries, `choose(code)`, `closed()`, `swatch(stance)`. */
export class Search {
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

  #look() {
    const query = this.input.value.trim();
    this.#found = query ? this.#actions.find(query, MOST) : [];
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
