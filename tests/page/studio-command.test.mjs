// What the studio gives the command, and takes of it: a disk in memory, a ZIP, pictures that are opened again.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
import { unzipSync } from '../../www/node_modules/fflate/esm/index.mjs';
import { MemoryDisk } from '../../www/studio/command/memory-disk.js';
import { zip } from '../../www/studio/command/zip.js';
import { pictured } from '../../www/studio/picture-file.js';
import { emptyWork } from '../../www/studio/work.js';

const bytes = (text) => new TextEncoder().encode(text);
const text = (own) => new TextDecoder().decode(own);
const failure = (work) => {
  try {
    work();
  } catch (error) {
    return error.code;
  }
  return null;
};

describe('a disk in memory', () => {
  const disk = (renamed) => new MemoryDisk([['in/a.txt', bytes('abc')], ['./in/deep/b.txt', bytes('b')]], 'module', renamed);

  test('knows files and folders by every spelling of their paths', () => {
    const own = disk();
    for (const path of ['in/a.txt', './in/a.txt', 'in//a.txt', 'in/deep/../a.txt', '/in/a.txt']) assert.equal(own.entry(path).length, 3, path);
    assert.equal(own.entry('in/deep').sort, 'folder');
    assert.equal(own.entry('.').sort, 'folder');
    assert.deepEqual(own.names('in').sort(), ['a.txt', 'deep']);
    assert.deepEqual(own.names('.'), ['in']);
    assert.equal(own.real('in/./a.txt'), own.real('in/a.txt'));
  });

  test('reads and writes on, piece by piece', () => {
    const own = disk();
    const file = own.open('in/new', 'wx+');
    for (let i = 0; i < 100_000; i += 1) own.write(file, bytes('0123456789'));
    own.close(file);
    assert.equal(own.entry('in/new').length, 1e6);
    const again = own.open('in/new', 'r');
    const into = new Uint8Array(15);
    assert.equal(own.read(again, into), 15);
    assert.equal(own.read(again, into), 15);
    assert.equal(text(into), '567890123456789');
    assert.equal(own.contents('in').get('new').length, 1e6);
  });

  test('a file keeps what it is under another name, and tells when it has it', () => {
    const told = [];
    const own = disk((path) => told.push(path));
    const { identity } = own.entry('in/a.txt');
    own.rename('in/a.txt', 'in/deep/b.txt');
    assert.equal(own.entry('in/deep/b.txt').identity, identity);
    assert.deepEqual(told, ['in/deep/b.txt']);
    assert.deepEqual([...own.contents('in')].map(([path, own]) => [path, text(own)]), [['deep/b.txt', 'abc']]);
  });

  test('what fails has the code that Node.js has', () => {
    const own = disk();
    for (const [code, work] of [
      ['ENOENT', () => own.entry('none')], ['ENOENT', () => own.real('none')], ['ENOENT', () => own.open('none', 'r')], ['ENOENT', () => own.names('none')],
      ['ENOENT', () => own.open('none/new', 'wx+')], ['ENOENT', () => own.createFolder('none/new')], ['ENOENT', () => own.remove('none')], ['ENOENT', () => own.rename('none', 'x')],
      ['EEXIST', () => own.open('in/a.txt', 'wx+')], ['EEXIST', () => own.createFolder('in')], ['EISDIR', () => own.open('in', 'r')], ['EISDIR', () => own.remove('in')],
      ['EISDIR', () => own.rename('in/a.txt', 'in/deep')], ['ENOTDIR', () => own.names('in/a.txt')], ['ENOTDIR', () => own.open('in/a.txt/x', 'wx+')], ['ENOTDIR', () => own.entry('in/a.txt/x')],
      ['EBADF', () => own.read(99, new Uint8Array(1))],
    ]) assert.equal(failure(work), code, String(work));
  });
});

test('a ZIP has the files as they are, and the same bytes in any order and time zone', () => {
  const files = [['a/b.txt', bytes('x'.repeat(1000))], ['c.png', new Uint8Array([1, 2, 3])], ['ä–€.html', bytes('<p>')]];
  const packed = zip(new Map(files), 'folder');
  assert.deepEqual(Object.entries(unzipSync(packed)).map(([path, own]) => [path, text(own)]), files.map(([path, own]) => [`folder/${path}`, text(own)]));
  const zone = process.env.TZ;
  process.env.TZ = 'Pacific/Auckland';
  assert.deepEqual(zip(new Map([...files].reverse()), 'folder'), packed);
  if (zone === undefined) delete process.env.TZ; else process.env.TZ = zone;
  assert.ok(packed.length < 700, String(packed.length));
});

describe('a picture is opened as the map that it shows', () => {
  const document = { title: 'A “vote” <&>', subtitle: 'S', stances: 'data/votes.csv', body: 'general-assembly', date: '2022-03-02', absence: 'derived', lang: 'fr', frame: 'europe', projection: { name: 'mercator', center: [11, 0] } };
  const table = 'iso3,name,vote,cosponsor\nFRA,"The ""R"" of France",yes,\n';
  const json = (changes = {}, stances = table) => JSON.stringify({ stancemap: '1', lang: 'fr', document: { ...document, ...changes }, stances });
  const chunk = (type, data) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const png = (...chunks) => new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', Buffer.alloc(13)), ...chunks, chunk('IEND', Buffer.alloc(0))]));
  const itxt = (own, isPacked = true) => chunk('iTXt', Buffer.concat([Buffer.from(`stancemap\0${isPacked ? '\x01' : '\0'}\0en\0Karte\0`, 'latin1'), isPacked ? zlib.deflateSync(own) : Buffer.from(own)]));
  const svg = (own) => bytes(`<svg xmlns="http://www.w3.org/2000/svg">\n<title>T</title>\n<metadata>${own.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}</metadata>\n</svg>`);
  const work = {
    ...emptyWork('fr'), sources: [{ name: 'votes.csv', text: table }], texts: { title: document.title, subtitle: 'S' }, date: '2022-03-02', body: 'general-assembly', absent: true, frame: 'europe', projection: 'mercator', center: '11, 0',
  };

  test('PNG, compressed or not, and SVG', async () => {
    for (const file of [png(itxt(json())), png(itxt(json(), false)), svg(json())]) assert.deepEqual(await pictured(file), { work, left: [] });
  });

  test('what the studio has no place for is told', async () => {
    const { left } = await pictured(svg(json({ frame: [1, 2, 3, 4], complete: false, countries: 'own.geojson', expect: { yes: 1 }, lang: 'xx', policy: 'un', insets: 'auto' })));
    assert.deepEqual(left.sort(), ['complete', 'countries', 'expect', 'frame', 'lang']);
  });

  test('other files are none', async () => {
    const other = chunk('iTXt', Buffer.from('Comment\0\0\0\0\0{"stancemap":"1"}'));
    for (const file of [png(), png(other), bytes('<svg><metadata>{"other":1}</metadata></svg>'), bytes('<svg/>'), bytes('<metadata>'), bytes('iso3,vote\n'), new Uint8Array()]) assert.equal(await pictured(file), null);
  });

  test('what is damaged or hostile is refused in words', async () => {
    const bomb = itxt(Buffer.alloc(64e6, ' '));
    for (const [file, words] of [
      [png(itxt('{')), /JSON/], [png(itxt('null')), /no map document/], [png(itxt('{"stancemap":"1"}')), /no map document/], [svg(json({ body: 'parliament' })), /“body”/], [svg(json({ date: 'soon' })), /“date”/],
      [svg(json({ projection: { name: 'flat' } })), /“projection”/], [png(bomb), /too large/], [png(itxt(json())).slice(0, 120), /cut short/], [svg(json({}, null)), /table/],
    ]) await assert.rejects(pictured(file), words);
  });

  test('any cut of a picture gives an answer or an error, and nothing else', async () => {
    const file = png(itxt(json()));
    for (let length = 0; length < file.length; length += 7) await pictured(file.slice(0, length)).catch((error) => assert.ok(error instanceof Error));
  });
});
