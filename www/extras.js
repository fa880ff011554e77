// What the first picture does without: pointer, keys, search, table, files, and the programs that these ask.
export { exportCsv, exportPng, exportSvg, save } from './element/export.js';
export { Interaction } from './element/interaction.js';
export { downloadMenu } from './element/menu.js';
export { table, tableSheet } from './element/table.js';
export { laterFiles } from './later-files.js';
export { startFull } from './loading/worker.js';
export { initSync as startPicture } from './pkg/picture.js';
export { laterEnglish } from './texts.js';
export { DetailTiles } from './view/detail-tiles.js';
export { paintNames } from './view/names.js';
