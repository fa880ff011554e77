// Pages that don't mean well: their styles, what they do with the element, how many they have.
import { expect, showMap, test } from './support.mjs';

/** Shows a page with this body and head, and the element defined. */
async function show(page, body, head = '') {
  await page.route('**/hostile.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Hostile</title><link rel="icon" href="/favicon.svg">${head}<body>${body}<script type="module" src="/stance-map.js"></script>`,
  }));
  await page.goto('/hostile.html');
  await page.evaluate(() => customElements.whenDefined('stance-map'));
}

/** A map document on the small base map, which loads in a moment. */
const small = (page) => page.route('**/small.json', (route) => route.fulfill({
  contentType: 'application/json',
  body: JSON.stringify({ title: 'Small', countries: '/data/countries-110m.geojson', stances: '/data/es-11-1.csv', body: 'general-assembly', date: '2022-03-02' }),
}));

const figure = (page) => page.locator('stance-map').evaluate((map) => {
  const root = map.shadowRoot;
  const canvas = root.querySelector('[part=map] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return {
    boxes: ['h2', '[part=legend]', '[part=map]', '[part=notes]', '[part=tools]', 'button'].map((selector) => {
      const { width, height } = root.querySelector(selector).getBoundingClientRect();
      return [selector, Math.round(width), Math.round(height)];
    }),
    ink: data.reduce((sum, value, i) => (sum * 31 + value * (i % 97)) % 1_000_000_007, 7),
  };
});

test('no style of the page reaches into the map', async ({ page }) => {
  await showMap(page, { width: 700 });
  const alone = await figure(page);
  await show(page, '<div style="width: 700px"><stance-map src="/data/es-11-1.json" loading="eager"></stance-map></div>', `<style>
    html { font-size: 62px; letter-spacing: .3em; line-height: 3; text-transform: uppercase; direction: rtl; }
    * { all: unset; } div { display: block; direction: ltr; }
    button, canvas, h2, p { display: none !important; }
    stance-map { visibility: visible; color: lime; word-spacing: 1em; }
  </style>`);
  await page.locator('stance-map').evaluate((map) => map.ready);
  expect(await figure(page)).toEqual(alone);
});

test('two and twenty maps compile the program once and all draw', async ({ page }) => {
  await page.addInitScript(() => {
    window.compiled = 0;
    for (const name of ['instantiateStreaming', 'compile', 'compileStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...values) => { window.compiled += 1; return original.apply(WebAssembly, values); };
    }
  });
  await small(page);
  await show(page, '<stance-map src="/small.json" style="width: 320px" loading="eager"></stance-map>'.repeat(22));
  const drawn = await page.evaluate(async () => {
    const maps = [...document.querySelectorAll('stance-map')];
    await Promise.all(maps.map((map) => map.ready));
    return maps.filter((map) => map.tally.yes === 141 && map.shadowRoot.querySelector('canvas').width > 0).length;
  });
  expect(drawn).toBe(22);
  expect(await page.evaluate(() => window.compiled)).toBe(1);
});

test('a map that is moved stays as it is', async ({ page }) => {
  await show(page, '<main><stance-map src="/data/es-11-1.json" loading="eager"></stance-map></main><aside></aside>');
  const asked = [];
  await page.locator('stance-map').evaluate((map) => map.ready);
  page.on('request', (request) => asked.push(request.url()));
  const state = await page.evaluate(async () => {
    const map = document.querySelector('stance-map');
    map.select('NOR');
    const { ready } = map;
    document.querySelector('aside').append(map);
    document.querySelector('main').append(map);
    await new Promise((done) => setTimeout(() => requestAnimationFrame(done)));
    return [map.selected, map.ready === ready, map.tally.yes];
  });
  expect(state).toEqual(['NOR', true, 141]);
  expect(asked).toEqual([]);
});

test('removed and added again 500 times, neither the memory of the program nor the listeners grow', async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const { Instance } = WebAssembly;
    WebAssembly.Instance = class extends Instance {
      constructor(...values) {
        super(...values);
        window.memory = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
      }
    };
  });
  await small(page);
  await show(page, '<stance-map src="/small.json" loading="eager" style="width: 320px"></stance-map>');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const rounds = (n) => page.evaluate(async (n) => {
    const map = document.querySelector('stance-map');
    for (let i = 0; i < n; i += 1) {
      if (i % 10 === 0) await map.ready; // the others go while they load
      map.remove();
      await new Promise((done) => setTimeout(done)); // gone for good, as far as it knows
      document.body.append(map);
    }
    await map.ready;
    return window.memory.buffer.byteLength;
  }, n);
  const listeners = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSEventListeners').value;
  };
  const [memory, before] = [await rounds(10), await listeners()];
  expect(await rounds(490)).toBe(memory);
  expect(await listeners()).toBeLessThanOrEqual(before + 5);
});

test('another src while the first is loading: the second is shown, the first lets go', async ({ page }) => {
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route('**/data/es-11-1.csv', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await show(page, '<stance-map src="/data/es-11-1.json" loading="eager"></stance-map>');
  const [outcome, yes] = await page.evaluate(async () => {
    const map = document.querySelector('stance-map');
    const first = map.ready;
    map.src = '/data/s-2022-155.json';
    await map.ready;
    return [await Promise.race([first.then(() => 'resolved', (error) => error.name), Promise.resolve('open')]), map.tally.yes];
  });
  release();
  expect(yes).toBe(11);
  expect(outcome).not.toBe('resolved');
});

test('a map without width waits for one; shown narrower than a phone it does not burst', async ({ page }) => {
  await small(page);
  await show(page, '<div id="box" style="width: 0"><stance-map src="/small.json" loading="eager"></stance-map></div>');
  const widths = await page.evaluate(async () => {
    const box = document.getElementById('box');
    const map = document.querySelector('stance-map');
    box.style.width = '200px';
    await map.ready;
    return [map.shadowRoot.querySelector('[part=figure]').scrollWidth, map.shadowRoot.querySelector('[part=map]').getBoundingClientRect().width];
  });
  expect(widths[0]).toBeLessThanOrEqual(200);
  expect(widths[1]).toBeLessThanOrEqual(200);
});

test('reading ready loads a map far below at once', async ({ page }) => {
  await small(page);
  await show(page, '<div style="height: 9000px"></div><stance-map src="/small.json"></stance-map>');
  expect(await page.locator('stance-map').evaluate(async (map) => {
    await map.ready;
    return map.tally.yes;
  })).toBe(141);
});
