// Where the module's own files lie, and how to check them. It stands beside the entry modules: their addresses
// are relative to it, and in a bundle it is the bundle.

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

/** A bake replaces this text by a list of files: relative to the module, code with its integrity. */
const LIST = '__STANCEMAP_FILES__';
const BAKED = LIST.startsWith('{') ? JSON.parse(LIST) : null;

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
 * The address of a language; undefined for an unknown one.
 * @param {string} tag
 */
export function localeFile(tag) {
  if (!BAKED) return LOCALES[tag];
  const path = BAKED.locales[tag];
  return path && new URL(path, import.meta.url);
}
