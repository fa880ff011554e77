// The types of card-place.js, until it has JSDoc types of its own: then this file goes.
import type { MapView, Region } from './map-view.js';
import type { Point } from './motion.js';

export function placeCard(map: MapView, region: Region, size: Point, limits: [left: number, top: number, right: number, bottom: number], pointer: Point): Point;
