// Which region a pointer or a finger means, and that each threshold of the style counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionAt, regionTapped } from '../../www/view/hit.js';

const POINTING = { near: 12, smallPx2: 100, finger: 24, visiblePx2: 6 };
const RADIUS = 4;
const [LAND, ISLET, DISC] = [0, 1, 2];

/**
 * A map of 2 px a unit: land left of 100 px; an islet of 40 px² round (200, 100), which no pointer meets exactly; and a marker, at (300, 100) px
 * unless it lies elsewhere.
 */
function mapWith({ center = [300, 100], area = 40, room = 1, ...pointing } = {}) {
  const scale = 2;
  const regions = [{ room: 500, at: [50, 100], area: 1e4 }, { room, at: [200, 100], area }, { room: 0, at: center, area: 1 }];
  const markers = [{ region: regions[DISC], center }];
  return {
    pointing: { ...POINTING, ...pointing }, radius: RADIUS, scale, regions, markers,
    toUnits: ([x, y]) => [x / scale, y / scale],
    markerOf: (region) => markers.find((marker) => marker.region === region),
    anchorOf: (region) => region.at,
    areaOf: (region) => region.area,
    viewer: {
      at: (x) => x * scale < 100 ? LAND : undefined,
      near: (x, y, small, radius) => {
        const far = Math.hypot(x - 200 / scale, y - 100 / scale);
        return area / scale ** 2 < small && far <= radius ? [ISLET, far] : undefined;
      },
    },
  };
}
const pointed = (place, options) => { const map = mapWith(options); return map.regions.indexOf(regionAt(map, place)); };
const tapped = (place, options) => { const map = mapWith(options); return map.regions.indexOf(regionTapped(map, place)); };
const NOTHING = -1;

test('a pointer means the marker above, else what is painted below, else nothing', () => {
  const center = [50, 100];
  assert.equal(pointed([53, 100], { center }), DISC);
  assert.equal(pointed([55, 100], { center }), LAND);
  assert.equal(pointed([500, 100]), NOTHING);
});

test('beside a marker or a small region it is still meant, to a distance', () => {
  assert.equal(pointed([300 + RADIUS + 11, 100]), DISC);
  assert.equal(pointed([300 + RADIUS + 13, 100]), NOTHING);
  assert.equal(pointed([200 + 11, 100]), ISLET);
  assert.equal(pointed([200 + 13, 100]), NOTHING);
});

test('of a small region and a marker the nearer one is meant', () => {
  const center = [216, 100];
  assert.equal(pointed([205, 100], { center }), ISLET);
  assert.equal(pointed([207, 100], { center }), DISC);
});

test('near: how far from a small region or a marker a pointer may be', () => {
  for (const [place, meant] of [[[211, 100], ISLET], [[300 + RADIUS + 11, 100], DISC]]) {
    assert.equal(pointed(place), meant);
    assert.equal(pointed(place, { near: 10 }), NOTHING);
  }
});

test('smallPx2: what covers less is met from beside', () => {
  assert.equal(pointed([205, 100]), ISLET);
  assert.equal(pointed([205, 100], { smallPx2: 30 }), NOTHING);
});

test('a finger means a small member within half its width, also on another', () => {
  const center = [50, 100];
  assert.equal(tapped([61, 100], { center }), DISC);
  assert.equal(tapped([63, 100], { center }), LAND);
});

test('finger: how wide a target is', () => {
  const far = { near: 1 };
  assert.equal(tapped([200 + 11, 100], far), ISLET);
  assert.equal(tapped([200 + 11, 100], { ...far, finger: 20 }), NOTHING);
});

test('finger: what has more room is no small region', () => {
  const wide = { near: 1, room: 11 / 2 };
  assert.equal(tapped([200 + 11, 100], wide), ISLET);
  assert.equal(tapped([200 + 11, 100], { ...wide, room: 13 / 2 }), NOTHING);
  assert.equal(tapped([200 + 9, 100], wide), ISLET);
  assert.equal(tapped([200 + 9, 100], { ...wide, finger: 20 }), NOTHING);
});

test('visiblePx2: a finger never means what is not seen', () => {
  const tiny = { near: 1, area: 7 };
  assert.equal(tapped([200 + 11, 100], tiny), ISLET);
  assert.equal(tapped([200 + 11, 100], { ...tiny, visiblePx2: 8 }), NOTHING);
});

test('of two small members the one nearer to the finger is meant', () => {
  const center = [216, 100];
  assert.equal(tapped([207, 100], { center }), ISLET);
  assert.equal(tapped([209, 100], { center }), DISC);
});
