// The bar at the top: what is being made and where it is kept; steps back; language; files; what leaves the studio.
import { element } from '../../element/dom.js';
import { save } from '../../element/export.js';
import { fileOf } from '../file.js';
import { outputs, stem } from '../outputs.js';
import { languageNames } from '../words.js';
import { menuButton } from './menu.js';
import { button } from './parts.js';

/** @typedef {{ open: () => void, forget: () => void, language: (tag: string) => void, given: () => import('../outputs.js').Given, notify: (text: string, isWrong?: boolean) => void }} Actions */

export class BarView {
  #store;
  #actions;
  #about = element('p', { className: 'about' });
  #saved = element('span', { className: 'quiet', role: 'status' });
  #undo = button('', () => this.#store.undo(), { className: 'step' });
  #redo = button('', () => this.#store.redo(), { className: 'step' });
  #publish = menuButton('', () => []);
  node = element('header', { className: 'bar' });
  /** Whether the work is kept on this device; the error if not. @type {unknown} */
  failure = null;

  /**
   * @param {import('../store.js').Store} store
   * @param {Actions} actions
   */
  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    addEventListener('keydown', (event) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z';
      const isRedo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y';
      if (!isUndo && !isRedo) return;
      event.preventDefault();
      if (isRedo || event.shiftKey) store.redo(); else store.undo();
    });
    store.listen((what) => what === 'words' ? this.build() : what !== 'look' && this.render());
    this.build();
  }

  build() {
    const { words } = this.#store;
    const { open, forget, language, notify, given } = this.#actions;
    this.#publish = menuButton(words.say('publish'), () => outputs.map(({ id, make }) => ({
      label: words.say(`output.${id}`),
      act: () => make(given()).then((done) => done !== false && notify(words.say(id.startsWith('copy') ? 'output.copied' : 'output.saved')), (error) => notify(words.say('output.failed', { of: error.message }), true)),
    })), { className: 'primary' });
    const languages = menuButton(languageNames.find(([tag]) => tag === words.tag)?.[1] ?? words.tag, () => languageNames.map(([tag, label]) => ({ label, lang: tag, act: () => language(tag) })), { ariaLabel: words.say('language') });
    const file = menuButton(words.say('file'), () => [
      { label: words.say('file.save'), act: () => this.#save() },
      { label: words.say('file.open'), act: open },
      { label: words.say('file.forget'), act: forget },
    ]);
    this.node.replaceChildren(element('h1', {}, 'Stancemap'), element('div', { className: 'what' }, this.#about, this.#saved), this.#undo, this.#redo, languages.node, file.node, this.#publish.node);
    this.render();
  }

  #save() {
    const { work } = this.#store;
    save(`${stem(this.#store)}.stancemap.json`, new Blob([fileOf(work)], { type: 'application/json' }));
  }

  render() {
    const { words, desk, texts, draft, isChecked, isEmpty } = this.#store;
    /** @param {import('../history.js').Step | undefined} step */
    const named = (step) => step ? words.say(`step.${step.name}`, { of: this.#subject(step) }) : '';
    const [back, again] = [named(desk.past.at(-1)), named(desk.future[0])];
    this.#lay(this.#undo, '↶', back, words.say('undo', { of: back }), !back);
    this.#lay(this.#redo, '↷', again, words.say('redo', { of: again }), !again);
    this.#about.textContent = isEmpty ? '' : [draft.symbol ?? texts.title, draft.date && words.day(draft.date)].filter(Boolean).join(' · ');
    this.#saved.textContent = isEmpty ? '' : words.say(this.failure ? 'saved.not' : 'saved');
    this.#saved.classList.toggle('is-wrong', Boolean(this.failure));
    const { opener } = this.#publish;
    opener.disabled = !isChecked;
    opener.title = isChecked ? '' : words.say('publish.not');
  }

  /** @param {HTMLButtonElement} node @param {string} sign @param {string} name @param {string} label @param {boolean} isOff */
  #lay(node, sign, name, label, isOff) {
    node.replaceChildren(element('span', { ariaHidden: 'true' }, sign), ...(name ? [element('span', { className: 'name' }, name)] : []));
    node.ariaLabel = label;
    node.title = label;
    node.disabled = isOff;
  }

  /** @param {import('../history.js').Step} step */
  #subject({ name, of }) {
    const { words, draft } = this.#store;
    if (name === 'write' || name === 'set') return words.say(`field.${of}`);
    if (name === 'add' || name === 'remove') return of || words.say('source.pasted');
    if (name === 'correct') return draft.members.find(([code]) => code === of)?.[1] ?? of;
    return of.length > 28 ? `${of.slice(0, 26)}…` : of;
  }
}
