//! Read: bytes become checked countries, stances and documents, or an error that names the place.
//!
//! Takes bytes and the name to show; callers read files. Leaves matching to [`join`](crate::join).

mod atlas_names;
mod boundaries;
mod bytes;
mod code_headings;
mod collection;
mod document;
mod excerpt;
mod feature;
mod fields;
mod fold;
mod geometry;
mod longitudes;
mod packed;
pub mod policy;
mod shape;
mod sheet;
mod suggest;
mod table;
mod topojson;
mod unique;
mod voter_codes;

pub(crate) use atlas_names::AtlasNames;
pub(crate) use code_headings::{code_rank, plain};
pub use document::{
    Accepted, Body, Document, Expect, Headline, Insets, Majority, Texts, Voters,
    BUILT_IN_BOUNDARIES,
};
pub(crate) use excerpt::excerpt;
pub(crate) use feature::check_count;
pub use feature::{Boundaries, Feature};
pub(crate) use fields::json_file;
pub(crate) use fold::folded;
pub use policy::Policy;
pub(crate) use suggest::{nearest, normalised};
pub use table::{Flaw, Row, StanceTable};
pub use topojson::{TopoArea, TopoJson};
pub(crate) use voter_codes::codes;
