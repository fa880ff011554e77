// ECharts on canvas: only the map series and the tooltip are bundled.
/* global MAP */
import { MapChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { feature } from 'topojson-client';
import { fitted } from './projection.mjs';
import { BORDER, COLORS, EXTENT, HEIGHT, INK, OUTLINE, PAPER, WIDTH, atOnce, expose, json, png, raster, stage, stanceOf, viewAt } from './stage.mjs';

use([MapChart, TooltipComponent, CanvasRenderer]);

expose(async () => {
  const [topology, stances] = await Promise.all([json(MAP.data), json('stances.json')]);
  const countries = feature(topology, topology.objects[MAP.object]);
  for (const country of countries.features) country.properties.name += `\u200b${country.id}`; // names stand twice, ids too
  registerMap('map', countries);
  const projection = fitted();
  const chart = init(stage(), null, { width: WIDTH, height: HEIGHT, devicePixelRatio });
  const [[left, top], [right, bottom]] = EXTENT;
  chart.setOption({
    animation: false,
    backgroundColor: PAPER,
    tooltip: { trigger: 'item', transitionDuration: 0, showDelay: 0 },
    series: [{
      type: 'map',
      map: 'map',
      projection: { project: (place) => projection(place), unproject: (place) => projection.invert(place) },
      layoutCenter: [WIDTH / 2, HEIGHT / 2],
      layoutSize: Math.max(right - left, bottom - top),
      roam: true,
      scaleLimit: { min: 1, max: 8 },
      itemStyle: { borderColor: PAPER, borderWidth: BORDER },
      emphasis: { label: { show: false }, itemStyle: { areaColor: 'inherit', borderColor: INK, borderWidth: OUTLINE } },
      select: { disabled: true },
      data: countries.features.map((country) => ({
        name: country.properties.name,
        itemStyle: { areaColor: COLORS[stanceOf(stances, country)] },
      })),
    }],
  });
  const surface = chart.getZr();
  surface.flush();
  const context = stage().querySelector('canvas').getContext('2d');
  return {
    hit: (x, y) => surface.handler.findHover(x, y).target ?? null,
    hover: (x, y) => atOnce(() => {
      surface.handler.dispatch('mousemove', { zrX: x, zrY: y, offsetX: x, offsetY: y, preventDefault() {}, stopPropagation() {} });
      surface.flush();
    }),
    frame(t) {
      const { k, x, y } = viewAt(t, projection);
      chart.setOption({ series: [{ zoom: k, center: [(WIDTH / 2 - x) / k, (HEIGHT / 2 - y) / k] }] });
      surface.flush();
    },
    raster: () => raster(context),
    exportPng: (width) => png(chart.renderToCanvas({ pixelRatio: width / WIDTH, backgroundColor: PAPER })),
  };
});
