// Holds our picture against a full-detail drawing by D3 of the same boundaries, colours and
// projection. Markers, hatches, dashes and names are ours alone: where they are is not compared.
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import { COLORS, PAPER, json } from './stage.mjs';

const SVG = 'http://www.w3.org/2000/svg';
/** Of our lines on a screen of two device px a CSS px: 0.6 px in the figure, and one device px where it is shown. */
const BORDER = 0.5;
/** Coasts and borders of land without a vote. */
const COAST = { width: 0.75, color: '#8c877d' };
/** Borders between two that did not vote. */
const OWN = { width: 0.7, color: '#1b1d1f' };
/** How far a resampled curve may lie from the true one, px. */
const PRECISION = 0.05;
/** A channel that differs by more counts. */
const LEAST = 32;
/** What is left out is left out this much wider, px. */
const APART = 1;
/** Groups of the exported figure that both drawings have, and those outside the map. */
const COMMON = ['countries', 'coasts', 'borders', 'title', 'subtitle', 'tally', 'legend', 'notes'];

const canvas = (width, height) => Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', { willReadFrequently: true });
const scaled = (context, scale) => {
  context.scale(scale, scale);
  context.lineJoin = 'round';
  return context;
};

/** The same map by D3: areas, coasts of the places without a vote, borders. */
function reference(width, height, scale, topology) {
  const context = scaled(canvas(width * scale, height * scale), scale);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  const countries = feature(topology, topology.objects.countries);
  const projection = geoEqualEarth().fitWidth(width, countries).precision(PRECISION);
  const path = geoPath(projection, context);
  const draw = (shape) => {
    context.beginPath();
    path(shape);
  };
  for (const country of countries.features) {
    context.fillStyle = COLORS[country.properties.stance];
    draw(country);
    context.fill();
  }
  const lines = (filter) => mesh(topology, topology.objects.countries, filter);
  const stroke = ({ color, width: px }, filter) => {
    context.strokeStyle = color;
    context.lineWidth = px;
    draw(lines((a, b) => filter(a.properties, b.properties)));
    context.stroke();
  };
  const isBorder = (a, b) => a.iso3 !== b.iso3;
  const all = (stance) => (a, b) => a.stance === stance && b.stance === stance;
  const any = (stance) => (a, b) => a.stance === stance || b.stance === stance;
  stroke({ color: PAPER, width: BORDER }, (a, b) => isBorder(a, b) && !all('absent')(a, b) && !any('no-vote')(a, b));
  stroke(OWN, (a, b) => isBorder(a, b) && all('absent')(a, b));
  stroke(COAST, any('no-vote'));
  return context;
}

/** Where our map has what D3's has not: by the figure it exports, painted black. */
async function apart(text, width, height, scale) {
  const figure = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  document.body.append(figure);
  const areas = figure.querySelector('#countries');
  const { x, y } = areas.getBBox();
  for (const node of areas.querySelectorAll(':not([data-kind=disputed])')) if (node.matches('path')) node.remove();
  for (const name of COMMON.slice(1)) figure.querySelector(`#${name}`)?.remove();
  figure.querySelectorAll(':scope > rect, title, desc').forEach((node) => node.remove());
  for (const node of figure.querySelectorAll('path, circle, text')) {
    const lineWidth = Number(node.getAttribute('stroke-width') ?? 0) + 2 * APART;
    const isLine = node.getAttribute('fill') === 'none';
    for (const [name, value] of [['fill', isLine ? 'none' : '#000'], ['stroke', '#000'], ['stroke-width', lineWidth]]) node.setAttribute(name, value);
  }
  for (const [name, value] of [['viewBox', `${x} ${y} ${width} ${height}`], ['width', width * scale], ['height', height * scale], ['xmlns', SVG]]) figure.setAttribute(name, value);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(figure)], { type: 'image/svg+xml' }));
  await image.decode();
  figure.remove();
  const context = canvas(width * scale, height * scale);
  context.drawImage(image, 0, 0);
  return context;
}

async function compare() {
  await customElements.whenDefined('stance-map');
  const map = document.createElement('stance-map');
  Object.assign(map.style, { display: 'block', width: '960px' });
  map.setAttribute('loading', 'eager');
  map.src = '../element-50m/map.json';
  document.getElementById('map').append(map);
  await map.ready;
  const base = map.shadowRoot.querySelector('[part=map] canvas');
  const { clientWidth: width, clientHeight: height } = base;
  const scale = base.width / width;
  const theirs = reference(width, height, scale, await json('topology.json'));
  const mask = await apart(await map.exportSvg({ width: 960 }), width, height, scale);
  const ours = canvas(base.width, base.height);
  ours.fillStyle = PAPER;
  ours.fillRect(0, 0, base.width, base.height);
  ours.drawImage(base, 0, 0);
  const [a, b, left] = [ours, theirs, mask].map((context) => context.getImageData(0, 0, base.width, base.height).data);
  const shown = ours.createImageData(base.width, base.height);
  let compared = 0;
  let off = 0;
  for (let at = 0; at < a.length; at += 4) {
    const isApart = left[at + 3] > 0;
    const isOff = !isApart && [0, 1, 2].some((i) => Math.abs(a[at + i] - b[at + i]) > LEAST);
    if (!isApart) compared += 1;
    if (isOff) off += 1;
    shown.data.set(isOff ? [220, 0, 0, 255] : isApart ? [200, 220, 255, 255] : [a[at], a[at], a[at], 70], at);
  }
  const difference = canvas(base.width, base.height);
  difference.putImageData(shown, 0, 0);
  const total = a.length / 4;
  return {
    share: off / compared,
    compared: compared / total,
    pictures: Object.fromEntries(Object.entries({ ours, theirs, difference }).map(([name, context]) => [name, context.canvas.toDataURL()])),
  };
}

window.bench = { compare };
