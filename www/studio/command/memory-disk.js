// A machine for the command that is nothing but files in memory: what a page has. ../../types/pkg/command.d.ts says what
// each method is for.

/** @typedef {import('../../types/pkg/command.js').CommandEntry} CommandEntry */
/** @typedef {{ number: number, bytes: Uint8Array, length: number }} Inode */

/** @param {string} code as Node.js names failures of a disk */
const failed = (code) => Object.assign(new Error(code), { code });

/** A path without what leads nowhere: `.`, `..` and doubled slashes. @param {string} path */
function plain(path) {
  /** @type {string[]} */
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** @param {string} path */
const parent = (path) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** @typedef {import('../../types/pkg/command.js').CommandSystem} CommandSystem */
/** @implements {CommandSystem} */
export class MemoryDisk {
  process = 1;
  printed = { data: '', messages: '' };
  /** @type {Map<string, Inode>} */
  #files = new Map();
  #folders = new Set(['']);
  /** @type {Map<number, { file: Inode, at: number }>} */
  #open = new Map();
  #last = 0;
  #decoders = { data: new TextDecoder(), messages: new TextDecoder() };
  #renamed;

  /**
   * @param {Iterable<[string, Uint8Array]>} files by their paths, with `/`
   * @param {string} [module] the folder of the built live map
   * @param {(path: string) => void} [renamed] called when a file has got its name: it is whole then
   */
  constructor(files, module = 'module', renamed = () => {}) {
    this.module = module;
    this.#renamed = renamed;
    for (const [path, bytes] of files) {
      const name = plain(path);
      this.#files.set(name, { number: this.#next(), bytes, length: bytes.length });
      for (let folder = parent(name); folder; folder = parent(folder)) this.#folders.add(folder);
    }
  }

  /** The files below a folder, by their paths in it. @param {string} [folder] */
  contents(folder = '') {
    const start = folder ? `${plain(folder)}/` : '';
    const below = [...this.#files].filter(([path]) => path.startsWith(start));
    return new Map(below.map(([path, { bytes, length }]) => [path.slice(start.length), bytes.subarray(0, length)]));
  }

  #next() { return this.#last += 1; }

  /** @param {string} path @returns {CommandEntry} */
  entry(path) {
    const name = plain(path);
    if (this.#folders.has(name)) return { sort: 'folder', length: 0, isReadonly: false, identity: `/${name}` };
    return entryOf(this.#file(name));
  }

  /** @param {number} file */
  entryOf(file) { return entryOf(this.#opened(file).file); }

  /** @param {string} path */
  real(path) {
    this.entry(path);
    return `/${plain(path)}`;
  }

  /** @param {string} folder */
  names(folder) {
    const name = plain(folder);
    if (this.#files.has(name)) throw failed('ENOTDIR');
    if (!this.#folders.has(name)) throw failed('ENOENT');
    return [...this.#files.keys(), ...this.#folders].filter((path) => path && parent(path) === name).map((path) => path.slice(name ? name.length + 1 : 0));
  }

  /** @param {string} path @param {'r' | 'r+' | 'wx+'} mode */
  open(path, mode) {
    const name = plain(path);
    if (mode === 'wx+') {
      if (this.#files.has(name) || this.#folders.has(name)) throw failed('EEXIST');
      this.#within(name);
      this.#files.set(name, { number: this.#next(), bytes: new Uint8Array(), length: 0 });
    }
    if (this.#folders.has(name)) throw failed('EISDIR');
    const number = this.#next();
    this.#open.set(number, { file: this.#file(name), at: 0 });
    return number;
  }

  /** @param {number} file */
  close(file) { this.#open.delete(file); }

  /** @param {number} file @param {Uint8Array} into */
  read(file, into) {
    const open = this.#opened(file);
    const part = open.file.bytes.subarray(open.at, Math.min(open.at + into.length, open.file.length));
    into.set(part);
    open.at += part.length;
    return part.length;
  }

  /** @param {number} file @param {Uint8Array} bytes */
  write(file, bytes) {
    const open = this.#opened(file);
    const own = open.file;
    const end = open.at + bytes.length;
    if (end > own.bytes.length) {
      // Twice the room each time: what is written piece by piece takes time by its length.
      const wider = new Uint8Array(own.length ? Math.max(end, 2 * own.bytes.length) : end);
      wider.set(own.bytes.subarray(0, own.length));
      own.bytes = wider;
    }
    own.bytes.set(bytes, open.at);
    open.at = end;
    own.length = Math.max(own.length, end);
  }

  /** @param {string} from @param {string} to */
  rename(from, to) {
    const [old, name] = [plain(from), plain(to)];
    const file = this.#file(old);
    if (this.#folders.has(name)) throw failed('EISDIR');
    this.#within(name);
    this.#files.delete(old);
    this.#files.set(name, file);
    this.#renamed(name);
  }

  /** @param {string} path */
  createFolder(path) {
    const name = plain(path);
    if (this.#folders.has(name) || this.#files.has(name)) throw failed('EEXIST');
    this.#within(name);
    this.#folders.add(name);
  }

  /** @param {string} path */
  remove(path) {
    const name = plain(path);
    if (!this.#files.delete(name)) throw failed(this.#folders.has(name) ? 'EISDIR' : 'ENOENT');
  }

  /** @param {'data' | 'messages'} stream @param {Uint8Array} bytes */
  print(stream, bytes) { this.printed[stream] += this.#decoders[stream].decode(bytes, { stream: true }); }

  // Nothing outlives the page, and nobody else is here.
  flush() {}
  flushNames() {}
  shareAs() {}
  lock() { return true; }
  isAbandoned() { return false; }
  hasColour() { return false; }
  input() { return 0; }

  /** @param {string} name */
  #file(name) {
    const file = this.#files.get(name);
    if (!file) throw failed(this.#files.has(parent(name)) ? 'ENOTDIR' : 'ENOENT');
    return file;
  }

  /** @param {number} file */
  #opened(file) {
    const open = this.#open.get(file);
    if (!open) throw failed('EBADF');
    return open;
  }

  /** @param {string} name of what is to be made in a folder */
  #within(name) {
    if (this.#files.has(parent(name))) throw failed('ENOTDIR');
    if (!this.#folders.has(parent(name))) throw failed('ENOENT');
  }
}

/** @param {Inode} file @returns {CommandEntry} */
const entryOf = ({ number, length }) => ({ sort: 'file', length, isReadonly: false, identity: String(number) });
