// What a map is loaded from: the program (once a page), its data, its language. Failures say at
// which stage and of which file.
//
// A baked map has a page data and an atlas: the small program shows it. Another is joined from its document's
// files by the whole program, which is also fetched when a reader wants a file or searches.
import startViewer, { Viewer } from './pkg/viewer.js';
import { Detail } from './detail.js';
import { MapView } from './view/map-view.js';
import { english } from './texts.js';

/** Where the module's own files lie in a plain build. Written out one by one, so that bundlers see them. */
const PLAIN = {
  viewer: new URL('./pkg/viewer_bg.wasm', import.meta.url),
  full: new URL('./full.js', import.meta.url),
  fullWasm: new URL('./pkg/full_bg.wasm', import.meta.url),
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

/** A baked module has a list of files, relative to it, code with its integrity, in place of this text. */
const LIST = '__STANCEMAP_FILES__';
const BAKED = LIST.startsWith('{') ? JSON.parse(LIST) : null;

/** Where a file of the module is, and how to check it. */
function own(name) {
  if (!BAKED) return [PLAIN[name], {}];
  const [path, integrity] = BAKED[name];
  return [new URL(path, import.meta.url), { integrity }];
}

/** Where the language `tag` is; nothing for one that there is none of. */
function localeFile(tag) {
  if (!BAKED) return PLAIN.locales[tag];
  const path = BAKED.locales[tag];
  return path && new URL(path, import.meta.url);
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

/** Does `step` once for all maps of the page; a failure may be tried again. */
function once(step) {
  let done;
  return () => {
    done ??= step().catch((error) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

/** A program's WebAssembly, as its bindings take it. */
async function wasm(name) {
  const response = await get(...own(name));
  // A server that sends another type than WebAssembly's is no reason to fail, or to warn.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return { module_or_path: streams ? response : await response.arrayBuffer() };
}

const viewerProgram = once(async () => {
  const source = await wasm('viewer');
  await at('wasm', () => startViewer(source));
});

/** The module of what not every reader needs. */
export const fullModule = once(async () => {
  const [address] = own('full');
  try {
    return await import(/* @vite-ignore */ address.href);
  } catch (error) {
    throw new Failure('fetch', `${fileName(address)}: can’t be loaded`, error);
  }
});

const fullProgram = once(async () => {
  const [program, source] = await Promise.all([fullModule(), wasm('fullWasm')]);
  await at('wasm', () => program.start(source));
  return program;
});

/** A language for the page's own texts, and what the program needs to speak it. */
export class Language {
  constructor(tag, file, { messages, digits, direction }) {
    this.tag = tag;
    this.file = file;
    this.messages = messages;
    this.digits = [...digits];
    this.direction = direction;
  }

  // Made when they are asked for: that takes several ms, and the first picture needs neither.
  #plurals;
  #collator;

  get plurals() { return this.#plurals ??= new Intl.PluralRules(this.tag); }

  get collator() { return this.#collator ??= new Intl.Collator(this.tag, { sensitivity: 'base', numeric: true }); }

  static english = new Language('en', undefined, { messages: english, digits: '0123456789', direction: 'ltr' });

  /** The language with the BCP 47 tag `tag`; one with a region is found without it, one that there is none of is English. */
  static async load(tag, options) {
    const url = plain(tag) !== 'en' && localeFile(plain(tag));
    if (!url) return Language.english;
    const file = await bytes(url, options);
    return at('data', () => new Language(plain(tag), file, JSON.parse(new TextDecoder().decode(file))));
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
}

/** One attempt to load a `src`: its promise for the page, and what it came to. */
export class Run {
  controller = new AbortController();
  started = false;
  /** What shows the map, once there is one. */
  plate = null;
  language = Language.english;
  painted = false;
  /** Fetches what is not needed to show the map, but to tell of it. */
  more = () => Promise.resolve();
  #source = null; // { src, base }
  #live = null; // the joined map
  #joining = null; // its promise
  #make = null; // makes the plate for a width
  #taught = false; // the joined map speaks the language

  constructor() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // whoever wants to know may still catch it
  }

  get loaded() { return this.#make !== null; }

  /** Loads the map document at `src`, in the language `tag` or its own; a baked one by its `page data`, if that is in this language. */
  async load(src, base, tag, pageData) {
    if (!src) throw new Failure('options', 'The attribute src is missing; give it the address of a map document, such as src="data/es-11-1.json"');
    this.#source = { src, base };
    const known = tag && this.#learn(tag);
    known?.catch(() => {}); // told below
    if (pageData && await this.#tell(pageData, tag)) {
      await (known ?? this.#learn(this.plate.pageData.text.lang));
      return;
    }
    const live = await this.#join();
    if (!live) return;
    await (known ?? this.#learn(live.lang));
    if (this.controller.signal.aborted) return;
    await this.#inWords(live, this.language);
  }

  /** Loads a page data and its atlas; whether it is of the document and in the language that are wanted. */
  async #tell(address, tag) {
    const { signal } = this.controller;
    const { src, base } = this.#source;
    const [url, document] = await at('options', () => [address, src].map((one) => new URL(one, base)));
    const program = viewerProgram();
    program.catch(() => {}); // told below
    const text = await bytes(url, { signal });
    const pageData = await at('data', () => JSON.parse(new TextDecoder().decode(text)));
    // Fetched before it is known to be of use, as the page may have it loaded already: browsers warn of what is not taken up.
    const fetched = bytes(new URL(pageData.atlas, url), { signal });
    fetched.catch(() => {}); // told below
    if ((tag && plain(tag) !== pageData.text.lang) || new URL(pageData.document, url).href !== document.href) return false;
    const [atlas] = await Promise.all([fetched, program]);
    if (signal.aborted) return true;
    const plate = await at('data', () => MapView.of(Viewer, atlas, pageData));
    this.plate = plate;
    this.#make = () => plate;
    if (hasDetail(pageData)) {
      const index = new URL(pageData.detail, url);
      plate.detailed = (arrived) => this.#detail(plate, index, arrived);
    }
    this.more = async () => {
      const text = await bytes(new URL(pageData.more, url), { signal });
      await at('data', () => plate.addDetails(JSON.parse(new TextDecoder().decode(text))));
    };
    return true;
  }

  /** Has the plate ask for finer shapes; `arrived` is told when some have come. */
  async #detail(plate, index, arrived) {
    const { signal } = this.controller;
    const parts = JSON.parse(new TextDecoder().decode(await bytes(index, { signal })));
    plate.detail = new Detail(plate, parts, (file) => bytes(new URL(file, index), { signal }), () => signal.aborted || arrived());
    arrived();
  }

  /** The plate, made for a figure of `width` px if there is none. */
  plateFor(width) {
    this.plate ??= this.#make(width);
    return this.plate;
  }

  /** The joined map: for files, the search, and other languages. */
  async whole() {
    const live = await this.#join();
    if (live && !this.#taught) {
      this.#taught = true;
      await at('data', async () => (await fullProgram()).setLanguage(live, this.language));
    }
    return live;
  }

  #join() {
    this.#joining ??= this.#joined().catch((error) => {
      this.#joining = null;
      throw error;
    });
    return this.#joining;
  }

  async #joined() {
    const { signal } = this.controller;
    const url = await at('options', () => new URL(this.#source.src, this.#source.base));
    const [{ JoinedMap, filesOf }, text] = await Promise.all([fullProgram(), bytes(url, { signal })]);
    const name = fileName(url);
    const names = await at('data', () => filesOf(name, text));
    const contents = await Promise.all(names.map(async (file) => bytes(await at('data', () => new URL(file, url)), { signal })));
    if (signal.aborted) return null;
    const live = await at('data', () => new JoinedMap(name, text, names, contents));
    const errors = live.errors();
    if (errors.length) {
      live.free();
      throw new Failure('data', errors.join('\n'));
    }
    this.#live = live;
    return live;
  }

  /** Goes over to the language `tag`. */
  async speak(tag) {
    const language = await Language.load(tag, { signal: this.controller.signal });
    if (this.plate?.pageData.text.lang === language.tag) {
      this.language = language;
      return;
    }
    const live = await this.#join();
    if (live) await this.#inWords(live, language);
  }

  /** Has the joined map tell its page data in `language`. */
  async #inWords(live, language) {
    const program = await fullProgram();
    await at('data', () => program.setLanguage(live, language));
    this.language = language;
    this.#taught = true;
    const { plate } = this;
    const layout = (width) => JSON.parse(live.layout(width));
    this.#make = (width) => {
      const pageData = JSON.parse(live.pageData(width));
      const made = plate ? plate.inWords(pageData, layout) : new MapView(live.viewer(), pageData, layout);
      if (!plate && hasDetail(pageData)) made.detailed = (arrived) => this.#detail(made, new URL(pageData.detail, new URL(this.#source.src, this.#source.base)), arrived);
      return made;
    };
    this.plate = null;
  }

  async #learn(tag) {
    this.language = await Language.load(tag, { signal: this.controller.signal });
  }

  end() {
    this.controller.abort();
    this.plate?.free();
    this.plate = null;
    this.#make = null;
    this.#live?.free();
    this.#live = null;
  }
}

/** Finer shapes are cut at 180°: they serve maps whose edge is there. */
const hasDetail = ({ detail, projection }) => detail && projection.center[0] === 0;

const plain = (tag) => tag.toLowerCase().split('-')[0];
