// A picture that `stancemap render` wrote carries its map document and table: they become a work again. What comes from
// outside is taken only in the forms that a work has.
import { checkedWork } from './file.js';
import { emptyWork, FRAMES, LANGUAGES } from './work.js';

/** @typedef {import('./work.js').Work} Work */

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = 'stancemap';
/** More than this is no document with a table of states, bytes. */
const MOST_BYTES = 16e6;
/** Fields of a document that become a part of the work, and values of others that a work has by itself. */
const TAKEN = ['title', 'subtitle', 'note', 'source', 'stances', 'body', 'date', 'majority', 'absence', 'lang'];
/** @type {Record<string, unknown[]>} */
const SAME = { countries: ['countries-50m.geojson', 'world.smap'], complete: [true], insets: ['auto'], policy: ['un'], detail: ['none'] };

/**
 * The work in a picture, and fields of its document that a work has no place for; null in other files. An error says what is
 * damaged.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<{ work: Work, left: string[] } | null>}
 */
export async function pictured(bytes) {
  const metadata = PNG.every((byte, i) => bytes[i] === byte) ? await ofPng(bytes) : ofSvg(bytes);
  return metadata === null ? null : workIn(metadata);
}

/** The metadata in a PNG: text in a chunk `iTXt`. @param {Uint8Array<ArrayBuffer>} bytes */
async function ofPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = new TextDecoder('latin1');
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (chunk.length < length) throw new Error('the picture is cut short');
    const [keyword, rest] = split(chunk);
    if (latin.decode(bytes.subarray(at + 4, at + 8)) === 'iTXt' && latin.decode(keyword) === KEYWORD) {
      // Whether it is compressed, the method, then language and translated keyword, which end in a zero each.
      const [, afterLanguage] = split(rest.subarray(2));
      const [, text] = split(afterLanguage);
      return new TextDecoder('utf-8', { fatal: true }).decode(rest[0] ? await inflated(text) : text);
    }
    at += 12 + length;
  }
  return null;
}

/** What stands before and after the first zero. @param {Uint8Array<ArrayBuffer>} bytes */
function split(bytes) {
  const zero = bytes.indexOf(0);
  return zero < 0 ? [bytes, bytes.subarray(bytes.length)] : [bytes.subarray(0, zero), bytes.subarray(zero + 1)];
}

/** @param {Uint8Array<ArrayBuffer>} packed by zlib */
async function inflated(packed) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new Error('what the picture carries is too large');
    }
    parts.push(/** @type {Uint8Array<ArrayBuffer>} */ (value));
  }
}

/** The metadata in an SVG: the text of `<metadata>`. @param {Uint8Array} bytes */
function ofSvg(bytes) {
  const begin = new TextDecoder().decode(bytes.subarray(0, 300)).trimStart();
  if (!begin.startsWith('<svg') && !(begin.startsWith('<?xml') && begin.includes('<svg'))) return null;
  const text = new TextDecoder().decode(bytes);
  const [from, to] = ['<metadata>', '</metadata>'].map((tag) => text.indexOf(tag));
  const metadata = from < 0 || to < from ? '' : unescaped(text.slice(from + '<metadata>'.length, to)).trim();
  return metadata.startsWith(`{"${KEYWORD}":`) ? metadata : null;
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** @param {string} text */
const unescaped = (text) => text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d{1,6}));/g, (_, name, code) => name ? ENTITIES[/** @type {keyof typeof ENTITIES} */ (name)] : String.fromCharCode(Number(code)));

/** @param {string} metadata JSON: see src/paint/metadata.rs */
function workIn(metadata) {
  const { document, stances } = /** @type {{ document?: Record<string, any>, stances?: unknown }} */ (JSON.parse(metadata) ?? {});
  if (typeof document !== 'object' || document === null || typeof stances !== 'string') throw new Error('the picture carries no map document with its table');
  const { projection } = document;
  const { name = '', center = [] } = typeof projection === 'string' ? { name: projection } : projection ?? {};
  const lang = String(document.lang ?? 'en').toLowerCase().split('-')[0];
  const texts = ['title', 'subtitle', 'note', 'source'].filter((field) => typeof document[field] === 'string').map((field) => [field, document[field]]);
  const work = {
    ...emptyWork(),
    sources: [{ name: String(document.stances ?? 'stances.csv').split('/').at(-1), text: stances }],
    texts: Object.fromEntries(texts), date: document.date, body: document.body, absent: document.absence === 'derived',
    majority: document.majority ?? 'simple',
    lang: LANGUAGES.includes(lang) ? lang : 'en',
    frame: FRAMES.includes(document.frame) ? document.frame : 'world',
    projection: name, center: Array.isArray(center) ? center.join(', ') : '',
  };
  const isTaken = (/** @type {string} */ field) => TAKEN.includes(field) || SAME[field]?.includes(document[field])
    || (field === 'projection') || (field === 'frame' && FRAMES.includes(document.frame));
  const left = Object.keys(document).filter((field) => !isTaken(field));
  if (work.lang !== lang) left.push('lang');
  return { work: checkedWork(work), left };
}
