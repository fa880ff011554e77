// node rebake.mjs DIST BEFORE NOW: puts the modules, the style sheet and the frame's scripts of the folder NOW into
// the place of those of BEFORE, which DIST was baked from: what a bake would write, without drawing anything again.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Stands in the built modules for the lists of files. */
const PLACEHOLDER = '__STANCEMAP_FILES__';
/** The module, and the sheet, which ends with that of the figure. */
const [MODULE, SHEET, FIGURE] = ['stance-map.js', 'stance-map.css', 'figure.css'];
/** A module that it loads later, with a list of its own, and one without. */
const [EXTRAS, FULL] = ['extras.js', 'full.js'];
/** The script of the page in a frame, without lines of comment and indentation: as `src/bake/mod.rs` bakes it. */
const FRAME = 'frame.js';
const withoutComments = (text) => `${text.split('\n').map((line) => line.trim()).filter((line) => line && !/^(\/\/|\/\*|\*)/.test(line)).join('\n')}\n`;
/** Scripts and pictures that are baked unchanged: with hashed names, and with their own. */
const HASHED = ['favicon.svg'];
const PLAIN = ['frame-host.js'];

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const integrityOf = (bytes, by = 'sha384') => `${by}-${createHash(by).update(bytes).digest('base64')}`;

/** Rewrites `dist`; the paths of the files that changed. */
export function rebake(dist, before, now) {
  const old = (name) => fs.readFileSync(path.join(before, name), 'utf8');
  const fresh = (name) => fs.readFileSync(path.join(now, name), 'utf8');
  const { files } = JSON.parse(fs.readFileSync(path.join(dist, 'baked.json'), 'utf8'));
  const written = [];
  /** Old names and hashes with their new ones. */
  const replaced = [];
  const renewed = (text) => replaced.reduce((all, [from, to]) => all.replaceAll(from, to), text);

  function write(name, text) {
    const file = path.join(dist, name);
    if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
    fs.writeFileSync(file, text);
    written.push(name);
  }

  /** Changes the text of the one file called `name`, hash aside, by `change`. */
  function renew(name, change) {
    const { name: stem, ext } = path.parse(name);
    const pattern = new RegExp(`^${stem}-[0-9a-f]{16}\\${ext}$`);
    const entry = files.find((file) => file.immutable && pattern.test(file.name));
    if (!entry) throw new Error(`${dist}/baked.json names no ${stem}-….${ext.slice(1)}: build dist/ anew`);
    const was = fs.readFileSync(path.join(dist, entry.name), 'utf8');
    const text = change(was);
    const next = { ...entry, name: `${stem}-${digest(text)}${ext}`, integrity: integrityOf(text) };
    if (next.name === entry.name) return;
    write(next.name, text);
    fs.rmSync(path.join(dist, entry.name));
    replaced.push([entry.name, next.name], [entry.integrity, next.integrity], [integrityOf(was, 'sha256'), integrityOf(text, 'sha256')]);
    files[files.indexOf(entry)] = next;
  }

  /** Puts what is before and after `mark` in the new text around what stood there in the old one. */
  function around(text, was, is, name) {
    const [[start, end], [newStart, newEnd]] = [was, is].map((all) => {
      const at = all.indexOf(PLACEHOLDER);
      return [all.slice(0, at), all.slice(at + PLACEHOLDER.length)];
    });
    if (!text.startsWith(start) || !text.endsWith(end)) throw new Error(`${dist} was not baked from the ${name} of ${before}: build it anew`);
    return newStart + renewed(text.slice(start.length, text.length - end.length)) + newEnd;
  }

  renew(FRAME, () => withoutComments(fresh(FRAME)));
  for (const name of [FULL, ...HASHED]) renew(name, () => fresh(name));
  renew(SHEET, (text) => around(text, PLACEHOLDER + old(FIGURE), PLACEHOLDER + fresh(FIGURE), FIGURE));
  for (const name of [EXTRAS, MODULE]) renew(name, (text) => around(text, old(name), fresh(name), name));
  for (const name of [MODULE, EXTRAS, FULL]) write(name, fresh(name));
  for (const entry of files.filter(({ immutable }) => !immutable)) {
    const text = PLAIN.includes(entry.name) ? fresh(entry.name) : renewed(fs.readFileSync(path.join(dist, entry.name), 'utf8'));
    write(entry.name, text);
    entry.integrity = integrityOf(text);
  }
  // As a bake sorts them: by name, those that never change first.
  files.sort((a, b) => b.immutable - a.immutable || (a.name < b.name ? -1 : 1));
  write('baked.json', `${JSON.stringify({ files }, null, 2)}\n`);
  return written;
}

if (process.argv[1] === import.meta.filename) rebake(...process.argv.slice(2, 5));
