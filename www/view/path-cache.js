// Paths of the map's ground: traced once for a level of detail and a part of the map, and drawn again as long as
// they serve.

/** @typedef {import('../pkg/viewer.js').Tracing} Tracing */
/** @typedef {import('./detail-tiles.js').Box} Box */
/** @typedef {import('./page-data.js').LayerInPx} LayerInPx */
/** @typedef {Generator<undefined, Path2D, undefined>} PathSteps */

/**
 * @typedef {object} Wanted what to trace
 * @property {number} scale px a unit
 * @property {number} [level]
 * @property {number} [fine] traced for a picture so many times as large
 * @property {boolean} isDetailed with the detail tiles
 * @property {Box} [window] all of the map without one
 * @property {string} [facing] how a globe is turned
 */
/** @typedef {Wanted & { resolution: number, box: Float32Array, of: Map<LayerInPx, Path2D> }} Paths */

/** What is traced beyond the view, so that a path serves while the map moves: times its size on every side. */
const BEYOND = .25;
/** The map is traced again when it is magnified so many times more than it was traced for. */
const FINER = 2;
/** While a globe turns, it is traced for a picture of this part of its size. */
const TURNING = .1;
/** The whole map is traced for a picture so many times its size: it rests most of the time, on sharp screens too. */
const FINE = 2;
/** What is traced is exact to a part of a px. */
const STEPS = 16;
/** An outline serves while the map moves by this part of its size. */
const OUTLINE_BEYOND = .1;
/** Width of map space. */
const UNITS = 1000;

/**
 * So many steps has a map unit in paths for a picture of `scale` px a unit.
 * @param {number} scale
 */
const resolutionFor = (scale) => 2 ** Math.ceil(Math.log2(scale * STEPS));

/**
 * Does all steps; what they come to.
 * @template T
 * @param {Generator<undefined, T, undefined>} steps
 * @returns {T}
 */
function finish(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The path of what was traced, a batch a step.
 * @param {Tracing} tracing
 * @param {number} resolution
 * @param {boolean} isClosed
 * @returns {PathSteps}
 */
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

/**
 * Whether a box holds another.
 * @param {Box} outer
 * @param {Box} inner
 */
const holds = ([left, top, right, bottom], [l, t, r, b]) => left <= l && top <= t && right >= r && bottom >= b;

export class PathCache {
  #map;
  /** @type {Paths | null} of the whole map */
  #whole = null;
  /** @type {Paths | null} of a part of it, finer; of a globe as it is turned */
  #traced = null;
  /** @type {{ paths: Paths, steps: Generator<undefined, void, undefined> } | null} those that are being made, and the steps that are left */
  #tracing = null;
  #isTurning = false;

  /** @param {import('./map-view.js').MapView} map */
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

  /** @param {boolean} is Whether a globe is turning: it is traced in less detail. */
  set isTurning(is) { this.#isTurning = is; }

  /** The level of detail that the view asks for: magnified up to 2 to its power. */
  get #level() { return Math.ceil(Math.log2(this.#map.view.scale) / Math.log2(FINER) - 1e-9); }

  /** Whether detail tiles are at hand for all that is in sight. */
  get #isDetailed() { return this.#map.detail?.serves(this.#map.window()) ?? false; }

  /** Whether the paths of the whole map are too coarse: it is magnified, or very large. */
  get #isClose() { return this.#level > 0 || this.#isDetailed; }

  /** @returns {Paths} Those for the present view, by layer: the finest there are that hold all of it. */
  get paths() {
    const { viewer, isGlobe, view, center, scale } = this.#map;
    if (isGlobe) {
      const facing = `${center} ${view.scale} ${this.#isTurning}`;
      if (this.#traced?.facing !== facing) this.#traced = this.#trace({ facing, isDetailed: false, scale: scale * (this.#isTurning ? TURNING : 1) });
      return this.#traced;
    }
    const finer = this.#isClose && this.#traced;
    const paths = finer && holds(/** @type {Box} */ (finer.window), this.#map.window()) ? finer : this.#whole ??= this.#trace({ level: 0, scale: scale / view.scale, fine: FINE, isDetailed: false });
    viewer.showTiles(paths.isDetailed);
    return paths;
  }

  /** Whether what is painted is coarser than the view asks for. */
  get isCoarse() {
    if (this.#map.isGlobe || !this.#isClose) return false;
    const { level, isDetailed } = this.paths;
    return level !== this.#level || isDetailed !== this.#isDetailed;
  }

  /**
   * Traces finer paths for the view, for so many ms; whether they are done.
   * @param {number} most
   */
  refine(most) {
    const started = performance.now();
    const [level, isDetailed] = [this.#level, this.#isDetailed];
    const { width, viewer } = this.#map;
    const shown = this.paths.isDetailed;
    let tracing = this.#tracing;
    if (!tracing || level !== tracing.paths.level || isDetailed !== tracing.paths.isDetailed || !holds(/** @type {Box} */ (tracing.paths.window), this.#map.window())) {
      this.#abandon();
      const paths = /** @type {Paths} */ ({ level, isDetailed, window: this.#map.window(BEYOND), scale: width / UNITS * FINER ** level });
      this.#tracing = tracing = { paths, steps: this.#steps(paths) };
    }
    viewer.showTiles(isDetailed);
    let isDone = false;
    while (!isDone && performance.now() - started < most) isDone = /** @type {boolean} */ (tracing.steps.next().done);
    viewer.showTiles(shown);
    if (isDone) {
      this.#traced = tracing.paths;
      this.#tracing = null;
    }
    return isDone;
  }

  /** @param {Wanted} wanted */
  #trace(wanted) {
    const paths = /** @type {Paths} */ (wanted);
    this.#map.viewer.showTiles(paths.isDetailed);
    finish(this.#steps(paths));
    return paths;
  }

  /**
   * Traces the geometry of all layers into `paths`, of which what is wanted is known, a path a step.
   * @param {Paths} paths
   * @returns {Generator<undefined, void, undefined>}
   */
  *#steps(paths) {
    const { scale, window = [] } = paths;
    Object.assign(paths, { resolution: resolutionFor(scale), box: new Float32Array(window), of: new Map() });
    for (const layer of this.#map.layers) {
      const steps = this.#geometry(paths, layer);
      if (steps) paths.of.set(layer, yield* steps);
    }
  }

  /**
   * The steps to the path of a layer; none for what is no part of the ground.
   * @param {Paths} paths
   * @param {LayerInPx} layer
   * @returns {PathSteps | null}
   */
  #geometry({ scale, fine = 1, box, resolution }, layer) {
    const { viewer, pageData, regions } = this.#map;
    /** @type {(kind: 'areas' | 'coasts' | 'borders' | 'lines' | 'seats' | 'ring', numbers: number[], isClosed: boolean) => PathSteps} */
    const traced = (kind, numbers, isClosed) => pathOf(viewer.trace(kind, new Float64Array(numbers), scale * fine, box), resolution, isClosed);
    /** @type {(all: number[][]) => PathSteps} */
    const rings = function* (all) {
      const path = new Path2D();
      for (const one of all) path.addPath(yield* traced('ring', one, true));
      return path;
    };
    switch (layer.kind) {
      case 'areas': return traced('areas', [layer.class], true);
      case 'overlays': return rings(pageData.overlays.filter(([number]) => regions[number].class === layer.class).flatMap(([, own]) => own));
      case 'coasts': return traced('coasts', [layer.class, layer.leastPx2 * fine ** 2], false);
      case 'borders': return traced('borders', layer.pairs.flat(), false);
      case 'frames': return this.#frames(resolution, layer.width / scale);
      case 'lines': return traced('lines', [layer.set, ...layer.least.map((px) => px * fine)], false);
      case 'seats': return traced('seats', [layer.leastPx2 * fine ** 2, ...layer.regions], false);
      default: return null;
    }
  }

  /**
   * The path round insets and round what they show; a line so many units wide lies inside an inset.
   * @param {number} resolution
   * @param {number} wide
   * @returns {PathSteps}
   */
  *#frames(resolution, wide) {
    const path = new Path2D();
    const { insets, pageData } = this.#map;
    yield;
    if (!insets) return path;
    const half = wide / 2 * resolution;
    for (let i = 0; i < insets.panels.length; i += 9) {
      const [left, top, right, bottom] = insets.panels.slice(i + 5, i + 9).map((units) => units * resolution);
      path.rect(left + half, top + half, right - left - 2 * half, bottom - top - 2 * half);
    }
    for (const mark of pageData.insetMarks) path.addPath(new Path2D(`M${mark.map((units) => Math.round(units * resolution))}`));
    return path;
  }

  /**
   * The path round a region in the present view and that of its shape, and their steps a map unit.
   * @param {import('./region.js').Region} region
   */
  outlineOf(region) {
    const { viewer, scale } = this.#map;
    const resolution = resolutionFor(scale);
    const [path, shape] = ['outline', 'shape'].map((kind) => {
      const tracing = viewer.trace(kind, new Float64Array([region.number]), scale, new Float32Array(this.#map.window(OUTLINE_BEYOND)));
      return finish(pathOf(tracing, resolution, kind === 'shape'));
    });
    return { resolution, path, shape };
  }

  /**
   * The path of the borders of a layer that touch a class.
   * @param {import('./page-data.js').BorderLayer<number>} layer
   * @param {number} number
   */
  bordersOf(layer, number) {
    return finish(/** @type {PathSteps} */ (this.#geometry(this.paths, { ...layer, pairs: layer.pairs.filter((pair) => pair.includes(number)) })));
  }
}
