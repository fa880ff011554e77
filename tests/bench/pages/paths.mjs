// A map of `Path2D`s on a canvas with another above it for the outline: what the raw floor and D3
// share. `areas` are `{name, stance, path, bounds}`, bounds as [[left, top], [right, bottom]].
import { BORDER, COLORS, HEIGHT, INK, OUTLINE, PAPER, WIDTH, canvas, card, png, raster, transform, viewAt } from './stage.mjs';

const WHOLE = { k: 1, x: 0, y: 0 };

/** Whether bounds have to do with the box between two corners. */
const meets = ([left, top], [right, bottom]) => ([[l, t], [r, b]]) => l <= right && r >= left && t <= bottom && b >= top;

function paint(context, areas, view, scale) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  transform(context, view, scale);
  context.strokeStyle = PAPER;
  context.lineWidth = BORDER / view.k;
  context.lineJoin = 'round';
  const shows = meets([-view.x / view.k, -view.y / view.k], [(WIDTH - view.x) / view.k, (HEIGHT - view.y) / view.k]);
  for (const { path, stance, bounds } of areas) {
    if (!shows(bounds)) continue;
    context.fillStyle = COLORS[stance];
    context.fill(path);
    context.stroke(path);
  }
}

export function show(areas, project) {
  const base = canvas();
  const above = canvas();
  const showCard = card();
  let view = WHOLE;
  let hovered = null;
  paint(base, areas, view);

  const hit = (x, y) => {
    const [px, py] = [(x - view.x) / view.k, (y - view.y) / view.k];
    above.setTransform(1, 0, 0, 1, 0, 0);
    const isNear = meets([px, py], [px, py]);
    return areas.find(({ bounds, path }) => isNear(bounds) && above.isPointInPath(path, px, py)) ?? null;
  };
  const point = (area, x, y) => {
    showCard(area && [area.name, area.stance], x, y);
    if (area === hovered) return;
    hovered = area;
    above.setTransform(1, 0, 0, 1, 0, 0);
    above.clearRect(0, 0, above.canvas.width, above.canvas.height);
    if (!area) return;
    transform(above, view);
    above.strokeStyle = INK;
    above.lineWidth = OUTLINE / view.k;
    above.stroke(area.path);
  };
  return {
    hit: (x, y) => hit(x, y)?.name ?? null,
    hover: (x, y) => point(hit(x, y), x, y),
    leave: () => point(null),
    frame(t) {
      view = viewAt(t, project);
      paint(base, areas, view);
    },
    raster: () => raster(base),
    exportPng(width, height) {
      const node = Object.assign(document.createElement('canvas'), { width, height });
      paint(node.getContext('2d'), areas, WHOLE, Math.min(width / WIDTH, height / HEIGHT));
      return png(node);
    },
  };
}
