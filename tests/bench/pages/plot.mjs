// Observable Plot. It has no zoom: the picture's viewBox is moved.
/* global MAP */
import { geo, plot } from '@observablehq/plot';
import { feature } from 'topojson-client';
import { fitted } from './projection.mjs';
import { BORDER, COLORS, HEIGHT, PAPER, WIDTH, atOnce, expose, json, movePointer, stage, stanceOf, viewAt } from './stage.mjs';
import { exportPng, settle } from './svg.mjs';

expose(async () => {
  const [topology, stances] = await Promise.all([json(MAP.data), json('stances.json')]);
  const projection = fitted();
  const countries = feature(topology, topology.objects[MAP.object]).features;
  const svg = plot({
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    projection: () => projection,
    marks: [geo(countries, {
      fill: (country) => COLORS[stanceOf(stances, country)],
      stroke: PAPER,
      strokeWidth: BORDER,
      title: (country) => `${country.properties.name}\n${stanceOf(stances, country)}`,
      tip: true, // Plot's own: of the country whose middle is nearest to the pointer
    })],
  });
  stage().append(svg);
  const areas = svg.querySelector('[aria-label=geo]');
  return {
    hover: (x, y) => atOnce(() => movePointer(x, y, ['pointerenter', 'pointermove'])),
    leave: () => atOnce(() => svg.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }))),
    frame(t) {
      const { k, x, y } = viewAt(t, projection);
      svg.setAttribute('viewBox', `${-x / k} ${-y / k} ${WIDTH / k} ${HEIGHT / k}`);
      areas.setAttribute('stroke-width', BORDER / k);
    },
    raster: () => settle(svg),
    exportPng: exportPng(svg),
  };
});
