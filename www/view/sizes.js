// Sizes of the style in a figure of one width: page data has each as a number, or as a list by breakpoint.

/** @typedef {number | number[]} Size */

/**
 * What turns a size into px for a figure `width` px wide.
 * @param {number[]} breakpoints
 * @param {number} width
 * @returns {(size: Size) => number}
 */
export function sizesFor(breakpoints, width) {
  const above = Math.max(1, breakpoints.findIndex((at) => at >= width));
  const [from, to] = [breakpoints[above - 1], breakpoints[above]];
  const t = (width - from) / (to - from);
  return (size) => (Array.isArray(size) ? size[above - 1] + (size[above] - size[above - 1]) * t : size);
}

/** A pattern in px; finer where a plain one may have `most` px from line to line. */
export function sizedPattern({ spacing, width, scale, snaps, ...pattern }, px, most = Infinity) {
  const step = Math.min(px(spacing), most) * scale[0];
  return { ...pattern, spacing: snaps ? Math.round(step) : step, width: px(width) * scale[1] };
}

/** A stroke or a layer in px. */
export function sized({ width, dash, ringWidth, pattern, ...rest }, px) {
  return {
    ...rest,
    ...(width === undefined ? {} : { width: px(width) }),
    ...(ringWidth === undefined ? {} : { ringWidth: px(ringWidth) }),
    ...(dash ? { dash: dash.map(px) } : {}),
    ...(pattern ? { pattern: sizedPattern(pattern, px) } : {}),
  };
}
