// Where a card stands: near the pointer, in sight, and off the region that it is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeCard } from '../../www/view/card-place.js';

const SIZE = [200, 80];
const LIMITS = [0, 0, 1000, 500];
const [GAP, POINTER] = [8, 14];

/** A map on which the region fills a box (left, top, right, bottom), and has a marker or none. */
const mapWith = ([l, t, r, b], marker, pointing) => ({
  pointing: { cardGap: GAP, cardPointer: POINTER, ...pointing },
  radius: 4,
  markerOf: () => marker,
  toUnits: (place) => place,
  viewer: { meets: (_, left, top, right, bottom) => left <= r && right >= l && top <= b && bottom >= t },
});
const nowhere = [-99, -99, -98, -98];
const place = (box, pointer, { marker, limits = LIMITS, ...pointing } = {}) => placeCard(mapWith(box, marker, pointing), {}, SIZE, limits, pointer);

test('a card stands above the pointer, where there is room', () => {
  const [left, top] = place(nowhere, [500, 300]);
  assert.ok(top + SIZE[1] <= 300 - POINTER, `${top}`);
  assert.equal(left + SIZE[0] / 2, 500);
});

test('a card never covers its region, nor comes too near to it', () => {
  const box = [450, 200, 550, 300];
  const [left, top] = place(box, [500, 250]);
  const isApart = left + SIZE[0] + GAP < box[0] || left - GAP > box[2] || top + SIZE[1] + GAP < box[1] || top - GAP > box[3];
  assert.ok(isApart, `${left}, ${top}`);
});

test('a card stays within the limits, at any corner', () => {
  for (const pointer of [[2, 2], [998, 2], [2, 498], [998, 498]]) {
    const [left, top] = place(nowhere, pointer);
    assert.ok(left >= 0 && top >= 0 && left + SIZE[0] <= 1000 && top + SIZE[1] <= 500, `${left}, ${top} for ${pointer}`);
    const [dx, dy] = [Math.max(left - pointer[0], pointer[0] - left - SIZE[0], 0), Math.max(top - pointer[1], pointer[1] - top - SIZE[1], 0)];
    assert.ok(Math.hypot(dx, dy) >= POINTER, `${left}, ${top} lies under ${pointer}`);
  }
});

test('a card keeps clear of the marker of a region that lies elsewhere', () => {
  const center = [500, 250];
  const [left, top] = place(nowhere, [500, 290], { marker: { center } });
  const [dx, dy] = [Math.max(left - center[0], center[0] - left - SIZE[0], 0), Math.max(top - center[1], center[1] - top - SIZE[1], 0)];
  assert.ok(Math.hypot(dx, dy) >= 4 + GAP, `${left}, ${top}`);
});

test('where the region fills everything, the card stands as far from the pointer as it can', () => {
  const [left, top] = place([-9, -9, 1009, 509], [100, 100]);
  assert.ok(Math.hypot(left - 100, top - 100) > 600, `${left}, ${top}`);
  assert.ok(left + SIZE[0] <= 1000 && top + SIZE[1] <= 500);
});

test('cardPointer: how far from the pointer a card stands at least', () => {
  assert.deepEqual(place(nowhere, [500, 300]), [400, 300 - POINTER - SIZE[1]]);
  assert.deepEqual(place(nowhere, [500, 300], { cardPointer: 30 }), [400, 300 - 30 - SIZE[1]]);
});

test('cardPointer: a card at the edge of the limits keeps its distance too', () => {
  const pointer = [500, SIZE[1] + 20];
  const distance = (cardPointer) => {
    const [left, top] = place(nowhere, pointer, { cardPointer });
    return Math.hypot(Math.max(left - pointer[0], pointer[0] - left - SIZE[0], 0), Math.max(top - pointer[1], pointer[1] - top - SIZE[1], 0));
  };
  for (const wanted of [14, 30, 60]) assert.ok(distance(wanted) >= wanted, `${distance(wanted)}, expected ${wanted}`);
});

test('cardGap: how far from its region a card stands at least', () => {
  const box = [450, 280, 550, 320];
  const gap = (cardGap) => box[1] - place(box, [500, 300], { cardGap })[1] - SIZE[1];
  for (const wanted of [1, 8, 20, 40]) assert.ok(gap(wanted) > wanted && gap(wanted) <= wanted + 10, `${gap(wanted)}, expected ${wanted}`);
});

test('cardGap: how far from its marker a card stands at least', () => {
  const center = [500, 280];
  const gap = (cardGap) => {
    const [left, top] = place(nowhere, [500, 290], { marker: { center }, cardGap });
    return Math.hypot(Math.max(left - center[0], center[0] - left - SIZE[0], 0), Math.max(top - center[1], center[1] - top - SIZE[1], 0)) - 4;
  };
  for (const wanted of [1, 20, 40]) assert.ok(gap(wanted) >= wanted && gap(wanted) <= wanted + 20, `${gap(wanted)}, expected ${wanted}`);
});
