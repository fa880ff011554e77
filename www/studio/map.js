// Keeps the live map like the draft: the full program joins the boundaries once and then changes stances alone.
import { Viewer } from '../pkg/viewer.js';
import { bytes } from '../loading/fetching.js';
import { Language } from '../loading/language.js';
import { fullProgram, viewerProgram } from '../loading/programs.js';
import { world } from '../studio-files.js';
import { MapView } from '../view/map-view.js';
import { COUNTRIES } from './tally.js';

/** @typedef {import('../loading/worker.js').Call} Call */
/** @typedef {{ document: string, table: string, lang: string }} Wanted */

const NAME = 'map.json';
const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);

export class DeskMap {
  #host;
  #answered;
  /** @type {Call | null} */
  #call = null;
  /** @type {Uint8Array | null} */
  #world = null;
  #id = 0;
  #lang = '';
  /** @type {Uint8Array | null} */
  #atlas = null;
  /** @type {Wanted | null} */
  #wanted = null;
  #shown = '';
  /** @type {string[]} Of what is shown. */
  #errors = [];
  #isBusy = false;

  /**
   * @param {import('./map-element.js').StudioMap} host
   * @param {(errors: string[], ms: number) => void} answered why the map that is shown now must not be published
   */
  constructor(host, answered) {
    this.#host = host;
    this.#answered = answered;
  }

  /** The joined map: of what is shown, if all has been shown. */
  get joined() { return this.#call && this.#id ? { id: this.#id, lang: this.#lang, call: this.#call } : null; }

  /** Fetches what the map needs. */
  async prepare() {
    const [call, shapes] = await Promise.all([this.#call ?? fullProgram(), this.#world ?? bytes(world), viewerProgram()]);
    this.#call = call;
    this.#world = shapes;
    return call;
  }

  /** @param {Wanted} wanted */
  update(wanted) {
    this.#wanted = wanted;
    this.#next();
  }

  async #next() {
    const wanted = this.#wanted;
    if (this.#isBusy || !wanted) return;
    const key = [wanted.lang, wanted.document, wanted.table].join('\n');
    const start = performance.now();
    if (key !== this.#shown) {
      this.#isBusy = true;
      this.#errors = await this.#show(wanted).catch((error) => [error.message]);
      this.#shown = key;
      this.#isBusy = false;
    }
    // What is shown is of this draft, or of an older one: then the answer is none.
    if (wanted === this.#wanted) this.#answered(this.#errors, performance.now() - start);
    else this.#next();
  }

  /** @param {Wanted} wanted */
  async #show({ document, table, lang }) {
    const call = await this.prepare();
    const known = this.#id ? await call('restate', this.#id, NAME, utf8(document), utf8(table)) : null;
    const errors = known ?? await this.#join(call, document, table);
    const language = await languageOf(lang);
    if (this.#lang !== lang) {
      await call('setLanguage', this.#id, language.tag, language.file);
      this.#lang = lang;
    }
    const [pageData, more, atlas] = await Promise.all([call('pageData', this.#id, this.#host.width), call('more', this.#id), this.#atlas ?? call('atlas', this.#id)]);
    this.#atlas = atlas;
    const mapView = MapView.of(Viewer, atlas, JSON.parse(pageData));
    mapView.addDetails(JSON.parse(more));
    this.#host.show(mapView, { id: this.#id, lang, call }, language);
    return errors;
  }

  /**
   * @param {Call} call
   * @param {string} document
   * @param {string} table
   */
  async #join(call, document, table) {
    const names = await call('filesOf', NAME, utf8(document));
    // Bytes that go to the worker are gone here.
    const contents = names.map((name) => name === COUNTRIES ? /** @type {Uint8Array} */ (this.#world).slice() : utf8(table));
    const { id, errors } = await call('draw', NAME, utf8(document), names, contents);
    if (this.#id) call('free', this.#id);
    this.#id = id;
    this.#lang = '';
    this.#atlas = null;
    return errors;
  }
}

/** @type {Map<string, Promise<Language>>} Kept, so that none is asked for without a network. */
const languages = new Map();

/** @param {string} tag */
export function languageOf(tag) {
  const known = languages.get(tag) ?? Language.load(tag, {});
  known.catch(() => languages.delete(tag));
  languages.set(tag, known);
  return known;
}
