// Discs of one size and colour.

/** @typedef {import('./motion.js').Point} Point */

/** @param {CanvasRenderingContext2D} path @param {Point} center @param {number} size */
const disc = (path, [x, y], size) => {
  path.moveTo(x + size, y);
  path.arc(x, y, size, 0, 7);
};

/**
 * Fills discs of a size.
 * @param {CanvasRenderingContext2D} context
 * @param {Point[]} centers
 * @param {number} size
 * @param {string} color
 */
export function fillDiscs(context, centers, size, color) {
  context.beginPath();
  for (const center of centers) disc(context, center, size);
  context.fillStyle = color;
  context.fill();
}
