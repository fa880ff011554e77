// The worker that runs the command, the program of the npm package, once: on a disk in memory.
import { runJob } from './studio/command/job.js';

const worker = /** @type {Worker} */ (/** @type {unknown} */ (globalThis)); // its own end speaks alike

/** @param {MessageEvent} event */
worker.onmessage = async ({ data }) => {
  try {
    const { bindings, ...job } = data;
    const result = runJob(job, await import(bindings), (wrote) => worker.postMessage({ wrote }));
    worker.postMessage({ result }, [...result.files.values()].map(({ buffer }) => buffer));
  } catch (error) {
    worker.postMessage({ error: /** @type {Error} */ (error).message });
  }
};
worker.postMessage({}); // it listens
