// What can go wrong on the way shows in the place of the map, with its stage, and can be tried again.
import { expect, test } from './support.mjs';

/** Opens a page with one map whose requests go through `routes`; the errors that the map sends. */
async function open(page, src, routes = {}) {
  for (const [pattern, answer] of Object.entries(routes)) await page.route(pattern, answer);
  await page.route('**/broken.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Broken</title><link rel="icon" href="/favicon.svg"><body>
      <script>window.errors = []; document.addEventListener('stance-map-error', (event) => window.errors.push(event.detail.stage));</script>
      <stance-map ${src === null ? '' : `src="${src}"`} loading="eager"></stance-map><script type="module" src="/stance-map.js"></script>`,
  }));
  await page.goto('/broken.html');
  const outcome = await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    return document.querySelector('stance-map').ready.then(() => 'ready', (error) => error.stage);
  });
  return { outcome, errors: await page.evaluate(() => window.errors), alert: page.locator('stance-map').getByRole('alert') };
}

const status = (code) => (route) => route.fulfill({ status: code, body: 'no' });
const text = (body, contentType = 'application/json') => (route) => route.fulfill({ body, contentType });
const document = (changes) => JSON.stringify({
  title: 'Test', countries: '/data/countries-110m.geojson', stances: '/data/es-11-1.csv', body: 'general-assembly', date: '2022-03-02', ...changes,
});

for (const [what, src, routes, stage, words] of [
  ['a document that is not there', '/data/none.json', {}, 'fetch', /none\.json: the server answered 404/],
  ['a table that is not there', '/data/es-11-1.json', { '**/es-11-1.csv': status(500) }, 'fetch', /es-11-1\.csv: the server answered 500/],
  ['boundaries that break off', '/data/es-11-1.json', { '**/countries-50m.geojson': (route) => route.abort() }, 'fetch', /countries-50m\.geojson: the server can’t be reached/],
  ['a program that is not there', '/data/es-11-1.json', { '**/full_bg.wasm': status(404) }, 'fetch', /full_bg\.wasm: the server answered 404/],
  ['a program that is broken', '/data/es-11-1.json', { '**/full_bg.wasm': text('no wasm', 'application/wasm') }, 'wasm', /./],
  ['a document that is no JSON', '/t.json', { '**/t.json': text('{"title": ') }, 'data', /t\.json.*JSON/s],
  ['a document with a slip', '/t.json', { '**/t.json': text(document({ subtitel: 'x' })) }, 'data', /t\.json, "subtitel": unknown field; did you mean "subtitle"\?/],
  ['totals that do not add up', '/t.json', { '**/t.json': text(document({ expect: { yes: 142 } })) }, 'data', /yes: 141 in the table, 142 expected \(1 fewer\)/],
  ['an ambiguous name', '/t.json', { '**/t.json': text(document({ stances: '/t.csv' })), '**/t.csv': text('name,vote\nCongo,yes\n', 'text/csv') }, 'data', /Congo/],
  ['no src', null, {}, 'options', /src is missing/],
]) {
  test(`${what}: an error of the stage ${stage}`, async ({ page }) => {
    page.allow(/Failed to load resource/);
    const { outcome, errors, alert } = await open(page, src, routes);
    expect(outcome).toBe(stage);
    expect(errors).toEqual([stage]);
    await expect(alert).toContainText(words);
    await expect(alert).toContainText(`(${stage})`);
  });
}

test('trying again succeeds once the server has recovered', async ({ page }) => {
  page.allow(/Failed to load resource/);
  const { outcome, alert } = await open(page, '/data/es-11-1.json', { '**/es-11-1.csv': status(503) });
  expect(outcome).toBe('fetch');
  await page.unroute('**/es-11-1.csv');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('stance-map').getByRole('heading')).toHaveText(/193\scountries/);
});

test('a server that calls WebAssembly something else is put up with', async ({ page }) => {
  await page.route('**/full_bg.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  const { outcome } = await open(page, '/data/es-11-1.json');
  expect(outcome).toBe('ready');
});

test('markup in names and titles is shown as text', async ({ page }) => {
  const bad = '<img src=x onerror="window.hacked = 1"><b>bold</b>';
  const { outcome } = await open(page, '/t.json', {
    '**/t.json': text(document({ title: bad, subtitle: bad, note: bad, source: bad, credit: bad, countries: '/t.geojson' })),
    '**/t.geojson': async (route) => {
      const response = await route.fetch({ url: new URL('/data/countries-110m.geojson', route.request().url()).href });
      const world = await response.json();
      // A place that neither members nor policy know is called what the file calls it.
      Object.assign(world.features.find((feature) => feature.properties.iso3 === 'ATA').properties, { iso3: 'XZZ', name: bad });
      await route.fulfill({ json: world });
    },
  });
  expect(outcome).toBe('ready');
  const map = page.locator('stance-map');
  await map.evaluate((element) => element.select('XZZ'));
  await expect(map.locator('[part=tooltip]')).toContainText('<b>bold</b>');
  await expect(map.getByRole('heading')).toHaveText(bad);
  expect(await map.locator('b:has-text("bold"), img').count()).toBe(0);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});
