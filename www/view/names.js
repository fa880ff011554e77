// Names that appear as the map is magnified: of regions that have room for theirs.

/** @typedef {import('./region.js').Region} Region */

/** Free space round a name, px. */
const MARGIN = 2;
/** Of the fill round a name in it, px. */
const HALO = 3;

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

/**
 * Writes them in the inks of their classes, in one of `fonts`, as CSS lists them.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./map-view.js').MapView} map
 * @param {string} fonts
 */
export function paintNames(context, map, fonts) {
  const { label, swatch, barHeight } = map;
  context.font = `700 ${label}px ${fonts}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { region, x, y } of namesIn(map, (text) => context.measureText(text).width)) {
    const { fill, ink } = swatch(region.class, barHeight);
    // A pattern would run through the letters.
    context.strokeStyle = fill;
    context.lineWidth = HALO;
    context.strokeText(region.name, x, y);
    context.fillStyle = ink;
    context.fillText(region.name, x, y);
  }
  context.textBaseline = 'alphabetic';
}
