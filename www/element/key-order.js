// Where keys lead in the list of countries: the order of the regional groups, and of names within each.

/** @typedef {import('../view/region.js').Entry} Entry */

const GROUPS = ['africa', 'asia-pacific', 'eastern-europe', 'grulac', 'weog', 'none', 'other'];

/**
 * Accents and case don't count for a letter typed.
 * @param {string} text
 */
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export class KeyOrder {
  /** @type {{ group: string, members: Entry[] }[]} Those that have members. */
  groups;
  /** @type {string[]} In reading order. */
  codes;
  #names;

  /**
   * @param {Entry[]} entries
   * @param {(a: string, b: string) => number} compare
   */
  constructor(entries, compare) {
    this.groups = GROUPS
      .map((group) => ({ group, members: entries.filter((entry) => entry.group === group).sort((a, b) => compare(a.name, b.name)) }))
      .filter(({ members }) => members.length);
    const ordered = this.groups.flatMap(({ members }) => members);
    this.codes = ordered.map(({ iso3 }) => iso3);
    this.#names = ordered.map(({ name }) => folded(name));
  }

  /** @param {string | null} code */
  has(code) { return code !== null && this.codes.includes(code); }

  /**
   * The country that `key` leads to from `active`; null where it leads nowhere, undefined for other keys.
   * @param {string} key
   * @param {string | null} active
   */
  target(key, active) {
    const group = this.groups.findIndex(({ members }) => members.some(({ iso3 }) => iso3 === active));
    /** @param {number} at */
    const first = (at) => this.groups[at]?.members[0].iso3 ?? null;
    switch (key) {
      case 'Home': return this.codes[0] ?? null;
      case 'End': return this.codes.at(-1) ?? null;
      case 'PageDown': return first(group + 1);
      case 'PageUp': return first(active === first(group) ? group - 1 : group);
      default: return [...key].length === 1 && /\p{L}/u.test(key) ? this.#next(folded(key), active) : undefined;
    }
  }

  /**
   * The next country after `active` whose name begins with `letter`; after the last, the first.
   * @param {string} letter
   * @param {string | null} active
   */
  #next(letter, active) {
    const after = active === null ? -1 : this.codes.indexOf(active);
    const found = this.codes.filter((_, i) => this.#names[i].startsWith(letter));
    return found.find((code) => this.codes.indexOf(code) > after) ?? found[0] ?? null;
  }
}
