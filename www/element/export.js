// Files for the reader. A page loads this only when one is asked for.
import { paintFrame } from '../pkg/picture.js';
import { element } from './dom.js';
import { quietNote } from './notes.js';

/** @typedef {import('../loading/session.js').JoinedMap} JoinedMap */
/** @typedef {import('../view/map-view.js').MapView} MapView */
/** @typedef {import('../view/painter.js').Painter} Painter */

/**
 * The whole figure as a PNG: the picture program paints what stands round the map, the painter the map.
 * @param {MapView} map the live map
 * @param {string} theme
 * @param {(map: MapView) => Painter} painterFor
 * @param {number} width CSS px
 * @param {number} scale device pixels a CSS px
 */
export async function exportPng(map, theme, painterFor, width, scale) {
  const { style, projection } = map.pageData;
  const [least, most] = [style.breakpoints[0], style.breakpoints[style.breakpoints.length - 1]];
  if (!(width >= least && width <= most)) throw new Error(`width: ${width} is out of range; choose ${least} to ${most} px`);
  const pictured = await map.pictured(width, theme);
  const { text, more } = pictured;
  const canvas = document.createElement('canvas');
  const [x, y] = paintFrame(canvas, JSON.stringify({
    text, quiet: quietNote(text), width, mapHeight: pictured.height,
    pad: style.pad, textSizes: more?.textSizes, bar: style.bar, colors: pictured.colors, swatches: style.themes[theme].swatches,
  }), scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(scale, 0, 0, scale, x * scale, y * scale);
  context.lineJoin = 'round';
  const painter = painterFor(pictured);
  if (pictured.isGlobe) pictured.turn(projection.center);
  painter.paintOn(context);
  if (pictured.isGlobe) map.turn(map.center);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  canvas.width = 0; // gives the memory back at once
  if (!blob) throw new Error(`exportPng: the browser could not make a picture of this size; choose a smaller scale than ${scale}`);
  return blob;
}

/**
 * The whole figure as SVG text.
 * @param {JoinedMap} map
 * @param {string} theme
 * @param {number} width CSS px
 */
export const exportSvg = ({ id, call }, theme, width) => call('svg', id, width, theme);

/**
 * What the map shows as CSV.
 * @param {JoinedMap} map
 */
export const exportCsv = ({ id, call }) => call('csv', id);

/**
 * Hands a file to the reader.
 * @param {string} name
 * @param {Blob} blob
 */
export function save(name, blob) {
  const href = URL.createObjectURL(blob);
  element('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
