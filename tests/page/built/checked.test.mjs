// What the build made passes the door for page data, and every file that it names has its integrity beside it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { checked } from '../../../www/loading/checked.js';
import { built, DOCUMENTS, read } from './build.mjs';

for (const document of DOCUMENTS) {
  test(`${document}: page data, palettes and details are let in`, () => {
    const { pageData, themes, more } = built(document);
    for (const data of [pageData, more, ...themes.map(([, theme]) => theme)]) assert.equal(checked(data, document), data);
  });

  test(`${document}: the files that page data names are those that it names the hashes of`, () => {
    const { atlas, detail, more, themes, integrity } = built(document).pageData;
    const names = [atlas, detail, more, ...Object.values(themes)].filter(Boolean);
    assert.deepEqual(Object.keys(integrity).sort(), names.sort());
    for (const name of names) assert.equal(integrity[name], `sha256-${createHash('sha256').update(read(name)).digest('base64')}`, name);
    const { parts } = detail ? JSON.parse(read(detail)) : { parts: [] };
    for (const { file, integrity: own } of parts) assert.equal(own, `sha256-${createHash('sha256').update(read(`detail/${file}`)).digest('base64')}`, file);
  });
}
