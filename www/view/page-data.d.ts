// What a page is told ahead of its geometry: src/page/mod.rs, as JSON.
import type { Report, Region, Tally } from '../stance-map.js';

export type Stance = Region['stance'];

/** How degrees become map units. */
export interface MapUnits {
  name: string;
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
  legend: { class: string, label: string, count: number | null, number: string | null }[];
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
  /** In columns: by how much the region's number is larger than the one before; from home to the marker's centre, eighths of a px. */
  markers: [steps: number[], across: number[], down: number[]];
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
  navigation: [number, number, number, number][];
  /** What is said of disputed places. */
  footnotes: { about: string, text: string }[];
  report: Report;
}

/** A size, px: one number, or one by breakpoint. */
export type Size = number | number[];

export interface Pattern {
  /** Of the lines, degrees; none for dots. */
  angles: number[];
  ink: string;
  spacing: Size;
  width: Size;
  /** Times spacing and width. */
  scale: [number, number];
  /** Whether the spacing is rounded to whole px. */
  snaps: boolean;
  /** Where a line in each direction lies, both coordinates, px. */
  origin: number;
  /** After how much it repeats, times the spacing. */
  period: number;
}

export interface Stroke {
  stroke: string;
  width: Size;
  dash?: Size[];
  isHairline?: boolean;
}

/** What is painted of the map, in which style; further fields by its kind. */
export interface Layer {
  kind: 'areas' | 'overlays' | 'coasts' | 'borders' | 'lines' | 'leaders' | 'markers' | 'nameLines' | 'names';
  /** The number of a class, where it is about one. */
  class?: number;
  fromWidth?: number;
  toScale?: number;
  [more: string]: unknown;
}

export interface Theme {
  colors: Record<string, string>;
  /** The lowest first. */
  layers: Layer[];
  hover: Stroke[];
  focus: Stroke[];
  halos: { fill: string, beyond: number }[];
  /** By class. */
  swatches: { fill: string, pattern?: Pattern, outline?: string }[];
  /** Where they are not those of the page data. */
  layouts?: BreakpointLayout[];
}

/** What pointing, outlines and the card go by, px. */
export interface Pointing {
  near: number;
  smallPx2: number;
  finger: number;
  visiblePx2: number;
  carriesItselfPx2: number;
  circle: number;
  circleGap: number;
  cardGap: number;
  cardPointer: number;
  cardMargin: number;
  cardDocksBelow: number;
  /** The opacity of what is not emphasised. */
  faded: number;
}

export interface PageStyle {
  breakpoints: number[];
  /** Sizes of the figure as custom properties; the sheet of a baked page has them. */
  css?: Record<string, string>;
  themes: Record<string, Theme>;
  pad: Size;
  bar: { height: Size, [more: string]: unknown };
  radius: Size;
  hairline: number;
  pointing: Pointing;
}

export interface PageData {
  projection: MapUnits;
  text: FigureText;
  /** By footnote: the width of the map from which on its place is seen, CSS px. */
  footnotesFrom: number[];
  /** Of a baked page: files of the themes that are not here. */
  themes?: Record<string, string>;
  /** In the order of the legend. */
  classes: string[];
  /** By region. */
  classOf: number[];
  overlays: [region: number, rings: number[][]][];
  lines: [dashed: number[][], dotted: number[][]];
  style: PageStyle;
  layouts: BreakpointLayout[];
  /** The index of detail tiles. */
  detail?: string;
  /** In itself, or the file that holds it. */
  more: More | string;
  /** Of a baked page: the file of the atlas, and the document that it was made from. */
  atlas: string;
  document: string;
}
