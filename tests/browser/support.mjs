// What the browser tests share: complaints of a page, marks found in the exported SVG.
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import pngjs from 'pngjs';
import { members, PALETTES, rowsOf, shows, stanceOf, votes } from '../facts.mjs';
import { findMarks } from '../marks.mjs';

export { members, rowsOf, shows, stanceOf, votes };
/** Where the integration tests leave what the live map is held against. */
export const references = process.env.STANCEMAP_REFERENCES ?? path.join(import.meta.dirname, '../../target/tmp');
export const assets = path.join(import.meta.dirname, '../../assets');

export const COLORS = PALETTES.light;

export const decode = (buffer) => pngjs.PNG.sync.read(buffer);
export function pixel(png, x, y) {
  const at = (Math.floor(y) * png.width + Math.floor(x)) * 4;
  return [...png.data.subarray(at, at + 3)];
}

/** The test with a page that fails it when the page complains; `page.allow(pattern)` expects a complaint. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const found = [];
    const allowed = [/willReadFrequently/]; // these tests read pixels back, the page does not
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) found.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => found.push(String(error)));
    page.allow = (pattern) => allowed.push(pattern);
    await use(page);
    expect(found.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});
export { expect };

/** What is taken from a page whose page data a test changes: else it is refused. */
export const withoutHash = (html) => html.replace(/ page-integrity="[^"]*"/, '');

/** Serves `embed.html` without the hash of its page data. */
export const takeHashAway = (page) => page.route('**/embed.html', async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: withoutHash(await response.text()) });
});

/** Shows one map alone, `width` CSS px wide, and waits until it is drawn. */
export async function showMap(page, { width = 960, src = '/data/es-11-1.json', attributes = '' } = {}) {
  await page.route('**/alone.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Alone</title><link rel="icon" href="/favicon.svg">
      <style>body { margin: 0 } stance-map { width: ${width}px }</style>
      <main><stance-map src="${src}" loading="eager" ${attributes}></stance-map><h1>A page with a map</h1></main><script type="module" src="/stance-map.js"></script>`,
  }));
  await page.setViewportSize({ width: Math.max(width, 320), height: 1000 });
  await page.goto('/alone.html');
  await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    await document.querySelector('stance-map').ready;
  });
  return page.locator('stance-map');
}

/** The marks of the map in `page`: see `findMarks`. */
export const marksInSvg = (page, width = 960) => page.evaluate(findMarks, width);
