// Finer shapes, fetched when a reader looks closer. Until all that is in sight has come, the base stays.

/** From this width of the whole map on, magnified or not, the base is too coarse, px. */
export const FROM = 2400;

export class Detail {
  #plate;
  #parts;
  #get;
  #arrived;

  /** `parts` as the index lists them; `get(file)` promises the bytes of one, `arrived()` is told of each. */
  constructor(plate, { parts }, get, arrived) {
    this.#plate = plate;
    this.#get = get;
    this.#arrived = arrived;
    this.#parts = parts.map(({ file, boxes }) => ({ file, windows: boxes.map((box) => this.#windowOf(box)), state: 'absent' }));
  }

  /** A box of degrees on the plane; its sides are curves. */
  #windowOf([west, south, east, north]) {
    const { viewer } = this.#plate;
    const shares = [0, .25, .5, .75, 1];
    const points = shares.flatMap((t) => {
      const [lon, lat] = [west + (east - west) * t, south + (north - south) * t];
      return [[lon, south], [lon, north], [west, lat], [east, lat], [lon, Math.min(Math.max(0, south), north)]].map((place) => viewer.forward(...place)).filter(Boolean);
    });
    const [xs, ys] = [0, 1].map((i) => points.map((point) => point[i]));
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  /** Asks for what the window shows; whether all of it is there. */
  serves([left, top, right, bottom]) {
    const { scale, isGlobe } = this.#plate;
    if (isGlobe || scale * 1000 < FROM) return false;
    const needed = this.#parts.filter(({ windows }) => windows.some(([l, t, r, b]) => l <= right && left <= r && t <= bottom && top <= b));
    for (const part of needed) if (part.state === 'absent') this.#fetch(part);
    return needed.every(({ state }) => state === 'here');
  }

  async #fetch(part) {
    part.state = 'asked';
    try {
      this.#plate.viewer.addTile(await this.#get(part.file));
      part.state = 'here';
      this.#arrived();
    } catch {
      // The base stays. It is asked for again when the reader comes back after a while.
      setTimeout(() => { part.state = 'absent'; }, 10_000);
    }
  }
}
