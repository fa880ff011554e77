// Prints the size of each file of a folder in bytes: as it is, and as gzip -9 and brotli -11 send it.
// Fails if some of them, named in the arguments after what they may be, have more brotli bytes together; `--` begins others.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const [folder, ...rest] = process.argv.slice(2);
const limits = rest.join('\n').split('\n--\n').map((group) => group.split('\n'));
const brotli = (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const row = (name, sizes) => console.log([name.padEnd(48), ...sizes.map((size) => String(size).padStart(10))].join(' '));

const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
  // The rest of the npm package are copies.
  .filter((file) => !file.startsWith('npx') || file.includes('command'))
  .sort();

row('bytes', ['raw', 'gzip', 'brotli']);
const total = [0, 0, 0];
const sent = new Map();
for (const file of files) {
  const bytes = fs.readFileSync(path.join(folder, file));
  // A PNG is packed already.
  const sizes = file.endsWith('.png') ? [bytes.length, bytes.length, bytes.length]
    : [bytes.length, zlib.gzipSync(bytes, { level: 9 }).length, brotli(bytes).length];
  sizes.forEach((size, i) => { total[i] += size; });
  sent.set(file, sizes[2]);
  row(file, sizes);
}
row('all', total);

for (const [most, ...limited] of limits) {
  const missing = limited.filter((file) => !sent.has(file));
  const sum = limited.reduce((bytes, file) => bytes + (sent.get(file) ?? 0), 0);
  console.log(`${limited.join(' + ')}: ${sum} bytes of brotli, ${most} at most`);
  if (!missing.length && sum <= Number(most)) continue;
  console.error(missing.length ? `missing: ${missing.join(', ')}` : 'the program has grown too large: see MOST_BROTLI_BYTES in dist.rs and studio.rs');
  process.exitCode = 1;
}
