//! From longitude and latitude to planar rings in px: projections, cuts on the sphere, resampling,
//! shared arcs, fitting to size. Knows nothing of countries, stances or styles.
//!
//! Longitude first, degrees, east and north positive. Pixels have y down. An exterior ring
//! winds counter-clockwise seen from outside the sphere (RFC 7946), so that the ring's interior
//! lies to its left, and a ring may enclose a pole or cross ±180°.

pub(crate) mod angle;
mod arcs;
mod bend;
pub(crate) mod chains;
mod cut;
mod fit;
mod frame;
mod horizon;
mod left_side;
mod lines;
mod overlap;
mod place_numbers;
pub(crate) mod planar;
mod projection;
mod raw;
mod rejoin;
mod resample;
pub(crate) mod simplify;
pub(crate) mod sphere;
mod stitch;
#[cfg(test)]
pub(crate) mod tests;
mod upright;
mod vertex_index;
mod winding;

pub(crate) use angle::length;
pub use arcs::{Border, Topology};
pub(crate) use cut::crosses_antimeridian;
pub use cut::{cut_about, cut_at_antimeridian};
pub use fit::fit_width;
pub(crate) use fit::Extent;
pub use frame::{DegreeBox, MapFrame};
pub use lines::{portion, without};
pub(crate) use overlap::{overlaps, Overlap};
pub use planar::{ring_area, visual_centre, Bounds, PlanarPolygon, Point, VisualCentre};
pub use projection::{Projection, ProjectionName};
pub use sphere::{spherical_area, wrap_lon as wrapped};
pub use stitch::stitch;
pub use winding::normalised;

/// A place on the sphere, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// Degrees north, −90 to 90.
    pub lat: f64,
}

/// An exterior ring and its holes. Rings are closed (first position = last).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygon {
    /// The exterior first, then the holes.
    pub rings: Vec<Vec<LonLat>>,
}
