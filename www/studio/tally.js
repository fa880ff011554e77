// Counts and the map document that follows from work and draft. Pure.

/** @typedef {import('./draft.js').Draft} Draft */
/** @typedef {import('./work.js').Work} Work */
/** @typedef {{ yes: number, no: number, abstain: number, absent: number, cosponsor: number, none: number, members: number }} Tally */

export const TABLE = 'stances.csv';
export const COUNTRIES = 'world.smap';

/** @param {Draft} draft @returns {Tally} */
export function tallyOf({ rows, members }) {
  const tally = { yes: 0, no: 0, abstain: 0, absent: 0, cosponsor: 0, none: 0, members: members.length };
  for (const { cosponsor } of Object.values(rows)) if (cosponsor === 'yes') tally.cosponsor += 1;
  for (const [code] of members) tally[rows[code]?.vote ?? 'none'] += 1;
  return tally;
}

/**
 * The centre as two numbers; null for none; undefined if it can't be one.
 * @param {string} text
 * @returns {[number, number] | null | undefined}
 */
export function centerOf(text) {
  if (!text.trim()) return null;
  const [, lon, lat = '0'] = /^\s*(-?\d+(?:\.\d+)?)(?:\s*[,;\s]\s*(-?\d+(?:\.\d+)?))?\s*$/.exec(text) ?? [];
  const center = [Number(lon), Number(lat)];
  return lon !== undefined && Math.abs(center[0]) <= 540 && Math.abs(center[1]) <= 90 ? [center[0], center[1]] : undefined;
}

/**
 * The map document, or what of one there can be.
 * @param {Work} work
 * @param {Draft} draft
 * @param {Record<import('./work.js').TextField, string>} texts as they are shown
 * @param {string} today the day of a map whose own is not known yet
 * @param {string} countries
 */
export function documentOf(work, draft, texts, today, countries) {
  const center = centerOf(work.center) ?? undefined;
  const hasProjection = work.projection || center;
  const optional = {
    subtitle: texts.subtitle, note: texts.note, source: texts.source,
    expect: Object.keys(draft.expect).length ? draft.expect : undefined,
    majority: work.majority === 'simple' ? undefined : work.majority,
    absence: draft.derived.length ? 'derived' : undefined,
    frame: work.frame === 'world' ? undefined : work.frame,
    projection: hasProjection ? { ...(work.projection ? { name: work.projection } : {}), ...(center ? { center } : {}) } : undefined,
    lang: work.lang === 'en' ? undefined : work.lang,
  };
  return {
    title: texts.title, countries, stances: TABLE, body: draft.body ?? 'general-assembly', date: draft.date ?? today,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
  };
}
