// The page's program knows no stances: other classes over the same shapes are data.
import { decode, expect, members, pixel, takeHashAway, test } from './support.mjs';

const COLORS = ['#1b9e77', '#d95f02', '#7570b3'];

test('another grouping of the same shapes needs no other program', async ({ page }) => {
  let keys;
  // Neither are the bytes that the page was baked with.
  await takeHashAway(page);
  await page.route(/-more-[0-9a-f]+\.json$/, async (route) => {
    const more = await (await route.fetch()).json();
    keys = more.regions.map(([iso3]) => iso3);
    await route.fulfill({ json: more });
  });
  await page.route(/-page-[0-9a-f]+\.json$/, async (route) => {
    const data = await (await route.fetch()).json();
    const classes = ['one', 'two', 'three'];
    const { light } = data.style.themes;
    const layers = [
      ...COLORS.map((fill, number) => ({ kind: 'areas', class: number, fill })),
      // Only the second meets another in ink.
      { kind: 'borders', pairs: [[0, 0], [1, 1], [2, 2], [0, 2]], stroke: '#ffffff', width: .6 },
      { kind: 'borders', pairs: [[0, 1], [1, 2]], stroke: '#000000', width: 2 },
      ...COLORS.map((fill, number) => ({ kind: 'markers', class: number, fill, ring: '#ffffff', ringWidth: 1 })),
    ];
    const swatches = COLORS.map((fill) => ({ fill }));
    const classOf = data.classOf.map((_, region) => region % 3);
    const legend = classes.map((name, number) => ({ class: name, label: name, count: classOf.filter((of) => of === number).length, number: '1' }));
    const segments = legend.map(({ class: name }) => ({ class: name, share: 1 / 3, cells: 1, number: '1', insideFrom: 0, isAbove: false }));
    await route.fulfill({ json: {
      ...data, integrity: {}, classes, classOf, text: { ...data.text, legend, bar: { ...data.text.bar, segments } }, style: { ...data.style, themes: { light: { ...light, layers, swatches } } },
    } });
  });
  await page.setViewportSize({ width: 960, height: 1000 });
  await page.goto('/embed.html');
  const { places, legend, picture } = await page.evaluate(async (codes) => {
    const map = document.querySelector('stance-map');
    await map.ready;
    return {
      places: codes.map((iso3) => [iso3, map.pointOf(iso3)]),
      legend: [...map.shadowRoot.querySelectorAll('[part=legend] button')].map((button) => button.textContent),
      picture: map.shadowRoot.querySelector('canvas.base').toDataURL().split(',')[1],
    };
  }, members.map(({ iso3 }) => iso3));
  const png = decode(Buffer.from(picture, 'base64'));
  const hex = (color) => `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  const wrong = places.filter(([iso3, place]) => hex(pixel(png, ...place)) !== COLORS[keys.indexOf(iso3) % 3]).map(([iso3]) => iso3);
  expect(places).toHaveLength(193);
  // A border or a marker may lie over the place of a small one.
  expect(wrong.length).toBeLessThan(12);
  expect(legend).toEqual(['1one', '1two', '1three']);

  // One class is shown alone by its entry.
  await page.locator('stance-map').getByRole('button', { name: 'two' }).click();
  const alone = decode(Buffer.from(await page.evaluate(() => document.querySelector('stance-map').shadowRoot.querySelector('canvas.emphasis').toDataURL().split(',')[1]), 'base64'));
  const shown = new Set();
  for (let y = 0; y < alone.height; y += 4) for (let x = 0; x < alone.width; x += 4) if (alone.data[(y * alone.width + x) * 4 + 3] === 255) shown.add(hex(pixel(alone, x, y)));
  expect(shown).toContain(COLORS[1]);
  for (const other of [COLORS[0], COLORS[2]]) expect(shown).not.toContain(other);
});
