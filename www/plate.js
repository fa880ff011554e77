// The map at its present size and view: what a page data tells (src/page data) and a viewer traces (src/live), for
// pointer, keyboard and painter. Coordinates are CSS px of the map, unless they are called units: those of
// the plane, 1000 to the map's width.

/** In the order of the legend. */
export const STANCES = ['co-sponsor', 'yes', 'abstain', 'no', 'absent', 'unknown', 'no-vote'];
/** Largest magnification. */
export const MOST = 64;

const UNITS = 1000;
/** Beyond what is painted, the nearest small country within this distance is meant, px. */
const NEAR = 12;
/** A region whose shapes cover less is small, px². */
const SMALL = 100;
/** What covers less is islets at any magnification, square units. */
const ISLETS = 2;
/** A finger's target is at least this wide, px. */
const FINGER = 24;
/** What covers less is not seen, px². */
const VISIBLE = 6;
/** Beyond the widest layout a member that covers less has a marker, px². */
const CARRIES_ITSELF = 12;
/** Free space between a card and its region, and between a card and the pointer, px. */
const GAP = 8;
const POINTER = 14;

/** Farther out than this share of its radius a globe shows things too slanted. */
const CLEAR = .8;

const TURN = Math.PI / 12;
/** Up first, then to both sides in turn, down last. */
const DIRECTIONS = Array.from({ length: 13 }, (_, i) => [[Math.sin(i * TURN), -Math.cos(i * TURN)], [-Math.sin(i * TURN), -Math.cos(i * TURN)]]).flat();
const ARROWS = ['left', 'right', 'up', 'down'];

const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

export class Plate {
  /** All layouts that are known, the narrowest first. */
  #layouts;
  #moreLayouts;
  #markers = [];
  #laid = {}; // the view and the centre that the markers are laid for

  /** `viewer` is the program's; `layout(width)` makes a layout for a width of the figure, where the page data does not bring them all. */
  constructor(viewer, pageData, layout = null) {
    Object.assign(this, { viewer, pageData });
    this.#layouts = pageData.layouts;
    this.#moreLayouts = layout;
    this.regions = pageData.stances.map((stance, number) => ({ number, stance: STANCES[stance] }));
    this.byCode = new Map();
    /** What is told of the regions, once it is known. */
    this.more = null;
    /** Finer shapes, where there are any. */
    this.detail = null;
    this.isGlobe = pageData.plane.projection === 'orthographic';
    this.view = { scale: 1, x: 0, y: 0 };
    this.center = pageData.plane.center;
    if (pageData.more?.regions) this.learn(pageData.more);
  }

  /** Takes in what is told of the regions. */
  learn(more) {
    this.more = more;
    more.regions.forEach(([iso3, name, plain, status, group, x, y, room], number) => {
      const region = this.regions[number];
      Object.assign(region, { ...more.statuses[status], iso3, name, plain: plain || name, group, anchor: x === undefined ? null : [x, y], room });
      this.byCode.set(iso3, region);
    });
  }

  /** From the bytes of an atlas, laid by the program's `Viewer`. */
  static of(Viewer, atlas, pageData) {
    const { projection, center, perRadian, origin } = pageData.plane;
    const over = Uint16Array.from(pageData.over, ([number]) => number);
    return new Plate(new Viewer(atlas, projection, ...center, perRadian, ...origin, Uint8Array.from(pageData.stances), over), pageData);
  }

  free() {
    this.viewer.free();
  }

  /** Lays the map out for a figure `width` px wide. */
  lay(width, theme) {
    const { pageData } = this;
    const figureWidth = clamp(width, pageData.measures[0][0], pageData.measures.at(-1)[0]);
    const above = pageData.measures.find(([at]) => at >= figureWidth);
    const below = pageData.measures.findLast(([at]) => at <= figureWidth);
    const t = (figureWidth - below[0]) / (above[0] - below[0]) || 0;
    const [, pad, barHeight, border, radius, ring, leader, spacing, line] = below.map((px, i) => px + (above[i] - px) * t);
    const { looks, weight, inked, ...colors } = pageData.paints[theme];
    const mapWidth = figureWidth - 2 * pad;
    const grown = this.width ? mapWidth / this.width : 1;
    Object.assign(this, { figureWidth, theme, pad, barHeight, border: border * weight, leader, radius, ring, colors, inked: new Set(inked) });
    /** By stance. */
    this.looks = looks.map(({ pattern, ...look }) => ({
      ...look,
      pattern: pattern && { ...pattern, width: line * pattern.width, spacing: pattern.whole ? Math.round(spacing) : spacing * pattern.spacing },
    }));
    this.width = mapWidth;
    this.height = pageData.plane.height * mapWidth / UNITS;
    this.view = { scale: this.view.scale, x: this.view.x * grown, y: this.view.y * grown };
    this.#laid = {};
  }

  /** Px a unit of the plane. */
  get scale() { return this.width / UNITS * this.view.scale; }

  /** From units to px. */
  toPx([x, y]) { return [x * this.scale + this.view.x, y * this.scale + this.view.y]; }

  /** From px to units. */
  toUnits([x, y]) { return [(x - this.view.x) / this.scale, (y - this.view.y) / this.scale]; }

  /** What is in sight, in units, and `more` times as much on every side. */
  window(more = 0) {
    const [left, top] = this.toUnits([-more * this.width, -more * this.height]);
    const [right, bottom] = this.toUnits([(1 + more) * this.width, (1 + more) * this.height]);
    return [left, top, right, bottom];
  }

  /** The view that shows `scale` times the whole map with (x, y) px from its corner; the map's edge stays outside. */
  static clamped({ scale, x, y }, width, height) {
    const k = clamp(scale, 1, MOST);
    return { scale: k, x: clamp(x, width * (1 - k), 0), y: clamp(y, height * (1 - k), 0) };
  }

  /** Has the view be magnified `scale` times, and what was at (x, y) px stay there. */
  zoomed(scale, [x, y]) {
    const k = clamp(scale, 1, MOST) / this.view.scale;
    return Plate.clamped({ scale: this.view.scale * k, x: x - (x - this.view.x) * k, y: y - (y - this.view.y) * k }, this.width, this.height);
  }

  /** Has a globe face a place, degrees. */
  turn([lon, lat]) {
    this.center = [((lon + 540) % 360) - 180, clamp(lat, -90, 90)];
    this.viewer.turn(...this.center);
  }

  /** The place that a globe faces when what is in its middle is moved by so many px. */
  turnedBy(dx, dy) {
    const radius = this.width / 2 * this.view.scale;
    const degrees = 180 / Math.PI / radius;
    const [lon, lat] = this.center;
    return [lon - dx * degrees / Math.max(.2, Math.cos(lat * Math.PI / 180)), lat + dy * degrees];
  }

  /** The view whose middle shows a place, degrees, magnified `scale` times. */
  viewOf([lon, lat], scale) {
    const at = this.isGlobe ? null : this.viewer.place(lon, lat);
    const k = clamp(scale, 1, MOST);
    const [x, y] = (at ?? [UNITS / 2, this.pageData.plane.height / 2]).map((units) => units * this.width / UNITS * k);
    return Plate.clamped({ scale: k, x: this.width / 2 - x, y: this.height / 2 - y }, this.width, this.height);
  }

  /** The view that shows a box of degrees: west, south, east, north. */
  viewOfBox([west, south, east, north]) {
    const corners = [[west, south], [west, north], [east, south], [east, north], [(west + east) / 2, south], [(west + east) / 2, north]].map(([lon, lat]) => this.viewer.place(lon, lat)).filter(Boolean);
    const [xs, ys] = [0, 1].map((i) => corners.map((corner) => corner[i] * this.width / UNITS));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = clamp(Math.min(this.width / (right - left), this.height / (bottom - top)), 1, MOST);
    return Plate.clamped({ scale, x: this.width / 2 - (left + right) / 2 * scale, y: this.height / 2 - (top + bottom) / 2 * scale }, this.width, this.height);
  }

  /** The view in which a region that lies outside what is seen is in sight; null for one that is. */
  viewToReveal(region) {
    const at = this.anchorOf(region);
    if (this.isGlobe) {
      const place = this.placeOf(region);
      const seen = place && this.viewer.place(...place);
      const isInView = seen && Math.hypot(seen[0] - UNITS / 2, seen[1] - UNITS / 2) * this.view.scale < CLEAR * UNITS / 2;
      return !isInView && place ? { view: this.view, center: place } : null;
    }
    if (!at || (at[0] >= 0 && at[1] >= 0 && at[0] <= this.width && at[1] <= this.height)) return null;
    return { view: Plate.clamped({ ...this.view, x: this.view.x + this.width / 2 - at[0], y: this.view.y + this.height / 2 - at[1] }, this.width, this.height) };
  }

  /** A place of a region, degrees. */
  placeOf(region) {
    const anchor = !this.isGlobe && this.anchorOf(region);
    const place = anchor ? this.viewer.inverse(...this.toUnits(anchor)) : this.viewer.middle(region.number);
    return place ? [...place] : null;
  }

  /** What the middle shows, degrees. */
  get middle() {
    if (this.isGlobe) return this.center;
    const place = this.viewer.inverse(...this.toUnits([this.width / 2, this.height / 2]));
    return place && [...place];
  }

  /** The same map told otherwise, as it is seen now. */
  retold(pageData, layout) {
    const plate = new Plate(this.viewer, pageData, layout);
    return Object.assign(plate, { view: this.view, center: this.center, detail: this.detail });
  }

  /** The layout below the present width times the magnification, and by how much it is spread. */
  layout() {
    const width = this.width * this.view.scale;
    if (this.#moreLayouts && !this.#layouts.some((layout) => Math.abs(layout.width - this.width) < 1)) {
      this.#layouts = [...this.#layouts, this.#moreLayouts(this.figureWidth)].sort((a, b) => a.width - b.width);
    }
    const layout = this.#layouts.findLast(({ width: own }) => own <= width + .5) ?? this.#layouts[0];
    return { layout, spread: width / layout.width };
  }

  /** Markers in their places: {region, home, center}, px. Discs far from their homes have leaders. */
  get markers() {
    // Views and centres are never changed, but replaced.
    if (this.#laid.view === this.view && this.#laid.center === this.center) return this.#markers;
    this.#laid = { view: this.view, center: this.center };
    const { layout, spread } = this.layout();
    const widest = layout === this.#layouts.at(-1) && spread > 1.3;
    const placed = [];
    for (let i = 0; i < layout.markers.length; i += 3) {
      const region = this.regions[layout.markers[i]];
      const home = this.#home(region);
      // Wide enough to be seen by itself.
      if (!home || (widest && this.#area(region) >= CARRIES_ITSELF)) continue;
      const [dx, dy] = [layout.markers[i + 1], layout.markers[i + 2]].map((halves) => widest || this.isGlobe ? 0 : halves / 2 * spread);
      const center = [home[0] + dx, home[1] + dy];
      const moved = Math.hypot(dx, dy);
      const t = this.radius / moved;
      placed.push({ region, home, center, leader: moved > 2 * this.radius ? [home, [center[0] - dx * t, center[1] - dy * t]] : null });
    }
    this.#markers = placed;
    return placed;
  }

  #home(region) {
    const at = this.viewer.home(region.number);
    return at ? this.toPx(at) : region.anchor && this.toPx(region.anchor);
  }

  #area(region) { return this.viewer.area(region.number) * this.scale ** 2; }

  #marker(region) { return this.markers.find((marker) => marker.region === region); }

  /** The region that is meant by pointing at a place: what is painted there, else the nearest small one. */
  at(place) {
    const distance = ({ center: [x, y] }) => Math.hypot(x - place[0], y - place[1]) - this.radius;
    const marker = this.markers.find((one) => distance(one) <= 0);
    if (marker) return marker.region;
    const units = this.toUnits(place);
    const exact = this.viewer.at(...units);
    if (exact !== undefined) return this.regions[exact];
    const [shape, far] = this.viewer.near(...units, Math.max(SMALL / this.scale ** 2, ISLETS), NEAR / this.scale) ?? [];
    const nearest = this.markers.reduce((best, one) => distance(one) < best.far ? { region: one.region, far: distance(one) } : best,
      { region: this.regions[shape] ?? null, far: shape === undefined ? NEAR : far * this.scale });
    return nearest.region;
  }

  /** The region that a finger means: small ones are met within half a finger's width. */
  tapped(place) {
    const near = this.regions
      .map((region) => ({ region, at: this.anchorOf(region) }))
      .filter(({ region, at }) => at && (this.#marker(region) || (region.room * this.scale < FINGER / 2 && this.#area(region) >= VISIBLE)))
      .map(({ region, at }) => ({ region, far: Math.hypot(at[0] - place[0], at[1] - place[1]) }))
      .filter(({ far }) => far <= FINGER / 2)
      .sort((a, b) => a.far - b.far);
    return near[0]?.region ?? this.at(place);
  }

  /** A place at which a region is seen; null for one that is not. */
  anchorOf(region) {
    const marker = this.#marker(region);
    if (marker) return marker.center;
    return region.anchor && this.toPx(region.anchor);
  }

  /** The neighbour in a direction; null at the edge. */
  step(region, direction) {
    return this.regions[this.more?.walk[region.number][ARROWS.indexOf(direction)]] ?? null;
  }

  /** How many members show each stance. */
  get counts() {
    return STANCES.map((stance) => this.pageData.text.legend.find((entry) => entry.stance === stance)?.count ?? 0);
  }

  /** The words round the map, as they are at this width. */
  get text() {
    const { text, footnotes } = this.pageData;
    return { ...text, key: this.markers.length ? text.key : null, footnotes: footnotes.filter(({ from }) => this.width >= from) };
  }

  /**
   * The top left of a card `size` about a region, for a pointer at a place: the nearest place inside `limits`
   * (left, top, right, bottom) at which it covers nothing of the region. Where the region fills everything, the
   * place farthest from the pointer.
   */
  placeCard(region, [width, height], [left, top, right, bottom], pointer) {
    const inside = ([x, y]) => [Math.max(left, Math.min(x, right - width)), Math.max(top, Math.min(y, bottom - height))];
    const marker = this.#marker(region);
    const distance = ([l, t], [x, y]) => Math.hypot(Math.max(l - x, x - l - width, 0), Math.max(t - y, y - t - height, 0));
    const isClear = (at) => {
      if (distance(at, pointer) < POINTER) return false;
      if (marker && distance(at, marker.center) < this.radius + GAP) return false;
      const [l, t] = this.toUnits([at[0] - GAP, at[1] - GAP]);
      const [r, b] = this.toUnits([at[0] + width + GAP, at[1] + height + GAP]);
      return !this.viewer.meets(region.number, l, t, r, b);
    };
    let last = pointer;
    for (let reach = POINTER; reach < POINTER + right - left + bottom - top; reach += 10) {
      for (const [dx, dy] of DIRECTIONS) {
        const at = inside([pointer[0] + dx * (reach + width / 2) - width / 2, pointer[1] + dy * (reach + height / 2) - height / 2]);
        if (isClear(at)) return at;
        if (Math.hypot(at[0] - pointer[0], at[1] - pointer[1]) > Math.hypot(last[0] - pointer[0], last[1] - pointer[1])) last = at;
      }
    }
    return inside(last);
  }
}

/** What the element's API and events tell of a region. */
export const told = (region) => region?.iso3 ? { iso3: region.iso3, name: region.plain, kind: region.kind, stance: region.stance, vote: region.vote, cosponsor: region.cosponsor } : null;

/** A region as reading order and table have it. */
export const entryOf = (region) => ({
  iso3: region.iso3, name: region.name, spoken: region.spoken.replace('{name}', () => region.name), member: region.kind === 'member', stance: region.stance, group: region.group,
  vote: region.cells[0], voted: region.vote, sponsor: region.cells[1], sponsored: region.cosponsor,
});
