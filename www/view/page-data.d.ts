// What a page is told ahead of its geometry: src/page/mod.rs, as JSON.
import type { Report, Region, Tally } from '../stance-map.js';

export type Stance = Region['stance'];

/** How degrees become map units. */
export interface Plane {
  projection: string;
  /** Longitude and latitude, degrees. */
  center: [number, number];
  perRadian: number;
  origin: [number, number];
  height: number;
}

/** The words round the map. */
export interface FigureText {
  lang: string;
  direction: 'ltr' | 'rtl';
  documentLang: string;
  title: string;
  subtitle: string | null;
  legend: { stance: Stance, label: string, count: number, number: string | null }[];
  note: string | null;
  key: string | null;
  borders: string;
  source: string | null;
  url: string | null;
  credit: string | null;
  summary: string;
  description: string;
}

/** Markers and names for one width. */
export interface BreakpointLayout {
  width: number;
  /** `region, dx, dy` each: from home to the marker's centre, halves of a px. */
  markers: number[];
  names: [x: number, y: number, size: number, text: string, isInside: boolean][];
  hairlines: [number, number, number, number][];
}

/** One way to have stood. */
export interface Status {
  kind: Region['kind'];
  stance: Stance;
  vote: Region['vote'];
  cosponsor: Region['cosponsor'];
  label: string;
  detail: string;
  part: string | null;
  /** What a screen reader says, with `{name}` for the name. */
  spoken: string;
  cells: [vote: string, sponsor: string];
}

/** What is not needed to show the map. */
export interface More {
  statuses: Status[];
  regions: [iso3: string, name: string, plain: string | 0, status: number, group: string, x?: number, y?: number, room?: number][];
  tally: Tally;
  /** Where the arrow keys lead, by region: left, right, up, down; -1 for nowhere. */
  walk: [number, number, number, number][];
  report: Report;
}

export interface Pattern {
  kind: 'diagonal' | 'cross' | 'horizontal' | 'vertical' | 'dots';
  ink: string;
  spacing: number;
  width: number;
  whole: boolean;
  /** On a marker of radius 1: lines, `x, y, x, y`, and their width. */
  marks: [number, number, number, number][];
  mark: number;
}

export interface Palette {
  weight: number;
  inked: number[];
  looks: { fill: string, ring: string, coast?: string, pattern?: Pattern }[];
  [color: string]: unknown;
}

export interface PageData {
  plane: Plane;
  text: FigureText;
  /** Each with the width of the map from which on its place is seen, CSS px. */
  footnotes: { about: string, text: string, from: number }[];
  stances: number[];
  over: [region: number, rings: number[][]][];
  lines: [dashed: number[][], dotted: number[][]];
  paints: Record<string, Palette>;
  measures: number[][];
  layouts: BreakpointLayout[];
  /** The index of detail tiles. */
  detail?: string;
  /** In itself, or the file that holds it. */
  more: More | string;
  /** Of a baked page: the file of the atlas, and the document that it was made from. */
  atlas: string;
  document: string;
}
