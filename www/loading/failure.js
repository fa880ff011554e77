// What went wrong, and at which stage.

/** @typedef {'fetch' | 'wasm' | 'data' | 'options'} Stage */

export class Failure extends Error {
  /**
   * @param {Stage} stage
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(stage, message, cause) {
    super(message, { cause });
    this.name = 'StanceMapError';
    this.stage = stage;
  }
}

/**
 * Whatever was thrown as a failure; of `stage`, if it names none. What comes from a worker is no instance of ours.
 * @param {any} error
 * @param {Stage} stage
 */
export const asFailure = (error, stage) => error instanceof Failure ? error : new Failure(error?.stage ?? stage, error?.message ?? String(error), error);

/**
 * Does `step`; what it throws becomes a failure of `stage`.
 * @template T
 * @param {Stage} stage
 * @param {() => T | Promise<T>} step
 */
export async function at(stage, step) {
  try {
    return await step();
  } catch (error) {
    throw asFailure(error, stage);
  }
}
