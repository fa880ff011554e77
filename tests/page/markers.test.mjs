// Where the markers of small members stand, and which of them have leaders.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markersOf } from '../../www/view/markers.js';

const RADIUS = 4;

/** A map of 1 px a unit with markers of the regions 1, 4 and 5, which are moved by so many px to the right. */
function mapWith({ moved = [0, 0, 0], spread = 1, isWidest = false, isGlobe = false, areas = [], homes = [100, 200, 300] } = {}) {
  const home = { 1: homes[0], 4: homes[1], 5: homes[2] };
  return {
    radius: RADIUS, isGlobe, pointing: { carriesItselfPx2: 12 },
    regions: Array.from({ length: 6 }, (_, number) => ({ number, anchor: number === 5 ? [555, 50] : null })),
    layout: () => ({ layout: { markers: [[1, 3, 1], moved.map((px) => px * 8), [0, 0, 0]] }, spread, isWidest }),
    viewer: { home: (number) => home[number] === undefined ? undefined : [home[number], 50] },
    toPx: (units) => units,
    areaOf: ({ number }) => areas[number] ?? 0,
  };
}
const numbers = (options) => markersOf(mapWith(options)).map(({ region }) => region.number);
const shifts = (options) => markersOf(mapWith(options)).map(({ home, center }) => center[0] - home[0]);
const leaders = (options) => markersOf(mapWith(options)).map(({ leader }) => leader);

test('regions are numbered by differences, places given in eighths of a px', () => {
  assert.deepEqual(numbers(), [1, 4, 5]);
  assert.deepEqual(shifts({ moved: [0, 2.125, -1] }), [0, 2.125, -1]);
});

test('between two layouts markers are as much farther from home', () => {
  assert.deepEqual(shifts({ moved: [0, 4, 0], spread: 1.5 }), [0, 6, 0]);
});

test('only a marker that is moved by more than its width has a leader, from home to its edge', () => {
  const [still, near, far] = leaders({ moved: [0, 2 * RADIUS, 2 * RADIUS + 1] });
  assert.equal(still, null);
  assert.equal(near, null);
  assert.deepEqual(far, [[300, 50], [300 + 2 * RADIUS + 1 - RADIUS, 50]]);
});

test('beyond the widest layout markers are at home, and members that carry themselves have none', () => {
  const beyond = { moved: [0, 20, 0], spread: 1.4, isWidest: true, areas: { 1: 12, 4: 11.9 } };
  assert.deepEqual(numbers(beyond), [4, 5]);
  assert.deepEqual(shifts(beyond), [0, 0]);
  assert.deepEqual(leaders(beyond), [null, null]);
});

test('members that carry themselves keep their markers up to there', () => {
  const areas = { 1: 12, 4: 500 };
  assert.deepEqual(numbers({ spread: 1.2, isWidest: true, areas }), [1, 4, 5]);
  assert.deepEqual(numbers({ spread: 1.4, areas }), [1, 4, 5]);
});

test('on a globe markers are at home', () => {
  assert.deepEqual(shifts({ moved: [9, 20, 0], isGlobe: true }), [0, 0, 0]);
});

test('a marker without a home stands where its region is seen; without either there is none', () => {
  assert.deepEqual(markersOf(mapWith({ homes: [100] })).map(({ region, home }) => [region.number, home[0]]), [[1, 100], [5, 555]]);
});
