// What the command makes of the work: pictures by what they are for, tables for other programs, the folder of a page.
import { element } from '../../element/dom.js';
import { save } from '../../element/export.js';
import { TABLE } from '../tally.js';
import { field } from '../views/parts.js';
import { inDialog } from './dialog.js';
import { ZIP } from './job.js';
import { run } from './run.js';

/** @typedef {import('../outputs.js').Given} Given */
/** @typedef {import('../store.js').Store} Store */

const PRESETS = ['article', 'social', 'square', 'portrait', 'story', 'print'];
/** Files for the programs of others, by their endings. */
const EXCHANGES = { datawrapper: 'csv', wikimedia: 'css', geojson: 'geojson' };
const TYPES = { png: 'image/png', svg: 'image/svg+xml', pdf: 'application/pdf', csv: 'text/csv', css: 'text/css', geojson: 'application/geo+json', zip: 'application/zip' };
/** Where the last folder was to lie, while the page is open. */
let lastAddress = '';

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);

/**
 * The files that the command reads: the document, which has the command's own boundaries, and the table.
 * @param {Pick<Store, 'document' | 'draft'>} store
 * @returns {[string, Uint8Array][]}
 */
export function inputs({ document, draft }) {
  const { countries: _, ...own } = JSON.parse(document);
  return [['map.json', utf8(`${JSON.stringify(own, null, 2)}\n`)], [TABLE, utf8(draft.table)]];
}

/** What the command said last, without colours and line breaks. @param {string} messages */
const lastOf = (messages) => messages.trim().split('\n').at(-1) ?? '';

/**
 * Runs the command in a dialog and hands out the one file that it makes; false where it was cancelled.
 * @param {Given} given
 * @param {string} title
 * @param {string[]} args
 * @param {{ name: string, made: string, question?: HTMLElement, more?: () => string[], zipped?: string }} wanted
 */
async function handOut({ store }, title, args, { name, made, question, more = () => [], zipped }) {
  const { words } = store;
  const files = inputs(store);
  const result = await inDialog(words, title, (say, signal) => run({ args: [...args, ...more()], files, output: 'out', zipped, takesModule: zipped !== undefined }, (wrote) => say(words.say(wrote ? 'job.wrote' : 'job.drawing', { of: wrote ?? '' })), signal), question);
  if (!result) return false;
  const bytes = result.files.get(made);
  if (!bytes) throw new Error(lastOf(result.messages));
  const type = TYPES[/** @type {keyof typeof TYPES} */ (name.slice(name.lastIndexOf('.') + 1))];
  save(name, new Blob([bytes], { type }));
  return true;
}

/** @param {Given} given @param {string} id @param {string} ending @param {string[]} [more] */
const picture = (given, id, ending, more = []) => handOut(given, given.store.words.say(`output.${id}`), ['render', 'map.json', '-o', `out/map.${ending}`, '--theme', given.host.palette, ...more], { name: `${stem(given.store)}${id === ending ? '' : `-${id}`}.${ending}`, made: `map.${ending}` });

/** @param {Given} given */
function folder(given) {
  const { words, work } = given.store;
  const address = element('input', { id: 'job-address', type: 'url', value: lastAddress, placeholder: 'https://example.org/maps/', dir: 'ltr' });
  const question = element('div', {}, field(words.say('job.address'), address), element('p', { className: 'quiet' }, words.say('job.address.why')));
  return handOut(given, words.say('output.zip'), ['bake', 'map.json', '-o', 'out', ...(work.theme ? ['--theme', work.theme] : [])], {
    name: `${stem(given.store)}.zip`, made: ZIP, zipped: stem(given.store), question, more: () => {
      lastAddress = address.value.trim();
      return lastAddress ? ['--base-url', lastAddress] : [];
    },
  });
}

/** @param {Store} store the beginning of the names of files */
export function stem({ draft, texts }) {
  const name = (draft.symbol ?? texts.title).normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').toLowerCase();
  return name.slice(0, 60) || 'map';
}

/** @type {import('../outputs.js').Output[]} */
export const commandOutputs = [
  ...PRESETS.map((preset) => ({ id: preset, make: (/** @type {Given} */ given) => picture(given, preset, 'png', ['--preset', preset]) })),
  { id: 'pdf', make: (given) => picture(given, 'pdf', 'pdf') },
  { id: 'svg', make: (given) => picture(given, 'svg', 'svg') },
  { id: 'zip', make: folder },
  ...Object.entries(EXCHANGES).map(([id, ending]) => ({
    id, make: (/** @type {Given} */ given) => handOut(given, given.store.words.say(`output.${id}`), ['export', 'map.json', '-o', `out/map.${ending}`, '--theme', given.host.palette], { name: `${stem(given.store)}-${id}.${ending}`.replace('-geojson.', '.'), made: `map.${ending}` }),
  })),
];
