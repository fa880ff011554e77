// From the target of a request to a file below a folder, and its HTTP headers: type and range.
import fs from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The MIME type by the extension that ends `name`. */
export const typeOf = (name) => TYPES[/\.[^./]*$/.exec(name)?.[0]] ?? 'application/octet-stream';

/** The path of a request's target, still encoded, with `index.html` for a folder; null when it has none. */
export function pathOf(target) {
  // A proxy's client sends the whole address.
  const [, found] = /^(?:https?:\/\/[^/?#]*)?(\/[^?#]*)/i.exec(target) ?? [];
  if (!found) return null;
  return found.endsWith('/') ? `${found}index.html` : found;
}

/** The decoded segments of a path; null when one is badly encoded. */
function segmentsOf(pathname) {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

/**
 * The file that `pathname` names: `{ file }`, or `{ status }` when there is none to give. `roots` maps
 * prefixes, such as `/pages/`, to folders; the longest one that fits counts. Hidden files are not served, and nothing
 * outside the folder can be reached, by dots or by links.
 */
export async function find(roots, pathname) {
  const segments = segmentsOf(pathname);
  if (!segments) return { status: 400 };
  if (segments.some((segment) => segment.startsWith('.') || /[/\\\0]/.test(segment))) return { status: 404 };
  const plain = `/${segments.join('/')}`;
  const prefix = Object.keys(roots).filter((start) => plain.startsWith(start)).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return { status: 404 };
  try {
    const root = await fs.realpath(roots[prefix]);
    const file = await fs.realpath(path.join(root, plain.slice(prefix.length)));
    if (file.startsWith(root + path.sep) && (await fs.stat(file)).isFile()) return { file };
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES'].includes(error.code)) throw error;
  }
  return { status: 404 };
}

/**
 * What `header` (RFC 9110, "Range") asks of `length` bytes: `[start, end]`, the end left out; `'none'` when no byte
 * of it is there; null when all are to be sent: for no range, several, or a malformed one.
 */
export function rangeOf(header, length) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return null;
  if (from === '') return Number(to) === 0 || length === 0 ? 'none' : [Math.max(0, length - Number(to)), length];
  if (to !== '' && Number(to) < Number(from)) return null;
  if (Number(from) >= length) return 'none';
  return [Number(from), to === '' ? length : Math.min(length, Number(to) + 1)];
}
