// What the build made, for tests that need it: its folders are given by STANCEMAP_DIST and STANCEMAP_PKG.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const BUILD = 'run `cargo xtask build` first, and name the folders of what it made in STANCEMAP_DIST and STANCEMAP_PKG';

/** The documents that the build bakes. */
export const DOCUMENTS = ['es-11-1', 's-2022-155'];

/** The folder of the site. */
export const dist = path.resolve(process.env.STANCEMAP_DIST ?? path.join(HERE, '../../../dist'));

/** The folder of the bindings that wasm-bindgen wrote. */
export function packageFolder() {
  const folder = process.env.STANCEMAP_PKG;
  if (!folder || !fs.existsSync(path.join(folder, 'viewer.js'))) throw new Error(`STANCEMAP_PKG: no bindings (viewer.js) in “${folder ?? ''}”: ${BUILD}`);
  return path.resolve(folder);
}

/** The bytes of a file of the build. */
export function read(file) {
  const at = path.join(dist, file);
  if (!fs.existsSync(at)) throw new Error(`${at} is missing: ${BUILD}`);
  return fs.readFileSync(at);
}

/** The page data of a document with what it has in files of their own, and its atlas. */
export function built(document) {
  const names = fs.existsSync(dist) ? fs.readdirSync(dist) : [];
  const page = names.filter((name) => name.startsWith(`${document}-page-`) && name.endsWith('.json'));
  if (page.length !== 1) throw new Error(`${dist}: ${page.length} files ${document}-page-*.json, one is expected: ${BUILD}`);
  const pageData = JSON.parse(read(page[0]));
  const themes = Object.entries(pageData.themes).map(([name, file]) => [name, JSON.parse(read(file))]);
  return { pageData, themes, more: JSON.parse(read(pageData.more)), atlas: read(pageData.atlas) };
}

/** The viewer's bindings, with its WebAssembly started. */
export async function viewerProgram() {
  const folder = packageFolder();
  const program = await import(pathToFileURL(path.join(folder, 'viewer.js')).href);
  program.initSync({ module: fs.readFileSync(path.join(folder, 'viewer_bg.wasm')) });
  return program;
}
