// The notes under the map: remark, borders, disputed places, source.
import { element, part } from './dom.js';

/** @typedef {import('../view/map-view.js').ShownText} ShownText */

/** @param {string} className */
const paragraph = (className) => element('p', { className });

/**
 * How to read the map, and whose borders it has.
 * @param {Pick<ShownText, 'key' | 'borders'>} text
 */
export const quietNote = ({ key, borders }) => (key ?? '') + borders;

export class Notes {
  node = part('notes', element('div', { className: 'stance-map-notes' }));
  note = paragraph('stance-map-note');
  source = paragraph('stance-map-source');
  #borders = paragraph('stance-map-borders');
  #places = element('details', { className: 'stance-map-places' });

  /**
   * Writes the notes.
   * @param {ShownText} text
   * @param {import('../loading/language.js').Language} language
   */
  layOut({ note, key, borders, footnotes, source, url, credit }, language) {
    this.note.textContent = note ?? '';
    this.note.hidden = !note;
    this.#borders.textContent = quietNote({ key, borders });
    this.#places.hidden = !footnotes.length;
    this.#places.replaceChildren(
      element('summary', {}, language.message('places', footnotes.length)),
      element('ul', {}, ...footnotes.map(({ about, text }) => element('li', {}, element('b', {}, about), text))),
    );
    const origin = source && url ? element('a', { href: url }, source) : source;
    this.source.replaceChildren(...[origin, credit].flatMap((words) => words ? [' · ', words] : []).slice(1));
    this.source.hidden = !this.source.childNodes.length;
    this.node.replaceChildren(this.note, this.#borders, this.#places, this.source);
  }
}
