// What the tests in a browser know from sources other than the map: the table of votes, the members, and the
// palettes by the design.
import fs from 'node:fs';
import path from 'node:path';

const repo = path.resolve(import.meta.dirname, '..');

/** The rows of comma-separated text, each a list; a cell in quotes may hold commas. */
export function rowsOf(text) {
  return text.trim().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,"]*))/g)].map((cell) => cell[1] ?? cell[2]));
}

/** The rows of a file of the repository, each keyed by the header. */
function table(file) {
  const [header, ...rows] = rowsOf(fs.readFileSync(path.join(repo, file), 'utf8'));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
}

/** The votes; the document is complete, so a blank in the column of sponsors is a no. */
export const votes = table('assets/es-11-1.csv').map((row) => ({ ...row, cosponsor: row.cosponsor || 'no' }));
/** The members of today: observers and states that are gone stand behind them. */
export const members = table('assets/roster/states.csv').slice(0, 193)
  .map((row) => ({ ...row, iso3: row.code, region_group: row.group }));

/** The one stance a row shows as: no, abstain, absent, then co-sponsor, then yes. */
export const stanceOf = ({ vote, cosponsor }) => (vote === 'yes' && cosponsor === 'yes' ? 'co-sponsor' : vote);

/** The colours of each stance by theme, patterned stances with both their colours; and the paper. */
export const PALETTES = {
  light: {
    'co-sponsor': ['#0b4f6c'],
    yes: ['#67a9cf'],
    abstain: ['#e2bd6b'],
    no: ['#c43d2b'],
    absent: ['#7f7b75', '#b5b1aa'],
    'no-vote': ['#f3f1ec'],
    paper: ['#ffffff'],
  },
  dark: {
    'co-sponsor': ['#1b6b95'],
    yes: ['#7fc1e6'],
    abstain: ['#e0bd62'],
    no: ['#d6402e'],
    absent: ['#a09b92', '#6a665f'],
    'no-vote': ['#2e3237'],
    paper: ['#14171a'],
  },
};

/** Whether a pixel [r, g, b] shows one of the colours, or a blend of two of them. */
export function shows([r, g, b], colors) {
  const parse = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [from, to = from] = colors.map(parse);
  return Array.from({ length: 41 }, (_, k) => k / 40)
    .some((t) => [r, g, b].every((v, i) => Math.abs(v - (from[i] + (to[i] - from[i]) * t)) <= 6));
}
