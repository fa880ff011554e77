//! Live: the map as it moves. A decoded [`Atlas`](crate::smap::Atlas) is laid on the plane once; then any part of it is
//! traced at the detail that the pixels of the moment can show, and a pointer is answered, without
//! projecting anything anew.
//!
//! An arc is cut into chunks of 64 vertices with a box each. Of a chunk that does not meet the
//! window only the ends are traced: the chord between them stays within its box, so nothing that
//! is seen changes, and a ring still winds round what it surrounds. The time of a trace follows from
//! what is in the window, not from the size of the atlas.
//!
//! # Why so
//!
//! Measured in Chromium 156 with software raster on two cores, a map of 928 px at two device px a CSS px,
//! medians of a zoom from 1 to 8 times in 25 frames:
//!
//! | choice | before | after |
//! |---|---|---|
//! | paths as text ([`Trace::path`]) in place of a call a vertex, per 40,000 vertices | 50 ms | 15 ms |
//! | borders one device px wide in place of 1.2, a frame | 6.8 ms | 2.2 ms |
//! | hatches as a tile in place of clipped lines, a frame | 7.7 ms | 0.8 ms |
//! | a canvas that is filled, not cleared and filled, a frame | 0.7 ms | 0 |
//! | triangles from 0.15 px² in place of 0.06 (0.02 % of the pixels of a full drawing change), a frame | 13.7 ms | 9.0 ms |
//! | finer shapes traced in pieces between frames ([`Trace::piece`]), worst script of a frame with a processor four times slower | 60 ms | 9 ms |
//!
//! And before the first picture, where V8 has only its quick compiler's code (Node 20, `--liftoff-only`, the atlas of 50 kB):
//!
//! | choice | before | after |
//! |---|---|---|
//! | places projected by a table of parallels, to lay an atlas | 6.6 ms | 4.5 ms |
//! | numbers written and read a byte at a time, to trace all paths | 3.5 ms | 2.6 ms |
//! | the program compiled for speed, both together | 6.9 ms | 5.1 ms |
//! | the same, brotli | 32.1 kB | 30.8 kB |

mod detail_tiles;
mod globe;
mod hit;
mod lists;
mod parallels;
mod projected_atlas;
mod trace;

pub use detail_tiles::DetailTiles;
pub use globe::Globe;
pub use projected_atlas::{ProjectedAtlas, Window, WIDTH};
pub use trace::Trace;

/// A triangle smaller than this can't be seen on a screen of two device pixels a CSS px, CSS px²: it is half a
/// device pixel high and as wide as one.
pub const DETAIL_PX2: f64 = 0.15;

/// Vertices a chunk. Fewer make more boxes to look at, more make more vertices to trace beyond the
/// window.
const CHUNK: usize = 64;

/// No region.
const NONE: u16 = u16::MAX;
