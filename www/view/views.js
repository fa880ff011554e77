// Views that are looked for: of a box, of a region out of sight; and where the arrow keys lead. Not for the first picture.
import { clamp, clampedView, MOST, UNITS } from './motion.js';

/** @import { Point, View, DegreeBox } from './motion.js' */
/** @typedef {import('./map-view.js').MapView} MapView */
/** @typedef {import('./region.js').Region} Region */

/** Farther out than this share of its radius a globe shows things too slanted. */
const CLEAR = .8;
const ARROWS = ['left', 'right', 'up', 'down'];

/**
 * The view that shows a box of degrees.
 * @param {MapView} map
 * @param {DegreeBox} box
 */
export function viewOfBox(map, [west, south, east, north]) {
  const places = [[west, south], [west, north], [east, south], [east, north], [(west + east) / 2, south], [(west + east) / 2, north]];
  const corners = places.map(([lon, lat]) => map.viewer.forward(lon, lat)).filter((corner) => corner !== undefined);
  const [xs, ys] = [0, 1].map((i) => corners.map((corner) => corner[i] * map.width / UNITS));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = clamp(Math.min(map.width / (right - left), map.height / (bottom - top)), 1, MOST);
  return clampedView({ scale, x: map.width / 2 - (left + right) / 2 * scale, y: map.height / 2 - (top + bottom) / 2 * scale }, map.width, map.height);
}

/**
 * The view in which a region that lies outside what is seen is in sight; null for one that is.
 * @param {MapView} map
 * @param {Region} region
 * @returns {{ view: View, center?: Point } | null}
 */
export function viewToReveal(map, region) {
  const at = map.anchorOf(region);
  const { width, height, view } = map;
  if (map.isGlobe) {
    const place = map.placeOf(region);
    const seen = place && map.viewer.forward(...place);
    const isInView = seen && Math.hypot(seen[0] - UNITS / 2, seen[1] - UNITS / 2) * view.scale < CLEAR * UNITS / 2;
    return !isInView && place ? { view, center: place } : null;
  }
  if (!at || (at[0] >= 0 && at[1] >= 0 && at[0] <= width && at[1] <= height)) return null;
  return { view: clampedView({ ...view, x: view.x + width / 2 - at[0], y: view.y + height / 2 - at[1] }, width, height) };
}

/**
 * The neighbour of a region in a direction; null at the edge.
 * @param {MapView} map
 * @param {Region} region
 * @param {string} direction
 * @returns {Region | null}
 */
export const neighbour = (map, region, direction) => map.regions[/** @type {number} */ (map.more?.navigation[region.number][ARROWS.indexOf(direction)])] ?? null;
