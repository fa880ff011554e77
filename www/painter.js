// Paints the map on canvases: shapes and lines as paths that are traced once for a level of detail and a part
// of the map, and drawn again as long as they serve; markers and names where they are at the moment.
import { STANCES } from './plate.js';

/** What is traced beyond the view, so that a path serves while the map moves: times its size on every side. */
const BEYOND = .5;
/** The map is traced anew when it is magnified so many times more than it was traced for. */
const FINER = 2;
/** While a globe turns, it is traced for a picture of this part of its size. */
const TURNING = .25;
const HALO = 2;
const HAIRLINE = .9;
const COAST = .5;
/** Widths of the two tones of an outline, paper below, px; of the keyboard's focus. */
const HOVER = [3.6, 1.6];
const FOCUS = [6, 3];
/** The least size of what has the keyboard's focus, px, and the circle's distance from it. */
const CIRCLE = 24;
const CIRCLE_GAP = 3;
const CASING = .35;
const MOST_SIDE = 16384;
/** Between two segments of the bar, px. */
const BAR_GAP = 2;

/** A path of lines whose ends in `coords` are `ends`. */
function pathOf(coords, ends, isClosed) {
  const path = new Path2D();
  let i = 0;
  for (const end of ends) {
    path.moveTo(coords[i], coords[i + 1]);
    for (i += 2; i < end; i += 2) path.lineTo(coords[i], coords[i + 1]);
    if (isClosed) path.closePath();
  }
  return path;
}

/** A canvas of a size in CSS px, cleared, ready to be drawn on in CSS px. */
function prepared(canvas, width, height, ratio) {
  const [w, h] = [width, height].map((px) => Math.max(1, Math.min(MOST_SIDE, Math.round(px * ratio))));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext('2d');
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, w, h);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = 'round';
  return context;
}

/** Strokes a pattern over a box (left, top, right, bottom); a line in each direction, or a dot, lies on `origin`. */
function fillPattern(context, { kind, ink, spacing, width }, [left, top, right, bottom], [x, y]) {
  context.beginPath();
  const first = (from, origin, step) => origin + Math.floor((from - origin) / step) * step;
  const slanted = (sign) => {
    const step = spacing * Math.SQRT2;
    const high = bottom - top;
    // Along a line x + sign · y is the same.
    for (let at = first(left - high - Math.abs(top) - Math.abs(bottom), x + sign * y, step); at < right + high + Math.abs(top) + Math.abs(bottom); at += step) {
      context.moveTo(at - sign * top, top);
      context.lineTo(at - sign * bottom, bottom);
    }
  };
  if (kind === 'diagonal' || kind === 'cross') slanted(1);
  if (kind === 'cross') slanted(-1);
  if (kind === 'horizontal') {
    for (let at = first(top, y, spacing); at < bottom; at += spacing) {
      context.moveTo(left, at);
      context.lineTo(right, at);
    }
  }
  if (kind === 'vertical') {
    for (let at = first(left, x, spacing); at < right; at += spacing) {
      context.moveTo(at, top);
      context.lineTo(at, bottom);
    }
  }
  if (kind === 'dots') {
    for (let row = Math.floor((top - y) / spacing); y + row * spacing < bottom; row += 1) {
      const shift = row % 2 ? spacing / 2 : 0;
      for (let at = first(left, x + shift, spacing); at < right + spacing; at += spacing) {
        context.moveTo(at - width / 2, y + row * spacing);
        context.lineTo(at + width / 2, y + row * spacing);
      }
    }
  }
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.stroke();
}

/** A rectangle in a look: a segment of the bar or a swatch. It shows three lines of the pattern, or as many as there is room for on the map. */
function paintRectangle(context, look, x, y, width, height) {
  context.fillStyle = look.fill;
  context.fillRect(x, y, width, height);
  if (look.pattern) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    fillPattern(context, { ...look.pattern, spacing: Math.min(look.pattern.spacing, height / 3) }, [x, y, x + width, y + height], [x + width / 2, y + height / 2]);
    context.restore();
  }
  if (look.coast) {
    context.strokeStyle = look.coast;
    context.lineWidth = .75;
    context.strokeRect(x, y, width, height);
  }
}

export class Painter {
  #plate;
  #traced = null; // paths, and what they serve
  #whole = null; // the paths of the whole map, for motion
  #borders = new Map(); // by colour: for each two stances, whether theirs has it
  #ratio = 1;
  #isTurning = false;

  constructor(plate) {
    this.#plate = plate;
  }

  get plate() { return this.#plate; }

  /** Has all be painted anew, after a change of size or theme. */
  renew(ratio) {
    const { colors, inked } = this.#plate;
    this.#ratio = ratio;
    this.#traced = null;
    this.#whole = null;
    this.#borders.clear();
    for (let pair = 0; pair < STANCES.length ** 2; pair += 1) {
      const tone = inked.has(pair) ? colors.ink : colors.paper;
      if (!this.#borders.has(tone)) this.#borders.set(tone, new Uint8Array(STANCES.length ** 2));
      this.#borders.get(tone)[pair] = 1;
    }
  }

  get #isContrast() { return this.#plate.theme.endsWith('contrast'); }

  /** The paths for the present view. */
  get #paths() {
    const { chart, isGlobe, view, width, center } = this.#plate;
    if (isGlobe) {
      const facing = `${center} ${view.scale} ${this.#isTurning}`;
      if (this.#traced?.facing !== facing) this.#traced = { facing, ...this.#trace(this.#plate.scale * (this.#isTurning ? TURNING : 1), []) };
      return this.#traced;
    }
    const level = view.scale <= 1 ? 0 : Math.ceil(Math.log2(view.scale));
    if (level === 0) chart.showDetail(false);
    if (level === 0) return this.#whole ??= this.#trace(this.#plate.scale, []);
    const inSight = this.#plate.window();
    const isDetailed = this.#plate.detail?.serves(inSight) ?? false;
    chart.showDetail(isDetailed);
    const serves = ({ level: own, isDetailed: finely, window: [left, top, right, bottom] }) => own === level && finely === isDetailed && left <= inSight[0] && top <= inSight[1] && right >= inSight[2] && bottom >= inSight[3];
    if (!this.#traced || !serves(this.#traced)) {
      const window = this.#plate.window(BEYOND);
      this.#traced = { level, isDetailed, window, ...this.#trace(width / 1000 * FINER ** level, new Float32Array(window)) };
    }
    return this.#traced;
  }

  #trace(scale, window) {
    const { chart } = this.#plate;
    const { story, regions } = this.#plate;
    const over = STANCES.map(() => new Path2D());
    for (const [number, rings] of story.over) {
      const path = over[STANCES.indexOf(regions[number].stance)];
      for (const ring of rings) path.addPath(pathOf(chart.line(ring, scale, window), chart.ends(), true));
    }
    const lines = (coords) => pathOf(coords, chart.ends(), false);
    return {
      areas: STANCES.map((_, stance) => pathOf(chart.areas(stance, scale, window), chart.ends(), true)),
      over,
      coasts: this.#plate.looks.map(({ coast }, stance) => coast && lines(chart.coasts(stance, scale, window))),
      borders: [...this.#borders].map(([tone, wanted]) => [tone, lines(chart.borders(wanted, scale, window))]),
      touching: (stance) => {
        const wanted = new Uint8Array(STANCES.length ** 2);
        STANCES.forEach((_, other) => { wanted[stance * STANCES.length + other] = 1; wanted[other * STANCES.length + stance] = 1; });
        return [...this.#borders].map(([tone, of]) => [tone, lines(chart.borders(wanted.map((is, i) => is & of[i]), scale, window))]);
      },
      disputed: story.lines.map((kind) => {
        const path = new Path2D();
        for (const line of kind) path.addPath(lines(chart.line(line, scale, window)));
        return path;
      }),
    };
  }

  /** Paints the map on a canvas, which gets its size from it; a globe that turns in less detail. */
  map(canvas, { isTurning = false } = {}) {
    this.#isTurning = isTurning;
    const { width, height, colors } = this.#plate;
    const context = prepared(canvas, width, height, this.#ratio);
    context.fillStyle = colors.paper;
    context.fillRect(0, 0, width, height);
    this.#ground(context, null);
    this.#furnish(context, null);
  }

  /** Paints what belongs to a stance alone, on a transparent canvas. */
  emphasis(canvas, stance) {
    const { width, height } = this.#plate;
    const context = prepared(canvas, width, height, this.#ratio);
    const number = STANCES.indexOf(stance);
    this.#ground(context, number);
    this.#furnish(context, number);
  }

  /** Areas, patterns, coasts, borders and disputed lines: of all, or of one stance. */
  #ground(context, only) {
    const { scale, view, border, colors } = this.#plate;
    const paths = this.#paths;
    const shown = (stance) => only === null || stance === only;
    context.save();
    context.translate(view.x, view.y);
    context.scale(scale, scale);
    for (const layer of [paths.areas, paths.over]) {
      layer.forEach((path, stance) => {
        if (!shown(stance)) return;
        context.fillStyle = this.#plate.looks[stance].fill;
        context.fill(path);
      });
      layer.forEach((path, stance) => shown(stance) && this.#plate.looks[stance].pattern && this.#pattern(context, path, this.#plate.looks[stance]));
    }
    const heavy = this.#isContrast;
    this.#plate.looks.forEach(({ coast }, stance) => {
      if (!coast || !shown(stance)) return;
      context.strokeStyle = coast;
      context.lineWidth = (heavy ? border : COAST) / scale;
      context.stroke(paths.coasts[stance]);
    });
    context.lineWidth = border / scale;
    // Those in paper first: where they end at others, they end below.
    const borders = only === null ? paths.borders : paths.touching(only);
    for (const [tone, path] of [...borders].sort(([tone]) => tone === colors.paper ? -1 : 1)) {
      context.strokeStyle = tone;
      context.stroke(path);
    }
    const width = border * 1.15;
    [[2.6, 1.8], [width, 1.6]].forEach((dash, kind) => {
      if (heavy) {
        context.strokeStyle = colors.paper;
        context.lineWidth = (width + 2 * CASING) / scale;
        context.stroke(paths.disputed[kind]);
      }
      context.setLineDash(dash.map((px) => px / scale));
      context.strokeStyle = colors.disputed;
      context.lineWidth = width / scale;
      context.stroke(paths.disputed[kind]);
      context.setLineDash([]);
    });
    context.restore();
  }

  /** The lines or dots of a look inside a path of units. */
  #pattern(context, path, look) {
    const { view, scale, width, height } = this.#plate;
    context.save();
    context.clip(path);
    context.scale(1 / scale, 1 / scale);
    context.translate(-view.x, -view.y);
    // In px of the map now; the pattern moves with it. Level and upright lines run through the middle of pixels.
    const middle = look.pattern.kind === 'horizontal' || look.pattern.kind === 'vertical' ? .5 : 0;
    fillPattern(context, look.pattern, [0, 0, width, height], [view.x + middle, view.y + middle]);
    context.restore();
  }

  /** Leaders, markers and names: of all, or of one stance. */
  #furnish(context, only) {
    const { markers, colors, leader, width, height } = this.#plate;
    const margin = 40;
    const isNear = ({ center: [x, y] }) => x > -margin && y > -margin && x < width + margin && y < height + margin;
    const shown = markers.filter((marker) => (only === null || STANCES.indexOf(marker.region.stance) === only) && isNear(marker));
    const led = shown.filter((marker) => marker.leader);
    for (const [tone, wide] of this.#isContrast ? [[colors.paper, leader + .5], [colors.leader, leader]] : [[colors.leader, leader]]) {
      context.beginPath();
      for (const { leader: [from, to] } of led) {
        context.moveTo(...from);
        context.lineTo(...to);
      }
      context.strokeStyle = tone;
      context.lineWidth = wide;
      context.stroke();
    }
    for (const marker of shown) this.#disc(context, marker);
    if (only === null || STANCES[only] === 'no') this.#names(context);
  }

  #disc(context, { region, center }) {
    const { radius, ring } = this.#plate;
    const { fill, ring: tone, pattern } = this.#plate.looks[STANCES.indexOf(region.stance)];
    for (const [paint, size] of [[tone, radius + ring], [fill, radius]]) {
      context.beginPath();
      context.arc(...center, size, 0, 7);
      context.fillStyle = paint;
      context.fill();
    }
    if (!pattern) return;
    // A few marks that leave the centre free; the map's pattern would miss so small a shape.
    const at = (x, y) => [center[0] + x * radius, center[1] + y * radius];
    context.beginPath();
    for (const [ax, ay, bx, by] of pattern.marks) {
      context.moveTo(...at(ax, ay));
      context.lineTo(...at(bx, by));
    }
    context.strokeStyle = pattern.ink;
    context.lineWidth = pattern.mark * radius;
    context.stroke();
  }

  /** The names of those that voted against, on the whole map. */
  #names(context) {
    const { colors, view, isGlobe, figureWidth, story } = this.#plate;
    const { rung, spread } = this.#plate.rung();
    if (isGlobe || view.scale > 1.001 || figureWidth < 720) return;
    const line = this.#plate.looks[STANCES.indexOf('no')];
    const at = (x, y) => [x * spread + view.x, y * spread + view.y];
    for (const [tone, wide] of [[colors.paper, HALO], [line.fill, HAIRLINE]]) {
      context.beginPath();
      for (const [ax, ay, bx, by] of rung.hairlines) {
        context.moveTo(...at(ax, ay));
        context.lineTo(...at(bx, by));
      }
      context.strokeStyle = tone;
      context.lineWidth = wide;
      context.stroke();
    }
    context.textAlign = 'center';
    const family = getComputedStyle(context.canvas).fontFamily || 'sans-serif';
    for (const [x, y, size, text, isInside] of rung.names) {
      context.font = `700 ${size}px ${family}`;
      const [left, base] = at(x, y);
      if (isInside && line.pattern) {
        const wide = context.measureText(text).width + 5;
        context.fillStyle = line.fill;
        context.fillRect(left - wide / 2, base - size * .355 - size / 2 - 2.5, wide, size + 5);
      }
      context.fillStyle = isInside ? '#ffffff' : colors.ink;
      context.fillText(text, left, base);
    }
  }

  /** Outlines regions on a transparent canvas, and rings the one that has the focus. */
  outlines(canvas, regions, focused) {
    const { width, height } = this.#plate;
    const context = prepared(canvas, width, height, this.#ratio);
    for (const region of regions) this.#outline(context, region, HOVER);
    if (!focused) return;
    const circle = this.#circle(focused);
    this.#outline(context, focused, circle ? HOVER : FOCUS);
    if (circle) {
      const ring = new Path2D();
      ring.arc(...circle, 0, 7);
      this.#twoTone(context, ring, FOCUS, 1);
    }
  }

  #outline(context, region, widths) {
    const { chart, scale, view, markers, radius, colors } = this.#plate;
    const path = pathOf(chart.outline(region.number, scale, new Float32Array(this.#plate.window(.1))), chart.ends(), false);
    context.save();
    context.translate(view.x, view.y);
    context.scale(scale, scale);
    this.#twoTone(context, path, widths, scale);
    context.restore();
    const marker = markers.find((one) => one.region === region);
    if (!marker) return;
    for (const [beyond, tone] of [[2.6, colors.paper], [1.6, colors.focus]]) {
      context.beginPath();
      context.arc(...marker.center, radius + beyond, 0, 7);
      context.fillStyle = tone;
      context.fill();
    }
    this.#disc(context, marker);
  }

  #twoTone(context, path, [below, above], scale) {
    const { paper, focus } = this.#plate.colors;
    for (const [tone, width] of [[paper, below], [focus, above]]) {
      context.strokeStyle = tone;
      context.lineWidth = width / scale;
      context.stroke(path);
    }
  }

  /** The circle round a region that is smaller than a target may be: x, y, radius. */
  #circle(region) {
    const { markers, radius, scale, chart } = this.#plate;
    const marker = markers.find((one) => one.region === region);
    if (marker) return [...marker.center, Math.max(CIRCLE / 2, radius + CIRCLE_GAP)];
    const anchor = this.#plate.anchorOf(region);
    const [left, top, right, bottom] = chart.bounds(region.number) ?? [];
    const across = Math.hypot(right - left, bottom - top) * scale;
    return anchor && across < CIRCLE ? [...anchor, Math.max(CIRCLE / 2, across / 2 + CIRCLE_GAP)] : null;
  }

  /** The tally bar: segments in proportion to the members' counts, in the direction of the language. */
  bar(canvas) {
    const { counts, story, width, barHeight, colors } = this.#plate;
    const context = prepared(canvas, width, barHeight, this.#ratio);
    context.fillStyle = colors.paper;
    context.fillRect(0, 0, width, barHeight);
    const shown = counts.map((count, stance) => [count, this.#plate.looks[stance]]).filter(([count]) => count);
    const each = (width - BAR_GAP * (shown.length - 1)) / shown.reduce((sum, [count]) => sum + count, 0);
    let used = 0;
    for (const [count, look] of shown) {
      const left = story.furniture.direction === 'rtl' ? width - used - count * each : used;
      paintRectangle(context, look, left, 0, count * each, barHeight);
      used += count * each + BAR_GAP;
    }
  }

  /** A stance's look on a square. */
  swatch(canvas, stance, size) {
    const context = prepared(canvas, size, size, this.#ratio);
    context.fillStyle = this.#plate.colors.paper;
    context.fillRect(0, 0, size, size);
    paintRectangle(context, this.#plate.looks[STANCES.indexOf(stance)], 0, 0, size, size);
  }
}
