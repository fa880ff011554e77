// The worker's end of what worker.js asks.
import { asFailure } from './failure.js';

/**
 * Answers requests by their names, if this is a worker.
 * @param {Record<string, (...given: any[]) => unknown>} requests
 */
export function answer(requests) {
  if (!('WorkerGlobalScope' in globalThis)) return;
  const worker = /** @type {Worker} */ (/** @type {unknown} */ (globalThis)); // its own end speaks alike
  worker.onmessage = async ({ data: { number, request, given } }) => {
    try {
      const value = await requests[request](...given);
      worker.postMessage({ number, value }, value instanceof Uint8Array ? [value.buffer] : []);
    } catch (error) {
      const { stage, message } = asFailure(error, request === 'start' ? 'wasm' : 'data');
      worker.postMessage({ number, stage, error: message });
    }
  };
  worker.postMessage({}); // it listens
}
