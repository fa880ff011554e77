// The full program from where the page can call it: in a worker, so that joining and searching hold up nothing; in the
// page itself where a policy or the browser allows no worker.

import { get } from './fetching.js';
import { imported } from './importing.js';

/** @typedef {typeof import('../full.js').requests} Requests */
/**
 * @typedef {<Name extends keyof Requests>(request: Name, ...given: Parameters<Requests[Name]>) => Promise<Awaited<ReturnType<Requests[Name]>>>} Call
 *   asks for something by its name in full.js
 */

/** @type {((address: string) => string) | undefined} Workers may need an address that is trusted: this one is our own. */
let trusted;

/** @param {string} address */
function trustedAddress(address) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  trusted ??= trustedTypes ? ((policy) => (/** @type {string} */ url) => policy.createScriptURL(url))(trustedTypes.createPolicy('stance-map', { createScriptURL: (/** @type {string} */ url) => url })) : (url) => url;
  return /** @type {(url: string) => string} */ (trusted)(address);
}

/**
 * A worker that runs the module at an address, once it listens.
 * @param {string} address
 * @returns {Promise<Worker>}
 */
export const connected = (address) => new Promise((resolve, reject) => {
  const worker = new Worker(trustedAddress(address), { type: 'module' });
  worker.onmessage = () => resolve(worker);
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    reject(new Error('the worker can’t be started'));
  };
});

/**
 * @param {Worker} worker
 * @returns {Call}
 */
function calling(worker) {
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const pending = new Map();
  let last = 0;
  worker.onmessage = ({ data: { number, value, error, stage } }) => {
    const asked = pending.get(number);
    pending.delete(number);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(Object.assign(new Error(error), { stage }));
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of pending.values()) reject(new Error(message || 'the worker broke off'));
    pending.clear();
  };
  return (request, ...given) => new Promise((resolve, reject) => {
    last += 1;
    pending.set(last, { resolve, reject });
    const files = request === 'join' ? /** @type {Uint8Array[]} */ (given[3]) : [];
    worker.postMessage({ number: last, request, given }, files.map(({ buffer }) => buffer));
  });
}

/**
 * Starts the full program.
 * @param {[URL, RequestInit]} module its module, and the options to fetch it with
 * @param {[URL, RequestInit]} wasm the same of its WebAssembly
 * @returns {Promise<Call>}
 */
export async function startFull([module, options], [{ href }, { integrity }]) {
  // A worker takes no integrity: what it will run is checked before.
  if (options.integrity) await get(module, options);
  const worker = await inWorker(module);
  const call = worker ? calling(worker) : await inPage(module, options);
  try {
    await call('start', href, { integrity });
  } catch (error) {
    worker?.terminate();
    throw error;
  }
  return call;
}

/**
 * A worker with the module, if there may be one.
 *
 * From another host, or in a frame without an origin, a worker may only be started from a text of the page.
 * @param {URL} module
 */
async function inWorker({ href }) {
  const text = URL.createObjectURL(new Blob([`import ${JSON.stringify(href)}`], { type: 'text/javascript' }));
  try {
    for (const address of [href, text]) {
      const worker = await connected(address).catch(() => null);
      if (worker) return worker;
    }
    return null;
  } finally {
    URL.revokeObjectURL(text);
  }
}

/**
 * @param {URL} module
 * @param {RequestInit} options
 * @returns {Promise<Call>}
 */
async function inPage(module, options) {
  /** @type {typeof import('../full.js')} */
  const { requests } = await imported(module, options);
  return async (request, ...given) => /** @type {any} */ (requests[request])(...given);
}
