// D3: projected in the page, a `Path2D` a country.
/* global MAP */
import { geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { show } from './paths.mjs';
import { fitted } from './projection.mjs';
import { expose, json, stanceOf } from './stage.mjs';

/** A `Path2D` that knows its bounds. */
class Outline {
  path = new Path2D();
  bounds = [[Infinity, Infinity], [-Infinity, -Infinity]];

  moveTo(x, y) { this.#meet(x, y); this.path.moveTo(x, y); }
  lineTo(x, y) { this.#meet(x, y); this.path.lineTo(x, y); }
  closePath() { this.path.closePath(); }

  #meet(x, y) {
    const [min, max] = this.bounds;
    if (x < min[0]) min[0] = x;
    if (y < min[1]) min[1] = y;
    if (x > max[0]) max[0] = x;
    if (y > max[1]) max[1] = y;
  }
}

expose(async () => {
  const [topology, stances] = await Promise.all([json(MAP.data), json('stances.json')]);
  const projection = fitted();
  const areas = feature(topology, topology.objects[MAP.object]).features.map((country) => {
    const outline = new Outline();
    geoPath(projection, outline)(country);
    return { name: country.properties.name, stance: stanceOf(stances, country), path: outline.path, bounds: outline.bounds };
  });
  return show(areas, projection);
});
