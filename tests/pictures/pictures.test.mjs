// Pictures by what they are for: sizes, what they say about themselves, PDF by another's programs (poppler).
// STANCEMAP_COMMAND names the command: `cargo xtask test` sets it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';

const repo = path.join(import.meta.dirname, '../..');
const { PNG } = createRequire(path.join(repo, 'tests/browser/package.json'))('pngjs');
const assets = path.join(repo, 'assets');
const SIZES = { article: [960, null], social: [1200, 675], square: [1080, 1080], portrait: [1080, 1350], story: [1080, 1920], print: [2126, null] };

let folder;
const at = (name) => path.join(folder, name);
const run = (...options) => spawnSync(process.env.STANCEMAP_COMMAND, ['render', ...options], { encoding: 'utf8' });
function render(document, output, ...options) {
  const ran = run(path.join(assets, `${document}.json`), '--output', at(output), ...options);
  assert.equal(ran.status, 0, ran.stderr);
  return fs.existsSync(at(output)) ? fs.readFileSync(at(output)) : null;
}

/** The chunks of a PNG file: type and bytes (PNG, third edition, section 5). */
function chunksOf(png) {
  const chunks = [];
  for (let from = 8; from < png.length;) {
    const length = png.readUInt32BE(from);
    chunks.push([png.toString('latin1', from + 4, from + 8), png.subarray(from + 8, from + 8 + length)]);
    from += length + 12;
  }
  return chunks;
}

/** The texts of a PNG file by their keywords (section 11.3.3.4). */
function textsOf(png) {
  return Object.fromEntries(chunksOf(png).filter(([type]) => type === 'iTXt').map(([, data]) => {
    const keyword = data.indexOf(0);
    const language = data.indexOf(0, keyword + 3);
    const text = data.subarray(data.indexOf(0, language + 1) + 1);
    return [data.toString('latin1', 0, keyword), (data[keyword + 1] ? inflateSync(text) : text).toString('utf8')];
  }));
}

const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];
const poppler = (program, ...options) => execFileSync(program, options, { encoding: 'utf8', maxBuffer: 1 << 28 });
/** What the lines of a PDF file say, whatever glyphs they are set in: `ActualText` (ISO 32000-1:2008, 14.9.4), UTF-16BE. */
function toldBy(pdf) {
  const file = pdf.toString('latin1');
  const streams = [...file.matchAll(/stream\r?\n/g)].map(({ index, 0: { length } }) => {
    try {
      return inflateSync(pdf.subarray(index + length, file.indexOf('endstream', index))).toString('latin1');
    } catch {
      return '';
    }
  });
  const texts = [...streams.join('\n').matchAll(/ActualText<FEFF([0-9A-F]+)>/g)];
  return plain(texts.map(([, hex]) => Buffer.from(hex, 'hex').swap16().toString('utf16le')).join(' '));
}

const plain = (text) => text.replace(/\s+/g, ' ');

describe('pictures', () => {
  before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stancemap-pictures-')); });
  after(() => fs.rmSync(folder, { recursive: true }));

  for (const document of ['es-11-1', 's-2022-155']) {
    test(`each preset of ${document} has its size, and says what it is for paper`, () => {
      render(document, `${document}.png`, '--all-presets');
      for (const [name, [width, height]] of Object.entries(SIZES)) {
        const png = fs.readFileSync(at(`${document}-${name}.png`));
        const [w, h] = sizeOf(png);
        assert.equal(w, width, name);
        if (height) assert.equal(h, height, name);
        const density = chunksOf(png).find(([type]) => type === 'pHYs');
        // 300 an inch are 11811 a metre.
        assert.deepEqual(density && [density[1].readUInt32BE(0), density[1].readUInt32BE(4), density[1][8]], name === 'print' ? [11811, 11811, 1] : undefined, name);
      }
    });
  }

  test('PNG and SVG carry title, alternative text, source, policy, document and table, and the hash of the boundaries', () => {
    const document = JSON.parse(fs.readFileSync(path.join(assets, 'es-11-1.json'), 'utf8'));
    const texts = textsOf(render('es-11-1', 'told.png', '--width', '480'));
    assert.equal(texts.Title, document.title);
    assert.match(texts.Description, /141/);
    assert.equal(texts.Source, document.source);
    const svg = render('es-11-1', 'told.svg', '--width', '480').toString('utf8');
    const [, escaped] = /<metadata>(.*)<\/metadata>/s.exec(svg);
    const unescaped = escaped.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    for (const json of [texts.stancemap, unescaped]) {
      const told = JSON.parse(json);
      assert.deepEqual(told.document, document);
      assert.equal(told.stances, fs.readFileSync(path.join(assets, 'es-11-1.csv'), 'utf8'));
      assert.equal(told.policy, 'un');
      assert.equal(told.boundaries.sha256, createHash('sha256').update(fs.readFileSync(path.join(assets, 'countries-50m.geojson'))).digest('hex'));
    }
  });

  test('on transparent ground there is no paper', () => {
    const corner = (png) => PNG.sync.read(png).data[3];
    assert.equal(corner(render('es-11-1', 'ground.png', '--width', '320')), 255);
    assert.equal(corner(render('es-11-1', 'ground.png', '--width', '320', '--transparent')), 0);
  });

  for (const [lang, words] of [['en', ['How 193 countries stood', '141 in favour', 'Borders follow']], ['ar', ['مواقف ١٩٣ دولة من قرار «العدوان على أوكرانيا»', 'المؤيدون: ١٤١', 'الحدود']]]) {
    test(`PDF in ${lang}: tagged, of its size, with its text, all fonts embedded`, () => {
      render('es-11-1', `${lang}.pdf`, '--lang', lang, '--preset', 'print');
      const info = poppler('pdfinfo', at(`${lang}.pdf`));
      assert.match(info, /Tagged: +yes/);
      assert.match(info, /Pages: +1/);
      // 180 mm are 510.24 points.
      assert.match(info, /Page size: +510\.2\d* x/);
      const fonts = poppler('pdffonts', at(`${lang}.pdf`)).trim().split('\n').slice(2);
      assert.ok(fonts.length > 0);
      for (const font of fonts) assert.match(font, / yes yes yes +\d+ +\d+$/, font);
      // poppler takes joined letters out one by one; readers that know PDF/UA take what is written beside them.
      const text = lang === 'ar' ? toldBy(fs.readFileSync(at('ar.pdf'))) : plain(poppler('pdftotext', '-raw', at('en.pdf'), '-'));
      for (const part of words) assert.ok(text.includes(part), `${part} in ${text}`);
      const structure = poppler('pdfinfo', '-struct-text', at(`${lang}.pdf`));
      assert.match(structure, /^ *H1/m);
      assert.match(structure, /^ *Figure/m);
    });
  }

  test('PDF looks as PNG does', () => {
    render('es-11-1', 'same.pdf');
    const png = PNG.sync.read(render('es-11-1', 'same.png'));
    poppler('pdftoppm', '-png', '-r', '96', '-singlefile', at('same.pdf'), at('drawn'));
    const drawn = PNG.sync.read(fs.readFileSync(at('drawn.png')));
    assert.deepEqual([drawn.width, drawn.height], [png.width, png.height]);
    let off = 0;
    for (let i = 0; i < png.data.length; i += 4) off += [0, 1, 2].some((channel) => Math.abs(png.data[i + channel] - drawn.data[i + channel]) > 96);
    // Letters are hinted and lines snapped otherwise.
    assert.ok(off / (png.data.length / 4) < 0.02, `${off} pixels`);
  });

  test('what has no room is refused in words, and nothing is written', () => {
    const document = JSON.parse(fs.readFileSync(path.join(assets, 'es-11-1.json'), 'utf8'));
    for (const field of ['countries', 'stances', 'detail']) document[field] = path.join(assets, document[field]);
    fs.writeFileSync(at('long.json'), JSON.stringify({ ...document, note: 'A note that goes on and on. '.repeat(200) }));
    const ran = run(at('long.json'), '--output', at('long.png'), '--all-presets');
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /--preset: the words take more than a picture of 1200 by 675 px; shorten/);
    assert.deepEqual(fs.readdirSync(folder).filter((name) => name.startsWith('long-')), []);
  });

  for (const [options, words] of [
    [['--width-mm', '180'], /--width-mm: only a picture to be printed has a width in mm; add --preset print/],
    [['--preset', 'print', '--width-mm', '20'], /--width-mm: 20; choose 85 to 1016 mm/],
    [['--preset', 'poster'], /invalid value 'poster'[\s\S]*article, social, square, portrait, story, print/],
    [['--preset', 'social', '--width', '480'], /cannot be used with/],
  ]) {
    test(`${options.join(' ')} is refused in words`, () => {
      const ran = run(path.join(assets, 'es-11-1.json'), '--output', at('refused.png'), ...options);
      assert.equal(ran.status, 2);
      assert.match(ran.stderr, words);
    });
  }
});
