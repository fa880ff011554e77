// A machine for the command that is nothing but files in memory: what a page has. See www/types/pkg/command.d.ts.

const failed = (code) => Object.assign(new Error(code), { code });

/** @implements {import('../../www/types/pkg/command.js').CommandSystem} */
export class MemorySystem {
  process = 1;
  module = 'module';
  printed = { data: '', messages: '' };
  #open = new Map();

  /** @param {Iterable<[string, Uint8Array]>} files by their paths, with `/` */
  constructor(files) {
    this.files = new Map(files);
    this.folders = new Set(['.', '']);
    for (const file of this.files.keys()) this.folders.add(file.split('/').slice(0, -1).join('/'));
  }

  entry(path) {
    const name = this.real(path);
    const bytes = this.files.get(name);
    return { sort: bytes ? 'file' : 'folder', length: bytes?.length ?? 0, isReadonly: false, identity: name };
  }

  entryOf(file) {
    return this.entry(this.#open.get(file).path);
  }

  real(path) {
    const name = path.replace(/^(\.\/)+/, '');
    if (!this.files.has(name) && !this.folders.has(name)) throw failed('ENOENT');
    return name;
  }

  names(folder) {
    return [...this.files.keys()].filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1));
  }

  open(path, mode) {
    const name = path.replace(/^(\.\/)+/, '');
    if (mode === 'wx+') this.files.set(name, new Uint8Array());
    this.real(name);
    const number = this.#open.size;
    this.#open.set(number, { path: name, at: 0 });
    return number;
  }

  close() {}

  read(file, into) {
    const open = this.#open.get(file);
    const part = this.files.get(open.path).subarray(open.at, open.at + into.length);
    into.set(part);
    open.at += part.length;
    return part.length;
  }

  write(file, bytes) {
    const { path } = this.#open.get(file);
    const before = this.files.get(path);
    const all = new Uint8Array(before.length + bytes.length);
    all.set(before);
    all.set(bytes, before.length);
    this.files.set(path, all);
  }

  flush() {}
  shareAs() {}
  flushNames() {}
  lock() { return true; }
  isAbandoned() { return false; }
  hasColour() { return false; }
  input() { return 0; }

  rename(from, to) {
    const [old, name] = [from, to].map((path) => path.replace(/^(\.\/)+/, ''));
    this.files.set(name, this.files.get(old));
    this.files.delete(old);
  }

  createFolder(path) {
    this.folders.add(path);
  }

  remove(path) {
    this.files.delete(path.replace(/^(\.\/)+/, ''));
  }

  print(stream, bytes) {
    this.printed[stream] += new TextDecoder().decode(bytes);
  }
}
