// A folder as a ZIP: the same files give the same bytes, whenever and wherever it is made. fflate (MIT) packs; a
// browser's own CompressionStream differs between browsers.
import { zipSync } from 'fflate';

/** Packed already. */
const PACKED = /\.(png|wasm|smap|jpe?g|zip)$/;

/**
 * @param {Map<string, Uint8Array>} files by their paths
 * @param {string} folder that they are unpacked into
 */
export function zip(files, folder) {
  // The first day that a ZIP knows, by the clock of the place, as its entries are.
  const mtime = new Date(1980, 0, 1);
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([path, bytes]) => [`${folder}/${path}`, [bytes, { level: PACKED.test(path) ? 0 : 6 }]])), { mtime });
}
