#!/usr/bin/env node
// `npx stancemap`: the native command's code in WebAssembly, on the files of Node.js; and the studio.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initSync, runCommand } from '../pkg/command.js';
import { NodeSystem, plain } from './node-system.mjs';
import { studio } from './studio.mjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const [first, ...others] = process.argv.slice(2);

/** The command; its exit status. */
function command() {
  initSync({ module: new WebAssembly.Module(readFileSync(file('../pkg/command_bg.wasm'))) });
  try {
    return runCommand(new NodeSystem(file('..')), process.argv.slice(2).map(plain));
  } catch (error) {
    // As Rust's programs end that break off. What broke was said before.
    console.error(`stancemap broke off (${error.message}): please report it, with what you gave it`);
    return 101;
  }
}

if (first === 'studio') {
  try {
    studio(file('..'), others);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
} else {
  process.exitCode = command();
}
