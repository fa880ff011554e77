// Where the module's own files lie, and how to check them. It stands beside the entry modules: their addresses
// are relative to it, and in a bundle it is the bundle.

/** @typedef {[path: string, integrity: string]} Listed */

/** In a plain build. Written out one by one, so that bundlers see them. */
const PLAIN = {
  viewer: new URL('./pkg/viewer_bg.wasm', import.meta.url),
  extras: new URL('./extras.js', import.meta.url),
  full: new URL('./full.js', import.meta.url),
  fullWasm: new URL('./pkg/full_bg.wasm', import.meta.url),
  picture: new URL('./pkg/picture_bg.wasm', import.meta.url),
};

/** @type {Record<string, URL | undefined>} */
const LOCALES = {
  ar: new URL('./locales/ar.json', import.meta.url),
  de: new URL('./locales/de.json', import.meta.url),
  es: new URL('./locales/es.json', import.meta.url),
  fr: new URL('./locales/fr.json', import.meta.url),
  he: new URL('./locales/he.json', import.meta.url),
  hi: new URL('./locales/hi.json', import.meta.url),
  ja: new URL('./locales/ja.json', import.meta.url),
  pt: new URL('./locales/pt.json', import.meta.url),
  ru: new URL('./locales/ru.json', import.meta.url),
  uk: new URL('./locales/uk.json', import.meta.url),
  zh: new URL('./locales/zh.json', import.meta.url),
};

/**
 * A bake replaces this text by a list of files with their integrity, relative to the module: of what comes first. The
 * list of the others comes with extras.js.
 */
const LIST = '__STANCEMAP_FILES__';
/** @type {Record<keyof typeof PLAIN, Listed> & { locales: Record<string, Listed> } | null} */
const BAKED = LIST.startsWith('{') ? JSON.parse(LIST) : null;

/**
 * Takes in the list of the files that come later.
 * @param {string} list
 */
export function addFiles(list) {
  if (BAKED) Object.assign(BAKED, JSON.parse(list));
}

/**
 * The address of a file of the module, and the options to fetch it with.
 * @param {keyof typeof PLAIN} name
 * @returns {[URL, RequestInit]}
 */
export function ownFile(name) {
  if (!BAKED) return [PLAIN[name], {}];
  const [path, integrity] = BAKED[name];
  return [new URL(path, import.meta.url), { integrity }];
}

/**
 * The same of a language; undefined for one that there is none of.
 * @param {string} tag
 * @returns {[URL, RequestInit] | undefined}
 */
export function localeFile(tag) {
  if (!Object.hasOwn(BAKED?.locales ?? LOCALES, tag)) return undefined;
  if (!BAKED) return [/** @type {URL} */ (LOCALES[tag]), {}];
  const [path, integrity] = BAKED.locales[tag];
  return [new URL(path, import.meta.url), { integrity }];
}
