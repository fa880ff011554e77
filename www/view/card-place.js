// Where a card about a region stands: beside what it describes.

/** @typedef {import('./motion.js').Point} Point */

const TURN = Math.PI / 12;
/** @type {Point[]} Up first, then to both sides in turn, down last. */
const DIRECTIONS = Array.from({ length: 13 }, (_, i) => /** @type {Point[]} */ ([[Math.sin(i * TURN), -Math.cos(i * TURN)], [-Math.sin(i * TURN), -Math.cos(i * TURN)]])).flat();
/** From one circle of places that are tried to the next, px. */
const STEP = 10;

/**
 * The top left of a card of a size about a region, for a pointer at a place: the nearest place inside `limits`
 * (left, top, right, bottom) at which it covers nothing of the region. Where the region fills everything, the
 * place farthest from the pointer.
 * @param {import('./map-view.js').MapView} map
 * @param {import('./region.js').Region} region
 * @param {Point} size
 * @param {[left: number, top: number, right: number, bottom: number]} limits
 * @param {Point} pointer
 */
export function placeCard(map, region, [width, height], [left, top, right, bottom], pointer) {
  const { cardGap, cardPointer } = map.pointing;
  /** @param {Point} at @returns {Point} */
  const inside = ([x, y]) => [Math.max(left, Math.min(x, right - width)), Math.max(top, Math.min(y, bottom - height))];
  const marker = map.markerOf(region);
  /** @param {Point} at @param {Point} from */
  const distance = ([l, t], [x, y]) => Math.hypot(Math.max(l - x, x - l - width, 0), Math.max(t - y, y - t - height, 0));
  /** @param {Point} at */
  const isClear = (at) => {
    if (distance(at, pointer) < cardPointer) return false;
    if (marker && distance(at, marker.center) < map.radius + cardGap) return false;
    const [l, t] = map.toUnits([at[0] - cardGap, at[1] - cardGap]);
    const [r, b] = map.toUnits([at[0] + width + cardGap, at[1] + height + cardGap]);
    return !map.viewer.meets(region.number, l, t, r, b);
  };
  let last = pointer;
  for (let reach = cardPointer; reach < cardPointer + right - left + bottom - top; reach += STEP) {
    for (const [dx, dy] of DIRECTIONS) {
      const at = inside([pointer[0] + dx * (reach + width / 2) - width / 2, pointer[1] + dy * (reach + height / 2) - height / 2]);
      if (isClear(at)) return at;
      if (Math.hypot(at[0] - pointer[0], at[1] - pointer[1]) > Math.hypot(last[0] - pointer[0], last[1] - pointer[1])) last = at;
    }
  }
  return inside(last);
}
