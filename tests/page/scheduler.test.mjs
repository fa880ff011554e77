// What is drawn when: sizes that settle, one answer a frame to the pointer, finer paths a little a frame.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUDGET, Scheduler, SETTLED } from '../../www/element/scheduler.js';
import { fakeClock } from './clock.mjs';

/** A scheduler whose painter needs so many frames to trace finer paths. */
function scheduled(t, { coarse = 0, isShown = true } = {}) {
  const clock = fakeClock(t);
  const done = [];
  const painter = {
    left: coarse,
    get isCoarse() { return this.left > 0; },
    refine(ms) {
      done.push(`refine ${ms}`);
      this.left -= 1;
      return this.left === 0;
    },
  };
  const scheduler = new Scheduler({
    draw: () => done.push('draw'),
    painter: () => isShown ? painter : null,
    requestDetail: () => {},
    repaint: () => {
      done.push('repaint');
      scheduler.moved();
    },
    paintRested: () => done.push('paint at rest'),
    rested: () => done.push('rested'),
  });
  return { clock, painter, scheduler, done };
}

test('the first size is drawn in the next frame, later ones once they have settled', (t) => {
  const { clock, scheduler, done } = scheduled(t);
  scheduler.resized(false);
  clock.frame();
  assert.deepEqual(done, ['draw']);
  scheduler.resized(true);
  clock.pass(SETTLED - 1);
  scheduler.resized(true);
  clock.pass(SETTLED - 1);
  assert.deepEqual(done, ['draw']);
  clock.pass(1);
  assert.deepEqual(done, ['draw', 'draw']);
});

test('a pointer has one answer a frame: the last', (t) => {
  const { clock, scheduler } = scheduled(t);
  const seen = [];
  for (const place of [1, 2, 3]) scheduler.inFrame(() => seen.push(place));
  clock.frame();
  assert.deepEqual(seen, [3]);
});

test('what the first picture can do without waits for two frames and a task', (t) => {
  const { clock, scheduler, done } = scheduled(t);
  scheduler.afterPaint(() => done.push('later'));
  clock.frame(2, 0);
  assert.deepEqual(done, []);
  clock.pass(0);
  assert.deepEqual(done, ['later']);
});

test('finer paths take little of a frame while the map moves, more at rest, and are painted when done', (t) => {
  const { clock, scheduler, done } = scheduled(t, { coarse: 3 });
  scheduler.moved();
  clock.frame();
  assert.deepEqual(done, [`refine ${BUDGET.moving}`]);
  clock.frame(2);
  assert.deepEqual(done.slice(1), [`refine ${BUDGET.resting}`, `refine ${BUDGET.resting}`, 'repaint']);
  assert.equal(clock.asked, 0);
});

test('paths that are done while the map moves are painted a frame later', (t) => {
  const { clock, scheduler, done } = scheduled(t, { coarse: 1 });
  scheduler.moved();
  clock.frame();
  assert.deepEqual(done, [`refine ${BUDGET.moving}`]);
  clock.frame();
  assert.deepEqual(done.slice(1), ['repaint']);
});

test('a map that is as fine as it gets asks for no frame', (t) => {
  const { clock, scheduler } = scheduled(t);
  scheduler.moved();
  assert.equal(clock.asked, 0);
});

test('a fine map rests at once, another once it is fine', (t) => {
  const fine = scheduled(t);
  fine.scheduler.rested();
  assert.deepEqual(fine.done, ['paint at rest', 'rested']);
  const { clock, scheduler, done } = scheduled(t, { coarse: 2 });
  scheduler.moved();
  scheduler.rested();
  assert.deepEqual(done, ['paint at rest']);
  clock.frame(2);
  assert.deepEqual(done.slice(1), [`refine ${BUDGET.moving}`, `refine ${BUDGET.resting}`, 'repaint', 'paint at rest', 'rested']);
});

test('without a live map nothing is traced', (t) => {
  const { clock, scheduler, done } = scheduled(t, { coarse: 2, isShown: false });
  scheduler.moved();
  clock.frame();
  assert.deepEqual(done, []);
});

test('what is still to be drawn is dropped when the element goes', (t) => {
  const { clock, scheduler, done } = scheduled(t);
  scheduler.resized(false);
  scheduler.resized(true);
  scheduler.stop();
  clock.frame(10, 100);
  assert.deepEqual(done, []);
});
