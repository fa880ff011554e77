// One run of the command: files and arguments in, files and messages out. For the worker, and for tests in Node.js.
import { MemoryDisk } from './memory-disk.js';
import { zip } from './zip.js';

/**
 * @typedef {object} Job
 * @property {WebAssembly.Module} module the program
 * @property {string[]} args as typed after its name
 * @property {[path: string, bytes: Uint8Array][]} files what it may read
 * @property {string} output the folder that it writes into
 * @property {string} [zipped] the folder in a ZIP that takes the place of the files
 */
/** @typedef {{ status: number, messages: string, files: Map<string, Uint8Array<ArrayBuffer>> }} Result status as of the command: 0 clean, 1 warnings or errors, 2 can't be read */

/** The name of the ZIP among the files. */
export const ZIP = 'folder.zip';

/**
 * @param {Job} job
 * @param {typeof import('../../types/pkg/command.js')} command
 * @param {(path: string) => void} wrote called when a file is whole
 * @returns {Result}
 */
export function runJob({ module, args, files, output, zipped }, { initSync, runCommand }, wrote) {
  const disk = new MemoryDisk(files, 'module', (path) => {
    if (path.startsWith(`${output}/`)) wrote(path.slice(output.length + 1));
  });
  disk.createFolder(output);
  initSync({ module });
  const status = runCommand(disk, args);
  const made = disk.contents(output);
  if (zipped !== undefined && made.size) {
    const packed = zip(made, zipped);
    made.clear();
    made.set(ZIP, packed);
  }
  // Each in memory of its own, so that it can be given away.
  return { status, messages: disk.printed.messages, files: new Map([...made].map(([path, bytes]) => [path, bytes.slice()])) };
}
