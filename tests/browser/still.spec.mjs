// The still picture that stands in the page for frames: before the live map is there, and where it never is.
import { PALETTES } from '../facts.mjs';
import { decode, expect, pixel, shows, stanceOf, test, votes } from './support.mjs';

/** The page at a size and in a scheme; `scripts` or not. */
async function open(browser, baseURL, { width, scheme = 'light', contrast = 'no-preference', scripts = false }) {
  const context = await browser.newContext({ baseURL, viewport: { width, height: 1400 }, deviceScaleFactor: 2, colorScheme: scheme, contrast, javaScriptEnabled: scripts });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.slice(1)));
  await page.goto('/embed.html');
  return { page, asked };
}

/** The colours within 1.5 px of a place: the still picture is coarser than the live one, which knows the place. */
function around(png, [x, y]) {
  const steps = [0, .5, -.5, 1, -1, 1.5, -1.5];
  return steps.flatMap((dx) => steps.map((dy) => pixel(png, (x + dx) * 2, (y + dy) * 2)));
}

for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [700, 'light'], [992, 'light'], [992, 'dark']]) {
  test(`at ${width} px, ${scheme}, it shows each member in the colour of its stance`, async ({ browser, baseURL }) => {
    const live = await open(browser, baseURL, { width, scheme, scripts: true });
    const places = await live.page.evaluate(async (codes) => {
      await customElements.whenDefined('stance-map');
      const map = document.querySelector('stance-map');
      await map.ready;
      return codes.map((iso3) => [iso3, map.pointOf(iso3)]);
    }, votes.map((row) => row.iso3));
    await live.page.context().close();
    const { page } = await open(browser, baseURL, { width, scheme });
    // Insets lie below the drawing's own box.
    const still = page.locator('.stance-map-picture');
    const png = decode(await still.screenshot());
    const of = new Map(votes.map((row) => [row.iso3, stanceOf(row)]));
    const wrong = places
      .map(([iso3, place]) => ({ iso3, colors: place ? around(png, place) : [] }))
      .filter(({ iso3, colors }) => !colors.some((color) => shows(color, PALETTES[scheme][of.get(iso3)])))
      .map(({ iso3, colors }) => `${iso3} ${of.get(iso3)} ${colors[0]}`);
    expect(places.length).toBe(193);
    expect(wrong).toEqual([]);
    await page.context().close();
  });
}

test('it is part of the page, no picture is fetched for it, and it says the totals', async ({ browser, baseURL }) => {
  const { page, asked } = await open(browser, baseURL, { width: 992, scripts: true });
  await page.waitForLoadState('networkidle');
  expect(asked.filter((name) => /^es-.*-map-/.test(name))).toEqual([]);
  const alt = await page.locator('.stance-map-still').getAttribute('aria-label');
  for (const total of ['In favour: 141', 'against: 5', 'abstentions: 35', 'did not vote: 12']) expect(alt).toContain(total);
  await page.context().close();
});

test('without scripts, no reader fetches a picture that only others see', async ({ browser, baseURL }) => {
  for (const scheme of ['light', 'dark']) {
    const { page, asked } = await open(browser, baseURL, { width: 992, scheme });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight)); // whatever waits for the reader
    await page.waitForLoadState('networkidle');
    expect(asked.filter((name) => /\.(svg|png)$/.test(name) && !name.startsWith('favicon'))).toEqual([]);
    await page.context().close();
  }
});

for (const scheme of ['light', 'dark']) {
  test(`readers who want more contrast have a picture with patterns in its place, ${scheme}`, async ({ browser, baseURL }) => {
    const { page, asked } = await open(browser, baseURL, { width: 992, scheme, contrast: 'more' });
    const image = page.locator('.stance-map-picture img');
    await expect.poll(() => image.evaluate((node) => node.naturalWidth)).toBeGreaterThan(300);
    await expect(page.locator('.stance-map-still')).toBeHidden();
    expect(asked.filter((name) => /^es-.*-map-/.test(name)).map((name) => name.replace(/-[0-9a-f]{16}\.svg$/, ''))).toEqual([`es-11-1-map-960-${scheme}-contrast`]);
    await page.context().close();
  });
}
