// What painter.js gives, until it is www/view/painter.js with types of its own.
import type { Plate, Region } from './plate.js';

export class Painter {
  constructor(plate: Plate);
  readonly plate: Plate;
  readonly isCoarse: boolean;
  renew(ratio: number, fonts: string): void;
  refine(ms: number): boolean;
  map(canvas: HTMLCanvasElement, options?: { isTurning?: boolean }): void;
  emphasis(canvas: HTMLCanvasElement, stance: string): void;
  outlines(canvas: HTMLCanvasElement, regions: (Region | null)[], focused: Region | null): void;
  bar(canvas: HTMLCanvasElement): void;
  swatch(canvas: HTMLCanvasElement, stance: string, size: number): void;
}
