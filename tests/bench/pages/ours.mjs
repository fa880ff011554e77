// Our element, by its public interface alone.
import { geoEqualEarth } from 'd3-geo';
import { equalEarth } from './projections.mjs';
import { EXTENT, HEIGHT, WIDTH, atOnce, expose, raster, stage, viewAt } from './stage.mjs';

/** The map stands in a figure: a figure this wide has a map of 960 px. */
const FIGURE = 992;
/** Its northernmost land touches the map's upper edge. */
const NORTH = [-30, 83.6];

expose(async () => {
  await customElements.whenDefined('stance-map');
  const map = document.createElement('stance-map');
  Object.assign(map.style, { display: 'block', width: `${FIGURE}px` });
  map.setAttribute('loading', 'eager');
  map.src = 'map.json';
  stage().append(map);
  await map.ready;
  const picture = map.shadowRoot.querySelector('[part=map]');
  const layers = [...picture.querySelectorAll('canvas')];
  // The peers show the whole sphere with room around it, our map the land from edge to edge.
  const theirs = equalEarth();
  const width = layers[0].clientWidth;
  const ours = geoEqualEarth().scale(theirs.scale() * width / (EXTENT[1][0] - EXTENT[0][0])).translate([width / 2, 0]);
  const [, top] = ours(NORTH);
  ours.translate([width / 2, -top]);
  const place = (x, y) => ours(theirs.invert([x, y]));
  const can = {
    hit: (x, y) => map.regionAt(...place(x, y)),
    hover: (x, y) => atOnce(() => {
      const box = layers[0].getBoundingClientRect();
      const [dx, dy] = place(x, y);
      picture.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + dx, clientY: box.top + dy, pointerType: 'mouse', bubbles: true, composed: true }));
    }),
    raster: () => raster(layers[0].getContext('2d')),
    exportPng: (pixels) => map.exportPng({ width: WIDTH, scale: pixels / WIDTH }),
  };
  if (map.setView) {
    can.frame = (t) => {
      const { k, x, y } = viewAt(t, theirs);
      map.setView({ scale: k, center: theirs.invert([(WIDTH / 2 - x) / k, (HEIGHT / 2 - y) / k]) }, { animate: false });
    };
  }
  return can;
});
