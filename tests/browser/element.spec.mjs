// The element's API, its events, and what it does to the page around it.
import { expect, showMap, test } from './support.mjs';

for (const width of [320, 360, 768, 1280, 1440]) {
  test(`at ${width} px the article shows both maps without a shift or a sideways scroll`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    const shift = await page.evaluate(async () => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
        .observe({ type: 'layout-shift', buffered: true });
      await customElements.whenDefined('stance-map');
      await Promise.all([...document.querySelectorAll('stance-map')].map((map) => map.ready));
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      for (let i = 0; i < 4; i += 1) await frame();
      return sum;
    });
    expect(shift).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

for (const width of [320, 360, 400, 480, 600, 720, 800, 960, 1200, 1440]) {
  test(`at ${width} px the element keeps the height it reserved`, async ({ page }) => {
    const element = await showMap(page, { width });
    await element.evaluate((map) => {
      map.src = '/data/s-2022-155.json'; // of the two shipped maps the one with more to say
      return map.ready;
    });
    const [drawn, reserved] = await element.evaluate((map) => {
      const figure = map.shadowRoot.querySelector('[part=figure]');
      const height = () => figure.getBoundingClientRect().height;
      const drawn = height();
      figure.replaceChildren();
      return [drawn, height()];
    });
    expect(drawn).toBe(reserved);
  });
}

test('the report and the tally are at hand', async ({ page }) => {
  const element = await showMap(page);
  const { report, tally } = await element.evaluate((map) => ({ report: map.report, tally: map.tally }));
  expect(report).toMatchObject({ members: 193, joined: 193, issues: [] });
  expect(tally).toMatchObject({ members: 193, yes: 141, no: 5, abstain: 35, absent: 12, cosponsor: 94 });
});

test('the page’s own colours, names and globals stay as they were', async ({ page }) => {
  await page.goto('/');
  const before = await page.evaluate(() => [document.styleSheets.length, document.adoptedStyleSheets.length, Object.keys(window).length]);
  await page.evaluate(() => Promise.all([...document.querySelectorAll('stance-map')].map((map) => map.ready)));
  const after = await page.evaluate(() => [document.styleSheets.length, document.adoptedStyleSheets.length, Object.keys(window).length]);
  expect(after).toEqual(before);
});

test('hovering and selecting send events with the region, across shadow roots', async ({ page }) => {
  const element = await showMap(page);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['hover', 'select']) document.addEventListener(`stance-map-${name}`, (event) => window.heard.push([name, event.detail, event.composed]));
  });
  await element.evaluate((map) => map.select('BRA'));
  await element.evaluate((map) => map.select(null));
  const heard = await page.evaluate(() => window.heard);
  const brazil = { iso3: 'BRA', name: 'Brazil', kind: 'member', stance: 'yes', vote: 'yes', cosponsor: 'no' };
  expect(heard).toEqual([['select', brazil, true], ['select', null, true]]);
});

test('a click selects what is there, a click at sea lets go', async ({ page }) => {
  const element = await showMap(page);
  const place = await element.evaluate((map) => {
    window.selected = [];
    map.addEventListener('stance-map-select', (event) => window.selected.push(event.detail?.iso3 ?? null));
    const canvas = map.shadowRoot.querySelector('[part=map] canvas');
    for (let y = 0; y < canvas.clientHeight; y += 4) {
      for (let x = 0; x < canvas.clientWidth; x += 4) if ([0, 8].every((more) => map.regionAt(x + more, y + more)?.iso3 === 'AUS')) return { x, y };
    }
    return null;
  });
  const box = await element.locator('[part=map]').boundingBox();
  await page.mouse.click(box.x + place.x + 8, box.y + place.y + 8);
  await page.mouse.click(box.x + 20, box.y + box.height - 20);
  expect(await page.evaluate(() => window.selected)).toEqual(['AUS', null]);
});

test('hovering outlines the country and leaves the map itself as it is', async ({ page }) => {
  const element = await showMap(page);
  const ink = () => element.evaluate((map) => [...map.shadowRoot.querySelectorAll('[part=map] canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, value, i) => (sum * 31 + value * (i % 97)) % 1_000_000_007, 7);
  }));
  const [base, , outlines] = await ink();
  const box = await element.locator('[part=map]').boundingBox();
  await page.mouse.move(box.x + box.width * 0.84, box.y + box.height * 0.7);
  await expect(element.locator('[part=tooltip]')).toContainText('Australia');
  const [baseThen, , outlinesThen] = await ink();
  expect(baseThen).toBe(base);
  expect(outlinesThen).not.toBe(outlines);
});

test('Escape closes the tooltip', async ({ page }) => {
  const element = await showMap(page);
  await element.evaluate((map) => map.select('FRA'));
  await expect(element.locator('[part=tooltip]')).toContainText('France');
  await page.keyboard.press('Escape');
  await expect(element.locator('[part=tooltip]')).toBeHidden();
});

test('another src is loaded, and ready is renewed', async ({ page }) => {
  const element = await showMap(page);
  const [same, yes] = await element.evaluate(async (map) => {
    const before = map.ready;
    map.src = '/data/s-2022-155.json';
    const after = map.ready;
    await after;
    return [before === after, map.tally.yes];
  });
  expect(same).toBe(false);
  expect(yes).toBe(11);
  await expect(element.getByRole('heading')).toHaveText(/vetoed/);
});

test('ready resolves to undefined, and the ready event comes with it', async ({ page }) => {
  await page.goto('/');
  const [value, events] = await page.evaluate(async () => {
    let events = 0;
    const map = document.createElement('stance-map');
    map.addEventListener('stance-map-ready', () => { events += 1; });
    map.src = '/data/es-11-1.json';
    document.body.append(map);
    return [await map.ready, events];
  });
  expect(value).toBeUndefined();
  expect(events).toBe(1);
});

test('properties set before the element is defined hold', async ({ page }) => {
  await page.route('**/early.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Early</title><link rel="icon" href="/favicon.svg"><body style="margin:0"><stance-map></stance-map>
      <script>document.querySelector('stance-map').src = '/data/es-11-1.json'; document.querySelector('stance-map').theme = 'dark';</script>
      <script type="module" src="/stance-map.js"></script>`,
  }));
  await page.goto('/early.html');
  const paper = await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    const map = document.querySelector('stance-map');
    await map.ready;
    return getComputedStyle(map.shadowRoot.querySelector('[part=figure]')).backgroundColor;
  });
  expect(paper).toBe('rgb(20, 23, 26)');
});

test('the palette follows the reader, unless the page decides', async ({ page }) => {
  const element = await showMap(page);
  const paper = () => element.evaluate((map) => getComputedStyle(map.shadowRoot.querySelector('[part=figure]')).backgroundColor);
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(paper).toBe('rgb(20, 23, 26)');
  await element.evaluate((map) => { map.theme = 'light'; });
  await expect.poll(paper).toBe('rgb(255, 255, 255)');
});

test('a map far below is loaded when the reader comes near', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route('**/below.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Below</title><link rel="icon" href="/favicon.svg"><body><div style="height:5000px"></div>
      <stance-map src="/data/es-11-1.json"></stance-map><script type="module" src="/stance-map.js"></script>`,
  }));
  await page.goto('/below.html', { waitUntil: 'networkidle' });
  expect(asked).not.toContain('/data/es-11-1.json');
  await page.locator('stance-map').scrollIntoViewIfNeeded();
  await expect(page.locator('stance-map').getByRole('heading')).toHaveText(/193\scountries/);
});

test('a resized map is drawn again at its size', async ({ page }) => {
  const element = await showMap(page, { width: 960 });
  const size = () => element.evaluate((map) => {
    const canvas = map.shadowRoot.querySelector('[part=map] canvas');
    return [canvas.width, Math.round(canvas.getBoundingClientRect().width)];
  });
  expect(await size()).toEqual([928, 928]);
  await element.evaluate((map) => { map.style.width = '360px'; });
  await expect.poll(size).toEqual([342, 342]);
});

test('a hidden map is drawn when it is shown', async ({ page }) => {
  await showMap(page);
  const drawn = await page.evaluate(async () => {
    const map = document.createElement('stance-map');
    map.hidden = true;
    map.src = '/data/es-11-1.json';
    map.setAttribute('loading', 'eager');
    document.body.append(map);
    const { ready } = map;
    map.hidden = false;
    await ready;
    return map.shadowRoot.querySelector('[part=map] canvas').width > 0;
  });
  expect(drawn).toBe(true);
});

test('twenty maps on a page fetch each program once', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await showMap(page, { width: 480 });
  await page.evaluate(async () => {
    const maps = Array.from({ length: 19 }, () => {
      const map = document.createElement('stance-map');
      map.setAttribute('src', '/data/es-11-1.json');
      document.body.append(map);
      return map;
    });
    await Promise.all(maps.map((map) => map.ready));
  });
  expect(asked.filter((path) => path.endsWith('.wasm')).sort()).toEqual(['/pkg/full_bg.wasm', '/pkg/viewer_bg.wasm']);
});
