// The types of painter.js, until it has JSDoc types of its own: then this file goes.
import type { MapView, Region } from './map-view.js';

export class Painter {
  constructor(map: MapView);
  readonly map: MapView;
  readonly isCoarse: boolean;
  renew(ratio: number, fonts: string): void;
  refine(ms: number): boolean;
  paint(canvas: HTMLCanvasElement, options?: { isTurning?: boolean }): void;
  emphasis(canvas: HTMLCanvasElement, number: number): void;
  outlines(canvas: HTMLCanvasElement, regions: (Region | null)[], focused: Region | null): void;
  bar(canvas: HTMLCanvasElement): void;
  swatch(canvas: HTMLCanvasElement, number: number): void;
}
