// What a map is loaded from: the program (once a page), its data, its language. Failures say at
// which stage and of which file.
import initialise, { filesOf, LiveMap, placeCodes } from './pkg/stancemap.js';
import { english } from './texts.js';

/** Where the module's own files lie in a plain build. Written out one by one, so that bundlers see them. */
const PLAIN = {
  wasm: new URL('./pkg/stancemap_bg.wasm', import.meta.url),
  locales: {
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
  },
};

/** A baked module has a list of files, relative to it, with their integrity, in place of this text. */
const LIST = '__STANCEMAP_FILES__';
const BAKED = LIST.startsWith('{') ? JSON.parse(LIST) : null;

/** Where the program is, and how to check it. */
const wasmFile = () => BAKED ? [new URL(BAKED.wasm, import.meta.url), { integrity: BAKED.wasmIntegrity }] : [PLAIN.wasm, {}];

/** Where the language `tag` is, and how to check it; none for one that there is none of. */
function localeFile(tag) {
  if (!BAKED) return PLAIN.locales[tag] && [PLAIN.locales[tag], {}];
  const [path, integrity] = BAKED.locales[tag] ?? [];
  return path && [new URL(path, import.meta.url), { integrity }];
}

/** What went wrong, and at which stage: fetch, wasm, data or options. */
export class Failure extends Error {
  constructor(stage, message, cause) {
    super(message, { cause });
    this.name = 'StanceMapError';
    this.stage = stage;
  }
}

export const asFailure = (error, stage) => error instanceof Failure ? error : new Failure(stage, error?.message ?? String(error), error);

/** Does `step`; what it throws becomes a failure of `stage`. */
export async function at(stage, step) {
  try {
    return await step();
  } catch (error) {
    throw asFailure(error, stage);
  }
}

export const fileName = (url) => decodeURIComponent(url.pathname.split('/').pop() || url.host);

/** Fetches `url`; a failure names the file. */
async function get(url, options = {}) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Failure('fetch', `${fileName(url)}: the server can’t be reached`, error);
  }
  if (!response.ok) throw new Failure('fetch', `${fileName(url)}: the server answered ${response.status}`);
  return response;
}

/** The bytes of `url`; a connection that breaks off is a failure that names the file. */
async function bytes(url, options = {}) {
  const response = await get(url, options);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Failure('fetch', `${fileName(url)}: the connection broke off`, error);
  }
}

let program;

/** Starts the compiled program, one for all maps of the page; a failure may be tried again. */
function startProgram() {
  program ??= compile().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function compile() {
  const wasm = await get(...wasmFile());
  // A server that sends another type than WebAssembly's is no reason to fail, or to warn.
  const streams = wasm.headers.get('content-type')?.startsWith('application/wasm');
  await at('wasm', async () => initialise({ module_or_path: streams ? wasm : await wasm.arrayBuffer() }));
}

/** A language for the page's own texts, and what the program needs to speak it. */
export class Language {
  constructor(tag, file, { messages, digits, direction }) {
    this.tag = tag;
    this.file = file;
    this.messages = messages;
    this.digits = [...digits];
    this.direction = direction;
    this.plurals = new Intl.PluralRules(tag);
    this.collator = new Intl.Collator(tag, { sensitivity: 'base', numeric: true });
  }

  static english = new Language('en', undefined, { messages: english, digits: '0123456789', direction: 'ltr' });

  /** The language with the BCP 47 tag `tag`; one with a region is found without it, one that there is none of is English. */
  static async load(tag, options) {
    const plain = tag.toLowerCase().split('-')[0];
    const found = localeFile(plain);
    if (!found) return Language.english;
    const [url, checks] = found;
    const file = await bytes(url, { ...options, ...checks });
    return at('data', () => new Language(plain, file, JSON.parse(new TextDecoder().decode(file))));
  }

  /** The message `key`; with a number, in the form that it takes. */
  say(key, n) {
    const message = this.messages[key] ?? english[key] ?? '';
    const text = typeof message === 'string' ? message : message[this.plurals.select(n)] ?? message.other;
    return text.replace('{n}', () => this.number(n));
  }

  /** A whole number in the language's digits. */
  number(n) {
    return String(n).replace(/\d/g, (digit) => this.digits[digit]);
  }

  /** Has `live` speak this language. */
  teach(live) {
    if (!this.file) return live.speak('', undefined, [], '{}');
    const names = new Intl.DisplayNames(this.tag, { type: 'region', fallback: 'none' });
    const places = Object.fromEntries(placeCodes().map((code) => [code, names.of(code)]).filter(([, name]) => name));
    const categories = Array.from({ length: 200 }, (_, n) => this.plurals.select(n));
    return live.speak(`${this.tag}.json`, this.file, categories, JSON.stringify(places));
  }
}

/** One attempt to load a `src`: its promise for the page, and what it came to. */
export class Run {
  controller = new AbortController();
  started = false;
  /** The joined map, once loaded. */
  live = null;
  language = Language.english;
  painted = false;

  constructor() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // whoever wants to know may still catch it
  }

  /** Loads the map document at `src`, in the language `tag` or its own. */
  async load(src, base, tag) {
    if (!src) throw new Failure('options', 'The attribute src is missing; give it the address of a map document, such as src="data/es-11-1.json"');
    const { signal } = this.controller;
    const url = await at('options', () => new URL(src, base));
    const known = tag && this.speak(tag);
    known?.catch(() => {}); // told below
    const [, text] = await Promise.all([startProgram(), bytes(url, { signal })]);
    const name = fileName(url);
    const names = await at('data', () => filesOf(name, text));
    const contents = await Promise.all(names.map(async (file) => bytes(await at('data', () => new URL(file, url)), { signal })));
    if (signal.aborted) return;
    const live = await at('data', () => new LiveMap(name, text, names, contents));
    const errors = live.errors();
    if (errors.length) {
      live.free();
      throw new Failure('data', errors.join('\n'));
    }
    this.live = live;
    await (known ?? this.speak(live.lang));
    if (this.live) await at('data', () => this.language.teach(live));
  }

  /** Goes over to the language `tag`. */
  async speak(tag) {
    this.language = await Language.load(tag, { signal: this.controller.signal });
  }

  end() {
    this.controller.abort();
    this.live?.free();
    this.live = null;
  }
}
