// Sizes of the style in a figure of one width: page data has each as a number, or as a list by breakpoint.

/** @typedef {import('./page-data.js').Size} Size */
/** @typedef {(size: Size) => number} ToPx */

/**
 * What turns a size into px for a figure `width` px wide.
 * @param {number[]} breakpoints
 * @param {number} width
 * @returns {ToPx}
 */
export function sizesFor(breakpoints, width) {
  const above = Math.max(1, breakpoints.findIndex((at) => at >= width));
  const [from, to] = [breakpoints[above - 1], breakpoints[above]];
  const t = (width - from) / (to - from);
  return (size) => (Array.isArray(size) ? size[above - 1] + (size[above] - size[above - 1]) * t : size);
}

/**
 * A pattern in px; finer where a plain one may have `most` px from line to line.
 * @param {import('./page-data.js').Pattern} pattern
 * @param {ToPx} px
 * @returns {import('./page-data.js').PatternInPx}
 */
export function sizedPattern({ spacing, width, scale, snap, inset, ...pattern }, px, most = Infinity) {
  const step = Math.min(px(spacing), most) * scale[0];
  const wide = px(width) * scale[1];
  return {
    ...pattern, inset: inset && px(inset),
    spacing: snap ? Math.max(snap, Math.round(step / snap) * snap) : step,
    width: pattern.angles.length ? wide : Math.max(1, Math.round(wide)),
  };
}

/**
 * A layer in px.
 * @overload
 * @param {import('./page-data.js').Layer} style
 * @param {ToPx} px
 * @returns {import('./page-data.js').LayerInPx}
 */
/**
 * A stroke in px.
 * @overload
 * @param {import('./page-data.js').Stroke} style
 * @param {ToPx} px
 * @returns {import('./page-data.js').Stroke<number>}
 */
/**
 * @param {any} style
 * @param {ToPx} px
 */
export function sized(style, px) {
  const inPx = { ...style };
  for (const name of ['width', 'ringWidth', 'beyond']) if (name in style) inPx[name] = px(style[name]);
  if (style.pattern) inPx.pattern = sizedPattern(style.pattern, px);
  return inPx;
}
