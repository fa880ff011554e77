// What a reader takes home: pictures, drawing and data, named after the document.
import fs from 'node:fs/promises';
import { decode, expect, rowsOf, showMap, test, votes } from './support.mjs';

async function download(page, element, name) {
  const waiting = page.waitForEvent('download');
  await element.getByRole('button', { name, exact: true }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: await fs.readFile(await file.path()) };
}

test('the PNG buttons give the whole figure at 1, 2 and 4 times 960 px', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const heights = [];
  for (const [button, file, width] of [['PNG 1×', 'es-11-1.png', 960], ['PNG 2×', 'es-11-1-2x.png', 1920], ['PNG 4×', 'es-11-1-4x.png', 3840]]) {
    const { name, bytes } = await download(page, element, button);
    const png = decode(bytes);
    expect([name, png.width]).toEqual([file, width]);
    heights.push(png.height / width);
  }
  expect(heights[1]).toBeCloseTo(heights[0], 3);
  expect(heights[2]).toBeCloseTo(heights[0], 3);
  expect(heights[0]).toBeGreaterThan(0.8); // headline, legend and notes are in it
});

test('the SVG button gives the figure with a path for each member', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const { name, bytes } = await download(page, element, 'SVG');
  expect(name).toBe('es-11-1.svg');
  const paths = [...String(bytes).matchAll(/<path data-iso3="([A-Z]{3})" data-stance="([a-z-]+)" data-kind="member"/g)];
  expect(new Set(paths.map((match) => match[1])).size).toBe(193);
  expect(paths.filter((match) => match[2] === 'co-sponsor')).toHaveLength(94);
});

test('the CSV button gives the table', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const { name, bytes } = await download(page, element, 'Get the data');
  expect(name).toBe('es-11-1.csv');
  const rows = rowsOf(String(bytes));
  expect(rows[0]).toEqual(['iso3', 'name', 'kind', 'stance', 'vote', 'cosponsor']);
  const given = rows.filter((row) => row[2] === 'member').map((row) => [row[0], row[4], row[5]].join());
  expect(given.sort()).toEqual(votes.map((row) => [row.iso3, row.vote, row.cosponsor].join()).sort());
});

test('the picture has the asked size', async ({ page }) => {
  await showMap(page, { width: 480 });
  const sizes = await page.evaluate(async () => {
    const map = document.querySelector('stance-map');
    const size = async (options) => {
      const image = await createImageBitmap(await map.exportPng(options));
      return image.width;
    };
    return [await size(), await size({ width: 360, scale: 3 }), await size({ width: 1200 })];
  });
  expect(sizes).toEqual([960, 1080, 1200]);
});

for (const [options, words] of [
  [{ width: 100 }, /width: 100 is out of range; choose 320 to 3840 px/],
  [{ scale: 0 }, /scale: 0 is no size/],
  [{ width: 3840, scale: 8 }, /more than browsers can draw; choose a smaller one/],
  [{ width: 'wide' }, /width: NaN is out of range/],
]) {
  test(`exportPng(${JSON.stringify(options)}) is refused in words`, async ({ page }) => {
    await showMap(page, { width: 480 });
    const message = await page.evaluate((options) => document.querySelector('stance-map').exportPng(options).then(() => 'made', (error) => error.message), options);
    expect(message).toMatch(words);
  });
}
