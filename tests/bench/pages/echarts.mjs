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
  // Areas are known by name, and names stand twice: here they get a number.
  countries.features.forEach(({ properties }, i) => { properties.key = `${properties.name}#${i}`; });
  registerMap('map', countries);
  const projection = fitted();
  const chart = init(stage(), null, { width: WIDTH, height: HEIGHT, devicePixelRatio });
  const [[left, top], [right, bottom]] = EXTENT;
  chart.setOption({
    animation: false,
    backgroundColor: PAPER,
    tooltip: { trigger: 'item', transitionDuration: 0, showDelay: 0, formatter: ({ name, data }) => `<strong>${name.split('#')[0]}</strong><br>${data.stance}` },
    series: [{
      type: 'map',
      map: 'map',
      nameProperty: 'key',
      // With the stream, areas that cross the antimeridian are cut.
      projection: { project: (place) => projection(place), unproject: (place) => projection.invert(place), stream: projection.stream },
      layoutCenter: [WIDTH / 2, HEIGHT / 2],
      layoutSize: Math.max(right - left, bottom - top),
      roam: true,
      scaleLimit: { min: 0.9, max: 9 },
      itemStyle: { borderColor: PAPER, borderWidth: BORDER },
      emphasis: { label: { show: false }, itemStyle: { areaColor: 'inherit', borderColor: INK, borderWidth: OUTLINE } },
      select: { disabled: true },
      data: countries.features.map((country) => {
        const stance = stanceOf(stances, country);
        return { name: country.properties.key, stance, itemStyle: { areaColor: COLORS[stance] } };
      }),
    }],
  });
  const surface = chart.getZr();
  surface.flush();
  const context = stage().querySelector('canvas').getContext('2d');
  let view = { k: 1, x: 0, y: 0 };
  return {
    hit: (x, y) => surface.handler.findHover(x, y).target ?? null,
    hover: (x, y) => atOnce(() => {
      surface.handler.dispatch('mousemove', { zrX: x, zrY: y, offsetX: x, offsetY: y, preventDefault() {}, stopPropagation() {} });
      surface.flush();
    }),
    frame(t) {
      // As ECharts zooms under a wheel: by a factor about a point; by options it would project again.
      const next = viewAt(t, projection);
      const factor = next.k / view.k;
      const roam = (more) => chart.dispatchAction({ type: 'geoRoam', componentType: 'series', seriesIndex: 0, ...more }, { flush: true });
      if (Math.abs(factor - 1) > 1e-9) {
        const [originX, originY] = ['x', 'y'].map((axis) => (next[axis] - factor * view[axis]) / (1 - factor));
        roam({ zoom: factor, originX, originY });
      }
      view = next;
      surface.flush();
    },
    raster: () => raster(context),
    exportPng: (width) => png(chart.renderToCanvas({ pixelRatio: width / WIDTH, backgroundColor: PAPER })),
  };
});
