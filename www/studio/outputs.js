// What leaves the studio: each output has a key of words, and what it makes. More are added here.
import { save } from '../element/export.js';
import { pictureProgram } from '../loading/programs.js';
import { commandOutputs, stem } from './command/outputs.js';
import { TABLE } from './tally.js';

export { stem };

/**
 * @typedef {object} Given
 * @property {import('./store.js').Store} store
 * @property {import('./map.js').DeskMap} map
 * @property {import('./map-element.js').StudioMap} host
 */
/** @typedef {{ id: string, make: (given: Given) => Promise<unknown> }} Output false where it was given up */

const WIDTH = 960;

/** @param {Given} given @param {number} scale */
async function png({ host }, scale) {
  const { exportPng } = await pictureProgram();
  if (!host.mapView) throw new Error('there is no map yet');
  return exportPng(host.mapView, host.palette, (map) => host.painterFor(map, scale), WIDTH, scale);
}

/** @param {string} text */
const json = (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`;

/** The document as it is published: with the boundaries of the project. @param {import('./store.js').Store} store */
const published = ({ document }) => json(JSON.stringify({ ...JSON.parse(document), countries: 'countries-50m.geojson' }));

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What is pasted into an article. @param {import('./store.js').Store} store */
export const snippet = (store) => `<figure>
  <stance-map src="map.json"><img src="${stem(store)}.png" alt="${escaped(store.texts.alt)}" width="${WIDTH}"></stance-map>
</figure>
<script type="module" src="stance-map.js"></script>
`;

/** @type {Output[]} */
export const outputs = [
  { id: 'png', make: async (given) => save(`${stem(given.store)}.png`, await png(given, 1)) },
  { id: 'png2', make: async (given) => save(`${stem(given.store)}-2x.png`, await png(given, 2)) },
  ...commandOutputs,
  { id: 'document', make: async ({ store }) => save('map.json', new Blob([published(store)], { type: 'application/json' })) },
  { id: 'table', make: async ({ store }) => save(TABLE, new Blob([store.draft.table], { type: 'text/csv' })) },
  // The promise goes in as it is: a browser asks for the press to be recent.
  { id: 'copy-image', make: (given) => navigator.clipboard.write([new ClipboardItem({ 'image/png': png(given, 2) })]) },
  { id: 'copy-snippet', make: ({ store }) => navigator.clipboard.writeText(snippet(store)) },
  { id: 'copy-alt', make: ({ store }) => navigator.clipboard.writeText(store.texts.alt) },
];
