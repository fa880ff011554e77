// The programs, each loaded once for all maps of the page: the viewer shows a map; the full one joins it from its
// document's files, searches and writes files; the picture program paints what stands round the map of a PNG.
import { initSync as startViewer } from '../pkg/viewer.js';
import { addFiles, ownFile } from '../files.js';
import { english } from '../texts.js';
import { at, Failure } from './failure.js';
import { fileName, wasm } from './fetching.js';
import { imported } from './importing.js';

/**
 * Does `step` once; a failure may be tried again.
 * @template T
 * @param {() => Promise<T>} step
 */
function once(step) {
  /** @type {Promise<T> | undefined} */
  let done;
  return () => {
    done ??= step().catch((error) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}

export const viewerProgram = once(async () => {
  const source = await wasm(...ownFile('viewer'));
  await at('wasm', () => startViewer(source));
});

/** The module of what not every reader needs. */
export const extras = once(async () => {
  const [address, options] = ownFile('extras');
  try {
    /** @type {typeof import('../extras.js')} */
    const module = await imported(address, options);
    Object.assign(english, module.laterEnglish);
    addFiles(module.laterFiles);
    return module;
  } catch (error) {
    throw new Failure('fetch', `${fileName(address)}: can’t be loaded`, error);
  }
});

/** What the full program is asked by. */
export const fullProgram = once(async () => {
  const { startFull } = await extras();
  return at('wasm', () => startFull(ownFile('full'), ownFile('fullWasm')));
});

/** That module, with the picture program started. */
export const pictureProgram = once(async () => {
  const module = await extras();
  const source = await wasm(...ownFile('picture'));
  await at('wasm', () => module.startPicture(source));
  return module;
});
