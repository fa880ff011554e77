// What readers prefer and need to see: contrast, forced colours, motion, print, large text, zoom; fingers; reference pictures.
import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, showMap, test } from './support.mjs';

const fonts = path.join(import.meta.dirname, '../../assets/fonts');

/** The bundled fonts, so that pictures don't depend on the machine's. */
const FACES = `${[['Noto Sans', 400, 'NotoSans-Regular'], ['Noto Sans', 700, 'NotoSans-Bold'], ['Noto Serif', 700, 'NotoSerif-Bold'], ['Noto Sans Arabic', 400, 'NotoSansArabic-Regular'], ['Noto Sans Arabic', 700, 'NotoSansArabic-Bold']]
  .filter(([, , file]) => fs.existsSync(path.join(fonts, `${file}.ttf`)))
  .map(([family, weight, file]) => `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(/bundled-fonts/${file}.ttf); }`).join('\n')}`;

const axe = async (page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);

const palette = (element) => element.evaluate((map) => {
  const style = getComputedStyle(map.shadowRoot.querySelector('[part=figure]'));
  return [style.getPropertyValue('--paper'), style.getPropertyValue('--ink')];
});

test('more contrast gives every stance a pattern; so does the theme on demand', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' });
  const element = await showMap(page);
  expect(await palette(element)).toEqual(['#ffffff', '#000000']);
  await page.emulateMedia({ contrast: 'no-preference' });
  await expect.poll(async () => (await palette(element))[1]).not.toBe('#000000');
  await element.evaluate((map) => { map.theme = 'contrast'; });
  await expect.poll(() => palette(element)).toEqual(['#ffffff', '#000000']);
  expect(await axe(page)).toEqual([]);
});

test('forced colours: the picture stays, with patterns, and axe finds nothing', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const element = await showMap(page);
  expect(await palette(element)).toEqual(['#000000', '#ffffff']);
  expect(await axe(page)).toEqual([]);
});

for (const [what, attributes, open] of [
  ['the card shown', '', (element) => element.evaluate((map) => map.select('BRA'))],
  ['the table open', '', (element) => element.locator('[part=table] summary').click()],
  ['the search open', '', (element) => element.getByRole('button', { name: 'Find a country' }).click()],
  ['the menu of files open', '', (element) => element.getByRole('button', { name: 'Download' }).click()],
  ['the table open, in Arabic, dark', 'lang="ar" theme="dark"', (element) => element.locator('[part=table] summary').click()],
]) {
  test(`axe finds nothing with ${what}`, async ({ page }) => {
    const element = await showMap(page, { attributes });
    await open(element);
    expect(await axe(page)).toEqual([]);
  });
}

test('motion is left out for those who ask', async ({ page }) => {
  const element = await showMap(page);
  const transition = () => element.evaluate((map) => getComputedStyle(map.shadowRoot.querySelector('canvas.base')).transitionDuration);
  expect(await transition()).not.toBe('0s');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await transition()).toBe('0s');
});

test('a dark map is printed light, without buttons', async ({ page }) => {
  const element = await showMap(page, { attributes: 'theme="dark"' });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect((await palette(element))[0]).toBe('#ffffff');
  await expect(element.locator('[part=tools]')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect((await palette(element))[0]).toBe('#14171a');
});

/** Texts of the figure that stick out of it, or out of their own button. */
const clipped = (element) => element.evaluate((map) => {
  const figure = map.shadowRoot.querySelector('[part=figure]');
  const edge = figure.getBoundingClientRect();
  return [...figure.querySelectorAll('h2, p, li, button, summary')]
    .filter((node) => node.checkVisibility() && (node.getBoundingClientRect().right > edge.right + 1 || node.getBoundingClientRect().left < edge.left - 1 || node.scrollWidth > node.clientWidth + 1))
    .map((node) => node.textContent.slice(0, 40));
});

test('400 % zoom of a 1280 px screen, 320 px: nothing is cut, nothing scrolls sideways', async ({ page }) => {
  for (const lang of ['en', 'de', 'hi', 'ar', 'ru']) {
    const element = await showMap(page, { width: 320, attributes: `lang="${lang}"` });
    expect(await clipped(element), lang).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), lang).toBe(320);
  }
});

test('200 % text: nothing is cut', async ({ page }) => {
  const element = await showMap(page, { width: 640 });
  // As a browser's text-only zoom does: every type size doubled.
  await element.evaluate((map) => {
    const style = new CSSStyleSheet();
    style.replaceSync('.stance-map-figure { --title: 48px; --subtitle: 30px; --legend: 28px; --note: 24px; }');
    map.shadowRoot.adoptedStyleSheets = [...map.shadowRoot.adoptedStyleSheets, style];
  });
  expect(await clipped(element)).toEqual([]);
});

test('a finger that starts on the map scrolls the article, two zoom the map; neither selects', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.goto('/');
  const map = page.locator('stance-map').first();
  await map.evaluate((node) => node.ready);
  await map.scrollIntoViewIfNeeded();
  const box = await map.locator('[part=map]').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const cdp = await context.newCDPSession(page);
  const touch = (type, ...points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
  /** Fingers go from where they are put by so much, at once. */
  const gesture = async (...fingers) => {
    await touch('touchStart', ...fingers.map(([from]) => from));
    for (let i = 1; i <= 10; i += 1) await touch('touchMove', ...fingers.map(([[fx, fy], [dx, dy]]) => [fx + dx * i / 10, fy + dy * i / 10]));
    await touch('touchEnd');
  };
  const before = await page.evaluate(() => scrollY);
  await gesture([[x, y], [0, -200]]);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
  await map.scrollIntoViewIfNeeded();
  const now = await map.locator('[part=map]').boundingBox();
  const middle = Math.min(Math.max(now.y + now.height / 2, 20), 620);
  await gesture([[160, middle], [-80, 0]], [[200, middle], [80, 0]]);
  await expect.poll(() => map.evaluate((node) => node.view.scale)).toBeGreaterThan(1.3);
  expect(await map.evaluate((node) => node.selected)).toBeNull();
  await context.close();
});

for (const width of [320, 360, 768, 1440]) {
  for (const theme of ['light', 'dark']) {
    for (const lang of ['en', 'ar']) {
      test(`is drawn as it should be: ${width} px, ${theme}, ${lang}`, async ({ page }) => {
        await page.route('**/bundled-fonts/*', (route) => route.fulfill({ path: path.join(fonts, new URL(route.request().url()).pathname.split('/').pop()), contentType: 'font/ttf' }));
        const element = await showMap(page, { width, attributes: `lang="${lang}" theme="${theme}"` });
        await page.addStyleTag({ content: FACES });
        await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
        await expect(element).toHaveScreenshot(`${width}-${theme}-${lang}.png`, { maxDiffPixelRatio: 0.01 });
      });
    }
  }
}
