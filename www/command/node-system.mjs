// What the command needs of Node.js: files and streams. `../types/pkg/command.d.ts` says what each method is for.
import fs from 'node:fs';
import { isatty } from 'node:tty';

const STREAMS = { data: 1, messages: 2 };

/** How long a temporary file of a process that is gone may be another computer's, on a disk that both share, ms. */
const SHARED_MS = 600_000;

/** A path as Rust reads it here, with `/`: Windows takes both. */
export const plain = (path) => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path);

/** @implements {import('../types/pkg/command.js').CommandSystem} */
export class NodeSystem {
  process = process.pid;

  /** @param {string} module the folder of the built live map */
  constructor(module) {
    this.module = plain(module);
  }

  entry(path, follow) {
    return entry((follow ? fs.statSync : fs.lstatSync)(path, { bigint: true }));
  }

  entryOf(file) {
    return entry(fs.fstatSync(file, { bigint: true }));
  }

  real(path) {
    return plain(fs.realpathSync.native(path));
  }

  names(folder) {
    return fs.readdirSync(folder);
  }

  open(path, mode) {
    return fs.openSync(path, mode);
  }

  close(file) {
    fs.closeSync(file);
  }

  read(file, into) {
    return fs.readSync(file, into);
  }

  write(file, bytes) {
    for (let done = 0; done < bytes.length;) done += waiting(() => fs.writeSync(file, bytes, done));
  }

  flush(file) {
    fs.fsyncSync(file);
  }

  shareAs(file, path) {
    const old = fs.statSync(path, { throwIfNoEntry: false });
    if (old) fs.fchmodSync(file, old.mode & 0o7777);
  }

  // Node.js has no locks of files: a file that is held begins with the number of the process that holds it.
  lock(file) {
    const start = Buffer.alloc(20);
    const number = Number.parseInt(start.toString('latin1', 0, fs.readSync(file, start, 0, start.length, 0)), 10);
    return !(number !== process.pid && lives(number));
  }

  isAbandoned(path) {
    const number = Number(/-(\d+)-\d+$/.exec(path)?.[1]);
    return !lives(number) && Date.now() - fs.lstatSync(path).mtimeMs > SHARED_MS;
  }

  rename(from, to) {
    fs.renameSync(from, to);
  }

  createFolder(path) {
    fs.mkdirSync(path);
  }

  remove(path) {
    fs.unlinkSync(path);
  }

  flushNames(folder) {
    const open = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(open);
    } finally {
      fs.closeSync(open);
    }
  }

  input(into) {
    try {
      return waiting(() => fs.readSync(0, into));
    } catch (error) {
      // So Windows ends a pipe.
      if (error.code === 'EOF') return 0;
      throw error;
    }
  }

  print(stream, bytes) {
    this.write(STREAMS[stream], bytes);
  }

  hasColour(stream) {
    return isatty(STREAMS[stream]) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  }
}

function entry(stats) {
  const sorts = {
    file: stats.isFile(),
    folder: stats.isDirectory(),
    link: stats.isSymbolicLink(),
    pipe: stats.isFIFO(),
    socket: stats.isSocket(),
    device: stats.isCharacterDevice() || stats.isBlockDevice(),
    other: true,
  };
  return {
    sort: Object.keys(sorts).find((sort) => sorts[sort]),
    length: Number(stats.size),
    isReadonly: (stats.mode & 0o222n) === 0n,
    identity: `${stats.dev}:${stats.ino}`,
  };
}

/** Whether there is a process of that number. */
function lives(number) {
  if (!(number > 0)) return false;
  try {
    return process.kill(number, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Does `work` again while a stream that another program set so would have it wait. */
function waiting(work) {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(nothing, 0, 0, 5);
    }
  }
}
