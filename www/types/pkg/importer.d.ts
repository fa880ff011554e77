// What the studio calls of src/web/importer.rs. A test on the build compares it with what wasm-bindgen wrote.
export class Importer {
  constructor();
  free(): void;
  /** Adds the names in the six languages of the United Nations, a CSV. */
  addNames(table: string): void;
  /** The draft of a request, both as JSON. */
  draft(request: string): string;
}

export function initSync(source: { module: WebAssembly.Module }): unknown;
