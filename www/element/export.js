// Files for the reader, made by the joined map. A page loads this only when one is asked for.
import { element } from './dom.js';

/** @typedef {import('../pkg/full.js').JoinedMap} JoinedMap */

/** The width of a figure, if none is asked for, CSS px. */
export const EXPORT_WIDTH = 960;

/**
 * The whole figure as a PNG: `width` in CSS px, `scale` device pixels a CSS px.
 * @param {JoinedMap} map
 * @param {string} palette
 * @param {{ width?: number, scale?: number }} [options]
 */
export async function exportPng(map, palette, { width = EXPORT_WIDTH, scale = 1 } = {}) {
  const canvas = document.createElement('canvas');
  map.paintFigure(canvas, Number(width), Number(scale), palette);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  canvas.width = 0; // gives the memory back at once
  if (!blob) throw new Error(`exportPng: the browser could not make a picture of this size; choose a smaller scale than ${scale}`);
  return blob;
}

/**
 * The whole figure as SVG text.
 * @param {JoinedMap} map
 * @param {string} palette
 * @param {{ width?: number }} [options]
 */
export const exportSvg = (map, palette, { width = EXPORT_WIDTH } = {}) => map.figureSvg(Number(width), palette);

/**
 * Hands a file to the reader, called after `stem`.
 * @param {JoinedMap} map
 * @param {string} palette
 * @param {'csv' | 'png' | 'svg'} kind
 * @param {string} stem
 * @param {number} [scale]
 */
export async function download(map, palette, kind, stem, scale = 1) {
  const blob = kind === 'png' ? await exportPng(map, palette, { scale })
    : kind === 'svg' ? new Blob([exportSvg(map, palette)], { type: 'image/svg+xml' })
      : new Blob([map.csv()], { type: 'text/csv' });
  const href = URL.createObjectURL(blob);
  element('a', { href, download: `${stem}${scale === 1 ? '' : `-${scale}x`}.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
