// A canvas ready to be drawn on.

const MOST_SIDE = 16384;

/**
 * Gives a canvas a size in CSS px, a ground of a colour or none, and a context that takes CSS px.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} ratio px of the screen a px
 * @param {string | null} [color]
 */
export function prepared(canvas, width, height, ratio, color = null) {
  const [w, h] = [width, height].map((px) => Math.max(1, Math.min(MOST_SIDE, Math.round(px * ratio))));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (color) {
    context.fillStyle = color;
    context.fillRect(0, 0, w, h);
  } else {
    context.clearRect(0, 0, w, h);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = 'round';
  return context;
}
