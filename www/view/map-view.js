// The map at its present size and view: page data (src/page) and what the viewer traces (src/view), for
// pointer, keyboard and painter. Coordinates are CSS px of the map, unless they are called units: those of map
// space, 1000 to the map's width.
import { markersOf } from './markers.js';
import { clamp, clampedView, MOST, UNITS } from './motion.js';
import { sized, sizedPattern, sizesFor } from './sizes.js';

/** @typedef {import('../pkg/viewer.js').Viewer} Viewer */
/** @typedef {import('./detail-tiles.js').Box} Box */
/** @import { Point, View } from './motion.js' */
/** @import { BreakpointLayout, More, PageData } from './page-data.js' */
/** @typedef {import('./region.js').Region} Region */
/** @typedef {import('./page-data.js').FigureText & { footnotes: More['footnotes'] }} ShownText the words round the map, as they are at its width */


export class MapView {
  /** @type {Map<string, BreakpointLayout[]>} Those that are known, the narrowest first, by theme; that of most themes is the page data's. */
  #layouts = new Map();
  #layoutsOf = '';
  #asked = new Set(); // themes and widths of the layouts that were asked for
  /** @type {((width: number, theme: string) => Promise<BreakpointLayout>) | null} Loads the layout for a width of the figure, where page data does not bring all. */
  loadLayout = null;
  /** @type {import('./markers.js').Marker[]} */
  #markers = [];
  /** @type {{ view?: View, center?: Point }} the view and the centre that the markers are for */
  #markersFor = {};
  #viewer;
  /** @type {import('./page-data.js').Insets | undefined} Those of the present width. */
  insets;

  /**
   * @param {Viewer & { insets?: import('./page-data.js').Insets }} viewer the program's
   * @param {PageData} pageData
   */
  constructor(viewer, pageData) {
    this.#viewer = viewer;
    this.pageData = pageData;
    /** What distinguishes the regions, in the order of the legend. */
    this.classes = pageData.classes;
    this.regions = /** @type {Region[]} */ (pageData.classOf.map((of, number) => ({ number, class: of })));
    /** @type {Map<string, Region>} */
    this.byCode = new Map();
    /** @type {More | null} What describes the regions, once it is known. */
    this.more = null;
    /** @type {import('./detail-tiles.js').DetailTiles | null} Where there are any. */
    this.detail = null;
    this.isGlobe = pageData.projection.name === 'orthographic';
    /** @type {View} */
    this.view = { scale: 1, x: 0, y: 0 };
    /** @type {Point} */
    this.center = pageData.projection.center;
    const more = /** @type {More} */ (pageData.more);
    if (more?.regions) this.addDetails(more);
  }

  /**
   * Takes in what describes the regions.
   * @param {More} more
   */
  addDetails(more) {
    this.more = more;
    more.regions.forEach(([iso3, name, plain, status, group], number) => {
      const region = this.regions[number];
      Object.assign(region, { ...more.statuses[status], iso3, name, plain: plain || name, group });
      this.byCode.set(iso3, region);
    });
    this.#anchor();
  }

  /** Finds where regions are seen best: in the inset that shows them, if there is one. */
  #anchor() {
    this.more?.regions.forEach(([, , , , , x, y, room = 0], number) => {
      const seen = x === undefined || y === undefined ? null : this.insets && this.viewer.enlarged(x, y) || [x, y, 1];
      Object.assign(this.regions[number], { anchor: seen && [seen[0], seen[1]], main: seen && [x, y], times: seen?.[2], room: room * (seen?.[2] ?? 1) });
    });
  }

  /** The program's viewer, with the insets of the present width: maps of other widths share it. */
  get viewer() {
    const viewer = this.#viewer;
    if (viewer.insets !== this.insets) {
      viewer.insets = this.insets;
      viewer.setInsets(new Float64Array(this.insets?.panels ?? []), this.pageData.projection.height);
    }
    return viewer;
  }

  /**
   * Takes in a theme that the page data lacks or has without its layouts.
   * @param {string} name
   * @param {import('./page-data.js').Theme} theme
   */
  addTheme(name, theme) {
    this.pageData.style.themes[name] = theme;
  }

  /**
   * Whether a theme is there.
   * @param {string} theme
   */
  has(theme) {
    const own = this.pageData.style.themes[theme];
    return own !== undefined && own.layouts?.length !== 0;
  }

  /**
   * From the bytes of an atlas, traced by the program's viewer.
   * @param {typeof import('../pkg/viewer.js').Viewer} Program
   * @param {Uint8Array} atlas
   * @param {PageData} pageData
   */
  static of(Program, atlas, pageData) {
    const { name, center, perRadian, origin } = pageData.projection;
    const overlays = Uint16Array.from(pageData.overlays, ([number]) => number);
    return new MapView(new Program(atlas, name, ...center, perRadian, ...origin, Uint8Array.from(pageData.classOf), overlays, Float64Array.from(pageData.lines)), pageData);
  }

  free() {
    this.viewer.free();
  }

  /**
   * Gives the map the size of a figure `width` px wide, and the colours of a theme.
   * @param {number} width
   * @param {string} theme
   */
  resize(width, theme) {
    const { style, projection } = this.pageData;
    const figureWidth = clamp(width, style.breakpoints[0], /** @type {number} */ (style.breakpoints.at(-1)));
    const px = sizesFor(style.breakpoints, figureWidth);
    const { colors, layers, hover, focus, halos, swatches, layouts } = style.themes[theme];
    // Themes without layouts of their own share those of the page data.
    this.#layoutsOf = layouts ? theme : '';
    if (!this.#layouts.has(this.#layoutsOf)) this.#layouts.set(this.#layoutsOf, layouts ?? this.pageData.layouts);
    const mapWidth = figureWidth - 2 * px(style.pad);
    const before = this.insets;
    this.insets = this.pageData.insets.find(({ below }) => figureWidth < below);
    const grown = this.width ? mapWidth / this.width : 1;
    const { height: barHeight, lines, ...bar } = { ...style.bar, height: px(style.bar.height) };
    Object.assign(this, /** @satisfies {import('./page-data.js').ResizedStyle} */ ({
      width: mapWidth, height: (this.insets ?? projection).height * mapWidth / UNITS, figureWidth, theme, colors, halos, pointing: style.pointing, hairline: style.hairline, growth: style.growth, label: px(style.label), radius: px(style.radius), bar, barHeight,
      layers: layers.filter(({ fromWidth = 0 }) => figureWidth >= fromWidth).map((layer) => sized(layer, px)),
      hover: hover.map((stroke) => sized(stroke, px)),
      focus: focus.map((stroke) => sized(stroke, px)),
      swatch: (number, height) => {
        const { pattern, ...swatch } = swatches[number];
        return { ...swatch, pattern: pattern && sizedPattern(pattern, px, height / lines) };
      },
    }));
    this.view = { scale: this.view.scale, x: this.view.x * grown, y: this.view.y * grown };
    this.#markersFor = {};
    if (this.insets !== before) this.#anchor();
  }

  /** Px a unit. */
  get scale() { return this.width / UNITS * this.view.scale; }

  /** How many times as wide as on the whole map borders are. */
  get grown() {
    const [most, by] = this.growth;
    return 1 + (most - 1) * Math.min(1, Math.log(this.view.scale) / Math.log(by));
  }

  /**
   * From units to px.
   * @param {Point | Float64Array} units
   * @returns {Point}
   */
  toPx([x, y]) { return [x * this.scale + this.view.x, y * this.scale + this.view.y]; }

  /**
   * From px to units.
   * @param {Point} px
   * @returns {Point}
   */
  toUnits([x, y]) { return [(x - this.view.x) / this.scale, (y - this.view.y) / this.scale]; }

  /**
   * What is in sight, in units, and `more` times as much on every side.
   * @returns {Box}
   */
  window(more = 0) {
    const [left, top] = this.toUnits([-more * this.width, -more * this.height]);
    const [right, bottom] = this.toUnits([(1 + more) * this.width, (1 + more) * this.height]);
    return [left, top, right, bottom];
  }

  /**
   * The view magnified `scale` times in which what is at a place stays there.
   * @param {number} scale
   * @param {Point} place px
   */
  zoomed(scale, [x, y]) {
    const k = clamp(scale, 1, MOST) / this.view.scale;
    return clampedView({ scale: this.view.scale * k, x: x - (x - this.view.x) * k, y: y - (y - this.view.y) * k }, this.width, this.height);
  }

  /**
   * Turns a globe to face a place, degrees.
   * @param {Point} center
   */
  turn([lon, lat]) {
    this.center = [((lon + 540) % 360) - 180, clamp(lat, -90, 90)];
    this.viewer.turn(...this.center);
  }

  /**
   * The place that a globe faces when what is in its middle is moved by so many px.
   * @param {number} dx
   * @param {number} dy
   * @returns {Point}
   */
  turnedBy(dx, dy) {
    const radius = this.width / 2 * this.view.scale;
    const degrees = 180 / Math.PI / radius;
    const [lon, lat] = this.center;
    return [lon - dx * degrees / Math.max(.2, Math.cos(lat * Math.PI / 180)), lat + dy * degrees];
  }

  /**
   * The view whose middle shows a place, degrees, magnified `scale` times.
   * @param {Point} center
   * @param {number} scale
   */
  viewOf([lon, lat], scale) {
    const at = this.isGlobe ? null : this.viewer.forward(lon, lat);
    const k = clamp(scale, 1, MOST);
    const [x, y] = [...at ?? [UNITS / 2, this.pageData.projection.height / 2]].map((units) => units * this.width / UNITS * k);
    return clampedView({ scale: k, x: this.width / 2 - x, y: this.height / 2 - y }, this.width, this.height);
  }

  /**
   * A place of a region, degrees.
   * @param {Region} region
   * @returns {Point | null}
   */
  placeOf(region) {
    const anchor = !this.isGlobe && this.anchorOf(region);
    const place = anchor ? this.viewer.inverse(...this.toUnits(anchor)) : this.viewer.middle(region.number);
    return place ? /** @type {Point} */ ([...place]) : null;
  }

  /** @returns {Point | null} What the middle shows, degrees. */
  get middle() {
    if (this.isGlobe) return this.center;
    const place = this.viewer.inverse(...this.toUnits([this.width / 2, this.height / 2]));
    return place ? /** @type {Point} */ ([...place]) : null;
  }

  /**
   * The same map in other words, as it is seen now.
   * @param {PageData} pageData
   */
  inWords(pageData) {
    return Object.assign(new MapView(this.#viewer, pageData), { view: this.view, center: this.center, detail: this.detail });
  }

  /**
   * The whole of the same map at another size and in another theme, for a picture.
   * @param {number} width of the figure
   * @param {string} theme
   */
  async pictured(width, theme) {
    const map = new MapView(this.#viewer, this.pageData);
    if (this.more) map.addDetails(this.more);
    map.loadLayout = this.loadLayout;
    map.resize(width, theme);
    if (map.isRoughlyLaidOut) await map.layOut();
    return map;
  }

  /** Whether there is no layout for the present width yet, but one can be had. */
  get isRoughlyLaidOut() {
    return this.loadLayout !== null && !this.#asked.has(this.theme + this.width) && !this.#laidOut.some(({ width }) => Math.abs(width - this.width) < 1);
  }

  /** Loads the layout for the present width. */
  async layOut() {
    const { figureWidth, theme } = this;
    const of = this.#layoutsOf;
    this.#asked.add(theme + this.width);
    const layout = await this.loadLayout?.(figureWidth, theme);
    if (!layout) return;
    this.#layouts.set(of, [.../** @type {BreakpointLayout[]} */ (this.#layouts.get(of)), layout].sort((a, b) => a.width - b.width));
    this.#markersFor = {};
  }

  /** The layouts that serve the present theme. */
  get #laidOut() { return /** @type {BreakpointLayout[]} */ (this.#layouts.get(this.#layoutsOf)); }

  /**
   * The breakpoint layout below the present width times the magnification, by how much it is spread, and whether it is the widest there is.
   * @param {boolean} [ofInsets] for their markers
   */
  layout(ofInsets = false) {
    const width = this.width * this.view.scale;
    const arrangement = this.pageData.insets.indexOf(/** @type {import('./page-data.js').Insets} */ (this.insets));
    const known = ofInsets ? this.#laidOut.filter(({ inset }) => inset?.[0] === arrangement) : this.#laidOut;
    const layout = known.findLast(({ width: own }) => own <= width + .5) ?? known[0];
    return { layout, spread: width / layout?.width, isWidest: layout === known.at(-1) };
  }

  /** Markers in their places. */
  get markers() {
    // Views and centres are never changed, but replaced.
    if (this.#markersFor.view !== this.view || this.#markersFor.center !== this.center) {
      this.#markersFor = { view: this.view, center: this.center };
      this.#markers = markersOf(this);
    }
    return this.#markers;
  }

  /**
   * The marker of a region, if it has one at this size.
   * @param {Region} region
   */
  markerOf(region) { return this.markers.find((marker) => marker.region === region); }

  /**
   * What a region covers, px².
   * @param {Region} region
   */
  areaOf(region) { return this.viewer.area(region.number) * (this.scale * region.times) ** 2; }

  /**
   * A place at which a region is seen, px: one in sight, if there is any; null for one that is not on the map.
   * @param {Region} region
   * @returns {Point | null}
   */
  anchorOf(region) {
    const { anchor, main } = region;
    const markers = this.markers.filter((marker) => marker.region === region).map(({ center }) => center);
    const home = this.insets && main && this.viewer.home(region.number);
    const places = [...markers, ...[anchor, main, home].flatMap((at) => at ? [this.toPx(/** @type {Point} */ (at))] : [])];
    return places.find(([x, y]) => x >= 0 && y >= 0 && x <= this.width && y <= this.height) ?? places[0] ?? null;
  }

  /** @returns {ShownText} The words round the map, as they are at this width. */
  get text() {
    const { text, footnotesFrom } = this.pageData;
    const shown = footnotesFrom.map((from, i) => (this.width >= from ? this.more?.footnotes[i] ?? { about: '', text: '' } : null));
    return { ...text, key: this.markers.length ? text.key : null, footnotes: shown.filter((footnote) => footnote !== null) };
  }
}
