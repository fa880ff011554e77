// Every one of the 193 members, in the picture and under the pointer.
import { COLORS, decode, expect, marksInSvg, members, pixel, showMap, shows, stanceOf, test, votes } from './support.mjs';

async function exportedPng(page, options) {
  const bytes = await page.evaluate(async (options) => {
    const blob = await document.querySelector('stance-map').exportPng(options);
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, options);
  return decode(Buffer.from(bytes));
}

test('the exported picture shows each member in the colour of its stance', async ({ page }) => {
  await showMap(page);
  const { marks } = await marksInSvg(page);
  const scale = 2;
  const png = await exportedPng(page, { width: 960, scale });
  expect(png.width).toBe(1920);
  const wrong = votes
    .map((row) => ({ row, mark: marks[row.iso3] }))
    .map(({ row, mark }) => ({ iso3: row.iso3, stance: stanceOf(row), color: mark && pixel(png, mark.x * scale, mark.y * scale) }))
    .filter(({ stance, color }) => !color || !shows(color, COLORS[stance]))
    .map(({ iso3, stance, color }) => `${iso3} ${stance} ${color}`);
  expect(votes.length).toBe(193);
  expect(wrong).toEqual([]);
});

test('the page shows each member in the colour of its stance, and names it rightly', async ({ browser }) => {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await showMap(page);
  const { marks, map } = await marksInSvg(page);
  const places = votes.map((row) => ({ ...row, x: marks[row.iso3].x - map.x, y: marks[row.iso3].y - map.y }));
  const found = await page.evaluate((places) => {
    const element = document.querySelector('stance-map');
    const canvas = element.shadowRoot.querySelector('[part=map] canvas');
    const context = canvas.getContext('2d');
    const ratio = canvas.width / canvas.clientWidth;
    return places.map(({ x, y }) => ({
      color: [...context.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data.slice(0, 3)],
      region: element.regionAt(x, y),
    }));
  }, places);
  const wrong = places
    .map((row, i) => ({ iso3: row.iso3, row, ...found[i] }))
    .filter(({ row, color, region }) => !shows(color, COLORS[stanceOf(row)])
      || region?.iso3 !== row.iso3 || region.stance !== stanceOf(row) || region.vote !== row.vote || region.cosponsor !== row.cosponsor)
    .map(({ iso3, color, region }) => `${iso3} ${color} ${Object.values(region ?? {})}`);
  expect(wrong).toEqual([]);
});

test('the exported map is the map on the page', async ({ page }) => {
  await showMap(page);
  const { map } = await marksInSvg(page);
  const { count, differing } = await page.evaluate(async ({ x, y }) => {
    const element = document.querySelector('stance-map');
    const shown = element.shadowRoot.querySelector('[part=map] canvas');
    const { width, height } = shown;
    const exported = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    exported.drawImage(await createImageBitmap(await element.exportPng({ width: 960, scale: 1 })), -x, -y);
    const [a, b] = [shown.getContext('2d'), exported].map((context) => context.getImageData(0, 0, width, height).data);
    // A pixel is off if one of its channels is.
    let differing = 0;
    for (let i = 0; i < a.length; i += 4) differing += Number([0, 1, 2].some((channel) => Math.abs(a[i + channel] - b[i + channel]) > 32));
    return { count: a.length, differing };
  }, { x: Math.round(map.x), y: Math.round(map.y) });
  expect(count).toBe(928 * 417 * 4);
  // Page and file are drawn by two programs, and each rounds the edges of shapes and letters its own way.
  expect(differing / (count / 4)).toBeLessThan(0.008);
});

const WORDS = {
  TUV: [/Tuvalu/, /co-sponsored/i, /voted yes/i],
  LSO: [/Lesotho/, /voted yes/i, /not a co-sponsor/i],
  SMR: [/San Marino/, /co-sponsored/i, /voted yes/i],
  RUS: [/Russia/, /voted no/i],
  ERI: [/Eritrea/, /voted no/i],
  CHN: [/China/, /abstained/i],
  CUB: [/Cuba/, /abstained/i],
  MAR: [/Morocco/, /did not vote/i],
  SWZ: [/Eswatini/, /did not vote/i],
  NRU: [/Nauru/, /voted yes/i],
  SGP: [/Singapore/, /co-sponsored/i],
  FRA: [/France/, /co-sponsored/i, /voted yes/i],
};

test('hovering a country shows its card, inside the view and beside the country', async ({ page }) => {
  const element = await showMap(page);
  const { marks, map } = await marksInSvg(page);
  const box = await element.locator('[part=map]').boundingBox();
  const tooltip = element.locator('[part=tooltip]');
  // The figure's SVG beside the map: the browser's own geometry says where a country is.
  await page.evaluate(async () => {
    const text = await document.querySelector('stance-map').exportSvg({ width: 960 });
    document.body.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
  });
  for (const [iso3, words] of Object.entries(WORDS)) {
    const at = { x: box.x + marks[iso3].x - map.x, y: box.y + marks[iso3].y - map.y };
    await page.mouse.move(at.x, at.y);
    for (const word of words) await expect(tooltip, iso3).toContainText(word);
    const tip = await tooltip.boundingBox();
    expect(tip.x, iso3).toBeGreaterThanOrEqual(0);
    expect(tip.y, iso3).toBeGreaterThanOrEqual(0);
    expect(tip.x + tip.width, iso3).toBeLessThanOrEqual(960);
    expect(tip.y + tip.height, iso3).toBeLessThanOrEqual(1000);
    const covered = await page.evaluate(({ iso3, tip, shift }) => {
      const shapes = [...document.querySelectorAll(`body > svg [data-iso3="${iso3}"]`)];
      let hits = 0;
      for (let x = 0; x <= tip.width; x += 3) {
        for (let y = 0; y <= tip.height; y += 3) {
          const point = new DOMPoint(tip.x + x + shift.x, tip.y + y + shift.y);
          if (shapes.some((shape) => shape.isPointInFill(point))) hits += 1;
        }
      }
      return hits;
    }, { iso3, tip, shift: { x: map.x - box.x, y: map.y - box.y } });
    expect(covered, `${iso3} under its tooltip`).toBe(0);
  }
});

test('every member of the table is a member of the United Nations, and the other way round', () => {
  expect(votes.map((row) => row.iso3).sort()).toEqual(members.map((row) => row.iso3).sort());
});
