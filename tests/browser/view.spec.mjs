// Zooming and panning by every means, detail tiles by need, and nothing lost at any magnification.
import { expect, members, showMap, test } from './support.mjs';

const setView = (page, view) => page.evaluate((view) => document.querySelector('stance-map').setView({ animate: false, ...view }), view);
const viewOf = (page) => page.evaluate(() => document.querySelector('stance-map').view);

/** A number that changes with what the map shows. */
const inkOf = (page) => page.evaluate(() => {
  const canvas = document.querySelector('stance-map').shadowRoot.querySelector('[part=map] canvas');
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, value) => sum + value, 0);
});

/** The baked map, which has detail tiles, alone on its page. */
async function showBaked(page, width = 960) {
  await page.setViewportSize({ width, height: 1000 });
  await page.goto('/embed.html');
  await page.evaluate(() => document.querySelector('stance-map').ready);
  return page.locator('stance-map');
}

test('the view can be set and read; what is out of range is refused in words', async ({ page }) => {
  await showMap(page);
  expect(await viewOf(page)).toMatchObject({ scale: 1 });
  await setView(page, { scale: 8, center: [15, 48] });
  const { scale, center } = await viewOf(page);
  expect(scale).toBe(8);
  expect(center[0]).toBeCloseTo(15, 6);
  expect(center[1]).toBeCloseTo(48, 6);
  // The map's edge stays outside what is seen.
  await setView(page, { scale: 2, center: [-165, -80] });
  const { x, y } = await page.evaluate(() => {
    const map = document.querySelector('stance-map');
    return { x: map.regionAt(1, 1) === null, y: map.view.center[0] > -175 };
  });
  expect([x, y]).toEqual([true, true]);
  for (const view of [{ scale: 0.5 }, { scale: 65 }, { scale: 'near' }, { center: [0] }, { center: [0, 91] }]) {
    const message = await page.evaluate((view) => {
      try {
        return document.querySelector('stance-map').setView(view);
      } catch (error) {
        return error.message;
      }
    }, view);
    expect(message).toMatch(/^setView: /);
  }
});

test('a wheel scrolls the page; with Ctrl it zooms about the pointer', async ({ page }) => {
  const element = await showMap(page);
  await page.setViewportSize({ width: 960, height: 500 });
  const box = await element.locator('[part=map] canvas').first().boundingBox();
  const [x, y] = [box.x + 690, box.y + 50];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  expect((await viewOf(page)).scale).toBe(1);
  await page.evaluate(() => scrollTo(0, 0));
  const under = () => page.evaluate(([x, y]) => document.querySelector('stance-map').regionAt(x, y)?.iso3, [690, 50]);
  const before = await under();
  await page.evaluate(() => document.addEventListener('stance-map-view', (event) => { window.seen = event.detail; }));
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i += 1) await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  // On a slow machine the map comes to rest between two turns of the wheel, too.
  await expect.poll(() => page.evaluate(() => window.seen?.scale)).toBeGreaterThan(2);
  expect(await under()).toBe(before);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('buttons, keys, a double click and a drag move the map; a drag selects nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // at once, then
  const element = await showMap(page);
  const scale = async () => (await viewOf(page)).scale;
  await element.getByRole('button', { name: 'Zoom in' }).click();
  expect(await scale()).toBe(2);
  await element.getByRole('button', { name: 'Zoom out' }).click();
  expect(await scale()).toBe(1);
  await element.locator('[role=listbox]').first().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  expect(await scale()).toBe(4);
  await page.keyboard.press('-');
  expect(await scale()).toBe(2);
  await page.keyboard.press('0');
  expect(await scale()).toBe(1);
  await element.getByRole('combobox', { name: 'Zoom' }).selectOption('Caribbean');
  expect(await scale()).toBeGreaterThan(4);
  expect((await viewOf(page)).center[1]).toBeCloseTo(17.5, 0);
  const box = await element.locator('[part=map] canvas').first().boundingBox();
  const before = (await viewOf(page)).center;
  await page.mouse.move(box.x + 400, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 5 });
  await page.mouse.up();
  expect((await viewOf(page)).center[0]).toBeGreaterThan(before[0] + 1);
  expect(await page.evaluate(() => document.querySelector('stance-map').selected)).toBeNull();
  await element.getByRole('button', { name: 'Show the whole map' }).click();
  await page.mouse.dblclick(box.x + 480, box.y + 150);
  expect(await scale()).toBe(2);
});

for (const width of [320, 960]) {
  test(`every member is seen and hit at every magnification, ${width} px`, async ({ page }) => {
    await showBaked(page, width);
    const lost = await page.evaluate(async (codes) => {
      const map = document.querySelector('stance-map');
      const canvas = map.shadowRoot.querySelector('[part=map] canvas');
      const lost = [];
      for (const scale of [1, 1.5, 2, 3, 4.7, 8, 16, 33, 64]) {
        for (const code of codes) {
          map.setView({ scale, center: map.placeOf(code), animate: false });
          const at = map.pointOf(code);
          const isInside = at && at[0] >= 0 && at[1] >= 0 && at[0] <= canvas.clientWidth && at[1] <= canvas.clientHeight;
          if (!isInside || map.regionAt(...at)?.iso3 !== code) lost.push(`${code} at ${scale}: ${at} ${at && map.regionAt(...at)?.iso3}`);
        }
      }
      return lost;
    }, members.map(({ iso3 }) => iso3));
    expect(lost).toEqual([]);
  });
}

/** A document like the Assembly's, changed. */
async function showChanged(page, change) {
  await page.route('**/data/changed.json', async (route) => {
    const document = await (await route.fetch({ url: new URL('/data/es-11-1.json', page.url()).href })).json();
    await route.fulfill({ json: { ...document, ...change } });
  });
  return showMap(page, { src: '/data/changed.json' });
}

test('a map about another meridian shows and finds every member where it is', async ({ page }) => {
  await showChanged(page, { projection: { name: 'equal-earth', center: [150, 0] } });
  const found = await page.evaluate((codes) => {
    const map = document.querySelector('stance-map');
    return codes.map((code) => {
      const at = map.pointOf(code);
      return [code, at && map.regionAt(...at)?.iso3, map.placeOf(code)[0]];
    });
  }, members.map(({ iso3 }) => iso3));
  expect(found.filter(([code, hit]) => hit !== code)).toEqual([]);
  const longitudes = Object.fromEntries(found.map(([code, , longitude]) => [code, longitude]));
  for (const [code, longitude] of [['TUV', 179.2], ['SMR', 12.5], ['BRB', -59.5], ['AUS', 134]]) {
    expect(Math.abs(longitudes[code] - longitude), code).toBeLessThan(8);
  }
});

test('a globe turns by drag, by keys and to the country that is asked for', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const element = await showChanged(page, { projection: { name: 'orthographic', center: [18, 16] } });
  expect((await viewOf(page)).center).toEqual([18, 16]);
  const at = (place) => page.evaluate(([x, y]) => document.querySelector('stance-map').regionAt(x, y)?.iso3, place);
  const box = await element.locator('[part=map] canvas').first().boundingBox();
  const middle = [box.width / 2, box.height / 2];
  expect(await at(middle)).toBe('TCD');
  await page.mouse.move(box.x + middle[0], box.y + middle[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + middle[0] + 200, box.y + middle[1], { steps: 4 });
  await page.mouse.up();
  // What was in the middle went with the pointer.
  const [west] = (await viewOf(page)).center;
  expect(west).toBeLessThan(0);
  await page.mouse.move(0, 0);
  await element.locator('[role=listbox]').first().focus();
  await page.keyboard.press('Shift+ArrowRight');
  expect((await viewOf(page)).center[0]).toBeGreaterThan(west + 5);
  await setView(page, { center: [-64, -16] });
  expect(await at(middle)).toBe('BOL');
  // A country on the far side is turned to when the keyboard comes to it.
  await page.evaluate(() => document.querySelector('stance-map').select('NZL'));
  await element.locator('[role=listbox]').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  const [place, center] = await page.evaluate(() => {
    const map = document.querySelector('stance-map');
    const active = map.shadowRoot.querySelector('[role=listbox]').getAttribute('aria-activedescendant').slice(-3);
    return [map.placeOf(active), map.view.center];
  });
  const apart = Math.abs(((place[0] - center[0] + 540) % 360) - 180);
  expect(apart).toBeLessThan(60);
});

test('a finger meets every member that is seen, at 360 px', async ({ page }) => {
  await showBaked(page, 360);
  const missed = await page.evaluate((codes) => {
    const map = document.querySelector('stance-map');
    const picture = map.shadowRoot.querySelector('[part=map]');
    const missed = [];
    for (const code of codes) {
      const box = picture.querySelector('canvas').getBoundingClientRect();
      const [x, y] = map.pointOf(code);
      const press = { clientX: box.left + x, clientY: box.top + y, pointerType: 'touch', pointerId: 2, button: 0, bubbles: true, composed: true };
      map.select(null);
      for (const type of ['pointerdown', 'pointerup', 'click']) picture.dispatchEvent(new PointerEvent(type, press));
      if (map.selected !== code) missed.push(`${code}: ${map.selected}`);
    }
    return missed;
  }, members.map(({ iso3 }) => iso3));
  expect(missed).toEqual([]);
});

test('the first live paint is marked, before the map can be asked', async ({ page }) => {
  await showBaked(page);
  const [painted, ready] = await page.evaluate(() => [performance.getEntriesByName('stance-map-paint').map(({ startTime }) => startTime), performance.now()]);
  expect(painted.length).toBe(1);
  expect(painted[0]).toBeLessThan(ready);
});

test('the still picture is on the screen before any script has run, and the live one takes its very place', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.addInitScript(() => {
    const mark = performance.mark.bind(performance);
    performance.mark = (...given) => {
      const map = document.querySelector('stance-map');
      const boxes = [map.shadowRoot.querySelector('canvas.base'), map.querySelector('.stance-map-still')].map((node) => node.getBoundingClientRect());
      window.places = boxes.map(({ left, top, width, height }) => [left, top, width, height]);
      return mark(...given);
    };
  });
  await page.goto('/embed.html', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0 && document.querySelector('.stance-map-still').getBoundingClientRect().width > 300);
  expect(await page.evaluate(() => customElements.get('stance-map') === undefined)).toBe(true);
  release();
  await page.waitForFunction(() => customElements.get('stance-map'));
  await page.evaluate(() => document.querySelector('stance-map').ready);
  const [live, still] = await page.evaluate(() => window.places);
  live.forEach((px, i) => expect(Math.abs(px - still[i])).toBeLessThan(0.6));
});

test('detail tiles are fetched when a reader zooms in, and the base stays where they can’t be had', async ({ page }) => {
  page.allow(/Failed to load resource/);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const fine = () => asked.filter((path) => /detail\/\d/.test(path));
  await showBaked(page);
  await page.waitForLoadState('networkidle');
  expect(fine()).toEqual([]);
  const ink = () => inkOf(page);
  await page.route('**/detail/*.smap', (route) => route.abort());
  await setView(page, { scale: 16, center: [24, 38] });
  await expect.poll(() => fine().length).toBeGreaterThan(0);
  const base = await ink();
  expect(await page.evaluate(() => document.querySelector('stance-map').regionAt(200, 100) !== undefined)).toBe(true);
  await page.unroute('**/detail/*.smap');
  await page.reload();
  await page.evaluate(() => document.querySelector('stance-map').ready);
  await setView(page, { scale: 16, center: [24, 38] });
  await expect.poll(ink).not.toBe(base);
});

test('a very large map shows detail tiles without being magnified', async ({ page }) => {
  const come = [];
  page.on('requestfinished', (request) => { if (/detail\/\d/.test(request.url())) come.push(request.url()); });
  const ink = () => inkOf(page);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/detail/*.smap', async (route) => {
    await held;
    await route.continue();
  });
  await showBaked(page, 2600);
  const base = await ink();
  release();
  await expect.poll(ink, { timeout: 20_000 }).not.toBe(base);
  expect(come.length).toBeGreaterThan(5);
  const missed = await page.evaluate((codes) => {
    const map = document.querySelector('stance-map');
    return codes.filter((code) => map.regionAt(...map.pointOf(code))?.iso3 !== code);
  }, members.map(({ iso3 }) => iso3));
  expect(missed).toEqual([]);
});

test('a magnified map is as fine as before after a change of theme', async ({ page }) => {
  await showBaked(page);
  await page.route('**/detail/*.smap', (route) => route.abort());
  page.allow(/Failed to load resource/);
  const ink = () => inkOf(page);
  await page.evaluate(() => new Promise((resolve) => {
    const map = document.querySelector('stance-map');
    map.addEventListener('stance-map-view', resolve, { once: true });
    map.setView({ scale: 16, center: [24, 38], animate: false });
  }));
  const fine = await ink();
  const theme = (name) => page.evaluate((name) => document.querySelector('stance-map').setAttribute('theme', name), name);
  await theme('dark');
  expect(await ink()).not.toBe(fine);
  await theme('light');
  await expect.poll(ink).toBe(fine);
});

test('names are in the figure’s fonts from the first picture on', async ({ page }) => {
  await page.addInitScript(() => {
    const root = document.documentElement ?? document;
    new MutationObserver(() => document.documentElement?.style.setProperty('--stance-map-font', 'monospace')).observe(root, { childList: true, subtree: true });
  });
  await showBaked(page);
  const first = await inkOf(page);
  for (const theme of ['dark', 'light']) await page.evaluate((name) => document.querySelector('stance-map').setAttribute('theme', name), theme);
  expect(await inkOf(page)).toBe(first);
});

test('10,000 views take no memory', async ({ page }) => {
  await showBaked(page, 480);
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const change = (n) => page.evaluate((n) => {
    const map = document.querySelector('stance-map');
    let seed = 7;
    const random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
    for (let i = 0; i < n; i += 1) map.setView({ scale: 64 ** random(), center: [random() * 340 - 170, random() * 140 - 60], animate: false });
  }, n);
  await change(1000);
  const before = await heap();
  for (let i = 0; i < 9; i += 1) await change(1000);
  expect(await heap()).toBeLessThan(before * 1.1 + 1e6);
});
