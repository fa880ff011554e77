//! The packed map, `.smap`: boundaries in a fifteenth of their GeoJSON, read in one pass, at every level of
//! detail at once.
mod atlas;
mod columns;
mod decode;
mod encode;
mod grid;
mod order;
mod pack;
mod thin;
mod unpack;

pub use atlas::{arc_of, Atlas, Region, ALWAYS, AREA_STEP};
pub use decode::{decode, is_smap, properties, Damage, Property};
pub use encode::encode;
pub use pack::{pack, Packed, Packing, Source, TooCoarse, EQUAL_EARTH_WIDTH};
pub use unpack::geojson;
