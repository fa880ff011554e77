// What is different between two works, small enough to keep hundreds of; texts by what was taken out and put in. Pure.

/** @typedef {{ path: string[], before: unknown, after: unknown } | { path: string[], at: number, removed: string, inserted: string }} Change */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isParts = (value) => typeof value === 'object' && value !== null;

/**
 * @param {unknown} before
 * @param {unknown} after
 * @param {string[]} [path]
 * @returns {Change[]}
 */
export function difference(before, after, path = []) {
  if (before === after) return [];
  if (typeof before === 'string' && typeof after === 'string' && path.length > 1) return [ofTexts(before, after, path)];
  const areAlike = isParts(before) && isParts(after) && Array.isArray(before) === Array.isArray(after);
  if (!areAlike || (Array.isArray(before) && before.length !== /** @type {unknown[]} */ (/** @type {unknown} */ (after)).length)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => difference(before[key], after[key], [...path, key]));
}

/**
 * @param {string} before
 * @param {string} after
 * @param {string[]} path
 * @returns {Change}
 */
function ofTexts(before, after, path) {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  let end = 0;
  while (end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { path, at, removed: before.slice(at, before.length - end), inserted: after.slice(at, after.length - end) };
}

/**
 * A value with a change made, or taken back.
 * @param {any} value
 * @param {Change} change
 * @param {boolean} isBack
 * @param {number} [depth]
 * @returns {any}
 */
function changed(value, change, isBack, depth = 0) {
  if (depth === change.path.length) {
    if (!('at' in change)) return isBack ? change.before : change.after;
    const [out, into] = isBack ? [change.inserted, change.removed] : [change.removed, change.inserted];
    return value.slice(0, change.at) + into + value.slice(change.at + out.length);
  }
  const key = change.path[depth];
  const part = changed(value?.[key], change, isBack, depth + 1);
  if (Array.isArray(value)) return value.map((own, i) => String(i) === key ? part : own);
  const { [key]: _, ...others } = value ?? {};
  return part === undefined ? others : { ...others, [key]: part };
}

/**
 * @template T
 * @param {T} value
 * @param {Change[]} changes
 * @returns {T}
 */
export const applied = (value, changes) => changes.reduce((own, change) => changed(own, change, false), value);

/**
 * @template T
 * @param {T} value
 * @param {Change[]} changes
 * @returns {T}
 */
export const takenBack = (value, changes) => changes.reduceRight((own, change) => changed(own, change, true), value);
