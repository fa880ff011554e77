// Has the texts read by the importer, in a worker: one request at a time, the last one wins.
import { bytes } from '../loading/fetching.js';
import { startFull } from '../loading/worker.js';
import { importer, names, sentences } from '../studio-files.js';
import { languageOf } from './map.js';

/** @typedef {import('./draft.js').Draft} Draft */
/** @typedef {import('./work.js').Work} Work */
/** @typedef {typeof import('../importer.js').requests} Requests */
/** @typedef {<Name extends keyof Requests>(request: Name, ...given: Parameters<Requests[Name]>) => Promise<any>} Call */

export const today = () => new Date().toISOString().slice(0, 10);

/** @param {Work} work what of it decides how the texts are read */
const requestOf = ({ sources, date, body, majority, corrections, absent }) => JSON.stringify({
  sources: sources.map(({ name, text, vote, symbol }) => ({ name, text, vote, symbol })),
  date: date || undefined, body: body || undefined, majority, corrections, absent, today: today(),
});

/** @type {Map<string, Promise<Uint8Array[]>>} Kept, so that none is asked for without a network. */
const wordings = new Map();

/** The files that findings in a language are said by; none for English. @param {string} tag */
export function wordingOf(tag) {
  const file = sentences.get(tag);
  const known = wordings.get(tag) ?? (file ? Promise.all([languageOf(tag).then((language) => language.file ?? new Uint8Array()), bytes(file)]) : Promise.resolve([]));
  known.catch(() => wordings.delete(tag));
  wordings.set(tag, known);
  return known;
}

export class Reader {
  #answered;
  #failed;
  /** @type {Promise<Call> | null} */
  #call = null;
  /** The language that the importer says findings in. */
  #lang = 'en';
  /** What was read last, and what came of it. @type {{ request: string, draft: Draft } | null} */
  #last = null;
  /** @type {Work | null} */
  #wanted = null;
  #isBusy = false;

  /**
   * @param {(draft: Draft, work: Work) => void} answered called for the last work that was wanted, or one before
   * @param {(error: Error) => void} failed
   */
  constructor(answered, failed) {
    this.#answered = answered;
    this.#failed = failed;
  }

  /** Starts the importer; again after a failure. */
  start() {
    this.#call ??= (async () => {
      const call = /** @type {Call} */ (/** @type {unknown} */ (await startFull([importer[0], {}], [importer[1], {}])));
      // Six languages more are known a little later: what was read before is read again.
      call('addNames', names.href).then(() => {
        this.#last = null;
        this.#next();
      }, this.#failed);
      return call;
    })();
    this.#call.catch((error) => {
      this.#call = null;
      this.#lang = 'en';
      this.#failed(error);
    });
    return this.#call;
  }

  /** Has findings said in a language from now on; where its files can't be had, in the one before. @param {Call} call @param {string} lang */
  async #speak(call, lang) {
    if (lang === this.#lang) return;
    try {
      await call('setLanguage', lang, await wordingOf(lang));
      this.#lang = lang;
    } catch (error) {
      this.#failed(/** @type {Error} */ (error));
    }
  }

  /** @param {Work} work */
  read(work) {
    this.#wanted = work;
    this.#next();
  }

  async #next() {
    const work = this.#wanted;
    if (this.#isBusy || !work) return;
    const request = work.lang + requestOf(work);
    if (this.#last?.request === request) {
      this.#answered(this.#last.draft, work);
      return;
    }
    this.#isBusy = true;
    try {
      const call = await this.start();
      await this.#speak(call, work.lang);
      const draft = /** @type {Draft} */ (JSON.parse(await call('draft', requestOf(work))));
      this.#last = { request, draft };
      this.#answered(draft, work);
    } catch (error) {
      if (work === this.#wanted) this.#wanted = null;
      this.#failed(/** @type {Error} */ (error));
    } finally {
      this.#isBusy = false;
    }
    if (this.#wanted && this.#wanted !== work) this.#next();
  }
}
