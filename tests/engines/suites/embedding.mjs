// The baked page: alone, in a frame, and where the live map can't run.
import assert from 'node:assert/strict';

/** What stands in the page itself, without the live map. */
const still = (page) => page.run(() => {
  const figure = document.querySelector('stance-map figure');
  const picture = figure.querySelector('.stance-map-still');
  const isShown = (node) => getComputedStyle(node).display !== 'none';
  return {
    shown: figure.checkVisibility(),
    picture: picture.getBoundingClientRect().width > 0,
    fills: [...picture.querySelectorAll(':scope > path')].map((path) => getComputedStyle(path).fill),
    markers: [...new Set([...picture.querySelectorAll(':scope > g')].filter(isShown).map((group) => group.getAttribute('class')))],
    alt: picture.getAttribute('aria-label'),
    rows: figure.querySelectorAll('tbody tr').length,
    legend: figure.querySelector('.stance-map-legend').innerText,
  };
});

export default function embedding(engine) {
  engine.test('the still figure gives way to the live map, in the same place', async () => {
    const page = await engine.show({ page: '/embed.html' });
    const { shown } = await still(page);
    assert.equal(shown, false);
    assert.equal(await page.run(() => map().tally.yes), 141);
    assert.equal(await page.run(() => root().querySelector('[part=figure]').checkVisibility()), true);
  });

  for (const [what, how] of [
    ['is not there', { status: 404 }],
    ['is corrupt', { body: 'no program', type: 'application/wasm' }],
    ['breaks off', { truncate: 5000 }],
  ]) {
    engine.test(`when the program ${what}, picture and table stay, with a word about it; trying again helps`, async () => {
      const wasm = await (await fetch(`${engine.server.origin}/baked.json`)).text();
      const path = `/${wasm.match(/viewer-[0-9a-f]+\.wasm/)[0]}`;
      engine.server.rule(path, how);
      const page = await engine.show({ page: '/embed.html', settled: false });
      page.allow(/./);
      await page.until('the word', () => root()?.querySelector('.notice'));
      const { shown, picture, fills, markers, alt, rows, legend } = await still(page);
      assert.ok(shown && picture && rows === 193, JSON.stringify({ shown, picture, rows }));
      assert.match(alt, /In favour: 141; against: 5; abstentions: 35; did not vote: 12/);
      assert.match(legend, /94/);
      for (const color of ['rgb(11, 79, 108)', 'rgb(103, 169, 207)', 'rgb(226, 189, 107)', 'rgb(196, 61, 43)']) assert.ok(fills.includes(color), `${color} is not among ${fills.join(' ')}`);
      assert.equal(markers.length, 1, `the markers of one width, not of ${markers.join(' ')}`);
      engine.server.rule(path, null);
      await page.run(() => root().querySelector('.notice button').click());
      await page.ready();
      assert.equal(await page.run(() => map().tally.yes), 141);
    });
  }

  engine.test('in a frame it sends its height, and the country in its address is pinned', async () => {
    const page = await engine.show({
      settled: false,
      html: `<!doctype html><html lang="en"><head><title>Host</title><meta charset="utf-8"><link rel="icon" href="/favicon.svg">
        <script>window.messages = []; addEventListener('message', (event) => messages.push(event.data));</script><script type="module" src="/frame-host.js"></script></head>
        <body><iframe title="Map" src="/embed.html#country=TUV&lang=ar" width="500" height="200"></iframe></body></html>`,
    });
    await page.until('the map', () => document.querySelector('iframe').contentDocument?.querySelector('stance-map')?.tally);
    const inside = await page.until('the country', () => {
      const element = document.querySelector('iframe').contentDocument.querySelector('stance-map');
      const words = element.shadowRoot.querySelector('[part=tooltip]')?.textContent;
      return element.selected && element.shadowRoot.querySelector('[part=figure]').lang === 'ar' && words && [element.selected, words];
    });
    assert.equal(inside[0], 'TUV');
    assert.match(inside[1], /توفالو/);
    await page.until('the height', () => Math.abs(document.querySelector('iframe').getBoundingClientRect().height
      - document.querySelector('iframe').contentDocument.body.getBoundingClientRect().height) < 8);
    assert.ok(await page.run(() => window.messages.some((data) => data?.type === 'stance-map-height' && data.height > 300)));
  });
}
