// The empty desk: one large field that says what may be pasted or dropped, an example to try, and earlier work.
import { element } from '../../element/dom.js';
import { example } from '../example.js';
import { button } from './parts.js';

/** So many earlier works are offered. */
const MOST = 5;

export class StartView {
  #store;
  #open;
  #adopt;
  #box = element('textarea', { id: 'start-text', rows: 9, spellcheck: false });
  #earlier = element('div', { className: 'earlier' });
  node = element('section', { className: 'start' });
  /** @type {import('../saved.js').Saved[]} */
  #others = [];

  /**
   * @param {import('../store.js').Store} store
   * @param {() => void} open
   * @param {(id: string) => void} adopt opens earlier work
   */
  constructor(store, open, adopt) {
    this.#store = store;
    this.#open = open;
    this.#adopt = adopt;
    // A browser may put in a long text in several parts: the box goes once all is there.
    this.#box.addEventListener('input', () => setTimeout(() => {
      const text = this.#box.value;
      this.#box.value = '';
      if (text.trim()) store.act({ type: 'add', sources: [{ name: '', text }] });
    }));
    store.listen((what) => what === 'words' && this.build());
    this.build();
  }

  build() {
    const { words } = this.#store;
    this.#box.placeholder = words.say('start.placeholder');
    this.node.replaceChildren(
      element('h2', {}, words.say('start')), element('p', { className: 'lead' }, words.say('start.lead')),
      element('label', { htmlFor: 'start-text', className: 'unseen' }, words.say('start')), this.#box,
      element('div', { className: 'ways' }, button(words.say('start.open'), this.#open, { className: 'primary' }), button(words.say('start.example'), () => this.#store.act({ type: 'add', sources: [{ name: '', text: example }] }))),
      element('p', { className: 'quiet' }, words.say('start.private')), this.#earlier);
    this.#layEarlier();
  }

  /** @param {import('../saved.js').Saved[]} others */
  offer(others) {
    this.#others = others;
    this.#layEarlier();
  }

  #layEarlier() {
    const { words } = this.#store;
    const shown = this.#others.slice(0, MOST);
    this.#earlier.hidden = !shown.length;
    this.#earlier.replaceChildren(element('h3', {}, words.say('start.earlier')), element('ul', {}, ...shown.map(({ id, title, updated }) => element('li', {},
      button(title || words.say('start.untitled'), () => this.#adopt(id), { dir: 'auto' }), element('span', { className: 'quiet' }, ` ${words.day(new Date(updated).toISOString().slice(0, 10))}`)))));
  }

  focus() {
    this.#box.value = '';
    this.#box.focus();
  }
}
