// What plate.js gives, until it is MapView (www/view/map-view.js) with types of its own.
import type { Viewer } from './pkg/viewer.js';
import type { Region as RegionInfo } from './stance-map.js';
import type { Box, DetailTiles } from './view/detail-tiles.js';
import type { Point, View } from './view/motion.js';
import type { BreakpointLayout, FigureText as Words, More, PageData, Stance, Status } from './view/page-data.js';

export type DegreeBox = [west: number, south: number, east: number, north: number];

/** The words round the map, as they are at its width. */
export interface FigureText extends Words {
  footnotes: PageData['footnotes'];
}

export interface Region extends Status {
  number: number;
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
  group: string;
  vote: string;
  voted: Status['vote'];
  sponsor: string;
  sponsored: Status['cosponsor'];
}

export const MOST: number;

export class Plate {
  constructor(viewer: Viewer, pageData: PageData, layout?: (width: number) => BreakpointLayout);
  static of(Program: typeof Viewer, atlas: Uint8Array, pageData: PageData): Plate;
  static clamped(view: View, width: number, height: number): View;
  viewer: Viewer;
  pageData: PageData;
  regions: Region[];
  byCode: Map<string, Region>;
  more: More | null;
  detail: DetailTiles | null;
  detailed?: ((arrived: () => void) => Promise<void>) | null;
  isGlobe: boolean;
  view: View;
  center: Point;
  width: number;
  height: number;
  colors: Record<string, unknown>;
  readonly scale: number;
  readonly middle: Point | null;
  readonly text: FigureText;
  learn(more: More): void;
  free(): void;
  lay(width: number, palette: string): void;
  window(more?: number): Box;
  zoomed(scale: number, place: Point): View;
  turn(center: Point): void;
  turnedBy(dx: number, dy: number): Point;
  viewOf(center: Point, scale: number): View;
  viewOfBox(box: DegreeBox): View;
  viewToReveal(region: Region): { view: View, center?: Point } | null;
  placeOf(region: Region): Point | null;
  retold(pageData: PageData, layout: (width: number) => BreakpointLayout): Plate;
  at(place: Point): Region | null;
  tapped(place: Point): Region | null;
  anchorOf(region: Region): Point | null;
  step(region: Region, direction: string): Region | null;
  placeCard(region: Region, size: Point, limits: [left: number, top: number, right: number, bottom: number], pointer: Point): Point;
}

export function told(region: Region | null): RegionInfo | null;
export function entryOf(region: Region): Entry;
