// Where keys lead in the list of countries.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyOrder } from '../../www/element/key-order.js';

const { compare } = new Intl.Collator('en', { sensitivity: 'base' });
const entry = (iso3, name, group) => ({ iso3, name, group });
const order = new KeyOrder([
  entry('XKX', 'Kosovo', 'other'), entry('FRA', 'France', 'weog'), entry('TUR', 'Türkiye', 'weog'), entry('CIV', 'Côte d’Ivoire', 'africa'),
  entry('TUN', 'Tunisia', 'africa'), entry('ALB', 'Albania', 'eastern-europe'), entry('DZA', 'Algeria', 'africa'), entry('ISL', 'Île X', 'grulac'),
], compare);

test('countries stand by regional group, and by name within each', () => {
  assert.deepEqual(order.codes, ['DZA', 'CIV', 'TUN', 'ALB', 'ISL', 'FRA', 'TUR', 'XKX']);
  assert.deepEqual(order.groups.map(({ group }) => group), ['africa', 'eastern-europe', 'grulac', 'weog', 'other']);
});

test('Home and End lead to the ends', () => {
  assert.equal(order.target('Home', 'FRA'), 'DZA');
  assert.equal(order.target('End', 'FRA'), 'XKX');
});

test('Page Down leads to the next group, and nowhere after the last', () => {
  assert.equal(order.target('PageDown', 'CIV'), 'ALB');
  assert.equal(order.target('PageDown', 'XKX'), null);
});

test('Page Up leads to the head of the group, then to the one before', () => {
  assert.equal(order.target('PageUp', 'TUR'), 'FRA');
  assert.equal(order.target('PageUp', 'FRA'), 'ISL');
  assert.equal(order.target('PageUp', 'DZA'), null);
});

test('a letter leads to the next country of that name, round to the first', () => {
  assert.equal(order.target('t', 'DZA'), 'TUN');
  assert.equal(order.target('t', 'TUN'), 'TUR');
  assert.equal(order.target('t', 'TUR'), 'TUN');
  assert.equal(order.target('t', null), 'TUN');
  assert.equal(order.target('z', 'TUN'), null);
});

test('case and accents don’t count', () => {
  assert.equal(order.target('T', 'TUN'), 'TUR');
  assert.equal(order.target('i', 'DZA'), 'ISL');
  assert.equal(order.target('ç', 'DZA'), 'CIV');
});

test('other keys lead nowhere: they are the page’s', () => {
  for (const key of ['Tab', 'F5', '1', '/', 'Enter', 'Dead']) assert.equal(order.target(key, 'FRA'), undefined, key);
});

test('an empty list has no place to go to', () => {
  const none = new KeyOrder([], compare);
  for (const key of ['Home', 'End', 'PageDown', 'PageUp', 'a']) assert.equal(none.target(key, null), null, key);
  assert.equal(none.has(null), false);
});
