// One attempt to load a map, its data and its language.
//
// A baked map has page data and an atlas: the viewer shows it. Of another the full program makes them from its
// document's files; it is also fetched when a reader wants a file, searches or changes the language.
import { Viewer } from '../pkg/viewer.js';
import { MapView } from '../view/map-view.js';
import { at, Failure } from './failure.js';
import { bytes, fileName, fileUrl, listedFile, parsed } from './fetching.js';
import { Language, primary } from './language.js';
import { extras, fullProgram, viewerProgram } from './programs.js';

/** @typedef {import('../view/page-data.js').PageData} PageData */
/** @typedef {import('./worker.js').Call} Call */
/** @typedef {{ id: number, lang: string, call: Call }} JoinedMap a map that the full program keeps, by its number */

export class LoadSession {
  controller = new AbortController();
  isStarted = false;
  isPainted = false;
  /** @type {MapView | null} What shows the map, once there is one. */
  mapView = null;
  language = Language.english;
  /** Loads what is not needed to show the map, but to answer questions about it. */
  loadMore = () => Promise.resolve();
  #src = '';
  #base = '';
  /** @type {JoinedMap | null} */
  #joined = null;
  /** @type {Promise<JoinedMap | null> | null} */
  #joining = null;
  /** @type {((width: number) => Promise<MapView>) | null} Makes the map view for a width. */
  #make = null;
  /** @type {(name: string, width: number) => Promise<void>} Loads what the page data lacks of a theme, for a figure of a width. */
  loadTheme = () => Promise.resolve();
  /** @type {Promise<number> | null} The number of the index that is searched. */
  #search = null;
  #isTranslated = false; // the joined map is in the language

  constructor() {
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.ready.catch(() => {}); // callers may still catch it
  }

  get isLoaded() { return this.#make !== null || this.mapView !== null; }

  get isEnded() { return this.controller.signal.aborted; }

  /** The address of a file that the page names; of the map document, if none is named. */
  #addressOf(file = this.#src) { return new URL(file, this.#base); }

  /**
   * Loads the map document at `src`, in the language `tag` or its own; from its page data at `page`, if that is in this language.
   * @param {string | null} src
   * @param {string} base
   * @param {string | null} tag
   * @param {string | null} page
   * @param {string | null} integrity of its page data
   */
  async load(src, base, tag, page, integrity) {
    if (!src) throw new Failure('options', 'The attribute src is missing; give it the address of a map document, such as src="data/es-11-1.json"');
    this.#src = src;
    this.#base = base;
    if (page && await this.#loadPage(page, integrity ?? '', tag)) return;
    const known = tag && this.#loadLanguage(tag);
    if (known) known.catch(() => {}); // awaited below
    const map = await this.#join();
    if (!map) return;
    await (known ?? this.#loadLanguage(map.lang));
    if (!this.isEnded) await this.#translate(map, this.language);
  }

  /**
   * Loads page data, its atlas and its language; whether they are of this document and in the language that is wanted.
   * @param {string} page
   * @param {string} integrity
   * @param {string | null} tag
   */
  async #loadPage(page, integrity, tag) {
    const { signal } = this.controller;
    const [url, document] = await at('options', () => [this.#addressOf(page), this.#addressOf()]);
    const program = viewerProgram();
    program.catch(() => {}); // awaited below
    const file = await bytes(url, { signal, integrity });
    /** @type {PageData} */
    const pageData = await at('data', () => parsed(file, url));
    const { atlas, detail, locale, more, text: { lang } } = pageData;
    /** @param {any} name */
    const listed = (name) => listedFile(name, pageData.integrity?.[name], url);
    /** @param {[URL, RequestInit]} file */
    const load = ([own, options]) => bytes(own, { signal, ...options });
    /** @param {any} name */
    const loadJson = async (name) => {
      const own = listed(name);
      const json = await load(own);
      return at('data', () => parsed(json, own[0]));
    };
    // Fetched before it is known to be useful: the page may have preloaded it, and browsers warn of unused preloads.
    const fetched = load(listed(atlas));
    fetched.catch(() => {}); // awaited below
    if ((tag && primary(tag) !== lang) || new URL(pageData.document, url).href !== document.href) return false;
    const language = Language.load(lang, { signal }, locale === undefined ? undefined : listed(locale));
    language.catch(() => {}); // awaited below
    const [shapes] = await Promise.all([fetched, program]);
    if (signal.aborted) return true;
    const mapView = await at('data', () => MapView.of(Viewer, shapes, pageData));
    this.mapView = mapView;
    this.loadTheme = async (name) => mapView.addTheme(name, await loadJson(pageData.themes?.[name]));
    if (detail) this.#offerDetail(mapView, listed(detail));
    this.loadMore = async () => {
      const details = await loadJson(more);
      await at('data', () => mapView.addDetails(details));
    };
    this.language = await language;
    return true;
  }

  /**
   * Lets a map view ask for its detail tiles.
   * @param {MapView} mapView
   * @param {[URL, RequestInit]} index of the tiles, and the options to fetch it with
   */
  #offerDetail(mapView, [index, options]) {
    if (mapView.isGlobe) return;
    const { signal } = this.controller;
    mapView.detailed = async (arrived) => {
      const [{ DetailTiles }, file] = await Promise.all([extras(), bytes(index, { signal, ...options })]);
      await at('data', () => {
        const tiles = parsed(file, index);
        // Their edge is opposite of their meridian: they serve maps that have theirs there.
        if ((tiles.meridian ?? 0) !== mapView.pageData.projection.center[0]) return;
        for (const part of tiles.parts) part.listed = listedFile(part.file, part.integrity, index);
        mapView.detail = new DetailTiles(mapView, tiles, ([url, own]) => bytes(url, { signal, ...own }), () => signal.aborted || arrived());
        arrived();
      });
    };
  }

  /**
   * Makes the map view of a loaded map for a figure of `width` px.
   * @param {number} width
   */
  async makeMapView(width) {
    const mapView = await this.#make?.(width);
    if (mapView && !this.isEnded) this.mapView = mapView;
    else mapView?.free();
  }

  /** The joined map in the present language: for files and other languages. */
  async joinedMap() {
    const map = await this.#join();
    if (!this.#isTranslated && map) {
      this.#isTranslated = true;
      await this.#write(map, this.language);
    }
    return /** @type {JoinedMap} */ (map);
  }

  /**
   * Codes of at most `most` places that a reader may mean by `query`, the likeliest first.
   * @param {string} query
   * @param {number} most
   */
  async find(query, most) {
    const call = await fullProgram();
    if (!this.mapView?.more) return [];
    this.#search ??= this.#index(call, this.mapView);
    return call('find', await this.#search, query, most);
  }

  /**
   * Has the places of a map indexed for the search; the number of the index.
   * @param {Call} call
   * @param {MapView} mapView
   */
  #index(call, { regions }) {
    const [codes, shown, plain] = /** @type {const} */ (['iso3', 'name', 'plain']).map((key) => regions.map((region) => region[key]));
    return call('search', this.language.tag, codes, shown, plain);
  }

  /** Gives back the index that is searched: it is of another language, or no longer needed. */
  #dropIndex() {
    this.#search?.then(async (id) => (await fullProgram())('free', id), () => {});
    this.#search = null;
  }

  #join() {
    this.#joining ??= this.#joinFiles().catch((error) => {
      this.#joining = null;
      throw error;
    });
    return this.#joining;
  }

  /** @returns {Promise<JoinedMap | null>} */
  async #joinFiles() {
    const { signal } = this.controller;
    const url = await at('options', () => this.#addressOf());
    const [call, document] = await Promise.all([fullProgram(), bytes(url, { signal })]);
    const name = fileName(url);
    const names = await at('data', () => call('filesOf', name, document));
    const contents = await Promise.all(names.map(async (file) => bytes(await at('data', () => fileUrl(file, url)), { signal })));
    if (signal.aborted) return null;
    const { id, lang, errors } = await at('data', () => call('join', name, document, names, contents));
    if (errors.length) throw new Failure('data', errors.join('\n'));
    this.#joined = { id, lang, call };
    if (signal.aborted) this.end();
    return this.#joined;
  }

  /**
   * Changes to the language `tag`.
   * @param {string} tag
   */
  async setLanguage(tag) {
    const language = await Language.load(tag, { signal: this.controller.signal });
    if (this.mapView?.pageData.text.lang === language.tag) {
      this.language = language;
      return;
    }
    const map = await this.#join();
    if (map) await this.#translate(map, language);
  }

  /**
   * Has the joined map written in a language.
   * @param {JoinedMap} map
   * @param {Language} language
   */
  async #write({ id, call }, { tag, file }) {
    await at('data', () => call('setLanguage', id, tag, file));
  }

  /**
   * Shows the joined map's page data in `language` from now on.
   * @param {JoinedMap} map
   * @param {Language} language
   */
  async #translate(map, language) {
    await this.#write(map, language);
    this.#isTranslated = true;
    const { id, call } = map;
    /** @param {number} width */
    const pageDataFor = async (width) => /** @type {PageData} */ (JSON.parse(await call('pageData', id, width)));
    const more = async () => JSON.parse(await call('more', id));
    /** @param {MapView} mapView */
    const completed = (mapView) => {
      mapView.loadLayout = async (width, theme) => JSON.parse(await call('layout', id, width, theme));
      this.loadTheme = async (name, width) => mapView.addTheme(name, { ...mapView.pageData.style.themes[name], layouts: [JSON.parse(await call('layout', id, width, name))] });
      this.#dropIndex();
      return mapView;
    };
    const before = this.mapView;
    if (before) {
      const mapView = completed(before.inWords(await pageDataFor(before.figureWidth)));
      mapView.addDetails(await more());
      this.mapView = mapView;
    } else {
      this.#make = async (width) => {
        const [pageData, atlas] = await Promise.all([pageDataFor(width), call('atlas', id), viewerProgram()]);
        const mapView = completed(await at('data', () => MapView.of(Viewer, atlas, pageData)));
        if (pageData.detail) this.#offerDetail(mapView, [fileUrl(pageData.detail, this.#addressOf()), {}]);
        this.loadMore = async () => mapView.addDetails(await more());
        return mapView;
      };
    }
    this.language = language;
  }

  /** @param {string} tag */
  async #loadLanguage(tag) {
    this.language = await Language.load(tag, { signal: this.controller.signal });
  }

  end() {
    this.controller.abort();
    this.mapView?.free();
    this.mapView = null;
    this.#make = null;
    const joined = this.#joined;
    joined?.call('free', joined.id);
    this.#joined = null;
    this.#dropIndex();
  }
}
