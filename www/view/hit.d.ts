// The types of hit.js, until it has JSDoc types of its own: then this file goes.
import type { MapView, Region } from './map-view.js';
import type { Point } from './motion.js';

export function regionAt(map: MapView, place: Point): Region | null;
export function regionTapped(map: MapView, place: Point): Region | null;
