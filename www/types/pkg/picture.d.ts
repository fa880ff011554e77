// What the page calls of src/web/picture.rs. A test on the build compares it with what wasm-bindgen wrote.

/** Paints what stands round a map on a canvas, which gets its size from it; where the map belongs, CSS px. */
export function paintFrame(canvas: HTMLCanvasElement, parts: string, scale: number): Float64Array;

export function initSync(source: { module: WebAssembly.Module }): unknown;
