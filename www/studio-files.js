// Where the studio's own files lie. It stands beside the entry modules: their addresses are relative to it.

/** The module and the WebAssembly that read texts, and the names in other languages. */
export const importer = [new URL('./importer.js', import.meta.url), new URL('./pkg/importer_bg.wasm', import.meta.url)];
export const names = new URL('./studio/un-names.csv', import.meta.url);
/** The boundaries of the live map. */
export const world = new URL('./data/world.smap', import.meta.url);

const WORDS = {
  ar: new URL('./studio/words/ar.json', import.meta.url),
  de: new URL('./studio/words/de.json', import.meta.url),
  es: new URL('./studio/words/es.json', import.meta.url),
  fr: new URL('./studio/words/fr.json', import.meta.url),
  he: new URL('./studio/words/he.json', import.meta.url),
  hi: new URL('./studio/words/hi.json', import.meta.url),
  ja: new URL('./studio/words/ja.json', import.meta.url),
  pt: new URL('./studio/words/pt.json', import.meta.url),
  ru: new URL('./studio/words/ru.json', import.meta.url),
  uk: new URL('./studio/words/uk.json', import.meta.url),
  zh: new URL('./studio/words/zh.json', import.meta.url),
};

/** @type {Map<string, URL>} The words of the studio, by language; English is built in. */
export const words = new Map(Object.entries(WORDS));

const SENTENCES = {
  ar: new URL('./studio/sentences/ar.json', import.meta.url),
  de: new URL('./studio/sentences/de.json', import.meta.url),
  es: new URL('./studio/sentences/es.json', import.meta.url),
  fr: new URL('./studio/sentences/fr.json', import.meta.url),
  he: new URL('./studio/sentences/he.json', import.meta.url),
  hi: new URL('./studio/sentences/hi.json', import.meta.url),
  ja: new URL('./studio/sentences/ja.json', import.meta.url),
  pt: new URL('./studio/sentences/pt.json', import.meta.url),
  ru: new URL('./studio/sentences/ru.json', import.meta.url),
  uk: new URL('./studio/sentences/uk.json', import.meta.url),
  zh: new URL('./studio/sentences/zh.json', import.meta.url),
};

/** @type {Map<string, URL>} Sentences of findings, by language; English is built in. */
export const sentences = new Map(Object.entries(SENTENCES));

/** The command: the worker that runs it, its bindings and its WebAssembly, those of the npm package. */
export const command = {
  worker: new URL('./studio-command.js', import.meta.url),
  bindings: new URL('./npx/pkg/command.js', import.meta.url),
  wasm: new URL('./npx/pkg/command_bg.wasm', import.meta.url),
};

/** The built live map that `stancemap bake` takes, by the paths of its files in a module folder. */
export const moduleFiles = new Map(['stance-map.js', 'extras.js', 'full.js', 'pkg/viewer_bg.wasm', 'pkg/full_bg.wasm', 'pkg/picture_bg.wasm', ...['ar', 'de', 'en', 'es', 'fr', 'he', 'hi', 'ja', 'pt', 'ru', 'uk', 'zh'].map((tag) => `locales/${tag}.json`)].map((path) => [path, new URL(`./${path}`, import.meta.url)]));
