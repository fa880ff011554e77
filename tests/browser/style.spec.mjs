// Every rule of the style changes the live map too. `tests/style.rs` changes them one by one and writes the page data.
import fs from 'node:fs';
import path from 'node:path';
import { expect, references, takeHashAway, test } from './support.mjs';

const folder = path.join(references, 'styles');
const rules = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.startsWith('plain-')).map((name) => path.basename(name, '.json')) : [];

/** The page with another style, and all that can be seen of it: pixels of its canvases, sizes, what places mean. */
async function seenWith(page, { theme, style, layouts }) {
  await takeHashAway(page);
  await page.route(/-page-[0-9a-f]+\.json$/, async (route) => {
    // Without detail tiles, which come when they come.
    const { detail, ...data } = await (await route.fetch()).json();
    const own = style.themes[theme];
    if (own.layouts) own.layouts = layouts;
    await route.fulfill({ json: { ...data, style, layouts } });
  });
  await page.emulateMedia({ colorScheme: theme.startsWith('dark') ? 'dark' : 'light', contrast: theme.endsWith('contrast') ? 'more' : 'no-preference' });
  await page.setViewportSize({ width: 960, height: 1000 });
  await page.goto('/embed.html');
  return page.evaluate(async () => {
    const map = document.querySelector('stance-map');
    await map.ready;
    const root = map.shadowRoot;
    const frame = () => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
    // A picture by the FNV-1a hash of its pixels (Fowler, Noll, Vo, 1991): a file of each would take most of the time.
    const picture = (canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Uint32Array(data.buffer).reduce((hash, pixel) => Math.imul(hash ^ pixel, 16777619), canvas.width);
    };
    const pictures = () => [...root.querySelectorAll('canvas')].map(picture);
    const seen = [pictures()];
    const figure = root.querySelector('[part=figure]');
    const sizes = ['--pad', '--faded'].map((name) => getComputedStyle(figure).getPropertyValue(name));
    const texts = ['title', 'subtitle', 'legend', 'notes'].map((part) => getComputedStyle(root.querySelector(`[part=${part}]`)).fontSize);
    const button = getComputedStyle(root.querySelector('.stance-map-button')).borderColor;
    const muted = getComputedStyle(root.querySelector('[part=notes]')).color;
    const places = [];
    for (let y = 5; y < 460; y += 15) for (let x = 5; x < 920; x += 15) places.push(map.regionAt(x, y)?.iso3 ?? null);
    seen.push(sizes, texts, button, muted, places);
    for (const code of ['TUV', 'BRA']) {
      map.select(code);
      await frame();
      const card = root.querySelector('.card').getBoundingClientRect();
      seen.push(pictures(), [card.x, card.y].map(Math.round));
    }
    map.select(null);
    // The keyboard's focus, first on a country and then on a small one.
    root.querySelector('[role=listbox]').focus();
    for (const key of 'bttttttttttt') {
      root.querySelector('[role=listbox]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      await frame();
      seen.push(picture(root.querySelector('canvas.outlines')));
    }
    // As fine as it gets: the event comes when all is traced.
    const rested = new Promise((resolve) => { map.addEventListener('stance-map-view', resolve, { once: true }); });
    map.setView({ scale: 4, center: [40, 50], animate: false });
    await rested;
    seen.push(pictures());
    return JSON.stringify(seen);
  });
}

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));

test('the rules were changed', () => {
  expect(rules.length).toBeGreaterThan(50);
});

for (const theme of ['light', 'light-contrast']) {
  test(`the same style is drawn the same, ${theme}`, async ({ browser, baseURL }) => {
    const pages = await Promise.all([0, 1].map(async () => (await browser.newContext({ baseURL })).newPage()));
    const [one, other] = await Promise.all(pages.map((page) => seenWith(page, read(`plain-${theme}`))));
    expect(one === other).toBe(true);
    await Promise.all(pages.map((page) => page.context().close()));
  });
}

/** So many rules a test: tests run side by side. */
const AT_ONCE = 8;
for (let from = 0; from < rules.length; from += AT_ONCE) {
  const some = rules.slice(from, from + AT_ONCE);
  test(`what is seen changes with ${some.join(', ')}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL });
    const open = async (data) => {
      const page = await context.newPage();
      const seen = await seenWith(page, data);
      await page.close();
      return seen;
    };
    const plain = {};
    const unseen = [];
    for (const name of some) {
      const data = read(name);
      plain[data.theme] ??= await open(read(`plain-${data.theme}`));
      if (await open(data) === plain[data.theme]) unseen.push(name);
    }
    await context.close();
    expect(unseen).toEqual([]);
  });
}
