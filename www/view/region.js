// A region of the map: a country, a territory or a disputed area.

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {import('./page-data.js').Status} Status */

/**
 * @typedef {object} RegionParts
 * @property {number} number
 * @property {number} class the number of its class
 * @property {string} iso3
 * @property {string} name
 * @property {string} plain in English
 * @property {string} group
 * @property {Point | null} anchor a place at which it is seen, units; null for one that is not on the map
 * @property {Point | null} main the same on the main map, units
 * @property {number} room the radius of the clear circle round it, units
 * @property {number} times how many times as large as on the main map it is shown there
 */
/** @typedef {RegionParts & Status} Region all but number and class once the details are known */

/**
 * @typedef {object} Entry a region as reading order and table have it
 * @property {string} iso3
 * @property {string} name
 * @property {string} spoken
 * @property {boolean} member
 * @property {Status['stance']} stance
 * @property {number} class
 * @property {string} group
 * @property {string} vote
 * @property {Status['vote']} voted
 * @property {string} sponsor
 * @property {Status['cosponsor']} sponsored
 */

/**
 * A region as the API and the events give it.
 * @param {Region | null | undefined} region
 * @returns {import('../stance-map.js').Region | null}
 */
export const regionInfo = (region) => region?.iso3 ? { iso3: region.iso3, name: region.plain, kind: region.kind, stance: region.stance, vote: region.vote, cosponsor: region.cosponsor } : null;

/**
 * A region as reading order and table have it.
 * @param {Region} region
 * @returns {Entry}
 */
export const entryOf = (region) => ({
  iso3: region.iso3, name: region.name, spoken: region.spoken.replace('{name}', () => region.name), member: region.kind === 'member', stance: region.stance, class: region.class, group: region.group,
  vote: region.cells[0], voted: region.vote, sponsor: region.cells[1], sponsored: region.cosponsor,
});
