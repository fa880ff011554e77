// A language for the page's own texts, and what the program needs to write in it.
import { localeFile } from '../files.js';
import { english } from '../texts.js';
import { at } from './failure.js';
import { bytes, parsed } from './fetching.js';
import { extras } from './programs.js';

/** @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Message text, or texts by plural category */
/** @typedef {{ messages: Record<string, Message>, digits: string, direction: 'ltr' | 'rtl' }} Locale */

/**
 * A BCP 47 tag without its region.
 * @param {string} tag
 */
export const primary = (tag) => tag.toLowerCase().split('-')[0];

export class Language {
  /**
   * @param {string} tag
   * @param {Uint8Array | undefined} file
   * @param {Locale} locale
   */
  constructor(tag, file, { messages, digits, direction }) {
    this.tag = tag;
    this.file = file;
    this.messages = messages;
    this.digits = [...digits];
    this.direction = direction;
  }

  // Made when they are asked for: that takes several ms, and the first picture needs neither.
  /** @type {Intl.PluralRules | undefined} */
  #plurals;
  /** @type {Intl.Collator | undefined} */
  #collator;

  get plurals() { return this.#plurals ??= new Intl.PluralRules(this.tag); }

  get collator() { return this.#collator ??= new Intl.Collator(this.tag, { sensitivity: 'base', numeric: true }); }

  static english = new Language('en', undefined, { messages: english, digits: '0123456789', direction: 'ltr' });

  /**
   * The language with the BCP 47 tag `tag`. One with a region is found without it; one that there is none of is English.
   * @param {string} tag
   * @param {RequestInit} options
   * @param {[URL, RequestInit]} [known] its file
   */
  static async load(tag, options, known) {
    if (primary(tag) === 'en') return Language.english;
    if (!known) await extras(); // has the list
    const listed = known ?? localeFile(primary(tag));
    if (!listed) return Language.english;
    const [url, own] = listed;
    const file = await bytes(url, { ...options, ...own });
    return at('data', () => new Language(primary(tag), file, parsed(file, url)));
  }

  /**
   * The message `key`; with a number, in the form that it takes.
   * @param {string} key
   * @param {number} [n]
   */
  message(key, n = 0) {
    const message = this.messages[key] ?? english[key] ?? '';
    const text = typeof message === 'string' ? message : message[this.plurals.select(n)] ?? message.other ?? '';
    return text.replace('{n}', () => this.number(n));
  }

  /**
   * A whole number in the language's digits.
   * @param {number} n
   */
  number(n) {
    return String(n).replace(/\d/g, (digit) => this.digits[Number(digit)]);
  }
}
