// The reader's gestures: wheel with Ctrl or ⌘, two fingers, drag, double click. A bare wheel and a single finger are
// the page's: it scrolls.
import { apart, dragOf, releaseSpeed, wheelFactor } from './motion.js';

/** @typedef {import('./motion.js').Point} Point */

/** A double click magnifies so many times. */
const STEP = 2;
/** A press that moves farther is a drag, px. */
const DRAG = 4;
/** The wheel has come to rest after so long, ms. */
const WHEEL_RESTS = 160;

/**
 * Moves a camera by gestures on `node`. `place(event)` is where an event lies, px of the map; `isOnMap(event)` whether
 * it is meant for it. Gives what ends a gesture.
 * @param {HTMLElement} node
 * @param {import('./camera.js').Camera} camera
 * @param {{ place: (event: MouseEvent) => Point, isOnMap: (event: Event) => boolean }} actions
 */
export function listenForGestures(node, camera, { place, isOnMap }) {
  /** @type {Map<number, Point>} Places of what is pressed, by id. */
  const pointers = new Map();
  let isDragged = false;
  /** @type {import('./motion.js').TrailPoint[]} */
  let trail = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  const stop = () => {
    camera.stop();
    pointers.clear();
  };

  node.addEventListener('wheel', (event) => {
    const { mapView } = camera;
    if (!mapView || !(event.ctrlKey || event.metaKey) || !isOnMap(event)) return;
    event.preventDefault();
    stop();
    camera.show(mapView.zoomed(mapView.view.scale * wheelFactor(event), place(event)));
    clearTimeout(resting);
    resting = setTimeout(() => camera.rest(), WHEEL_RESTS);
  }, { passive: false });

  node.addEventListener('pointerdown', (event) => {
    isDragged = false;
    if (!camera.mapView || event.button !== 0 || !isOnMap(event)) return;
    camera.stop();
    if (event.pointerType !== 'touch') pointers.clear();
    pointers.set(event.pointerId, place(event));
    trail = [];
  });

  node.addEventListener('pointermove', (event) => {
    const { mapView } = camera;
    const before = pointers.get(event.pointerId);
    if (!mapView || !before) return;
    const isTouch = event.pointerType === 'touch';
    if (!isTouch && !event.buttons) {
      pointers.clear();
      return;
    }
    const now = place(event);
    if (pointers.size !== 2) {
      // One finger is the page's; a mouse moves what is magnified.
      if (isTouch || !(mapView.isGlobe || mapView.view.scale > 1)) return;
      if (!isDragged && apart([before, now]) < DRAG) return;
    }
    const old = [...pointers.values()];
    pointers.set(event.pointerId, now);
    isDragged = true;
    const { dx, dy, times, at } = dragOf(old, [...pointers.values()]);
    trail.push([event.timeStamp, ...at]);
    camera.shift(dx, dy);
    camera.show(mapView.zoomed(mapView.view.scale * times, at));
  });

  /** @param {PointerEvent} event */
  const release = (event) => {
    const isPressed = pointers.delete(event.pointerId);
    if (isPressed && isDragged && !pointers.size) camera.glide(releaseSpeed(trail, event.timeStamp));
  };
  node.addEventListener('pointerup', release);
  node.addEventListener('pointercancel', release);

  node.addEventListener('dblclick', (event) => {
    if (isOnMap(event)) camera.zoom(STEP, place(event));
  });

  // Two fingers are the map's: without this the browser takes them for scrolling.
  /** @param {TouchEvent} event */
  const keep = (event) => {
    if (event.touches.length > 1 && isOnMap(event)) event.preventDefault();
  };
  node.addEventListener('touchstart', keep, { passive: false });
  node.addEventListener('touchmove', keep, { passive: false });

  // A drag is no click.
  node.addEventListener('click', (event) => {
    if (isDragged) event.stopImmediatePropagation();
    isDragged = false;
  }, { capture: true });

  return { stop };
}
