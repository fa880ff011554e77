// The card tells about what lies under the pointer, whatever moves the map, and goes when the reader closes it.
import { expect, showMap, test } from './support.mjs';

const card = (element) => element.locator('[part=tooltip]');
/** What the card tells about; null if it is hidden. */
const told = (element) => element.evaluate((map) => {
  const node = map.shadowRoot.querySelector('[part=tooltip]');
  return node.hidden ? null : node.ariaLabel;
});

/** Shows a map and points at the middle of a country. */
async function pointAt(page, code, options) {
  const element = await showMap(page, options);
  const box = await element.locator('[part=map]').boundingBox();
  const [x, y] = await element.evaluate((map, code) => map.pointOf(code), code);
  const at = [box.x + x, box.y + y];
  await page.mouse.move(...at);
  await expect(card(element)).toBeVisible();
  /** The card is about what lies under the pointer now, if anything does. */
  const follows = () => expect.poll(async () => {
    const under = await element.evaluate((map, [x, y]) => map.regionAt(x, y)?.name ?? null, [x, y]);
    const now = await told(element);
    return under !== 'Brazil' && (under === null ? now !== 'Brazil' : now === under);
  }).toBe(true);
  return { element, at, follows };
}

const MOVES = {
  'a script': (page) => page.evaluate(() => document.querySelector('stance-map').setView({ scale: 4, center: [135, -25], animate: false })),
  'a script, slowly': (page) => page.evaluate(() => document.querySelector('stance-map').setView({ scale: 4, center: [135, -25] })),
  'a script, to the sea': (page) => page.evaluate(() => document.querySelector('stance-map').setView({ scale: 8, center: [-30, 30], animate: false })),
  'keys': async (page) => {
    await page.locator('stance-map .countries').focus();
    await page.keyboard.press('+');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Shift+ArrowRight');
  },
};

for (const [by, move] of Object.entries(MOVES)) {
  test(`it follows when the map is moved by ${by}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: by === 'a script, slowly' ? 'no-preference' : 'reduce' });
    const { follows } = await pointAt(page, 'BRA');
    await move(page);
    await follows();
  });
}

test('it follows a turned wheel', async ({ page }) => {
  const { element } = await pointAt(page, 'BRA');
  const box = await element.locator('[part=map]').boundingBox();
  const at = await element.evaluate((map) => map.pointOf('URY'));
  await page.mouse.move(box.x + at[0] + 3, box.y + at[1] - 6);
  await page.keyboard.down('Control');
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect.poll(() => element.evaluate((map) => map.view.scale)).toBeGreaterThan(8);
  await expect.poll(async () => {
    const under = await element.evaluate((map, [x, y]) => map.regionAt(x, y)?.name ?? null, [at[0] + 3, at[1] - 6]);
    return await told(element) === under;
  }).toBe(true);
});

test('it goes with a new size, until the pointer moves', async ({ page }) => {
  const { element } = await pointAt(page, 'BRA');
  await element.evaluate((map) => { map.style.width = '500px'; });
  await expect.poll(() => element.evaluate((map) => map.shadowRoot.querySelector('canvas.base').width)).toBeLessThan(500);
  await expect(card(element)).toBeHidden();
});

test('a pinned card moves with its country, and goes with it', async ({ page }) => {
  const element = await showMap(page);
  await element.evaluate((map) => map.select('KEN'));
  const apart = () => element.evaluate((map) => {
    const [x, y] = map.pointOf('KEN');
    const picture = map.shadowRoot.querySelector('[part=map]').getBoundingClientRect();
    const box = map.shadowRoot.querySelector('[part=tooltip]').getBoundingClientRect();
    const [dx, dy] = [Math.max(box.left - picture.left - x, picture.left + x - box.right, 0), Math.max(box.top - picture.top - y, picture.top + y - box.bottom, 0)];
    return Math.hypot(dx, dy);
  });
  expect(await apart()).toBeLessThan(120);
  await element.evaluate((map) => map.setView({ scale: 2, center: [60, 10], animate: false }));
  await expect(card(element)).toContainText('Kenya');
  expect(await apart()).toBeLessThan(160);
  await element.evaluate((map) => map.setView({ scale: 8, center: [-100, 40], animate: false }));
  await expect(card(element)).toBeHidden();
  await element.evaluate((map) => map.setView({ scale: 1, animate: false }));
  await expect(card(element)).toContainText('Kenya');
});

test('a card that was closed stays closed while the map moves, and with the keyboard’s focus', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { element } = await pointAt(page, 'BRA');
  await element.locator('.countries').focus();
  await page.keyboard.press('Escape');
  await expect(card(element)).toBeHidden();
  await page.keyboard.press('+');
  await expect.poll(() => element.evaluate((map) => map.view.scale)).toBe(2);
  await expect(card(element)).toBeHidden();
  await page.mouse.move(5, 5);
  await expect(card(element)).toBeHidden();
  await page.keyboard.press('End');
  await expect(card(element)).toBeVisible();
  await page.keyboard.press('0');
  await element.locator('.countries').evaluate((node) => node.blur());
  await element.evaluate((map) => map.select('FRA'));
  await element.locator('[part=tooltip] button').click();
  await expect(card(element)).toBeHidden();
});

test('a key that means nothing makes no country the active one', async ({ page }) => {
  const element = await showMap(page);
  const box = await element.locator('[part=map]').boundingBox();
  await page.mouse.click(box.x + 5, box.y + box.height - 5); // focus without a country
  const active = () => element.locator('.countries').getAttribute('aria-activedescendant');
  await element.locator('.countries').evaluate((node) => node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true })));
  for (const key of ['F2', '#', 'Enter', '5']) await element.locator('.countries').evaluate((node, key) => node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), key);
  expect(await active()).toBeNull();
  expect(await element.evaluate((map) => map.selected)).toBeNull();
  await element.locator('.countries').evaluate((node) => node.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
  expect(await active()).toBe(await element.locator('.countries [role=option]').first().getAttribute('id'));
});
