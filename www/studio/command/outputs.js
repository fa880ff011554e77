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
/** Languages whose letters no built-in font has. */
const FONTLESS = ['ja', 'zh'];
/** Where the last folder was to lie, and fonts that were chosen, while the page is open. */
let lastAddress = '';
/** @type {File[]} */
let fonts = [];

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

/** Asks for fonts; what was chosen holds for what comes later too. @param {import('../words.js').Words} words */
function fontQuestion(words) {
  const input = element('input', { id: 'job-fonts', type: 'file', multiple: true, accept: '.ttf,.otf,.ttc' });
  input.addEventListener('change', () => { fonts = [...input.files ?? []]; });
  return element('div', {}, field(words.say('job.fonts'), input), element('p', { className: 'quiet' }, words.say('job.fonts.why')));
}

/**
 * Runs the command in a dialog and hands out the one file that it makes; false where it was cancelled.
 * @param {Given} given
 * @param {string} title
 * @param {string[]} args
 * @param {{ name: string, made: string, isSet?: boolean, asked?: HTMLElement[], more?: () => string[], zipped?: string }} wanted isSet: whether its words are set in fonts
 * @param {boolean} [lacksFonts]
 * @returns {Promise<boolean>}
 */
async function handOut(given, title, args, wanted, lacksFonts = FONTLESS.includes(given.store.work.lang) && !fonts.length) {
  const { words } = given.store;
  const { name, made, isSet = false, asked = [], more = () => [], zipped } = wanted;
  const files = inputs(given.store);
  const questions = [...asked, ...(isSet && lacksFonts ? [fontQuestion(words)] : [])];
  const result = await inDialog(words, title, async (say, signal) => {
    const own = isSet ? fonts : [];
    const read = await Promise.all(own.map(async (font, i) => /** @type {[string, Uint8Array]} */ ([`font-${i}`, new Uint8Array(await font.arrayBuffer())])));
    const wholly = [...args, ...read.flatMap(([path]) => ['--font', path]), ...more()];
    return run({ args: wholly, files: [...files, ...read], output: 'out', zipped, takesModule: zipped !== undefined }, (wrote) => say(words.say(wrote ? 'job.wrote' : 'job.drawing', { of: wrote ?? '' })), signal);
  }, questions.length ? element('div', {}, ...questions) : undefined);
  if (!result) return false;
  const bytes = result.files.get(made);
  // A title may be in other letters than the map.
  if (!bytes && isSet && !lacksFonts && /^--font: /m.test(result.messages)) return handOut(given, title, args, wanted, true);
  if (!bytes) throw new Error(lastOf(result.messages));
  const type = TYPES[/** @type {keyof typeof TYPES} */ (name.slice(name.lastIndexOf('.') + 1))];
  save(name, new Blob([bytes], { type }));
  return true;
}

/** @param {Given} given @param {string} id @param {string} ending @param {string[]} [more] */
const picture = (given, id, ending, more = []) => handOut(given, given.store.words.say(`output.${id}`), ['render', 'map.json', '-o', `out/map.${ending}`, '--theme', given.host.palette, ...more], { name: `${stem(given.store)}${id === ending ? '' : `-${id}`}.${ending}`, made: `map.${ending}`, isSet: ending !== 'svg' });

/** @param {Given} given */
function folder(given) {
  const { words, work } = given.store;
  const address = element('input', { id: 'job-address', type: 'url', value: lastAddress, placeholder: 'https://example.org/maps/', dir: 'ltr' });
  const asked = [field(words.say('job.address'), address), element('p', { className: 'quiet' }, words.say('job.address.why'))];
  return handOut(given, words.say('output.zip'), ['bake', 'map.json', '-o', 'out', ...(work.theme ? ['--theme', work.theme] : [])], {
    name: `${stem(given.store)}.zip`, made: ZIP, zipped: stem(given.store), isSet: true, asked, more: () => {
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
  { id: 'svg', make: (given) => picture(given, 'svg', 'svg') },
  ...PRESETS.map((preset) => ({ id: preset, make: (/** @type {Given} */ given) => picture(given, preset, 'png', ['--preset', preset]) })),
  { id: 'pdf', make: (given) => picture(given, 'pdf', 'pdf') },
  { id: 'zip', make: folder },
  ...Object.entries(EXCHANGES).map(([id, ending]) => ({
    id, make: (/** @type {Given} */ given) => handOut(given, given.store.words.say(`output.${id}`), ['export', 'map.json', '-o', `out/map.${ending}`, '--theme', given.host.palette], { name: `${stem(given.store)}-${id}.${ending}`.replace('-geojson.', '.'), made: `map.${ending}` }),
  })),
];
