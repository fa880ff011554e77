// The buttons under the map: search, table, and the menu of files.
import { extras } from '../loading/programs.js';
import { element, part } from './dom.js';

/** @typedef {import('../loading/language.js').Language} Language */

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
  #stem = '';
  #download = element('button', { type: 'button', className: 'stance-map-button', ariaHasPopup: 'menu', ariaExpanded: 'false', onclick: () => this.#openMenu() });
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
    this.search = element('button', { type: 'button', className: 'stance-map-button', onclick: () => actions.search() });
    for (const type of ['pointerenter', 'focus']) this.search.addEventListener(type, () => actions.prepare('search'));
    this.#table.addEventListener('toggle', () => this.layTable());
    this.node.append(this.search, this.#table, this.#download);
  }

  /**
   * Names the buttons in `language`; files' names begin with `stem`. An open table stays open.
   * @param {Language} language
   * @param {string} stem
   */
  layOut(language, stem) {
    this.#language = language;
    this.#stem = stem;
    this.search.textContent = language.message('ui.find.country');
    this.#download.textContent = language.message('ui.download');
    this.#table.replaceChildren(element('summary', {}, language.message('ui.table')));
  }

  async #openMenu() {
    try {
      const { downloadMenu } = await extras();
      const { download, prepare } = this.#actions;
      if (this.#language && this.node.isConnected) {
        downloadMenu(this.#download, this.#language, this.#context, { prepare, download: (kind, scale) => download(kind, this.#stem, scale) });
      }
    } catch (error) {
      this.#context.report(error);
    }
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
