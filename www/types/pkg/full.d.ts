// What the page calls of src/web/joined_map.rs. A test on the build compares it with what wasm-bindgen wrote.
export class JoinedMap {
  constructor(name: string, document: Uint8Array, names: string[], contents: Uint8Array[]);
  free(): void;
  /** Shows another document and table on the same boundaries; false where the map is to be made anew. */
  restate(name: string, document: Uint8Array, table: Uint8Array): boolean;
  /** The language of the document, a BCP 47 tag. */
  readonly lang: string;
  /** Has the map written in a language from now on; without a file in English. */
  setLanguage(name: string, file: Uint8Array | undefined, categories: string[], places: string): void;
  /** Page data for a figure of a width, CSS px, as JSON; without what describes the regions and the layouts of high contrast. */
  pageData(width: number): string;
  /** What is new of page data and descriptions after `restate`, as JSON; nothing before page data was asked for. */
  restated(): string | undefined;
  /** What describes the regions, as JSON. */
  more(): string;
  /** The shapes as a `.smap` file. */
  atlas(): Uint8Array;
  /** The breakpoint layout for a figure of a width, CSS px, as JSON. */
  breakpointLayout(width: number, theme: string): string;
  /** Why the map must not be drawn; empty for a map that is right. */
  errors(): string[];
  csv(): string;
  figureSvg(width: number, theme: string): string;
}

/** An index of the places of a map. */
export class Search {
  constructor(codes: string[], shown: string[], plain: string[], places: string);
  free(): void;
  /** Codes of at most `most` places that a reader may mean, the likeliest first. */
  find(query: string, most: number): string[];
}

/** The files that a map document names. */
export function filesOf(name: string, document: Uint8Array): string[];

/** The two-letter codes of all places that a language may name. */
export function placeCodes(): string[];

export function initSync(source: { module: WebAssembly.Module }): unknown;
