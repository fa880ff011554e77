// Our element, by its public interface alone: a map document, the baked map with its detail tiles, or a globe.
/* global MAP */
import { geoEqualEarth } from 'd3-geo';
import { GOALS, equalEarth } from './projections.mjs';
import { EXTENT, HEIGHT, WIDTH, atOnce, expose, raster, stage, viewAt } from './stage.mjs';

/** The map stands in a figure: a figure this wide has a map of 960 px. */
const FIGURE = 992;
/** The same of a globe as high as the peers' maps, px. */
const GLOBE = 532;
/** Its northernmost land touches the map's upper edge. */
const NORTH = [-30, 83.6];

/** Resolves when nothing has been fetched for a while. */
async function quiet() {
  for (let seen = -1, now; seen !== (now = performance.getEntriesByType('resource').length); seen = now) {
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

/** Turns a globe as a mouse does that drags it. */
function turning(picture) {
  const send = (type, x) => {
    const box = picture.getBoundingClientRect();
    picture.dispatchEvent(new PointerEvent(type, { clientX: box.left + x, clientY: box.top + box.height / 2, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, bubbles: true, composed: true }));
  };
  send('pointerdown', 0);
  return (t) => send('pointermove', 10 + t * WIDTH);
}

expose(async () => {
  await customElements.whenDefined('stance-map');
  const map = document.createElement('stance-map');
  Object.assign(map.style, { display: 'block', width: `${MAP.isGlobe ? GLOBE : FIGURE}px` });
  map.setAttribute('loading', 'eager');
  if (MAP.isBaked) {
    const page = new DOMParser().parseFromString(await (await fetch('/dist/embed.html')).text(), 'text/html');
    const baked = page.querySelector('stance-map');
    // Whatever this build calls the attributes that name its files.
    for (const { name, value } of baked.attributes) if (/\.(json|smap)$/.test(value)) map.setAttribute(name, `/dist/${value}`);
  } else {
    map.src = 'map.json';
  }
  stage().append(map);
  await map.ready;
  if (MAP.isBaked) {
    map.setView({ scale: 3, center: GOALS[MAP.projection], animate: false });
    await quiet();
    map.setView({ scale: 1, animate: false });
  }
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
    leave: () => atOnce(() => picture.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }))),
    raster: () => raster(layers[0].getContext('2d')),
    exportPng: (pixels) => map.exportPng({ width: WIDTH, scale: pixels / WIDTH }),
  };
  if (map.setView) {
    can.frame = (t) => {
      const { k, x, y } = viewAt(t, theirs);
      map.setView({ scale: k, center: theirs.invert([(WIDTH / 2 - x) / k, (HEIGHT / 2 - y) / k]), animate: false });
    };
  }
  return MAP.isGlobe ? { raster: can.raster, frame: turning(picture) } : can;
});
