// The projection that the build chose; the other one is left out of the bundle.
/* global MAP */
import { albersUsa, equalEarth } from './projections.mjs';

export const fitted = () => (MAP.projection === 'equal-earth' ? equalEarth() : albersUsa());
