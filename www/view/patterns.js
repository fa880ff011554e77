// Patterns of the style: lines at angles or rows of dots, as a tile for areas of the map and clipped to a rectangle.
import { prepared } from './canvas.js';

/** @typedef {import('./page-data.js').PatternInPx} PatternInPx */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Edges */

/** A tile is at most so wide, px of the screen, and as near to whole periods as it can be. */
const TILE = 256;

/**
 * Strokes a pattern over a box and a little beyond; a line in each direction, or a dot, lies on `origin`.
 * @param {CanvasRenderingContext2D} context
 * @param {PatternInPx} pattern
 * @param {Edges} box
 * @param {[x: number, y: number]} origin
 */
function strokePattern(context, { angles, ink, spacing, width }, [left, top, right, bottom], [x, y]) {
  context.beginPath();
  const middle = [(left + right) / 2 - x, (top + bottom) / 2 - y];
  const reach = Math.hypot(right - left, bottom - top) / 2 + spacing;
  for (const angle of angles) {
    const [sin, cos] = [Math.sin(angle * Math.PI / 180), Math.cos(angle * Math.PI / 180)];
    const [along, across] = [middle[0] * cos + middle[1] * sin, middle[1] * cos - middle[0] * sin];
    for (let row = Math.ceil((across - reach) / spacing); row * spacing < across + reach; row += 1) {
      const [px, py] = [x - row * spacing * sin, y + row * spacing * cos];
      context.moveTo(px + (along - reach) * cos, py + (along - reach) * sin);
      context.lineTo(px + (along + reach) * cos, py + (along + reach) * sin);
    }
  }
  if (!angles.length) {
    for (let row = Math.floor((top - y) / spacing); y + row * spacing < bottom + spacing; row += 1) {
      // Every other row is shifted by half a step.
      const shift = x + (row % 2 ? spacing / 2 : 0);
      for (let at = shift + Math.floor((left - shift) / spacing) * spacing; at < right + spacing; at += spacing) {
        context.moveTo(at - width / 2, y + row * spacing);
        context.lineTo(at + width / 2, y + row * spacing);
      }
    }
  }
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.stroke();
}

/**
 * A pattern on its fill as a tile that repeats, for a context.
 * @param {CanvasRenderingContext2D} context
 * @param {string | null} fill none for the pattern alone
 * @param {PatternInPx} pattern
 * @param {number} ratio px of the screen a px
 */
export function tileOf(context, fill, pattern, ratio) {
  // An even number of periods, for the dots' rows are shifted in turn.
  const pair = 2 * pattern.spacing * pattern.period * ratio;
  const sizes = Array.from({ length: Math.max(1, Math.floor(TILE / pair)) }, (_, i) => (i + 1) * pair);
  /** @param {number} size */
  const off = (size) => Math.abs(size - Math.round(size)) / size;
  const best = sizes.reduce((a, b) => off(b) < off(a) - 1e-5 ? b : a);
  const size = Math.max(1, Math.round(best));
  const tile = prepared(document.createElement('canvas'), size, size, 1, fill);
  // In px of the map that are stretched until the last period ends with the tile.
  tile.scale(size / best * ratio, size / best * ratio);
  const side = best / ratio;
  strokePattern(tile, pattern, [0, 0, side, side], [pattern.origin, pattern.origin]);
  return /** @type {CanvasPattern} */ (context.createPattern(tile.canvas, 'repeat'));
}

/**
 * A rectangle in the style of a class: a segment of the bar or a swatch.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./page-data.js').Swatch<PatternInPx>} style
 * @param {number} width of the line round it, px
 * @param {[x: number, y: number, width: number, height: number]} rectangle
 */
export function paintRectangle(context, { fill, pattern, outline }, width, [x, y, w, h]) {
  context.fillStyle = fill;
  context.fillRect(x, y, w, h);
  if (pattern) {
    context.save();
    context.beginPath();
    context.rect(x, y, w, h);
    context.clip();
    strokePattern(context, pattern, [x, y, x + w, y + h], [x + w / 2, y + h / 2]);
    context.restore();
  }
  if (outline) {
    context.strokeStyle = outline;
    context.lineWidth = width;
    context.strokeRect(x, y, w, h);
  }
}
