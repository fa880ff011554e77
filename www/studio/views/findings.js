// The findings, the worst first: what was found, and the one press that settles it.
import { element } from '../../element/dom.js';
import { button } from './parts.js';

/** So many ways to mend one finding are shown. */
const WAYS = 6;

export class FindingsView {
  #store;
  #go;
  #show;
  #field;
  #list = element('ol', { className: 'findings' });
  #empty = element('p', { className: 'quiet done' });
  /** @type {Map<string, HTMLElement>} */
  #items = new Map();
  node = element('div', { className: 'scroll' }, this.#list, this.#empty);

  /**
   * @param {import('../store.js').Store} store
   * @param {{ go: (place: import('../draft.js').Place) => void, show: (place: import('../draft.js').Place) => void, focusField: (field: string) => void }} actions `show` leaves the focus where it is
   */
  constructor(store, { go, show, focusField }) {
    this.#store = store;
    this.#go = go;
    this.#show = show;
    this.#field = focusField;
    store.listen((what) => what === 'look' ? this.#look() : this.render());
    this.render();
  }

  render() {
    const { findings, words, isRead } = this.#store;
    if (!isRead) return; // those of the text before stay until it is read again
    const focused = /** @type {HTMLElement | null} */ (this.#list.querySelector(':focus'));
    const place = [...this.#items].find(([, item]) => item.contains(focused));
    const at = place ? [...this.#items.keys()].indexOf(place[0]) : -1;
    this.#items = new Map(findings.map((own) => [own.id, this.#item(own)]));
    this.#list.replaceChildren(...this.#items.values());
    this.#empty.hidden = findings.some(({ rank }) => rank !== 'taken');
    this.#empty.textContent = words.say('findings.none');
    if (focused) {
      // A finding that is settled gives the focus to the one that takes its place.
      const item = (place && this.#items.get(place[0])) ?? [...this.#items.values()][Math.min(at, this.#items.size - 1)];
      /** @type {HTMLElement | null} */ (item?.querySelector('button'))?.focus();
    }
    this.#look();
  }

  /** @param {import('../findings.js').Listed} own */
  #item(own) {
    const { words } = this.#store;
    const { number, rank, title, message, isOwn, of, places, ways, field, about } = own;
    const name = about.length === 1 ? this.#nameOf(about[0]) : of;
    const sentence = isOwn && message ? words.say(message, { of: name }) : message;
    const head = button(words.say(title, { of: name }), () => {
      this.#store.look({ looked: own.id, pointed: about.length === 1 ? about[0] : null });
      if (places[0]) this.#go(places[0]);
      else if (field) this.#field(field);
    }, { className: 'title', disabled: !places.length && !field });
    const text = element('p', {}, sentence);
    // The importer's sentences are in the map's language, those of the join in English.
    if (!isOwn) Object.assign(text, { lang: title === 'finding.map' ? 'en' : this.#store.work.lang, dir: 'auto' });
    const actions = ways.slice(0, WAYS).map(({ label, action }) => {
      const way = button(label.includes('.') && !label.includes(' ') ? words.say(label) : label, () => this.#store.act(action));
      way.dir = 'auto';
      return way;
    });
    if (field) actions.unshift(button(words.say(`go.${field}`), () => this.#field(field)));
    return element('li', { className: `finding is-${rank}` },
      element('div', { className: 'line' }, number ? element('span', { className: 'number', ariaHidden: 'true' }, String(number)) : null, element('span', { className: 'rank' }, words.say(`rank.${rank}`)), head),
      text, own.asks === 'symbol' ? this.#symbol() : null, actions.length ? element('div', { className: 'ways' }, ...actions) : null);
  }

  #symbol() {
    const { words, work } = this.#store;
    const input = element('input', { type: 'text', value: work.sources[0]?.symbol ?? '', placeholder: 'A/RES/ES-11/1', ariaLabel: words.say('vote.symbol') });
    const take = () => input.value.trim() && this.#store.act({ type: 'choose', source: 0, symbol: input.value.trim() });
    input.addEventListener('keydown', ({ key }) => key === 'Enter' && take());
    return element('div', { className: 'ways' }, input, button(words.say('vote.take'), take));
  }

  /** @param {string} code */
  #nameOf(code) {
    return this.#store.draft.members.find(([own]) => own === code)?.[1] ?? code;
  }

  #look() {
    const { looked } = this.#store;
    for (const [id, item] of this.#items) {
      const isLooked = id === looked;
      if (isLooked && !item.classList.contains('is-looked')) item.scrollIntoView({ block: 'nearest' });
      item.classList.toggle('is-looked', isLooked);
    }
  }

  /** Goes to the next finding, or the one before. @param {number} by */
  step(by) {
    const ids = [...this.#items.keys()];
    const at = ids.indexOf(this.#store.looked);
    const id = ids[(at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by + ids.length) % ids.length];
    const item = id && this.#items.get(id);
    if (!item) return;
    this.#store.look({ looked: id });
    const [place] = this.#store.findings.find((own) => own.id === id)?.places ?? [];
    if (place) this.#show(place);
    /** @type {HTMLElement | null} */ (item.querySelector('button:not([disabled])'))?.focus();
  }
}
