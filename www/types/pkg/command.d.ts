// The command in WebAssembly: what it exports, and what it asks of who runs it. See src/web/command.rs, and
// src/command/disk.rs and system.rs for what each is for. A disk in memory will do.

/** What stands at a path. */
export interface CommandEntry {
  sort: 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device' | 'other';
  /** Bytes. */
  length: number;
  isReadonly: boolean;
  /** Which file it is, whatever its names. */
  identity?: string;
}

/** A machine for the command. What fails throws, if it can as Node.js does: with `code`, as `ENOENT`, and `errno`. Paths have `/`. */
export interface CommandSystem {
  /** The number of the process. */
  readonly process: number;
  /** The folder of the built live map. */
  readonly module: string;
  /** What is at a path, or where a link there leads. */
  entry(path: string, follow: boolean): CommandEntry;
  entryOf(file: number): CommandEntry;
  /** Where a path leads, links followed. */
  real(path: string): string;
  names(folder: string): string[];
  /** Gives a file a number. `r` reads, `r+` writes too, `wx+` creates a file that is not there. */
  open(path: string, mode: 'r' | 'r+' | 'wx+'): number;
  close(file: number): void;
  /** Reads on; how many bytes came, 0 at the end. */
  read(file: number, into: Uint8Array): number;
  /** Writes on, all of them. */
  write(file: number, bytes: Uint8Array): void;
  /** Waits until the bytes are on the disk. */
  flush(file: number): void;
  /** Lets those use the file who may use the one at `path`, if it is there. */
  shareAs(file: number, path: string): void;
  /** Locks an open file; false where another run has it. */
  lock(file: number): boolean;
  /** Whether no run is writing a temporary file any more. */
  isAbandoned(path: string): boolean;
  rename(from: string, to: string): void;
  createFolder(path: string): void;
  remove(path: string): void;
  flushNames(folder: string): void;
  /** Reads on from standard input. */
  input(into: Uint8Array): number;
  print(stream: 'data' | 'messages', bytes: Uint8Array): void;
  hasColour(stream: 'data' | 'messages'): boolean;
}

/** Runs the command with arguments as typed after its name; gives its exit status. */
export function runCommand(system: CommandSystem, args: string[]): number;

export function initSync(source: { module: WebAssembly.Module }): unknown;
