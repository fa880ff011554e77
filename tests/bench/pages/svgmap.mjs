// svgMap: its own map, coarser and in another projection, with 187 countries.
import svgMap from 'svgmap';
import 'svgmap/style.min';
import { COLORS, WIDTH, HEIGHT, atOnce, expose, json, movePointer, stage, viewAt } from './stage.mjs';
import { exportPng, settle } from './svg.mjs';

expose(async () => {
  const stances = await json('stances-iso2.json');
  const values = Object.fromEntries(Object.entries(stances).map(([iso2, stance]) => [iso2, { stance, color: COLORS[stance] }]));
  const map = new svgMap({
    targetElementID: 'map',
    data: { data: { stance: { name: 'Stance' } }, applyData: 'stance', values },
    colorNoData: COLORS['no-vote'],
    minZoom: 1,
    maxZoom: 25,
    initialZoom: 1,
    showContinentSelector: false,
    hideFlag: true,
  });
  const svg = stage().querySelector('svg');
  const zoom = map.mapPanZoom;
  const home = zoom.getPan();
  return {
    hover: (x, y) => atOnce(() => movePointer(x, y)),
    frame(t) {
      const { k, x, y } = viewAt(t, () => [WIDTH * 0.53, HEIGHT * 0.27]);
      zoom.zoom(k);
      zoom.pan({ x: home.x * k + x, y: home.y * k + y });
    },
    raster: () => settle(svg),
    exportPng: exportPng(svg),
  };
});
