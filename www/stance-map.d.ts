/** A place of the map and how it stood. */
export interface Region {
  /** The three-letter code. */
  iso3: string;
  /** In English. */
  name: string;
  kind: 'member' | 'observer' | 'non-self-governing' | 'associated-state' | 'part-of-member' | 'exception' | 'disputed' | 'antarctica' | 'other';
  /** What it is drawn as. */
  stance: 'co-sponsor' | 'yes' | 'abstain' | 'no' | 'absent' | 'unknown' | 'no-vote';
  vote: 'yes' | 'no' | 'abstain' | 'absent' | null;
  cosponsor: 'yes' | 'no' | 'unknown';
}

/** The counts. */
export interface Tally {
  members: number;
  yes: number;
  no: number;
  abstain: number;
  absent: number;
  cosponsor: number;
  cosponsor_unknown: number;
  /** Members of the United Nations by the stance they are drawn as. */
  shown: [Region['stance'], number][];
  /** The official totals of the document. */
  expect: Record<'yes' | 'no' | 'abstain' | 'absent' | 'cosponsor', number | null>;
}

/** What the join found. */
export interface Report {
  rows: number;
  features: number;
  members: number;
  joined: number;
  issues: {
    severity: 'note' | 'warning' | 'error';
    topic: string;
    file: string;
    place: string | null;
    message: string;
    about: string[];
  }[];
}

/** What went wrong, and at which stage. */
export interface StanceMapFailure {
  stage: 'fetch' | 'wasm' | 'data' | 'options';
  message: string;
}

/** What is seen. */
export interface View {
  /** How many times the whole map: 1 to 64. */
  scale: number;
  /** Longitude and latitude in the middle, degrees. */
  center: [number, number] | null;
}

/** `<stance-map src="…">` */
export class StanceMapElement extends HTMLElement {
  /** The address of the map document. */
  src: string;
  /** `light`, `dark`, `contrast`, or empty for what the reader prefers. */
  theme: string;
  /** The code of the pinned country; `null` for none. */
  get selected(): string | null;
  set selected(iso3: string | null);
  /** Resolves after the first live paint, rejects when the map can't be shown. Reading it starts loading. */
  readonly ready: Promise<void>;
  /** `null` before it is known. */
  readonly report: Report | null;
  /** `null` before it is known. */
  readonly tally: Tally | null;
  /** What is at a place of the map canvas, CSS px from its top left. */
  regionAt(x: number, y: number): Region | null;
  /** Selects a country by its code; `null` lets go. */
  select(iso3: string | null): void;
  /** `null` before the map is shown. */
  readonly view: View | null;
  /** Shows a view, as an eye can follow or (`animate: false`) at once. What is left out stays as it is. */
  setView(view?: { scale?: number; center?: [number, number]; animate?: boolean }): void;
  /** A place of a country, longitude and latitude. */
  placeOf(iso3: string): [number, number] | null;
  /** Where a country is seen at present, CSS px from the top left of the map canvas. */
  pointOf(iso3: string): [number, number] | null;
  /** The whole figure as a PNG: `width` in CSS px (320 to 3840), `scale` device pixels a CSS px. */
  exportPng(options?: { width?: number; scale?: number }): Promise<Blob>;
  /** The whole figure as SVG text. */
  exportSvg(options?: { width?: number }): Promise<string>;
}

declare global {
  interface HTMLElementTagNameMap {
    'stance-map': StanceMapElement;
  }
  interface HTMLElementEventMap {
    'stance-map-ready': CustomEvent<null>;
    'stance-map-hover': CustomEvent<Region | null>;
    'stance-map-focus': CustomEvent<Region>;
    'stance-map-select': CustomEvent<Region | null>;
    'stance-map-view': CustomEvent<View>;
    'stance-map-error': CustomEvent<StanceMapFailure>;
  }
}
