// Sizes of the style in px, by the width of the figure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sized, sizedPattern, sizesFor } from '../../www/view/sizes.js';

const BREAKPOINTS = [320, 600, 960, 3840];
const SIZE = [8, 12, 16, 32];
const PATTERN = { angles: [45], ink: '#000', spacing: [4, 6, 8, 8], width: [1, 1, 2, 2], scale: [1, 1], snap: 0, origin: 0, period: 1 };

test('sizes are those of the breakpoints, and change in straight lines between them', () => {
  const widths = [320, 460, 600, 780, 960, 2400, 3840];
  assert.deepEqual(widths.map((width) => sizesFor(BREAKPOINTS, width)(SIZE)), [8, 10, 12, 14, 16, 24, 32]);
});

test('one number is the size at every width', () => {
  for (const width of [320, 700, 3840]) assert.equal(sizesFor(BREAKPOINTS, width)(5), 5);
});

test('a pattern has the spacing and the width of the figure', () => {
  const { spacing, width, ...rest } = sizedPattern(PATTERN, sizesFor(BREAKPOINTS, 780));
  assert.deepEqual([spacing, width], [7, 1.5]);
  assert.deepEqual(rest, { angles: [45], ink: '#000', inset: undefined, origin: 0, period: 1 });
});

test('a pattern’s scale is times its spacing and its width', () => {
  const { spacing, width } = sizedPattern({ ...PATTERN, scale: [.5, 2] }, sizesFor(BREAKPOINTS, 960));
  assert.deepEqual([spacing, width], [4, 4]);
});

test('a pattern that snaps has a spacing of whole px, and no other width', () => {
  const px = sizesFor(BREAKPOINTS, 692);
  assert.notEqual(sizedPattern(PATTERN, px).spacing % 1, 0);
  const snapped = sizedPattern({ ...PATTERN, snap: 1 }, px);
  assert.equal(snapped.spacing, 7);
  assert.equal(snapped.width, sizedPattern(PATTERN, px).width);
});

test('dots are whole px wide on spacings of even px: 4 at 360 px, 6 at 960 px', () => {
  const dots = { ...PATTERN, angles: [], spacing: [3.4, 4.1, 5, 5], width: [.8, .93, 1.1, 1.1], scale: [1.2, 1], snap: 2 };
  const found = [360, 960].map((width) => sizedPattern(dots, sizesFor(BREAKPOINTS, width)));
  assert.deepEqual(found.map(({ spacing, width }) => [spacing, width]), [[4, 1], [6, 1]]);
});

test('a pattern is finer where a plain one may have less, by its scale too', () => {
  const px = sizesFor(BREAKPOINTS, 960);
  assert.equal(sizedPattern(PATTERN, px, 5).spacing, 5);
  assert.equal(sizedPattern({ ...PATTERN, scale: [2, 1] }, px, 5).spacing, 10);
  assert.equal(sizedPattern(PATTERN, px, 50).spacing, 8);
});

test('a stroke or a layer has all its sizes in px, and keeps the rest', () => {
  const px = sizesFor(BREAKPOINTS, 600);
  assert.deepEqual(sized({ stroke: '#123', width: SIZE, dash: [4, 3], isHairline: true }, px), { stroke: '#123', width: 12, dash: [4, 3], isHairline: true });
  assert.deepEqual(sized({ kind: 'markers', class: 1, fill: '#fff', ring: '#000', ringWidth: SIZE }, px), { kind: 'markers', class: 1, fill: '#fff', ring: '#000', ringWidth: 12 });
  assert.deepEqual(sized({ kind: 'areas', class: 0, fill: '#fff', pattern: PATTERN }, px).pattern, sizedPattern(PATTERN, px));
});

test('a layer gets no sizes that it does not have', () => {
  assert.deepEqual(Object.keys(sized({ kind: 'areas', class: 0, fill: '#fff' }, sizesFor(BREAKPOINTS, 600))), ['kind', 'class', 'fill']);
});
