// The live map at rest is the picture that the SVG is: the same document's SVG drawn by the same browser, and by
// another program, show how far two drawings of one picture are apart. `tests/live_map.rs` writes them.
import fs from 'node:fs';
import path from 'node:path';
import { assets, decode, expect, references, test } from './support.mjs';

/** A pixel is off when a channel is further off than this (of 255): less is anti-aliasing. */
const OFF = 32;
/**
 * How much more of the pixels may be off than between two drawings of the SVG. The live map fills the countries of a class
 * together, where an SVG's, side by side, let the paper through at their borders: that weighs most on a narrow map. Its
 * grid is a quarter of a px of a map twice as large, and a border along a meridian is one edge. In high contrast the
 * patterns of the SVG end at the edge of a shape with whole dots, those of the live map anywhere.
 */
const more = (width, theme) => theme.endsWith('contrast') ? 0.01 : width < 700 ? 0.006 : 0.0025;
/** The same in insets, which show the atlas six times as large as the map that its grid is made for. */
const moreInInsets = (theme) => theme.endsWith('contrast') ? 0.035 : 0.025;
/** Height of the map of the world without insets, times its width. */
const WORLD = 0.4492;
const DOCUMENTS = { 'es-11-1': 'embed.html', 's-2022-155': 'embed-s-2022-155.html' };
const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light-contrast': { colorScheme: 'light', contrast: 'more' },
  'dark-contrast': { colorScheme: 'dark', contrast: 'more' },
};

/** The bundled face that names on the map are in, for a page to use in place of an installed one. */
const BOLD = fs.readFileSync(path.join(assets, 'fonts/NotoSans-Bold.ttf')).toString('base64');
const useBundledFace = async (base64) => {
  const face = new FontFace('Noto Sans', Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), { weight: '700' });
  document.fonts.add(await face.load());
};

/** In rows of pixels, from one to before another. */
function shareOff(a, b, [from, to]) {
  const width = Math.min(a.width, b.width);
  let off = 0;
  for (let y = from; y < to; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [i, j] = [(y * a.width + x) * 4, (y * b.width + x) * 4];
      off += [0, 1, 2].some((channel) => Math.abs(a.data[i + channel] - b.data[j + channel]) > OFF);
    }
  }
  return off / (width * (to - from));
}

for (const [document_, page_] of Object.entries(DOCUMENTS)) {
  for (const width of [360, 600, 960]) {
    for (const [theme, media] of Object.entries(THEMES)) {
      test(`${document_} at ${width} px, ${theme}`, async ({ page }) => {
        const reference = path.join(references, 'maps', `${document_}-${width}-${theme}`);
        const svg = fs.readFileSync(`${reference}.svg`, 'utf8');
        const rastered = decode(fs.readFileSync(`${reference}.png`));

        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia(media);
        await page.goto(`/${page_}`);
        await page.evaluate(() => document.querySelector('stance-map').ready);
        await page.evaluate(useBundledFace, BOLD);
        const live = decode(Buffer.from(await page.evaluate(async () => {
          const map = document.querySelector('stance-map');
          // Painted once more, in that face.
          await map.setView({ scale: 1, animate: false });
          const canvas = map.shadowRoot.querySelector('canvas.base');
          return canvas.toDataURL().split(',')[1];
        }), 'base64'));

        await page.setContent(`<!doctype html><link rel="icon" href="data:,"><style>body { margin: 0 } svg { display: block }</style>${svg}`);
        await page.evaluate(useBundledFace, BOLD);
        await page.evaluate(() => document.fonts.ready);
        const drawn = decode(await page.locator('svg').screenshot());

        expect(Math.abs(live.width - rastered.width)).toBeLessThanOrEqual(1);
        const height = Math.min(live.height, drawn.height, rastered.height);
        const world = Math.min(height, Math.floor(drawn.width * WORLD));
        const [off, between] = [shareOff(live, drawn, [0, world]), shareOff(drawn, rastered, [0, world])];
        test.info().annotations.push({ type: 'pixels off', description: `live ${(off * 100).toFixed(3)} %, SVG in two programs ${(between * 100).toFixed(3)} %` });
        expect(off).toBeLessThanOrEqual(between + more(width, theme));
        if (world < height) expect(shareOff(live, drawn, [world, height])).toBeLessThan(moreInInsets(theme));
      });
    }
  }
}
