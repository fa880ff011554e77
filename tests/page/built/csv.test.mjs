// A table that a reader saves runs nothing in a spreadsheet. The cases are those of `src/spreadsheet.rs`.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { packageFolder } from './build.mjs';

const cases = JSON.parse(fs.readFileSync(new URL('../../fixtures/formulas.json', import.meta.url), 'utf8'));

/** A square of the map, a degree wide. */
const square = (at) => {
  const [west, south] = [(at % 60) * 2 - 60, Math.floor(at / 60) * 2];
  return { type: 'Polygon', coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]] };
};
const feature = (iso3, name, at) => ({ type: 'Feature', properties: { iso3, name }, geometry: square(at) });

test('names that a spreadsheet would run are made text', async () => {
  const folder = packageFolder();
  const program = await import(pathToFileURL(path.join(folder, 'full.js')).href);
  await program.default({ module_or_path: fs.readFileSync(path.join(folder, 'full_bg.wasm')) });
  const bytes = (value) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
  // Boundaries give names without the blanks around them.
  const trimmed = cases.filter(([name]) => name && name === name.trim());
  assert.ok(trimmed.length > 20);
  const document = { title: 'A draft', countries: 'map.geojson', stances: 'votes.csv', body: 'security-council', date: '2022-02-25' };
  const features = [feature('FRA', 'France', 0), ...trimmed.map(([name], i) => feature(`X${String(i).padStart(2, '0')}`, name, i + 1))];
  const files = { 'map.geojson': { type: 'FeatureCollection', features }, 'votes.csv': 'iso3,vote\nFRA,yes\n' };
  const map = new program.JoinedMap('map.json', bytes(document), Object.keys(files), Object.values(files).map(bytes));
  const csv = map.csv();
  // Characters that can't be seen may have gone before: then no cell may begin as a formula all the same.
  for (const [name, written] of trimmed.filter(([name]) => !/\p{C}/u.test(name))) {
    const cell = /[",]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
    assert.ok(csv.includes(`,${cell},`), `${JSON.stringify(name)}: no cell ${JSON.stringify(cell)} in\n${csv}`);
  }
  assert.doesNotMatch(csv, /(^|,|\n)"?[\s\p{C}]*[=+@＝＋－＠-]/mu);
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  assert.doesNotMatch(csv, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  map.free();
});
