// Paths of the map's ground: how fine, how long they serve, and that what was traced in vain is freed.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { PathCache } from '../../www/view/path-cache.js';

/** In the place of the browser's: knows of what it was made. */
class FakePath {
  constructor(text) { this.texts = text === undefined ? [] : [text]; }
  addPath(path) { this.texts.push(...path.texts); }
}
const browser = globalThis.Path2D;
const { now } = performance;
/** Ms that pass each time somebody looks at the clock. */
let ticks;
beforeEach(() => {
  let time = 0;
  ticks = 0;
  globalThis.Path2D = FakePath;
  performance.now = () => (time += ticks);
});
afterEach(() => {
  globalThis.Path2D = browser;
  performance.now = now;
});

const AREAS = { kind: 'areas', class: 0 };
const BORDERS = { kind: 'borders', pairs: [[0, 0], [0, 1], [1, 1]] };
const LINES = { kind: 'lines', set: 1, least: [12, 2] };
const SEATS = { kind: 'seats', regions: [3, 5], leastPx2: 30 };

/** A viewer that gives everything in batches, and what was asked of it. */
function fakeViewer(batches = ['a', 'b']) {
  const asked = [];
  const trace = (kind, numbers, scale, window) => {
    const left = [...batches];
    const tracing = {
      kind, numbers: [...numbers], scale, window: [...window], freed: 0,
      free: () => { tracing.freed += 1; },
      batch: (resolution, isClosed) => { Object.assign(tracing, { resolution, isClosed }); return left.shift(); },
    };
    asked.push(tracing);
    return tracing;
  };
  const tiles = [];
  return { asked, tiles, trace, showTiles: (shown) => tiles.push(shown) };
}

/** A map of 1000 × 500 px, 1 px a unit, flat unless it is a globe. */
function cached({ viewer = fakeViewer(), layers = [AREAS], isGlobe = false } = {}) {
  const map = {
    viewer, layers, isGlobe, width: 1000, center: [0, 0], view: { scale: 1, x: 0, y: 0 }, detail: null,
    pageData: { overlays: [[0, [[1, 1]]], [1, [[7, 8, 9]]]] }, regions: [{ class: 0 }, { class: 1 }],
    get scale() { return map.view.scale; },
    window: (more = 0) => {
      const { scale, x, y } = map.view;
      const [w, h] = [1000 / scale, 500 / scale];
      return [-x / scale - more * w, -y / scale - more * h, -x / scale + (1 + more) * w, -y / scale + (1 + more) * h];
    },
  };
  return { map, viewer, cache: new PathCache(map) };
}
const zoom = (map, scale, x = 0, y = 0) => { map.view = { scale, x, y }; };
const refined = (cache) => { ticks = 0; assert.equal(cache.refine(1), true); };

test('each kind of layer is traced by its numbers, areas closed and lines open; the whole map as if it were twice as large', () => {
  const layers = [AREAS, { kind: 'overlays', class: 1 }, { kind: 'coasts', class: 1, leastPx2: 3 }, BORDERS, LINES, SEATS];
  const { viewer, cache } = cached({ layers });
  assert.equal(cache.paths.of.size, layers.length);
  assert.deepEqual(viewer.asked.map(({ kind, numbers, isClosed }) => [kind, numbers, isClosed]), [
    ['areas', [0], true], ['ring', [7, 8, 9], true], ['coasts', [1, 12], false], ['borders', [0, 0, 0, 1, 1, 1], false],
    ['lines', [1, 24, 4], false], ['seats', [120, 3, 5], false],
  ]);
  assert.deepEqual(new Set(viewer.asked.map(({ scale }) => scale)), new Set([2]));
});

test('a map unit has at least sixteen steps a px, and is divided by powers of two', () => {
  const { map, viewer, cache } = cached();
  const found = [1, .9, 1.1, 64].map((scale) => {
    zoom(map, scale);
    const { resolution } = cache.outlineOf({ number: 5 });
    assert.equal(viewer.asked.at(-1).resolution, resolution);
    return resolution;
  });
  assert.deepEqual(found, [16, 16, 32, 1024]);
});

test('the outline of a region and its shape are those of what is a tenth beyond the view', () => {
  const { map, viewer, cache } = cached();
  zoom(map, 4, -1000, -500);
  assert.deepEqual(cache.outlineOf({ number: 5 }).path.texts, ['a', 'b']);
  assert.deepEqual(viewer.asked.map(({ kind }) => kind), ['outline', 'shape']);
  for (const { numbers, scale, window, freed } of viewer.asked) {
    assert.deepEqual([numbers, scale, freed], [[5], 4, 1]);
    assert.deepEqual(window, [225, 112.5, 525, 262.5]);
  }
});

test('the whole map is traced once, and serves every view until finer paths are there', () => {
  const { map, viewer, cache } = cached();
  const { paths } = cache;
  assert.deepEqual(paths.of.get(AREAS).texts, ['a', 'b']);
  assert.deepEqual(viewer.asked[0].window, []);
  zoom(map, 8, -100, -100);
  assert.equal(cache.paths, paths);
  assert.equal(viewer.asked.length, 1);
  assert.equal(viewer.asked[0].freed, 1);
});

test('a magnified map is coarse until it is traced for its level', () => {
  const { map, viewer, cache } = cached();
  assert.equal(cache.isCoarse, false);
  for (const [scale, level] of [[1.5, 1], [2.1, 2], [64, 6]]) {
    zoom(map, scale);
    assert.equal(cache.isCoarse, true, `${scale}`);
    refined(cache);
    assert.equal(cache.isCoarse, false, `${scale}`);
    assert.equal(cache.paths.level, level);
    assert.equal(viewer.asked.at(-1).scale, 2 ** level);
    assert.equal(viewer.asked.at(-1).resolution, 16 * 2 ** level);
    zoom(map, 2 ** level);
    assert.equal(cache.isCoarse, false, `${2 ** level}`);
  }
});

test('finer paths hold what is a quarter beyond the view, and not more', () => {
  const { map, cache } = cached();
  zoom(map, 4, -1000, -500);
  refined(cache);
  const finer = cache.paths;
  assert.deepEqual(finer.window, [250 - 62.5, 125 - 31.25, 500 + 62.5, 250 + 31.25]);
  zoom(map, 4, -1000 + 249, -500);
  assert.equal(cache.paths, finer);
  zoom(map, 4, -1000 + 251, -500);
  assert.equal(cache.paths.level, 0);
  assert.equal(cache.isCoarse, true);
});

test('the whole map again is shown by the paths of the whole map', () => {
  const { map, cache } = cached();
  const { paths } = cache;
  zoom(map, 4);
  refined(cache);
  assert.notEqual(cache.paths, paths);
  zoom(map, 1);
  assert.equal(cache.paths, paths);
  assert.equal(cache.isCoarse, false);
});

test('tracing goes on where it stopped: each batch is used once', () => {
  const { map, viewer, cache } = cached({ viewer: fakeViewer(['a', 'b', 'c']) });
  zoom(map, 4);
  const whole = cache.paths;
  ticks = 2;
  let steps = 1;
  // One step a turn: no ms are left after it.
  while (!cache.refine(3)) {
    steps += 1;
    assert.equal(cache.paths, whole);
    assert.ok(steps < 99);
  }
  assert.ok(steps > 3, `${steps}`);
  assert.deepEqual(cache.paths.of.get(AREAS).texts, ['a', 'b', 'c']);
  assert.equal(viewer.asked.length, 2);
  assert.deepEqual(viewer.asked.map(({ freed }) => freed), [1, 1]);
});

test('what is being traced for another view is abandoned, and freed', () => {
  const { map, viewer, cache } = cached();
  zoom(map, 4);
  assert.ok(cache.paths);
  ticks = 2;
  cache.refine(3);
  const tracing = viewer.asked.at(-1);
  assert.equal(tracing.freed, 0);
  zoom(map, 16);
  cache.refine(3);
  assert.equal(tracing.freed, 1);
  assert.notEqual(viewer.asked.at(-1), tracing);
});

test('what is being traced goes on while the map moves within it, and is abandoned beyond', () => {
  const { map, viewer, cache } = cached();
  zoom(map, 4, -1000, -500);
  assert.ok(cache.paths);
  ticks = 2;
  cache.refine(3);
  const tracing = viewer.asked.at(-1);
  zoom(map, 4, -1000 + 249, -500);
  cache.refine(3);
  assert.deepEqual([viewer.asked.at(-1), tracing.freed], [tracing, 0]);
  zoom(map, 4, -1000 + 251, -500);
  cache.refine(3);
  assert.notEqual(viewer.asked.at(-1), tracing);
  assert.equal(tracing.freed, 1);
});

test('after a change of size all is forgotten, and what was being traced is freed', () => {
  const { map, viewer, cache } = cached();
  const whole = cache.paths;
  zoom(map, 4);
  refined(cache);
  zoom(map, 16);
  ticks = 2;
  cache.refine(3);
  const tracing = viewer.asked.at(-1);
  assert.equal(tracing.freed, 0);
  cache.clear();
  assert.equal(tracing.freed, 1);
  assert.notEqual(cache.paths, whole);
  assert.equal(cache.paths.level, 0);
});

test('detail tiles are traced once all in sight are there, and shown only with their paths', () => {
  const { map, viewer, cache } = cached();
  zoom(map, 4);
  refined(cache);
  map.detail = { serves: () => true };
  assert.equal(cache.isCoarse, true);
  assert.equal(cache.paths.isDetailed, false);
  assert.equal(viewer.tiles.at(-1), false);
  refined(cache);
  assert.equal(cache.isCoarse, false);
  assert.equal(cache.paths.isDetailed, true);
  assert.equal(viewer.tiles.at(-1), true);
});

test('while a part is traced with detail tiles, what is shown stays without', () => {
  const { map, viewer, cache } = cached();
  zoom(map, 4);
  refined(cache);
  map.detail = { serves: () => true };
  ticks = 2;
  viewer.tiles.length = 0;
  assert.equal(cache.refine(3), false);
  assert.deepEqual([viewer.tiles.includes(true), viewer.tiles.at(-1)], [true, false]);
});

test('a globe is traced for each way that it faces, in less detail while it turns', () => {
  const { map, viewer, cache } = cached({ isGlobe: true });
  const { paths } = cache;
  assert.equal(cache.paths, paths);
  map.center = [10, 0];
  assert.notEqual(cache.paths, paths);
  cache.isTurning = true;
  assert.equal(cache.paths.scale, .1);
  cache.isTurning = false;
  assert.equal(cache.paths.scale, 1);
  assert.equal(cache.isCoarse, false);
  assert.equal(viewer.asked.length, 4);
});

test('layers that are no ground have no path', () => {
  const names = { kind: 'names', class: 0 };
  const { cache } = cached({ layers: [LINES, names] });
  assert.deepEqual(cache.paths.of.get(LINES).texts, ['a', 'b']);
  assert.equal(cache.paths.of.has(names), false);
});

test('the borders of one class are those that touch it', () => {
  const { viewer, cache } = cached({ layers: [BORDERS] });
  assert.deepEqual(cache.bordersOf(BORDERS, 0).texts, ['a', 'b']);
  assert.deepEqual(viewer.asked.map(({ numbers }) => numbers), [[0, 0, 0, 1, 1, 1], [0, 0, 0, 1]]);
});
