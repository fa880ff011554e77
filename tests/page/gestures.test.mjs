// Which gestures are the map's, which are the page's, and what they do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenForGestures } from '../../www/view/gestures.js';
import { fakeClock } from './clock.mjs';
import { fakeMapView } from './map-view.mjs';

/** A node with gestures, and a camera that notes what it is asked for. */
function listened(t, { scale = 4, isGlobe = false, isOnMap = true } = {}) {
  const clock = fakeClock(t);
  const node = new EventTarget();
  const mapView = fakeMapView({ isGlobe });
  mapView.view = { scale, x: -1000, y: -500 };
  const asked = [];
  const camera = {
    mapView,
    stop: () => {},
    zoom: (times, place) => asked.push(['zoom', times, place]),
    shift(dx, dy) { asked.push(['shift', dx, dy]); },
    show: (view) => { mapView.view = view; asked.push(['show', view.scale]); },
    rest: () => asked.push(['rest']),
    glide: (speed) => asked.push(['glide', speed]),
  };
  const { stop } = listenForGestures(node, camera, { place: ({ clientX, clientY }) => [clientX, clientY], isOnMap: () => isOnMap });
  let time = 0;
  const send = (type, properties = {}) => {
    time += 10;
    const event = new Event(type, { cancelable: true });
    const all = { pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, clientX: 0, clientY: 0, deltaMode: 0, ...properties };
    for (const [name, value] of Object.entries({ ...all, timeStamp: time })) Object.defineProperty(event, name, { value });
    node.dispatchEvent(event);
    return event;
  };
  const at = (x, y) => ({ clientX: x, clientY: y });
  const finger = (id, x, y) => ({ pointerType: 'touch', pointerId: id, ...at(x, y) });
  return { clock, node, asked, send, at, finger, stop, wait: (ms) => { time += ms; } };
}

test('a bare wheel is the page’s, one with Ctrl or ⌘ magnifies and rests after a while', (t) => {
  const { clock, asked, send } = listened(t);
  assert.equal(send('wheel', { deltaY: -60 }).defaultPrevented, false);
  assert.deepEqual(asked, []);
  assert.equal(send('wheel', { deltaY: -60, ctrlKey: true }).defaultPrevented, true);
  assert.equal(asked[0][0], 'show');
  assert.ok(asked[0][1] > 7);
  clock.pass(100);
  send('wheel', { deltaY: -60, metaKey: true });
  clock.pass(100);
  assert.equal(asked.length, 2);
  clock.pass(100);
  assert.deepEqual(asked[2], ['rest']);
});

test('a mouse drags what is magnified; a small movement is a click', (t) => {
  const { asked, send, at } = listened(t);
  send('pointerdown', at(100, 100));
  send('pointermove', at(102, 101));
  send('pointerup', at(102, 101));
  assert.deepEqual(asked, []);
  send('pointerdown', at(100, 100));
  send('pointermove', at(110, 95));
  assert.deepEqual(asked, [['shift', 10, -5], ['show', 4]]);
  // Once it is a drag, small movements count.
  send('pointermove', at(111, 95));
  assert.deepEqual(asked[2], ['shift', 1, 0]);
});

test('a click after a drag selects nothing; the next one does', (t) => {
  const { node, send, at } = listened(t);
  let clicks = 0;
  node.addEventListener('click', () => { clicks += 1; });
  send('pointerdown', at(100, 100));
  send('pointermove', at(150, 100));
  send('pointerup', at(150, 100));
  send('click');
  assert.equal(clicks, 0);
  send('click');
  assert.equal(clicks, 1);
});

test('the whole map is not dragged, a globe is', (t) => {
  const flat = listened(t, { scale: 1 });
  const globe = listened(t, { scale: 1, isGlobe: true });
  for (const { send, at } of [flat, globe]) {
    send('pointerdown', at(100, 100));
    send('pointermove', at(150, 100));
  }
  assert.deepEqual(flat.asked, []);
  assert.deepEqual(globe.asked[0], ['shift', 50, 0]);
});

test('one finger scrolls the page, two move and magnify the map', (t) => {
  const { asked, send, finger } = listened(t);
  send('pointerdown', finger(1, 100, 100));
  send('pointermove', finger(1, 150, 100));
  assert.deepEqual(asked, []);
  send('pointerdown', finger(2, 200, 100));
  send('pointermove', finger(2, 300, 100));
  assert.deepEqual(asked, [['shift', 50, 0], ['show', 8]]);
});

test('what was dragged glides with its speed once the last finger is lifted', (t) => {
  const { asked, send, finger } = listened(t);
  send('pointerdown', finger(1, 100, 100));
  send('pointerdown', finger(2, 200, 100));
  send('pointermove', finger(1, 120, 100));
  send('pointermove', finger(2, 220, 100));
  send('pointerup', finger(1, 120, 100));
  assert.ok(!asked.some(([what]) => what === 'glide'));
  send('pointerup', finger(2, 220, 100));
  assert.deepEqual(asked.at(-1), ['glide', [1, 0]]);
});

test('what was held still before it is let go does not glide', (t) => {
  const { asked, send, at, wait } = listened(t);
  send('pointerdown', at(100, 100));
  send('pointermove', at(150, 100));
  wait(200);
  send('pointerup', at(150, 100));
  assert.deepEqual(asked.at(-1), ['glide', null]);
});

test('a mouse whose button was released elsewhere drags no more', (t) => {
  const { asked, send, at } = listened(t);
  send('pointerdown', at(100, 100));
  send('pointermove', { ...at(150, 100), buttons: 0 });
  send('pointermove', at(200, 100));
  assert.deepEqual(asked, []);
});

test('a double click magnifies about its place', (t) => {
  const { asked, send, at } = listened(t);
  send('dblclick', at(30, 40));
  assert.deepEqual(asked, [['zoom', 2, [30, 40]]]);
});

test('what happens on buttons and card is not for the map', (t) => {
  const { asked, send, at } = listened(t, { isOnMap: false });
  send('wheel', { deltaY: -60, ctrlKey: true });
  send('dblclick', at(30, 40));
  send('pointerdown', at(100, 100));
  send('pointermove', at(150, 100));
  assert.equal(send('touchmove', { touches: [1, 2] }).defaultPrevented, false);
  assert.deepEqual(asked, []);
});

test('the browser is kept from scrolling with two fingers, not with one', (t) => {
  const { send } = listened(t);
  assert.equal(send('touchmove', { touches: [1, 2] }).defaultPrevented, true);
  assert.equal(send('touchmove', { touches: [1] }).defaultPrevented, false);
});

test('after a stop nothing is pressed', (t) => {
  const { asked, send, at, stop } = listened(t);
  send('pointerdown', at(100, 100));
  stop();
  send('pointermove', at(150, 100));
  assert.deepEqual(asked, []);
});
