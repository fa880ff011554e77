//! Cuts rings and lines on the sphere along the horizon of a globe seen from afar.
//!
//! Takes places relative to the view, where 0° E 0° N faces the reader; gives those that face the reader.

use super::rejoin::{rejoin, Outline, Pieces};
use super::sphere::{area_on_left, in_order, lon_lat, vector, SNAP_DEG};
use super::{LonLat, Polygon};
use std::f64::consts::TAU;

/// The great circle 90° from the centre of the view.
pub(crate) struct Horizon;

/// Every 45°, so that the arcs between are short enough to be unambiguous. East first, then
/// counter-clockwise as the reader sees it.
const CORNERS: [(f64, LonLat); 8] = [
    (
        0.0,
        LonLat {
            lon: 90.0,
            lat: 0.0,
        },
    ),
    (
        0.125,
        LonLat {
            lon: 90.0,
            lat: 45.0,
        },
    ),
    (
        0.25,
        LonLat {
            lon: 90.0,
            lat: 90.0,
        },
    ),
    (
        0.375,
        LonLat {
            lon: -90.0,
            lat: 45.0,
        },
    ),
    (
        0.5,
        LonLat {
            lon: -90.0,
            lat: 0.0,
        },
    ),
    (
        0.625,
        LonLat {
            lon: -90.0,
            lat: -45.0,
        },
    ),
    (
        0.75,
        LonLat {
            lon: -90.0,
            lat: -90.0,
        },
    ),
    (
        0.875,
        LonLat {
            lon: 90.0,
            lat: -45.0,
        },
    ),
];

impl Outline for Horizon {
    fn position(&self, p: LonLat) -> f64 {
        let [_, y, z] = vector(p);
        (libm::atan2(z, y) / TAU).rem_euclid(1.0)
    }

    fn corners(&self) -> &[(f64, LonLat)] {
        &CORNERS
    }

    fn area(&self) -> f64 {
        TAU
    }

    /// On the sphere: flat in degrees, a sliver along the horizon past a pole would be inside out.
    fn enclosed(&self, ring: &[LonLat]) -> f64 {
        let left = area_on_left(ring);
        if left > TAU {
            left - 2.0 * TAU
        } else {
            left
        }
    }
}

/// The part of one polygon that faces the reader.
pub(crate) fn cut_polygon(polygon: &Polygon) -> Vec<Polygon> {
    let (mut closed, mut open) = (Vec::new(), Vec::new());
    for ring in &polygon.rings {
        let (rings, ends) = pieces(ring).into_ring();
        closed.extend(rings);
        open.extend(ends);
    }
    rejoin(polygon, closed, open, &Horizon)
}

/// The parts of an open line that face the reader.
pub(crate) fn cut_open_line(line: &[LonLat]) -> Vec<Vec<LonLat>> {
    pieces(line).into_lines()
}

fn pieces(line: &[LonLat]) -> Pieces {
    let mut pieces = Pieces::default();
    for pair in line.windows(2) {
        let &[a, b] = pair else { continue };
        if a == b {
            continue;
        }
        match (depth(a) > 0.0, depth(b) > 0.0) {
            (true, true) => pieces.edge(&[a, b]),
            (true, false) => pieces.edge(&[a, crossing(a, b)]),
            (false, true) => pieces.edge(&[crossing(a, b), b]),
            (false, false) => {}
        }
    }
    pieces
}

/// How far in front of the horizon's plane, −1 to 1; on the horizon is not in front.
fn depth(p: LonLat) -> f64 {
    let x = libm::cos(p.lon.to_radians()) * libm::cos(p.lat.to_radians());
    if x <= SNAP_DEG.to_radians() {
        x.min(0.0)
    } else {
        x
    }
}

/// Where the great arc between a place in front and one behind meets the horizon.
fn crossing(a: LonLat, b: LonLat) -> LonLat {
    let (a, b) = if in_order(a, b) { (a, b) } else { (b, a) };
    let (near, far) = (depth(a).abs(), depth(b).abs());
    let ([_, ay, az], [_, by, bz]) = (vector(a), vector(b));
    lon_lat([0.0, ay * far + by * near, az * far + bz * near])
}
