// D3: a `<path>` a country.
/* global MAP */
import { geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { fitted } from './projection.mjs';
import { BORDER, COLORS, HEIGHT, PAPER, WIDTH, expose, json, stage, stanceOf, viewAt } from './stage.mjs';
import { exportPng, pointing, settle } from './svg.mjs';

function node(tag, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

expose(async () => {
  const [topology, stances] = await Promise.all([json(MAP.data), json('stances.json')]);
  const projection = fitted();
  const path = geoPath(projection);
  const svg = node('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT });
  const map = node('g', { stroke: PAPER, 'stroke-width': BORDER, 'stroke-linejoin': 'round' });
  const words = new Map();
  for (const country of feature(topology, topology.objects[MAP.object]).features) {
    const d = path(country);
    if (!d) continue;
    const stance = stanceOf(stances, country);
    const area = node('path', { d, fill: COLORS[stance] });
    words.set(area, [country.properties.name, stance]);
    map.append(area);
  }
  svg.append(map);
  stage().append(svg);
  return {
    ...pointing((area) => words.get(area) ?? null),
    frame(t) {
      const { k, x, y } = viewAt(t, projection);
      map.setAttribute('transform', `translate(${x} ${y}) scale(${k})`);
      map.setAttribute('stroke-width', BORDER / k);
    },
    raster: () => settle(svg),
    exportPng: exportPng(svg),
  };
});
