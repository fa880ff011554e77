// Names that appear as the map is magnified.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesIn } from '../../www/view/names.js';

const measure = (text) => text.length * 6;
const region = (name, x, y, room) => ({ name, anchor: [x, y], room });
const FRANCE = region('France', 500, 200, 10);
const MALTA = region('Malta', 520, 260, .5);
/** A map 1000 px wide, magnified `times` about its corner. */
const magnified = (times, { regions = [FRANCE, MALTA], markers = [], isGlobe = false } = {}) => ({
  view: { scale: times }, scale: times, label: 11, width: 1000 * times, height: 500 * times, radius: 3, markers, isGlobe, regions,
  toPx: ([x, y]) => [x * times, y * times],
});
const named = (map) => namesIn(map, measure).map((found) => found.region.name);

test('a name appears when the circle round its anchor holds it', () => {
  // Half as long as 6 letters and a margin: 20 px; with half the height, 20.74 px from the middle.
  assert.deepEqual(named(magnified(2.07)), []);
  assert.deepEqual(named(magnified(2.08)), ['France']);
  assert.deepEqual(named(magnified(64)), ['France', 'Malta']);
});

test('the whole map has none of them, nor has a globe', () => {
  const [large] = [region('Russia', 700, 100, 90)];
  assert.deepEqual(named(magnified(1, { regions: [large] })), []);
  assert.deepEqual(named(magnified(3, { isGlobe: true })), []);
});

test('a name stands clear of discs, and wholly on the map', () => {
  const at = (x, y) => [{ center: [x, y] }];
  assert.deepEqual(named(magnified(4, { markers: at(2024, 805) })), ['France']);
  assert.deepEqual(named(magnified(4, { markers: at(2000, 820) })), ['France']);
  assert.deepEqual(named(magnified(4, { markers: at(2010, 802) })).length, 0);
  assert.deepEqual(named(magnified(4, { regions: [region('France', 3, 200, 10)] })), []);
});

test('a region that is not seen has no name', () => {
  assert.deepEqual(named(magnified(4, { regions: [{ name: 'Nowhere', anchor: null, room: 0 }] })), []);
});
