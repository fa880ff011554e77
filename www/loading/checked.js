// The door for data that others wrote: what ends in a link, a colour, a style or a loop has the form that it needs there.
import { Failure } from './failure.js';

/** The longest text, and the number that is farthest from 0. */
const LONGEST = 2e4;
const MOST = 1e7;
const COLOR = /^#[\da-f]{6}$/i;

/**
 * What stands under a name, and below it: texts of a form, numbers from the least to the most. No loop and no canvas grows
 * beyond what these allow.
 * @type {Record<string, any>}
 */
const FORMS = {
  __proto__: null,
  url: /^https?:\/\/[^\s\\]+$/i, direction: /^(ltr|rtl)$/, css: /^(calc|clamp|px|cqw|[-\d.+*(), ])+$/,
  colors: COLOR, fill: COLOR, stroke: COLOR, ink: COLOR, ring: COLOR, outline: COLOR, inside: COLOR, backing: COLOR,
  height: [1, 3e3], breakpoints: [1, 4e3], pad: [0, 99], spacing: [1, 30], scale: [.1, 3], period: [.5, 2],
};

/** How long a list may be that is gone through for each thing that is painted; others. @type {Record<string, any>} */
const LENGTHS = { __proto__: null, angles: 9, halos: 9, hover: 9, focus: 9, layers: 199, segments: 199, legend: 199 };
const LONGEST_LIST = 1e5;

/**
 * The same data; a failure names the file, the place and what was found there.
 * @template T
 * @param {T} data
 * @param {string} file
 * @param {string} [name]
 * @param {any} [above] the form of what it is part of
 * @returns {T}
 */
export function checked(data, file, name = '', above) {
  const form = above ?? FORMS[name];
  if (typeof data === 'string' ? data.length > LONGEST || (form && !form.test?.(data)) : typeof data === 'number' && !(data >= (form?.[0] ?? -MOST) && data <= (form?.[1] ?? MOST))) {
    throw new Failure('data', `${file}: ${JSON.stringify(name)} can’t be “${String(data).slice(0, 99)}”; bake the map again`);
  }
  if (data && typeof data === 'object') {
    const parts = Object.entries(data);
    if (parts.length > (LENGTHS[name] ?? LONGEST_LIST)) throw new Failure('data', `${file}: ${JSON.stringify(name)} can’t have ${parts.length} parts; bake the map again`);
    for (const [key, part] of parts) checked(part, file, Array.isArray(data) ? name : key, form);
  }
  return data;
}
