// Places to point at: spread evenly over the land that a level shows, the same in every run.
import { createRequire } from 'node:module';
import { geoContains } from 'd3-geo';
import { feature } from 'topojson-client';
import { HEIGHT, WIDTH, albersUsa, equalEarth } from './pages/projections.mjs';
import { LEVELS } from './peers.mjs';

const POINTS = 500;
const require = createRequire(import.meta.url);

/** The `n`th point of a sequence that fills the stage evenly (M. Roberts' R2, by powers of the plastic number). */
const spread = (n) => [WIDTH * ((n * 0.7548776662466927) % 1), HEIGHT * ((n * 0.5698402909980532) % 1)];

function landPoints(projection, file, object) {
  const topology = require(file);
  const land = feature(topology, topology.objects[object]);
  const found = [];
  for (let n = 1; found.length < POINTS; n += 1) {
    const point = spread(n);
    const place = projection.invert(point);
    if (place?.every(Number.isFinite) && geoContains(land, place)) found.push(point);
  }
  return found;
}

const OF = {
  'equal-earth': landPoints(equalEarth(), 'world-atlas/land-110m.json', 'land'),
  'albers-usa': landPoints(albersUsa(), 'us-atlas/nation-10m.json', 'nation'),
};

/** Where a level is pointed at, CSS px of the stage. */
export const pointsOf = (level) => OF[LEVELS[level].projection];
