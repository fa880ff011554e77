// The map at its size and view: what is where, and which views there are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MapView } from '../../www/view/map-view.js';
import { clampedView } from '../../www/view/motion.js';
import { neighbour, viewOfBox, viewToReveal } from '../../www/view/views.js';

const theme = { colors: {}, layers: [{ kind: 'areas' }, { kind: 'names', fromWidth: 720 }], hover: [], focus: [], halos: [], swatches: [] };
/** A breakpoint layout; its markers in columns, as page data has them. */
const layout = (width, ...markers) => ({ width, markers, names: [], hairlines: [] });
const pageData = (name = 'equal-earth') => ({
  projection: { name, center: [0, 0], height: 500 },
  insets: [],
  text: { key: 'circles' },
  footnotesFrom: [0, 800],
  classes: ['yes', 'no'],
  classOf: [0, 1, 1],
  style: {
    breakpoints: [320, 600, 960, 3840], css: {}, themes: { light: theme }, pad: [8, 12, 16, 16], bar: { height: 10, lines: 3 }, radius: 4, hairline: 1.5, growth: [1.1 / .6, 8],
    pointing: { near: 12, smallPx2: 100, finger: 24, visiblePx2: 6, carriesItselfPx2: 12 },
  },
  layouts: [layout(304, [2], [160], [0]), layout(928, [2], [0], [0])],
});
const more = {
  statuses: [{ stance: 'yes', spoken: '{name}: yes', kind: 'member', cells: ['Yes', 'No'] }],
  regions: [['FRA', 'France', 0, 0, 'weog', 500, 200, 20], ['DEU', 'Allemagne', 'Germany', 0, 'weog', 520, 190, 20], ['TUV', 'Tuvalu', 0, 0, 'asia-pacific', 950, 300, 0]],
  footnotes: [{ about: 'near', text: 'Seen from afar' }, { about: 'wide', text: 'Seen on wide maps' }],
  navigation: [[-1, 1, -1, -1], [0, -1, -1, -1], [-1, -1, -1, -1]],
};
/** The first region left of 510 units, the second right of it up to 600; the third is a marker alone. */
const viewer = {
  forward: (lon, lat) => [500 + lon / .36, 250 - lat / .36],
  inverse: (x, y) => [(x - 500) * .36, (250 - y) * .36],
  at: (x) => x < 0 ? undefined : x < 510 ? 0 : x < 600 ? 1 : undefined,
  near: () => undefined,
  home: (number) => number === 2 ? [950, 300] : undefined,
  area: () => 1,
  middle: () => [0, 0],
  turn: () => {},
};

function shown({ width = 960, name } = {}) {
  const map = new MapView(viewer, pageData(name));
  map.addDetails(more);
  map.resize(width, 'light');
  return map;
}
const near = (found, wanted) => found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${found}, expected ${wanted}`));

test('the map takes the width that the paddings leave, in proportion', () => {
  const map = shown({ width: 960 });
  assert.deepEqual([map.width, map.height], [928, 464]);
  assert.equal(shown({ width: 460 }).width, 460 - 20);
});

test('figures are neither narrower nor wider than the style knows', () => {
  assert.equal(shown({ width: 100 }).width, 304);
  assert.equal(shown({ width: 9000 }).width, 3840 - 32);
});

test('layers are those of the width', () => {
  assert.deepEqual(shown({ width: 960 }).layers.map(({ kind }) => kind), ['areas', 'names']);
  assert.deepEqual(shown({ width: 600 }).layers.map(({ kind }) => kind), ['areas']);
});

test('borders of 0.6 px grow with the magnification to 1.1 px at 8 times, and no more', () => {
  const map = shown();
  const widths = [1, 2, 8, 64].map((scale) => {
    map.view = { scale, x: 0, y: 0 };
    return .6 * map.grown;
  });
  near(widths, [.6, .6 + .5 / 3, 1.1, 1.1]);
});

test('units and px lead to each other at any view', () => {
  const map = shown();
  map.view = { scale: 3, x: -400, y: -200 };
  near(map.toUnits(map.toPx([123, 45])), [123, 45]);
});

test('a place that is magnified about stays where it is', () => {
  const map = shown();
  map.view = map.zoomed(4, [300, 200]);
  const units = map.toUnits([300, 200]);
  map.view = map.zoomed(10, [300, 200]);
  near(map.toUnits([300, 200]), units);
});

test('magnification is bounded, and the edge of the map stays outside', () => {
  const { width, height } = shown();
  assert.deepEqual(clampedView({ scale: 100, x: 5, y: 5 }, width, height), { scale: 64, x: 0, y: 0 });
  assert.deepEqual(clampedView({ scale: 2, x: -5000, y: -5000 }, width, height), { scale: 2, x: -width, y: -height });
});

test('a view has the place that is asked for in its middle', () => {
  const map = shown();
  map.view = map.viewOf([20, 10], 8);
  near(map.middle, [20, 10]);
});

test('the view of a box shows all of it, and not much more', () => {
  const map = shown();
  map.view = viewOfBox(map, [0, 0, 36, 9]);
  const [left, top, right, bottom] = map.window();
  assert.ok(left < 500.001 && right > 599.999 && top < 225.001 && bottom > 249.999, `${left} ${top} ${right} ${bottom}`);
  assert.ok(Math.abs(right - left - 100) < 1e-6);
});

test('what is seen stays in place when the size changes', () => {
  const map = shown({ width: 960 });
  map.view = map.viewOf([20, 10], 8);
  map.resize(600, 'light');
  near(map.middle, [20, 10]);
});

test('only what is out of sight is revealed', () => {
  const map = shown();
  assert.equal(viewToReveal(map, map.byCode.get('FRA')), null);
  map.view = map.viewOf([-150, 60], 16);
  map.view = viewToReveal(map, map.byCode.get('FRA')).view;
  near(map.anchorOf(map.byCode.get('FRA')), [map.width / 2, map.height / 2]);
});

test('a globe turns across 180° and not beyond the poles', () => {
  const map = shown({ name: 'orthographic' });
  map.turn([190, 95]);
  assert.deepEqual(map.center, [-170, 90]);
  assert.deepEqual(map.middle, [-170, 90]);
});

test('the same map in other words is seen as before', () => {
  const map = shown();
  map.view = map.viewOf([20, 10], 8);
  const other = map.inWords({ ...pageData(), text: {} });
  assert.equal(other.view, map.view);
});

test('markers stand by the layout below the width, spread; small members have leaders', () => {
  const map = shown({ width: 640 });
  const [marker] = map.markers;
  assert.equal(marker.region.iso3, 'TUV');
  near([marker.center[0] - marker.home[0]], [20 * map.width / 304]);
  assert.ok(marker.leader);
  assert.equal(shown({ width: 960 }).markers[0].leader, null);
});

test('footnotes are those of places that are seen at the width', () => {
  assert.deepEqual(shown({ width: 960 }).text.footnotes, more.footnotes);
  assert.deepEqual(shown({ width: 700 }).text.footnotes, [more.footnotes[0]]);
});

test('footnotes have their places before their texts are known', () => {
  const map = new MapView(viewer, pageData());
  map.resize(700, 'light');
  assert.deepEqual(map.text.footnotes, [{ about: '', text: '' }]);
});

test('a theme that is not part of the page data is there once it is added', () => {
  const map = shown();
  assert.deepEqual([map.has('light'), map.has('contrast')], [true, false]);
  map.addTheme('contrast', { ...theme, colors: { paper: '#000' } });
  assert.ok(map.has('contrast'));
  map.resize(960, 'contrast');
  assert.deepEqual(map.colors, { paper: '#000' });
});

test('a theme with layouts of its own has its markers there, others where the page data says', () => {
  const map = shown({ width: 960 });
  map.addTheme('contrast', { ...theme, layouts: [layout(304, [1], [0], [0]), layout(928, [1, 1], [8, 16], [-8, 0])] });
  const markers = () => map.markers.map(({ region, home, center }) => [region.iso3, center[0] - home[0], center[1] - home[1]]);
  assert.deepEqual(markers(), [['TUV', 0, 0]]);
  map.resize(960, 'contrast');
  assert.deepEqual(markers().map(([iso3]) => iso3), ['DEU', 'TUV']);
  near(markers().flatMap(([, ...moved]) => moved), [1, -1, 2, 0]);
  map.resize(320, 'contrast');
  assert.deepEqual(markers().map(([iso3]) => iso3), ['DEU']);
  map.resize(320, 'light');
  near(markers()[0].slice(1), [20, 0]);
});

test('a layout that page data lacks is loaded for the width and the theme, once each; until then the nearest serves', async () => {
  const asked = [];
  const map = new MapView(viewer, pageData());
  map.addDetails(more);
  map.resize(600, 'light');
  assert.equal(map.isRoughlyLaidOut, false);
  map.loadLayout = async (width, name) => {
    asked.push([width, name]);
    return layout(width - 24, [2], [80], [0]);
  };
  const shifted = () => map.markers[0].center[0] - map.markers[0].home[0];
  for (const width of [600, 600, 960]) {
    map.resize(width, 'light');
    assert.equal(map.markers.length, 1);
    if (!map.isRoughlyLaidOut) continue;
    const before = shifted();
    await map.layOut();
    assert.notEqual(shifted(), before);
  }
  // 960 is among the page data's.
  assert.deepEqual(asked, [[600, 'light']]);
  map.resize(600, 'light');
  near([shifted()], [10]);
});

test('arrows lead to neighbours, and nowhere at the edge', () => {
  const map = shown();
  assert.equal(neighbour(map, map.byCode.get('FRA'), 'right').iso3, 'DEU');
  assert.equal(neighbour(map, map.byCode.get('FRA'), 'left'), null);
});
