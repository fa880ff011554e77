// The npm package: its types hold, and a page bundled by Vite draws the map.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from './support.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json' };
const bin = (name) => path.join(import.meta.dirname, 'node_modules/.bin', name);

const FILES = {
  'package.json': JSON.stringify({ private: true, type: 'module' }),
  'index.html': '<!doctype html><html lang="en"><title>Bundled</title><link rel="icon" href="/favicon.svg"><body><script type="module" src="/main.ts"></script></body></html>',
  'main.ts': `
    import 'stancemap';
    import type { Region } from 'stancemap';
    const map = document.createElement('stance-map');
    map.src = '/data/es-11-1.json';
    map.lang = 'fr';
    map.addEventListener('stance-map-select', (event) => {
      const region: Region | null = event.detail;
      document.title = region?.stance ?? 'none';
    });
    document.body.append(map);
    await map.ready;
    const total: number = map.tally!.yes;
    map.select('BRA');
    document.body.dataset.total = String(total);
  `,
  'wrong.ts': `
    import 'stancemap';
    document.createElement('stance-map').select(7);
  `,
  'vite.config.js': "export default { build: { target: 'es2022' }, logLevel: 'warn' };",
};

test('a page bundled by Vite from the npm tarball draws the map in its language', async ({ page }) => {
  test.skip(!process.env.STANCEMAP_PACKAGE, 'STANCEMAP_PACKAGE names no tarball: `cargo xtask package` makes one');
  test.setTimeout(120_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bundled-'));
  const run = (command, ...words) => execFileSync(command, words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  try {
    for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, name), text);
    run('npm', 'install', '--no-audit', '--no-fund', process.env.STANCEMAP_PACKAGE);
    const tsc = (file) => run(bin('tsc'), '--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom', file);
    tsc('main.ts');
    expect(() => tsc('wrong.ts')).toThrow();
    run(bin('vite'), 'build');
    await page.route('**/bundled/**', (route) => {
      const file = path.join(folder, 'dist', new URL(route.request().url()).pathname.replace('/bundled/', ''));
      return route.fulfill({ path: file, contentType: TYPES[path.extname(file)] });
    });
    await page.route((url) => url.pathname.startsWith('/assets/'), (route) => {
      const file = path.join(folder, 'dist', new URL(route.request().url()).pathname);
      return route.fulfill({ path: file, contentType: TYPES[path.extname(file)] });
    });
    await page.goto('/bundled/index.html');
    await expect(page.locator('body')).toHaveAttribute('data-total', '141');
    await expect(page).toHaveTitle('yes');
    await expect(page.locator('stance-map').locator('[part=tooltip]')).toContainText('Brésil');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
