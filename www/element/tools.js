// The buttons under the map: search, table, files.
import { extras } from '../loading/programs.js';
import { element, part } from './dom.js';

/** @typedef {import('../loading/language.js').Language} Language */

/** The width of a figure, if none is asked for, CSS px. */
export const EXPORT_WIDTH = 960;
const EXPORT_SCALES = [1, 2, 4];

/** @typedef {'csv' | 'png' | 'svg'} Kind of a file */
/**
 * @typedef {object} Actions
 * @property {() => void} search
 * @property {(kind: Kind, stem: string, scale?: number) => Promise<void>} download
 * @property {(kind: Kind | 'search') => void} prepare fetches what an action will need
 */

export class Tools {
  #context;
  #actions;
  /** @type {Language | null} */
  #language = null;
  #table = part('table', element('details', { className: 'stance-map-table' }));
  search;
  node = part('tools', element('div', { className: 'stance-map-tools' }));

  /**
   * @param {import('./context.js').MapContext} context
   * @param {Actions} actions
   */
  constructor(context, actions) {
    this.#context = context;
    this.#actions = actions;
    this.search = this.#prepared('search', element('button', { type: 'button', className: 'stance-map-button', onclick: () => actions.search() }));
    this.#table.addEventListener('toggle', () => this.layTable());
  }

  /**
   * A button that has what it needs fetched when the pointer or the focus comes to it.
   * @param {Kind | 'search'} kind
   * @param {HTMLButtonElement} button
   */
  #prepared(kind, button) {
    for (const type of ['pointerenter', 'focus']) button.addEventListener(type, () => this.#actions.prepare(kind));
    return button;
  }

  /**
   * Makes the buttons in `language`, for files whose names begin with `stem`. An open table stays open.
   * @param {Language} language
   * @param {string} stem
   */
  layOut(language, stem) {
    /**
     * @param {string} label
     * @param {string} title
     * @param {Kind} kind
     * @param {number} [scale]
     */
    const button = (label, title, kind, scale) => this.#prepared(kind, element('button', { type: 'button', className: 'stance-map-button', title, onclick: () => {
      this.#actions.download(kind, stem, scale).catch((error) => this.#context.report(error));
    } }, label));
    this.#language = language;
    this.search.textContent = language.message('ui.find');
    this.#table.replaceChildren(element('summary', {}, language.message('ui.table')));
    this.node.replaceChildren(this.search, this.#table,
      button(language.message('ui.data'), language.message('ui.csv'), 'csv'),
      element('div', { className: 'group', role: 'group', dir: 'ltr', ariaLabel: language.message('ui.download') },
        ...EXPORT_SCALES.map((scale) => button(`PNG ${scale}×`, language.message('ui.png', EXPORT_WIDTH * scale), 'png', scale)),
        button('SVG', language.message('ui.svg'), 'svg')));
  }

  /** Rebuilds the table if it is open, else removes it. */
  async layTable() {
    const details = this.#table;
    const language = this.#language;
    try {
      const module = details.open && await extras();
      // Closed or made again in the meantime.
      if (module && !(details.open && details.isConnected && language === this.#language)) return;
      details.querySelector('.stance-map-scroll')?.remove();
      if (!module || !language) return;
      this.#context.adopt(module.tableSheet);
      details.append(element('div', { className: 'stance-map-scroll', tabIndex: 0, role: 'region', ariaLabel: language.message('table.caption') }, module.table([...this.#context.entries.values()], language)));
    } catch (error) {
      this.#context.report(error);
    }
  }
}
