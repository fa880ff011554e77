//! The packed map, `.smap`: boundaries at a fortieth of their GeoJSON once compressed, read in one
//! pass, and after that at every level of detail. Depends on `geo` alone; [`decode`] depends on
//! nothing, for it is part of the small module that is loaded first.
//!
//! | from | by | to |
//! |---|---|---|
//! | polygons with codes | [`pack`]: shared arcs, thinned, put on a grid | [`Atlas`] |
//! | [`Atlas`] | [`encode`] | bytes |
//! | bytes | [`decode`], [`properties`] | [`Atlas`], what regions carry |
//! | bytes | [`geojson`](fn@geojson) | text |
//!
//! # Levels of detail
//!
//! Vertices are ranked by importance (Visvalingam and Whyatt's effective area, on the sphere): rank r
//! means a triangle of at least `floor · 4ʳ` steradians. A map half as wide leaves out one rank more
//! ([`Atlas::rank_for`]), by one comparison a vertex. Both neighbours of a border walk the same arc, so
//! no gap opens at any level. A vertex is left out only while its triangle holds no other vertex, and ranks
//! are raised where the grid would make lines cross at a coarser level; so no level has a crossing
//! that the source has not. The ends of arcs, and three vertices of every ring, always stay.
//!
//! # The grid
//!
//! A unit is 360° / 2ⁿ, so that ±180° and the poles are on it and every position is an exact double.
//! Vertices are at most half a unit from where they were, but for the few (some specks of islands) that
//! are moved by up to three units more, because rounding would make a ring collapse or lines cross.
//! Rings stay cut at ±180°. Edges are straight in longitude and latitude, as in GeoJSON.
//!
//! # Format, version 1
//!
//! Numbers are varints (seven bits a byte, the lowest first; the eighth bit says that more follow); *signed*
//! ones are zigzag (0, −1, 1, −2 …). A *list* is its length in bytes, then its bytes.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `b5 6d 61 70`: "µmap" in Latin-1 |
//! | 1 | version: 1 |
//! | 4 | CRC-32 (IEEE 802.3) of all that follows, little-endian |
//! | list | the map, below |
//! | rest | properties: number of regions, number of names; for each name: the name as a list, then for each region its value as a list: a JSON text, or nothing. An empty name is the feature's `id` |
//!
//! The map:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | n of the grid, 8 to 25 |
//! | 1 | number of ranks below "always", up to 15 |
//! | 8 | floor in steradians, a little-endian double |
//! | varint | number of arcs |
//! | list | of each arc: number of vertices · 4 + 2 if it is a cut (along ±180° or a pole, never stroked) + 1 if it is closed. A closed arc stands without its last vertex |
//! | list | ranks in 1, 2 or 4 bits (for 1, 3 or 15 ranks), the first in the lowest bits; the number of ranks stands for "always". Those of an arc's ends go without saying, and so do those of a closed arc of three vertices |
//! | 5 lists | steps east, signed, from the vertex before; for the first of an arc from the last of the arc before. One list for steps that begin an arc; the others by the lesser rank of the step's two ends: 0, 1, 2, more |
//! | 5 lists | steps north, likewise |
//! | varint | number of regions |
//! | list | of each region: its key, a list |
//! | list | of each region: number of polygons; of each polygon: of rings; of each ring: of arcs |
//! | list | of each arc of a ring: (signed) its number less that of the one before, less 1, times 2, + 1 if walked backwards |
//! | list | of each region: 0, or its home: 1 + (signed) east of the first vertex of the region's first arc; north of it, signed |
//!
//! A reader refuses what is short, too long, off the sphere, or a ring whose arcs don't meet, and any count
//! that the bytes left can't hold: memory stays within some hundred times the file. Rings may walk
//! eight times the vertices that there are, not more.
//!
//! # Why so
//!
//! Measured on `countries-50m` at 0.5 px² of a map 1920 px wide, grid of 1/8 px, brotli at its best:
//!
//! | order of numbers | bytes |
//! |---|---|
//! | east and north in turn | 39,000 |
//! | in two lists | 38,700 |
//! | each less half the step before | 39,200 |
//! | in lists by rank, arcs' beginnings apart; ranks that go without saying left out (as it is) | 37,300 |
//! | as it is, on a grid of 1/4 px | 32,200 |
//! | as it is, on a grid of 1/4 px, at 0.4 px² | 34,300 |
//!
//! (without keys, homes and properties: 0.4, 0.6 and 2.3 kB). Arcs stand by place, each where the one before
//! ended if one begins there, else the nearest; so most references are "the next". Bits of the grid
//! cost as much as vertices but are seen less: hence the last row for the world map.
mod atlas;
mod columns;
mod decode;
mod encode;
mod grid;
mod order;
mod pack;
mod unpack;

pub(crate) use atlas::span;
pub use atlas::{arc_of, Atlas, Region, ALWAYS, AREA_STEP};
pub use decode::{decode, is_smap, properties, Damage, Property};
pub use encode::encode;
pub use pack::{lay, pack, Packed, Packing, Source, TooCoarse, EQUAL_EARTH_WIDTH};
pub use unpack::geojson;
