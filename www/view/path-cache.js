// Paths of the map's ground: traced once for a level of detail and a part of the map, and drawn again as long as
// they serve.

/** What is traced beyond the view, so that a path serves while the map moves: times its size on every side. */
const BEYOND = .25;
/** The map is traced again when it is magnified so many times more than it was traced for. */
const FINER = 2;
/** While a globe turns, it is traced for a picture of this part of its size. */
const TURNING = .1;
/** What is traced is exact to a part of a px. */
const STEPS = 16;
/** An outline serves while the map moves by this part of its size. */
const OUTLINE_BEYOND = .1;
/** Width of map space. */
const UNITS = 1000;

/** So many steps has a map unit in paths for a picture of `scale` px a unit. */
const resolutionFor = (scale) => 2 ** Math.ceil(Math.log2(scale * STEPS));

/** Does all steps; what they come to. */
function finish(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The path of what was traced, a batch a step. */
function* pathOf(tracing, resolution, isClosed) {
  try {
    let whole;
    yield;
    for (let text; (text = tracing.batch(resolution, isClosed)) !== undefined;) {
      if (whole) whole.addPath(new Path2D(text));
      else whole = new Path2D(text);
      yield;
    }
    return whole ?? new Path2D();
  } finally {
    tracing.free();
  }
}

/** Whether a box holds another: left, top, right, bottom. */
const holds = ([left, top, right, bottom], [l, t, r, b]) => left <= l && top <= t && right >= r && bottom >= b;

export class PathCache {
  #map;
  #whole = null; // paths of the whole map
  #traced = null; // paths of a part of it, finer
  #tracing = null; // those that are being made, and the steps that are left
  #isTurning = false;

  constructor(map) {
    this.#map = map;
  }

  /** Forgets all, after a change of size or theme. */
  clear() {
    this.#whole = null;
    this.#traced = null;
    this.#abandon();
  }

  #abandon() {
    this.#tracing?.steps.return();
    this.#tracing = null;
  }

  /** Whether a globe is turning: it is traced in less detail. */
  set isTurning(is) { this.#isTurning = is; }

  /** The level of detail that the view asks for: magnified up to 2 to its power. */
  get #level() { return Math.ceil(Math.log2(this.#map.view.scale) / Math.log2(FINER) - 1e-9); }

  /** Whether detail tiles are at hand for all that is in sight. */
  get #isDetailed() { return this.#map.detail?.serves(this.#map.window()) ?? false; }

  /** Whether the paths of the whole map are too coarse: it is magnified, or very large. */
  get #isClose() { return this.#level > 0 || this.#isDetailed; }

  /** The paths for the present view, by layer: the finest there are that hold all of it. */
  get paths() {
    const { viewer, isGlobe, view, center, scale } = this.#map;
    if (isGlobe) {
      const facing = `${center} ${view.scale} ${this.#isTurning}`;
      if (this.#traced?.facing !== facing) this.#traced = this.#trace({ facing, scale: scale * (this.#isTurning ? TURNING : 1) });
      return this.#traced;
    }
    const isFiner = this.#isClose && this.#traced && holds(this.#traced.window, this.#map.window());
    const paths = isFiner ? this.#traced : this.#whole ??= this.#trace({ level: 0, scale: scale / view.scale, isDetailed: false });
    viewer.showTiles(paths.isDetailed);
    return paths;
  }

  /** Whether what is painted is coarser than the view asks for. */
  get isCoarse() {
    if (this.#map.isGlobe || !this.#isClose) return false;
    const { level, isDetailed } = this.paths;
    return level !== this.#level || isDetailed !== this.#isDetailed;
  }

  /** Traces finer paths for the view, for so many ms; whether they are done. */
  refine(most) {
    const started = performance.now();
    const [level, isDetailed] = [this.#level, this.#isDetailed];
    const { width, viewer } = this.#map;
    const shown = this.paths.isDetailed;
    const begun = this.#tracing?.paths;
    if (!begun || level !== begun.level || isDetailed !== begun.isDetailed || !holds(begun.window, this.#map.window())) {
      this.#abandon();
      const paths = { level, isDetailed, window: this.#map.window(BEYOND), scale: width / UNITS * FINER ** level };
      this.#tracing = { paths, steps: this.#steps(paths) };
    }
    viewer.showTiles(isDetailed);
    let isDone = false;
    while (!isDone && performance.now() - started < most) isDone = this.#tracing.steps.next().done;
    viewer.showTiles(shown);
    if (isDone) {
      this.#traced = this.#tracing.paths;
      this.#tracing = null;
    }
    return isDone;
  }

  #trace(paths) {
    this.#map.viewer.showTiles(Boolean(paths.isDetailed));
    finish(this.#steps(paths));
    return paths;
  }

  /** Traces the geometry of all layers into `paths`, a path a step. */
  *#steps(paths) {
    const { scale, window = [] } = paths;
    Object.assign(paths, { resolution: resolutionFor(scale), box: new Float32Array(window), of: new Map() });
    for (const layer of this.#map.layers) {
      const steps = this.#geometry(paths, layer);
      if (steps) paths.of.set(layer, yield* steps);
    }
  }

  /** The steps to the path of a layer; none for what is no part of the ground. */
  #geometry({ scale, box, resolution }, layer) {
    const { viewer, pageData, regions } = this.#map;
    const traced = (kind, numbers, isClosed) => pathOf(viewer.trace(kind, new Float64Array(numbers), scale, box), resolution, isClosed);
    const lines = function* (all, isClosed) {
      const path = new Path2D();
      for (const one of all) path.addPath(yield* traced('line', one, isClosed));
      return path;
    };
    switch (layer.kind) {
      case 'areas': return traced('areas', [layer.class], true);
      case 'overlays': return lines(pageData.overlays.filter(([number]) => regions[number].class === layer.class).flatMap(([, rings]) => rings), true);
      case 'coasts': return traced('coasts', [layer.class, layer.leastPx2], false);
      case 'borders': return traced('borders', layer.pairs.flat(), false);
      case 'lines': return lines(layer.sets.flatMap((set) => pageData.lines[set]), false);
      default: return null;
    }
  }

  /** The path round a region in the present view, and its steps a map unit. */
  outlineOf(region) {
    const { viewer, scale } = this.#map;
    const resolution = resolutionFor(scale);
    const tracing = viewer.trace('outline', new Float64Array([region.number]), scale, new Float32Array(this.#map.window(OUTLINE_BEYOND)));
    return { resolution, path: finish(pathOf(tracing, resolution, false)) };
  }

  /** The path of the borders of a layer that touch a class. */
  bordersOf(layer, number) {
    return finish(this.#geometry(this.paths, { ...layer, pairs: layer.pairs.filter((pair) => pair.includes(number)) }));
  }
}
