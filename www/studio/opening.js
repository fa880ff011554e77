// Files → sources of a work. What is not UTF-8 is read as what gives the fewest odd signs, and the editor is told.
import { pictured } from './picture-file.js';
import { isWorkFile, MOST_BYTES, workOf } from './file.js';

/** @typedef {import('./work.js').Source} Source */

/** Signs inside words, controls, and capitals behind small letters: what a wrong encoding gives. */
const ODD = /(?<=\p{L})[^\p{L}\p{M}\p{N}\p{P}\s\p{ASCII}]|[^\p{ASCII}\u00a0-\u{10ffff}]|(?<=\p{Ll})\p{Lu}/gu;
/** Texts that an editor can look through; longer ones are for the command. */
const MOST_TEXT = 8e6;

/** A file that can't be opened: a key of words, and the file. */
export class Unopened extends Error {
  /**
   * @param {string} key
   * @param {string} of
   */
  constructor(key, of) {
    super(`${key}: ${of}`);
    this.key = key;
    this.of = of;
  }
}

/**
 * The text of bytes, and the encoding where it was guessed.
 * @param {Uint8Array} bytes
 * @returns {{ text: string, encoding?: string }}
 */
export function decoded(bytes) {
  const starts = (/** @type {number[]} */ ...mark) => mark.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xfe)) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (starts(0xfe, 0xff)) return { text: new TextDecoder('utf-16be').decode(bytes) };
  // UTF-16 without a mark has a zero beside each letter of ASCII.
  const [even, odd] = [0, 1].map((side) => bytes.subarray(0, 4000).filter((byte, i) => i % 2 === side && byte === 0).length);
  if (even !== odd && !(even && odd) && bytes.length % 2 === 0) {
    const encoding = odd ? 'utf-16le' : 'utf-16be';
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const guesses = ['windows-1252', 'macintosh'].map((encoding) => ({ encoding, text: new TextDecoder(encoding).decode(bytes) }));
    const [first, second] = guesses.map(({ text }) => (text.match(ODD) ?? []).length);
    return guesses[second < first ? 1 : 0];
  }
}

/**
 * What a file holds: sources, or a work that was saved.
 * @param {File} file
 * @returns {Promise<{ source: Source } | { work: import('./work.js').Work, left?: string[] }>} left: fields of a picture's map that a work has no place for
 */
export async function opened(file) {
  if (file.size > MOST_BYTES) throw new Unopened('open.large', file.name);
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const found = await pictured(bytes);
    if (found) return found;
  } catch (error) {
    throw new Unopened('open.broken', `${file.name}: ${/** @type {Error} */ (error).message}`);
  }
  const begins = (/** @type {string} */ mark) => [...mark].every((letter, i) => bytes[i] === letter.charCodeAt(0));
  if (begins('PK\x03\x04') || begins('\xd0\xcf\x11\xe0')) throw new Unopened('open.workbook', file.name);
  if (begins('%PDF') || begins('\x1f\x8b') || begins('\x89PNG') || begins('\xff\xd8\xff')) throw new Unopened('open.binary', file.name);
  const { text, encoding } = decoded(bytes);
  if (isWorkFile(text)) {
    try {
      return { work: workOf(text) };
    } catch (error) {
      throw new Unopened('open.broken', `${file.name}: ${/** @type {Error} */ (error).message}`);
    }
  }
  if (text.length > MOST_TEXT) throw new Unopened('open.large', file.name);
  return { source: { name: file.name, text: plain(text), ...(encoding ? { encoding } : {}) } };
}

/** A text as a box for text keeps it. @param {string} text */
export const plain = (text) => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
