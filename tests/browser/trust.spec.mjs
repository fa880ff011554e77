// Page data and programs that are not what the page was made with: nothing of them runs, and the still figure stays.
import { expect, test, withoutHash } from './support.mjs';

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** The outcome of the map of `embed.html` under the strict policy, and what went elsewhere; `change` changes the page's text. */
async function open(page, { change = (html) => html, hash = '' } = {}) {
  const seen = { elsewhere: [] };
  page.on('request', (request) => { if (!/^(http:\/\/127|blob:)/.test(request.url())) seen.elsewhere.push(request.url()); });
  page.on('dialog', (dialog) => { seen.elsewhere.push(dialog.message()); dialog.dismiss(); });
  await page.addInitScript(() => {
    window.errors = [];
    document.addEventListener('stance-map-error', ({ detail }) => window.errors.push(detail));
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.errors.push({ stage: 'policy', message: `${violatedDirective} ${blockedURI}` }));
  });
  await page.route('**/embed.html*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()), headers: { ...response.headers(), 'content-security-policy': STRICT } });
  });
  await page.goto(`/embed.html${hash}`);
  seen.outcome = await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    return document.querySelector('stance-map').ready.then(() => 'ready', ({ stage }) => stage);
  });
  seen.errors = await page.evaluate(() => window.errors);
  return seen;
}

/** Changes what is sent of a file. */
const tamper = (page, pattern, change) => page.route(pattern, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.body()) });
});
const json = (change) => (body) => {
  const value = JSON.parse(body);
  change(value);
  return JSON.stringify(value);
};
const PAGE = /es-11-1-page-\w+\.json/;
const stays = async (page) => {
  await expect(page.locator('stance-map .notice')).toBeVisible();
  expect(await page.locator('.stance-map-still').evaluate((picture) => picture.checkVisibility())).toBe(true);
};

for (const [what, change, words] of [
  ['a link that runs script', (data) => { Object.assign(data.text, { source: 'Source', url: 'javascript:alert(document.domain)' }); }, /"url" can’t be “javascript:alert/],
  ['a colour that loads a file', (data) => { data.style.themes.light.colors.paper = 'url(https://evil.example/paper)'; }, /"paper" can’t be “url\(/],
  ['a fill that is none', (data) => { data.style.themes.light.layers[0].fill = 'red; x'; }, /"fill" can’t be/],
  ['sizes in CSS that load a file', (data) => { data.style.css = { pad: 'url(https://evil.example/pad)' }; }, /"pad" can’t be/],
  ['a pattern of no width', (data) => { for (const { swatches } of Object.values(data.style.themes)) for (const { pattern } of swatches) if (pattern) pattern.spacing = 0; }, /"spacing" can’t be “0”/],
  ['a direction with markup', (data) => { data.text.direction = '"><script>alert(1)</script>'; }, /"direction" can’t be/],
  ['an atlas elsewhere', (data) => { data.atlas = 'https://evil.example/atlas.smap'; }, /“https:\/\/evil.example\/atlas.smap” lies outside its folder/],
  ['an atlas above', (data) => { data.atlas = '//evil.example/x'; }, /lies outside its folder/],
  ['what comes later elsewhere', (data) => { data.more = 'https://evil.example/more.json'; }, /lies outside its folder/],
  ['details elsewhere', (data) => { data.detail = '//evil.example/index.json'; }, /lies outside its folder/],
  ['regions that are none', (data) => { data.classOf = { __proto__: null, constructor: 'x' }; }, /./],
  ['no texts', (data) => { delete data.text; }, /./],
]) {
  test(`page data with ${what}: an error, and the still figure stays`, async ({ page }) => {
    page.allow(/stance-map:|preload/);
    await tamper(page, PAGE, json(change));
    const { outcome, errors, elsewhere } = await open(page, { change: withoutHash });
    expect([outcome, elsewhere]).toEqual(['data', []]);
    expect(errors).toHaveLength(1);
    expect(errors[0].message).toMatch(words);
    await stays(page);
  });
}

/** Slips and traps that no form finds: what is drawn of them may be odd, or an error tells of them; nothing hangs or breaks off unseen. */
const ODD = {
  'a scale of 0': (data) => { data.projection.perRadian = 0; },
  'a scale that is text': (data) => { data.projection.perRadian = 'x'; },
  'a negative scale': (data) => { data.projection.perRadian = -1e6; },
  'a centre far away': (data) => { data.projection.center = [1e7, -1e7]; },
  'no centre': (data) => { data.projection.center = []; },
  'an unknown projection': (data) => { data.projection.name = '__proto__'; },
  'classes out of range': (data) => { data.classOf = data.classOf.map(() => 300); },
  'too few regions': (data) => { data.classOf.length = 3; },
  'too many regions': (data) => { data.classOf = Array(50_000).fill(0); },
  'lines that count too far': (data) => { data.lines = [0, 1e7, 1, 2]; },
  'an overlay of no region': (data) => { data.overlays = [[70_000, [[1, 2, 3]]]]; },
  'insets in pieces': (data) => { data.insets = [{ below: 4000, height: 600, panels: [1, 2] }]; },
  'insets on nothing': (data) => { for (const inset of data.insets) Object.assign(inset, { below: 4000, panels: inset.panels.map(() => 0) }); },
  'one breakpoint': (data) => { data.style.breakpoints = [960]; },
  'no breakpoint': (data) => { data.style.breakpoints = []; },
  'no layout': (data) => { data.layouts = []; },
  'markers of no region': (data) => { for (const layout of data.layouts) layout.markers = [[1e6], [0], [0]]; },
  'no palette': (data) => { data.style.themes = {}; },
  'a palette by an odd name': (data) => { data.style.themes = JSON.parse('{"__proto__": {}, "constructor": {}}'); },
  'an unknown layer': (data) => { data.style.themes.light.layers.unshift({ kind: 'constructor', class: 0 }); },
  'a layer of no class': (data) => { data.style.themes.light.layers.unshift({ kind: 'areas', class: 1e6, fill: '#ffffff' }); },
  'dashes of nothing': (data) => { for (const layer of data.style.themes.light.layers) if (layer.dash) layer.dash = [1e-9, 1e-9]; },
  'sizes that are text': (data) => { Object.assign(data.style, { radius: 'x', label: '12px; x', hairline: 'x' }); },
  'a bar without segments': (data) => { data.text.bar.segments = null; },
  'cells without number': (data) => { data.text.bar.segments[0].cells = '1e300'; },
  'a legend of odd names': (data) => { for (const entry of data.text.legend) entry.class = '__proto__'; },
  'a language that is none': (data) => { data.text.lang = data.text.documentLang = '"><script>'; },
  'texts that are lists': (data) => { for (const name of Object.keys(data.text)) if (typeof data.text[name] === 'string') data.text[name] = [{}]; },
};
for (const [what, change] of Object.entries(ODD)) {
  test(`page data with ${what}: a map or an error`, async ({ page }) => {
    page.allow(/stance-map:|preload/);
    await tamper(page, PAGE, json((data) => {
      change(data);
      data.integrity = {};
    }));
    const { outcome, errors, elsewhere } = await open(page, { change: withoutHash });
    expect(['ready', 'data', 'wasm', 'fetch']).toContain(outcome);
    expect([errors.length, elsewhere]).toEqual([outcome === 'ready' ? 0 : 1, []]);
    if (outcome !== 'ready') await stays(page);
    test.info().annotations.push({ type: 'outcome', description: `${outcome} ${errors[0]?.message ?? ''}` });
  });
}

test('markup in page data is text under trusted types', async ({ page }) => {
  const bad = '<img src=x onerror=alert(1)>';
  await tamper(page, PAGE, json(({ text }) => {
    text.bar.segments[0].cells = 1e6; // no more are drawn than there are px
    Object.assign(text, { title: bad, subtitle: bad, note: bad, source: bad, credit: bad, description: bad, url: 'https://example.org/"onclick="alert(1)' });
    text.legend[0].label = bad;
  }));
  const { outcome, errors, elsewhere } = await open(page, { change: withoutHash });
  expect([outcome, errors, elsewhere]).toEqual(['ready', [], []]);
  const map = page.locator('stance-map');
  await expect(map.getByRole('heading')).toHaveText(bad);
  expect(await map.locator('[part=notes] a').getAttribute('href')).toBe('https://example.org/"onclick="alert(1)');
  expect(await map.locator('[part=figure] img').count()).toBe(0);
});

/** A file with something added that its kind takes without a word. */
const longer = (body) => Buffer.concat([body, Buffer.from('\n')]);
const marked = (body) => `${body}\nglobalThis.tampered = 1;\n`;
const section = (body) => Buffer.concat([body, Buffer.from([0, 2, 1, 120])]); // a custom section

for (const [what, pattern, change] of [
  ['page data', PAGE, longer],
  ['the atlas', /es-11-1-\w+\.smap/, (body) => body],
  ['the viewer', /viewer-\w+\.wasm/, section],
  ['the module of what comes later', /extras-\w+\.js/, marked],
  ['what describes the regions', /es-11-1-more-\w+\.json/, longer],
]) {
  test(`${what} with other bytes is not used`, async ({ page }) => {
    page.allow(/./);
    await tamper(page, pattern, what === 'the atlas' ? (body) => Buffer.concat([body, body]) : change);
    const { outcome, errors } = await open(page);
    expect([outcome, errors.map(({ stage }) => stage)]).toEqual(['fetch', ['fetch']]);
    expect(await page.evaluate(() => window.tampered)).toBe(undefined);
    await stays(page);
  });
}

for (const [what, pattern, change, step] of [
  ['the full program’s module', /full-\w+\.js/, marked, (map) => map.exportSvg()],
  ['the full program', /full-\w+\.wasm/, section, (map) => map.exportSvg()],
  ['the picture program', /picture-\w+\.wasm/, section, (map) => map.exportPng()],
  ['another palette', /es-11-1-\w+-contrast-\w+\.json/, longer, (map) => {
    map.theme = 'contrast';
    return new Promise((_, reject) => { map.addEventListener('stance-map-error', ({ detail }) => reject(detail)); });
  }],
  ['another language', /locales\/fr-\w+\.json/, longer, (map) => {
    map.lang = 'fr';
    return new Promise((_, reject) => { map.addEventListener('stance-map-error', ({ detail }) => reject(detail)); });
  }],
]) {
  test(`${what} with other bytes is not used when it is asked for`, async ({ page }) => {
    page.allow(/./);
    await tamper(page, pattern, change);
    expect((await open(page)).outcome).toBe('ready');
    const stage = await page.locator('stance-map').evaluate((map, step) => (0, Function)(`return ${step}`)()(map).then(() => 'used', (error) => error.stage), String(step)).catch(String);
    expect(stage).toBe('fetch');
  });
}

test('a detail tile with other bytes is not shown, and no harm', async ({ page }) => {
  page.allow(/./);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await tamper(page, /detail\/\d+-\w+\.smap/, longer);
  expect((await open(page)).outcome).toBe('ready');
  await page.locator('stance-map').evaluate((map) => map.setView({ scale: 16, center: [10, 50], animate: false }));
  await expect.poll(() => asked.filter((url) => /detail\/\d+-/.test(url)).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.errors)).toEqual([]);
});

for (const [what, change, words] of [
  ['a tile above its folder', ({ parts }) => { parts[0].file = '../es-11-1.smap'; }, /“\.\.\/es-11-1\.smap” lies outside its folder/],
  ['a tile elsewhere', ({ parts }) => { parts[3].file = 'https://evil.example/1.smap'; }, /lies outside its folder/],
  ['a box without end', ({ parts }) => { parts[0].boxes[0][0] = -1e300; }, /"boxes" can’t be “-1e\+300”/],
]) {
  test(`an index of details with ${what} is told of, and the map stays`, async ({ page }) => {
    await tamper(page, PAGE, json((data) => { data.integrity = {}; }));
    await tamper(page, /detail\/index-\w+\.json/, json(change));
    const { outcome, elsewhere } = await open(page, { change: withoutHash });
    expect([outcome, elsewhere]).toEqual(['ready', []]);
    await page.locator('stance-map').evaluate((map) => map.setView({ scale: 16, center: [10, 50], animate: false }));
    await expect.poll(() => page.evaluate(() => window.errors.map(({ message }) => message).join())).toMatch(words);
    expect(await page.locator('stance-map').evaluate((map) => map.tally.yes)).toBe(141);
  });
}

for (const attributes of ['lang="constructor"', 'lang="__proto__"', 'lang="toString-valueOf"', 'theme="constructor"', 'theme="__proto__"', 'selected="__proto__"', 'selected="constructor"', 'loading="toString"']) {
  test(`a map with ${attributes} is shown as it would be without`, async ({ page }) => {
    await page.route('**/odd.html', (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Odd</title><link rel="icon" href="/favicon.svg"><stance-map src="/data/es-11-1.json" ${attributes}></stance-map><script type="module" src="/stance-map.js"></script>`,
    }));
    await page.goto('/odd.html');
    const [lang, title] = await page.evaluate(async () => {
      await customElements.whenDefined('stance-map');
      const map = document.querySelector('stance-map');
      await map.ready;
      return [map.shadowRoot.querySelector('[part=figure]').lang, map.shadowRoot.querySelector('h2').textContent];
    });
    expect(lang).toBe('en');
    expect(title).toMatch(/193\scountries/);
  });
}

test('an address with a bare % is taken as it is', async ({ page }) => {
  page.allow(/Failed to load resource/);
  await page.route('**/odd.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: '<!doctype html><html lang="en"><title>Odd</title><link rel="icon" href="/favicon.svg"><stance-map src="/100%zz.json" loading="eager"></stance-map><script type="module" src="/stance-map.js"></script>',
  }));
  await page.route('**/100%zz.json', async (route) => {
    const response = await route.fetch({ url: new URL('/data/es-11-1.json', route.request().url()).href });
    const document = await response.json();
    await route.fulfill({ json: { ...document, countries: '/data/countries-110m.geojson', stances: '/data/es-11-1.csv', detail: undefined } });
  });
  await page.goto('/odd.html');
  expect(await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    const map = document.querySelector('stance-map');
    await map.ready;
    return map.tally.yes;
  })).toBe(141);
});
