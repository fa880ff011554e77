//! Live: the map as it moves. A decoded [`Atlas`](crate::smap::Atlas) is laid on the plane once; then any part of it is
//! traced at the detail that the pixels of the moment can show, and a pointer is answered, without
//! projecting anything anew.
//!
//! An arc is cut into chunks of 64 vertices with a box each. Of a chunk that does not meet the
//! window only the ends are traced: the chord between them stays within its box, so nothing that
//! is seen changes, and a ring still winds round what it surrounds. The time of a trace follows from
//! what is in the window, not from the size of the atlas.

mod detail;
mod globe;
mod hit;
mod lists;
mod plane;
mod trace;

pub use detail::Details;
pub use globe::Globe;
pub use plane::{Chart, Window, WIDTH};
pub use trace::Trace;

/// Vertices a chunk. Fewer make more boxes to look at, more make more vertices to trace beyond the
/// window.
const CHUNK: usize = 64;

/// No region.
const NONE: u16 = u16::MAX;
