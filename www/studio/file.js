// The work as a file that opens again. What comes from outside is taken only in the forms that a work has. Pure.
import { CHOICES, emptyWork, TEXTS, VOTES } from './work.js';

/** @typedef {import('./work.js').Work} Work */

const FORM = 'stancemap-studio';
const VERSION = 1;
/** More of a file is no work of an editor. */
export const MOST_BYTES = 64e6;

/** @param {Work} work */
export const fileOf = (work) => JSON.stringify({ form: FORM, version: VERSION, work }, null, 1);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isParts = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a text is such a file, right or not.
 * @param {string} text
 */
export const isWorkFile = (text) => text.slice(0, 200).includes(`"form": "${FORM}"`) || text.slice(0, 200).includes(`"form":"${FORM}"`);

/**
 * The work in a file. An error says what is wrong in it.
 * @param {string} text
 * @returns {Work}
 */
export function workOf(text) {
  const file = JSON.parse(text);
  if (!isParts(file) || file.form !== FORM) throw new Error('not a file of the studio');
  if (file.version !== VERSION) throw new Error(`version ${JSON.stringify(file.version)}; this studio reads version ${VERSION}`);
  return checkedWork(file.work);
}

/**
 * A value as a work. An error names the field that can't be one's.
 * @param {unknown} value
 * @returns {Work}
 */
export function checkedWork(value) {
  if (!isParts(value)) throw new Error('“work” is missing');
  const work = emptyWork();
  /** @param {string} name @param {boolean} isRight @returns {asserts isRight} */
  const wants = (name, isRight) => { if (!isRight) throw new Error(`“${name}” can’t be ${JSON.stringify(value[name])?.slice(0, 60)}`); };
  for (const [name, choices] of Object.entries(CHOICES)) {
    wants(name, choices.includes(/** @type {string} */ (value[name])));
    Object.assign(work, { [name]: value[name] });
  }
  const { date, center, absent, sources, texts, corrections } = value;
  wants('date', typeof date === 'string' && /^(\d{4}-\d\d-\d\d)?$/.test(date));
  wants('center', typeof center === 'string' && center.length < 60);
  wants('absent', typeof absent === 'boolean');
  wants('sources', Array.isArray(sources) && sources.every((own) => isParts(own) && typeof own.name === 'string' && typeof own.text === 'string'));
  wants('texts', isParts(texts));
  wants('corrections', isParts(corrections));
  Object.assign(work, { date, center, absent });
  work.sources = /** @type {any[]} */ (sources).map(({ name, text, vote, symbol, encoding }) => ({
    name, text, ...(Number.isSafeInteger(vote) && vote >= 0 ? { vote } : {}), ...(typeof symbol === 'string' ? { symbol } : {}), ...(typeof encoding === 'string' ? { encoding } : {}),
  }));
  for (const field of TEXTS) if (typeof texts[field] === 'string') work.texts[field] = texts[field];
  const corrected = Object.entries(corrections).filter(([code]) => /^[A-Z]{3}$/.test(code)).map(([code, own]) => {
    const { vote, cosponsor } = /** @type {any} */ (own ?? {});
    return [code, { ...(VOTES.includes(vote) ? { vote } : {}), ...(['yes', 'no'].includes(cosponsor) ? { cosponsor } : {}) }];
  });
  work.corrections = Object.fromEntries(corrected.filter(([, own]) => Object.keys(own).length));
  return work;
}
