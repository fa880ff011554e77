// Carries out the layers of the style on canvases: the map, one class of it, what is pointed at; and the bar and
// swatches. Decides no colour, width or order.
import { paintBar } from './bar.js';
import { prepared } from './canvas.js';
import { fillDiscs } from './discs.js';
import { PathCache } from './path-cache.js';
import { paintRectangle, tileOf } from './patterns.js';

/** @typedef {import('./region.js').Region} Region */
/** @typedef {import('./markers.js').Marker} Marker */
/** @typedef {import('./motion.js').Point} Point */
/** @typedef {import('./motion.js').View} View */
/** @typedef {import('./page-data.js').LayerInPx} LayerInPx */
/** @typedef {import('./page-data.js').Stroke<number>} StrokeInPx */
/** @typedef {import('./page-data.js').MarkerLayer<number>} MarkerLayer */
/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{ path: Path2D, shape: Path2D, resolution: number }} Outline */
/** @typedef {{ view: View, center: Point, isDetailed: boolean, paths: Map<Region, Outline> }} Outlines */

/** A marker that lies so far outside the view is not painted, px. */
const MARGIN = 40;

export class Painter {
  /** @type {typeof import('./names.js').paintNames | null} What writes names on a magnified map: it comes after the first picture. */
  static paintNames = null;
  #map;
  #cache;
  /** @type {Map<LayerInPx, CanvasPattern>} */
  #tiles = new Map();
  #ratio = 1;
  /** Where patterns are painted that end before the edge of their areas. */
  #ink = document.createElement('canvas');
  #fonts = 'sans-serif';
  /** @type {PathCache['paths'] | null} of what is painted */
  #ground = null;
  #isOutlined = false;
  /** Paths round regions, and the view that they are for. */
  #outlines = /** @type {Outlines} */ ({});

  /** @param {import('./map-view.js').MapView} map */
  constructor(map) {
    this.#map = map;
    this.#cache = new PathCache(map);
  }

  get map() { return this.#map; }

  /**
   * Forgets what was made for another size or theme; names are written in one of `fonts`, as CSS lists them.
   * @param {number} ratio px of the screen a px
   * @param {string} fonts
   */
  renew(ratio, fonts) {
    this.#ratio = ratio;
    this.#fonts = fonts;
    this.#cache.clear();
    this.#tiles.clear();
    this.#outlines = /** @type {Outlines} */ ({});
  }

  /** Whether what is painted is coarser than the view asks for. */
  get isCoarse() { return this.#cache.isCoarse; }

  /**
   * Traces finer paths for the view, for so many ms; whether they are done.
   * @param {number} most
   */
  refine(most) { return this.#cache.refine(most); }

  /**
   * Paints the map on a canvas, which gets its size from it; a globe that turns in less detail.
   * @param {HTMLCanvasElement} canvas
   * @param {{ isTurning?: boolean }} [options]
   */
  paint(canvas, { isTurning = false } = {}) {
    this.#cache.isTurning = isTurning;
    this.#paint(canvas, null, this.#map.colors.paper);
  }

  /**
   * Paints what belongs to a class alone, by its number, on a transparent canvas.
   * @param {HTMLCanvasElement} canvas
   * @param {number} number
   */
  emphasis(canvas, number) {
    this.#paint(canvas, number, null);
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number | null} only a class
   * @param {string | null} color
   */
  #paint(canvas, only, color) {
    const { width, height } = this.#map;
    this.paintOn(prepared(canvas, width, height, this.#ratio, color), only);
  }

  /**
   * Paints the map with its top left at 0, 0 of a context that takes CSS px.
   * @param {Context} context
   * @param {number | null} [only] a class
   */
  paintOn(context, only = null) {
    const { layers, view } = this.#map;
    this.#ground = this.#cache.paths;
    for (const layer of layers) {
      const isShown = view.scale <= (layer.toScale ?? Infinity) && (only === null || layer.class === undefined || layer.class === only || layer.kind === 'overlays');
      if (isShown) this.#layer(context, layer, only);
    }
    if (only === null) Painter.paintNames?.(context, this.#map, this.#fonts);
  }

  /**
   * @param {Context} context
   * @param {LayerInPx} layer
   * @param {number | null} only
   */
  #layer(context, layer, only) {
    switch (layer.kind) {
      case 'areas': case 'overlays':
        this.#onGround(context, layer, (path, unit) => {
          context.fillStyle = layer.pattern?.inset ? layer.fill : this.#fill(context, layer, unit);
          // What lies over areas of the class and is of another is not highlighted with them.
          if (only !== null && layer.class !== only) context.globalCompositeOperation = 'destination-out';
          context.fill(path);
        });
        return layer.pattern?.inset && (only ?? layer.class) === layer.class && this.#inside(context, layer, layer.pattern.inset);
      case 'lines': case 'frames': return this.#onGround(context, layer, (path, unit) => this.#stroke(context, layer, path, unit));
      case 'coasts': case 'borders': return this.#onGround(context, layer, (path, unit) => {
        const own = only === null || layer.kind === 'coasts' ? path : this.#cache.bordersOf(layer, only);
        this.#stroke(context, { ...layer, width: layer.width * this.#map.grown }, own, unit);
      });
      case 'seats': return only === null && this.#seats(context, layer);
      case 'leaders': return this.#leaders(context, layer, only);
      case 'markers': return this.#markers(context, layer, this.#markersInSight.filter(({ region }) => region.class === layer.class));
      case 'nameLines': return this.#nameLines(context, layer);
      case 'names': return this.#names(context, layer);
      default: return null;
    }
  }

  /**
   * Does something with the path of a layer, in the steps of paths; `unit` px each.
   * @param {Context} context
   * @param {LayerInPx} layer
   * @param {(path: Path2D, unit: number) => void} act
   */
  #onGround(context, layer, act) {
    const { scale, view } = this.#map;
    const { of, resolution } = /** @type {PathCache['paths']} */ (this.#ground);
    const unit = scale / resolution;
    context.save();
    context.translate(view.x, view.y);
    context.scale(unit, unit);
    act(/** @type {Path2D} */ (of.get(layer)), unit);
    context.restore();
  }

  /**
   * @param {Context} context
   * @param {StrokeInPx} style
   * @param {Path2D} path
   * @param {number} unit
   */
  #stroke(context, { stroke, width, dash, phase = 0, isRound, isHairline }, path, unit) {
    const isThin = isHairline && width * this.#ratio < this.#map.hairline;
    context.strokeStyle = stroke;
    context.lineWidth = (isThin ? Math.min(width, 1 / this.#ratio) : width) / unit;
    if (dash) context.setLineDash(dash.map((px) => px / unit));
    context.lineDashOffset = phase / unit;
    context.lineCap = isRound ? 'round' : 'butt';
    context.stroke(path);
    if (dash) context.setLineDash([]);
  }

  /**
   * Paints the pattern of a layer, which ends before the edge of its areas.
   * @param {Context} context
   * @param {import('./page-data.js').AreaLayer<import('./page-data.js').PatternInPx>} layer
   * @param {number} inset px
   */
  #inside(context, layer, inset) {
    const { width, height } = this.#map;
    const ink = prepared(this.#ink, width, height, this.#ratio);
    this.#onGround(ink, layer, (path, unit) => {
      ink.fillStyle = this.#fill(ink, layer, unit);
      ink.fill(path);
      ink.globalCompositeOperation = 'destination-out';
      this.#stroke(ink, { stroke: '#000', width: 2 * inset }, path, unit);
    });
    context.drawImage(this.#ink, 0, 0, width, height);
  }

  /**
   * Outlines of regions, and discs below their markers.
   * @param {Context} context
   * @param {import('./page-data.js').SeatLayer<number>} layer
   */
  #seats(context, layer) {
    this.#onGround(context, layer, (path, unit) => this.#stroke(context, layer, path, unit));
    const seated = this.#markersInSight.filter(({ region }) => layer.regions.includes(region.number));
    fillDiscs(context, seated.map(({ center }) => center), this.#map.radius + layer.beyond, layer.stroke);
  }

  /**
   * What areas of a layer are filled with, where a px is `unit` times as large: its colour, or a tile of its pattern.
   * @param {Context} context
   * @param {import('./page-data.js').AreaLayer<import('./page-data.js').PatternInPx>} layer
   * @param {number} unit
   */
  #fill(context, layer, unit) {
    if (!layer.pattern) return layer.fill;
    if (!this.#tiles.has(layer)) this.#tiles.set(layer, tileOf(context, layer.pattern.inset ? null : layer.fill, layer.pattern, this.#ratio));
    const tile = /** @type {CanvasPattern} */ (this.#tiles.get(layer));
    // The pattern moves with the map, from pixel to pixel.
    const { x, y } = this.#map.view;
    const [dx, dy] = [x, y].map((px) => (Math.round(px * this.#ratio) / this.#ratio - px) / unit);
    tile.setTransform(new DOMMatrix([1 / this.#ratio / unit, 0, 0, 1 / this.#ratio / unit, dx, dy]));
    return tile;
  }

  get #markersInSight() {
    const { markers, width, height } = this.#map;
    return markers.filter(({ center: [x, y] }) => x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN);
  }

  /**
   * @param {Context} context
   * @param {StrokeInPx} layer
   * @param {number | null} only
   */
  #leaders(context, layer, only) {
    const path = new Path2D();
    for (const { region, leader } of this.#markersInSight) {
      if (!leader || (only !== null && region.class !== only)) continue;
      path.moveTo(...leader[0]);
      path.lineTo(...leader[1]);
    }
    this.#stroke(context, layer, path, 1);
  }

  /**
   * Discs, which don't overlap, with a ring below them and marks on them.
   * @param {Context} context
   * @param {MarkerLayer} layer
   * @param {Marker[]} markers
   */
  #markers(context, { fill, ring, ringWidth, marks }, markers) {
    if (!markers.length) return;
    const { radius } = this.#map;
    const centers = markers.map(({ center }) => center);
    fillDiscs(context, centers, radius + ringWidth, ring);
    fillDiscs(context, centers, radius, fill);
    if (!marks) return;
    const path = new Path2D();
    for (const [x, y] of centers) {
      for (const [ax, ay, bx, by] of marks.lines) {
        path.moveTo(x + ax * radius, y + ay * radius);
        path.lineTo(x + bx * radius, y + by * radius);
      }
    }
    this.#stroke(context, { stroke: marks.ink, width: marks.width * radius }, path, 1);
  }

  /** From breakpoint layouts to px. */
  #laidOut() {
    const { view } = this.#map;
    const { layout, spread } = this.#map.layout();
    /** @type {(x: number, y: number) => Point} */
    const at = (x, y) => [x * spread + view.x, y * spread + view.y];
    return { layout, at };
  }

  /** @param {Context} context @param {StrokeInPx} layer */
  #nameLines(context, layer) {
    if (this.#map.isGlobe) return;
    const { layout, at } = this.#laidOut();
    const path = new Path2D();
    for (const [x, y, ...rest] of layout.hairlines) {
      path.moveTo(...at(x, y));
      for (let i = 0; i < rest.length; i += 2) path.lineTo(...at(rest[i], rest[i + 1]));
    }
    this.#stroke(context, layer, path, 1);
  }

  /** @param {Context} context @param {import('./page-data.js').NameLayer} layer */
  #names(context, { ink, inside, backing, margin, capHeight }) {
    if (this.#map.isGlobe) return;
    const { layout, at } = this.#laidOut();
    context.textAlign = 'center';
    for (const [x, y, size, text, isInside] of layout.names) {
      context.font = `700 ${size}px ${this.#fonts}`;
      const [left, middle] = at(x, y);
      if (isInside && backing) {
        const [wide, high] = [context.measureText(text).width + 2 * margin, size + 2 * margin];
        context.fillStyle = backing;
        context.fillRect(left - wide / 2, middle - high / 2, wide, high);
      }
      context.fillStyle = isInside ? inside : ink;
      context.fillText(text, left, middle + size * capHeight / 2);
    }
  }

  /**
   * Outlines regions on a transparent canvas, and rings the one that has the focus.
   * @param {HTMLCanvasElement} canvas
   * @param {(Region | null)[]} regions of codes that the map knows
   * @param {Region | null} focused
   */
  outlines(canvas, regions, focused) {
    const isOutlined = regions.length > 0 || Boolean(focused);
    if (!isOutlined && !this.#isOutlined) return;
    this.#isOutlined = isOutlined;
    const { width, height, hover, focus } = this.#map;
    const context = prepared(canvas, width, height, this.#ratio);
    for (const region of /** @type {Region[]} */ (regions)) this.#outline(context, region, hover);
    if (!focused) return;
    const circle = this.#circle(focused);
    this.#outline(context, focused, circle ? hover : focus);
    if (!circle) return;
    const ring = new Path2D();
    ring.arc(...circle, 0, 7);
    for (const stroke of focus) this.#stroke(context, stroke, ring, 1);
  }

  /**
   * The path round a region in the present view.
   * @param {Region} region
   * @returns {Outline}
   */
  #outlineOf(region) {
    const { view, center } = this.#map;
    const { isDetailed } = this.#cache.paths;
    const known = this.#outlines;
    if (known.view !== view || known.center !== center || known.isDetailed !== isDetailed) this.#outlines = { view, center, isDetailed, paths: new Map() };
    const { paths } = this.#outlines;
    if (!paths.has(region)) paths.set(region, this.#cache.outlineOf(region));
    return /** @type {Outline} */ (paths.get(region));
  }

  /**
   * @param {Context} context
   * @param {Region} region
   * @param {StrokeInPx[]} strokes
   */
  #outline(context, region, strokes) {
    const { scale, view, radius, halos, layers, pointing } = this.#map;
    const markers = this.#map.markers.filter((marker) => marker.region === region);
    if (!markers.length || this.#map.areaOf(region) >= pointing.outlinedPx2) {
      const { resolution, path, shape } = this.#outlineOf(region);
      const unit = scale / resolution;
      context.save();
      context.translate(view.x, view.y);
      context.scale(unit, unit);
      for (const stroke of strokes) this.#stroke(context, stroke, path, unit);
      // What lies inside the shape would hide a small one.
      context.globalCompositeOperation = 'destination-out';
      context.fill(shape, 'evenodd');
      context.restore();
    }
    for (const { fill, beyond } of halos) fillDiscs(context, markers.map(({ center }) => center), radius + beyond, fill);
    const own = layers.find((layer) => layer.kind === 'markers' && layer.class === region.class);
    if (own) this.#markers(context, /** @type {MarkerLayer} */ (own), markers);
  }

  /**
   * The circle round a region that is smaller than a target may be; null for a larger one.
   * @param {Region} region
   * @returns {[x: number, y: number, radius: number] | null}
   */
  #circle(region) {
    const { radius, scale, viewer, pointing: { circle, circleGap } } = this.#map;
    const marker = this.#map.markerOf(region);
    if (marker) return [...marker.center, Math.max(circle / 2, radius + circleGap)];
    const anchor = this.#map.anchorOf(region);
    const [left, top, right, bottom] = viewer.bounds(region.number) ?? [];
    const across = Math.hypot(right - left, bottom - top) * scale;
    return anchor && across < circle ? [...anchor, Math.max(circle / 2, across / 2 + circleGap)] : null;
  }

  /**
   * The bar of the vote.
   * @param {HTMLCanvasElement} canvas
   */
  bar(canvas) { paintBar(this.#map, canvas, this.#ratio, this.#fonts); }

  /**
   * A class, by its number, on a square.
   * @param {HTMLCanvasElement} canvas
   * @param {number} number
   */
  swatch(canvas, number) {
    const { colors, swatch, bar } = this.#map;
    const side = bar.swatch;
    const context = prepared(canvas, side, side, this.#ratio, colors.paper);
    paintRectangle(context, swatch(number, side), bar.outline, [0, 0, side, side]);
  }
}
