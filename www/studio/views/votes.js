// The same vote as a table: every member with its vote and sponsorship, which the editor may correct.
import { element } from '../../element/dom.js';
import { VOTES } from '../work.js';
import { select } from './parts.js';

/** @typedef {{ node: HTMLTableRowElement, vote: HTMLSelectElement, sponsor: HTMLInputElement, find: string }} Line */

export class VotesView {
  #store;
  #filter = element('input', { type: 'search', id: 'votes-filter' });
  #body = element('tbody');
  #head = element('thead');
  #of = '';
  /** @type {Map<string, Line>} */
  #lines = new Map();
  node = element('div', { className: 'scroll votes' }, this.#filter, element('table', {}, this.#head, this.#body));

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    this.#store = store;
    this.#filter.addEventListener('input', () => this.#sift());
    store.listen((what) => what === 'look' ? this.#look() : this.render());
  }

  render() {
    if (this.node.hidden) return; // two hundred rows are not kept up to date for nobody
    const { draft: { members, rows }, work, words, tally } = this.#store;
    const of = `${words.tag} ${members.map(([code]) => code).join(' ')}`;
    if (of !== this.#of) {
      this.#of = of;
      this.#filter.placeholder = this.#filter.ariaLabel = words.say('votes.filter', { n: tally.members });
      this.#head.replaceChildren(element('tr', {}, ...['state', 'vote', 'sponsor'].map((key) => element('th', { scope: 'col' }, words.say(`votes.${key}`)))));
      const { compare } = new Intl.Collator(words.tag);
      this.#lines = new Map([...members].sort(([, a], [, b]) => compare(a, b)).map(([code, name]) => [code, this.#line(code, name)]));
      this.#body.replaceChildren(...[...this.#lines.values()].map(({ node }) => node));
      this.#sift();
    }
    for (const [code, { node, vote, sponsor }] of this.#lines) {
      const row = rows[code];
      vote.value = row?.vote ?? '';
      sponsor.checked = row?.cosponsor === 'yes';
      node.className = `is-${row?.vote ?? 'none'}`;
      node.classList.toggle('is-corrected', code in work.corrections);
    }
    this.#look();
  }

  /** @param {string} code @param {string} name @returns {Line} */
  #line(code, name) {
    const { words } = this.#store;
    /** @type {[string, string][]} */
    const options = [['', words.say('stance.none')], ...VOTES.map((own) => /** @type {[string, string]} */ ([own, words.say(`stance.${own}`)]))];
    const vote = select(options, '', (value) => this.#store.act({ type: 'correct', code, key: 'vote', value: value || null }), { ariaLabel: words.say('votes.vote.of', { of: name }) });
    const sponsor = element('input', { type: 'checkbox', ariaLabel: words.say('votes.sponsor.of', { of: name }) });
    sponsor.addEventListener('change', () => this.#store.act({ type: 'correct', code, key: 'cosponsor', value: sponsor.checked ? 'yes' : 'no' }));
    const node = element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, vote), element('td', {}, sponsor));
    node.addEventListener('pointerenter', () => this.#store.look({ pointed: code }));
    return { node, vote, sponsor, find: `${name} ${code}`.toLowerCase() };
  }

  #sift() {
    const wanted = this.#filter.value.trim().toLowerCase();
    for (const { node, find } of this.#lines.values()) node.hidden = Boolean(wanted) && !find.includes(wanted);
  }

  #look() {
    for (const [code, { node }] of this.#lines) node.classList.toggle('is-pointed', code === this.#store.pointed);
  }

  /** Goes to a state. @param {string} code */
  go(code) {
    this.#filter.value = '';
    this.#sift();
    const line = this.#lines.get(code);
    line?.node.scrollIntoView({ block: 'center' });
    line?.vote.focus({ preventScroll: true });
  }
}
