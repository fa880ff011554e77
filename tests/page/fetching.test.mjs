// Files by their addresses and paths, whatever signs are in their names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, fileUrl } from '../../www/loading/fetching.js';

for (const [address, name] of [
  ['100%.json', '100%.json'],
  ['100%25.json', '100%.json'],
  ['caf%C3%A9%20100%.json', 'café 100%.json'],
  ['投票.json?v=2#top', '投票.json'],
  ['a+b&c=d.json', 'a+b&c=d.json'],
  ['a%23b%3Fc.json', 'a#b?c.json'],
  // It would lead to another folder.
  ['a%2Fb.json', 'a%2Fb.json'],
  ['%E4.json', '\u{fffd}.json'],
  ['vote%E2%80%AEgpj.json', 'vote\u{fffd}gpj.json'],
  ['a%07%0d%0ab.json', 'a\u{fffd}\u{fffd}\u{fffd}b.json'],
  ['a%zz.json', 'a%zz.json'],
  ['', 'example.org'],
]) {
  test(`the file at ${address} is called ${name}`, () => {
    assert.equal(fileName(new URL(address, 'https://example.org/')), name);
  });
}

for (const [path, address] of [
  ['votes.csv', 'https://example.org/maps/votes.csv'],
  ['../data/votes.csv', 'https://example.org/data/votes.csv'],
  ['/votes.csv', 'https://example.org/votes.csv'],
  ['100%.csv', 'https://example.org/maps/100%25.csv'],
  ['100%25.csv', 'https://example.org/maps/100%2525.csv'],
  ['a#b?c d.csv', 'https://example.org/maps/a%23b%3Fc%20d.csv'],
  ['ES-11: votes.csv', 'https://example.org/maps/ES-11%3A%20votes.csv'],
  ['投票.csv', 'https://example.org/maps/%E6%8A%95%E7%A5%A8.csv'],
  ['https://example.com/a%20b.csv?v=2', 'https://example.com/a%20b.csv?v=2'],
  ['data:text/csv,iso3', 'data:text/csv,iso3'],
]) {
  test(`a document's ${path} lies at ${address}`, () => {
    assert.equal(fileUrl(path, new URL('https://example.org/maps/map.json')).href, address);
  });
}
