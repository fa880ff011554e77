// The full program and what may be asked of it, by name: it joins a map from its document's files, knows all languages,
// finds names and writes files. A page runs this module in a worker, or in the page where it may have none.
import { answer } from './loading/answering.js';
import { wasm } from './loading/fetching.js';
import { placesIn, pluralsOf } from './loading/plain-language.js';
import { filesOf, initSync as startProgram, JoinedMap, placeCodes, Search } from './pkg/full.js';

/** @type {Map<number, JoinedMap | Search>} */
const values = new Map();
let last = 0;

/** @param {JoinedMap | Search} value */
function kept(value) {
  last += 1;
  values.set(last, value);
  return last;
}

/** @param {number} id */
const mapOf = (id) => /** @type {JoinedMap} */ (values.get(id));

/** @satisfies {Record<string, (...given: any[]) => unknown>} */
export const requests = {
  /**
   * Starts the program whose WebAssembly lies at an address.
   * @param {string} address
   * @param {RequestInit} options
   */
  async start(address, options) {
    startProgram(await wasm(new URL(address), options));
  },

  filesOf,

  /**
   * Joins a map; its number and the language of its document, or why it must not be drawn.
   * @param {string} name
   * @param {Uint8Array} document
   * @param {string[]} names
   * @param {Uint8Array[]} contents
   */
  join(name, document, names, contents) {
    const map = new JoinedMap(name, document, names, contents);
    const errors = map.errors();
    if (!errors.length) return { id: kept(map), lang: map.lang, errors };
    map.free();
    return { id: 0, lang: '', errors };
  },

  /**
   * Joins a map for an editor, who sees it with its errors too; its number and these.
   * @param {string} name
   * @param {Uint8Array} document
   * @param {string[]} names
   * @param {Uint8Array[]} contents
   */
  draw(name, document, names, contents) {
    const map = new JoinedMap(name, document, names, contents);
    return { id: kept(map), errors: map.errors() };
  },

  /**
   * Gives a map another document and table on the same boundaries; its errors, and what is new of its page data if that was
   * asked for before. Null where it is to be joined anew.
   * @param {number} id
   * @param {string} name
   * @param {Uint8Array} document
   * @param {Uint8Array} table
   */
  restate(id, name, document, table) {
    const map = mapOf(id);
    return map.restate(name, document, table) ? { errors: map.errors(), restated: map.restated() ?? null } : null;
  },

  /**
   * Writes a map in a language from now on; without a file in English.
   * @param {number} id
   * @param {string} tag
   * @param {Uint8Array} [file]
   */
  setLanguage(id, tag, file) {
    if (!file) {
      mapOf(id).setLanguage('', undefined, [], '{}');
      return;
    }
    mapOf(id).setLanguage(`${tag}.json`, file, pluralsOf(tag), placesIn(tag, placeCodes()));
  },

  /** @type {(id: number, width: number) => string} Page data. See the declarations of the program for these. */
  pageData: (id, width) => mapOf(id).pageData(width),
  /** @type {(id: number) => string} */
  more: (id) => mapOf(id).more(),
  /** @type {(id: number, width: number, theme: string) => string} */
  layout: (id, width, theme) => mapOf(id).breakpointLayout(width, theme),
  /** @type {(id: number) => Uint8Array} */
  atlas: (id) => mapOf(id).atlas(),
  /** @type {(id: number) => string} */
  csv: (id) => mapOf(id).csv(),
  /** @type {(id: number, width: number, theme: string) => string} */
  svg: (id, width, theme) => mapOf(id).figureSvg(width, theme),

  /**
   * Takes in the places to search: the language of the names that are shown; codes, these names, and names in English.
   * @param {string} tag
   * @param {string[]} codes
   * @param {string[]} shown
   * @param {string[]} plain
   */
  search: (tag, codes, shown, plain) => kept(new Search(codes, shown, plain, placesIn(tag, placeCodes()))),

  /**
   * @param {number} id of a search
   * @param {string} query
   * @param {number} most
   */
  find: (id, query, most) => /** @type {Search} */ (values.get(id)).find(query, most),

  /** @param {number} id */
  free(id) {
    values.get(id)?.free();
    values.delete(id);
  },
};

answer(requests);
