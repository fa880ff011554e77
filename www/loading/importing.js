// Imports a module whose bytes are those that its integrity names: `import()` takes no integrity.
import { element } from '../element/dom.js';
import { get } from './fetching.js';

/**
 * The module at an address. A link that loads it ahead has its integrity checked, and what it got is what runs; so it is in
 * Chromium and Firefox. WebKit's links check nothing: there, as before a worker starts, the file is fetched and checked
 * first, and the browser's cache gives it once more.
 * @param {URL} url
 * @param {RequestInit} options
 * @returns {Promise<any>}
 */
export async function imported(url, { integrity }) {
  if (integrity) {
    await new Promise((resolve, reject) => {
      const link = element('link', { rel: 'modulepreload', href: url.href, integrity, crossOrigin: 'anonymous', onload: resolve, onerror: reject });
      if (link.relList.supports('modulepreload')) document.head.append(link);
      else resolve(null);
    });
    await get(url, { integrity });
  }
  return import(url.href);
}
