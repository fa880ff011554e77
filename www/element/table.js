// The data table: a row a member, sortable by every column.
import { element } from './dom.js';

const COLUMNS = /** @type {const} */ (['country', 'vote', 'sponsor', 'group']);
/** The order of the words that the program uses, in favour first. @type {(string | null)[]} */
const VOTED = ['yes', 'abstain', 'no', 'absent', null];
const SPONSORED = ['yes', 'no', 'unknown'];

/** @typedef {{ row: HTMLElement, country: string, vote: number, sponsor: number, group: string }} Row */
/** @typedef {typeof COLUMNS[number]} Column */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
th button { display: inline-flex; gap: .35em; align-items: baseline; min-height: 24px; font-weight: 700; }
th button::after { content: "↕"; opacity: .45; font-weight: 400; }
th[aria-sort=ascending] button::after { content: "↑"; opacity: 1; }
th[aria-sort=descending] button::after { content: "↓"; opacity: 1; }
`);

/** The style that the table's shadow root must adopt. */
export { sheet as tableSheet };

/**
 * The table of the members among `entries`, in `language`.
 * @param {import('../view/region.js').Entry[]} entries
 * @param {import('../loading/language.js').Language} language
 */
export function table(entries, language) {
  /** @type {Row[]} */
  const rows = entries.filter((entry) => entry.member).map((entry) => {
    const group = language.message(`group.${entry.group}`);
    const row = element('tr', {}, element('th', { scope: 'row' }, entry.name), ...[entry.vote, entry.sponsor, group].map((cell) => element('td', {}, cell)));
    return { row, country: entry.name, vote: VOTED.indexOf(entry.voted), sponsor: SPONSORED.indexOf(entry.sponsored), group };
  });
  const body = element('tbody');
  /** @type {Record<Column, (a: Row, b: Row) => number>} */
  const compare = {
    country: (a, b) => language.collator.compare(a.country, b.country),
    vote: (a, b) => a.vote - b.vote,
    sponsor: (a, b) => a.sponsor - b.sponsor,
    group: (a, b) => language.collator.compare(a.group, b.group),
  };
  const headers = COLUMNS.map((column) => {
    const header = element('th', { scope: 'col' });
    header.append(element('button', { type: 'button', onclick: () => sort(column, header.ariaSort === 'ascending' ? -1 : 1) }, language.message(`table.${column}`)));
    return header;
  });
  /** @param {Column} column @param {1 | -1} sign */
  function sort(column, sign) {
    rows.sort((a, b) => sign * compare[column](a, b) || compare.country(a, b));
    headers.forEach((header, i) => {
      if (COLUMNS[i] === column) header.ariaSort = sign > 0 ? 'ascending' : 'descending';
      else header.removeAttribute('aria-sort');
    });
    body.replaceChildren(...rows.map(({ row }) => row));
  }
  sort('country', 1);
  return element('table', {}, element('caption', {}, language.message('table.caption')), element('thead', {}, element('tr', {}, ...headers)), body);
}
