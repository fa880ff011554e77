// What not every reader needs: the search, the table, and the whole program, which joins a map from its
// document's files, speaks all languages, finds names and makes files.
export { default as start, filesOf, JoinedMap } from './pkg/full.js';
export { Search } from './search.js';
export { table, tableSheet } from './table.js';
import { placeCodes } from './pkg/full.js';

/** Has a joined map speak `language`. */
export function setLanguage(live, language) {
  if (!language.file) {
    live.setLanguage('', undefined, [], '{}');
    return;
  }
  const names = new Intl.DisplayNames(language.tag, { type: 'region', fallback: 'none' });
  const places = Object.fromEntries(placeCodes().map((code) => [code, names.of(code)]).filter(([, name]) => name));
  const categories = Array.from({ length: 200 }, (_, n) => language.plurals.select(n));
  live.setLanguage(`${language.tag}.json`, language.file, categories, JSON.stringify(places));
}
