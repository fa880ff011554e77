// One attempt to load a map, its data and its language.
//
// A baked map has page data and an atlas: the viewer shows it. Another is joined from its document's files by
// the full program, which is also fetched when a reader wants a file, searches or changes the language.
import { Viewer } from '../pkg/viewer.js';
import { MapView } from '../view/map-view.js';
import { DetailTiles } from '../view/detail-tiles.js';
import { at, Failure } from './failure.js';
import { bytes, fileName, fileUrl, parsed } from './fetching.js';
import { Language, primary } from './language.js';
import { fullProgram, viewerProgram } from './programs.js';

/** @typedef {import('../view/page-data.js').PageData} PageData */
/** @typedef {import('../pkg/full.js').JoinedMap} JoinedMap */

/**
 * Detail tiles are cut at 180°: they serve maps whose edge is there.
 * @param {PageData} pageData
 */
const detailOf = ({ detail, projection }) => projection.center[0] === 0 ? detail : undefined;

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
  /** @type {((width: number) => MapView) | null} Makes the map view for a width. */
  #make = null;
  /** @type {Promise<void> | null} */
  #themes = null;
  /** @type {URL | null} where the page data lies */
  #page = null;
  #isTranslated = false; // the joined map is in the language

  constructor() {
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.ready.catch(() => {}); // callers may still catch it
  }

  get isLoaded() { return this.#make !== null; }

  get isEnded() { return this.controller.signal.aborted; }

  /** The address of a file that the page names; of the map document, if none is named. */
  #addressOf(file = this.#src) { return new URL(file, this.#base); }

  /**
   * Loads the map document at `src`, in the language `tag` or its own; from its page data at `page`, if that is in this language.
   * @param {string | null} src
   * @param {string} base
   * @param {string | null} tag
   * @param {string | null} page
   */
  async load(src, base, tag, page) {
    if (!src) throw new Failure('options', 'The attribute src is missing; give it the address of a map document, such as src="data/es-11-1.json"');
    this.#src = src;
    this.#base = base;
    const known = tag && this.#loadLanguage(tag);
    if (known) known.catch(() => {}); // awaited below
    const pageData = page && await this.#loadPage(page, tag);
    if (pageData) {
      await (known ?? this.#loadLanguage(pageData.text.lang));
      return;
    }
    const map = await this.#join();
    if (!map) return;
    await (known ?? this.#loadLanguage(map.lang));
    if (!this.isEnded) await this.#translate(map, this.language);
  }

  /**
   * Loads page data and its atlas; null if they are of another document or in another language than wanted.
   * @param {string} address
   * @param {string | null} tag
   * @returns {Promise<PageData | null>}
   */
  async #loadPage(address, tag) {
    const { signal } = this.controller;
    const [url, document] = await at('options', () => [this.#addressOf(address), this.#addressOf()]);
    const program = viewerProgram();
    program.catch(() => {}); // awaited below
    const file = await bytes(url, { signal });
    /** @type {PageData} */
    const pageData = await at('data', () => parsed(file));
    // Fetched before it is known to be useful: the page may have preloaded it, and browsers warn of unused preloads.
    const fetched = bytes(new URL(pageData.atlas, url), { signal });
    fetched.catch(() => {}); // awaited below
    if ((tag && primary(tag) !== pageData.text.lang) || new URL(pageData.document, url).href !== document.href) return null;
    const [atlas] = await Promise.all([fetched, program]);
    if (signal.aborted) return pageData;
    const mapView = await at('data', () => MapView.of(Viewer, atlas, pageData));
    this.mapView = mapView;
    this.#make = () => mapView;
    this.#page = url;
    this.#offerDetail(mapView, url);
    this.loadMore = async () => {
      const more = await bytes(new URL(/** @type {string} */ (pageData.more), url), { signal });
      await at('data', () => mapView.addDetails(parsed(more)));
    };
    return pageData;
  }

  /** Loads the themes that are not part of the page data: few readers need them. */
  loadThemes() {
    this.#themes ??= this.#fetchThemes().catch((error) => {
      this.#themes = null;
      throw error;
    });
    return this.#themes;
  }

  async #fetchThemes() {
    const { mapView, controller: { signal } } = this;
    await Promise.all(Object.entries(mapView?.pageData.themes ?? {}).map(async ([name, file]) => {
      const theme = await bytes(new URL(file, /** @type {URL} */ (this.#page)), { signal });
      await at('data', () => mapView?.addTheme(name, parsed(theme)));
    }));
  }

  /**
   * Lets a map view ask for its detail tiles, if it has any.
   * @param {MapView} mapView
   * @param {URL} base
   */
  #offerDetail(mapView, base) {
    const detail = detailOf(mapView.pageData);
    if (!detail) return;
    const { signal } = this.controller;
    const index = fileUrl(detail, base);
    mapView.detailed = async (arrived) => {
      const tiles = parsed(await bytes(index, { signal }));
      mapView.detail = new DetailTiles(mapView, tiles, (file) => bytes(fileUrl(file, index), { signal }), () => signal.aborted || arrived());
      arrived();
    };
  }

  /**
   * The map view of a loaded map, made for a figure of `width` px if there is none.
   * @param {number} width
   */
  mapViewFor(width) {
    return this.mapView ??= /** @type {(width: number) => MapView} */ (this.#make)(width);
  }

  /** The joined map in the present language: for files, the search, and other languages. */
  async joinedMap() {
    const map = /** @type {JoinedMap} */ (await this.#join());
    if (!this.#isTranslated && map) {
      this.#isTranslated = true;
      await at('data', async () => (await fullProgram()).setLanguage(map, this.language));
    }
    return map;
  }

  #join() {
    this.#joining ??= this.#joinFiles().catch((error) => {
      this.#joining = null;
      throw error;
    });
    return this.#joining;
  }

  async #joinFiles() {
    const { signal } = this.controller;
    const url = await at('options', () => this.#addressOf());
    const [{ JoinedMap, filesOf }, document] = await Promise.all([fullProgram(), bytes(url, { signal })]);
    const name = fileName(url);
    const names = await at('data', () => filesOf(name, document));
    const contents = await Promise.all(names.map(async (file) => bytes(await at('data', () => fileUrl(file, url)), { signal })));
    if (signal.aborted) return null;
    const map = await at('data', () => new JoinedMap(name, document, names, contents));
    const errors = map.errors();
    if (errors.length) {
      map.free();
      throw new Failure('data', errors.join('\n'));
    }
    this.#joined = map;
    return map;
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
   * Makes the next map view from the joined map's page data in `language`.
   * @param {JoinedMap} map
   * @param {Language} language
   */
  async #translate(map, language) {
    const program = await fullProgram();
    await at('data', () => program.setLanguage(map, language));
    this.language = language;
    this.#isTranslated = true;
    const before = this.mapView;
    /** @param {number} width @param {string} theme */
    const layout = (width, theme) => JSON.parse(map.breakpointLayout(width, theme));
    this.#make = (width) => {
      const pageData = JSON.parse(map.pageData(width));
      if (before) return before.inWords(pageData, layout);
      const made = new MapView(map.viewer(), pageData, layout);
      this.#offerDetail(made, this.#addressOf());
      return made;
    };
    this.mapView = null;
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
    this.#joined?.free();
    this.#joined = null;
  }
}
