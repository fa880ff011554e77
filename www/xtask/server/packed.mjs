// Answers as a good host prepares them: packed by brotli at its best quality before the first request.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const PACKED_ALREADY = ['.png', '.webp', '.woff2'];
/** A still picture that stands in a page. */
const STILL = /<svg class="stance-map-still".*?<\/svg>/s;

/** `bytes` in brotli; kept in the folder `cache`: large files take seconds. */
function pack(bytes, cache) {
  const file = path.join(cache, createHash('sha256').update(bytes).digest('hex'));
  if (fs.existsSync(file)) return fs.readFileSync(file);
  const result = zlib.brotliCompressSync(bytes, { params: {
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  } });
  fs.writeFileSync(file, result);
  return result;
}

/** What is sent for each file below `folders`, by its real path: `{ body, headers }`. */
export function packAll(folders, cache) {
  fs.mkdirSync(cache, { recursive: true });
  const packed = new Map();
  for (const folder of folders.map((name) => fs.realpathSync(name))) {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const extension = path.extname(file);
      if (!entry.isFile() || PACKED_ALREADY.includes(extension)) continue;
      const bytes = fs.readFileSync(file);
      const body = pack(bytes, cache);
      const headers = { 'content-encoding': 'br', vary: 'accept-encoding' };
      const page = extension === '.html' ? bytes.toString() : '';
      // For tests that count bytes: the one header that a page can read of itself.
      if (STILL.test(page)) headers['server-timing'] = `still;dur=${body.length - pack(Buffer.from(page.replace(STILL, '')), cache).length}`;
      packed.set(file, { body, headers });
    }
  }
  return packed;
}
