// What stands round the map: the bar and the legend, the strip under a narrow map, the menu of files; and that the live
// figure takes the still one's place without a shift.
import { expect, showMap, test } from './support.mjs';

const WIDTHS = [320, 360, 420, 700, 768, 960, 1440];

/** Tops and heights of a figure's parts, px from its top; those of what is not shown are left out. */
const PARTS = ['.stance-map-title', '.stance-map-subtitle', '.stance-map-votes', '.stance-map-legend', '.stance-map-picture', '.stance-map-strip', '.stance-map-notes', '.stance-map-tools'];
const boxesIn = (root, parts) => {
  const figure = root.querySelector('.stance-map-figure').getBoundingClientRect();
  return Object.fromEntries(parts.map((part) => {
    const { top, height } = root.querySelector(part).getBoundingClientRect();
    return [part.slice(12), [Math.round(top - figure.top), Math.round(height)]];
  }).concat([['figure', [0, Math.round(figure.height)]]]));
};

for (const file of ['embed.html', 'embed-s-2022-155.html']) {
  for (const width of WIDTHS) {
    test(`${file} at ${width} px: the live figure takes as much room as the still one, part by part`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
      });
      let release;
      const held = new Promise((resolve) => { release = resolve; });
      await page.route('**/*.smap', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`/${file}`);
      await page.evaluate(() => customElements.whenDefined('stance-map'));
      const still = await page.evaluate(`(${boxesIn})(document, ${JSON.stringify(PARTS)})`);
      release();
      await page.evaluate(() => document.querySelector('stance-map').ready);
      const live = await page.evaluate(`(${boxesIn})(document.querySelector('stance-map').shadowRoot, ${JSON.stringify(PARTS)})`);
      for (const [part, [top, height]] of Object.entries(still)) {
        expect(Math.abs(live[part][0] - top), `${part}: ${live[part]} for ${still[part]}`).toBeLessThanOrEqual(1);
        expect(Math.abs(live[part][1] - height), `${part}: ${live[part]} for ${still[part]}`).toBeLessThanOrEqual(1);
      }
      expect(await page.evaluate(() => window.shifts)).toEqual([]);
      // No empty band: the tools begin where the notes end.
      const gap = await page.evaluate(() => {
        const root = document.querySelector('stance-map').shadowRoot;
        const last = [...root.querySelectorAll('.stance-map-notes > :not([hidden])')].at(-1);
        return root.querySelector('.stance-map-tools').getBoundingClientRect().top - last.getBoundingClientRect().bottom;
      });
      expect(gap).toBeLessThan(20);
    });
  }
}

test('at 360 × 740 the first screen holds headline, sentence, bar, legend and the whole map of the world', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const file of ['embed.html', 'embed-s-2022-155.html']) {
    await page.goto(`/${file}`);
    await page.evaluate(async () => {
      await customElements.whenDefined('stance-map');
      await document.querySelector('stance-map').ready;
    });
    // Insets follow below.
    const bottom = await page.locator('stance-map').evaluate((map) => {
      const { top, width } = map.shadowRoot.querySelector('[part=map]').getBoundingClientRect();
      return top + .45 * width;
    });
    expect(bottom, file).toBeLessThan(740);
  }
});

for (const width of [320, 420]) {
  test(`at ${width} px what is pinned stands in a strip of 52 px, which covers nothing and moves nothing`, async ({ page }) => {
    const element = await showMap(page, { width });
    const state = () => element.evaluate((map) => {
      const root = map.shadowRoot;
      const box = (selector) => root.querySelector(selector).getBoundingClientRect();
      const [picture, strip, card, zoom] = ['[part=map]', '.stance-map-strip', '[part=tooltip]', '[part=zoom]'].map(box);
      return {
        height: strip.height, follows: Math.abs(strip.top - picture.bottom) < 1, total: root.querySelector('[part=figure]').getBoundingClientRect().height,
        words: root.querySelector('.stance-map-strip').innerText, isInside: card.top >= strip.top && card.bottom <= strip.bottom + .5 && card.right <= strip.right + .5 && root.querySelector('.card').scrollHeight <= strip.height, isZoomOff: !zoom.height || zoom.top >= picture.bottom,
        close: card.height && root.querySelector('.card .close').checkVisibility(),
      };
    });
    const before = await state();
    expect([before.height, before.follows, before.isZoomOff]).toEqual([52, true, true]);
    expect(before.words).toContain('Tap a country');
    for (const code of ['TUV', 'COD', 'VCT']) { // and long names
      await element.evaluate((map, code) => map.select(code), code);
      const pinned = await state();
      expect(pinned).toMatchObject({ height: 52, follows: true, total: before.total, isInside: true, close: true });
      expect(pinned.words).not.toContain('Tap a country');
    }
    await element.locator('[part=tooltip] button').click();
    await expect.poll(async () => (await state()).words).toContain('Tap a country');
  });

  test(`at ${width} px the legend has two columns of rows of 44 px`, async ({ page }) => {
    const element = await showMap(page, { width });
    const boxes = await element.evaluate((map) => [...map.shadowRoot.querySelectorAll('[part=legend-entry]')].map((button) => button.getBoundingClientRect().toJSON()));
    expect(new Set(boxes.map(({ left }) => Math.round(left))).size).toBe(2);
    for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(44);
  });
}

test('the names of those against are in the legend where the map lacks them', async ({ page }) => {
  for (const width of [360, 1440]) {
    const element = await showMap(page, { width });
    const { legend, isNamed } = await element.evaluate((map) => ({
      legend: map.shadowRoot.querySelector('[part=legend]').textContent,
      isNamed: map.shadowRoot.querySelector('[data-stance=no]').textContent.length < 20,
    }));
    expect(legend.includes('Voted no: Belarus, Eritrea, North Korea, Russia and Syria')).toBe(!isNamed);
    if (width === 360) expect(isNamed).toBe(false);
  }
});

for (const lang of ['en', 'ar']) {
  test(`on a wide figure each label stands under its segment, ${lang}`, async ({ page }) => {
    const element = await showMap(page, { width: 1440, attributes: `lang="${lang}"` });
    const found = await element.evaluate((map) => {
      const root = map.shadowRoot;
      const bar = root.querySelector('canvas.stance-map-bar').getBoundingClientRect();
      const { dir: direction } = root.querySelector('.stance-map-figure');
      const segments = [94, 47, 35, 5, 12];
      let start = 0;
      return segments.map((count, i) => {
        const button = root.querySelectorAll('[part=legend-entry]')[i].getBoundingClientRect();
        const [from, to] = [start / 193, (start + count) / 193];
        start += count;
        const [left, right] = direction === 'rtl' ? [1 - to, 1 - from] : [from, to];
        const [l, r] = [bar.left + left * bar.width, bar.left + right * bar.width];
        return Math.min(Math.abs(button.left - l), Math.abs(button.right - r));
      });
    });
    for (const apart of found) expect(apart).toBeLessThan(8);
    const boxes = await element.evaluate((map) => [...map.shadowRoot.querySelectorAll('[part=legend-entry]')].map((button) => button.getBoundingClientRect().toJSON()));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
    }
  });
}

test('the menu of files is opened, walked and closed by keys', async ({ page }) => {
  const element = await showMap(page, { width: 480 });
  const button = element.getByRole('button', { name: 'Download' });
  const items = element.getByRole('menuitem');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(5);
  await expect(items.first()).toBeFocused();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(items.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(items).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.click();
  await expect(items).toHaveCount(5);
  await button.click();
  await expect(items).toHaveCount(0);
  await button.click();
  await element.locator('[part=title]').click();
  await expect(items).toHaveCount(0);
});
