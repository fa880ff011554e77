// The map without a mouse: by keyboard, and as a screen reader has it.
import assert from 'node:assert/strict';
import { members, stanceOf, votes } from '../../facts.mjs';
import { Key } from '../support.mjs';

/** How a screen reader says a vote, by the words of the issue: "Tuvalu: in favour, co-sponsor". */
const SPOKEN = { 'co-sponsor': 'in favour, co-sponsor', yes: 'in favour', no: 'against', abstain: 'abstained', absent: 'did not vote' };

/** What is spoken of the active country: its code and its words. */
const active = (page) => page.run(() => {
  const list = root().activeElement;
  const option = root().getElementById(list?.getAttribute('aria-activedescendant') ?? '');
  return option && { iso3: option.id.slice(-3), text: option.textContent, role: option.getAttribute('role') };
});

/** Puts the focus on the map, as a reader who comes by keyboard. */
async function enter(page) {
  await page.run(() => document.body.focus());
  await page.keys(Key.TAB);
}

export default function keyboard(engine) {
  engine.test('one press of Tab leads to the countries, and one more to the zoom', async () => {
    const page = await engine.show();
    await enter(page);
    assert.deepEqual(await page.run(() => [root().activeElement.getAttribute('role'), root().activeElement.getAttribute('aria-label')]), ['listbox', 'Countries and territories on the map']);
    await page.keys(Key.TAB);
    assert.equal(await page.run(() => root().activeElement.closest('[part]').getAttribute('part')), 'zoom');
  });

  engine.test('the arrows alone lead to all 193 members, each spoken by its vote', async () => {
    const page = await engine.show();
    await enter(page);
    await page.keys(Key.HOME);
    // In the page, as hundreds of presses through the driver would take minutes.
    const spoken = await page.run(() => {
      const list = root().activeElement;
      const now = () => list.getAttribute('aria-activedescendant').slice(-3);
      const press = (key) => list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
      const back = { ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight', ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp' };
      const edges = new Map(); // code → code by arrow, as far as tried
      const said = {};
      const note = () => {
        said[now()] ??= root().getElementById(list.getAttribute('aria-activedescendant')).textContent;
        if (!edges.has(now())) edges.set(now(), {});
      };
      /** The arrows to the nearest country that has an untried one. */
      const route = () => {
        const seen = new Map([[now(), []]]);
        for (const [code, keys] of seen) {
          if (Object.keys(back).some((key) => !(key in edges.get(code)))) return keys;
          for (const [key, next] of Object.entries(edges.get(code))) if (!seen.has(next)) seen.set(next, [...keys, key]);
        }
        return null;
      };
      note();
      for (let keys = route(); keys; keys = route()) {
        keys.forEach(press);
        const from = now();
        const key = Object.keys(back).find((arrow) => !(arrow in edges.get(from)));
        press(key);
        edges.get(from)[key] = now();
        note();
      }
      return said;
    });
    for (const row of votes) {
      const { un_name: name } = members.find(({ iso3 }) => iso3 === row.iso3);
      assert.ok(spoken[row.iso3], `no arrow leads to ${name}`);
      assert.equal(spoken[row.iso3].replace(/^.*?: /, ''), SPOKEN[stanceOf(row)], name);
    }
    assert.equal(spoken.TUV, 'Tuvalu: in favour, co-sponsor');
    assert.ok(votes.length === 193 && Object.keys(spoken).length >= 193);
  });

  engine.test('arrows go by position, letters by name, Page Down by regional group, Home and End to the ends', async () => {
    const page = await engine.show();
    await page.listen('focus');
    await enter(page);
    const press = async (...keys) => {
      await page.keys(...keys);
      return (await active(page)).iso3;
    };
    const first = await press(Key.HOME);
    assert.equal(await press('f', 'f', 'f', Key.HOME), first);
    assert.equal(members.find(({ iso3 }) => iso3 === first).region_group, 'AFRICA');
    const second = await press(Key.PAGE_DOWN);
    assert.equal(members.find(({ iso3 }) => iso3 === second).region_group, 'ASIA-PACIFIC');
    assert.equal(await press(Key.PAGE_UP), first);
    assert.notEqual(await press(Key.END), first);
    await page.keys(Key.HOME, 'p', 'p');
    const letters = await active(page);
    assert.match(letters.text, /^P/);
    assert.equal(letters.role, 'option');
    await page.run(() => map().select('BRA'));
    assert.equal(await press(Key.ARROW_LEFT), (await active(page)).iso3);
    const [from, to] = [await page.middleOf('BRA'), await page.middleOf((await active(page)).iso3)];
    assert.ok(to.x < from.x, 'the left arrow leads to the left');
    const heard = await page.events();
    assert.ok(heard.length >= 8 && heard.every(([kind, detail]) => kind === 'focus' && detail.iso3.length === 3));
  });

  engine.test('Enter pins, Escape lets go, and the ring is painted round the focused country', async () => {
    const page = await engine.show();
    await page.listen('select');
    await enter(page);
    const ink = () => page.run(() => {
      const layer = root().querySelector('canvas.outlines');
      return layer.getContext('2d').getImageData(0, 0, layer.width, layer.height).data.reduce((sum, value) => sum + value, 0);
    });
    await page.keys(Key.HOME);
    assert.ok(await ink() > 0, 'nothing shows where the focus is');
    const { iso3 } = await active(page);
    await page.keys(Key.ENTER);
    assert.equal(await page.run(() => map().selected), iso3);
    assert.equal(await page.run(() => root().querySelectorAll('[role=option][aria-selected=true]').length), 1);
    assert.notEqual(await page.tooltip(), null);
    await page.keys(Key.ESCAPE);
    await page.tooltipIs(null);
    assert.equal(await page.run(() => map().selected), null);
    assert.deepEqual((await page.events()).map(([, detail]) => detail?.iso3 ?? null), [iso3, null]);
  });

  engine.test('the slash opens the search, which knows other names and folds accents', async () => {
    const page = await engine.show();
    await enter(page);
    for (const [typed, iso3] of [['cote d', 'CIV'], ['burma', 'MMR'], ['turkiye', 'TUR'], ['holland', 'NLD']]) {
      await page.keys('/');
      await page.keys(typed);
      // At once: what is typed counts, however late the list is.
      await page.keys(Key.ENTER);
      await page.until(`what "${typed}" finds`, () => map().selected);
      assert.equal(await page.run(() => map().selected), iso3, typed);
      assert.equal((await active(page)).iso3, iso3, 'the focus goes to the country');
      await page.run(() => { map().selected = null; });
    }
    await page.keys('/');
    await page.keys('zzzz');
    await page.until('the answer', () => root().querySelector('.search [role=status]').textContent.startsWith('No such place'));
    await page.keys(Key.ESCAPE);
    assert.equal(await page.run(() => root().activeElement.getAttribute('role')), 'listbox');
  });

  engine.test('axe finds nothing with the search open', async () => {
    const page = await engine.show();
    await (await page.button('Find a country')).click();
    await page.keys('united');
    await page.until('the list', () => root().querySelector('#found [aria-selected=true]'));
    assert.deepEqual(await page.axe(), []);
  });
}
