// How the peers show the world and the counties, fitted to the stage; where the zoom goes.
import { geoAlbersUsa, geoEqualEarth } from 'd3-geo';

export const WIDTH = 960;
export const HEIGHT = 500;
/** Room around the map, px. */
const MARGIN = 8;
export const EXTENT = [[MARGIN, MARGIN], [WIDTH - MARGIN, HEIGHT - MARGIN]];

export const equalEarth = () => geoEqualEarth().fitExtent(EXTENT, { type: 'Sphere' });
/** Places at the edges of the conterminous states. */
const STATES = { type: 'LineString', coordinates: [[-125, 49], [-67, 45], [-80, 25], [-117, 32]] };
export const albersUsa = () => geoAlbersUsa().fitExtent(EXTENT, STATES);

/** Europe, and the middle of the states. */
export const GOALS = { 'equal-earth': [15, 50], 'albers-usa': [-96, 38] };
