// How the camera moves what is seen, frame by frame.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Camera } from '../../www/view/camera.js';
import { fakeClock } from './clock.mjs';
import { fakeMapView } from './map-view.mjs';

function filmed(t, options) {
  const clock = fakeClock(t);
  const mapView = fakeMapView(options);
  const seen = { moved: 0, rested: 0 };
  const camera = new Camera({ mapView }, { moved: () => { seen.moved += 1; }, rested: () => { seen.rested += 1; } });
  return { clock, mapView, seen, camera };
}

test('a change of view is shown in steps, and rests once at its end', (t) => {
  const { clock, mapView, seen, camera } = filmed(t);
  camera.zoom(4);
  assert.equal(mapView.view.scale, 1);
  clock.frame(3);
  assert.ok(mapView.view.scale > 1 && mapView.view.scale < 4, `${mapView.view.scale} after three frames`);
  assert.equal(seen.rested, 0);
  clock.frame(30);
  assert.deepEqual(mapView.view, { scale: 4, x: -1500, y: -750 });
  assert.equal(seen.rested, 1);
  assert.equal(clock.asked, 0);
});

test('readers who prefer reduced motion see the end at once', (t) => {
  const { clock, mapView, seen, camera } = filmed(t);
  clock.isStill = true;
  camera.zoom(2);
  assert.equal(mapView.view.scale, 2);
  assert.deepEqual(seen, { moved: 1, rested: 1 });
});

test('magnification and edges are kept within bounds', (t) => {
  const { mapView, camera } = filmed(t);
  camera.go({ scale: 1000, x: 10, y: 10 }, { animate: false });
  assert.deepEqual(mapView.view, { scale: 64, x: 0, y: 0 });
  camera.go({ scale: .1, x: -50, y: 10 }, { animate: false });
  assert.deepEqual(mapView.view, { scale: 1, x: 0, y: 0 });
});

test('keys move a magnified map by a share of its width', (t) => {
  const { clock, mapView, camera } = filmed(t);
  clock.isStill = true;
  mapView.view = { scale: 4, x: -1000, y: -500 };
  camera.move('right');
  assert.equal(mapView.view.x, -1160);
  camera.move('up');
  assert.equal(mapView.view.y, -340);
});

test('no box shows the whole map', (t) => {
  const { clock, mapView, camera } = filmed(t);
  clock.isStill = true;
  camera.goToBox([0, 0, 10, 10]);
  assert.equal(mapView.view.scale, 4);
  camera.goToBox(undefined);
  assert.deepEqual(mapView.view, { scale: 1, x: 0, y: 0 });
});

test('a globe turns the shorter way and stays in the middle', (t) => {
  const { clock, mapView, camera } = filmed(t, { isGlobe: true });
  mapView.center = [170, 0];
  camera.go({ scale: 2, x: 0, y: 0 }, { center: [-170, 40] });
  clock.frame(4);
  assert.ok(mapView.center[0] > 170, `${mapView.center[0]} is on the way east`);
  clock.frame(30);
  assert.deepEqual(mapView.center, [190, 40]);
  assert.deepEqual(mapView.view, { scale: 2, x: -500, y: -250 });
});

test('a map that is let go runs on ever slower and rests', (t) => {
  const { clock, mapView, seen, camera } = filmed(t);
  mapView.view = { scale: 8, x: -3000, y: -1500 };
  camera.glide([-1, 0]);
  const places = [];
  for (let i = 0; i < 60 && clock.asked; i += 1) {
    clock.frame();
    places.push(mapView.view.x);
  }
  const steps = places.slice(1).map((x, i) => places[i] - x);
  assert.ok(steps.length > 5 && steps.every((step, i) => step > 0 && (i === 0 || step < steps[i - 1])), steps.join(' '));
  assert.equal(seen.rested, 1);
});

test('a glide ends at the edge of the map and where a new movement begins', (t) => {
  const { clock, mapView, seen, camera } = filmed(t);
  mapView.view = { scale: 2, x: -990, y: 0 };
  camera.glide([-5, 0]);
  clock.frame(2);
  assert.equal(mapView.view.x, -1000);
  camera.stop();
  assert.equal(clock.asked, 0);
  assert.equal(seen.rested, 0);
});

test('what is let go without speed rests at once', (t) => {
  const { clock, seen, camera } = filmed(t);
  camera.glide(null);
  assert.deepEqual([seen.rested, clock.asked], [1, 0]);
  clock.isStill = true;
  camera.glide([9, 9]);
  assert.deepEqual([seen.rested, clock.asked], [2, 0]);
});

test('without a map nothing moves', (t) => {
  const clock = fakeClock(t);
  const fail = () => assert.fail('nothing is there to move');
  const camera = new Camera({ mapView: null }, { moved: fail, rested: fail });
  camera.zoom(2);
  camera.move('left');
  camera.reset();
  camera.shift(1, 1);
  assert.equal(clock.asked, 0);
});
