// The command in the page: fetched when it is first asked for, run in a worker that is there for one job.
import { bytes, wasm } from '../../loading/fetching.js';
import { connected } from '../../loading/worker.js';
import { command, moduleFiles } from '../../studio-files.js';

/** @typedef {Omit<import('./job.js').Job, 'module'> & { takesModule?: boolean }} Wanted takesModule: whether it reads the built live map */
/** @typedef {import('./job.js').Result} Result */

/** @type {Promise<WebAssembly.Module> | undefined} */
let program;
/** @type {Promise<[string, Uint8Array][]> | undefined} */
let liveMap;

/**
 * Fetches what a job takes, once; again after a failure.
 * @param {boolean} takesModule
 * @returns {Promise<[WebAssembly.Module, [string, Uint8Array][]]>}
 */
async function fetched(takesModule) {
  program ??= wasm(command.wasm, {}).then(({ module }) => module);
  program.catch(() => { program = undefined; });
  if (!takesModule) return [await program, []];
  liveMap ??= Promise.all([...moduleFiles].map(async ([path, url]) => /** @type {[string, Uint8Array]} */ ([`module/${path}`, await bytes(url)])));
  liveMap.catch(() => { liveMap = undefined; });
  return Promise.all([program, liveMap]);
}

/**
 * Runs the command.
 * @param {Wanted} wanted
 * @param {(wrote: string | null) => void} progress called when it starts, and with each file that it wrote
 * @param {AbortSignal} signal ends it
 * @returns {Promise<Result>}
 */
export async function run({ takesModule = false, files, ...job }, progress, signal) {
  const [module, more] = await within(fetched(takesModule), signal);
  const worker = await connected(command.worker.href);
  try {
    progress(null);
    return await within(new Promise((resolve, reject) => {
      worker.onmessage = ({ data: { wrote, result, error } }) => {
        if (result) resolve(result);
        else if (error !== undefined) reject(new Error(error));
        else progress(wrote);
      };
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker broke off'));
      worker.postMessage({ ...job, module, files: [...files, ...more], bindings: command.bindings.href });
    }), signal);
  } finally {
    worker.terminate();
  }
}

/**
 * What comes of a promise, unless the signal comes first.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
const within = (promise, signal) => new Promise((resolve, reject) => {
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  promise.then(resolve, reject);
});
