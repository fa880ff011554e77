// Serves the built site and the pages of the tests on a free port of 127.0.0.1, and does to single
// paths what servers and networks do: other headers, failures, files cut short or late. Each server
// is an origin of its own: start two to test a map on another host.
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** As `cargo xtask serve` answers; a rule may change or drop each (null). */
const HEADERS = { 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' };

/** Where the site and the pages of the tests lie: `/pages/…` are the latter. */
const DIST = path.resolve(process.env.STANCEMAP_DIST ?? path.join(import.meta.dirname, '../../dist'));
const FOLDERS = [['/pages/', path.join(import.meta.dirname, 'pages')], ['/', DIST]];

/** The bytes of the file that `pathname` names; null when there is none. */
async function read(pathname) {
  const [prefix, folder] = FOLDERS.find(([start]) => pathname.startsWith(start));
  const file = path.join(folder, decodeURIComponent(pathname.slice(prefix.length)));
  if (!file.startsWith(folder)) return null;
  return fs.readFile(pathname.endsWith('/') ? path.join(file, 'index.html') : file).catch(() => null);
}

/** Starts a server; see the members of what it gives. */
export async function serve() {
  await fs.access(path.join(DIST, 'stance-map.js')).catch(() => {
    throw new Error(`${DIST} holds no built site: \`cargo xtask build\` makes it`);
  });
  const rules = new Map();
  const asked = [];

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const rule = rules.get(pathname) ?? {};
    asked.push(pathname);
    if (typeof rule.delay === 'number') await sleep(rule.delay);
    else await rule.delay;
    if (rule.drop) {
      response.destroy();
      return;
    }
    const found = rule.body ?? await read(pathname);
    const status = rule.status ?? (found === null ? 404 : 200);
    const body = Buffer.from(found ?? 'not found\n');
    const type = rule.type ?? TYPES[path.extname(pathname.replace(/\/$/, '/index.html'))] ?? 'application/octet-stream';
    const headers = { ...HEADERS, 'content-type': type, 'content-length': body.length, ...rule.headers };
    for (const [name, value] of Object.entries(headers)) if (value !== null) response.setHeader(name, value);
    response.writeHead(status);
    if (request.method === 'HEAD') response.end();
    else if (rule.truncate === undefined) response.end(body);
    else response.write(body.subarray(0, rule.truncate), () => response.destroy());
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error)); // the browser may have hung up
  });
  await new Promise((resolve, reject) => { server.on('error', reject).listen(0, '127.0.0.1', resolve); });

  return {
    /** Without a slash at the end. */
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The paths that were asked for, in order. */
    asked,
    /**
     * Says how `pathname` is answered from now on; null takes the rule back.
     *   body      in place of the file: text or bytes
     *   status    in place of 200
     *   type      in place of the type by the name's extension
     *   headers   more headers, or other ones; null drops one
     *   truncate  bytes after which the connection breaks off, though all were announced
     *   delay     ms before the answer, or a promise that it waits for
     *   drop      true: the connection is closed without an answer
     */
    rule(pathname, how) {
      if (how === null) rules.delete(pathname);
      else rules.set(pathname, how);
    },
    /** Forgets all rules and what was asked for. */
    reset() {
      rules.clear();
      asked.length = 0;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
