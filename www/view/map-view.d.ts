// The types of map-view.js, until it has JSDoc types of its own: then this file goes.
import type { Viewer } from '../pkg/viewer.js';
import type { Region as RegionInfo } from '../stance-map.js';
import type { Box, DetailTiles } from './detail-tiles.js';
import type { Point, View } from './motion.js';
import type { BreakpointLayout, FigureText, More, PageData, Pointing, Stance, Status, Theme } from './page-data.js';

export type DegreeBox = [west: number, south: number, east: number, north: number];

/** The words round the map, as they are at its width. */
export interface ShownText extends FigureText {
  footnotes: More['footnotes'];
}

export interface Region extends Status {
  number: number;
  /** The number of its class. */
  class: number;
  iso3: string;
  name: string;
  plain: string;
  group: string;
  anchor: Point | null;
  room: number;
}

/** A region as reading order and table have it. */
export interface Entry {
  iso3: string;
  name: string;
  spoken: string;
  member: boolean;
  stance: Stance;
  class: number;
  group: string;
  vote: string;
  voted: Status['vote'];
  sponsor: string;
  sponsored: Status['cosponsor'];
}

export const MOST: number;
export function clamp(value: number, least: number, most: number): number;

export class MapView {
  constructor(viewer: Viewer, pageData: PageData, makeLayout?: (width: number, theme: string) => BreakpointLayout);
  static of(Program: typeof Viewer, atlas: Uint8Array, pageData: PageData): MapView;
  static clamped(view: View, width: number, height: number): View;
  viewer: Viewer;
  pageData: PageData;
  classes: string[];
  regions: Region[];
  byCode: Map<string, Region>;
  more: More | null;
  detail: DetailTiles | null;
  /** Asks for the detail tiles, while nobody has. */
  detailed?: ((arrived: () => void) => Promise<void>) | null;
  isGlobe: boolean;
  view: View;
  center: Point;
  width: number;
  height: number;
  colors: Record<string, string>;
  pointing: Pointing;
  readonly scale: number;
  readonly middle: Point | null;
  readonly text: ShownText;
  addDetails(more: More): void;
  addTheme(name: string, theme: Theme): void;
  has(theme: string): boolean;
  free(): void;
  resize(width: number, palette: string): void;
  window(more?: number): Box;
  zoomed(scale: number, place: Point): View;
  turn(center: Point): void;
  turnedBy(dx: number, dy: number): Point;
  viewOf(center: Point, scale: number): View;
  viewOfBox(box: DegreeBox): View;
  viewToReveal(region: Region): { view: View, center?: Point } | null;
  placeOf(region: Region): Point | null;
  inWords(pageData: PageData, makeLayout: (width: number, theme: string) => BreakpointLayout): MapView;
  anchorOf(region: Region): Point | null;
  step(region: Region, direction: string): Region | null;
}

export function regionInfo(region: Region | null): RegionInfo | null;
export function entryOf(region: Region): Entry;
