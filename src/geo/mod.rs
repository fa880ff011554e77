//! From longitude and latitude to planar rings in px: projections, cutting on the sphere,
//! resampling, shared arcs, fitting to size.
//!
//! Longitude first, degrees, east and north positive. Pixels have y down. An exterior ring
//! winds counter-clockwise seen from outside the sphere (RFC 7946), so that the ring's interior
//! lies to its left, and a ring may enclose a pole or cross ±180°.

pub(crate) mod angle;
mod arcs;
pub(crate) mod chains;
mod cut;
mod fit;
mod horizon;
mod lines;
mod polygon;
mod projection;
mod raw;
mod rejoin;
mod resample;
pub(crate) mod simplify;
pub(crate) mod sphere;
mod stitch;
#[cfg(test)]
mod tests;
mod upright;
mod winding;

pub use arcs::{Border, Topology};
pub use cut::cut_at_antimeridian;
pub use fit::{fit_width, Bounds};
pub use lines::portion;
pub use polygon::{interior_point, ring_area};
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

/// A place in the picture, in CSS px, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// An exterior ring and its holes. Rings are closed (first position = last).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygon {
    /// The exterior first, then the holes.
    pub rings: Vec<Vec<LonLat>>,
}

/// The planar counterpart of [`Polygon`], in px. Rings are closed (first point = last).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanarPolygon {
    /// The exterior first, then the holes.
    pub rings: Vec<Vec<Point>>,
}
