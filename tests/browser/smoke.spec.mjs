// The built site loads as served: no console message, and the module where a page may fetch it.
import { expect, test } from '@playwright/test';

/** Collects what a page complains about: console warnings and errors, uncaught exceptions. */
function complaints(page) {
  const found = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(String(error)));
  return found;
}

test('the article loads without a console warning or error', async ({ page }) => {
  const found = complaints(page);
  const response = await page.goto('/', { waitUntil: 'networkidle' });
  expect(response.status()).toBe(200);
  expect(await page.title()).not.toBe('');
  expect(found).toEqual([]);
});

test('the WebAssembly is compiled while it streams in', async ({ page }) => {
  // wasm-bindgen's loader warns and falls back when the server sends another MIME type.
  const found = complaints(page);
  await page.route('/favicon.ico', (route) => route.fulfill({ status: 204 })); // a script names no icon
  await page.goto('/pkg/stancemap.js'); // shown as text: a page without scripts of its own
  await page.evaluate(async () => {
    const { default: init } = await import('/pkg/stancemap.js');
    await init();
  });
  expect(found).toEqual([]);
});
