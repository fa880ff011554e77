// What a rebake writes is what a bake would have written. STANCEMAP_COMMAND names the program that bakes, STANCEMAP_DIST
// a site that it baked: `cargo xtask test` sets both.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { rebake } from './rebake.mjs';

const repo = path.join(import.meta.dirname, '../..');
const dist = process.env.STANCEMAP_DIST ?? path.join(repo, 'dist');
const NAMES = ['figure.css', 'frame.js', 'frame-host.js', 'favicon.svg'];
/** Only these are baked: one map, to save a minute. */
const DOCUMENT = path.join(repo, 'assets/s-2022-155.json');

let folder;
const at = (...names) => path.join(folder, ...names);
const bytesOf = (root) => Object.fromEntries(fs.readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  .map((file) => [path.relative(root, file), fs.readFileSync(file, 'latin1')]));

/** Bakes one map with the module in `module` into `output`. */
function bake(module, output) {
  execFileSync(process.env.STANCEMAP_COMMAND, ['bake', DOCUMENT, '--module-dir', module, '--output', output], { stdio: ['ignore', 'ignore', 'pipe'] });
}

describe('rebake', () => {
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stancemap-rebake-'));
    for (const side of ['before', 'now']) {
      fs.mkdirSync(at(side));
      for (const name of ['stance-map.js', 'extras.js', 'full.js']) fs.copyFileSync(path.join(dist, name), at(side, name));
      for (const name of NAMES) fs.copyFileSync(path.join(repo, 'www', name), at(side, name));
      for (const name of ['pkg', 'locales']) fs.symlinkSync(path.join(dist, name), at(side, name));
    }
    bake(at('before'), at('site'));
    // Beside what was baked a site has its plain modules.
    for (const name of ['stance-map.js', 'extras.js', 'full.js']) fs.copyFileSync(at('before', name), at('site', name));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  test('nothing changes where nothing changed', () => {
    assert.deepEqual(rebake(at('site'), at('before'), at('before')), []);
  });

  test('new modules are where a bake would put them, byte for byte', () => {
    for (const name of ['stance-map.js', 'extras.js', 'full.js']) fs.appendFileSync(at('now', name), '\nglobalThis.changed = 1;\n');
    bake(at('now'), at('baked'));
    for (const name of ['stance-map.js', 'extras.js', 'full.js']) fs.copyFileSync(at('now', name), at('baked', name));
    fs.cpSync(at('site'), at('site-1'), { recursive: true });
    const written = rebake(at('site-1'), at('before'), at('now'));
    assert.deepEqual(bytesOf(at('site-1')), bytesOf(at('baked')));
    assert.ok(written.some((name) => /^full-\w{16}\.js$/.test(name)) && written.includes('embed.html'), written.join(' '));
  });

  test('a new style sheet and new scripts of the frame come by new names, and pages know them', () => {
    // A comment would not stay in the frame's script.
    const added = (name) => (name.endsWith('.js') ? 'globalThis.changed = 1;\n' : '\n/* changed */');
    for (const name of NAMES) fs.appendFileSync(at('now', name), added(name));
    const old = bytesOf(at('site'));
    rebake(at('site'), at('before'), at('now'));
    const all = bytesOf(at('site'));
    const named = (files, pattern) => Object.keys(files).filter((name) => pattern.test(name));
    for (const pattern of [/^stance-map-\w{16}\.css$/, /^frame-\w{16}\.js$/, /^favicon-\w{16}\.svg$/]) {
      const [[was], found] = [named(old, pattern), named(all, pattern)];
      assert.equal(found.length, 1);
      assert.notEqual(found[0], was);
      assert.equal(all[found[0]], old[was] + added(was));
      assert.ok(all['embed.html'].includes(found[0]) && !all['embed.html'].includes(was), found[0]);
    }
    assert.equal(all['frame-host.js'], old['frame-host.js'] + added('frame-host.js'));
  });

  test('a site of another module is refused', () => {
    fs.writeFileSync(at('now', 'stance-map.js'), 'x __STANCEMAP_FILES__');
    assert.throws(() => rebake(at('site'), at('now'), at('before')), /was not baked from the stance-map\.js of/);
  });
});
