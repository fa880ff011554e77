// What not every reader needs: search, table, files, and the full program, which joins a map from its document's
// files, knows all languages, finds names and paints figures.
import { placeCodes } from './pkg/full.js';

export { default as start, filesOf, JoinedMap } from './pkg/full.js';
export { download, exportPng, exportSvg } from './element/export.js';
export { Search } from './element/search.js';
export { table, tableSheet } from './element/table.js';

/** Plural categories are asked for once, for numbers below this. */
const PLURALS = 200;

/**
 * Sets the language of a joined map.
 * @param {import('./pkg/full.js').JoinedMap} map
 * @param {import('./loading/language.js').Language} language
 */
export function setLanguage(map, language) {
  if (!language.file) {
    map.setLanguage('', undefined, [], '{}');
    return;
  }
  const names = new Intl.DisplayNames(language.tag, { type: 'region', fallback: 'none' });
  const places = Object.fromEntries(placeCodes().map((code) => [code, names.of(code)]).filter(([, name]) => name));
  const categories = Array.from({ length: PLURALS }, (_, n) => language.plurals.select(n));
  map.setLanguage(`${language.tag}.json`, language.file, categories, JSON.stringify(places));
}
