// The arithmetic of zooming, panning and gliding: numbers in, numbers out.

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{ scale: number, x: number, y: number }} View times the whole map, and where its corner lies, px */
/** @typedef {[time: number, x: number, y: number]} TrailPoint */
/** @typedef {[west: number, south: number, east: number, north: number]} DegreeBox */

/** What is left of its speed when a dragged map was let go for a second. */
const GLIDE = .002;
/** Slower is at rest, px a ms. */
const REST = .02;
/** The speed of a released map is that of its last moments, ms. */
const RECENT = 80;
/** Px of a wheel's units: pixels, lines, pages. */
const WHEEL_PX = [1, 16, 400];
/** One step of a wheel counts at most as so many px. */
const WHEEL_MOST = 60;

/** @param {number} value @param {number} least @param {number} most */
export const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/** Largest magnification. */
export const MOST = 64;
/** Width of map space. */
export const UNITS = 1000;

/**
 * The view that shows `scale` times the whole map with (x, y) px from its corner; the map's edge stays outside.
 * @param {View} view
 * @param {number} width
 * @param {number} height
 * @returns {View}
 */
export function clampedView({ scale, x, y }, width, height) {
  const k = clamp(scale, 1, MOST);
  return { scale: k, x: clamp(x, width * (1 - k), 0), y: clamp(y, height * (1 - k), 0) };
}

/** @param {number} t */
export const eased = (t) => 1 - (1 - t) ** 3;

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** @param {Point[]} points @returns {Point} */
const middle = (points) => [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];

/** @param {Point[]} points the first two count */
export const apart = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/**
 * The shorter way from one meridian to another, degrees.
 * @param {number} from
 * @param {number} to
 */
export const shorterWay = (from, to) => ((to - from + 540) % 360) - 180;

/**
 * The view part of the way (`t` from 0 to 1) between two: magnification grows evenly, and the place that does not
 * move stays where it is.
 * @param {View} from
 * @param {View} to
 * @param {number} t
 * @returns {View}
 */
export function between(from, to, t) {
  const scale = from.scale * (to.scale / from.scale) ** t;
  const share = to.scale === from.scale ? t : (scale - from.scale) / (to.scale - from.scale);
  return { scale, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/**
 * How many times a turn of the wheel magnifies. A pinch on a pad comes as small steps, a wheel as large ones.
 * @param {{ deltaY: number, deltaMode: number }} wheel
 */
export function wheelFactor({ deltaY, deltaMode }) {
  const px = deltaY * (WHEEL_PX[deltaMode] ?? 1);
  return Math.exp(-clamp(px, -WHEEL_MOST, WHEEL_MOST) * .01);
}

/**
 * What one or two pressed pointers did: by how much they moved, how many times farther apart they are, and the
 * middle between them.
 * @param {Point[]} before
 * @param {Point[]} now
 */
export function dragOf(before, now) {
  const [from, at] = [middle(before), middle(now)];
  const times = now.length === 2 ? apart(now) / apart(before) || 1 : 1;
  return { dx: at[0] - from[0], dy: at[1] - from[1], times, at };
}

/**
 * The speed, px a ms, at which a map is let go; null if it rests.
 * @param {TrailPoint[]} trail
 * @param {number} now
 * @returns {Point | null}
 */
export function releaseSpeed(trail, now) {
  const last = trail.at(-1);
  const first = trail.find(([time]) => now - time < RECENT);
  if (!first || !last || first === last) return null;
  const took = last[0] - first[0] || 1;
  return [(last[1] - first[1]) / took, (last[2] - first[2]) / took];
}

/**
 * A speed after so many ms; null once it is too slow to see.
 * @param {Point} speed
 * @param {number} passed
 * @returns {Point | null}
 */
export function slowed([vx, vy], passed) {
  const kept = GLIDE ** (passed / 1000);
  return Math.hypot(vx * kept, vy * kept) < REST ? null : [vx * kept, vy * kept];
}
