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

export class Gestures {
  #camera;
  #actions;
  /** @type {Map<number, Point>} Places of what is pressed, by id. */
  #pointers = new Map();
  #isDragged = false;
  /** @type {import('./motion.js').TrailPoint[]} */
  #trail = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /**
   * Listens on `node`. `place(event)` is where an event lies, px of the map; `isOnMap(event)` whether it is meant for it.
   * @param {HTMLElement} node
   * @param {import('./camera.js').Camera} camera
   * @param {{ place: (event: MouseEvent) => Point, isOnMap: (event: Event) => boolean }} actions
   */
  constructor(node, camera, actions) {
    this.#camera = camera;
    this.#actions = actions;
    node.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    node.addEventListener('pointerdown', (event) => this.#down(event));
    node.addEventListener('pointermove', (event) => this.#move(event));
    node.addEventListener('pointerup', (event) => this.#up(event));
    node.addEventListener('pointercancel', (event) => this.#up(event));
    node.addEventListener('dblclick', (event) => {
      if (actions.isOnMap(event)) camera.zoom(STEP, actions.place(event));
    });
    // Two fingers are the map's: without this the browser takes them for scrolling.
    /** @param {TouchEvent} event */
    const keep = (event) => {
      if (event.touches.length > 1 && actions.isOnMap(event)) event.preventDefault();
    };
    node.addEventListener('touchstart', keep, { passive: false });
    node.addEventListener('touchmove', keep, { passive: false });
    // A drag is no click.
    node.addEventListener('click', (event) => {
      if (this.#isDragged) event.stopImmediatePropagation();
      this.#isDragged = false;
    }, { capture: true });
  }

  stop() {
    this.#camera.stop();
    this.#pointers.clear();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { mapView } = this.#camera;
    if (!mapView || !(event.ctrlKey || event.metaKey) || !this.#actions.isOnMap(event)) return;
    event.preventDefault();
    this.stop();
    this.#camera.show(mapView.zoomed(mapView.view.scale * wheelFactor(event), this.#actions.place(event)));
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#camera.rest(), WHEEL_RESTS);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#isDragged = false;
    if (!this.#camera.mapView || event.button !== 0 || !this.#actions.isOnMap(event)) return;
    this.#camera.stop();
    if (event.pointerType !== 'touch') this.#pointers.clear();
    this.#pointers.set(event.pointerId, this.#actions.place(event));
    this.#trail = [];
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { mapView } = this.#camera;
    const before = this.#pointers.get(event.pointerId);
    if (!mapView || !before) return;
    const isTouch = event.pointerType === 'touch';
    if (!isTouch && !event.buttons) {
      this.#pointers.clear();
      return;
    }
    const now = this.#actions.place(event);
    if (this.#pointers.size !== 2) {
      // One finger is the page's; a mouse moves what is magnified.
      if (isTouch || !(mapView.isGlobe || mapView.view.scale > 1)) return;
      if (!this.#isDragged && apart([before, now]) < DRAG) return;
    }
    const old = [...this.#pointers.values()];
    this.#pointers.set(event.pointerId, now);
    this.#isDragged = true;
    const { dx, dy, times, at } = dragOf(old, [...this.#pointers.values()]);
    this.#trail.push([event.timeStamp, ...at]);
    this.#camera.shift(dx, dy);
    this.#camera.show(mapView.zoomed(mapView.view.scale * times, at));
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const isPressed = this.#pointers.delete(event.pointerId);
    if (isPressed && this.#isDragged && !this.#pointers.size) this.#camera.glide(releaseSpeed(this.#trail, event.timeStamp));
  }
}
