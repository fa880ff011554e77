//! View: the map as it moves. Takes a decoded [`Atlas`](crate::smap::Atlas) and projects it once; gives paths for any
//! part of it, at the detail that the pixels of the moment can show, and the region at a point. Colours
//! and painting are the page's.
//!
//! An arc is cut into chunks of 64 vertices with a box each. Of a chunk that does not meet the
//! window only the ends are traced: the chord between them stays within its box, so nothing that
//! is seen changes, and a ring still winds round what it surrounds. The time of a trace follows from
//! what is in the window, not from the size of the atlas.
//!
//! `tests/bench/NOTES.md` lists what was measured and tried.

mod clip;
mod detail_tiles;
mod globe;
mod hit;
mod inset;
mod lists;
mod parallels;
mod projected_atlas;
mod rows;
mod shapes;
mod trace;
mod tracer;
mod window;

pub use detail_tiles::DetailTiles;
pub use globe::Globe;
pub use projected_atlas::{ProjectedAtlas, WIDTH};
pub use trace::{IsLine, Trace, Wanted};
pub use tracer::Tracer;
pub use window::Window;

/// A triangle smaller than this can't be seen on a screen of two device pixels a CSS px, CSS px²: it is half a
/// device pixel high and as wide as one.
pub const DETAIL_PX2: f64 = 0.15;

/// Vertices a chunk. Fewer make more boxes to test, more make more vertices to trace beyond the
/// window.
const CHUNK: usize = 64;

/// No region.
const NONE: u16 = u16::MAX;
