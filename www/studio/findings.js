// The findings as they are listed: those of the importer, what is missing, what was not read, what the editor
// corrected, and why the map must not be drawn. Pure.

/** @typedef {import('./draft.js').Draft} Draft */
/** @typedef {import('./draft.js').Place} Place */
/** @typedef {import('./work.js').Work} Work */
/** @typedef {import('./work.js').Action} Action */
/** @typedef {{ label: string, of?: string, action: Action }} Way `label`: a key of words, or a sentence of the program */
/**
 * @typedef {object} Listed
 * @property {string} id the same for the same finding after another change
 * @property {number} number that its marks show; 0 for those without
 * @property {'error' | 'warning' | 'note' | 'taken'} rank
 * @property {string} title a key of words
 * @property {string} message
 * @property {boolean} isOwn whether the message is a key of words, not a sentence of the program
 * @property {string} of what stands in the place of {of}
 * @property {Place[]} places
 * @property {string[]} about
 * @property {Way[]} ways
 * @property {'date' | 'body' | ''} field that mends it
 * @property {'vote' | 'symbol' | ''} asks for a choice in the source
 */

const RANKS = ['error', 'warning', 'note', 'taken'];
/** Longer places are no place of a mark: the whole vote. */
const LONG = 400;
/** Names that may be left out. */
const LEFT_OUT = new Set(['unknown-name', 'ambiguous-name', 'part-of-state', 'no-voter']);
/** Sums are right once names are: they come last. */
const SUMS = new Set(['code.not-listed', 'code.sum', 'code.stated-total', 'code.outcome']);
/** So many stretches that were not read are listed; then they are counted. */
const UNREAD = 20;

/** @param {Partial<Listed> & Pick<Listed, 'id' | 'rank' | 'title'>} own @returns {Listed} */
const listed = (own) => ({ number: 0, message: '', isOwn: true, of: '', places: [], about: [], ways: [], field: '', asks: '', ...own });

/**
 * @param {Work} work
 * @param {Draft} draft
 * @param {string[]} errors of the map
 * @returns {Listed[]} the worst first
 */
export function findingsOf(work, draft, errors) {
  const all = [...told(draft), ...missing(work, draft), ...unread(work, draft), ...corrected(work)];
  const unlisted = errors.length ? all.find(({ title, rank }) => title === 'code.not-listed' && rank === 'warning') : undefined;
  if (unlisted) unlisted.rank = 'error';
  // What the importer has found is why the map is wrong: it is not told twice.
  if (!all.some(({ rank }) => rank === 'error')) all.push(...errors.map((message, i) => listed({ id: `map ${i}`, rank: 'error', title: 'finding.map', message, isOwn: false })));
  // What a field asks for comes before the places of texts, what has no place behind them.
  const first = (/** @type {Listed} */ { places: [place], field }) => place ? place[0] * 1e9 + place[1] : field ? -1 : 1e12;
  all.sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || Number(SUMS.has(a.title)) - Number(SUMS.has(b.title)) || first(a) - first(b));
  let number = 0;
  for (const own of all) {
    if ((own.rank === 'error' || own.rank === 'warning') && own.places.some(isMarked)) {
      number += 1;
      own.number = number;
    }
  }
  return all;
}

/** Whether a place is short enough for a mark. @param {Place} place */
export const isMarked = ([, from, to]) => to > from && to - from <= LONG;

/** @param {Draft} draft @returns {Listed[]} */
function told({ findings, sources }) {
  const seen = new Map();
  // Stretches that were not read are listed each, below.
  return findings.filter(({ code, severity }) => code !== 'unread' || severity === 'error').map(({ code, severity, message, places, about, fixes, taken }) => {
    const same = `${code} ${about.join()} ${message.slice(0, 60)}`;
    seen.set(same, (seen.get(same) ?? 0) + 1);
    const isSafe = fixes.length > 0 && fixes.every(({ kind }) => kind === 'safe');
    const own = listed({ id: `${same} ${seen.get(same)}`, rank: taken || (severity === 'note' && isSafe) ? 'taken' : severity, title: `code.${code}`, message, isOwn: false, places, about });
    if (code === 'not-listed') own.ways = [{ label: taken ? 'way.unlist' : 'way.absent', action: { type: 'absent', value: !taken } }];
    else if (!isSafe) {
      own.ways = fixes.map(({ place: [source, from, to], with: by, sentence }) => ({ label: sentence, action: { type: 'replace', source, from, to, with: by } }));
    }
    // What is no state can be left out, whatever else is offered.
    const [place] = places;
    if (LEFT_OUT.has(code) && place && isMarked(place)) own.ways.push({ label: 'way.out', action: { type: 'replace', source: place[0], from: place[1], to: place[2], with: '' } });
    // Votes of a file of many are chosen by their symbol.
    if (code === 'several-votes') own.asks = sources.some(({ votes }) => votes.length > 1) ? 'vote' : 'symbol';
    return own;
  });
}

/** @param {Work} work @param {Draft} draft @returns {Listed[]} */
function missing(work, { missing: gaps, sources }) {
  if (!work.sources.some(({ text }) => text.trim())) return [];
  const hasVote = !gaps.includes('vote');
  // Without a vote nobody knows of which day.
  return gaps.filter((what) => hasVote || what === 'vote' && !sources.some(({ votes }) => votes.length > 1)).map((what) => listed({
    id: `missing ${what}`, rank: 'error', title: `missing.${what}`, message: `missing.${what}.do`, field: what === 'vote' ? '' : what,
  }));
}

/** @param {Work} work @param {Draft} draft @returns {Listed[]} */
function unread(work, { sources }) {
  /** @type {Place[]} */
  const places = sources.flatMap((own, source) => own.unread.map(([from, to]) => /** @type {Place} */ ([source, from, to])))
    .filter(([source, from, to]) => /[\p{L}\p{N}]/u.test(work.sources[source]?.text.slice(from, to) ?? ''));
  const shown = places.slice(0, UNREAD).map(([source, from, to]) => listed({
    id: `unread ${source} ${work.sources[source].text.slice(from, to)}`.slice(0, 99), rank: 'note', title: 'code.unread', message: 'unread', of: work.sources[source].text.slice(from, to).trim().slice(0, 160), places: [[source, from, to]],
  }));
  const more = places.length - shown.length;
  return more > 0 ? [...shown, listed({ id: 'unread more', rank: 'note', title: 'code.unread', message: 'unread.more', of: String(more) })] : shown;
}

/** @param {Work} work @returns {Listed[]} */
function corrected({ corrections }) {
  return Object.entries(corrections).flatMap(([code, own]) => Object.entries(own).map(([key, value]) => listed({
    id: `corrected ${code} ${key}`, rank: 'taken', title: 'corrected', message: key === 'vote' ? `stance.${value}` : `sponsor.${value}`, of: code, about: [code],
    ways: [{ label: 'way.back', action: { type: 'correct', code, key: /** @type {'vote'} */ (key), value: null } }],
  })));
}
