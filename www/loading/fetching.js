// Fetches files. A failure names the file; one that the caller asked for (an abort) is passed on as it is.
import { checked } from './checked.js';
import { at, Failure } from './failure.js';

/**
 * The name of a file. An address may hold a bare % too, which `decodeURIComponent` refuses; a slash in a name stays escaped. What
 * turns the direction of what follows, or is no sign at all, can't be shown.
 * @param {URL} url
 */
export const fileName = ({ pathname, host }) => new URLSearchParams(`=${pathname.replace(/.*\//, '').replace(/[+&]|%2f/gi, encodeURIComponent)}`).get('')?.replace(/[\p{Cc}\p{Bidi_C}]/gu, '\ufffd') || host;

/**
 * The address of a file that the file at `base` names by its path, in which the signs of an address stand for themselves; or
 * by a whole address.
 * @param {string} path
 * @param {URL} base
 */
export const fileUrl = (path, base) => new URL(/^(\w+:\/\/|data:|blob:)/i.test(path) ? path : path.replace(/[%?#:\s]/g, encodeURIComponent), base);

/**
 * The address of a file that a list names, which lies beside the list or below it, and the options to fetch it with.
 * @param {string} path
 * @param {string | undefined} integrity
 * @param {URL} base of the list
 * @returns {[URL, RequestInit]}
 */
export function listedFile(path, integrity, base) {
  const url = fileUrl(path, base);
  if (!url.href.startsWith(new URL('.', base).href)) throw new Failure('data', `${fileName(base)}: “${path}” lies outside its folder`);
  return [url, { integrity }];
}

/**
 * Does `step`; what it throws becomes a failure that names the file and what happened to it.
 * @template T
 * @param {URL} url
 * @param {RequestInit} options
 * @param {string} what
 * @param {() => Promise<T>} step
 */
async function named(url, options, what, step) {
  try {
    return await step();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Failure('fetch', `${fileName(url)}: ${what}`, error);
  }
}

/**
 * The answer to a request for `url`.
 * @param {URL} url
 * @param {RequestInit} [options]
 */
export async function get(url, options = {}) {
  const response = await named(url, options, options.integrity ? 'the server can’t be reached, or sends another file' : 'the server can’t be reached', () => fetch(url, options));
  if (!response.ok) throw new Failure('fetch', `${fileName(url)}: the server answered ${response.status}`);
  return response;
}

/**
 * The bytes of `url`.
 * @param {URL} url
 * @param {RequestInit} [options]
 */
export async function bytes(url, options = {}) {
  const response = await get(url, options);
  return new Uint8Array(await named(url, options, 'the connection broke off', () => response.arrayBuffer()));
}

/**
 * A program's WebAssembly, compiled, as its bindings take it.
 * @param {URL} url
 * @param {RequestInit} options
 */
export async function wasm(url, options) {
  const response = await get(url, options);
  // A server that sends another type than WebAssembly's is no reason to fail, or to warn.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return at('wasm', async () => ({ module: await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer())) }));
}

/**
 * The JSON value of the bytes of a file, checked.
 * @param {Uint8Array} file
 * @param {URL} url
 */
export const parsed = (file, url) => checked(JSON.parse(new TextDecoder().decode(file)), fileName(url));
