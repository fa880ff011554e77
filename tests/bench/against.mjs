// Compares two builds of ours: every page of both, and of this one once more under a second name, in turns. How far
// the two names of one build lie apart is the run's own error: nothing smaller is a difference.
import fs from 'node:fs';
import path from 'node:path';
import { buildSite } from './build.mjs';
import { host, launch, sample } from './measure.mjs';
import { report, rowsOf } from './verdict.mjs';

/** Measures `dist` against the build in the folder `against`: `{ text, isWorse }`; writes against.md and .json into `out`. */
export async function compare({ dist, against, peers, rounds, out }) {
  const folders = { this: dist, again: dist, against };
  const servers = {};
  for (const [build, folder] of Object.entries(folders)) {
    if (!fs.existsSync(path.join(folder, 'embed.html'))) throw new Error(`${folder} holds no embed.html: give the dist/ of a build`);
    const site = path.join(out, `site-${build}`);
    await buildSite(site, peers, folder);
    servers[build] = await host(site, folder, out);
  }
  const builds = Object.keys(folders);
  const samples = Object.fromEntries(builds.map((build) => [build, Object.fromEntries(peers.map(({ id }) => [id, []]))]));
  const failures = [];
  const browser = await launch();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const peer of peers) {
        // No build is always the first, or always after the same other.
        const order = round % 2 ? builds.toReversed() : builds;
        const shift = round % builds.length;
        for (const build of [...order.slice(shift), ...order.slice(0, shift)]) {
          console.error(`round ${round + 1} of ${rounds}: ${peer.id} of ${build}`);
          const url = servers[build].origin + (peer.address ?? `/${peer.id}/`);
          try {
            samples[build][peer.id].push(await sample(browser, url, peer));
          } catch (error) {
            failures.push(`${peer.id} of ${build}, round ${round + 1}: ${error.message}`);
            console.error(failures.at(-1));
          }
        }
      }
    }
  } finally {
    await browser.close();
    for (const server of Object.values(servers)) await server.close();
  }
  const rows = rowsOf(peers, samples);
  const text = report(rows, rounds, failures);
  fs.writeFileSync(path.join(out, 'against.md'), `${text}\n`);
  fs.writeFileSync(path.join(out, 'against.json'), JSON.stringify({ rows, samples, failures }, null, 1));
  return { text, isWorse: failures.length > 0 || rows.some(({ isWorse }) => isWorse) };
}
