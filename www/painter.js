// Paints the map on canvases: shapes and lines as paths that are traced once for a level of detail and a part
// of the map, and drawn again as long as they serve; markers and names where they are at the moment.
import { STANCES } from './plate.js';

/** What is traced beyond the view, so that a path serves while the map moves: times its size on every side. */
const BEYOND = .25;
/** The map is traced anew when it is magnified so many times more than it was traced for. */
const FINER = 2;
/** While a globe turns, it is traced for a picture of this part of its size. */
const TURNING = .1;
/** What is traced is exact to a part of a px. */
const GRAINS = 16;
/** A line so little wider than a pixel of the screen is drawn one wide: several times as fast in software. */
const FINE = 1.5;
/** A pattern's tile is at most so wide, px of the screen, and as near to whole periods as it can be. */
const TILE = 256;
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

/** A canvas of a size in CSS px, of a colour or clear, ready to be drawn on in CSS px. */
function prepared(canvas, width, height, ratio, color = null) {
  const [w, h] = [width, height].map((px) => Math.max(1, Math.min(MOST_SIDE, Math.round(px * ratio))));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext('2d');
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (color) {
    context.fillStyle = color;
    context.fillRect(0, 0, w, h);
  } else {
    context.clearRect(0, 0, w, h);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = 'round';
  return context;
}

/** So many grains has a unit of the plane in paths for a picture of `scale` px a unit. */
const grainFor = (scale) => 2 ** Math.ceil(Math.log2(scale * GRAINS));

/** Does all steps; what they come to. */
function finish(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Whether a box holds another: left, top, right, bottom. */
const holds = ([left, top, right, bottom], [l, t, r, b]) => left <= l && top <= t && right >= r && bottom >= b;

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
  #whole = null; // paths of the whole map
  #traced = null; // paths of a part of it, finer
  #tracing = null; // those that are being made, and the steps that are left
  #borders = new Map(); // by colour: for each two stances, whether theirs has it
  #tiles = new Map(); // patterns, by stance
  #ratio = 1;
  #fonts = 'sans-serif';
  #isTurning = false;
  #isOutlined = false;
  #rounds = {}; // paths round regions, and the view that they are for

  constructor(plate) {
    this.#plate = plate;
  }

  get plate() { return this.#plate; }

  /** Has all be painted anew, after a change of size or theme; names are written in one of `fonts`, as CSS lists them. */
  renew(ratio, fonts) {
    const { colors, inked } = this.#plate;
    this.#ratio = ratio;
    this.#fonts = fonts;
    this.#whole = null;
    this.#traced = null;
    this.#tracing = null;
    this.#tiles.clear();
    this.#rounds = {};
    this.#borders.clear();
    for (let pair = 0; pair < STANCES.length ** 2; pair += 1) {
      const tone = inked.has(pair) ? colors.ink : colors.paper;
      if (!this.#borders.has(tone)) this.#borders.set(tone, new Uint8Array(STANCES.length ** 2));
      this.#borders.get(tone)[pair] = 1;
    }
  }

  get #isContrast() { return this.#plate.theme.endsWith('contrast'); }

  /** A line's width: one pixel of the screen if it is little more. */
  #fine(width) { return width * this.#ratio < FINE ? Math.min(width, 1 / this.#ratio) : width; }

  /** The level of detail that the view asks for: magnified up to 2 to its power. */
  get #level() { return Math.ceil(Math.log2(this.#plate.view.scale) / Math.log2(FINER) - 1e-9); }

  /** The paths for the present view: the finest there are that hold all of it. */
  get #paths() {
    const { viewer, isGlobe, view, center, scale } = this.#plate;
    if (isGlobe) {
      const facing = `${center} ${view.scale} ${this.#isTurning}`;
      if (this.#traced?.facing !== facing) this.#traced = this.#trace({ facing, scale: scale * (this.#isTurning ? TURNING : 1) });
      return this.#traced;
    }
    const isFiner = this.#isClose && this.#traced && holds(this.#traced.window, this.#plate.window());
    const paths = isFiner ? this.#traced : this.#whole ??= this.#trace({ level: 0, scale: scale / view.scale, isDetailed: false });
    viewer.showDetail(paths.isDetailed);
    return paths;
  }

  /** Whether finer shapes are at hand for all that is in sight. */
  get #isDetailed() { return this.#plate.detail?.serves(this.#plate.window()) ?? false; }

  /** Whether the paths of the whole map are too coarse: it is magnified, or very large. */
  get #isClose() { return this.#level > 0 || this.#isDetailed; }

  /** Whether what is painted is coarser than the view asks for. */
  get isCoarse() {
    if (this.#plate.isGlobe || !this.#isClose) return false;
    const { level, isDetailed } = this.#paths;
    return level !== this.#level || isDetailed !== this.#isDetailed;
  }

  /** Traces finer paths for the view, for so many ms; whether they are done. */
  refine(most) {
    const started = performance.now();
    const [level, isDetailed] = [this.#level, this.#isDetailed];
    const { width, viewer } = this.#plate;
    const shown = this.#paths.isDetailed;
    const begun = this.#tracing?.paths;
    if (!begun || level !== begun.level || isDetailed !== begun.isDetailed || !holds(begun.window, this.#plate.window())) {
      const paths = { level, isDetailed, window: this.#plate.window(BEYOND), scale: width / 1000 * FINER ** level };
      this.#tracing = { paths, steps: this.#steps(paths) };
    }
    viewer.showDetail(isDetailed);
    let isDone = false;
    while (!isDone && performance.now() - started < most) isDone = this.#tracing.steps.next().done;
    viewer.showDetail(shown);
    if (isDone) {
      this.#traced = this.#tracing.paths;
      this.#tracing = null;
    }
    return isDone;
  }

  #trace(paths) {
    this.#plate.viewer.showDetail(Boolean(paths.isDetailed));
    finish(this.#steps(paths));
    return paths;
  }

  /** Traces into `paths`, a path a step. */
  *#steps(paths) {
    const { viewer, pageData, regions, looks } = this.#plate;
    const { scale, window = [] } = paths;
    const grain = grainFor(scale);
    const box = new Float32Array(window);
    /** The path of what was traced, a piece a step. */
    function* path(isClosed) {
      let whole;
      yield;
      for (let text; (text = viewer.piece(grain, isClosed)) !== undefined;) {
        if (whole) whole.addPath(new Path2D(text));
        else whole = new Path2D(text);
        yield;
      }
      return whole ?? new Path2D();
    }
    const borders = function* (wanted) {
      viewer.borders(wanted, scale, box);
      return yield* path(false);
    };
    const line = function* (one, isClosed) {
      viewer.line(new Float64Array(one), scale, box);
      return yield* path(isClosed);
    };
    Object.assign(paths, { grain, areas: [], over: [], coasts: [], borders: [], disputed: [] });
    for (const [stance, { coast }] of looks.entries()) {
      viewer.areas(stance, scale, box);
      paths.areas[stance] = yield* path(true);
      if (coast) {
        viewer.coasts(stance, scale, box);
        paths.coasts[stance] = yield* path(false);
      }
      paths.over[stance] = new Path2D();
    }
    for (const [tone, wanted] of this.#borders) paths.borders.push([tone, yield* borders(wanted)]);
    for (const [number, rings] of pageData.over) {
      for (const ring of rings) paths.over[STANCES.indexOf(regions[number].stance)].addPath(yield* line(ring, true));
    }
    for (const kind of pageData.lines) {
      const all = new Path2D();
      for (const one of kind) all.addPath(yield* line(one, false));
      paths.disputed.push(all);
    }
    /** The borders of a stance. */
    paths.touching = (stance) => {
      // The viewer traces one thing at a time.
      this.#tracing = null;
      const wanted = new Uint8Array(STANCES.length ** 2);
      STANCES.forEach((_, other) => { wanted[stance * STANCES.length + other] = 1; wanted[other * STANCES.length + stance] = 1; });
      return [...this.#borders].map(([tone, of]) => [tone, finish(borders(wanted.map((is, i) => is & of[i])))]);
    };
  }

  /** Paints the map on a canvas, which gets its size from it; a globe that turns in less detail. */
  map(canvas, { isTurning = false } = {}) {
    this.#isTurning = isTurning;
    const { width, height, colors } = this.#plate;
    const context = prepared(canvas, width, height, this.#ratio, colors.paper);
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
    const unit = scale / paths.grain;
    context.save();
    context.translate(view.x, view.y);
    context.scale(unit, unit);
    for (const layer of [paths.areas, paths.over]) {
      layer.forEach((path, stance) => {
        if (!shown(stance)) return;
        context.fillStyle = this.#fill(context, stance, unit);
        context.fill(path);
      });
    }
    const heavy = this.#isContrast;
    this.#plate.looks.forEach(({ coast }, stance) => {
      if (!coast || !shown(stance)) return;
      context.strokeStyle = coast;
      context.lineWidth = this.#fine(heavy ? border : COAST) / unit;
      context.stroke(paths.coasts[stance]);
    });
    context.lineWidth = this.#fine(border) / unit;
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
        context.lineWidth = (width + 2 * CASING) / unit;
        context.stroke(paths.disputed[kind]);
      }
      context.setLineDash(dash.map((px) => px / unit));
      context.strokeStyle = colors.disputed;
      context.lineWidth = width / unit;
      context.stroke(paths.disputed[kind]);
      context.setLineDash([]);
    });
    context.restore();
  }

  /** What areas of a stance are filled with, where a px is `unit` times as large: its colour, or a tile of its pattern. */
  #fill(context, stance, unit) {
    const { fill, pattern } = this.#plate.looks[stance];
    if (!pattern) return fill;
    if (!this.#tiles.has(stance)) this.#tiles.set(stance, this.#tile(context, fill, pattern));
    const tile = this.#tiles.get(stance);
    // The pattern moves with the map, from pixel to pixel.
    const { x, y } = this.#plate.view;
    const [dx, dy] = [x, y].map((px) => (Math.round(px * this.#ratio) / this.#ratio - px) / unit);
    tile.setTransform(new DOMMatrix([1 / this.#ratio / unit, 0, 0, 1 / this.#ratio / unit, dx, dy]));
    return tile;
  }

  #tile(context, fill, pattern) {
    const { kind, spacing } = pattern;
    const period = spacing * (kind === 'diagonal' || kind === 'cross' ? Math.SQRT2 : 1);
    // An even number, for the dots' rows are shifted in turn.
    const pair = 2 * period * this.#ratio;
    const sizes = Array.from({ length: Math.max(1, Math.floor(TILE / pair)) }, (_, i) => (i + 1) * pair);
    const off = (size) => Math.abs(size - Math.round(size)) / size;
    const best = sizes.reduce((a, b) => off(b) < off(a) - 1e-5 ? b : a);
    const size = Math.max(1, Math.round(best));
    const tile = prepared(document.createElement('canvas'), size, size, 1, fill);
    // In px of the map that are stretched until the last period ends with the tile.
    tile.scale(size / best * this.#ratio, size / best * this.#ratio);
    const middle = kind === 'horizontal' || kind === 'vertical' ? .5 : 0;
    const side = best / this.#ratio;
    fillPattern(tile, pattern, [-spacing, -spacing, side + spacing, side + spacing], [middle, middle]);
    return context.createPattern(tile.canvas, 'repeat');
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
    this.#discs(context, shown);
    if (only === null || STANCES[only] === 'no') this.#names(context);
  }

  /** Discs of markers, which don't overlap: all of a colour at once. */
  #discs(context, markers) {
    const { radius, ring, looks } = this.#plate;
    const layers = [new Map(), new Map(), new Map()]; // rings, fills, marks: by colour
    const layer = (at, tone) => {
      if (!layers[at].has(tone)) layers[at].set(tone, new Path2D());
      return layers[at].get(tone);
    };
    const disc = (path, [x, y], size) => {
      path.moveTo(x + size, y);
      path.arc(x, y, size, 0, 7);
    };
    for (const { region, center: [x, y] } of markers) {
      const { fill, ring: tone, pattern } = looks[STANCES.indexOf(region.stance)];
      disc(layer(0, tone), [x, y], radius + ring);
      disc(layer(1, fill), [x, y], radius);
      // A few marks that leave the centre free; the map's pattern would miss so small a shape.
      for (const [ax, ay, bx, by] of pattern?.marks ?? []) {
        const marks = layer(2, pattern);
        marks.moveTo(x + ax * radius, y + ay * radius);
        marks.lineTo(x + bx * radius, y + by * radius);
      }
    }
    for (const [tone, path] of [...layers[0], ...layers[1]]) {
      context.fillStyle = tone;
      context.fill(path);
    }
    for (const [{ ink, mark }, path] of layers[2]) {
      context.strokeStyle = ink;
      context.lineWidth = mark * radius;
      context.stroke(path);
    }
  }

  /** The names of those that voted against, on the whole map. */
  #names(context) {
    const { colors, view, isGlobe, figureWidth, pageData } = this.#plate;
    const { layout, spread } = this.#plate.layout();
    if (isGlobe || view.scale > 1.001 || figureWidth < 720) return;
    const line = this.#plate.looks[STANCES.indexOf('no')];
    const at = (x, y) => [x * spread + view.x, y * spread + view.y];
    for (const [tone, wide] of [[colors.paper, HALO], [line.fill, HAIRLINE]]) {
      context.beginPath();
      for (const [ax, ay, bx, by] of layout.hairlines) {
        context.moveTo(...at(ax, ay));
        context.lineTo(...at(bx, by));
      }
      context.strokeStyle = tone;
      context.lineWidth = wide;
      context.stroke();
    }
    context.textAlign = 'center';
    for (const [x, y, size, text, isInside] of layout.names) {
      context.font = `700 ${size}px ${this.#fonts}`;
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
    const isOutlined = regions.length > 0 || Boolean(focused);
    if (!isOutlined && !this.#isOutlined) return;
    this.#isOutlined = isOutlined;
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

  /** The path round a region in the present view. */
  #round(region) {
    const { viewer, scale, view, center } = this.#plate;
    const { isDetailed } = this.#paths;
    const known = this.#rounds;
    if (known.view !== view || known.center !== center || known.isDetailed !== isDetailed) this.#rounds = { view, center, isDetailed, paths: new Map() };
    const { paths } = this.#rounds;
    if (!paths.has(region)) {
      const grain = grainFor(scale);
      paths.set(region, { grain, path: new Path2D(viewer.outline(region.number, scale, grain, new Float32Array(this.#plate.window(.1)))) });
    }
    return paths.get(region);
  }

  #outline(context, region, widths) {
    const { scale, view, markers, radius, colors } = this.#plate;
    const { grain, path } = this.#round(region);
    context.save();
    context.translate(view.x, view.y);
    context.scale(scale / grain, scale / grain);
    this.#twoTone(context, path, widths, scale / grain);
    context.restore();
    const marker = markers.find((one) => one.region === region);
    if (!marker) return;
    for (const [beyond, tone] of [[2.6, colors.paper], [1.6, colors.focus]]) {
      context.beginPath();
      context.arc(...marker.center, radius + beyond, 0, 7);
      context.fillStyle = tone;
      context.fill();
    }
    this.#discs(context, [marker]);
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
    const { markers, radius, scale, viewer } = this.#plate;
    const marker = markers.find((one) => one.region === region);
    if (marker) return [...marker.center, Math.max(CIRCLE / 2, radius + CIRCLE_GAP)];
    const anchor = this.#plate.anchorOf(region);
    const [left, top, right, bottom] = viewer.bounds(region.number) ?? [];
    const across = Math.hypot(right - left, bottom - top) * scale;
    return anchor && across < CIRCLE ? [...anchor, Math.max(CIRCLE / 2, across / 2 + CIRCLE_GAP)] : null;
  }

  /** The tally bar: segments in proportion to the members' counts, in the direction of the language. */
  bar(canvas) {
    const { counts, pageData, width, barHeight, colors } = this.#plate;
    const context = prepared(canvas, width, barHeight, this.#ratio, colors.paper);
    const shown = counts.map((count, stance) => [count, this.#plate.looks[stance]]).filter(([count]) => count);
    const each = (width - BAR_GAP * (shown.length - 1)) / shown.reduce((sum, [count]) => sum + count, 0);
    let used = 0;
    for (const [count, look] of shown) {
      const left = pageData.text.direction === 'rtl' ? width - used - count * each : used;
      paintRectangle(context, look, left, 0, count * each, barHeight);
      used += count * each + BAR_GAP;
    }
  }

  /** A stance's look on a square. */
  swatch(canvas, stance, size) {
    const context = prepared(canvas, size, size, this.#ratio, this.#plate.colors.paper);
    paintRectangle(context, this.#plate.looks[STANCES.indexOf(stance)], 0, 0, size, size);
  }
}
