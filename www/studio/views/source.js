// The texts: a box for each, with every reading marked below its letters. A plain box for text, as it is light (no byte
// beyond this file; CodeMirror 6 is 45 kB more), and keyboards, screen readers, spelling and input methods know it.
import { element } from '../../element/dom.js';
import { stretchesOf } from '../marks.js';
import { button, select } from './parts.js';

/** Longer texts are read, and not marked. */
const MOST_MARKED = 400_000;

export class SourceView {
  #store;
  #open;
  #at = 0;
  #marks = element('div', { className: 'marks', ariaHidden: 'true' });
  #box = element('textarea', { id: 'source-text', spellcheck: false, autocapitalize: 'off' });
  #scroll = element('div', { className: 'paper' }, this.#marks, this.#box);
  #tabs = element('div', { className: 'tabs' });
  #count = element('span', { className: 'quiet', role: 'status' });
  #head = element('h2', {});
  #choices = element('div', { className: 'choices' });
  #key = element('ul', { className: 'key' });
  node = element('section', { className: 'pane source' }, element('header', {}, this.#head, this.#count), this.#tabs, this.#choices, this.#scroll, this.#key);

  /**
   * @param {import('../store.js').Store} store
   * @param {() => void} open asks for files
   */
  constructor(store, open) {
    this.#store = store;
    this.#open = open;
    this.#head.id = 'source-head';
    this.node.setAttribute('aria-labelledby', 'source-head');
    this.#box.setAttribute('aria-labelledby', 'source-head');
    this.#box.addEventListener('input', () => store.act({ type: 'type', source: this.#at, text: this.#box.value }));
    // The browser's own steps back know nothing of what else was done.
    this.#box.addEventListener('beforeinput', (event) => {
      if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
        event.preventDefault();
        if (event.inputType === 'historyUndo') store.undo(); else store.redo();
      }
    });
    this.#box.addEventListener('paste', (event) => this.#paste(event));
    for (const type of ['keyup', 'pointerup', 'focus']) this.#box.addEventListener(type, () => this.#caret());
    this.#box.addEventListener('pointermove', ({ clientX, clientY }) => this.#point(clientX, clientY));
    this.#box.addEventListener('pointerleave', () => store.pointed && store.look({ pointed: null }));
    store.listen((what) => this.render(what));
    this.render('words');
  }

  focus() { this.#box.focus(); }

  /** What an office program puts beside the text is left aside; a box keeps only plain lines. @param {ClipboardEvent} event */
  #paste(event) {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length && !event.clipboardData?.types.includes('text/plain')) {
      event.preventDefault();
      this.node.dispatchEvent(new CustomEvent('studio-files', { detail: files, bubbles: true }));
    }
  }

  /** @param {string} what */
  render(what) {
    const { words, work, findings } = this.#store;
    if (this.#at >= work.sources.length) this.#at = Math.max(0, work.sources.length - 1);
    const source = work.sources[this.#at];
    const text = source?.text ?? '';
    if (this.#box.value !== text) {
      const { selectionStart, selectionEnd, selectionDirection } = this.#box;
      this.#box.value = text;
      this.#box.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length), selectionDirection);
    }
    if (what === 'look') {
      this.#look();
      return;
    }
    if (what === 'words') {
      this.#head.textContent = words.say('source');
      this.#box.placeholder = words.say('source.placeholder');
      this.#layKey();
    }
    this.#layTabs();
    this.#layChoices();
    const read = this.#store.draft.sources[this.#at];
    const isMarked = this.#store.isRead && text.length <= MOST_MARKED;
    this.#mark(text, isMarked ? stretchesOf(text, read, this.#at, findings, work.corrections) : this.#store.isRead ? [] : null);
    const known = read?.readings.filter(([, , code]) => code).length ?? 0;
    this.#count.textContent = read ? words.say('source.read', { known, all: read.readings.length }) : '';
  }

  /**
   * @param {string} text
   * @param {import('../marks.js').Stretch[] | null} stretches null: not known yet, what was marked before stays where it is
   */
  #mark(text, stretches) {
    if (!stretches) {
      this.#shift(text);
      return;
    }
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const { from, to, said, code, finding, rank, isUnread, letter } of stretches) {
      if (from > at) parts.push(text.slice(at, from));
      const mark = document.createElement('mark');
      mark.className = said ? `is-${said}` : isUnread ? 'is-unread' : '';
      if (finding) {
        mark.classList.add('has-finding', `is-${rank}`);
        mark.dataset.finding = String(finding);
      }
      if (letter) mark.dataset.letter = letter;
      if (code) mark.dataset.code = code;
      mark.dataset.from = String(from);
      mark.textContent = text.slice(from, to);
      parts.push(mark);
      at = to;
    }
    parts.push(`${text.slice(at)}\n `);
    this.#marks.replaceChildren(...parts);
    this.#look();
  }

  /** Keeps the marks under their letters until the text has been read again. @param {string} text */
  #shift(text) {
    const before = this.#marks.textContent ?? '';
    const now = `${text}\n `;
    if (before === now) return;
    let start = 0;
    while (start < before.length && start < now.length && before[start] === now[start]) start += 1;
    let end = 0;
    while (end < before.length - start && end < now.length - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end += 1;
    const [from, to] = [start, before.length - end];
    const range = document.createRange();
    /** @param {number} offset @returns {[Node, number]} */
    const place = (offset) => {
      const walker = document.createTreeWalker(this.#marks, NodeFilter.SHOW_TEXT);
      let left = offset;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = /** @type {Text} */ (node);
        if (left <= length) return [node, left];
        left -= length;
      }
      return [this.#marks, this.#marks.childNodes.length];
    };
    range.setStart(...place(from));
    range.setEnd(...place(to));
    range.deleteContents();
    range.insertNode(document.createTextNode(now.slice(start, now.length - end)));
  }

  #layTabs() {
    const { words, work } = this.#store;
    this.#tabs.hidden = work.sources.length < 2 && !work.sources[0]?.name;
    this.#tabs.replaceChildren(...work.sources.map(({ name }, i) => element('span', { className: 'tab' },
      button(name || words.say('source.pasted'), () => {
        this.#at = i;
        this.render('desk');
      }, { ariaPressed: String(i === this.#at) }),
      button('×', () => this.#store.act({ type: 'remove', source: i }), { className: 'bare', ariaLabel: words.say('source.remove', { of: name || words.say('source.pasted') }) }))),
    button(`+ ${words.say('source.add')}`, this.#open, { className: 'bare' }));
  }

  #layChoices() {
    const { words, work, draft } = this.#store;
    const source = work.sources[this.#at];
    const { votes = [] } = draft.sources[this.#at] ?? {};
    const encoding = source?.encoding;
    this.#choices.hidden = votes.length < 2 && !encoding;
    const chosen = String(source?.vote ?? '');
    const named = votes.map(({ about, counts: [yes, no, abstain] }, i) => /** @type {[string, string]} */ ([String(i), words.say('vote.choice', { n: i + 1, about: about ?? '', yes, no, abstain })]));
    const children = [];
    if (votes.length > 1) {
      children.push(element('label', {}, words.say('vote.several', { n: votes.length }), ' ', select([...(chosen ? [] : [/** @type {[string, string]} */ (['', words.say('vote.choose')])]), ...named], chosen, (value) => {
        if (value) this.#store.act({ type: 'choose', source: this.#at, vote: Number(value) });
      })));
    }
    if (encoding) children.push(element('p', { className: 'quiet' }, words.say('source.encoding', { of: encoding })));
    this.#choices.replaceChildren(...children);
  }

  #layKey() {
    const { words } = this.#store;
    const entries = /** @type {const} */ ([['yes', 'Y'], ['no', 'N'], ['abstain', 'A'], ['absent', '–'], ['co-sponsor', 'S']]);
    this.#key.ariaLabel = words.say('key');
    this.#key.replaceChildren(...entries.map(([said, letter]) => {
      const mark = element('mark', { className: `is-${said}` }, letter);
      return element('li', {}, mark, ` ${words.say(`stance.${said}`)}`);
    }));
  }

  /** Shows what is pointed at elsewhere. */
  #look() {
    const { pointed, findings, looked } = this.#store;
    const number = findings.find(({ id }) => id === looked)?.number;
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (this.#marks.querySelectorAll('mark'))) {
      mark.classList.toggle('is-pointed', Boolean(pointed && mark.dataset.code === pointed));
      mark.classList.toggle('is-looked', Boolean(number && mark.dataset.finding === String(number)));
    }
  }

  /** The finding and the state where the caret is. */
  #caret() {
    const at = this.#box.selectionStart;
    const own = this.#store.findings.find(({ number, places }) => number && places.some(([source, from, to]) => source === this.#at && from <= at && at <= to));
    if ((own?.id ?? '') !== this.#store.looked) this.#store.look({ looked: own?.id ?? '' });
  }

  /** @param {number} x @param {number} y */
  #point(x, y) {
    // The box lies over the marks: they are asked for what is below it.
    const mark = document.elementsFromPoint(x, y).find((node) => node.localName === 'mark');
    const code = /** @type {HTMLElement | undefined} */ (mark)?.dataset.code ?? null;
    if (code !== this.#store.pointed) this.#store.look({ pointed: code });
  }

  /**
   * Goes to a place, and selects it.
   * @param {import('../draft.js').Place} place
   */
  go(place) {
    const [, from, to] = this.show(place);
    this.#box.focus({ preventScroll: true });
    this.#box.setSelectionRange(from, Math.min(to, from + 2000));
  }

  /**
   * Brings a place in sight.
   * @param {import('../draft.js').Place} place
   */
  show(place) {
    const [source, from] = place;
    if (source !== this.#at) {
      this.#at = source;
      this.render('desk');
    }
    const marks = /** @type {HTMLElement[]} */ ([...this.#marks.querySelectorAll('mark')]);
    marks.find((mark) => Number(mark.dataset.from) >= from)?.scrollIntoView({ block: 'center' });
    return place;
  }
}
