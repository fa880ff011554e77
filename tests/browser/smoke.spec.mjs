// The built site loads as served: no console message, and the module where a page may fetch it.
import { expect, test } from './support.mjs';

test('the article loads without a console warning or error', async ({ page }) => {
  const response = await page.goto('/', { waitUntil: 'networkidle' });
  expect(response.status()).toBe(200);
  await expect(page.locator('stance-map').first().getByRole('heading')).toHaveText(/193\scountries/);
});

test('the WebAssembly is compiled while it streams in', async ({ page }) => {
  await page.route('/favicon.ico', (route) => route.fulfill({ status: 204 })); // a script names no icon
  await page.goto('/pkg/full.js'); // shown as text: a page without scripts of its own
  await page.evaluate(async () => {
    const { initSync } = await import('/pkg/full.js');
    initSync({ module: await WebAssembly.compileStreaming(fetch('/pkg/full_bg.wasm')) });
  });
});

test('the article is tied to no place: it works in a folder of any host', async ({ page }) => {
  const html = await (await page.request.get('/')).text();
  const style = await (await page.request.get('/style.css')).text();
  expect([...`${html}${style}`.matchAll(/(?:src|href)="(\/[^"]*)"|url\((\/[^)]*)\)/g)]).toEqual([]);
});
