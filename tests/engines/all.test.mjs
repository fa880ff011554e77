// Runs the suites in `suites/` in each engine, the engines side by side: `npm test`, or
// `npm test -- map keyboard` for two of the suites, `ENGINES=webkit npm test` for one of the engines.
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { names } from './engines.mjs';
import { Engine } from './support.mjs';

/** All suites of one engine, and all that this program does, may take so long, ms. */
const ENGINE = 900_000;
const ALL = ENGINE + 60_000;
/** How many engines at once. */
const AT_ONCE = Number(process.env.ENGINES_AT_ONCE ?? names.length);

/** Suites that an engine leaves out unless they are asked for: Playwright proves the same there, in tests/browser. */
const PROVEN = { chromium: ['embedding'] };

const folder = path.join(import.meta.dirname, 'suites');
const known = fs.readdirSync(folder).map((file) => path.basename(file, '.mjs')).sort();
const chosen = process.argv.length > 2 ? process.argv.slice(2) : known;
for (const suite of chosen) if (!known.includes(suite)) throw new Error(`no suite is called "${suite}"; there are ${known.join(', ')}`);
const suites = await Promise.all(chosen.map(async (suite) => [suite, (await import(path.join(folder, `${suite}.mjs`))).default]));

// Whatever hangs, this program ends, and with it all that it started.
setTimeout(() => {
  console.error(`the tests in the engines were not done after ${ALL / 1000} s`);
  process.exit(1);
}, ALL).unref();

describe('engines', { concurrency: AT_ONCE, timeout: ALL }, () => {
  for (const name of names) {
    describe(name, { concurrency: 1, timeout: ENGINE }, () => {
      const engine = new Engine(name);
      before(() => engine.start());
      after(() => engine.stop());
      const left = process.argv.length > 2 ? [] : PROVEN[name] ?? [];
      for (const [suite, declare] of suites.filter(([suite]) => !left.includes(suite))) describe(suite, () => declare(engine));
    });
  }
});
