#!/usr/bin/env node
// `npx stancemap`: the native command's code in WebAssembly, on the files of Node.js.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initSync, runCommand } from '../pkg/command.js';
import { NodeSystem, plain } from './node-system.mjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
initSync({ module: new WebAssembly.Module(readFileSync(file('../pkg/command_bg.wasm'))) });
try {
  process.exitCode = runCommand(new NodeSystem(file('..')), process.argv.slice(2).map(plain));
} catch (error) {
  // As Rust's programs end that break off. What broke was said before.
  console.error(`stancemap broke off (${error.message}): please report it, with what you gave it`);
  process.exitCode = 101;
}
