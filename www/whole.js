// What not every reader needs: the search, the table, and the whole program, which joins a map from its
// document's files, speaks all languages, finds names and makes files.
export { default as start, filesOf, LiveMap } from './pkg/stancemap.js';
export { Search } from './search.js';
export { table, tableSheet } from './table.js';
import { placeCodes } from './pkg/stancemap.js';

/** Has a joined map speak `language`. */
export function teach(live, language) {
  if (!language.file) {
    live.speak('', undefined, [], '{}');
    return;
  }
  const names = new Intl.DisplayNames(language.tag, { type: 'region', fallback: 'none' });
  const places = Object.fromEntries(placeCodes().map((code) => [code, names.of(code)]).filter(([, name]) => name));
  const categories = Array.from({ length: 200 }, (_, n) => language.plurals.select(n));
  live.speak(`${language.tag}.json`, language.file, categories, JSON.stringify(places));
}
