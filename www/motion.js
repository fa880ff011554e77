// Zooming, panning and turning: wheel with Ctrl or ⌘, two fingers, drag, double click, keys and buttons. A bare
// wheel and a single finger are the page's: it scrolls.
import { MapView, MOST } from './view/map-view.js';

/** A button, a key or a double click magnifies so many times. */
const STEP = 2;
/** A key moves the map by this share of its width. */
const MOVES = .16;
/** How long a change of view takes, ms. */
const TAKES = 280;
/** A press that moves farther is a drag, px. */
const DRAG = 4;
/** What is left of its speed when a dragged map was let go for a second. */
const GLIDE = .002;
/** Slower is at rest, px a ms. */
const REST = .02;

const eased = (t) => 1 - (1 - t) ** 3;
const middle = (points) => [0, 1].map((i) => points.reduce((sum, point) => sum + point[i], 0) / points.length);
const apart = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/**
 * Moves a map. `actions`: `plate()` gives it, null for none; `place(event)` where an event is, px of the map;
 * `moving()` paints it anew, `settled()` also when it has come to rest.
 */
export class Motion {
  #actions;
  #frame = 0;
  #pointers = new Map(); // places of what is pressed, by id
  #dragged = false;
  #trail = []; // of the drag: [time, x, y]

  constructor(node, actions) {
    this.#actions = actions;
    node.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    node.addEventListener('pointerdown', (event) => this.#down(event));
    node.addEventListener('pointermove', (event) => this.#move(event));
    for (const kind of ['pointerup', 'pointercancel']) node.addEventListener(kind, (event) => this.#up(event));
    node.addEventListener('dblclick', (event) => {
      const plate = this.#actions.plate();
      if (plate && this.#actions.isOnMap(event)) this.zoom(STEP, this.#actions.place(event));
    });
    // Two fingers are the map's: without this the browser takes them for scrolling.
    for (const kind of ['touchstart', 'touchmove']) {
      node.addEventListener(kind, (event) => {
        if (event.touches.length > 1 && this.#actions.isOnMap(event)) event.preventDefault();
      }, { passive: false });
    }
    // A drag is no click.
    node.addEventListener('click', (event) => {
      if (!this.#dragged) return;
      this.#dragged = false;
      event.stopImmediatePropagation();
    }, { capture: true });
  }

  /** Magnifies `times` about a place, or about the middle. */
  zoom(times, place) {
    const plate = this.#actions.plate();
    if (!plate) return;
    const at = place ?? [plate.width / 2, plate.height / 2];
    this.go(plate.zoomed(plate.view.scale * times, at));
  }

  /** Moves what is seen a step to the left or right, up or down. */
  move(direction) {
    const plate = this.#actions.plate();
    if (!plate) return;
    const [dx, dy] = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] }[direction].map((sign) => sign * plate.width * MOVES);
    if (plate.isGlobe) this.go(plate.view, { center: plate.turnedBy(dx, dy) });
    else this.go({ ...plate.view, x: plate.view.x + dx, y: plate.view.y + dy });
  }

  /** Shows the whole map. */
  reset() {
    this.go({ scale: 1, x: 0, y: 0 });
  }

  /** Goes to a view, at once or as an eye can follow; a globe also turns to `center`. */
  go(view, { animate = true, center } = {}) {
    const plate = this.#actions.plate();
    if (!plate) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const [from, facing] = [plate.view, plate.center];
    const to = plate.isGlobe ? { scale: Math.max(1, Math.min(MOST, view.scale)), ...Motion.#middle(plate, view.scale) } : MapView.clamped(view, plate.width, plate.height);
    const aim = center ?? facing;
    // The short way round.
    const around = ((aim[0] - facing[0] + 540) % 360) - 180;
    const show = (t) => {
      plate.view = t >= 1 ? to : Motion.#between(from, to, t);
      if (plate.isGlobe) plate.turn([facing[0] + around * t, facing[1] + (aim[1] - facing[1]) * t]);
    };
    if (!animate || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(1);
      // A globe is painted anew at rest.
      if (!plate.isGlobe) this.#actions.moving();
      this.#actions.settled();
      return;
    }
    let start;
    const step = (now) => {
      start ??= now;
      const t = Math.min(1, (now - start) / TAKES);
      show(eased(t));
      this.#frame = t < 1 ? requestAnimationFrame(step) : 0;
      this.#actions.moving();
      if (t >= 1) this.#actions.settled();
    };
    this.#frame = requestAnimationFrame(step);
  }

  static #middle({ width, height }, scale) {
    return { x: width / 2 * (1 - scale), y: height / 2 * (1 - scale) };
  }

  /** Magnification grows evenly; the place that does not move stays where it is. */
  static #between(from, to, t) {
    const scale = from.scale * (to.scale / from.scale) ** t;
    const share = to.scale === from.scale ? t : (scale - from.scale) / (to.scale - from.scale);
    return { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#pointers.clear();
  }

  #show(view) {
    const plate = this.#actions.plate();
    if (plate.isGlobe) plate.view = { scale: view.scale, ...Motion.#middle(plate, view.scale) };
    else plate.view = view;
    this.#actions.moving();
  }

  #wheel(event) {
    const plate = this.#actions.plate();
    if (!plate || !(event.ctrlKey || event.metaKey) || !this.#actions.isOnMap(event)) return;
    event.preventDefault();
    this.stop();
    // A pinch on a pad comes as small steps, a wheel as large ones; lines are 16 px, pages 400.
    const px = event.deltaY * ([1, 16, 400][event.deltaMode] ?? 1);
    const times = Math.exp(-Math.max(-60, Math.min(60, px)) * .01);
    this.#show(plate.zoomed(plate.view.scale * times, this.#actions.place(event)));
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#actions.settled(), 160);
  }

  #settling = 0;

  #down(event) {
    const plate = this.#actions.plate();
    this.#dragged = false;
    if (!plate || event.button !== 0 || !this.#actions.isOnMap(event)) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#pressed(event);
    this.#trail = [];
  }

  #pressed(event) {
    if (event.pointerType !== 'touch') this.#pointers.clear();
    this.#pointers.set(event.pointerId, this.#actions.place(event));
  }

  #move(event) {
    const plate = this.#actions.plate();
    const before = this.#pointers.get(event.pointerId);
    if (!plate || !before) return;
    if (event.pointerType !== 'touch' && !event.buttons) {
      this.#pointers.clear();
      return;
    }
    const now = this.#actions.place(event);
    const isPinch = this.#pointers.size === 2;
    // One finger is the page's; a mouse moves what is magnified.
    const drags = plate.isGlobe || plate.view.scale > 1;
    if (!isPinch && (event.pointerType === 'touch' || !drags)) return;
    if (!isPinch && !this.#dragged && apart([before, now]) < DRAG) return;
    const old = [...this.#pointers.values()];
    this.#pointers.set(event.pointerId, now);
    const points = [...this.#pointers.values()];
    this.#dragged = true;
    const [from, to] = [middle(old), middle(points)];
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if (plate.isGlobe) plate.turn(plate.turnedBy(dx, dy));
    else plate.view = { ...plate.view, x: plate.view.x + dx, y: plate.view.y + dy };
    const times = isPinch ? apart(points) / apart(old) || 1 : 1;
    const zoomed = plate.zoomed(plate.view.scale * times, to);
    this.#trail.push([event.timeStamp, ...to]);
    this.#show(zoomed);
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (!this.#dragged || this.#pointers.size) return;
    const last = this.#trail.at(-1);
    const first = this.#trail.find(([time]) => event.timeStamp - time < 80);
    const plate = this.#actions.plate();
    if (!plate || !first || first === last || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#actions.settled();
      return;
    }
    this.#glide(plate, [1, 2].map((i) => (last[i] - first[i]) / (last[0] - first[0] || 1)));
  }

  #glide(plate, [vx, vy]) {
    let before;
    const step = (now) => {
      const passed = now - (before ?? now - 16);
      before = now;
      const { view } = plate;
      if (plate.isGlobe) {
        plate.turn(plate.turnedBy(vx * passed, vy * passed));
        this.#show(view);
      } else {
        this.#show(MapView.clamped({ ...view, x: view.x + vx * passed, y: view.y + vy * passed }, plate.width, plate.height));
      }
      const kept = GLIDE ** (passed / 1000);
      [vx, vy] = [vx * kept, vy * kept];
      if (Math.hypot(vx, vy) < REST) {
        this.#frame = 0;
        this.#actions.settled();
      } else {
        this.#frame = requestAnimationFrame(step);
      }
    };
    this.#frame = requestAnimationFrame(step);
  }
}
