// The one state of the studio, and who hears of its changes.
import { act, redo, undo } from './history.js';
import { findingsOf } from './findings.js';
import { suggested } from './suggest.js';
import { documentOf, tallyOf, COUNTRIES } from './tally.js';
import { isEmpty, TEXTS } from './work.js';
import { today } from './reader.js';

/** @typedef {import('./history.js').Desk} Desk */
/** @typedef {import('./work.js').Action} Action */
/** @typedef {import('./draft.js').Draft} Draft */
/** @typedef {import('./words.js').Words} Words */
/** @typedef {Record<import('./work.js').TextField, string>} Texts */

/** @type {Draft} */
const NO_DRAFT = { sources: [], findings: [], missing: [], rows: {}, members: [], table: '', date: null, body: null, title: null, symbol: null, source: null, expect: {}, decision: null, derived: [] };

/** The parts of a work that decide how its texts are read. */
const ASKED = /** @type {const} */ (['sources', 'date', 'body', 'majority', 'corrections', 'absent']);

export class Store {
  /** @type {Desk} */
  desk;
  draft = NO_DRAFT;
  /** @type {import('./work.js').Work | null} What the draft was read of: its places fit no other text. */
  #read = null;
  /** @type {string[]} Why the map must not be drawn. */
  errors = [];
  /** @type {import('./findings.js').Listed[]} */
  findings = [];
  /** @type {Texts} */
  texts = { title: '', subtitle: '', note: '', source: '', alt: '' };
  /** @type {Texts} */
  suggested = this.texts;
  tally = tallyOf(NO_DRAFT);
  /** The document of the live map, as JSON. */
  document = '';
  /** Whether the map shows all that the texts say. */
  isDrawn = false;
  /** The state that is pointed at in one of the panes. @type {string | null} */
  pointed = null;
  /** The finding that is looked at, by its id. */
  looked = '';
  /** @type {Words} of the page */
  words;
  /** @type {Words} of the map */
  mapWords;
  /** @type {Set<(what: 'desk' | 'draft' | 'words' | 'look') => void>} */
  #listeners = new Set();

  /**
   * @param {Desk} desk
   * @param {Words} words
   */
  constructor(desk, words) {
    this.desk = desk;
    this.words = words;
    this.mapWords = words;
  }

  get work() { return this.desk.work; }

  get isEmpty() { return isEmpty(this.work); }

  /** Whether draft and marks are of the work as it is now. */
  get isRead() {
    const read = this.#read;
    return read !== null && ASKED.every((part) => read[part] === this.work[part]);
  }

  /** Whether the map may leave the studio. */
  get isChecked() {
    return !this.isEmpty && this.isRead && this.isDrawn && !this.errors.length && !this.findings.some(({ rank }) => rank === 'error');
  }

  /** @param {(what: 'desk' | 'draft' | 'words' | 'look') => void} listener */
  listen(listener) { this.#listeners.add(listener); }

  /** @param {'desk' | 'draft' | 'words' | 'look'} what */
  tell(what) {
    for (const listener of this.#listeners) listener(what);
  }

  /** @param {Action} action */
  act(action) { this.#set(act(this.desk, action, Date.now())); }

  undo() { this.#set(undo(this.desk)); }

  redo() { this.#set(redo(this.desk)); }

  /** @param {Desk} desk another */
  replace(desk) { this.#set(desk); }

  /** @param {Desk} desk */
  #set(desk) {
    if (desk === this.desk) return;
    this.desk = desk;
    this.isDrawn = false;
    this.compose();
    this.tell('desk');
  }

  /**
   * @param {Draft} draft
   * @param {import('./work.js').Work} work that it was read of
   */
  setDraft(draft, work) {
    this.draft = draft;
    this.#read = work;
    this.isDrawn = false;
    this.compose();
    this.tell('draft');
  }

  /** @param {string[]} errors of the map that is shown now */
  setErrors(errors) {
    this.isDrawn = true;
    this.errors = errors;
    this.findings = findingsOf(this.work, this.draft, errors);
    this.tell('draft');
  }

  /** @param {Partial<{ words: Words, mapWords: Words }>} words */
  setWords(words) {
    Object.assign(this, words);
    this.compose();
    this.tell('words');
  }

  /** @param {{ pointed?: string | null, looked?: string }} look */
  look(look) {
    Object.assign(this, look);
    this.tell('look');
  }

  /** What follows from work and draft. */
  compose() {
    const { work, draft } = this;
    this.tally = tallyOf(draft);
    this.findings = findingsOf(work, draft, this.errors);
    this.suggested = suggested(draft, this.tally, this.mapWords);
    const { texts } = work;
    this.texts = /** @type {Texts} */ (Object.fromEntries(TEXTS.map((field) => [field, texts[field] ?? this.suggested[field]])));
    if (!this.texts.title.trim()) this.texts.title = this.suggested.title;
    this.document = JSON.stringify(documentOf(work, draft, this.texts, today(), COUNTRIES));
  }
}
