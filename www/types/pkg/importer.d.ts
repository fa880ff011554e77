// What the studio calls of src/web/importer.rs. A test on the build compares it with what wasm-bindgen wrote.
export class Importer {
  constructor();
  free(): void;
  /** Adds the names in the six languages of the United Nations, a CSV. */
  addNames(table: string): void;
  /** The two-letter codes of all places: the browser knows their names. */
  static placeCodes(): string[];
  /** Findings' sentences from now on: files of messages and of sentences; `categories` are the plural categories of 0 to 199, `places` an object of names by code. */
  setLanguage(name: string, files: Uint8Array[] | undefined, categories: string[], places: string): void;
  /** The draft of a request, both as JSON. */
  draft(request: string): string;
}

export function initSync(source: { module: WebAssembly.Module }): unknown;
