// `npm run bundle -- ENTRY --outfile=FILE`: joins a module with all that it imports into one small file. esbuild joins
// and shortens; terser's names make it compress better (by 3 % in brotli).
import fs from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { minify } from 'terser';

const { values: { outfile }, positionals: [entry] } = parseArgs({ options: { outfile: { type: 'string' } }, allowPositionals: true });
if (!entry || !outfile) {
  console.error('usage: npm run bundle -- ENTRY --outfile=FILE');
  process.exit(2);
}
const { outputFiles: [joined] } = await esbuild.build({
  entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'warning', write: false,
});
// Statements side by side compress better than joined by commas.
const { code } = await minify(joined.text, { module: true, ecma: 2020, compress: { passes: 2, sequences: false } });
fs.writeFileSync(outfile, `${code}\n`);
