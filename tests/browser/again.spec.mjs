// An element that is removed and added, tries again or gets another map: its tools work, and nothing of the old map is left.
import { expect, showMap, test } from './support.mjs';

const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));

/** Uses every tool of the map once. */
async function useTools(page, element) {
  await element.getByRole('button', { name: 'Find a country' }).click();
  const search = element.getByRole('combobox', { name: 'Find a country' });
  await search.fill('tuval');
  await expect(element.locator('#found [role=option]')).toHaveText(/Tuvalu/);
  await search.press('Enter');
  await expect.poll(() => element.evaluate((map) => map.selected)).toBe('TUV');
  await expect(element.locator('[part=tooltip]')).toContainText('Tuvalu');
  await page.keyboard.press('Escape');
  await expect(element.locator('[part=tooltip]')).toBeHidden();
  await element.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => element.evaluate((map) => map.view.scale)).toBe(2);
  await element.getByRole('button', { name: 'Show the whole map' }).click();
  await expect.poll(() => element.evaluate((map) => map.view.scale)).toBe(1);
  const entry = element.locator('[part=legend-entry]').first();
  await entry.click();
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await expect(element.locator('.emphasis')).toBeVisible();
  await entry.click();
  await element.locator('[part=table] summary').click();
  await expect(element.locator('[part=table] tbody tr')).toHaveCount(193);
  await element.locator('[part=table] summary').click();
  await element.getByRole('button', { name: 'Download' }).click();
  const [saved] = await Promise.all([page.waitForEvent('download'), element.getByRole('menuitem', { name: 'SVG' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/\.svg$/);
  await element.locator('.countries').focus();
  await page.keyboard.press('End');
  await expect(element.locator('[part=tooltip]')).toBeVisible();
  await page.keyboard.press('Escape');
  await element.evaluate((map) => { map.style.width = '700px'; });
  await expect.poll(() => element.evaluate((map) => map.shadowRoot.querySelector('canvas.base').width)).toBeLessThan(700);
  await element.evaluate((map) => { map.style.width = ''; });
  await expect.poll(() => element.evaluate((map) => map.shadowRoot.querySelector('canvas.base').width)).toBeGreaterThan(700);
}

const WAYS = {
  'moved': (page) => page.evaluate(() => {
    const map = document.querySelector('stance-map');
    document.body.append(map);
  }),
  'removed and added again': (page) => page.evaluate(async () => {
    const map = document.querySelector('stance-map');
    map.remove();
    await new Promise((done) => setTimeout(done)); // gone for good, as far as it knows
    document.body.append(map);
  }),
  'removed with its tools open and added again': async (page) => {
    const element = page.locator('stance-map');
    await element.getByRole('button', { name: 'Find a country' }).click();
    await element.getByRole('combobox', { name: 'Find a country' }).fill('ken');
    await expect(element.locator('#found [role=option]').first()).toHaveText(/Kenya/);
    await element.locator('[part=table] summary').click();
    await WAYS['removed and added again'](page);
  },
  'given another map': (page) => page.evaluate(() => { document.querySelector('stance-map').src = '/data/s-2022-155.json'; }),
  'told to try again': async (page) => {
    page.allow(/Failed to load resource/);
    await page.route('**/es-11-1.csv', (route) => route.fulfill({ status: 503, body: 'no' }));
    await page.evaluate(() => document.querySelector('stance-map').setAttribute('src', '/data/./es-11-1.json'));
    const retry = page.locator('stance-map').getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    await page.unroute('**/es-11-1.csv');
    await retry.click();
  },
};

for (const [way, act] of Object.entries(WAYS)) {
  test(`all tools work on an element that was ${way}`, async ({ page }) => {
    const element = await showMap(page);
    await act(page);
    await element.evaluate((map) => map.ready);
    await settled(page);
    await useTools(page, element);
  });
}

test('all tools of a baked map work after it was removed and added again', async ({ page }) => {
  await page.goto('/embed.html');
  const element = page.locator('stance-map');
  await element.evaluate((map) => map.ready);
  await useTools(page, element);
  await WAYS['removed and added again'](page);
  await element.evaluate((map) => map.ready);
  await useTools(page, element);
});

test('with another map nothing is left of what a reader did with the old one', async ({ page }) => {
  const element = await showMap(page);
  const pressed = element.locator('[part=legend-entry][aria-pressed=true]');
  await element.locator('[part=legend-entry]').nth(1).click();
  await element.getByRole('button', { name: 'Find a country' }).click();
  await element.getByRole('combobox', { name: 'Find a country' }).fill('ken');
  await element.locator('[part=table] summary').click();
  await element.evaluate((map) => map.setView({ scale: 4, center: [24, -29], animate: false }));
  const box = await element.locator('[part=map]').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(element.locator('[part=tooltip]')).toBeVisible();
  await page.evaluate(() => {
    window.hovered = [];
    document.addEventListener('stance-map-hover', (event) => window.hovered.push(event.detail));
  });

  // While the other one loads the old one can be seen, and not used.
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/s-2022-155.csv', async (route) => {
    await held;
    await route.continue();
  });
  await element.evaluate((map) => { map.src = '/data/s-2022-155.json'; });
  expect(await page.evaluate(() => window.hovered)).toEqual([null]);
  await expect(pressed).toHaveCount(0);
  for (const left of ['[part=tooltip]', '.search', '.outlines', '.emphasis']) await expect(element.locator(left)).toHaveCount(0);
  await expect(element.locator('canvas.base')).toHaveCSS('opacity', '1');
  expect(await element.locator('[part=figure]').evaluate((node) => node.inert)).toBe(true);

  release();
  await element.evaluate((map) => map.ready);
  await expect(element.locator('[part=legend-entry]').first()).toBeVisible();
  await expect(pressed).toHaveCount(0);
  await expect(element.locator('.emphasis, .search, [part=table][open]').filter({ visible: true })).toHaveCount(0);
  expect(await element.evaluate((map) => [map.view.scale, map.selected])).toEqual([1, null]);
  expect(await element.locator('[part=figure]').evaluate((node) => node.inert)).toBe(false);
  await expect(element.locator('canvas.base')).toHaveCSS('opacity', '1');
});

test('a map that moves when another takes its place stops', async ({ page }) => {
  const element = await showMap(page);
  const seen = await element.evaluate(async (map) => {
    const views = [];
    map.setView({ scale: 8, center: [24, -29] });
    await new Promise(requestAnimationFrame);
    map.src = '/data/s-2022-155.json';
    await map.ready;
    map.addEventListener('stance-map-view', (event) => views.push(event.detail));
    for (let i = 0; i < 40; i += 1) await new Promise(requestAnimationFrame); // longer than a move takes
    return [map.view.scale, views];
  });
  expect(seen).toEqual([1, []]);
});

test('a pinned country stays pinned on another map, as `selected` says', async ({ page }) => {
  const element = await showMap(page, { attributes: 'selected="KEN"' });
  await element.evaluate((map) => {
    map.src = '/data/s-2022-155.json';
    return map.ready;
  });
  expect(await element.evaluate((map) => map.selected)).toBe('KEN');
  await expect(element.locator('[part=tooltip]')).toContainText('Kenya');
});

test('Escape closes a pinned card after the element was moved', async ({ page }) => {
  const element = await showMap(page);
  await element.evaluate((map) => map.select('NOR'));
  await WAYS.moved(page);
  await expect(element.locator('[part=tooltip]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(element.locator('[part=tooltip]')).toBeHidden();
});
