// What the page calls of src/web/joined_map.rs. A test on the build compares it with what wasm-bindgen wrote.
import type { Viewer } from './viewer.js';

export class JoinedMap {
  constructor(name: string, document: Uint8Array, names: string[], contents: Uint8Array[]);
  free(): void;
  /** The language of the document, a BCP 47 tag. */
  readonly lang: string;
  /** Has the map written in a language from now on; without a file in English. */
  setLanguage(name: string, file: Uint8Array | undefined, categories: string[], places: string): void;
  /** Page data for a figure of a width, CSS px, as JSON. */
  pageData(width: number): string;
  /** The breakpoint layout for a figure of a width, CSS px, as JSON. */
  breakpointLayout(width: number, theme: string): string;
  viewer(): Viewer;
  /** Why the map must not be drawn; empty for a map that is right. */
  errors(): string[];
  csv(): string;
  /** Codes of at most `most` regions that a reader may mean, the likeliest first. */
  find(query: string, most: number): string[];
  paintFigure(canvas: HTMLCanvasElement, width: number, scale: number, theme: string): void;
  figureSvg(width: number, theme: string): string;
}

/** The files that a map document names. */
export function filesOf(name: string, document: Uint8Array): string[];

/** The two-letter codes of all places that a language may name. */
export function placeCodes(): string[];

export default function start(source: { module_or_path: Response | ArrayBuffer }): Promise<unknown>;
