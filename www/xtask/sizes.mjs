// Prints the size of each file of a folder in bytes: as it is, and as gzip -9 and brotli -11 send it.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const folder = process.argv[2];
const brotli = (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const row = (name, sizes) => console.log([name.padEnd(30), ...sizes.map((size) => String(size).padStart(10))].join(' '));

const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

row('bytes', ['raw', 'gzip', 'brotli']);
const total = [0, 0, 0];
for (const file of files) {
  const bytes = fs.readFileSync(path.join(folder, file));
  const sizes = [bytes.length, zlib.gzipSync(bytes, { level: 9 }).length, brotli(bytes).length];
  sizes.forEach((size, i) => { total[i] += size; });
  row(file, sizes);
}
row('all', total);
