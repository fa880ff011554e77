// Languages by names from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeFile } from '../../www/files.js';

for (const tag of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '', 'xx', 'en']) {
  test(`there is no file for the language “${tag}”`, () => assert.equal(localeFile(tag), undefined));
}

test('there is one for French', () => assert.match(String(localeFile('fr')?.[0]), /\/locales\/fr\.json$/));
