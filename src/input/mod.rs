//! Read: bytes become checked countries, stances and documents, or an error that names the place.
//! Nothing here touches a file system; callers bring the bytes and the name to show.

mod boundaries;
mod bytes;
mod document;
mod excerpt;
mod fields;
mod geometry;
mod members;
mod packed;
pub mod policy;
mod shape;
mod sheet;
mod suggest;
mod table;
mod topojson;

pub use boundaries::{Boundaries, Feature};
pub use document::{Body, Document, Expect, Texts, Voters};
pub(crate) use excerpt::excerpt;
pub(crate) use members::codes;
pub use members::{Member, Members, RegionalGroup};
pub use policy::Policy;
pub(crate) use suggest::{nearest, normalised};
pub use table::{Flaw, Row, StanceTable};
