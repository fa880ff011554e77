// A peer's time counts only if it drew the map: checks the screen.
import pngjs from 'pngjs';
import { PALETTES } from '../facts.mjs';

/** The least part of the picture that is in a colour of which the world has much. */
const LEAST = 0.004;
const WIDESPREAD = ['co-sponsor', 'yes', 'abstain', 'no'];
/** Zooming changes more of the picture than this. */
const CHANGED = 0.1;
const NEAR = 6;

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** What is wrong with the pictures of a peer, in words; none if they show the map, whole and zoomed. */
export function findFaults({ whole, zoomed }) {
  const faults = [];
  const before = pngjs.PNG.sync.read(whole);
  const pixels = before.width * before.height;
  for (const stance of WIDESPREAD) {
    const color = rgb(PALETTES.light[stance][0]);
    let count = 0;
    for (let at = 0; at < before.data.length; at += 4) {
      if (color.every((v, i) => Math.abs(v - before.data[at + i]) <= NEAR)) count += 1;
    }
    if (count / pixels < LEAST) faults.push(`hardly anything in the colour of "${stance}"`);
  }
  if (zoomed) {
    const after = pngjs.PNG.sync.read(zoomed);
    let count = 0;
    for (let at = 0; at < before.data.length; at += 4) {
      if ([0, 1, 2].some((i) => Math.abs(after.data[at + i] - before.data[at + i]) > NEAR)) count += 1;
    }
    if (count / pixels < CHANGED) faults.push('zooming hardly changed the picture');
  }
  return faults;
}
