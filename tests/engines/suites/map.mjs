// The map by itself: what is drawn, shown under the mouse, selected and taken home.
import assert from 'node:assert/strict';
import { PALETTES, shows, stanceOf, votes } from '../../facts.mjs';
import { decode, Key } from '../support.mjs';

/** The width of a map on which the smallest members fill a pixel. */
const WIDE = 1600;

/** A border blends with the middle of a narrow strip, px. */
const AROUND = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];

/** Members that are not in the colours of their stances, in words. */
async function misdrawn(page, palette) {
  const marks = await page.marks();
  assert.deepEqual(Object.keys(marks).sort(), votes.map(({ iso3 }) => iso3).sort());
  const pixels = await page.pixels(votes.flatMap(({ iso3 }) => AROUND.map(([dx, dy]) => ({ x: marks[iso3].x + dx, y: marks[iso3].y + dy }))));
  return votes
    .map((row, i) => ({ iso3: row.iso3, stance: stanceOf(row), own: pixels.slice(i * AROUND.length, (i + 1) * AROUND.length) }))
    .filter(({ stance, own }) => !own.some((pixel) => pixel[3] === 255 && shows(pixel, palette[stance])))
    .map(({ iso3, stance, own }) => `${iso3} ${stance} ${own[0]}`);
}

export default function map(engine) {
  for (const theme of ['light', 'dark']) {
    engine.test(`in the ${theme} theme each member has the colour of its stance, on its paper`, async () => {
      const page = await engine.show({ attributes: `theme="${theme}"`, width: WIDE });
      assert.deepEqual(await misdrawn(page, PALETTES[theme]), []);
      const [sea] = await page.pixels([{ x: 2, y: 2 }]);
      assert.ok(shows(sea, PALETTES[theme].paper) || sea[3] === 0, `the sea is ${sea}`);
      const paper = await page.run(() => getComputedStyle(root().querySelector('[part=figure]')).backgroundColor);
      assert.ok(shows(paper.match(/\d+/g).map(Number), PALETTES[theme].paper), `the figure is ${paper}`);
    });
  }

  engine.test('the theme may change while the map is shown', async () => {
    const page = await engine.show({ attributes: 'theme="light"', width: WIDE });
    await page.run(() => { map().theme = 'dark'; });
    assert.deepEqual(await misdrawn(page, PALETTES.dark), []);
  });

  engine.test('a country under the mouse has a card, until the mouse leaves the map', async () => {
    const page = await engine.show();
    for (const [iso3, ...words] of [
      ['BRA', /Brazil/, /voted yes/i, /not a co-sponsor/i],
      ['FRA', /France/, /co-sponsored/i],
      ['CHN', /China/, /abstained/i],
      ['RUS', /Russia/, /voted no/i],
      ['MAR', /Morocco/, /did not vote/i],
    ]) {
      await page.move(await page.placeOf(iso3));
      const card = await page.tooltipIs(words[0]);
      for (const word of words) assert.match(card, word);
    }
    await page.leave();
    await page.tooltipIs(null);
  });

  engine.test('a click selects what is there, a click at sea lets go', async () => {
    const page = await engine.show();
    await page.listen('select');
    await page.click(await page.placeOf('AUS'));
    await page.until('the selection', () => window.heard.length === 1);
    await page.click({ x: 4, y: 4 });
    await page.until('letting go', () => window.heard.length === 2);
    assert.deepEqual((await page.events()).map(([kind, detail]) => [kind, detail?.iso3 ?? null]), [['select', 'AUS'], ['select', null]]);
  });

  engine.test('Escape closes the tooltip', async () => {
    const page = await engine.show();
    await page.click(await page.placeOf('AUS'));
    await page.tooltipIs(/Australia/);
    await page.keys(Key.ESCAPE);
    await page.tooltipIs(null);
  });

  for (const [label, name, width] of [['PNG Picture, 960 pixels wide', 'es-11-1.png', 960], ['PNG Picture, 1920 pixels wide', 'es-11-1-2x.png', 1920]]) {
    engine.test(`${label} in the menu saves a picture ${width} px wide`, async () => {
      const page = await engine.show({ width: 480 });
      const file = await page.download(label);
      const picture = decode(file.bytes);
      assert.deepEqual([file.name, picture.width], [name, width]);
      assert.ok(picture.height > width * 0.7, `${picture.height} px are too few for headline, legend and notes`);
      const colors = new Set(Array.from({ length: picture.data.length / 4 }, (_, i) => picture.data.readUInt32BE(i * 4) >>> 8));
      for (const [stance, [color]] of Object.entries(PALETTES.light)) assert.ok(colors.has(parseInt(color.slice(1), 16)), `nothing is ${color}, for ${stance}`);
    });
  }

  for (const theme of ['light', 'dark']) {
    engine.test(`axe finds nothing in the ${theme} theme, with the tooltip shown`, async () => {
      const page = await engine.show({ attributes: `theme="${theme}"` });
      await page.click(await page.placeOf('BRA'));
      await page.tooltipIs(/Brazil/);
      assert.deepEqual(await page.axe(), []);
    });
  }
}
