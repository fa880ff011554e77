// The server, asked as browsers do, and as those do who request what is not theirs: `node --test www/xtask/server`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import zlib from 'node:zlib';
import { serve } from './server.mjs';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PAGE = '<!doctype html><body>A page</body>\n';
let folder;
let root;
let server;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stancemap-server-'));
  root = path.join(folder, 'site');
  fs.mkdirSync(path.join(root, 'deep'), { recursive: true });
  fs.mkdirSync(`${root}-beside`);
  for (const [name, text] of [
    ['site/index.html', PAGE], ['site/letters.txt', LETTERS], ['site/a b.json', '{}'], ['site/none.txt', ''], ['site/x_bg.wasm', '\0asm'],
    ['site/deep/m.mjs', '1'], ['site/.hidden', 'secret'], ['secret.txt', 'secret'], ['site-beside/secret.txt', 'secret'],
  ]) fs.writeFileSync(path.join(folder, name), text);
  fs.symlinkSync('../secret.txt', path.join(root, 'link.txt'));
  fs.symlinkSync('letters.txt', path.join(root, 'inside.txt'));
  fs.symlinkSync('../site-beside', path.join(root, 'beside'));
  server = await serve({ roots: { '/': root, '/pages/': path.join(root, 'deep') } });
});
afterEach(() => server.reset());
after(async () => {
  await server.close();
  fs.rmSync(folder, { recursive: true });
});

const get = (target, options = {}) => fetch(server.origin + target, options);

/** A connection that is kept open: `ask(text)` gives the answer up to the length it announces. */
function connect(origin = server.origin) {
  const socket = net.connect(Number(new URL(origin).port), '127.0.0.1');
  let text = '';
  let wake = () => {};
  socket.setEncoding('latin1').on('data', (data) => { text += data; wake(); }).on('error', () => {}).on('close', () => wake());
  return {
    socket,
    async ask(request) {
      text = '';
      socket.write(request);
      for (;;) {
        const [, head, body] = /^([^]*?\r\n\r\n)([^]*)$/.exec(text) ?? [];
        const length = request.startsWith('HEAD') ? 0 : Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? 0);
        if (head && body.length >= length) return { status: Number(head.slice(9, 12)), head, body };
        if (socket.destroyed) return { status: 0, head: '', body: text };
        await new Promise((resolve) => { wake = resolve; });
      }
    },
  };
}
const request = (target, { method = 'GET', more = '' } = {}) => `${method} ${target} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;

/** The answer to a target that is sent unchanged: `fetch` would normalise it. */
async function raw(target, options) {
  const { socket, ask } = connect();
  const answer = await ask(request(target, options));
  socket.destroy();
  return answer;
}

describe('files', () => {
  test('a file comes with its type, for its own origin alone, and is not kept', async () => {
    const answer = await get('/letters.txt?x=1');
    assert.deepEqual([answer.status, await answer.text()], [200, LETTERS]);
    const headers = ['content-type', 'cache-control', 'access-control-allow-origin', 'x-content-type-options', 'content-length'];
    assert.deepEqual(headers.map((name) => answer.headers.get(name)), ['text/plain; charset=utf-8', 'no-store', null, 'nosniff', '26']);
  });

  test('a folder is its index, names may be encoded, prefixes are folders', async () => {
    assert.equal(await (await get('/')).text(), PAGE);
    assert.equal(await (await get('/a%20b.json')).text(), '{}');
    assert.equal(await (await get('/pages/m.mjs')).text(), '1');
    assert.equal((await get('/x_bg.wasm')).headers.get('content-type'), 'application/wasm');
    assert.equal((await get('/pages/letters.txt')).status, 404);
    assert.equal(await (await get('/inside.txt')).text(), LETTERS);
  });

  test('HEAD has the length and no body', async () => {
    const { socket, ask } = connect();
    const { head } = await ask(request('/letters.txt', { method: 'HEAD' }));
    assert.match(head, /^HTTP\/1\.1 200 [^]*content-length: 26/i);
    // A body would stand before the next answer.
    assert.equal((await ask(request('/none.txt'))).status, 200);
    socket.destroy();
  });

  test('only this machine’s own names are answered', async () => {
    for (const [host, status] of [['localhost:8000', 200], ['127.0.0.1', 200], ['[::1]:80', 200], ['evil.example', 421], ['localhost.evil.example:8000', 421], ['127.0.0.1.nip.io', 421], ['', 421]]) {
      const { socket, ask } = connect();
      assert.equal((await ask(`GET /letters.txt HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status, status, host);
      socket.destroy();
    }
  });

  test('writing is refused', async () => {
    const answer = await get('/letters.txt', { method: 'DELETE' });
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD']);
  });

  test('40 kept-alive connections are answered at once, and none holds up another', { timeout: 20_000 }, async () => {
    const all = Array.from({ length: 40 }, () => connect());
    for (let round = 0; round < 2; round += 1) {
      const answers = await Promise.all(all.map(({ ask }) => ask(request('/letters.txt'))));
      assert.deepEqual(new Set(answers.map(({ status, body }) => `${status} ${body}`)), new Set([`200 ${LETTERS}`]));
    }
    // All stay open; one more is answered while 40 others wait for theirs.
    let release;
    server.rule('/none.txt', { delay: new Promise((resolve) => { release = resolve; }) });
    const waiting = all.map(({ ask }) => ask(request('/none.txt')));
    assert.equal((await raw('/letters.txt')).body, LETTERS);
    release();
    assert.ok((await Promise.all(waiting)).every(({ status }) => status === 200));
    assert.ok(all.every(({ socket }) => !socket.destroyed));
    for (const { socket } of all) socket.destroy();
  });
});

describe('ranges', () => {
  for (const [range, status, text, contentRange] of [
    ['bytes=2-4', 206, 'cde', 'bytes 2-4/26'],
    ['bytes=0-0', 206, 'a', 'bytes 0-0/26'],
    ['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
    ['bytes=20-999', 206, 'uvwxyz', 'bytes 20-25/26'],
    ['bytes=-3', 206, 'xyz', 'bytes 23-25/26'],
    ['bytes=-99', 206, LETTERS, 'bytes 0-25/26'],
    ['bytes=26-', 416, '', 'bytes */26'],
    ['bytes=-0', 416, '', 'bytes */26'],
    ['bytes=4-2', 200, LETTERS, null],
    ['bytes=0-1,4-5', 200, LETTERS, null],
    ['lines=0-1', 200, LETTERS, null],
    ['bytes=-', 200, LETTERS, null],
  ]) {
    test(`${range}: ${status}`, async () => {
      const answer = await get('/letters.txt', { headers: { range } });
      assert.deepEqual([answer.status, await answer.text(), answer.headers.get('content-range')], [status, text, contentRange]);
      assert.equal(answer.headers.get('content-length'), String(text.length));
    });
  }

  test('an empty file has no range', async () => {
    const answer = await get('/none.txt', { headers: { range: 'bytes=-1' } });
    assert.deepEqual([answer.status, answer.headers.get('content-range')], [416, 'bytes */0']);
  });

  test('a range of another version is the whole file', async () => {
    assert.equal((await get('/letters.txt', { headers: { range: 'bytes=2-4', 'if-range': '"old"' } })).status, 200);
  });
});

describe('what is outside', () => {
  for (const target of [
    '/../secret.txt', '/deep/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..%5csecret.txt', '/deep%2f..%2f..%2fsecret.txt',
    '/%2e%2e%2fsite-beside/secret.txt', '//etc/passwd', '/%2fetc/passwd', '/link.txt', '/beside/secret.txt', '/.hidden', '/%2ehidden',
    '/letters.txt%00.html', '/%00', '/deep', '/letters.txt/', `/${'x'.repeat(5000)}`, '/pages/../.hidden', '/.reload',
  ]) {
    test(`${target.slice(0, 40)}: 404`, async () => {
      const { status, body } = await raw(target);
      assert.deepEqual([status, body], [404, 'not found\n']);
    });
  }
  for (const target of ['/%', '/%zz', '/%e0%a4%a', '/%ff', '*', 'letters.txt']) {
    test(`${target}: 400`, async () => assert.equal((await raw(target)).status, 400));
  }
  test('a whole address, as proxies send it, is its path', async () => {
    assert.equal((await raw('http://elsewhere.example/letters.txt')).body, LETTERS);
    assert.equal((await raw('http://elsewhere.example/../secret.txt')).status, 404);
  });
});

describe('rules', () => {
  test('a rule changes body, status, type and headers until it is taken back', async () => {
    server.rule('/letters.txt', { body: 'x', status: 503, type: 'text/odd', headers: { 'x-more': '1', 'cache-control': null } });
    const answer = await get('/letters.txt');
    assert.deepEqual([answer.status, await answer.text()], [503, 'x']);
    assert.deepEqual(['content-type', 'x-more', 'cache-control'].map((name) => answer.headers.get(name)), ['text/odd', '1', null]);
    server.rule('/letters.txt', null);
    assert.equal(await (await get('/letters.txt')).text(), LETTERS);
    assert.deepEqual(server.asked, ['/letters.txt', '/letters.txt']);
  });

  test('a file may be cut short, and a connection dropped', async () => {
    server.rule('/letters.txt', { truncate: 5 });
    const answer = await get('/letters.txt');
    assert.equal(answer.headers.get('content-length'), '26');
    await assert.rejects(answer.text());
    server.rule('/letters.txt', { drop: true });
    await assert.rejects(get('/letters.txt'));
  });

  test('an answer waits for a promise', async () => {
    let release;
    server.rule('/', { delay: new Promise((resolve) => { release = resolve; }) });
    let isThere = false;
    const late = get('/').then((answer) => { isThere = true; return answer; });
    while (!server.asked.includes('/')) await get('/letters.txt');
    assert.equal((await get('/letters.txt')).status, 200);
    assert.equal(isThere, false); // the other overtook it
    release();
    assert.equal((await late).status, 200);
  });
});

describe('packed', () => {
  test('files are sent as brotli to who takes it, with what a page spends on its still', async (t) => {
    const still = `<svg class="stance-map-still">${'<path d="M1,2"/>'.repeat(9)}</svg>`;
    fs.writeFileSync(path.join(root, 'still.html'), PAGE + still);
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'x-content-type-options': null };
    const host = await serve({ roots: { '/': root }, headers, packed: path.join(folder, 'packed') });
    t.after(() => host.close());
    const ask = async (encoding) => {
      const { socket, ask } = connect(host.origin);
      const answer = await ask(request('/still.html', { more: `Accept-Encoding: ${encoding}\r\n` }));
      socket.destroy();
      return answer;
    };
    const { head, body } = await ask('gzip, br');
    assert.match(head, /content-encoding: br/);
    assert.match(head, /cross-origin-opener-policy: same-origin/);
    assert.doesNotMatch(head, /x-content-type-options/);
    assert.equal(zlib.brotliDecompressSync(Buffer.from(body, 'latin1')).toString(), PAGE + still);
    const spent = Number(/server-timing: still;dur=(\d+)/.exec(head)[1]);
    assert.equal(spent, Buffer.from(body, 'latin1').length - zlib.brotliCompressSync(Buffer.from(PAGE)).length);
    const plain = await ask('gzip');
    assert.equal(plain.body, PAGE + still);
  });
});

describe('live reload', () => {
  /** The events of a server, one `next()` at a time. */
  async function events(origin) {
    const { body, headers } = await fetch(`${origin}/.reload`);
    assert.equal(headers.get('content-type'), 'text/event-stream');
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      async next() {
        while (!text.includes('\n\n')) text += (await reader.read()).value;
        const [, event, data] = /^event: (.*)\ndata: (.*)\n\n/.exec(text);
        text = text.slice(text.indexOf('\n\n') + 2);
        return [event, data];
      },
      end: () => reader.cancel(),
    };
  }

  test('a page gets an event once it is there, when it is old, and why it stays so', { timeout: 20_000 }, async (t) => {
    const live = await serve({ roots: { '/': root }, live: true });
    t.after(() => live.close());
    const heard = await events(live.origin);
    const [event, version] = await heard.next();
    assert.equal(event, 'version');
    live.reload();
    const [again, next] = await heard.next();
    assert.equal(again, 'version');
    assert.notEqual(next, version);
    live.fail('two\nlines');
    assert.deepEqual(await heard.next(), ['failed', '"two\\nlines"']);
    await heard.end();
  });

  test('only pages, and only of a live server, get the script', async (t) => {
    const live = await serve({ roots: { '/': root }, live: true });
    t.after(() => live.close());
    const page = await (await fetch(`${live.origin}/`)).text();
    assert.match(page, /^<!doctype html><body>A page<script>[^]*EventSource\('\/\.reload'\)[^]*<\/script><\/body>\n$/);
    assert.equal(await (await fetch(`${live.origin}/letters.txt`)).text(), LETTERS);
    assert.equal(fs.readFileSync(path.join(root, 'index.html'), 'utf8'), PAGE);
    assert.equal(await (await get('/')).text(), PAGE);
  });

  /** Starts the program; its address. */
  async function start(words) {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.mjs'), '--root', root, ...words]);
    const ended = new Promise((resolve) => { child.on('exit', resolve); });
    let said = '';
    child.stderr.on('data', (data) => { said += data; });
    const address = await Promise.race([new Promise((resolve) => { child.stdout.once('data', (data) => resolve(String(data).trim())); }), ended.then(() => null)]);
    return { child, ended, address, said: () => said };
  }

  test('the program hears of new builds by its input, and ends with it', { timeout: 20_000 }, async (t) => {
    const { child, ended, address } = await start(['--live']);
    t.after(() => child.kill());
    const heard = await events(address.slice(0, -1));
    const [, version] = await heard.next();
    child.stdin.write('failed "no"\nreload\n');
    assert.deepEqual(await heard.next(), ['failed', '"no"']);
    assert.notEqual((await heard.next())[1], version);
    child.stdin.end();
    assert.equal(await ended, 0);
  });

  test('a taken port is named', { timeout: 20_000 }, async () => {
    const { port } = new URL(server.origin);
    const { ended, said } = await start(['--port', port]);
    assert.equal(await ended, 1);
    assert.match(said(), new RegExp(`port ${port} is in use: .*--port`));
  });
});
