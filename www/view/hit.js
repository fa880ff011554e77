// Which region a pointer or a finger means.

/** @typedef {import('./map-view.js').MapView} MapView */
/** @typedef {import('./motion.js').Point} Point */

/**
 * The region that is meant by pointing at a place: what is painted there, else the nearest small one; null for none.
 * @param {MapView} map
 * @param {Point} place
 */
export function regionAt(map, place) {
  const { near, smallPx2 } = map.pointing;
  /** @param {import('./markers.js').Marker} marker */
  const distance = ({ center: [x, y] }) => Math.hypot(x - place[0], y - place[1]) - map.radius;
  const marker = map.markers.find((one) => distance(one) <= 0);
  if (marker) return marker.region;
  const units = map.toUnits(place);
  const exact = map.viewer.at(...units);
  if (exact !== undefined) return map.regions[exact];
  const [shape, far] = map.viewer.near(...units, smallPx2 / map.scale ** 2, near / map.scale) ?? [];
  const best = { region: map.regions[shape] ?? null, far: shape === undefined ? near : far * map.scale };
  for (const one of map.markers) {
    const apart = distance(one);
    if (apart < best.far) Object.assign(best, { region: one.region, far: apart });
  }
  return best.region;
}

/**
 * The region that a finger means: small ones are met within half a finger's width.
 * @param {MapView} map
 * @param {Point} place
 */
export function regionTapped(map, place) {
  const { finger, visiblePx2 } = map.pointing;
  let [nearest, least] = [/** @type {import('./region.js').Region | null} */ (null), finger / 2];
  for (const region of map.regions) {
    const at = map.anchorOf(region);
    const isSmall = at && (map.markerOf(region) || (region.room * map.scale < finger / 2 && map.areaOf(region) >= visiblePx2));
    const far = isSmall ? Math.hypot(at[0] - place[0], at[1] - place[1]) : Infinity;
    if (far <= least) [nearest, least] = [region, far];
  }
  return nearest ?? regionAt(map, place);
}
