// node run.mjs [--rounds N] [--only a,b] [--out FOLDER]: builds the pages, measures all peers in
// turns, so that what else the machine does meets all alike, and writes results.md and results.json.
// With --against FOLDER it measures our own pages alone, of dist/ and of another build in FOLDER: see against.mjs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './against.mjs';
import { PICTURED, buildSite } from './build.mjs';
import { findFaults } from './checks.mjs';
import { host, launch, sample } from './measure.mjs';
import { PEERS } from './peers.mjs';
import { comparePicture } from './picture.mjs';
import { markdown, summary } from './report.mjs';

const repo = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '3' },
  only: { type: 'string' },
  against: { type: 'string' },
  out: { type: 'string', default: path.join(repo, 'target/bench') },
} });

const dist = path.join(repo, 'dist');
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error(`--rounds ${values.rounds}: a whole number from 1`);
const peers = chosen(values.only).filter(({ isOurs }) => isOurs || !values.against);
if (!peers.length) throw new Error(`--only ${values.only}: none of these is ours, and --against compares two builds of ours`);

/** The peers whose name begins with one of the words. */
function chosen(only) {
  if (!only) return PEERS;
  const words = only.split(',');
  for (const word of words) {
    if (!PEERS.some(({ id }) => id.startsWith(word))) throw new Error(`--only ${word}: no peer begins so; there are ${PEERS.map(({ id }) => id).join(', ')}`);
  }
  return PEERS.filter(({ id }) => words.some((word) => id.startsWith(word)));
}

/** Keeps the pictures of a peer, and stops when they don't show the map. */
async function pictured(folder, peer, work) {
  const seen = {};
  const result = await work(async (page, name) => { seen[name] = await page.screenshot(); });
  for (const [name, picture] of Object.entries(seen)) fs.writeFileSync(path.join(folder, `${peer.id}-${name}.png`), picture);
  const faults = findFaults(seen);
  if (faults.length) throw new Error(`${peer.id} does not show the map: ${faults.join('; ')} (see ${folder})`);
  return result;
}

if (values.against) {
  fs.mkdirSync(values.out, { recursive: true });
  const { text, isWorse } = await compare({ dist, against: path.resolve(values.against), peers, rounds, out: values.out });
  console.log(text);
  process.exit(isWorse ? 1 : 0);
}

const site = path.join(values.out, 'site');
const pictures = path.join(values.out, 'pictures');
for (const folder of [site, pictures]) fs.mkdirSync(folder, { recursive: true });
console.error('building the pages');
await buildSite(site, peers, dist);
console.error('packing (the first time takes minutes)');
const server = await host(site, dist, values.out);
const browser = await launch();
try {
  const address = (peer) => server.origin + (peer.address ?? `/${peer.id}/`);
  const samples = Object.fromEntries(peers.map(({ id }) => [id, []]));
  const failures = [];
  for (let round = 0; round < rounds; round += 1) {
    // Every round begins with another peer.
    const shift = Math.floor((round * peers.length) / rounds);
    for (const peer of [...peers.slice(shift), ...peers.slice(0, shift)]) {
      console.error(`round ${round + 1} of ${rounds}: ${peer.id}`);
      const measure = (see) => sample(browser, address(peer), peer, see);
      try {
        samples[peer.id].push(await (round === 0 ? pictured(pictures, peer, measure) : measure()));
      } catch (error) {
        // The others' times are worth keeping.
        failures.push(`${peer.id}, round ${round + 1}: ${error.message}`);
        console.error(failures.at(-1));
      }
    }
  }
  const results = Object.fromEntries(Object.entries(samples).map(([id, taken]) => [id, summary(taken)]));
  const picture = peers.some(({ id }) => id === PICTURED) ? await comparePicture(browser, server.origin, pictures) : null;
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus().length} cores, software raster, Chromium ${browser.version()}`,
    rounds, peers, results, picture, failures,
  };
  const text = markdown(report);
  fs.writeFileSync(path.join(values.out, 'results.md'), text);
  fs.writeFileSync(path.join(values.out, 'results.json'), JSON.stringify({ ...report, samples }, null, 1));
  console.log(text);
  if (failures.length) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
