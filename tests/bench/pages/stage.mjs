// What the pages of all peers share: size, transform, the path of the zoom, the card, the picture file.
//
// `MAP` is set by the build: `{ data, object, projection }`, the file, its object and how to show it.
/* global MAP */

import { EXTENT, GOALS, HEIGHT, WIDTH } from './projections.mjs';

export { EXTENT, HEIGHT, WIDTH };

/** The fills of the project's light palette. */
export const COLORS = {
  'co-sponsor': '#0b4f6c',
  yes: '#67a9cf',
  abstain: '#e2bd6b',
  no: '#c43d2b',
  absent: '#7f7b75',
  'no-vote': '#f3f1ec',
};
export const PAPER = '#ffffff';
export const INK = '#111315';
/**
 * Width of borders and of the outline of what is hovered, px. A line of one device px or less is
 * drawn several times as fast as a wider one in software raster: peers get that advantage.
 */
export const BORDER = 0.5;
export const OUTLINE = 2;

/** How far the zoom goes. */
const MOST = 8;

export async function json(name) {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The stance of a feature. */
export const stanceOf = (stances, { id }) => stances[id] ?? 'no-vote';

/**
 * The view at time `t` (0 to 1) of a zoom that grows evenly from 1 to 8 times while the goal moves
 * to the middle: a place at (x, y) of the whole map is shown at (k x + view.x, k y + view.y).
 */
export function viewAt(t, project) {
  const [px, py] = project(GOALS[MAP.projection]);
  const k = MOST ** t;
  const share = (k - 1) / (MOST - 1);
  return { k, x: px + (WIDTH / 2 - px) * share - k * px, y: py + (HEIGHT / 2 - py) * share - k * py };
}

/** The element that the map is drawn in. */
export const stage = () => document.getElementById('map');

/** A canvas that fills the stage at the screen's resolution; its context's unit is a CSS px. */
export function canvas() {
  const node = document.createElement('canvas');
  node.width = WIDTH * devicePixelRatio;
  node.height = HEIGHT * devicePixelRatio;
  stage().append(node);
  return node.getContext('2d');
}

/** The context's transform for a view. */
export function transform(context, { k, x, y }, scale = devicePixelRatio) {
  context.setTransform(scale * k, 0, 0, scale * k, scale * x, scale * y);
}

/** Waits until a canvas is drawn: reading back a pixel waits for it. */
export const raster = (context) => context.getImageData(0, 0, 1, 1);

/** A card at the pointer that stays on the stage; `null` hides it. */
export function card() {
  const node = document.createElement('div');
  node.className = 'card';
  node.hidden = true;
  const [name, stance] = ['strong', 'span'].map((tag) => node.appendChild(document.createElement(tag)));
  stage().append(node);
  return (words, x, y) => {
    node.hidden = !words;
    if (!words) return;
    [name.textContent, stance.textContent] = words;
    const left = Math.min(x + 12, WIDTH - node.offsetWidth);
    const top = Math.min(y + 12, HEIGHT - node.offsetHeight);
    node.style.transform = `translate(${left}px, ${top}px)`;
  };
}

/** A PNG of a canvas. */
export const png = (node) => new Promise((resolve) => node.toBlob(resolve, 'image/png'));

/** A PNG of an SVG element, `width` × `height` device px. */
export async function svgPng(svg, width, height) {
  const text = new XMLSerializer().serializeToString(svg);
  const image = new Image(width, height);
  image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  await image.decode();
  URL.revokeObjectURL(image.src);
  const node = Object.assign(document.createElement('canvas'), { width, height });
  node.getContext('2d').drawImage(image, 0, 0, width, height);
  return png(node);
}

/** Sends a mouse's move to what lies at a place of the stage, as the browser would. */
export function movePointer(x, y, types = ['pointermove']) {
  const box = stage().getBoundingClientRect();
  const [clientX, clientY] = [box.left + x, box.top + y];
  const target = document.elementFromPoint(clientX, clientY) ?? stage();
  for (const type of types) {
    target.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerType: 'mouse', bubbles: true, composed: true }));
  }
}

/** Runs `work`; what it puts off to the next frame is done before this returns. */
export function atOnce(work) {
  const { requestAnimationFrame: request } = window;
  const put = [];
  window.requestAnimationFrame = (step) => put.push(step);
  try {
    work();
    while (put.length) put.shift()(performance.now());
  } finally {
    window.requestAnimationFrame = request;
  }
}

/**
 * Draws by `draw`, then hands the runner what it measures: `hit(x, y)` (what is there),
 * `hover(x, y)` (with outline and card), `leave()` (where a card would stand in the way of the zoom),
 * `frame(t)`, `raster()` (waits until it is painted) and `exportPng(width, height)`; what a peer can't
 * do is left out. `ready` settles when the map was drawn.
 */
export function expose(draw) {
  window.bench = {};
  window.bench.ready = draw().then((can) => {
    Object.assign(window.bench, can);
    document.dispatchEvent(new Event('bench-drawn'));
  });
}
