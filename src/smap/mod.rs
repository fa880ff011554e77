//! The packed map, `.smap`: boundaries as shared arcs with levels of detail. `assets/world.smap` is 38 kB in
//! brotli; the GeoJSON it comes from is 326 kB.
//!
//! Of the rest of the crate it uses [`geo`](crate::geo) alone, and [`decode`] and [`Atlas`] not even that:
//! they belong to the viewer, the program that a page loads first.
//!
//! | from | by | to |
//! |---|---|---|
//! | polygons with codes | [`pack`]: shared arcs, simplified, snap rounding, arc order | [`Atlas`] |
//! | [`Atlas`] | [`encode`] | bytes |
//! | bytes | [`decode`], [`properties`] | [`Atlas`], what regions carry |
//! | bytes | [`geojson`](fn@geojson) | text |
//!
//! # Levels of detail
//!
//! Vertices are ranked by importance (Visvalingam and Whyatt's effective area, on the sphere): rank r
//! means a triangle of at least `floor · 4ʳ` steradians. A map half as wide leaves out one rank more
//! ([`Atlas::rank_for`]), by one comparison a vertex. Both neighbours of a border use the same arc, so
//! no gap opens at any level. A vertex is left out only while its triangle holds no other vertex, and
//! ranks are raised where the grid would make lines cross at a coarser level. So no level has a crossing
//! that full detail has not. The ends of arcs, and three vertices of every ring, always stay.
//!
//! # The grid
//!
//! A unit is 360° / 2ⁿ, so that ±180° and the poles are on it and every position is an exact double.
//! Most vertices are at most half a unit from where they were. Snap rounding moves a few, mostly specks of
//! islands, some units farther, where a ring would collapse or lines would cross. Rings stay cut at ±180°.
//! Edges are straight in longitude and latitude, as in GeoJSON.
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
//! | list | of each arc of a ring: (signed) its number less that of the one before, less 1, times 2, + 1 if it runs backwards |
//! | list | of each region: 0, or its home: 1 + (signed) east of the first vertex of the region's first arc; north of it, signed |
//!
//! A reader refuses what is short, too long, off the sphere, or a ring whose arcs don't meet, and any count
//! that the bytes left can't hold: memory stays within some hundred times the file. Rings may use
//! eight times the vertices that there are, not more; the names of properties, counted once for each region that
//! has them, 32 times the file.
//!
//! `tests/bench/NOTES.md` has the sizes of other orders of numbers and other grids.

mod arc_order;
mod atlas;
mod columns;
mod damage;
mod decode;
mod encode;
mod pack;
mod reader;
mod snap;
mod unpack;

pub(crate) use atlas::span;
pub use atlas::{arc_of, Atlas, AtlasRegion, ALWAYS, AREA_STEP};
pub use damage::Damage;
pub use decode::{decode, is_smap, properties, Property};
pub use encode::encode;
pub use pack::{pack, quantise, PackSource, Packed, Packing, Unpackable, EQUAL_EARTH_WIDTH};
pub use unpack::geojson;
pub(crate) use unpack::polygons;
