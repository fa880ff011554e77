// What the page calls of src/web/viewer.rs. A test on the build compares it with what wasm-bindgen wrote.

/** Traced lines, given in batches. */
export class Tracing {
  private constructor();
  free(): void;
  /** The text of a canvas path of the next lines, with so many steps a map unit: rings closed, lines open. Nothing after the last one. */
  batch(resolution: number, is_closed: boolean): string | undefined;
}

/** An atlas in map space, traced for a canvas. Windows are left, top, right, bottom in map units, or empty for the whole map. */
export class Viewer {
  constructor(atlas: Uint8Array, projection: string, longitude: number, latitude: number, per_radian: number, x: number, y: number, class_of: Uint8Array, overlays: Uint16Array, lines: Float64Array);
  free(): void;
  /**
   * Traces `areas` or `coasts` (a class; for coasts also the least px² of an island), `borders` (pairs of classes, the lower one first), a `line` of page
   * data, or the `outline` of a region: the numbers say which. `scale` is in px a map unit.
   */
  trace(kind: string, numbers: Float64Array, scale: number, window: Float32Array): Tracing;
  /** Adds a detail tile, the bytes of a `.smap` file. */
  addTile(tile: Uint8Array): void;
  /** Whether to show the detail tiles that have come: all that is in sight. */
  showTiles(shown: boolean): void;
  /** Shows parts of the world larger, each by nine numbers, below a map so many map units high. */
  setInsets(numbers: Float64Array, height: number): void;
  /** Where an inset shows what lies at a point of the main map, and how many times as large. */
  enlarged(x: number, y: number): Float64Array | undefined;
  /** Turns a globe to face a place, degrees. */
  turn(longitude: number, latitude: number): void;
  /** The region that is painted at a point. */
  at(x: number, y: number): number | undefined;
  /** The nearest region of less than `small` map units² at most `radius` units away, and how far it is. */
  near(x: number, y: number, small: number, radius: number): Float32Array | undefined;
  /** Whether a region reaches into a box. */
  meets(region: number, left: number, top: number, right: number, bottom: number): boolean;
  /** The box of a region: left, top, right, bottom. */
  bounds(region: number): Float32Array | undefined;
  /** Map units² that a region covers. */
  area(region: number): number;
  /** A place at which a region is, degrees. */
  middle(region: number): Float64Array | undefined;
  /** Where a region's marker stands if it is alone, map units. */
  home(region: number): Float64Array | undefined;
  /** A place in degrees on the map, in map units; nothing for one that is not seen. */
  forward(longitude: number, latitude: number): Float64Array | undefined;
  /** The degrees of a point. */
  inverse(x: number, y: number): Float64Array | undefined;
}

export function initSync(source: { module: WebAssembly.Module }): unknown;
