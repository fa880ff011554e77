// The live map, whether it may be published, and the state that is pinned on it, to be corrected where it is seen.
import { element } from '../../element/dom.js';
import { StudioMap } from '../map-element.js';
import { VOTES } from '../work.js';
import { button, select } from './parts.js';

/** Empty for the width of an article, made smaller where the pane is. */
const WIDTHS = /** @type {const} */ (['', '960', '360']);
const ARTICLE = 960;

export class MapView {
  #store;
  #actions;
  #head = element('h2', {});
  #stamp = element('span', { className: 'stamp', role: 'status' });
  #widths = element('div', { className: 'segments' });
  #pinned = element('div', { className: 'pinned', hidden: true });
  /** @type {string | null} */
  #code = null;
  /** @type {(typeof WIDTHS)[number]} */
  #width = '';
  host = new StudioMap();
  #card = element('div', { className: 'card', tabIndex: -1 }, this.host);
  node = element('div', { className: 'map' }, element('header', {}, this.#head, this.#stamp, this.#widths), this.#card, this.#pinned);

  /**
   * @param {import('../store.js').Store} store
   * @param {{ table: (code: string) => void, source: (place: import('../draft.js').Place) => void }} actions
   */
  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    new ResizeObserver(() => this.#fit()).observe(this.#card);
    this.host.addEventListener('stance-map-select', ({ detail }) => this.#pin(detail?.iso3 ?? null));
    this.host.addEventListener('stance-map-hover', ({ detail }) => {
      const code = detail?.iso3 ?? null;
      if (code !== store.pointed) store.look({ pointed: code });
    });
    store.listen((what) => {
      if (what === 'words') this.build();
      if (what !== 'look') this.render();
    });
    this.build();
    this.render();
  }

  build() {
    const { words } = this.#store;
    this.#head.textContent = words.say('map');
    this.#widths.ariaLabel = words.say('map.width');
    this.#widths.setAttribute('role', 'group');
    this.#widths.replaceChildren(...WIDTHS.map((width) => button(width ? `${words.numbers.format(Number(width))} px` : words.say('map.fit'), () => {
      this.#width = width;
      this.#fit();
    })));
    this.#fit();
  }

  /** Shows the figure as wide as wished; as small as it must be to fit in. */
  #fit() {
    const width = Number(this.#width) || ARTICLE;
    this.host.style.width = `${width}px`;
    this.host.style.setProperty('zoom', this.#width ? '1' : String(Math.min(1, (this.#card.clientWidth || width) / width)));
    [...this.#widths.children].forEach((own, i) => { own.ariaPressed = String(WIDTHS[i] === this.#width); });
  }

  render() {
    const { words, findings, isEmpty, isChecked, isRead, isDrawn, work } = this.#store;
    const errors = findings.filter(({ rank }) => rank === 'error').length;
    const isWrong = isRead && !isChecked && (errors > 0 || isDrawn);
    this.#stamp.hidden = isEmpty || (!isWrong && !isChecked);
    this.#stamp.classList.toggle('is-wrong', isWrong);
    this.#stamp.textContent = words.say(isChecked ? 'checked' : 'checked.not', { n: errors });
    this.host.theme = work.theme;
    this.#layPinned();
  }

  /** @param {string | null} code */
  #pin(code) {
    this.#code = code;
    this.#store.look({ pointed: code });
    this.#layPinned();
  }

  /** What is said of the pinned state; a part of one shows that state. */
  #layPinned() {
    const { words, draft, work } = this.#store;
    const member = draft.members.find(([code]) => code === this.#code);
    this.#pinned.hidden = !member;
    if (!member) return;
    const [code, name] = member;
    const row = draft.rows[code];
    const reading = draft.sources.flatMap((own, source) => own.readings.filter(([, , of]) => of === code).map(([from, to]) => /** @type {import('../draft.js').Place} */ ([source, from, to])))[0];
    const vote = select([['', words.say('stance.none')], ...VOTES.map((own) => /** @type {[string, string]} */ ([own, words.say(`stance.${own}`)]))], row?.vote ?? '', (value) => this.#store.act({ type: 'correct', code, key: 'vote', value: value || null }), { ariaLabel: words.say('votes.vote.of', { of: name }) });
    this.#pinned.replaceChildren(element('b', {}, name), vote,
      ...(reading ? [button(words.say('go.source'), () => this.#actions.source(reading))] : []), button(words.say('go.table'), () => this.#actions.table(code)),
      ...(work.corrections[code] ? [button(words.say('way.back'), () => this.#store.act({ type: 'correct', code, key: 'vote', value: null }))] : []));
  }
}
