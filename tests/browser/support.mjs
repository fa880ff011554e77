// What the browser tests share: complaints of a page, the facts, marks found in the exported SVG.
import fs from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import pngjs from 'pngjs';

const repo = path.resolve(import.meta.dirname, '../..');

/** The rows of comma-separated text, each a list; a cell in quotes may hold commas. */
export function rowsOf(text) {
  return text.trim().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,"]*))/g)].map((cell) => cell[1] ?? cell[2]));
}

/** The rows of a file of the repository, each keyed by the header. */
function table(file) {
  const [header, ...rows] = rowsOf(fs.readFileSync(path.join(repo, file), 'utf8'));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
}

/** The votes; the document is complete, so a blank in the column of sponsors is a no. */
export const votes = table('assets/es-11-1.csv').map((row) => ({ ...row, cosponsor: row.cosponsor || 'no' }));
export const members = table('assets/members.csv').filter((row) => row.status === 'member');

/** The one stance a row shows as: no, abstain, absent, then co-sponsor, then yes. */
export const stanceOf = ({ vote, cosponsor }) => (vote === 'yes' && cosponsor === 'yes' ? 'co-sponsor' : vote);

/** The light palette by the design, patterned stances with both their colours. */
export const COLORS = {
  'co-sponsor': ['#0b4f6c'],
  yes: ['#67a9cf'],
  abstain: ['#e2bd6b'],
  no: ['#c43d2b'],
  absent: ['#7f7b75', '#f3f1ec'],
};

/** Whether a pixel [r, g, b] shows one of the colours, or a blend of two of them. */
export function shows([r, g, b], colors) {
  const parse = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [from, to = from] = colors.map(parse);
  return Array.from({ length: 41 }, (_, k) => k / 40)
    .some((t) => [r, g, b].every((v, i) => Math.abs(v - (from[i] + (to[i] - from[i]) * t)) <= 6));
}

export const decode = (buffer) => pngjs.PNG.sync.read(buffer);
export function pixel(png, x, y) {
  const at = (Math.floor(y) * png.width + Math.floor(x)) * 4;
  return [...png.data.subarray(at, at + 3)];
}

/** The test with a page that fails it when the page complains; `page.allow(pattern)` expects a complaint. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const found = [];
    const allowed = [/willReadFrequently/]; // these tests read pixels back, the page does not
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) found.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => found.push(String(error)));
    page.allow = (pattern) => allowed.push(pattern);
    await use(page);
    expect(found.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});
export { expect };

/** Shows one map alone, `width` CSS px wide, and waits until it is drawn. */
export async function showMap(page, { width = 960, src = '/data/es-11-1.json', attributes = '' } = {}) {
  await page.route('**/alone.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!doctype html><html lang="en"><title>Alone</title><link rel="icon" href="/favicon.svg">
      <style>body { margin: 0 } stance-map { width: ${width}px }</style>
      <stance-map src="${src}" loading="eager" ${attributes}></stance-map><script type="module" src="/stance-map.js"></script>`,
  }));
  await page.setViewportSize({ width: Math.max(width, 320), height: 1000 });
  await page.goto('/alone.html');
  await page.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    await document.querySelector('stance-map').ready;
  });
  return page.locator('stance-map');
}

/**
 * A place for each of the members in the exported figure, found in its SVG alone: its marker's
 * centre, else the place deepest inside its shape and clear of markers, names and hairlines. Also where the map lies.
 */
export async function marksInSvg(page, width = 960) {
  return page.evaluate(async (width) => {
    const text = await document.querySelector('stance-map').exportSvg({ width });
    const holder = document.createElement('div');
    holder.style.cssText = 'position:absolute;left:0;top:0;visibility:hidden';
    holder.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
    document.body.append(holder);
    const svg = holder.firstElementChild;
    const circles = [...svg.querySelectorAll('circle[data-marker]')];
    const discs = circles.map((c) => ({ iso3: c.dataset.iso3, x: c.cx.baseVal.value, y: c.cy.baseVal.value, r: c.r.baseVal.value }));
    const labels = [...svg.querySelectorAll('#labels text')].map((t) => t.getBBox());
    const hairlines = [...svg.querySelectorAll('#labels path, #leaders path')]
      .flatMap((line) => [...line.getAttribute('d').matchAll(/M([-\d.]+),([-\d.]+)L([-\d.]+),([-\d.]+)/g)])
      .map((ends) => ends.slice(1).map(Number));
    const awayFrom = ([ax, ay, bx, by], x, y) => {
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(x - ax - t * dx, y - ay - t * dy);
    };
    const marks = {};
    const ground = document.createElement('canvas').getContext('2d');
    for (const path of svg.querySelectorAll('path[data-kind="member"]')) {
      const { iso3 } = path.dataset;
      const disc = discs.find((d) => d.iso3 === iso3);
      if (disc) {
        marks[iso3] = { x: disc.x, y: disc.y, marker: true };
        continue;
      }
      // Ring by ring: a country may have islands on the other side of an ocean.
      const rings = path.getAttribute('d').split('Z').filter(Boolean).map((ring) => {
        const numbers = ring.match(/-?[\d.]+/g).map(Number);
        const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis));
        const [x, y] = [Math.min(...xs), Math.min(...ys)];
        return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
      });
      rings.sort((a, b) => b.width * b.height - a.width * a.height);
      const shape = new Path2D(path.getAttribute('d'));
      const inside = (x, y) => ground.isPointInPath(shape, x, y, 'evenodd')
        && !discs.some((d) => Math.hypot(d.x - x, d.y - y) < d.r * 1.6)
        && !labels.some((l) => x > l.x - 2 && x < l.x + l.width + 2 && y > l.y - 2 && y < l.y + l.height + 2)
        && !hairlines.some((line) => awayFrom(line, x, y) < 1.8);
      let best = { room: -1 };
      const clear = (x, y, room) => [0, 1, 2, 3, 4, 5, 6, 7].every((k) => inside(x + room * Math.cos(k * Math.PI / 4), y + room * Math.sin(k * Math.PI / 4)));
      search: for (const box of rings.slice(0, 5)) {
        const step = Math.max(0.2, Math.sqrt(box.width * box.height) / 24);
        if (Math.min(box.width, box.height) / 2 <= best.room) continue; // no more room than was found
        for (let y = box.y; y <= box.y + box.height; y += step) {
          for (let x = box.x; x <= box.x + box.width; x += step) {
            if (!inside(x, y) || !clear(x, y, Math.max(best.room, 0) + 0.15)) continue;
            let room = 0;
            while (room < 3 && clear(x, y, room + 0.15)) room += 0.15;
            if (room >= 3) { best = { x, y, room }; break search; } // far from every edge
            if (room > best.room) best = { x, y, room };
          }
        }
      }
      marks[iso3] = { x: best.x, y: best.y, room: best.room, marker: false };
    }
    const map = svg.querySelector('#countries').getBBox();
    holder.remove();
    return { marks, map: { x: map.x, y: map.y } };
  }, width);
}
