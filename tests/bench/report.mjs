// Sums up the rounds: medians, a table a level, and how we stand to the best peer and the floor.

/** What is measured, in the order of the columns: heading and how a value is written. */
export const MEASURES = {
  bytes: ['kB', (v) => (v / 1000).toFixed(0)],
  cold: ['first map, ms', (v) => v.toFixed(0)],
  mbit9: ['9 Mbit/s, 4× CPU, ms', (v) => v.toFixed(0)],
  mbit1_6: ['1.6 Mbit/s, 4× CPU, ms', (v) => v.toFixed(0)],
  hit: ['hit, µs', (v) => (v * 1000).toFixed(1)],
  hover: ['hover, ms', (v) => v.toFixed(2)],
  frame: ['zoom or turn, a frame, ms', (v) => v.toFixed(1)],
  script: ['script a frame, 4× CPU, p95, ms', (v) => v.toFixed(2)],
  firstPng: ['first PNG, ms', (v) => v.toFixed(0)],
  png: ['PNG again, ms', (v) => v.toFixed(0)],
  firstHover: ['first hover, 4× CPU, ms', (v) => v.toFixed(0)],
  zoomKey: ['zoom key, 4× CPU, ms', (v) => v.toFixed(0)],
  search: ['search, first letter, 4× CPU, ms', (v) => v.toFixed(0)],
  png2x: ['PNG 2× pressed, 4× CPU, ms', (v) => v.toFixed(0)],
  task: ['longest task of these, ms', (v) => v.toFixed(0)],
  memory: ['memory, MB', (v) => (v / 1e6).toFixed(1)],
  wasm: ['of it WebAssembly, MB', (v) => (v / 1e6).toFixed(1)],
};

/** What our map is held against, all that is measured of it: measure, ours, theirs if they have it. */
const COMPARED = [
  ['bytes', 'stancemap', 'd3-canvas-50m'],
  ['bytes', 'element-50m', 'd3-canvas-50m'],
  ['cold', 'stancemap', 'd3-canvas-50m'],
  ['cold', 'bare-50m', 'd3-canvas-50m'],
  ['cold', 'element-50m', 'd3-canvas-50m'],
  ['cold', 'element-10m', 'd3-canvas-10m'],
  ['mbit9', 'stancemap', 'd3-canvas-50m'],
  ['mbit9', 'element-50m', 'd3-canvas-50m'],
  ['mbit1_6', 'stancemap', 'd3-canvas-110m'],
  ['mbit1_6', 'stancemap', 'd3-canvas-preload-110m'],
  ['mbit1_6', 'bare-50m', 'd3-canvas-110m'],
  ['mbit1_6', 'element-50m', 'd3-canvas-50m'],
  ['hit', 'element-50m', 'd3-canvas-50m'],
  ['hover', 'element-50m', 'd3-canvas-50m'],
  ['frame', 'element-50m', 'floor-50m'],
  ['frame', 'element-10m', 'floor-10m'],
  ['frame', 'baked-10m', 'floor-10m'],
  ['frame', 'globe-50m', null],
  ['script', 'element-50m', 'd3-canvas-50m'],
  ['script', 'baked-10m', 'd3-canvas-50m'],
  ['script', 'globe-50m', 'd3-canvas-50m'],
  ['firstPng', 'baked-10m', 'd3-canvas-50m'],
  ['png', 'baked-10m', 'd3-canvas-50m'],
  ['firstPng', 'element-50m', 'd3-canvas-50m'],
  ['png', 'element-50m', 'd3-canvas-50m'],
  ['firstHover', 'stancemap', null],
  ['zoomKey', 'stancemap', null],
  ['search', 'stancemap', null],
  ['png2x', 'stancemap', null],
  ['task', 'stancemap', null],
  ['memory', 'stancemap', 'd3-canvas-50m'],
  ['memory', 'element-50m', 'd3-canvas-50m'],
  ['wasm', 'stancemap', null],
  ['wasm', 'element-50m', null],
  ['wasm', 'element-10m', null],
  ['wasm', 'globe-50m', null],
];

export const median = (values) => {
  const sorted = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (!sorted.length) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The median of each measure; `samples` are a peer's, one a round. */
export const summary = (samples) => Object.fromEntries(Object.keys(MEASURES).map((measure) => [measure, median(samples.map((sample) => sample[measure]))]));

export const write = (measure, value) => (value === null || value === undefined ? '–' : MEASURES[measure][1](value));
export const row = (cells) => `| ${cells.join(' | ')} |`;

function table(peers, results) {
  const measures = Object.keys(MEASURES).filter((measure) => peers.some(({ id }) => results[id][measure] !== null));
  return [
    row(['', ...measures.map((measure) => MEASURES[measure][0])]),
    row(['---', ...measures.map(() => '---:')]),
    ...peers.map(({ id, name }) => row([name, ...measures.map((measure) => write(measure, results[id][measure]))])),
  ].join('\n');
}

/** For each measure of ours: how often the best peer's and the floor's at the same level. */
function standing(peers, results) {
  const lines = [];
  for (const ours of peers.filter(({ isOurs }) => isOurs)) {
    const rivals = peers.filter(({ isOurs, level, id }) => !isOurs && level === ours.level && id !== 'svgmap');
    for (const measure of Object.keys(MEASURES)) {
      const value = results[ours.id][measure];
      const ranked = rivals.filter(({ id }) => results[id][measure] > 0).sort((a, b) => results[a.id][measure] - results[b.id][measure]);
      const best = ranked.find(({ page }) => page !== 'floor');
      if (!(value > 0) || !best) continue;
      const floor = ranked.find(({ page }) => page === 'floor');
      lines.push(row([ours.id, MEASURES[measure][0], write(measure, value), `${ratio(value, results[best.id][measure])} (${best.id})`, floor ? ratio(value, results[floor.id][measure]) : '–']));
    }
  }
  return lines.length ? [row(['', 'measure', 'ours', '× best peer', '× floor']), row(['---', '---', '---:', '---:', '---:']), ...lines].join('\n') : '';
}

const ratio = (a, b) => (a / b).toPrecision(2);

function comparisons(results) {
  const lines = COMPARED.flatMap(([measure, ours, theirs]) => {
    if (!results[ours] || (theirs && !results[theirs])) return [];
    const [a, b] = [ours, theirs].map((id) => (id ? results[id][measure] : null));
    return [row([MEASURES[measure][0], ours, write(measure, a), theirs ?? '', theirs ? write(measure, b) : '', a === null || b === null ? '' : ratio(a, b)])];
  });
  return lines.length ? [row(['measure', 'a', '', 'b', '', 'a ÷ b']), row(['---', '---', '---:', '---', '---:', '---:']), ...lines].join('\n') : '';
}

/** The whole report as Markdown. */
export function markdown({ peers, results, rounds, picture, failures, date, machine }) {
  const levels = [...new Set(peers.map(({ level }) => level))];
  const parts = [`${date}, medians of ${rounds} interleaved rounds, ${machine}; 960 × 500 px at 2 device px a CSS px.`];
  for (const level of levels) parts.push(`### ${level}`, table(peers.filter((peer) => peer.level === level), results));
  const compared = comparisons(results);
  if (compared) parts.push('### Held against', compared);
  const stands = standing(peers, results);
  if (stands) parts.push('### Ours by the best peer and the floor at the same level', stands);
  if (picture) parts.push(`Picture: ${(picture.share * 100).toFixed(3)} % of the pixels differ by more than 32 of 255 from a full-detail drawing by D3 (${(picture.compared * 100).toFixed(1)} % of the map compared: markers, hatches, dashes and names left out).`);
  if (failures.length) parts.push('Failed:', failures.map((failure) => `- ${failure}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}
