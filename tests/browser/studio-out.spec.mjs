// What leaves the studio by the command's own program: the folder of a page, pictures that open again, other programs' files.
// STANCEMAP_COMMAND names the native command; without it the npm package's stands in.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { unzipSync } from '../../www/node_modules/fflate/esm/index.mjs';
import { serve } from '../../www/xtask/server/server.mjs';
import { assets, decode, expect as quick, test } from './support.mjs';

const expect = quick.configure({ timeout: 30_000 });
test.use({ actionTimeout: 15_000 });

const DIST = path.resolve(process.env.STANCEMAP_DIST ?? path.join(import.meta.dirname, '../../dist'));
const NPX = path.join(DIST, 'npx');
const COMMAND = process.env.STANCEMAP_COMMAND ? [process.env.STANCEMAP_COMMAND] : [process.execPath, path.join(NPX, 'command/stancemap.mjs')];
const TEXT = fs.readFileSync(path.join(import.meta.dirname, '../../www/studio/example.js'), 'utf8').split('`')[1];

/** The studio with a vote that may be published. */
async function settled(page) {
  await page.goto('/studio.html');
  await page.locator('#start-text').fill(TEXT);
  await page.getByRole('button', { name: 'They did not vote' }).click();
  await expect(page.locator('.stamp')).toHaveText('checked');
}

async function choose(page, name) {
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** The bytes of what one of the menu's items makes. */
async function taken(page, name, press = async () => {}) {
  const download = page.waitForEvent('download', { timeout: 90_000 });
  await choose(page, name);
  await press();
  return fs.readFileSync(await (await download).path());
}

/** A folder with the document and the table of the studio, and the command run there. */
async function beside(page) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stancemap-studio-'));
  const { countries, ...document } = JSON.parse((await taken(page, 'Map document (JSON)')).toString());
  expect(countries).toBe('countries-50m.geojson'); // the command's own
  fs.writeFileSync(path.join(folder, 'map.json'), JSON.stringify(document));
  fs.writeFileSync(path.join(folder, 'stances.csv'), await taken(page, 'Table of votes (CSV)'));
  const run = (...words) => execFileSync(COMMAND[0], [...COMMAND.slice(1), ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return { folder, run };
}

test('the folder in the ZIP equals what the command bakes, file by file, and its map shows the pasted votes', async ({ page, browser }) => {
  test.setTimeout(300_000);
  await settled(page);
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => { window.longest = Math.max(window.longest, ...list.getEntries().map(({ duration }) => duration)); }).observe({ type: 'longtask' });
  });
  const start = Date.now();
  const zip = await taken(page, 'Folder for a web host (ZIP)', async () => {
    const dialog = page.getByRole('dialog', { name: 'Folder for a web host (ZIP)' });
    await dialog.getByLabel('Address where the folder will lie').fill('https://example.org/maps/');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await expect(dialog.getByRole('status')).toHaveText(/Drawing/);
  });
  const longest = await page.evaluate(() => window.longest);
  test.info().annotations.push({ type: 'ms', description: `ZIP ${Date.now() - start}, longest task ${Math.round(longest)}` });
  expect(longest).toBeLessThan(1000); // a shared machine
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const files = Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name.replace(/^[^/]+\//, ''), Buffer.from(bytes)]));
  const { folder, run } = await beside(page);
  run('bake', 'map.json', '-o', 'out', '--base-url', 'https://example.org/maps/', '--module-dir', NPX);
  const out = path.join(folder, 'out');
  const names = fs.readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name)));
  expect(Object.keys(files).sort()).toEqual(names.sort());
  expect(names.length).toBeGreaterThan(40);
  for (const name of names) expect(files[name].equals(fs.readFileSync(path.join(out, name))), name).toBe(true);

  const served = path.join(folder, 'served');
  for (const [name, bytes] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(served, name)), { recursive: true });
    fs.writeFileSync(path.join(served, name), bytes);
  }
  const server = await serve({ roots: { '/': served } });
  const reader = await browser.newPage();
  await reader.goto(`${server.origin}/embed.html`);
  const tally = await reader.evaluate(async () => {
    await customElements.whenDefined('stance-map');
    const map = document.querySelector('stance-map');
    await map.ready;
    map.select('FRA');
    await new Promise((resolve) => { setTimeout(resolve); });
    return { ...map.tally };
  });
  expect([tally.yes, tally.no, tally.abstain, tally.absent]).toEqual([141, 5, 35, 12]);
  await reader.close();
  await server.close();
  fs.rmSync(folder, { recursive: true });
});

test('a picture for a square is one, and opens again as the map that it shows', async ({ page }) => {
  await settled(page);
  await page.getByLabel('Title', { exact: true }).fill('A title of my own');
  await expect(page.locator('.stamp')).toHaveText('checked');
  const square = await taken(page, 'Picture, square, 1080 × 1080 (PNG)');
  const { width, height } = decode(square);
  expect([width, height]).toEqual([1080, 1080]);
  const svg = await taken(page, 'Vector drawing (SVG)');
  for (const [name, buffer] of [['square.png', square], ['map.svg', svg]]) {
    await page.goto('/studio.html');
    await expect(page.locator('#start-text')).toBeVisible();
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('A title of my own');
    await expect(page.locator('.stamp')).toHaveText('checked');
    await expect(page.locator('.foot .numbers')).toHaveText(/141 yes · 35 abstained · 5 no · 12 did not vote/);
  }
});

test('PDF and the files for other programs are those of the command', async ({ page }) => {
  test.setTimeout(240_000);
  await settled(page);
  const { folder, run } = await beside(page);
  for (const [name, file, words] of [
    ['Figure to be printed (PDF)', 'map.pdf', ['render']],
    ['Table for Datawrapper (CSV)', 'map.csv', ['export']],
    ['Colours for Wikimedia’s blank map (CSS)', 'map.css', ['export']],
    ['Shapes with stances for QGIS (GeoJSON)', 'map.geojson', ['export']],
  ]) {
    const own = await taken(page, name);
    run(...words, 'map.json', '-o', file, '--theme', 'light');
    expect(own.equals(fs.readFileSync(path.join(folder, file))), name).toBe(true);
  }
  fs.rmSync(folder, { recursive: true });
});

test('a job is cancelled by its button and by Escape; the next one works', async ({ page }) => {
  await settled(page);
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  for (const cancel of [() => page.getByRole('button', { name: 'Cancel' }).click(), () => page.keyboard.press('Escape')]) {
    await choose(page, 'Folder for a web host (ZIP)');
    await page.getByRole('button', { name: 'Make it' }).click();
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/Drawing/);
    await cancel();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => page.workers().filter((worker) => worker.url().includes('studio-command')).length).toBe(0);
  }
  await choose(page, 'Folder for a web host (ZIP)');
  await page.keyboard.press('Escape'); // before it was asked for
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(downloads).toEqual([]);
  const svg = await taken(page, 'Vector drawing (SVG)');
  expect(svg.toString()).toContain('<metadata>');
});

test('what the command refuses is told in its words', async ({ page }) => {
  await settled(page);
  await choose(page, 'Folder for a web host (ZIP)');
  await page.getByLabel('Address where the folder will lie').fill('ftp://example.org/');
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.locator('.notice')).toContainText('--base-url');
});

test('a map in Japanese asks for a font before it is drawn', async ({ page }) => {
  await settled(page);
  await page.getByRole('tab', { name: 'Map', exact: true }).click();
  await page.getByLabel('Language', { exact: true }).selectOption('ja');
  await expect(page.locator('.stamp')).toHaveText('checked');
  await choose(page, 'Picture, square, 1080 × 1080 (PNG)');
  const fonts = page.getByLabel('Fonts for the map, TTF or OTF');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  // One that lacks them too: the command says which letters.
  await fonts.setInputFiles(path.join(assets, 'fonts/NotoSans-Bold.ttf'));
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.locator('.notice')).toContainText('no font here has');
});

test('findings are in the language of the map, also after it was changed', async ({ page }) => {
  await page.goto('/studio.html');
  await page.locator('#start-text').fill(TEXT);
  const unlisted = page.locator('.finding').filter({ has: page.getByRole('button', { name: 'They did not vote' }) });
  await expect(unlisted).toContainText('are not listed');
  await page.getByRole('tab', { name: 'Map', exact: true }).click();
  await page.getByLabel('Language', { exact: true }).selectOption('fr');
  await expect(unlisted).toContainText('ne figurent pas');
  await expect(unlisted.locator('p').first()).toHaveAttribute('lang', 'fr');
  await page.getByLabel('Language', { exact: true }).selectOption('en');
  await expect(unlisted).toContainText('are not listed');
});
