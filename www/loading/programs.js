// The programs, each loaded once for all maps of the page: the viewer shows a baked map; the full one joins a
// map from its document's files, searches and makes files.
import startViewer from '../pkg/viewer.js';
import { ownFile } from '../files.js';
import { at, Failure } from './failure.js';
import { fileName, get } from './fetching.js';

/** @typedef {typeof import('../full.js')} FullModule */

/**
 * Does `step` once; a failure may be tried again.
 * @template T
 * @param {() => Promise<T>} step
 */
function once(step) {
  /** @type {Promise<T> | undefined} */
  let done;
  return () => {
    done ??= step().catch((error) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

/**
 * A program's WebAssembly, as its bindings take it.
 * @param {'viewer' | 'fullWasm'} name
 */
async function wasm(name) {
  const response = await get(...ownFile(name));
  // A server that sends another type than WebAssembly's is no reason to fail, or to warn.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return { module_or_path: streams ? response : await response.arrayBuffer() };
}

export const viewerProgram = once(async () => {
  const source = await wasm('viewer');
  await at('wasm', () => startViewer(source));
});

/** The module of what not every reader needs. */
export const fullModule = once(async () => {
  const [address] = ownFile('full');
  try {
    return /** @type {FullModule} */ (await import(address.href));
  } catch (error) {
    throw new Failure('fetch', `${fileName(address)}: can’t be loaded`, error);
  }
});

/** That module, with its WebAssembly started. */
export const fullProgram = once(async () => {
  const [program, source] = await Promise.all([fullModule(), wasm('fullWasm')]);
  await at('wasm', () => program.start(source));
  return program;
});
