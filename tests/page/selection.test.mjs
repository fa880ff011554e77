// Outlines, card and events, as a reader points, focuses and pins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Selection } from '../../www/element/selection.js';

function watched() {
  const changes = [];
  const selection = new Selection((key, code, event) => changes.push([key, code, event]));
  return { selection, changes };
}

test('each change is one event', () => {
  const { selection, changes } = watched();
  selection.hover('FRA');
  selection.hover('FRA');
  selection.focus('DEU');
  selection.pin('FRA');
  selection.hover(null);
  assert.deepEqual(changes, [['hovered', 'FRA', 'hover'], ['focused', 'DEU', 'focus'], ['pinned', 'FRA', 'select'], ['hovered', null, 'hover']]);
});

test('a lost focus shows on the map and is no event', () => {
  const { selection, changes } = watched();
  selection.focus('DEU');
  selection.focus(null);
  assert.deepEqual(changes[1], ['focused', null, null]);
});

test('what the page itself pins first is no event', () => {
  const { selection, changes } = watched();
  selection.pin('KEN', { isSilent: true });
  assert.deepEqual(changes, [['pinned', 'KEN', null]]);
});

test('pinned and hovered countries are outlined, each once', () => {
  const { selection } = watched();
  assert.deepEqual(selection.outlined, []);
  selection.pin('FRA');
  selection.hover('KEN');
  assert.deepEqual(selection.outlined, ['FRA', 'KEN']);
  selection.hover('FRA');
  assert.deepEqual(selection.outlined, ['FRA']);
  selection.focus('DEU');
  assert.deepEqual(selection.outlined, ['FRA']);
});

test('the card is about what is hovered, else focused, else pinned', () => {
  const { selection } = watched();
  assert.equal(selection.described, null);
  selection.pin('FRA');
  assert.equal(selection.described, 'FRA');
  selection.focus('DEU');
  assert.equal(selection.described, 'DEU');
  selection.hover('KEN');
  assert.equal(selection.described, 'KEN');
  selection.hover(null);
  assert.equal(selection.described, 'DEU');
});

test('a card that the reader closed stays away until something else is focused or pinned', () => {
  const { selection } = watched();
  selection.focus('DEU');
  selection.pin('FRA');
  selection.release();
  assert.equal(selection.described, null);
  selection.hover('KEN');
  assert.equal(selection.described, 'KEN');
  selection.hover(null);
  assert.equal(selection.described, null);
  selection.focus('DEU'); // as before
  assert.equal(selection.described, null);
  selection.focus('FRA');
  assert.equal(selection.described, 'FRA');
  selection.release();
  selection.pin('FRA');
  assert.equal(selection.described, 'FRA');
  selection.release();
  selection.clear();
  selection.focus('FRA');
  assert.equal(selection.described, 'FRA');
});

test('letting go keeps the focus and the stance that is shown alone', () => {
  const { selection, changes } = watched();
  selection.hover('KEN');
  selection.pin('FRA');
  selection.focus('DEU');
  selection.isolate('no');
  changes.length = 0;
  selection.release();
  assert.deepEqual(changes, [['hovered', null, 'hover'], ['pinned', null, 'select']]);
  assert.deepEqual([selection.focused, selection.isolated], ['DEU', 'no']);
});

test('a stance that is shown alone is let go by the same press', () => {
  const { selection, changes } = watched();
  selection.isolate('no');
  selection.isolate('yes');
  selection.isolate('yes');
  assert.deepEqual(changes, [['isolated', 'no', null], ['isolated', 'yes', null], ['isolated', null, null]]);
});

test('with another map everything is let go, without events', () => {
  const { selection, changes } = watched();
  selection.hover('KEN');
  selection.focus('KEN');
  selection.pin('KEN');
  selection.isolate('no');
  changes.length = 0;
  selection.clear();
  assert.deepEqual(changes, []);
  assert.deepEqual([selection.hovered, selection.focused, selection.pinned, selection.isolated], [null, null, null, null]);
});
