// `npm run bundle -- ENTRY… --outdir=FOLDER`: joins each module with all that it imports into one small file. esbuild
// joins and shortens; terser's names make the files compress better (by 3 % in brotli).
import fs from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { minify } from 'terser';

const { values: { outdir }, positionals: entryPoints } = parseArgs({ options: { outdir: { type: 'string' } }, allowPositionals: true });
if (!entryPoints.length || !outdir) {
  console.error('usage: npm run bundle -- ENTRY… --outdir=FOLDER');
  process.exit(2);
}
const { outputFiles } = await esbuild.build({
  entryPoints, outdir, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'warning', write: false,
});
for (const { path, text } of outputFiles) {
  // Statements side by side compress better than joined by commas.
  const { code } = await minify(text, { module: true, ecma: 2020, compress: { passes: 2, sequences: false } });
  fs.writeFileSync(path, `${code}\n`);
}
