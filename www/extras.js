// What not every reader needs: the search, the table, files, and the programs that these ask.
export { exportCsv, exportPng, exportSvg, save } from './element/export.js';
export { Search } from './element/search.js';
export { table, tableSheet } from './element/table.js';
export { startFull } from './loading/worker.js';
export { default as startPicture } from './pkg/picture.js';
