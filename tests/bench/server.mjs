// Serves the site and dist/ on 127.0.0.1 as a good host would: packed by brotli beforehand, with
// the right types, and apart from other origins, so that the pages' clock has its full resolution.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};
const PACKED_ALREADY = ['.png'];
/** A still picture that stands in a page. */
const STILL = /<svg class="stance-map-still".*?<\/svg>/s;

/** `bytes` in brotli at its best; kept in `cache`, for large files take seconds. */
function packed(bytes, cache) {
  const file = path.join(cache, createHash('sha256').update(bytes).digest('hex'));
  if (fs.existsSync(file)) return fs.readFileSync(file);
  const result = zlib.brotliCompressSync(bytes, { params: {
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  } });
  fs.writeFileSync(file, result);
  return result;
}

/** All answers by path: each of `roots` maps a prefix, such as `/dist/`, to a folder. */
function answers(roots, cache) {
  const found = new Map();
  for (const [prefix, root] of Object.entries(roots)) {
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const extension = path.extname(file);
      const headers = {
        'Content-Type': TYPES[extension] ?? 'application/octet-stream',
        'Cache-Control': 'max-age=3600',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      };
      let body = fs.readFileSync(file);
      if (!PACKED_ALREADY.includes(extension)) {
        const page = extension === '.html' && body.toString();
        body = packed(body, cache);
        headers['Content-Encoding'] = 'br';
        // Told to who counts bytes, in the one header that a page can read of itself.
        if (page && STILL.test(page)) headers['Server-Timing'] = `still;dur=${body.length - packed(Buffer.from(page.replace(STILL, '')), cache).length}`;
      }
      headers['Content-Length'] = body.length;
      found.set(prefix + path.relative(root, file).split(path.sep).join('/'), { headers, body });
    }
  }
  return found;
}

/** Starts to serve; `{ url, close() }`. */
export async function serve(roots, cache) {
  fs.mkdirSync(cache, { recursive: true });
  const found = answers(roots, cache);
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const answer = found.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    response.writeHead(answer ? 200 : 404, answer?.headers);
    response.end(answer?.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
