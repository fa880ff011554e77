// What is read beside the picture: legend, table, taps, languages from right to left.
import assert from 'node:assert/strict';
import { members, PALETTES, shows, stanceOf, votes } from '../../facts.mjs';

/** The rows of the open table: lists of cells. */
const rows = (page) => page.run(() => [...root().querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)));

async function openTable(page) {
  await page.run(() => root().querySelector('[part=table] summary').click());
  await page.until('the table', () => root().querySelector('tbody tr'));
}

export default function reading(engine) {
  engine.test('the table has a row a member with its vote, and sorts by every column', async () => {
    const page = await engine.show();
    await openTable(page);
    const table = await rows(page);
    assert.equal(table.length, 193);
    const count = (column, cell) => table.filter((row) => row[column] === cell).length;
    assert.deepEqual(['Yes', 'No', 'Abstention', 'Did not vote'].map((cell) => count(1, cell)), [141, 5, 35, 12]);
    assert.equal(count(2, 'Yes'), 94);
    const names = table.map(([name]) => name);
    assert.deepEqual(names, [...names].sort(new Intl.Collator('en', { sensitivity: 'base' }).compare));
    for (const [index, first] of [[1, 'Yes'], [2, 'Yes'], [3, 'African States'], [0, 'Afghanistan']]) {
      await page.run((index) => root().querySelectorAll('thead button')[index].click(), index);
      assert.equal((await rows(page))[0][index], first);
      assert.equal(await page.run((index) => root().querySelectorAll('thead th')[index].getAttribute('aria-sort'), index), 'ascending');
    }
    await page.run(() => root().querySelectorAll('thead button')[0].click());
    assert.equal((await rows(page))[0][0], names.at(-1));
    assert.deepEqual(await page.axe(), []);
  });

  engine.test('a legend entry brings its stance out; pressed, it stays alone', async () => {
    const page = await engine.show();
    const { BRA, CHN } = await page.marks();
    const layer = () => page.run((places) => {
      const canvas = root().querySelector('canvas.emphasis');
      const ratio = canvas.width / canvas.clientWidth;
      return places.map(({ x, y }) => [...canvas.getContext('2d').getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data]);
    }, [BRA, CHN]);
    const pressed = () => page.run(() => [...root().querySelectorAll('[part=legend] [aria-pressed=true]')].map((button) => button.dataset.stance));
    await page.run(() => root().querySelector('[part=legend] [data-stance=yes]').click());
    const [brazil, china] = await layer();
    assert.ok(shows(brazil, PALETTES.light.yes) && brazil[3] === 255, `Brazil is ${brazil}`);
    assert.equal(china[3], 0, 'China abstained');
    assert.deepEqual(await pressed(), ['yes']);
    await page.run(() => root().querySelector('[part=legend] [data-stance=no]').click());
    assert.deepEqual(await pressed(), ['no']);
    await page.run(() => root().querySelector('[part=legend] [data-stance=no]').click());
    assert.deepEqual(await pressed(), []);
    assert.equal(await page.run(() => root().querySelector('canvas.emphasis').checkVisibility()), false);
  });

  engine.test('a tap pins a country, even the smallest, and the card can be put away', async () => {
    const page = await engine.show({ width: 360 });
    // Insets make the map higher than a screen that begins with the headline.
    await page.run(() => canvas().scrollIntoView());
    const marks = await page.marks();
    for (const iso3 of ['TUV', 'BRA', 'MLT', 'SGP', 'RUS']) {
      // A finger near a small country means that one: a large one is tapped well inside.
      await page.tap(['BRA', 'RUS'].includes(iso3) ? await page.middleOf(iso3) : marks[iso3]);
      assert.equal(await page.run(() => map().selected), iso3);
      const card = await page.run(() => {
        const box = root().querySelector('[part=tooltip]').getBoundingClientRect();
        const picture = canvas().getBoundingClientRect();
        return { width: Math.round(box.width - picture.width), inside: box.bottom <= innerHeight, close: root().querySelector('[part=tooltip] button').getBoundingClientRect().width };
      });
      assert.equal(card.width, 0, 'on a phone the card is as wide as the map');
      assert.ok(card.inside && card.close >= 24, JSON.stringify(card));
    }
    await page.run(() => root().querySelector('[part=tooltip] button').click());
    assert.equal(await page.run(() => map().selected), null);
    await page.tooltipIs(null);
    // A finger that starts on the map scrolls the article.
    assert.match(await page.run(() => getComputedStyle(root().querySelector('[part=map]')).touchAction), /manipulation|pan/);
  });

  engine.test('in Arabic the figure text runs from right to left, the map does not', async () => {
    const page = await engine.show({ attributes: 'lang="ar"' });
    const seen = await page.run(() => {
      const figure = root().querySelector('[part=figure]');
      const box = (selector) => root().querySelector(selector).getBoundingClientRect();
      const [first, second] = [...root().querySelectorAll('[part=legend] button')].map((button) => button.getBoundingClientRect());
      return { direction: getComputedStyle(figure).direction, legend: first.left > second.left, title: Math.round(box('figure, [part=figure]').right - box('h2').right),
        text: root().querySelector('[part=legend]').textContent, russia: map().regionAt(canvas().clientWidth * .74, 45)?.iso3 };
    });
    assert.equal(seen.direction, 'rtl');
    assert.ok(seen.legend, 'the first entry stands at the right');
    assert.match(seen.text, /٩٤/);
    assert.equal(seen.russia, 'RUS');
    const spoken = await page.run(() => root().getElementById('country-DEU').textContent);
    assert.match(spoken, /ألمانيا/);
    assert.deepEqual(await page.axe(), []);
  });

  engine.test('each language names all members, by its own words', async () => {
    const page = await engine.show();
    const english = await page.run(() => [...root().querySelectorAll('[role=option]')].map((option) => option.id));
    for (const [tag, germany] of [['ar', 'ألمانيا'], ['de', 'Deutschland'], ['es', 'Alemania'], ['fr', 'Allemagne'], ['he', 'גרמניה'], ['hi', 'जर्मनी'], ['ja', 'ドイツ'], ['pt', 'Alemanha'], ['ru', 'Германия'], ['uk', 'Німеччина'], ['zh', '德国'], ['en', 'Germany']]) {
      await page.run((tag) => { map().lang = tag; }, tag);
      await page.until(`the map in ${tag}`, (germany) => root().getElementById('country-DEU')?.textContent.includes(germany), germany);
      const options = await page.run(() => [...root().querySelectorAll('[role=option]')].map((option) => [option.id, option.textContent]));
      assert.deepEqual(options.map(([id]) => id).sort(), [...english].sort());
      assert.ok(members.every(({ iso3 }) => options.find(([id]) => id === `country-${iso3}`)?.[1].length > 3), tag);
    }
  });

  engine.test('the description gives what, when, how many, and who stood apart', async () => {
    const page = await engine.show();
    const description = await page.run(() => canvas().getAttribute('aria-label'));
    for (const word of [/General Assembly/, /2 March 2022/, /In favour: 141/, /against: 5/, /abstentions: 35/, /did not vote: 12/, /Co-sponsors: 94/, /Belarus, Eritrea, .* and Syria/]) assert.match(description, word);
    assert.equal(votes.filter((row) => stanceOf(row) === 'no').length, 5);
  });
}
