// The studio's own words, in the editor's language. English is built in; another language's file is fetched once.
import { get } from '../loading/fetching.js';
import { primary } from '../loading/language.js';
import { words as files } from '../studio-files.js';
import english from './words/en.json' with { type: 'json' };
import { LANGUAGES } from './work.js';

/** @typedef {Record<string, string>} Messages */

const RIGHT_TO_LEFT = ['ar', 'he'];

export class Words {
  /**
   * @param {string} tag
   * @param {Messages} messages
   */
  constructor(tag, messages) {
    this.tag = tag;
    this.messages = messages;
    this.direction = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr';
    this.numbers = new Intl.NumberFormat(tag === 'ar' ? 'ar-u-nu-arab' : tag);
    this.dates = new Intl.DateTimeFormat(tag === 'ar' ? 'ar-u-nu-arab' : tag, { dateStyle: 'long', timeZone: 'UTC' });
  }

  static english = new Words('en', english);

  /** @type {Map<string, Promise<Words>>} */
  static #known = new Map([['en', Promise.resolve(Words.english)]]);

  /**
   * The words of a language; English where there is no such file.
   * @param {string} tag
   */
  static load(tag) {
    const file = files.get(primary(tag));
    if (!file) return Promise.resolve(Words.english);
    const known = Words.#known.get(primary(tag));
    if (known) return known;
    const loading = get(file).then(async (response) => new Words(primary(tag), await response.json()));
    loading.catch(() => Words.#known.delete(primary(tag)));
    Words.#known.set(primary(tag), loading);
    return loading;
  }

  /**
   * A message, with what stands in the places of its names.
   * @param {string} key
   * @param {Record<string, string | number>} [places]
   */
  say(key, places = {}) {
    const message = (Object.hasOwn(this.messages, key) && this.messages[key]) || (Object.hasOwn(english, key) ? /** @type {Messages} */ (english)[key] : key);
    return message.replace(/\{(\w+)\}/g, (all, name) => {
      const own = Object.hasOwn(places, name) ? places[name] : all;
      return typeof own === 'number' ? this.numbers.format(own) : own;
    });
  }

  /** @param {string} iso a day, `YYYY-MM-DD` */
  day(iso) {
    const day = new Date(`${iso}T00:00:00Z`);
    return Number.isNaN(day.getTime()) ? iso : this.dates.format(day);
  }
}

/** Names of languages in themselves. @type {[string, string][]} */
export const languageNames = LANGUAGES.map((tag) => {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return [tag, name.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(tag))];
});
