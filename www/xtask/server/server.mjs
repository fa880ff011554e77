// The project's server: it serves folders on 127.0.0.1 to developers, tests and the benchmark. For tests it imitates
// servers and networks on single paths: other headers, failures, files cut short or late. Each server is its own
// origin: start two to test a map on another host.
import fs from 'node:fs/promises';
import http from 'node:http';
import { find, pathOf, rangeOf, typeOf } from './files.mjs';
import { packAll } from './packed.mjs';
import { Listeners, RELOAD, listening } from './reload.mjs';

/** No caching, so that a reload shows the last build. Pages elsewhere may read nothing unless a test lets them. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** The names of this machine. A page elsewhere may give its own name our address, to read what we serve as its own. */
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Starts a server; see the members of the result.
 *   roots    folders by prefix: `{ '/': 'dist', '/pages/': 'pages' }`
 *   port     0 for any free one
 *   headers  more headers, or other ones, for all answers; null drops one
 *   packed   a folder for brotli's results: files are sent packed, and were packed before the first request
 *   live     true: HTML files get a script that loads the page again when `reload` is called
 */
export async function serve({ roots, port = 0, headers = {}, packed: cache, live = false }) {
  const rules = new Map();
  const asked = [];
  const listeners = new Listeners();
  const packed = cache ? packAll(Object.values(roots), cache) : new Map();

  /** What is sent: `{ status, type, body, headers }`; only a packed file has headers. */
  async function found(request, pathname, rule) {
    const type = typeOf(pathname ?? '');
    if (rule.body !== undefined) return { status: 200, type, body: Buffer.from(rule.body) };
    const { file, status } = pathname === null ? { status: 400 } : await find(roots, pathname);
    if (!file) return { status, type: typeOf('.txt'), body: Buffer.from(status === 400 ? 'no path of a file\n' : 'not found\n') };
    const ready = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && packed.get(file);
    if (ready) return { status: 200, type, ...ready };
    const body = await fs.readFile(file);
    return { status: 200, type, body: live && type === typeOf('.html') ? Buffer.from(listening(body.toString())) : body };
  }

  async function answer(request, response) {
    const pathname = pathOf(request.url);
    const name = pathname?.replace(/\/index\.html$/, '/');
    const rule = rules.get(pathname) ?? rules.get(name) ?? {};
    asked.push(request.url.replace(/[?#].*/s, ''));
    await rule.delay;
    if (rule.drop) {
      response.destroy();
      return;
    }
    if (!HOST.test(request.headers.host)) {
      response.writeHead(421, { 'content-type': typeOf('.txt') }).end('ask for localhost or 127.0.0.1\n');
      return;
    }
    if (!['GET', 'HEAD'].includes(request.method)) {
      response.writeHead(405, { allow: 'GET, HEAD', 'content-type': typeOf('.txt') }).end('only GET and HEAD\n');
      return;
    }
    if (live && request.url === RELOAD) {
      listeners.add(response);
      return;
    }
    let { status, type, body, headers: own = {} } = await found(request, pathname, rule);
    status = rule.status ?? status;
    const all = { ...HEADERS, ...headers, ...own, 'content-type': rule.type ?? type };
    if (status === 200 && !own['content-encoding']) {
      all['accept-ranges'] = 'bytes';
      // Nothing is sent that `If-Range` could match.
      const range = request.headers['if-range'] ? null : rangeOf(request.headers.range, body.length);
      if (range === 'none') {
        [status, all['content-range'], body] = [416, `bytes */${body.length}`, Buffer.alloc(0)];
      } else if (range) {
        [status, all['content-range'], body] = [206, `bytes ${range[0]}-${range[1] - 1}/${body.length}`, body.subarray(...range)];
      }
    }
    for (const [key, value] of Object.entries({ ...all, 'content-length': body.length, ...rule.headers })) {
      if (value !== null) response.setHeader(key, value);
    }
    response.writeHead(status);
    // Node.js leaves out the body of an answer to HEAD.
    if (rule.truncate === undefined) response.end(body);
    else response.write(body.subarray(0, rule.truncate), () => response.destroy());
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error)); // the browser may have hung up
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve, reject) => { server.on('error', reject).listen(port, '127.0.0.1', resolve); });

  return {
    /** Without a slash at the end. */
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The paths that were asked for, in order. */
    asked,
    /**
     * Sets how `pathname` is answered from now on; null takes the rule back.
     *   body      in place of the file: text or bytes
     *   status    in place of 200
     *   type      in place of the type by the name's extension
     *   headers   more headers, or other ones; null drops one
     *   truncate  bytes after which the connection breaks off, though all were announced
     *   delay     a promise that the answer waits for
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
    /** Makes open pages load themselves again. */
    reload: () => listeners.reload(),
    /** Notifies open pages why they are old. */
    fail: (message) => listeners.fail(message),
    /** Ends it, with connections that are kept open. */
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
