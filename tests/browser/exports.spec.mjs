// What a reader takes home: pictures, drawing and data, named after the document.
import fs from 'node:fs/promises';
import { decode, expect, rowsOf, showMap, test, votes } from './support.mjs';

async function download(page, element, name) {
  const waiting = page.waitForEvent('download');
  await element.getByRole('button', { name: 'Download' }).click();
  await element.getByRole('menuitem', { name }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: await fs.readFile(await file.path()) };
}

test('PNG files of the menu give the whole figure at 1, 2 and 4 times 960 px', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const heights = [];
  for (const [button, file, width] of [['PNG Picture, 960 pixels', 'es-11-1.png', 960], ['PNG Picture, 1920 pixels', 'es-11-1-2x.png', 1920], ['PNG Picture, 3840 pixels', 'es-11-1-4x.png', 3840]]) {
    const { name, bytes } = await download(page, element, button);
    const png = decode(bytes);
    expect([name, png.width]).toEqual([file, width]);
    heights.push(png.height / width);
  }
  expect(heights[1]).toBeCloseTo(heights[0], 3);
  expect(heights[2]).toBeCloseTo(heights[0], 3);
  expect(heights[0]).toBeGreaterThan(0.8); // headline, legend and notes are in it
});

test('the menu’s SVG gives the figure with a path for each member', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const { name, bytes } = await download(page, element, 'SVG');
  expect(name).toBe('es-11-1.svg');
  const paths = [...String(bytes).matchAll(/<path data-iso3="([A-Z]{3})" data-stance="([a-z-]+)" data-kind="member"/g)];
  expect(new Set(paths.map((match) => match[1])).size).toBe(193);
  expect(paths.filter((match) => match[2] === 'co-sponsor')).toHaveLength(94);
});

test('the menu’s CSV gives the table', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const { name, bytes } = await download(page, element, 'CSV');
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

/** The part of the pixels of which a channel differs by more than 64 of 255: letters and edges are drawn alike, not to the bit. */
const differing = (page, one, other) => page.evaluate(async ([a, b]) => {
  const [first, second] = await Promise.all([a, b].map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (first.width !== second.width || first.height !== second.height) return 1;
  let off = 0;
  for (let at = 0; at < first.data.length; at += 4) off += [0, 1, 2].some((channel) => Math.abs(first.data[at + channel] - second.data[at + channel]) > 64);
  return off / (first.data.length / 4);
}, [one, other]);

/** Both files of the map that is shown, as addresses. */
const filesOf = (page) => page.evaluate(async () => {
  const map = document.querySelector('stance-map');
  const address = (blob) => new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
  return [await address(await map.exportPng()), await address(new Blob([await map.exportSvg()], { type: 'image/svg+xml' }))];
});

for (const theme of ['light', 'dark', 'contrast']) {
  test(`the picture is the drawing, ${theme}`, async ({ page }) => {
    await showMap(page, { width: 480, attributes: `theme="${theme}"` });
    expect(await differing(page, ...await filesOf(page))).toBeLessThan(0.012);
  });
}

test('a picture shows the whole map as the document has it, whatever is seen, and leaves that as it is', async ({ page }) => {
  const files = [];
  // Without detail tiles, which come when they come.
  const changes = { flat: {}, globe: { projection: { name: 'orthographic', center: [15, 20] }, countries: 'countries-110m.geojson' } };
  await page.route(/\/data\/(flat|globe)\.json$/, async (route) => {
    const response = await route.fetch({ url: new URL('/data/es-11-1.json', route.request().url()).href });
    const [, name] = /(\w+)\.json$/.exec(route.request().url());
    await route.fulfill({ json: { ...await response.json(), detail: 'none', ...changes[name] } });
  });
  for (const src of ['/data/flat.json', '/data/globe.json']) {
    await showMap(page, { width: 480, src });
    const seen = () => page.evaluate(() => document.querySelector('stance-map').shadowRoot.querySelector('canvas.base').toDataURL());
    const before = (await filesOf(page))[0];
    // The event comes when all is traced as finely as it gets.
    await page.evaluate(() => new Promise((resolve) => {
      const map = document.querySelector('stance-map');
      map.addEventListener('stance-map-view', resolve, { once: true });
      map.setView({ scale: 3, center: [100, 10], animate: false });
    }));
    const turned = await seen();
    const [after] = await filesOf(page);
    files.push([before === after, turned === await seen()]);
    await page.evaluate(() => document.querySelector('stance-map').setView({ scale: 3, center: [100, 10], animate: false }));
    files.push([turned === await seen()]);
  }
  expect(files).toEqual([[true, true], [true], [true, true], [true]]);
});
