// embed.html in a frame: its height, its address, its refusals, the sandbox.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support.mjs';

/** Opens a page of another kind around a frame; `extra` goes into its head. */
async function host(page, { src = '/embed.html', attributes = '', extra = '', width = 600 } = {}) {
  await page.route('**/host.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="/favicon.svg">
      <script>window.messages = []; addEventListener('message', ({ data }) => messages.push(data));</script>${extra}
      <body><iframe title="Map" src="${src}" width="${width}" height="300" ${attributes}></iframe></body></html>`,
  }));
  await page.goto('/host.html');
  const frame = await (await page.waitForSelector('iframe', { state: 'attached' })).contentFrame();
  await frame.waitForSelector('stance-map, .stance-map-refusal', { state: 'attached' });
  return frame;
}

const LISTENER = '<script type="module" src="/frame-host.js"></script>';
const ready = (frame) => frame.evaluate(async () => {
  await customElements.whenDefined('stance-map');
  await document.querySelector('stance-map').ready;
});
const heightOf = (page) => page.locator('iframe').first().evaluate((frame) => frame.getBoundingClientRect().height);
const content = (frame) => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
const messages = (page) => page.evaluate(() => window.messages);
const heights = async (page) => (await messages(page)).filter((data) => data?.type === 'stance-map-height').map(({ height }) => height);

test('the frame is as high as its map, and grows and shrinks with it', async ({ page }) => {
  const frame = await host(page, { extra: LISTENER });
  await ready(frame);
  const fits = async () => await heightOf(page) - await content(frame);
  await expect.poll(async () => Math.abs(await fits() - 4) <= 4).toBe(true); // the frame's own border
  const closed = await content(frame);
  const table = frame.locator('[part=table]');
  await table.locator('summary').click();
  await expect.poll(() => content(frame)).toBeGreaterThan(closed + 200);
  await expect.poll(async () => Math.abs(await fits() - 4) <= 4).toBe(true);
  await table.locator('summary').click();
  await expect.poll(async () => Math.abs(await heightOf(page) - closed - 4) <= 4).toBe(true);
  await page.locator('iframe').evaluate((node) => { node.width = 340; });
  await expect.poll(async () => await content(frame) !== closed && Math.abs(await fits() - 4) <= 4).toBe(true);
});

test('a host script that comes late still gets the height', async ({ page }) => {
  const frame = await host(page);
  await ready(frame);
  await expect.poll(() => heights(page)).not.toEqual([]);
  await page.addScriptTag({ type: 'module', url: '/frame-host.js' });
  await expect.poll(() => heightOf(page)).toBeGreaterThan(500);
});

test('the height is sent in the forms that others listen to', async ({ page }) => {
  await host(page, { src: '/embed.html?childId=graphic-1&parentUrl=x' });
  await expect.poll(() => heights(page)).not.toEqual([]);
  const all = await messages(page);
  const [height] = await heights(page);
  expect(all).toContainEqual({ type: 'stance-map-height', version: 1, height });
  expect(all).toContainEqual({ 'datawrapper-height': { 'stance-map': height } });
  expect(all).toContain(`pymxPYMxgraphic-1xPYMxheightxPYMx${height}`);
});

test('a name for pym.js that is none is in no message', async ({ page }) => {
  await host(page, { src: '/embed.html?childId=axPYMx%22%3E' });
  await expect.poll(() => heights(page)).not.toEqual([]);
  expect((await messages(page)).filter((data) => typeof data === 'string')).toEqual([]);
});

test('a hidden frame sends no height, and the right one when it is shown', async ({ page }) => {
  const frame = await host(page, { attributes: 'hidden' });
  await frame.waitForFunction(() => customElements.get('stance-map')); // without a size nothing is painted
  expect(await heights(page)).toEqual([]);
  await page.locator('iframe').evaluate((node) => { node.hidden = false; });
  await expect.poll(() => heights(page)).not.toEqual([]);
  expect(Math.min(...await heights(page))).toBeGreaterThan(300);
});

test('the host script takes heights from its own frames alone, and only sensible ones', async ({ page }) => {
  const frame = await host(page, { extra: LISTENER });
  await ready(frame);
  await expect.poll(() => heightOf(page)).toBeGreaterThan(400);
  const before = await heightOf(page);
  await page.evaluate(() => {
    const other = document.createElement('iframe');
    other.srcdoc = '<script>parent.postMessage({ type: "stance-map-height", version: 1, height: 7000 }, "*"); parent.postMessage("done", "*")</scr' + 'ipt>';
    document.body.append(other);
    window.postMessage({ type: 'stance-map-height', version: 1, height: 50 }, '*');
  });
  for (const height of [0, -5, 49, 20_001, 1e9, 612.5, '700', null, Number.NaN, Infinity, [700], { valueOf: null }]) {
    await frame.evaluate((height) => parent.postMessage({ type: 'stance-map-height', version: 1, height }, '*'), height);
  }
  for (const data of [null, 7, 'stance-map-height', { type: 'stance-map-height', height: 90 }, { type: 'stance-map-height', version: 2, height: 90 }]) {
    await frame.evaluate((data) => parent.postMessage(data, '*'), data);
  }
  await expect.poll(async () => (await messages(page)).includes('done')).toBe(true);
  expect(await heightOf(page)).toBe(before);
  expect(await page.locator('iframe').nth(1).evaluate((node) => node.style.height)).toBe('');
});

test('the address pins a country and chooses the language, and follows both', async ({ page }) => {
  await page.goto('/embed.html#country=TUV&lang=ar');
  const map = page.locator('stance-map');
  await map.evaluate((node) => node.ready);
  await expect(map.locator('[part=figure]')).toHaveAttribute('dir', 'rtl');
  expect(await map.evaluate((node) => node.selected)).toBe('TUV');
  const hash = () => page.evaluate(() => location.hash);
  await map.evaluate((node) => node.select('KEN'));
  await expect.poll(hash).toBe('#country=KEN&lang=ar');
  await map.evaluate((node) => { node.lang = 'fr'; node.select(null); });
  await expect.poll(hash).toBe('#lang=fr');
  await page.evaluate(() => { location.hash = '#country=FRA'; });
  await expect.poll(() => map.evaluate((node) => [node.selected, node.getAttribute('lang')])).toEqual(['FRA', null]);
});

for (const lang of ['en', 'ar']) {
  test(`what the page loads ahead is taken up, in ${lang}`, async ({ page }) => {
    await page.addInitScript(() => {
      window.asked = [];
      const own = window.fetch;
      window.fetch = (url, ...more) => {
        window.asked.push(String(url.url ?? url));
        return own(url, ...more);
      };
    });
    await page.goto(`/embed.html#lang=${lang}`);
    await page.locator('stance-map').evaluate((node) => node.ready);
    const [ahead, asked] = await page.evaluate(() => [[...document.querySelectorAll('link[rel=preload]')].map(({ href }) => href), window.asked]);
    expect(ahead.length).toBeGreaterThan(2);
    expect(ahead.filter((url) => !asked.includes(url))).toEqual([]);
  });
}

test('an address with other things in it changes nothing', async ({ page }) => {
  await page.goto('/embed.html#country=%3Cimg%20src=x%3E&lang=../../x&theme=dark&src=/t.json');
  const map = page.locator('stance-map');
  await map.evaluate((node) => node.ready);
  const before = await map.evaluate((node) => [node.selected, node.getAttribute('lang'), node.getAttribute('theme')]);
  expect(before).toEqual([null, null, null]);
  expect(await map.evaluate((node) => node.src)).toMatch(/^es-11-1-[0-9a-f]{16}\.json$/);
});

test('another map of the same host takes the place of the page’s own', async ({ page }) => {
  await page.goto('/embed.html?src=data/s-2022-155.json');
  const map = page.locator('stance-map');
  await map.evaluate((node) => node.ready);
  await expect(page).toHaveTitle(/Russia vetoed/);
  expect(await map.locator('figure').count()).toBe(0);
});

test('the host script takes a height only from the origin that the frame was given', async ({ page }) => {
  const send = '<script>parent.postMessage({ type: "stance-map-height", version: 1, height: 7000 }, "*"); parent.postMessage("sent", "*")</script>';
  await page.route('http://other.test/**', (route) => route.fulfill({ contentType: 'text/html', body: send }));
  const sent = async () => (await messages(page)).filter((data) => data === 'sent').length;
  const frame = await host(page, { extra: LISTENER, attributes: 'class="stance-map-embed"' });
  await ready(frame);
  await expect.poll(() => heightOf(page)).toBeGreaterThan(400);
  const before = await heightOf(page);
  // The frame's own window, gone elsewhere.
  await frame.evaluate(() => { location.href = 'http://other.test/'; });
  await expect.poll(sent).toBe(1);
  // The same from another origin in a sandbox, and from a frame without an address.
  await page.evaluate((send) => {
    for (const [name, value] of [['srcdoc', send], ['src', 'http://']]) {
      const other = Object.assign(document.createElement('iframe'), { className: 'stance-map-embed' });
      other.setAttribute(name, value);
      document.body.append(other);
    }
  }, send);
  await expect.poll(sent).toBe(2);
  expect(await heightOf(page)).toBe(before);
  expect(await page.locator('iframe').nth(1).evaluate((node) => node.style.height)).toBe('');
});

test('a map outside the page’s own folder is refused, by whatever way, and nothing of its address is shown', async ({ page, baseURL }) => {
  page.allow(/Failed to load resource|ERR_FAILED|redirect/i);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  // The page lies in a folder of its own on a host of many.
  await page.route('**/~a/**', (route) => route.fulfill({ status: 302, headers: { location: route.request().url().includes('away') ? 'http://other.test/t.json' : '/~b/t.json' } }));
  await page.route('**/~a/embed.html*', async (route) => route.fulfill({ response: await route.fetch({ url: `${baseURL}embed.html` }) }));
  await page.route(/~a\/(?!.*(embed|away|round))/, async (route) => route.fulfill({ response: await route.fetch({ url: route.request().url().replace('~a/', '') }) }));
  for (const src of ['http://other.test/t.json', '//other.test/t.json', 'data:application/json,{}', 'javascript:alert(1)', 'https://', '/~b/t.json', '../~b/t.json', 'x/../../~b/t.json', '%2e%2e/~b/t.json',
    '..%2f~b%2ft.json', '..%5c~b%5ct.json', '\\\\other.test\\t.json', '..\\~b\\t.json', '/t.json', '/~a-2/t.json', 'away.json', 'round.json', '%zz/../../t.json']) {
    await page.goto(`/~a/embed.html?src=${encodeURIComponent(src)}`);
    await expect(page.getByRole('alert')).toHaveText('This page shows only maps of its own folder.');
    expect(await page.locator('stance-map').count(), src).toBe(0);
    await expect(page).toHaveTitle('Map');
  }
  expect(asked.filter((url) => new URL(url).hostname === 'other.test' || /~b|~a-2/.test(new URL(url).pathname))).toEqual([]);
});

test('a map of its own folder that can’t be shown says so in words of ours alone', async ({ page }) => {
  page.allow(/Failed to load resource/);
  await page.route('**/Call*', (route) => route.fulfill({ body: '{"title": "Call 555 now"', contentType: 'application/json' }));
  for (const [src, stage] of [['Call 555 now.json', 'data'], ['Gone %zz.json', 'fetch'], ['%3Cimg%20src=x%3E%zz', 'fetch']]) {
    await page.goto(`/embed.html?src=${encodeURIComponent(src)}`);
    await expect(page.getByRole('alert')).toHaveText(`This map can’t be shown (${stage}).`);
    await expect(page).toHaveTitle('Map');
  }
});

test('in a sandbox without its origin the live map runs where the server lets any origin', async ({ page }) => {
  await page.route(/\.(js|css|json|wasm|smap|svg)$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
  const frame = await host(page, { attributes: 'sandbox="allow-scripts allow-downloads"', extra: LISTENER });
  await ready(frame);
  expect(await frame.evaluate(() => self.origin)).toBe('null');
  await frame.evaluate(() => document.querySelector('stance-map').select('KEN'));
  await expect(frame.locator('[part=tooltip]')).toContainText('Kenya');
  await expect.poll(() => heightOf(page)).toBeGreaterThan(400);
});

test('in a sandbox, where the server does not, the still figure remains', async ({ page }) => {
  page.allow(/CORS|ERR_FAILED|Failed to load|integrity/i);
  await page.route(/\.(js|css|json|wasm|geojson)$/, async (route) => {
    const response = await route.fetch();
    // For another origin: where there is none, one is put in for the test.
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': 'https://elsewhere.example' } });
  });
  const frame = await host(page, { attributes: 'sandbox="allow-scripts"' });
  await expect.poll(() => frame.locator('.stance-map-still').evaluate((picture) => picture.getBoundingClientRect().width)).toBeGreaterThan(300);
  expect(await frame.evaluate(() => customElements.get('stance-map'))).toBe(undefined);
  expect(await frame.locator('tbody tr').count()).toBe(193);
});

/** The outline of a page for a screen reader, by what is shown of it: main parts, and headings with their levels. */
const structure = (page) => page.evaluate(() => {
  const roots = [document, ...[...document.querySelectorAll('stance-map')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const shown = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]).filter((node) => node.checkVisibility());
  return { main: shown('main').length, headings: shown('h1, h2, h3, h4, h5, h6').map(({ localName }) => localName) };
});
const violations = async (page) => (await new AxeBuilder({ page }).options({ runOnly: ['best-practice', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.flat().join(' '))]);

for (const [what, path] of [['live', '/embed.html'], ['of another document', '/embed.html?src=data/s-2022-155.json'], ['refused', '/embed.html?src=https://other.test/t.json']]) {
  test(`the page by itself has a main part and one heading, and axe finds nothing: ${what}`, async ({ page }) => {
    page.allow(/preload/); // of the page's own map
    await page.goto(path);
    if (what === 'refused') await page.getByRole('alert').waitFor();
    else await page.locator('stance-map').evaluate((map) => map.ready);
    expect(await structure(page)).toEqual({ main: 1, headings: ['h1'] });
    expect(await violations(page)).toEqual([]);
  });
}

test('without scripts too, in a frame too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/embed.html');
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('heading')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/193\scountries/);
  await context.close();
});

test('in an article a map’s title is a heading of the second level, still and live', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => Promise.all([...document.querySelectorAll('stance-map')].map((map) => map.ready)));
  const { main, headings } = await structure(page);
  expect([main, headings.filter((name) => name === 'h1').length]).toEqual([1, 1]);
  expect(await page.locator('stance-map [part=title]').first().evaluate(({ localName }) => localName)).toBe('h2');
});
