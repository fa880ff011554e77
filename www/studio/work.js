// What the editor has on the desk and has decided: one immutable value, and what may happen to it. Pure.

/** @typedef {'yes' | 'no' | 'abstain' | 'absent'} Vote */
/** @typedef {{ vote?: Vote, cosponsor?: 'yes' | 'no' }} Correction what the editor says of a state, in place of the texts */
/** @typedef {{ name: string, text: string, vote?: number, symbol?: string, encoding?: string }} Source */
/** @typedef {'title' | 'subtitle' | 'note' | 'source' | 'alt'} TextField */
/**
 * @typedef {object} Work
 * @property {Source[]} sources
 * @property {Partial<Record<TextField, string>>} texts those that the editor wrote; others are suggested
 * @property {string} date empty where the texts say it
 * @property {'' | 'general-assembly' | 'security-council'} body
 * @property {'simple' | 'two-thirds'} majority
 * @property {string} lang of the map
 * @property {string} frame
 * @property {string} projection
 * @property {string} center longitude and latitude, as written; empty for the frame's own
 * @property {'' | 'light' | 'dark' | 'contrast'} theme empty for the reader's
 * @property {Record<string, Correction>} corrections by code
 * @property {boolean} absent whether members that are not listed were absent
 */

/**
 * @typedef {{ type: 'type', source: number, text: string }
 *   | { type: 'replace', source: number, from: number, to: number, with: string }
 *   | { type: 'add', sources: Source[] }
 *   | { type: 'remove', source: number }
 *   | { type: 'choose', source: number, vote?: number, symbol?: string }
 *   | { type: 'write', field: TextField, value: string | null }
 *   | { type: 'set', field: 'date' | 'body' | 'majority' | 'lang' | 'frame' | 'projection' | 'center' | 'theme', value: string }
 *   | { type: 'correct', code: string, key: 'vote' | 'cosponsor', value: string | null }
 *   | { type: 'absent', value: boolean }
 *   | { type: 'open', work: Work }} Action
 */

export const BODIES = ['general-assembly', 'security-council'];
export const MAJORITIES = ['simple', 'two-thirds'];
export const VOTES = ['yes', 'no', 'abstain', 'absent'];
export const FRAMES = ['world', 'world+antarctica', 'africa', 'asia', 'europe', 'north-america', 'oceania', 'south-america'];
export const PROJECTIONS = ['', 'equal-earth', 'natural-earth', 'robinson', 'equirectangular', 'mercator', 'orthographic', 'azimuthal-equal-area'];
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'he', 'hi', 'ja', 'pt', 'ru', 'uk', 'zh'];
export const TEXTS = /** @type {TextField[]} */ (['title', 'subtitle', 'note', 'source', 'alt']);
/** What may be chosen, by field. @type {Record<string, string[]>} */
export const CHOICES = { body: ['', ...BODIES], majority: MAJORITIES, lang: LANGUAGES, frame: FRAMES, projection: PROJECTIONS, theme: ['', 'light', 'dark', 'contrast'] };

/**
 * An empty desk.
 * @param {string} [lang] of the map
 * @returns {Work}
 */
export const emptyWork = (lang = 'en') => ({
  sources: [], texts: {}, date: '', body: '', majority: 'simple', lang, frame: 'world', projection: '', center: '', theme: '', corrections: {}, absent: false,
});

/** @param {Work} work */
export const isEmpty = (work) => !work.sources.some(({ text }) => text.trim());

/**
 * @param {Source[]} sources
 * @param {number} at
 * @param {Partial<Source>} change
 */
const changed = (sources, at, change) => sources.map((source, i) => i === at ? { ...source, ...change } : source);

/**
 * The work after an action.
 * @param {Work} work
 * @param {Action} action
 * @returns {Work}
 */
export function reduce(work, action) {
  const { sources } = work;
  switch (action.type) {
    case 'type': return { ...work, sources: sources.length ? changed(sources, action.source, { text: action.text }) : [{ name: '', text: action.text }] };
    case 'replace': {
      const { text } = sources[action.source];
      return { ...work, sources: changed(sources, action.source, { text: replaced(text, action.from, action.to, action.with) }) };
    }
    case 'add': return { ...work, sources: [...sources.filter(({ text }) => text.trim()), ...action.sources] };
    case 'remove': return { ...work, sources: sources.filter((_, i) => i !== action.source) };
    case 'choose': {
      const { source, vote, symbol } = action;
      return { ...work, sources: changed(sources, source, { ...(vote === undefined ? {} : { vote }), ...(symbol === undefined ? {} : { symbol }) }) };
    }
    case 'write': {
      const { [action.field]: _, ...others } = work.texts;
      return { ...work, texts: action.value === null ? others : { ...others, [action.field]: action.value } };
    }
    case 'set': return /** @type {Work} */ ({ ...work, [action.field]: action.value });
    case 'correct': {
      const { [action.code]: own, ...others } = work.corrections;
      const { [action.key]: _, ...rest } = own ?? {};
      const correction = action.value === null ? rest : { ...rest, [action.key]: action.value };
      return { ...work, corrections: Object.keys(correction).length ? { ...others, [action.code]: correction } : others };
    }
    case 'absent': return { ...work, absent: action.value };
    case 'open': return action.work;
  }
}

/**
 * A text with a stretch replaced; what is taken out of a list takes its separator along.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} by
 */
export function replaced(text, from, to, by) {
  let [start, end] = [from, to];
  if (!by) {
    const after = /^[ \t]*[,;،、][ \t]*/.exec(text.slice(end, end + 8));
    const before = /[ \t]*[,;،、][ \t]*$/.exec(text.slice(Math.max(0, start - 8), start));
    if (after) end += after[0].length;
    else if (before) start -= before[0].length;
  }
  return text.slice(0, start) + by + text.slice(end);
}
