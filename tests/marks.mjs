// Finds where on the map each member can be seen, without asking the map: runs in a page, so it uses
// nothing from outside itself.

/**
 * A place for each of the members in the exported figure, found in its SVG alone: its marker's
 * centre, else the place deepest inside its shape and clear of markers, names and hairlines. Also where the map lies.
 */
export async function findMarks(width) {
  const text = await document.querySelector('stance-map').exportSvg({ width });
  const holder = document.createElement('div');
  holder.style.cssText = 'position:absolute;left:0;top:0;visibility:hidden';
  holder.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
  document.body.append(holder);
  const svg = holder.firstElementChild;
  const circles = [...svg.querySelectorAll('circle[data-marker]')];
  const discs = circles.map((c) => ({ iso3: c.dataset.iso3, x: c.cx.baseVal.value, y: c.cy.baseVal.value, r: c.r.baseVal.value }));
  const labels = [...svg.querySelectorAll('#labels text')].map((t) => t.getBBox());
  const hairlines = [...svg.querySelectorAll('#labels path, #leaders path')]
    .flatMap((path) => path.getAttribute('d').split('M').filter(Boolean))
    .flatMap((line) => {
      const points = line.match(/-?[\d.]+/g).map(Number);
      return points.slice(3).flatMap((_, i) => (i % 2 ? [] : [points.slice(i, i + 4)]));
    });
  const awayFrom = ([ax, ay, bx, by], x, y) => {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  };
  const marks = {};
  const ground = document.createElement('canvas').getContext('2d');
  for (const path of svg.querySelectorAll('path[data-kind="member"]')) {
    const { iso3 } = path.dataset;
    const disc = discs.find((d) => d.iso3 === iso3);
    if (disc) {
      marks[iso3] = { x: disc.x, y: disc.y, marker: true };
      continue;
    }
    // Ring by ring: a country may have islands on the other side of an ocean.
    const rings = path.getAttribute('d').split('Z').filter(Boolean).map((ring) => {
      const numbers = ring.match(/-?[\d.]+/g).map(Number);
      const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis));
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    });
    rings.sort((a, b) => b.width * b.height - a.width * a.height);
    const shape = new Path2D(path.getAttribute('d'));
    const inside = (x, y) => ground.isPointInPath(shape, x, y, 'evenodd')
      && !discs.some((d) => Math.hypot(d.x - x, d.y - y) < d.r * 1.6)
      && !labels.some((l) => x > l.x - 2 && x < l.x + l.width + 2 && y > l.y - 2 && y < l.y + l.height + 2)
      && !hairlines.some((line) => awayFrom(line, x, y) < 1.8);
    let best = { room: -1 };
    const clear = (x, y, room) => [0, 1, 2, 3, 4, 5, 6, 7].every((k) => inside(x + room * Math.cos(k * Math.PI / 4), y + room * Math.sin(k * Math.PI / 4)));
    search: for (const box of rings.slice(0, 5)) {
      const step = Math.max(0.2, Math.sqrt(box.width * box.height) / 24);
      if (Math.min(box.width, box.height) / 2 <= best.room) continue; // no more room than was found
      for (let y = box.y; y <= box.y + box.height; y += step) {
        for (let x = box.x; x <= box.x + box.width; x += step) {
          if (!inside(x, y) || !clear(x, y, Math.max(best.room, 0) + 0.15)) continue;
          let room = 0;
          while (room < 3 && clear(x, y, room + 0.15)) room += 0.15;
          if (room >= 3) { best = { x, y, room }; break search; } // far from every edge
          if (room > best.room) best = { x, y, room };
        }
      }
    }
    marks[iso3] = { x: best.x, y: best.y, room: best.room, marker: false };
  }
  const map = svg.querySelector('#countries').getBBox();
  holder.remove();
  return { marks, map: { x: map.x, y: map.y } };
}
