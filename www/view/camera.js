// Moves what is seen: at once, or as an eye can follow. Buttons, keys and gestures all go through here.
import { between, clamp, clampedView, eased, MOST, shorterWay, slowed } from './motion.js';
import { viewOfBox } from './views.js';

/** @typedef {import('./map-view.js').MapView} MapView */
/** @typedef {import('./motion.js').View} View */
/** @typedef {import('./motion.js').Point} Point */

/** A key moves the map by this share of its width. */
const MOVES = .16;
/** How long a change of view takes, ms. */
const TAKES = 280;

/** @type {Record<string, Point>} */
const DIRECTIONS = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] };

const prefersStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * The view of a globe, which stays in the middle.
 * @param {MapView} mapView
 * @param {number} scale
 * @returns {View}
 */
const centred = ({ width, height }, scale) => ({ scale, x: width / 2 * (1 - scale), y: height / 2 * (1 - scale) });

export class Camera {
  #context;
  #actions;
  #frame = 0;

  /**
   * Moves the map view of `context`, if there is one; `moved()` repaints it, `rested()` is called when it has come to rest.
   * @param {{ readonly mapView: MapView | null }} context
   * @param {{ moved: () => void, rested: () => void }} actions
   */
  constructor(context, actions) {
    this.#context = context;
    this.#actions = actions;
  }

  get mapView() { return this.#context.mapView; }

  /**
   * Magnifies `times` about a place, or about the middle.
   * @param {number} times
   * @param {Point} [place]
   */
  zoom(times, place) {
    const { mapView } = this;
    if (mapView) this.go(mapView.zoomed(mapView.view.scale * times, place ?? [mapView.width / 2, mapView.height / 2]));
  }

  /**
   * Moves what is seen a step to the left or right, up or down.
   * @param {string} direction
   */
  move(direction) {
    const { mapView } = this;
    if (!mapView) return;
    const [dx, dy] = DIRECTIONS[direction].map((sign) => sign * mapView.width * MOVES);
    if (mapView.isGlobe) this.go(mapView.view, { center: mapView.turnedBy(dx, dy) });
    else this.go({ ...mapView.view, x: mapView.view.x + dx, y: mapView.view.y + dy });
  }

  /**
   * Shows a box of degrees, or the whole map.
   * @param {import('./motion.js').DegreeBox | undefined} box
   */
  goToBox(box) {
    if (box && this.mapView) this.go(viewOfBox(this.mapView, box));
    else this.reset();
  }

  /** Shows the whole map. */
  reset() {
    this.go({ scale: 1, x: 0, y: 0 });
  }

  /**
   * Goes to a view; a globe also turns to `center`.
   * @param {View} view
   * @param {{ animate?: boolean, center?: Point }} [options]
   */
  go(view, { animate = true, center } = {}) {
    const { mapView } = this;
    if (!mapView) return;
    this.stop();
    const { view: from, center: facing } = mapView;
    const to = mapView.isGlobe ? { ...centred(mapView, view.scale), scale: clamp(view.scale, 1, MOST) } : clampedView(view, mapView.width, mapView.height);
    const aim = center ?? facing;
    const around = shorterWay(facing[0], aim[0]);
    /** @param {number} t */
    const show = (t) => {
      mapView.view = t >= 1 ? to : between(from, to, t);
      if (mapView.isGlobe) mapView.turn([facing[0] + around * t, facing[1] + (aim[1] - facing[1]) * t]);
    };
    if (!animate || prefersStillness()) {
      show(1);
      // A globe is repainted at rest.
      if (!mapView.isGlobe) this.#actions.moved();
      this.rest();
      return;
    }
    /** @type {number | undefined} */
    let start;
    /** @param {number} now */
    const step = (now) => {
      start ??= now;
      const t = Math.min(1, (now - start) / TAKES);
      show(eased(t));
      this.#frame = t < 1 ? requestAnimationFrame(step) : 0;
      this.#actions.moved();
      if (t >= 1) this.rest();
    };
    this.#frame = requestAnimationFrame(step);
  }

  /**
   * Shows a view at once.
   * @param {View} view
   */
  show(view) {
    const { mapView } = this;
    if (!mapView) return;
    mapView.view = mapView.isGlobe ? centred(mapView, view.scale) : view;
    this.#actions.moved();
  }

  /**
   * Moves the map by so many px without showing it.
   * @param {number} dx
   * @param {number} dy
   */
  shift(dx, dy) {
    const { mapView } = this;
    if (!mapView) return;
    if (mapView.isGlobe) mapView.turn(mapView.turnedBy(dx, dy));
    else mapView.view = { ...mapView.view, x: mapView.view.x + dx, y: mapView.view.y + dy };
  }

  /**
   * Lets the map run on at a speed, px a ms, until it has come to rest; at once if it has none.
   * @param {Point | null} speed
   */
  glide(speed) {
    if (prefersStillness()) speed = null;
    /** @type {number | undefined} */
    let before;
    /** @param {number} now */
    const step = (now) => {
      const { mapView } = this;
      if (!mapView || !speed) return;
      const passed = now - (before ?? now - 16);
      before = now;
      this.shift(speed[0] * passed, speed[1] * passed);
      this.show(mapView.isGlobe ? mapView.view : clampedView(mapView.view, mapView.width, mapView.height));
      speed = slowed(speed, passed);
      this.#frame = speed ? requestAnimationFrame(step) : 0;
      if (!speed) this.rest();
    };
    if (speed) this.#frame = requestAnimationFrame(step);
    else this.rest();
  }

  rest() {
    this.#actions.rested();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
