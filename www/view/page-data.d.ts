// What a page gets ahead of its geometry: src/page/mod.rs, as JSON.
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

/** Parts of the world that are shown larger. */
export interface Insets {
  /** Narrower figures have them, px. */
  below: number;
  /** Of the map with them, units. */
  height: number;
  /** Of each nine numbers: the middle in degrees, units a radian, where the middle is, and the box. */
  panels: number[];
}

/** A line of the legend; `names` follow the label where the map has none. */
export interface LegendEntry { class: string, label: string, names?: string, count: number | null, number: string | null }

/** Where a label stands under the bar, in shares of its width. */
export interface LabelPlace { start: number, share: number, row: number, isEnd: boolean }

/** The bar of a vote, in shares of its width. */
export interface VoteBar {
  segments: { class: string, share: number, cells: number, number: string, insideFrom: number | null, isAbove: boolean }[];
  favour: number;
  label: string | null;
  beside: string | null;
}

/** The words round the map. */
export interface FigureText {
  lang: string;
  direction: 'ltr' | 'rtl';
  documentLang: string;
  title: string;
  subtitle: string | null;
  legend: LegendEntry[];
  bar: VoteBar;
  spread: { from: number, places: LabelPlace[] } | null;
  note: string | null;
  /** With the gap to the borders after it. */
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
  /** Which of the arrangements of insets it has, and the markers in them. */
  inset?: [arrangement: number, markers: BreakpointLayout['markers']];
  names: [x: number, y: number, size: number, text: string, isInside: boolean][];
  /** Of name, elbow and region. */
  hairlines: [x: number, y: number, x: number, y: number, x: number, y: number][];
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
  /** What is said of disputed places; `about` ends with the gap to the text. */
  footnotes: { about: string, text: string }[];
  report: Report;
  /** Of the words round the map. */
  textSizes: Record<'title' | 'subtitle' | 'legend' | 'note', Size>;
}

/** A size, px: one number, or one by breakpoint. */
export type Size = number | number[];

/** Lines of a pattern, or rows of dots; `S` is what sizes are. */
export interface PatternLines<S> {
  /** Of the lines, degrees; none for dots. */
  angles: number[];
  ink: string;
  spacing: S;
  width: S;
  /** Where a line in each direction lies, both coordinates, px. */
  origin: number;
  /** After how much it repeats, times the spacing. */
  period: number;
}

export interface Pattern extends PatternLines<Size> {
  /** Times spacing and width. */
  scale: [number, number];
  /** The spacing is a multiple of so many px; 0 for any. */
  snap: number;
  /** How far from the edge of the shape lines end, px. */
  inset?: Size;
}

/** A pattern in a figure of one width, px. */
export type PatternInPx = PatternLines<number> & { inset?: number };

export interface Stroke<S = Size> {
  stroke: string;
  width: S;
  /** px */
  dash?: [number, number];
  /** How far into the first dash a line begins, px. */
  phase?: number;
  /** Whether dashes are round dots. */
  isRound?: boolean;
  isHairline?: boolean;
}

/** What may stand in any layer. */
interface Shown {
  /** Narrower figures don't show it, px. */
  fromWidth?: number;
  /** A map that is magnified more doesn't show it. */
  toScale?: number;
}

/** Regions of a class, side by side or over others. */
export interface AreaLayer<P = Pattern> extends Shown {
  kind: 'areas' | 'overlays';
  /** By its place in the list of classes. */
  class: number;
  fill: string;
  pattern?: P;
}

export interface CoastLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'coasts';
  class: number;
  /** Smaller islands have none, px². */
  leastPx2: number;
}

export interface BorderLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'borders';
  /** Of regions of these classes, the lower one first. */
  pairs: [number, number][];
  class?: undefined;
}

export interface LineLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'lines';
  /** 0 for dashed ones, 1 for dotted ones. */
  set: number;
  /** Less wide outlines are left out, and edges that are closer to lines before, px. */
  least: [across: number, apart: number];
  class?: undefined;
}

/** Outlines of regions, and discs below their markers. */
export interface SeatLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'seats';
  /** By their numbers. */
  regions: number[];
  /** How far a disc reaches beyond the disc of a marker. */
  beyond: S;
  /** Smaller islands have none, px². */
  leastPx2: number;
  class?: undefined;
}

/** Round insets, and round what they show on the main map. */
export interface FrameLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'frames';
  class?: undefined;
}

export interface LeaderLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'leaders';
  class?: undefined;
}

/** Discs of a class with a ring below them. */
export interface MarkerLayer<S = Size> extends Shown {
  kind: 'markers';
  class: number;
  fill: string;
  ring: string;
  ringWidth: S;
  /** What lies on the disc; times its radius. */
  marks?: { ink: string, width: number, lines: [x: number, y: number, x: number, y: number][] };
}

/** From names over sea to their regions. */
export interface NameLineLayer<S = Size> extends Shown, Stroke<S> {
  kind: 'nameLines';
  class: number;
}

export interface NameLayer extends Shown {
  kind: 'names';
  class: number;
  /** Of names over sea. */
  ink: string;
  /** Of names inside their regions. */
  inside: string;
  /** Laid under a name inside its region. */
  backing?: string;
  /** How far that reaches beyond the letters, px. */
  margin: number;
  /** Height of capitals, times the type size. */
  capHeight: number;
}

/** What is painted of the map, in which style. */
export type Layer<S = Size, P = Pattern> =
  | AreaLayer<P> | CoastLayer<S> | BorderLayer<S> | LineLayer<S> | SeatLayer<S> | FrameLayer<S> | LeaderLayer<S> | MarkerLayer<S> | NameLineLayer<S> | NameLayer;

/** A layer in a figure of one width, px. */
export type LayerInPx = Layer<number, PatternInPx>;

/** A rectangle in the style of a class. */
export interface Swatch<P = Pattern> {
  fill: string;
  pattern?: P;
  outline?: string;
  /** Of numerals on it. */
  ink: string;
}

/** The tally bar and swatches. */
export interface BarStyle {
  height: Size;
  gap: number;
  /** Segments and swatches show so many lines of a pattern, or as many as the map's spacing allows. */
  lines: number;
  /** Width of the line round a fill that is close to the paper. */
  outline: number;
  /** The side of a swatch. */
  swatch: number;
  /** Width of the bracket over those in favour. */
  bracket: number;
  /** From the bracket down to the bar. */
  drop: number;
  /** Type size of numerals, times the legend's. */
  numeral: number;
}

/** Of what is no class. */
export type Colors = Record<'paper' | 'ink' | 'muted' | 'rule' | 'leader' | 'disputed' | 'focus', string>;

export interface Theme {
  colors: Colors;
  /** The lowest first. */
  layers: Layer[];
  hover: Stroke[];
  focus: Stroke[];
  /** Below the disc of a marker that is pointed at, px beyond it. */
  halos: { fill: string, beyond: number }[];
  /** By class. */
  swatches: Swatch[];
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
  outlinedPx2: number;
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
  bar: BarStyle;
  radius: Size;
  hairline: number;
  /** Borders grow to so many times their width by such a magnification. */
  /** Type size of names. */
  label: Size;
  growth: [most: number, by: number];
  pointing: Pointing;
}

/** The style in a figure of one width, px. */
export interface ResizedStyle {
  /** Of the map. */
  width: number;
  height: number;
  figureWidth: number;
  theme: string;
  colors: Colors;
  /** In painting order, as far as this width shows them. */
  layers: LayerInPx[];
  hover: Stroke<number>[];
  focus: Stroke<number>[];
  halos: Theme['halos'];
  /** How a rectangle of a height is filled, by the number of its class. */
  swatch: (number: number, height: number) => Swatch<PatternInPx>;
  pointing: Pointing;
  hairline: number;
  label: number;
  growth: [most: number, by: number];
  /** Of a marker. */
  radius: number;
  bar: Omit<BarStyle, 'height' | 'lines'>;
  barHeight: number;
}

declare module './map-view.js' {
  /** What others than its constructor give a map view: fields of the class would be code in the page. */
  interface MapView extends ResizedStyle {
    /** Asks for the detail tiles, while nobody has. */
    detailed?: ((arrived: () => void) => Promise<void>) | null;
  }
}

export interface PageData {
  projection: MapUnits;
  /** By arrangement, that of the narrowest figures first. */
  insets: Insets[];
  /** Round what they show on the main map, `x, y, x, y …`, units. */
  insetMarks: number[][];
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
  /** Set, how many numbers follow, these; and so on. */
  lines: number[];
  style: PageStyle;
  layouts: BreakpointLayout[];
  /** The index of detail tiles. */
  detail?: string;
  /** In itself, or the file that holds it. */
  more: More | string;
  /** Of a baked page: the file of the atlas, and the document that it was made from. */
  atlas: string;
  document: string;
  /** Of a baked page that is not in English: the file of its language. */
  locale?: string;
  /** Of a baked page: Subresource Integrity of the files that it names. */
  integrity?: Record<string, string>;
}
