// The text of a source cut into stretches, each with what is shown of it. Pure.
import { isMarked } from './findings.js';

/** @typedef {{ from: number, to: number, said: string, code: string, finding: number, rank: string, isUnread: boolean, letter: string }} Stretch `letter`: of the first of a run */

const LETTERS = { yes: 'Y', no: 'N', abstain: 'A', absent: '–', 'co-sponsor': 'S', joined: 'S', intended: '?', 'no-vote': '0' };

/**
 * @param {string} text
 * @param {import('./draft.js').SourceRead | undefined} read
 * @param {number} source its number
 * @param {import('./findings.js').Listed[]} findings
 * @param {Record<string, import('./work.js').Correction>} corrections
 * @returns {Stretch[]} those that show something, in order, none over another
 */
export function stretchesOf(text, read, source, findings, corrections) {
  if (!read) return [];
  const edges = new Set([0, text.length]);
  /** @type {{ from: number, to: number, own: Partial<Stretch> }[]} */
  const all = [];
  /** @param {number} from @param {number} to @param {Partial<Stretch>} own */
  const add = (from, to, own) => {
    if (to <= from || to > text.length) return;
    edges.add(from).add(to);
    all.push({ from, to, own });
  };
  for (const [from, to, code, said] of read.readings) {
    const vote = code && said in { yes: 1, no: 1, abstain: 1, absent: 1 } ? corrections[code]?.vote : undefined;
    add(from, to, { said: vote ?? said, code: code ?? '' });
  }
  for (const [from, to] of read.unread) add(from, to, { isUnread: true });
  for (const { number, rank, places } of findings) {
    if (!number) continue;
    for (const place of places) if (place[0] === source && isMarked(place)) add(place[1], place[2], { finding: number, rank });
  }
  all.sort((a, b) => a.from - b.from);
  const cuts = [...edges].sort((a, b) => a - b);
  /** @type {Stretch[]} */
  const stretches = [];
  /** @type {typeof all} Those that go on at the cut. */
  let open = [];
  let next = 0;
  let run = '';
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    open = open.filter((own) => own.to > from);
    while (next < all.length && all[next].from <= from) open.push(all[next++]);
    if (!open.length) continue;
    const own = Object.assign({ from, to, said: '', code: '', finding: 0, rank: '', isUnread: false, letter: '' }, ...open.map((part) => part.own));
    if (own.said && own.said !== run) {
      run = own.said;
      own.letter = /** @type {Record<string, string>} */ (LETTERS)[run] ?? '';
    }
    stretches.push(own);
  }
  return stretches;
}
