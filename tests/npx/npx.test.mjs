// The command of the npm package does what the native one does: the same files, byte for byte, the same words and exit
// status. STANCEMAP_COMMAND names the native one, STANCEMAP_DIST a site that it baked, with the package in npx/:
// `cargo xtask test` sets both.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { NodeSystem } from '../../www/command/node-system.mjs';
import { MemoryDisk } from '../../www/studio/command/memory-disk.js';

const REPO = path.join(import.meta.dirname, '../..');
const DIST = path.resolve(process.env.STANCEMAP_DIST ?? path.join(REPO, 'dist'));
const PACKAGE = path.join(DIST, 'npx');
const PROGRAMS = {
  native: [process.env.STANCEMAP_COMMAND],
  npx: [process.execPath, path.join(PACKAGE, 'command/stancemap.mjs')],
};
const asset = (name) => path.join(REPO, 'assets', name);
const fixture = (name) => path.join(REPO, 'tests/fixtures', name);

let place;
let number = 0;

/** Runs one of the programs in a folder of its own that `prepare` has filled: what it said, and all files there. */
function run(program, words, { prepare = () => {}, input = '' } = {}) {
  const folder = path.join(place, `${program}-${number += 1}`);
  fs.mkdirSync(folder);
  prepare(folder);
  const [name, ...first] = PROGRAMS[program];
  const { status, signal, stdout, stderr } = spawnSync(name, [...first, ...words], { cwd: folder, input, maxBuffer: 1e8, timeout: 300_000 });
  return { status: signal ?? status, stdout: stdout.toString(), stderr: stderr.toString(), files: filesOf(folder) };
}

const filesOf = (root) => Object.fromEntries(fs.readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  .map((file) => [path.relative(root, file), fs.readFileSync(file, 'latin1')]));

/** Asserts that both programs do the same; what they did. */
function same(words, options) {
  const [native, npx] = ['native', 'npx'].map((program) => run(program, words, options));
  assert.deepEqual(Object.keys(npx.files).sort(), Object.keys(native.files).sort());
  for (const name of Object.keys(native.files)) assert.ok(npx.files[name] === native.files[name], `${name} has other bytes`);
  assert.deepEqual({ ...npx, files: 0 }, { ...native, files: 0 });
  return npx;
}

/** A document in the folder of a run, for ES-11/1 unless it says other. */
const document = (folder, changes = {}) => fs.writeFileSync(path.join(folder, 'map.json'), JSON.stringify({
  title: 'A vote', countries: asset('countries-110m.geojson'), stances: asset('es-11-1.csv'), body: 'general-assembly', date: '2022-03-02', ...changes,
}));

before(() => {
  place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'stancemap-npx-')));
});
after(() => fs.rmSync(place, { recursive: true }));

describe('render', () => {
  for (const [map, output, ...more] of [
    ['es-11-1', 'map.png', '--scale', '2'],
    ['es-11-1', 'map.png', '--lang', 'ar', '--theme', 'dark-contrast', '--width', '360'],
    ['s-2022-155', 'map.svg', '--theme', 'dark'],
    ['s-2022-155', 'map.png'],
  ]) {
    test([map, output, ...more].join(' '), () => {
      const { status, files } = same(['render', asset(`${map}.json`), '-o', output, ...more]);
      assert.equal(status, 0);
      assert.ok(files[output].length > 10_000);
    });
  }

  for (const [name, latitude] of [['natural-earth', 0], ['mercator', 0], ['orthographic', 12.7], ['azimuthal-equal-area', -61.1]]) {
    test(name, () => {
      const prepare = (folder) => document(folder, { projection: { name, center: [-71.3, latitude] } });
      assert.equal(same(['render', 'map.json', '-o', 'map.svg'], { prepare }).status, 0);
    });
  }
});

test('bake of both documents gives the files of the site', () => {
  const { status, stderr, files } = run('npx', ['bake', asset('es-11-1.json'), asset('s-2022-155.json'), '-o', 'out']);
  assert.equal(status, 0, stderr);
  const names = JSON.parse(files['out/baked.json']).files.map(({ name }) => name);
  assert.ok(names.length > 50);
  for (const name of [...names, 'baked.json']) {
    assert.ok(files[`out/${name}`] === fs.readFileSync(path.join(DIST, name), 'latin1'), `${name} has other bytes`);
  }
  assert.equal(Object.keys(files).length, names.length + 1);
});

describe('import', () => {
  for (const words of [
    ['fixtures', 'cases/03-column-per-stance/annex.txt', '--date', '2022-03-02', '--body', 'general-assembly', '-o', 'stances.csv', '--document', 'map.json'],
    ['fixtures', 'cases/04-record-page/table.csv', '--date', '2022-03-02', '--body', 'general-assembly', '--fix', 'ask'],
    ['fixtures', 'cases/04-record-page/table.csv', '--json'],
    ['fixtures', 'workbooks/vote.xlsx', '--date', '2022-03-02', '--body', 'general-assembly', '--json'],
    ['fixtures', 'workbooks/vote.ods', '--date', '2022-03-02', '--body', 'general-assembly'],
  ]) {
    test(words.slice(1).join(' '), () => {
      const [, file, ...options] = words;
      same(['import', fixture(file), ...options]);
    });
  }

  test('of standard input, then render', () => {
    const input = fs.readFileSync(asset('es-11-1.csv'));
    const made = same(['import', '-', '--date', '2022-03-02', '--body', 'general-assembly', '-o', 'stances.csv', '--document', 'map.json'], { input });
    assert.equal(made.status, 0, made.stderr);
    const prepare = (folder) => Object.entries(made.files).forEach(([name, text]) => fs.writeFileSync(path.join(folder, name), text, 'latin1'));
    assert.equal(same(['render', 'map.json', '-o', 'map.svg'], { prepare }).status, 0);
  });
});

describe('check, pack, unpack and what clap says', () => {
  for (const words of [
    ['check', asset('es-11-1.json')],
    ['check', asset('s-2022-155.json'), '--json'],
    ['check', asset('es-11-1.csv'), '--body', 'general-assembly', '--date', '1962-12-14'],
    ['pack', asset('countries-110m.geojson'), '-o', 'map.smap', '--detail', '0.5@960'],
    ['unpack', asset('world.smap'), '-o', 'map.geojson'],
    ...['csv', 'css', 'geojson'].map((ending) => ['export', asset('es-11-1.json'), '-o', `map.${ending}`, '--lang', 'fr']),
    ['completions', 'bash'],
    ['man'],
    ['bake', '--help'],
    ['--version'],
    ['draw'],
    [],
  ]) {
    test(words.map((word) => path.basename(word)).join(' ') || 'nothing', () => void same(words));
  }
});

describe('what is refused is refused in the same words', () => {
  const png = ['-o', 'map.png'];
  const hostile = {
    'a pipe': (folder) => execFileSync('mkfifo', [path.join(folder, 'map.json')]),
    'a device': (folder) => fs.symlinkSync('/dev/zero', path.join(folder, 'map.json')),
    'a file that is not there': () => {},
    'a folder': (folder) => fs.mkdirSync(path.join(folder, 'map.json')),
    'an empty file': (folder) => fs.writeFileSync(path.join(folder, 'map.json'), ''),
    'a link that leads round': (folder) => fs.symlinkSync('map.json', path.join(folder, 'map.json')),
    'no UTF-8': (folder) => fs.writeFileSync(path.join(folder, 'map.json'), Buffer.from([0x7b, 0xff, 0xfe])),
    'a table on a pipe': (folder) => (execFileSync('mkfifo', [path.join(folder, 'a.csv')]), document(folder, { stances: 'a.csv' })),
    'a table without end': (folder) => document(folder, { stances: '/dev/zero' }),
    'a table below a file': (folder) => document(folder, { stances: 'map.json/a.csv' }),
    'a name with a NUL': (folder) => document(folder, { stances: 'a\0b.csv' }),
    'a name that is too long': (folder) => document(folder, { stances: 'a'.repeat(300) }),
    'an address': (folder) => document(folder, { stances: 'https://example.org/a.csv' }),
    'the output as input': (folder) => document(folder, { stances: 'map.png' }),
    'the output as input by a link': (folder) => (document(folder, { stances: 'a.csv' }), fs.writeFileSync(path.join(folder, 'map.png'), 'x'), fs.linkSync(path.join(folder, 'map.png'), path.join(folder, 'a.csv'))),
    'an output that is a folder': (folder) => (document(folder), fs.mkdirSync(path.join(folder, 'map.png'))),
    'an output on a pipe': (folder) => (document(folder), execFileSync('mkfifo', [path.join(folder, 'map.png')])),
    'an output that may not be written': (folder) => (document(folder), fs.writeFileSync(path.join(folder, 'map.png'), 'x', { mode: 0o400 })),
    'an output that leads nowhere': (folder) => (document(folder), fs.symlinkSync('none', path.join(folder, 'map.png'))),
    'brackets without end': (folder) => fs.writeFileSync(path.join(folder, 'map.json'), '['.repeat(1e6)),
  };
  for (const [name, prepare] of Object.entries(hostile)) {
    test(name, () => assert.equal(same(['render', 'map.json', ...png], { prepare }).status, 2));
  }

  for (const [name, words, prepare] of [
    ['no folder for the output', ['render', 'map.json', '-o', 'none/map.svg'], document],
    ['a file as folder of the output', ['render', 'map.json', '-o', 'map.json/map.svg'], document],
    ['more than may be read', ['check', asset('es-11-1.json'), '--max-input', '2kB']],
    ['a bake among other things', ['bake', asset('s-2022-155.json'), '-o', '.', '--module-dir', PACKAGE], document],
    ['a bake over its input', ['bake', 'map.json', '-o', '.', '--force', '--module-dir', PACKAGE], document],
    ['a bake without a module', ['bake', 'map.json', '-o', 'out', '--module-dir', 'none'], document],
    ['an archive that is none', ['import', 'a.xlsx'], (folder) => fs.writeFileSync(path.join(folder, 'a.xlsx'), 'PK\x03\x04'.padEnd(500, '\0'))],
  ]) {
    test(name, () => assert.equal(same(words, { prepare }).status, 2));
  }

  test('a detail tile out of its folder', () => {
    const prepare = (folder) => {
      fs.mkdirSync(path.join(folder, 'detail'));
      const index = JSON.parse(fs.readFileSync(asset('detail/index.json')));
      fs.writeFileSync(path.join(folder, 'detail/index.json'), JSON.stringify(index));
      for (const { file } of index.parts) fs.symlinkSync(asset(`detail/${file}`), path.join(folder, 'detail', file));
      document(folder, { detail: 'detail/index.json' });
    };
    assert.match(same(['check', 'map.json'], { prepare }).stderr, /leads out of the folder/);
  });
});

describe('runs beside each other', () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;

  test('a file is held by a living process alone', () => {
    const system = new NodeSystem(PACKAGE);
    const file = path.join(place, 'held');
    const free = [process.ppid, dead, process.pid, ''].map((pid) => {
      fs.writeFileSync(file, `${pid}\n`);
      const open = system.open(file, 'r+');
      const locked = system.lock(open);
      system.close(open);
      return locked;
    });
    assert.deepEqual(free, [false, true, true, true]);
  });

  test('what a killed run left goes, what a living one writes stays', () => {
    const left = (pid) => `.stancemap-new-${pid}-0`;
    const prepare = (folder) => {
      document(folder);
      for (const pid of [dead, process.pid]) {
        fs.writeFileSync(path.join(folder, left(pid)), '');
        fs.utimesSync(path.join(folder, left(pid)), 0, 0);
      }
    };
    const { status, files } = run('npx', ['render', 'map.json', '-o', 'map.svg'], { prepare });
    assert.equal(status, 0);
    assert.deepEqual(Object.keys(files).sort(), [left(process.pid), 'map.json', 'map.svg'].sort());
  });

  test('a reader who has seen enough ends nothing badly', () => {
    const [name, ...first] = PROGRAMS.npx;
    const line = [name, ...first, 'man'].map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ ${line}; echo status $? >&2; } | true`]);
    assert.deepEqual([stdout.length, stderr.toString()], [0, 'status 0\n']);
  });
});

test('a disk in memory will do', async () => {
  const { initSync, runCommand } = await import(path.join(PACKAGE, 'pkg/command.js'));
  initSync({ module: fs.readFileSync(path.join(PACKAGE, 'pkg/command_bg.wasm')) });
  const files = ['s-2022-155.json', 's-2022-155.csv', 'countries-50m.geojson'].map((name) => [`in/${name}`, fs.readFileSync(asset(name))]);
  const system = new MemoryDisk(files);
  assert.equal(runCommand(system, ['render', 'in/s-2022-155.json', '-o', 'map.svg']), 0, system.printed.messages);
  const native = run('native', ['render', asset('s-2022-155.json'), '-o', 'map.svg']);
  assert.ok(Buffer.from(system.contents().get('map.svg')).toString('latin1') === native.files['map.svg']);
  assert.equal(runCommand(system, ['check', 'none.json']), 2);
  assert.match(system.printed.messages, /none\.json: can't be read \(No such file or directory\)/);
});

test('npx runs the packed package in an empty folder', () => {
  const folder = path.join(place, 'empty');
  fs.mkdirSync(folder);
  // Node.js and npm, and nothing of Rust.
  const env = { PATH: [path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'), HOME: folder, npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  const tarball = execFileSync('npm', ['pack', '--silent', PACKAGE], { cwd: folder, env }).toString().trim();
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', `./${tarball}`, 'check', asset('s-2022-155.json')], { cwd: folder, env });
  assert.equal(status, 0, stderr.toString());
  assert.match(stdout.toString(), /result {6}clean/);
});

describe('studio', () => {
  const studio = (...words) => [PROGRAMS.npx[0], [PROGRAMS.npx[1], 'studio', ...words]];
  const ask = (port, name, options = {}) => new Promise((resolve, reject) => {
    http.request({ host: '127.0.0.1', port, path: name, ...options }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body: Buffer.concat(parts) }));
    }).on('error', reject).end();
  });

  test('its page, programs and words are served to this machine alone, and nothing else is', async () => {
    const child = spawn(...studio('--port', '0'));
    try {
      const [said] = await once(child.stdout, 'data');
      const [, port] = /127\.0\.0\.1:(\d+)/.exec(String(said));
      const page = await ask(port, '/');
      assert.deepEqual([page.status, page.type], [200, 'text/html; charset=utf-8']);
      for (const name of ['studio.js', 'studio.css', 'importer.js', 'studio-command.js', 'pkg/importer_bg.wasm', 'npx/pkg/command_bg.wasm', 'npx/pkg/command.js', 'pkg/full_bg.wasm', 'full.js', 'stance-map.js', 'extras.js', 'data/world.smap', 'studio/un-names.csv', 'studio/words/ar.json', 'studio/sentences/fr.json', 'locales/ar.json', 'favicon.svg']) {
        const { status, body } = await ask(port, `/${name}`);
        assert.equal(status, 200, name);
        const site = path.join(DIST, name);
        assert.ok(body.equals(fs.readFileSync(site)), name);
      }
      assert.equal((await ask(port, '/../package.json')).status, 404);
      assert.equal((await ask(port, '/%2e%2e/package.json')).status, 404);
      assert.equal((await ask(port, '/', { headers: { host: 'example.org' } })).status, 421);
      assert.equal((await ask(port, '/', { method: 'POST' })).status, 405);
      const second = spawnSync(...studio('--port', port), { timeout: 30_000 });
      assert.equal(second.status, 2);
      assert.match(String(second.stderr), /is taken: give another with --port/);
    } finally {
      child.kill();
    }
  });

  test('other arguments are refused in words', () => {
    for (const words of [['--port'], ['--port', 'x'], ['map.json']]) {
      const { status, stderr } = spawnSync(...studio(...words), { timeout: 30_000 });
      assert.equal(status, 2);
      assert.match(String(stderr), /it takes --port and a number/);
    }
  });
});
