//! Planar geometry in px, y down: points and segments, boxes, polygons, their visual centre.
//!
//! Takes what a projection gives and answers measures. Leaves the sphere to the rest of `geo`, the
//! integer grid of packed maps to `smap`, and the f32 boxes of the moving map to `view`.

mod bounds;
mod box_tree;
mod clip;
mod disc;
mod polygon;
mod visual_centre;

use super::LonLat;

pub use bounds::Bounds;
pub(crate) use box_tree::BoxTree;
pub(crate) use clip::clipped_line;
pub(crate) use disc::DiscOverlap;
pub use polygon::ring_area;
pub(crate) use polygon::{area, is_left_of, spans};
pub(crate) use visual_centre::visual_centre_by;
pub use visual_centre::{visual_centre, VisualCentre};

/// A place in the picture, in CSS px, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// So many px right and down of the origin.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Seen from another point.
    pub(crate) fn minus(self, origin: Self) -> Self {
        Self::new(self.x - origin.x, self.y - origin.y)
    }

    /// The point at a share of the way to another; 0 is here, 1 is there.
    pub(crate) fn towards(self, other: Self, share: f64) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }
}

/// The planar counterpart of [`Polygon`](super::Polygon), in px. Rings are closed (first point = last).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanarPolygon {
    /// The exterior first, then the holes.
    pub rings: Vec<Vec<Point>>,
}

/// A place on a flat map in degrees, y up.
pub(crate) fn flat(p: LonLat) -> Point {
    Point::new(p.lon, p.lat)
}

/// Distance of two points.
pub(crate) fn distance(a: Point, b: Point) -> f64 {
    squared_distance(a, b).sqrt()
}

/// The square of [`distance`]. Pixels are far from overflow, and `hypot` is slow.
pub(crate) fn squared_distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    dx * dx + dy * dy
}

/// Distance of `p` from the segment a–b.
pub(crate) fn to_segment(p: Point, a: Point, b: Point) -> f64 {
    squared_to_segment(p, a, b).sqrt()
}

/// The square of [`to_segment`].
pub(crate) fn squared_to_segment(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let long = dx * dx + dy * dy;
    let share = if long > 0.0 {
        (((p.x - a.x) * dx + (p.y - a.y) * dy) / long).clamp(0.0, 1.0)
    } else {
        0.0
    };
    squared_distance(p, a.towards(b, share))
}

/// Twice the area of the triangle a–b–p: its sign tells on which side of the line a–b `p` lies.
pub(crate) fn side(a: Point, b: Point, p: Point) -> f64 {
    (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
}

/// Whether the segments a–b and c–d cross at a point inside both.
pub(crate) fn segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
