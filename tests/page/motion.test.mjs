// The arithmetic of zooming, panning and gliding.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, dragOf, eased, releaseSpeed, shorterWay, slowed, wheelFactor } from '../../www/view/motion.js';

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found}, expected ${wanted}`);

test('between two views magnification grows by equal factors', () => {
  const [from, to] = [{ scale: 1, x: 0, y: 0 }, { scale: 16, x: -3000, y: -1500 }];
  near(between(from, to, .5).scale, 4);
  near(between(from, to, .25).scale, 2);
  assert.deepEqual(between(from, to, 0), from);
  near(between(from, to, 1).x, -3000);
});

test('between two views the place that both show at one point of the screen stays there', () => {
  const [from, to] = [{ scale: 2, x: -100, y: -50 }, { scale: 8, x: -1000, y: -650 }];
  // What lies at p of the whole map is seen at p · scale + x.
  const place = (from.x - to.x) / (to.scale - from.scale);
  const seen = place * from.scale + from.x;
  for (const t of [.1, .5, .9]) {
    const { scale, x } = between(from, to, t);
    near(place * scale + x, seen);
  }
});

test('between two views of one magnification the way is straight', () => {
  assert.deepEqual(between({ scale: 3, x: 0, y: -10 }, { scale: 3, x: -100, y: -30 }, .25), { scale: 3, x: -25, y: -15 });
});

test('a change of view begins fast and ends slowly', () => {
  assert.deepEqual([eased(0), eased(1)], [0, 1]);
  assert.ok(eased(.5) > .8);
});

test('a globe turns the shorter way, also across 180°', () => {
  assert.equal(shorterWay(10, 50), 40);
  assert.equal(shorterWay(170, -170), 20);
  assert.equal(shorterWay(-170, 170), -20);
  assert.equal(shorterWay(0, 181), -179);
});

test('a wheel magnifies by its turn, lines and pages count more, and one turn at most so much', () => {
  near(wheelFactor({ deltaY: -10, deltaMode: 0 }), Math.exp(.1));
  near(wheelFactor({ deltaY: -1, deltaMode: 1 }), Math.exp(.16));
  near(wheelFactor({ deltaY: 1000, deltaMode: 0 }), Math.exp(-.6));
  near(wheelFactor({ deltaY: 1, deltaMode: 2 }), Math.exp(-.6));
  near(wheelFactor({ deltaY: 5, deltaMode: 0 }) * wheelFactor({ deltaY: -5, deltaMode: 0 }), 1);
});

test('one pointer drags and magnifies nothing', () => {
  assert.deepEqual(dragOf([[10, 20]], [[15, 17]]), { dx: 5, dy: -3, times: 1, at: [15, 17] });
});

test('two pointers magnify by how much farther apart they are, about their middle', () => {
  assert.deepEqual(dragOf([[0, 0], [10, 0]], [[0, 0], [30, 0]]), { dx: 10, dy: 0, times: 3, at: [15, 0] });
});

test('two pointers at one place magnify nothing', () => {
  assert.equal(dragOf([[5, 5], [5, 5]], [[5, 5], [5, 5]]).times, 1);
});

test('a map is let go with the speed of its last moments', () => {
  const trail = [[0, 0, 0], [500, 400, 0], [550, 410, 5], [590, 430, 10]];
  assert.deepEqual(releaseSpeed(trail, 600), [20 / 40, 5 / 40]);
});

test('a map that was held still before it was let go rests', () => {
  assert.equal(releaseSpeed([[0, 0, 0], [20, 50, 0]], 200), null);
  assert.equal(releaseSpeed([[590, 430, 10]], 600), null);
  assert.equal(releaseSpeed([], 600), null);
});

test('a gliding map loses the same share of its speed in one long frame as in two short ones', () => {
  const [vx, vy] = slowed(slowed([2, 1], 8), 8);
  const [wx, wy] = slowed([2, 1], 16);
  near(vx, wx);
  near(vy, wy);
  near(slowed([1, 0], 1000) === null ? 0 : 1, 0);
});
