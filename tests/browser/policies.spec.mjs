// Content policies, and what is left when scripts, WebAssembly or the network are refused.
import { expect, members, test } from './support.mjs';

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** Serves `path` of the site with a policy. */
const under = (page, path, policy) => page.route((url) => url.pathname === path, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
});

/** What stands in the page itself, without the element: the still figure. */
const still = (page) => page.evaluate(() => {
  const figure = document.querySelector('stance-map figure, .stance-map-frame figure');
  const image = figure.querySelector('.stance-map-still, img');
  return {
    title: figure.querySelector('.stance-map-title').textContent,
    legend: [...figure.querySelectorAll('.stance-map-legend li')].map((entry) => entry.textContent.replace(/\s+/g, ' ').trim()),
    alt: image.alt ?? image.ariaLabel,
    shown: figure.checkVisibility() && image.getBoundingClientRect().width > 200,
    rows: [...figure.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
  };
});

function expectTheVote({ title, legend, alt, rows, shown }) {
  expect(shown).toBe(true);
  expect(title).toContain('193');
  expect(legend.slice(0, 5).map((entry) => Number(entry.match(/\d+/)[0]))).toEqual([94, 47, 35, 5, 12]);
  for (const total of ['In favour: 141', 'against: 5', 'abstentions: 35', 'did not vote: 12']) expect(alt).toContain(total);
  expect(rows).toHaveLength(members.length);
  const of = (vote) => rows.filter((row) => row[1] === vote).length;
  expect([of('Yes'), of('No'), of('Abstention'), of('Did not vote')]).toEqual([141, 5, 35, 12]);
}

for (const path of ['/index.html', '/embed.html']) {
  test(`${path} without scripts: picture, caption, legend and the table of 193`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    const failed = [];
    page.on('response', (response) => { if (!response.ok()) failed.push(response.url()); });
    await page.goto(path);
    // In a page of its own it is part of the page.
    const image = page.locator('stance-map figure').first().locator('.stance-map-still, img').first();
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((node) => node.naturalWidth ?? node.getBoundingClientRect().width)).toBeGreaterThan(300);
    expectTheVote(await still(page));
    expect(failed).toEqual([]);
    await context.close();
  });

  test(`${path} works under a strict policy, with trusted types, without a line in the console`, async ({ page }) => {
    await under(page, path, STRICT);
    await page.goto(path);
    await page.evaluate(async () => {
      await customElements.whenDefined('stance-map');
      await document.querySelector('stance-map').ready;
    });
    const map = page.locator('stance-map').first();
    await map.evaluate((node) => node.select('FRA'));
    await expect(map.locator('[part=tooltip]')).toContainText('France');
    const size = await map.evaluate(async (node) => (await node.exportPng({ width: 400 })).size);
    expect(size).toBeGreaterThan(10_000);
  });

  test(`${path} under a policy without wasm-unsafe-eval keeps picture and table, and one line says why`, async ({ page }) => {
    const lines = [];
    page.on('console', (message) => { if (message.text().startsWith('stance-map:')) lines.push(message.text()); });
    page.allow(/stance-map:|WebAssembly|unsafe-eval/);
    await under(page, path, STRICT.replace(" 'wasm-unsafe-eval'", ''));
    await page.goto(path);
    const outcome = await page.evaluate(async () => {
      await customElements.whenDefined('stance-map');
      return document.querySelector('stance-map').ready.then(() => 'ready', (error) => error.stage);
    });
    expect(outcome).toBe('wasm');
    expectTheVote(await still(page));
    expect(lines).toHaveLength(await page.locator('stance-map').count() === 1 ? 1 : lines.length);
    expect(lines[0]).toMatch(/WebAssembly|unsafe-eval/);
    await expect(page.locator('stance-map').first().locator('.notice')).toBeVisible();
  });
}

test('no cookie, no storage, no request but for its own files', async ({ page, baseURL }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/embed.html');
  const kept = await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    await document.querySelector('stance-map').ready;
    return [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length];
  });
  expect(kept).toEqual(['', 0, 0, 0, 0]);
  expect(asked.filter((url) => !url.startsWith(baseURL) && !url.startsWith('blob:'))).toEqual([]);
});

for (const width of [320, 360, 560, 768, 1280]) {
  test(`at ${width} px the live map takes the place of the still one without a shift`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    // What follows the map must not move: neither with the still picture, nor with the live one.
    let release;
    const held = new Promise((done) => { release = done; });
    await page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/');
    const map = page.locator('stance-map').first();
    await expect.poll(() => map.locator('img').evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
    const bottom = () => map.evaluate((node) => Math.round(node.getBoundingClientRect().bottom + scrollY));
    const before = await bottom();
    release();
    const shift = await page.evaluate(async () => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: 'layout-shift', buffered: true });
      await customElements.whenDefined('stance-map');
      await document.querySelector('stance-map').ready;
      for (let i = 0; i < 4; i += 1) await new Promise((done) => requestAnimationFrame(done));
      return sum;
    });
    expect(Math.abs(await bottom() - before)).toBeLessThan(3);
    expect(shift).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('with the network gone after loading the map still answers, and exports if it did so before', async ({ page, context }) => {
  page.allow(/favicon.*\.svg/); // the browser asks for it when it likes
  await page.goto('/embed.html');
  const map = page.locator('stance-map');
  await map.evaluate((node) => Promise.all([node.exportSvg(), node.exportPng()]));
  await context.setOffline(true);
  await map.evaluate((node) => node.select('KEN'));
  await expect(map.locator('[part=tooltip]')).toContainText('Kenya');
  expect(await map.evaluate(async (node) => (await node.exportPng()).size)).toBeGreaterThan(10_000);
  expect(await map.evaluate(async (node) => (await node.exportSvg()).length)).toBeGreaterThan(10_000);
});

test('joining runs in a worker, and in the page where a policy allows none', async ({ page }) => {
  page.allow(/worker|blob:/i);
  const shown = [];
  for (const policy of ["worker-src 'self'", "worker-src 'none'"]) {
    await page.route('**/worker.html', (route) => route.fulfill({
      headers: { 'content-security-policy': policy }, contentType: 'text/html',
      body: '<!doctype html><html lang="en"><title>Worker</title><link rel="icon" href="/favicon.svg"><stance-map src="/data/es-11-1.json" loading="eager"></stance-map><script type="module" src="/stance-map.js"></script>',
    }));
    await page.goto('/worker.html');
    await page.evaluate(async () => {
      await customElements.whenDefined('stance-map');
      await document.querySelector('stance-map').ready;
    });
    const svg = await page.evaluate(() => document.querySelector('stance-map').exportSvg());
    shown.push([page.workers().length, svg]);
    await page.unroute('**/worker.html');
  }
  expect(shown.map(([workers]) => workers)).toEqual([1, 0]);
  expect(shown[0][1]).toBe(shown[1][1]);
});
