// The door for page data: what can't be what it stands for is refused, with file, place and what was found.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checked } from '../../www/loading/checked.js';
import { listedFile, parsed } from '../../www/loading/fetching.js';

const URL_OF = new URL('https://example.org/~a/maps/page.json');
const bytes = (value) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

for (const [sink, name, bad] of [
  ['a link', 'url', { text: { url: 'javascript:alert(1)' } }],
  ['a link in capitals', 'url', { text: { url: 'JaVaScRiPt:alert(1)' } }],
  ['a link behind a space', 'url', { text: { url: ' javascript:alert(1)' } }],
  ['a link to data', 'url', { text: { url: 'data:text/html,<script>alert(1)</script>' } }],
  ['a link without a host', 'url', { text: { url: 'https://' } }],
  ['a link in two lines', 'url', { text: { url: 'https://example.org/\njavascript:alert(1)' } }],
  ['a link that is no text', 'url', { text: { url: ['javascript:alert(1)'] } }],
  ['the direction', 'direction', { text: { direction: 'ltr" onload="x' } }],
  ['a fill', 'fill', { style: { themes: { light: { layers: [{ kind: 'areas', fill: 'url(https://evil.example/)' }] } } } }],
  ['a stroke', 'stroke', { hover: [{ stroke: 'red' }] }],
  ['an ink', 'ink', { pattern: { ink: '#12345' } }],
  ['a colour of the paper', 'paper', { colors: { paper: 'url(//evil.example/x.png)' } }],
  ['a colour under an unknown name', 'new', { colors: { new: 'image-set(url(x))' } }],
  ['a colour in a list', 'fill', { fill: ['#ffffff', 'url(x)'] }],
  ['a colour deeper', 'x', { fill: { x: { x: 'url(x)' } } }],
  ['a size in CSS', 'pad', { css: { pad: 'url(https://evil.example/)' } }],
  ['a size that ends the rule', 'pad', { css: { pad: '1px; background: #fff' } }],
  ['a size by a variable', 'pad', { css: { pad: 'var(--ink)' } }],
  ['a loop over lines, as text', 'spacing', { pattern: { spacing: '1e-9' } }],
  ['a loop over lines', 'spacing', { pattern: { spacing: 0 } }],
  ['a loop over lines by breakpoint', 'spacing', { pattern: { spacing: [3, 3, 1e-9, 3] } }],
  ['a loop backwards', 'spacing', { pattern: { spacing: -3 } }],
  ['a factor of 0', 'scale', { pattern: { scale: [0, 1] } }],
  ['a period of 0', 'period', { pattern: { period: 0 } }],
  ['a height without end', 'height', { projection: { height: 1e6 } }],
  ['a figure without end', 'breakpoints', { breakpoints: [1e7, 2e7] }],
  ['a pad that turns a figure inside out', 'pad', { style: { pad: [8, -1e6, 16, 16] } }],
  ['a tile of a pattern without end', 'spacing', { pattern: { spacing: 1e4 } }],
  ['a number without end', 'classOf', '{"classOf": [1e999]}'],
  ['a number beyond all measure', 'lines', { lines: [0, -1e12] }],
]) {
  test(`${sink}: refused by file and name`, () => {
    assert.throws(() => parsed(bytes(bad), URL_OF), (error) => error.stage === 'data' && error.message.startsWith(`page.json: "${name}" can’t be “`) && error.message.length < 250, JSON.stringify(bad));
  });
}

test('a text of endless length is refused, and not repeated', () => {
  assert.throws(() => parsed(bytes({ title: 'x'.repeat(1e6) }), URL_OF), (error) => error.message.length < 250);
});

for (const [name, length] of [['angles', 10], ['layers', 200], ['legend', 200], ['regions', 100_001]]) {
  test(`${length} ${name} are too many`, () => {
    assert.throws(() => parsed(bytes({ [name]: Array(length).fill(0) }), URL_OF), { stage: 'data', message: `page.json: "${name}" can’t have ${length} parts; bake the map again` });
  });
}

test('what is deep is refused without harm', () => {
  assert.throws(() => parsed(bytes('['.repeat(200_000) + ']'.repeat(200_000)), URL_OF), Error);
});

test('names of what every object has are names like others', () => {
  const odd = JSON.parse('{"__proto__": {"x": 1}, "constructor": "a", "toString": ["b"], "hasOwnProperty": null}');
  assert.equal(checked(odd, 'x.json'), odd);
  assert.equal({}.x, undefined);
});

test('what stands in a map passes as it is', () => {
  const good = {
    text: { url: 'https://digitallibrary.un.org/record/1?ln=en#x', direction: 'rtl', title: '<b>javascript:alert(1)</b> url(x)', note: null },
    style: { breakpoints: [320, 600, 960, 3840], pad: [8, 16, 16, 16], css: { pad: 'calc(8px + clamp(0px, 100cqw - 320px, 280px) * 0.0285714)', bar: '20px' }, bar: { outline: .75, height: [20, 20, 20, 40] } },
    themes: { light: { colors: { paper: '#ffffff' }, layers: [{ fill: '#0B4F6C', isHairline: true, pattern: { spacing: [4, 5], scale: [.6363, 1.5], period: 1.41 } }] } },
    lines: [0, -180, 90], more: 'x.json',
  };
  assert.deepEqual(parsed(bytes(good), URL_OF), good);
});

const language = (tag) => parsed(fs.readFileSync(path.join(import.meta.dirname, `../../assets/locales/${tag}.json`)), URL_OF);
test('languages pass', () => assert.equal(language('ar').direction, 'rtl'));

for (const [file, address] of [
  ['atlas.smap', 'https://example.org/~a/maps/atlas.smap'],
  ['detail/index.json', 'https://example.org/~a/maps/detail/index.json'],
  ['Süd 1.smap', 'https://example.org/~a/maps/S%C3%BCd%201.smap'],
  ['100%.smap', 'https://example.org/~a/maps/100%25.smap'],
  ['a..b.smap', 'https://example.org/~a/maps/a..b.smap'],
]) {
  test(`a list's ${file} lies below its folder`, () => {
    const [url, options] = listedFile(file, 'sha256-x', URL_OF);
    assert.deepEqual([url.href, options], [address, { integrity: 'sha256-x' }]);
  });
}

for (const file of [
  '../atlas.smap', 'x/../../atlas.smap', '/atlas.smap', '//evil.example/atlas.smap', '\\\\evil.example\\x', '..\\atlas.smap', '/~a/maps-2/x', '\t//evil.example/x',
  'https://evil.example/atlas.smap', 'HTTPS://evil.example/x', 'data:application/octet-stream,x', 'blob:https://example.org/x', 'https://example.org/~b/x', 'https://example.org@evil.example/~a/maps/x',
]) {
  test(`a list's ${JSON.stringify(file)} lies elsewhere or stays below`, () => {
    try {
      const [{ href }] = listedFile(file, undefined, URL_OF);
      assert.ok(href.startsWith('https://example.org/~a/maps/') && !/%2f|%5c/i.test(href), href);
    } catch (error) {
      assert.match(error.message, /^page\.json: “[^]*” lies outside its folder$/);
    }
  });
}
