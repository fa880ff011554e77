// What the page calls of src/web/viewer.rs, until the build hands over the declarations that wasm-bindgen writes.

type Place = [number, number] | undefined;

export class Viewer {
  free(): void;
  /** Adds a detail tile, the bytes of a `.smap` file. */
  addTile(tile: Uint8Array): void;
  /** A place in degrees on the map, in map units; nothing for one that is not seen. */
  forward(longitude: number, latitude: number): Place;
}

export default function start(source: { module_or_path: Response | ArrayBuffer }): Promise<unknown>;
