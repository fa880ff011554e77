// Finer shapes, fetched when a reader looks closer. Until all tiles in sight have come, the base stays.

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box in map units */
/** @typedef {{ listed: Listed, boxes: Box[], state: 'absent' | 'asked' | 'here' }} Tile */
/** @typedef {[URL, RequestInit]} Listed its address, and the options to fetch it with */
/** @typedef {{ parts: { listed: Listed, boxes: [west: number, south: number, east: number, north: number][] }[] }} TileIndex */

/** From this width of the whole map on, magnified or not, the base is too coarse, px. */
export const FROM = 2400;

/** A tile that could not be had is asked for again after so long, ms. */
const AGAIN = 10_000;

export class DetailTiles {
  #mapView;
  /** @type {Tile[]} */
  #tiles;
  #get;
  #arrived;

  /**
   * `get(listed)` promises the bytes of a tile of the index; `arrived()` is called after each.
   * @param {import('./map-view.js').MapView} mapView
   * @param {TileIndex} index
   * @param {(listed: Listed) => Promise<Uint8Array>} get
   * @param {() => void} arrived
   */
  constructor(mapView, { parts }, get, arrived) {
    this.#mapView = mapView;
    this.#get = get;
    this.#arrived = arrived;
    this.#tiles = parts.map(({ listed, boxes }) => ({ listed, boxes: boxes.map((box) => this.#project(box)), state: 'absent' }));
  }

  /**
   * A box of degrees on the map; its sides are curves.
   * @param {[west: number, south: number, east: number, north: number]} box
   * @returns {Box}
   */
  #project([west, south, east, north]) {
    const { viewer } = this.#mapView;
    const points = [0, .25, .5, .75, 1].flatMap((t) => {
      const [lon, lat] = [west + (east - west) * t, south + (north - south) * t];
      /** @type {[number, number][]} */
      const places = [[lon, south], [lon, north], [west, lat], [east, lat], [lon, Math.min(Math.max(0, south), north)]];
      return places.map((place) => viewer.forward(...place)).filter((point) => point !== undefined);
    });
    const [xs, ys] = [0, 1].map((i) => points.map((point) => point[i]));
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  /**
   * Asks for what the window shows; whether all of it is there.
   * @param {Box} window
   */
  serves([left, top, right, bottom]) {
    const { scale, isGlobe } = this.#mapView;
    if (isGlobe || scale * 1000 < FROM) return false;
    const needed = this.#tiles.filter(({ boxes }) => boxes.some(([l, t, r, b]) => l <= right && left <= r && t <= bottom && top <= b));
    for (const tile of needed) if (tile.state === 'absent') this.#fetch(tile);
    return needed.every(({ state }) => state === 'here');
  }

  /** @param {Tile} tile */
  async #fetch(tile) {
    tile.state = 'asked';
    try {
      this.#mapView.viewer.addTile(await this.#get(tile.listed));
      tile.state = 'here';
      this.#arrived();
    } catch {
      // The base stays. The tile is asked for again when the reader comes back after a while.
      setTimeout(() => { tile.state = 'absent'; }, AGAIN);
    }
  }
}
