// The line at the foot: the tally as a bar and in numbers, with what the texts state, and what came of the vote.
import { element } from '../../element/dom.js';

const PARTS = /** @type {const} */ (['yes', 'abstain', 'no', 'absent', 'none']);

export class FootView {
  #store;
  #bar = element('div', { className: 'tally', ariaHidden: 'true' });
  #numbers = element('p', { className: 'numbers' });
  #outcome = element('p', { className: 'outcome' });
  node = element('footer', { className: 'foot' }, this.#bar, this.#numbers, this.#outcome);

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    this.#store = store;
    store.listen((what) => what !== 'look' && this.render());
  }

  render() {
    const { words, tally, draft, work } = this.#store;
    this.#bar.replaceChildren(...PARTS.filter((part) => tally[part]).map((part) => {
      const segment = element('i', { className: `is-${part}` });
      segment.style.flexGrow = String(tally[part]);
      return segment;
    }));
    /** @param {'yes' | 'no' | 'abstain' | 'absent'} part */
    const counted = (part) => {
      const stated = draft.expect[part];
      const differs = stated !== undefined && stated !== tally[part];
      const number = element('b', {}, words.numbers.format(tally[part]));
      return element('span', { className: differs ? 'is-wrong' : '' }, number, ` ${differs ? `${words.say('tally.stated', { n: stated })} ` : ''}${words.say(`tally.${part}`)}`);
    };
    const more = [tally.none && draft.members.length ? element('span', { className: 'is-wrong' }, element('b', {}, words.numbers.format(tally.none)), ` ${words.say('tally.none')}`) : null, tally.cosponsor ? element('span', {}, element('b', {}, words.numbers.format(tally.cosponsor)), ` ${words.say('tally.cosponsor')}`) : null];
    const numbers = [...PARTS.filter((part) => part !== 'none').map(counted), ...more.filter((own) => own !== null)];
    this.#numbers.replaceChildren(...numbers.flatMap((own, i) => i ? [' · ', own] : [own]));
    const assumed = draft.body === 'security-council' ? '' : words.say(`majority.${work.majority}.assumed`);
    this.#outcome.textContent = draft.decision ? `${words.say(`outcome.${draft.decision[0]}`)} ` : '';
    if (draft.decision) this.#outcome.append(element('span', { lang: work.lang, dir: 'auto', className: 'quiet' }, draft.decision[1]), assumed ? element('span', { className: 'quiet' }, ` · ${assumed}`) : '');
  }
}
