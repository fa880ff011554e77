// Who is measured: every way to draw a map at every level of detail, and our own pages.

/** The levels: file and object of the atlas, and how it is shown. */
export const LEVELS = {
  '110m': { file: 'world-atlas/countries-110m.json', object: 'countries', projection: 'equal-earth' },
  '50m': { file: 'world-atlas/countries-50m.json', object: 'countries', projection: 'equal-earth' },
  '10m': { file: 'world-atlas/countries-10m.json', object: 'countries', projection: 'equal-earth' },
  counties: { file: 'us-atlas/counties-10m.json', object: 'counties', projection: 'albers-usa' },
};

/** The pages in `pages/` that draw every level. */
const EVERY_LEVEL = {
  floor: 'Floor: `Path2D`, projected before',
  'd3-canvas': 'D3, canvas',
  'd3-svg': 'D3, SVG',
  echarts: 'ECharts',
  plot: 'Observable Plot',
};

/** What draws in SVG: a page can't wait for its painting, so its frames are measured by trace. */
const SVG = ['d3-svg', 'plot', 'svgmap'];

const peer = (page, level, name, more = {}) => ({
  id: `${page}-${level}`, page, level, name, isSvg: SVG.includes(page), isOurs: false, ...more,
});

export const PEERS = [
  ...Object.keys(LEVELS).flatMap((level) => Object.entries(EVERY_LEVEL).map(([page, name]) => peer(page, level, name))),
  // The same with the data asked for in the head: the best that can be made of D3 by hand.
  ...['110m', '50m'].map((level) => peer('d3-canvas', level, 'D3, canvas, data preloaded', { id: `d3-canvas-preload-${level}`, preload: true })),
  peer('svgmap', '110m', 'svgMap: own map, 187 countries', { id: 'svgmap' }),
  // What a reader gets: bytes and times of our map are its own.
  peer('embed', '50m', 'Stancemap, `embed.html`', { id: 'stancemap', isOurs: true, hasReaders: true, address: '/dist/embed.html' }),
  // The same without the still figure, its words and its table: only the map, as the peers' pages are.
  peer('bare', '50m', 'Stancemap, baked, the element alone', { isOurs: true }),
  // The element with maps of each level, for what a page can ask of it.
  ...['110m', '50m', '10m'].map((level) => peer('ours', level, 'Stancemap, the element', { id: `element-${level}`, isOurs: true })),
  peer('ours', '10m', 'Stancemap, baked, with its detail tiles', { id: 'baked-10m', isOurs: true, isBaked: true }),
  peer('ours', '50m', 'Stancemap, a globe that is turned', { id: 'globe-50m', isOurs: true, isGlobe: true }),
];
