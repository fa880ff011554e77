// Names that appear as the map is magnified: of regions that have room for theirs.

/** @typedef {import('./region.js').Region} Region */

/** Free space round a name, px. */
const MARGIN = 2;

/**
 * The regions whose names fit into the clear circles round their anchors, with the middles of the names; `measure` gives
 * the width of a text.
 * @param {import('./map-view.js').MapView} map
 * @param {(text: string) => number} measure
 */
export function namesIn(map, measure) {
  const { view, label, scale, width, height, radius, markers } = map;
  if (view.scale <= 1 || map.isGlobe) return [];
  return map.regions.flatMap((region) => {
    const room = region.room * scale;
    // Most have no room for any text.
    if (!region.anchor || !(room > label)) return [];
    const [x, y] = map.toPx(region.anchor);
    const half = measure(region.name) / 2 + MARGIN;
    const isSeen = x > half && x < width - half && y > label && y < height - label;
    if (!isSeen || Math.hypot(half, label / 2) > room) return [];
    const isCovered = markers.some(({ center }) => Math.abs(center[0] - x) < half + radius && Math.abs(center[1] - y) < label / 2 + radius);
    return isCovered ? [] : [{ region, x, y }];
  });
}
