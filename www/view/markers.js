// Where the markers of small members stand at the present size and magnification.

/** The widest layout is spread so much before members carry themselves. */
const WIDEST_SPREAD = 1.3;

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {{ region: import('./region.js').Region, home: Point, center: Point, leader: [from: Point, to: Point] | null }} Marker px */

/**
 * The markers of a map view. Discs far from their homes have leaders.
 * @param {import('./map-view.js').MapView} map
 */
export const markersOf = (map) => [...placed(map, true), ...placed(map, false)];

/**
 * Those in insets, or those on the main map.
 * @param {import('./map-view.js').MapView} map
 * @param {boolean} inInsets
 */
function placed(map, inInsets) {
  const { layout, spread, isWidest } = map.layout(inInsets);
  const isBeyond = isWidest && spread > WIDEST_SPREAD;
  /** @type {Marker[]} */
  const markers = [];
  const [steps, across, down] = inInsets ? layout?.inset?.[1] ?? [[], [], []] : layout.markers;
  let number = 0;
  for (const [i, step] of steps.entries()) {
    number += step;
    const region = map.regions[number];
    const main = map.viewer.home(region.number);
    const at = (inInsets && main ? map.viewer.enlarged(main[0], main[1]) : main) ?? region.anchor;
    // Wide enough to be seen by itself.
    if (!at || (isBeyond && map.areaOf(region) >= map.pointing.carriesItselfPx2)) continue;
    const home = map.toPx(/** @type {Point} */ (at));
    const [dx, dy] = [across[i], down[i]].map((parts) => (isBeyond || map.isGlobe ? 0 : parts / 8 * spread));
    /** @type {Point} */
    const center = [home[0] + dx, home[1] + dy];
    const moved = Math.hypot(dx, dy);
    const t = map.radius / moved;
    markers.push({ region, home, center, leader: moved > 2 * map.radius ? [home, [center[0] - dx * t, center[1] - dy * t]] : null });
  }
  return markers;
}
