// node main.mjs [--root FOLDER] [--port N] [--live]: serves a folder, by default `dist/`, and prints its address.
// With --live, its standard input has a line for each time that pages must load themselves again:
// `reload`, or `failed` and why as JSON; and it ends with them.
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { serve } from './server.mjs';

/** What to do about a port that can't be had. */
const CURES = {
  EADDRINUSE: (port) => `port ${port} is in use: stop the program that has it, or choose another with --port`,
  EACCES: (port) => `port ${port} is reserved: choose one above 1023 with --port`,
};

const { values } = parseArgs({ options: {
  root: { type: 'string', default: path.join(import.meta.dirname, '../../../dist') },
  port: { type: 'string', default: '0' },
  live: { type: 'boolean', default: false },
} });

try {
  const server = await serve({ roots: { '/': path.resolve(values.root) }, port: Number(values.port), live: values.live });
  console.log(`${server.origin}/`);
  if (values.live) {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      if (line === 'reload') server.reload();
      else if (line.startsWith('failed ')) server.fail(JSON.parse(line.slice('failed '.length)));
    });
    lines.on('close', () => process.exit());
  }
} catch (error) {
  console.error(CURES[error.code]?.(values.port) ?? `cannot serve on port ${values.port}: ${error.message}`);
  process.exitCode = 1;
}
