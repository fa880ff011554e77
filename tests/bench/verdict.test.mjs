// What is called worse, and what is called the run's own error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report, rowsOf, verdict } from './verdict.mjs';

test('a build is worse beyond the run’s own error and three percent', () => {
  assert.equal(verdict(104, 104, 100).isWorse, true);
  assert.equal(verdict(102, 102, 100).isWorse, false);
  // The run itself is 4 % unsure: 106 is no difference, 110 is one.
  assert.equal(verdict(104, 108, 100).isWorse, false);
  assert.equal(verdict(108, 112, 100).isWorse, true);
  assert.equal(verdict(50, 50, 100).isWorse, false);
});

test('the error is the same whichever name is the slower', () => {
  assert.equal(verdict(100, 110, 100).spread, verdict(110, 100, 100).spread);
});

test('a row is of medians, and of what both builds have', () => {
  const taken = (values) => ({ page: values.map(([cold, png]) => ({ cold, png })) });
  const samples = { this: taken([[10, 1], [90, 1], [12, 1]]), again: taken([[12, 1]]), against: taken([[6, null]]) };
  const [row, ...more] = rowsOf([{ id: 'page' }], samples);
  assert.deepEqual([row.measure, row.a, row.b, row.ratio, row.spread, row.isWorse, more], ['cold', 12, 6, 2, 0, true, []]);
  assert.match(report([row], 3, ['x']), /\| page \| first map, ms \| 12 \| 6 \| 2\.000 \| ± 0\.0 % \| WORSE \|[^]*1 of 1 are worse[^]*failed: x/);
});
