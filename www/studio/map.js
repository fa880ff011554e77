// Keeps the live map like the draft: the full program joins the boundaries once and then changes stances alone.
import { Viewer } from '../pkg/viewer.js';
import { bytes } from '../loading/fetching.js';
import { Language } from '../loading/language.js';
import { fullProgram, viewerProgram } from '../loading/programs.js';
import { world } from '../studio-files.js';
import { MapView } from '../view/map-view.js';
import { COUNTRIES } from './tally.js';

/** @typedef {import('../loading/worker.js').Call} Call */
/** @import { More, PageData } from '../view/page-data.js' */
/** @typedef {{ document: string, table: string, lang: string }} Wanted */

const NAME = 'map.json';
/** After so long without a change the map is laid out anew, ms. */
const REST = 250;
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
  /** @type {More | null} What described the regions last. */
  #more = null;
  #language = Language.english;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {Wanted | null} */
  #wanted = null;
  /** What the program has been given, and what the map has been laid out for. */
  #stated = '';
  #laidOut = '';
  /** @type {string[]} Of what is shown. */
  #errors = [];
  #isBusy = false;

  /**
   * @param {import('./map-element.js').StudioMap} host
   * @param {(errors: string[]) => void} answered why the map, which shows now what was wanted, must not be published
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
    const key = keyOf(wanted);
    if (key === this.#laidOut) {
      this.#answered(this.#errors);
      return;
    }
    if (key === this.#stated) return; // it will be laid out
    this.#isBusy = true;
    clearTimeout(this.#resting);
    this.#laidOut = '';
    this.#errors = await this.#state(wanted).catch((error) => [error.message]);
    this.#stated = key;
    this.#isBusy = false;
    if (this.#wanted && keyOf(this.#wanted) !== key) this.#next();
    else this.#resting = setTimeout(() => this.#layOut(wanted), this.#more ? REST : 0);
  }

  /**
   * Gives the map what is wanted; shows its stances at once, if it has been shown before.
   * @param {Wanted} wanted
   */
  async #state({ document, table, lang }) {
    const call = await this.prepare();
    const known = this.#id ? await call('restate', this.#id, NAME, utf8(document), utf8(table)) : null;
    const errors = known?.errors ?? await this.#join(call, document, table);
    if (this.#lang !== lang) {
      this.#language = await languageOf(lang);
      await call('setLanguage', this.#id, this.#language.tag, this.#language.file);
      this.#lang = lang;
    } else if (known?.restated && this.#more) this.#showAtOnce(JSON.parse(known.restated), this.#more, call);
    return errors;
  }

  /**
   * Lays the map out: markers and names in the places that suit the stances.
   * @param {Wanted} wanted
   */
  async #layOut(wanted) {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const call = await this.prepare();
      if (!this.#id) throw new Error(this.#errors[0]);
      const [pageData, more, atlas] = await Promise.all([call('pageData', this.#id, this.#host.width), call('more', this.#id), this.#atlas ?? call('atlas', this.#id)]);
      this.#atlas = atlas;
      this.#more = /** @type {More} */ (JSON.parse(more));
      this.#put(JSON.parse(pageData), this.#more, call);
    } catch (error) {
      this.#errors = [/** @type {Error} */ (error).message];
    }
    this.#laidOut = keyOf(wanted);
    this.#isBusy = false;
    this.#next();
  }

  /**
   * Shows new stances with markers and names in the places that they had.
   * @param {{ page: PageData, statuses: More['statuses'], statusOf: number[], tally: any, report: any }} restated
   * @param {More} before
   * @param {Call} call
   */
  #showAtOnce({ page, statuses, statusOf, tally, report }, before, call) {
    const regions = /** @type {More['regions']} */ (before.regions.map((region, number) => Object.assign([...region], { 3: statusOf[number] })));
    this.#put(page, { ...before, statuses, regions, tally, report }, call);
  }

  /**
   * @param {PageData} pageData
   * @param {More} more
   * @param {Call} call
   */
  #put(pageData, more, call) {
    const mapView = MapView.of(Viewer, /** @type {Uint8Array} */ (this.#atlas), pageData);
    mapView.addDetails(more);
    this.#host.show(mapView, { id: this.#id, lang: this.#lang, call }, this.#language);
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
    this.#atlas = this.#more = null;
    return errors;
  }
}

/** @param {Wanted} wanted */
const keyOf = ({ document, table, lang }) => [lang, document, table].join('\n');

/** @type {Map<string, Promise<Language>>} Kept, so that none is asked for without a network. */
const languages = new Map();

/** @param {string} tag */
export function languageOf(tag) {
  const known = languages.get(tag) ?? Language.load(tag, {});
  known.catch(() => languages.delete(tag));
  languages.set(tag, known);
  return known;
}
