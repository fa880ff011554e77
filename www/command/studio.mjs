// `npx stancemap studio`: the studio for the browsers of this machine, from the files of the package.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = { '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };
/** The names of this machine: a page elsewhere may give its own name our address. */
const HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
/** On the site the package lies in a folder of its own. */
const SITE = '/npx';
const PORT = 8001;

/** What can be asked for: paths and files, those of the package alone. */
function filesOf(root) {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return new Map(files.flatMap((file) => {
    const name = `/${path.relative(root, file).replaceAll(path.sep, '/')}`;
    return [[name, file], [SITE + name, file]];
  }));
}

/** The port of the arguments; throws what is wrong with them. */
function portOf(words) {
  if (!words.length) return PORT;
  const port = words.length === 2 && words[0] === '--port' ? Number(words[1]) : NaN;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`${words.join(' ')}: no arguments of the studio; it takes --port and a number`);
  return port;
}

/**
 * Serves the studio until the program is ended, and says where.
 * @param {string} root the package's folder
 * @param {string[]} words the arguments after `studio`
 */
export function studio(root, words) {
  const files = filesOf(root);
  const server = http.createServer((request, response) => {
    const answer = (status, type, body) => response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }).end(body);
    if (!HOST.test(request.headers.host ?? '')) return answer(421, 'text/plain', 'ask for localhost or 127.0.0.1\n');
    if (!['GET', 'HEAD'].includes(request.method ?? '')) return answer(405, 'text/plain', 'only GET and HEAD\n');
    const name = (request.url ?? '').replace(/[?#].*/s, '');
    const file = files.get(name === '/' ? '/studio.html' : name);
    if (!file) return answer(404, 'text/plain', 'not found\n');
    return answer(200, TYPES[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file));
  });
  server.on('error', (error) => {
    console.error(error.code === 'EADDRINUSE' ? `port ${error.port} is taken: give another with --port` : `the studio can't be served (${error.message})`);
    process.exitCode = 2;
  });
  const port = portOf(words);
  // No other machine reaches it.
  server.listen(port, '127.0.0.1', () => console.log(`The studio: http://127.0.0.1:${server.address().port}/ (Ctrl-C ends it)`));
}
