// What the browser knows of a language, as programs take it.

/** Plural categories are asked for once, for numbers below this. */
const PLURALS = 200;

/** The plural categories of 0 to 199. @param {string} tag */
export function pluralsOf(tag) {
  const plurals = new Intl.PluralRules(tag);
  return Array.from({ length: PLURALS }, (_, n) => plurals.select(n));
}

/**
 * The browser's names of places, by their two-letter codes, as JSON.
 * @param {string} tag
 * @param {string[]} codes
 */
export function placesIn(tag, codes) {
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' });
  return JSON.stringify(Object.fromEntries(codes.map((code) => [code, names.of(code)]).filter(([, name]) => name)));
}
