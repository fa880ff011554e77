// The bar of a vote: a bracket over those in favour, segments with their numerals, in the direction of the language.
import { prepared } from './canvas.js';
import { paintRectangle } from './patterns.js';

/** The line of words over the bar, em and at least px, as in the sheet; from the baseline of a numeral to its middle, em. */
const [WORDS, LEAST, MIDDLE] = [1.3, 20, .36];

/**
 * Paints the bar of a map on a canvas whose type size is the legend's, in one of `fonts`.
 * @param {import('./map-view.js').MapView} map
 * @param {HTMLCanvasElement} canvas
 * @param {number} ratio px of the screen a px
 * @param {string} fonts
 */
export function paintBar({ classes, pageData: { text }, width, figureWidth, barHeight, bar, colors, swatch }, canvas, ratio, fonts) {
  const { segments, favour } = text.bar;
  const size = parseFloat(getComputedStyle(canvas).fontSize);
  const line = Math.max(LEAST, WORDS * size);
  const top = line + bar.drop;
  const context = prepared(canvas, width, top + barHeight, ratio);
  /** @type {(x: number, extent?: number) => number} */
  const left = (x, extent = 0) => (text.direction === 'rtl' ? width - x - extent : x);
  /** @type {(x: number, isStart?: boolean) => number} Half a gap away from what is beside it. */
  const trimmed = (x, isStart) => (x < .1 || x > width - .1 ? x : x + (isStart ? bar.gap : -bar.gap) / 2);
  context.font = `700 ${size * bar.numeral}px ${fonts}`;
  context.textAlign = 'center';
  if (favour) {
    const [a, b] = [left(bar.bracket / 2), left(trimmed(favour * width) - bar.bracket / 2)];
    const [y, foot] = [line + bar.bracket / 2, top - 2];
    context.strokeStyle = colors.ink;
    context.lineWidth = bar.bracket;
    context.lineJoin = 'miter';
    context.stroke(new Path2D(`M${a} ${foot}V${y}H${b}V${foot}`));
  }
  let start = 0;
  for (const { class: name, share, cells, number, insideFrom, isAbove } of segments) {
    const style = swatch(classes.indexOf(name), barHeight);
    const cell = share * width / cells;
    // No more of them than there are px, whatever page data says.
    for (let i = 0; i < Math.min(cells, width); i += 1) {
      const from = trimmed(start + i * cell, true);
      const extent = trimmed(start + (i + 1) * cell) - from;
      paintRectangle(context, style, bar.outline, [left(from, extent), top, extent, barHeight]);
    }
    const middle = left((trimmed(start, true) + trimmed(start + cell)) / 2);
    start += share * width;
    if (insideFrom && figureWidth >= insideFrom) {
      if (style.pattern) { // none behind it
        const plate = context.measureText(number).width + 3;
        context.fillStyle = style.fill;
        context.fillRect(middle - plate / 2, top + 2, plate, barHeight - 4);
      }
      context.fillStyle = style.ink;
      context.fillText(number, middle, top + barHeight / 2 + size * bar.numeral * MIDDLE);
    } else if (isAbove) {
      context.fillStyle = colors.ink;
      context.fillText(number, middle, line);
    }
  }
}
