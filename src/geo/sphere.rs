//! The formulas of spherical trigonometry that the rest of `geo` uses: great arcs, areas in steradians,
//! and on which side of a ring a place lies. Takes degrees; computes in radians.

use super::left_side::LeftSide;
use std::f64::consts::{PI, TAU};

use super::angle::sin_cos;
use super::LonLat;

/// Nearer than this to a pole, the antimeridian or the horizon counts as on it, in degrees:
/// about 10 µm on the ground, and far above the rounding of a double.
pub(crate) const SNAP_DEG: f64 = 1e-10;

/// A unit vector: x towards 0° E 0° N, y towards 90° E, z towards the north pole.
pub(crate) type Vector = [f64; 3];

pub(crate) fn vector(p: LonLat) -> Vector {
    let (sin_lon, cos_lon) = sin_cos(p.lon.to_radians());
    let (sin_lat, cos_lat) = sin_cos(p.lat.to_radians());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// The direction of `v`, which need not have length 1.
pub(crate) fn lon_lat([x, y, z]: Vector) -> LonLat {
    LonLat {
        lon: libm::atan2(y, x).to_degrees(),
        lat: libm::atan2(z, crate::geo::length(x, y)).to_degrees(),
    }
}

/// Brings a longitude into −180 to 180; both ends stay as they are.
pub fn wrap_lon(lon_deg: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon_deg) {
        return lon_deg;
    }
    // Not by the remainder, whose exact computation weighs two kilobytes in the page's program.
    let turns = ((lon_deg + 180.0) / 360.0).floor();
    let wrapped = (lon_deg - 360.0 * turns).clamp(-180.0, 180.0);
    // What was beyond a multiple of 180° on the east side stays on the east side.
    if wrapped == -180.0 && lon_deg > 0.0 {
        180.0
    } else {
        wrapped
    }
}

pub(crate) fn is_pole(p: LonLat) -> bool {
    p.lat.abs() >= 90.0 - SNAP_DEG
}

pub(crate) fn is_antimeridian(p: LonLat) -> bool {
    (p.lon.abs() - 180.0).abs() <= SNAP_DEG
}

/// Whether `a` comes before `b` in a fixed order, so that an edge is computed alike from both ends.
pub(crate) fn in_order(a: LonLat, b: LonLat) -> bool {
    (a.lat, a.lon) <= (b.lat, b.lon)
}

/// The middle of the great arc between two places less than 180° of longitude apart, with a
/// longitude between theirs. At a pole the longitude of the other end counts.
pub(crate) fn midpoint(a: LonLat, b: LonLat) -> LonLat {
    let lat = f64::midpoint(a.lat, b.lat);
    match (is_pole(a), is_pole(b)) {
        // Along the line that a pole becomes on a flat map.
        (true, true) => {
            return LonLat {
                lon: f64::midpoint(a.lon, b.lon),
                lat,
            }
        }
        (true, false) => return LonLat { lon: b.lon, lat },
        (false, true) => return LonLat { lon: a.lon, lat },
        (false, false) if a.lon == b.lon => return LonLat { lon: a.lon, lat },
        (false, false) => {}
    }
    let ([ax, ay, az], [bx, by, bz]) = (vector(a), vector(b));
    let mut middle = lon_lat([ax + bx, ay + by, az + bz]);
    // Not `clamp`, which panics at a NaN.
    middle.lon = middle.lon.max(a.lon.min(b.lon)).min(a.lon.max(b.lon));
    middle
}

/// The latitude at which the great arc from `a` to `b` crosses the meridian `lon`, for ends at
/// different longitudes and not at the poles.
///
/// # References
/// Ed Williams, *Aviation Formulary*, "Latitude of point on GC".
pub(crate) fn lat_at_lon(a: LonLat, b: LonLat, lon: f64) -> f64 {
    let (a, b) = if in_order(a, b) { (a, b) } else { (b, a) };
    let (sin_a, cos_a) = libm::sincos(a.lat.to_radians());
    let (sin_b, cos_b) = libm::sincos(b.lat.to_radians());
    let divisor = cos_a * cos_b * libm::sin((a.lon - b.lon).to_radians());
    if divisor.abs() < 1e-300 {
        return f64::midpoint(a.lat, b.lat);
    }
    let dividend = sin_a * cos_b * libm::sin((lon - b.lon).to_radians())
        - sin_b * cos_a * libm::sin((lon - a.lon).to_radians());
    libm::atan(dividend / divisor).to_degrees()
}

/// ∫ sin φ dλ along the great arc from `a` to `b`: the area between the arc and the equator, in
/// steradians, positive north of it and eastward. `dlon_deg` is b's longitude minus a's.
///
/// # References
/// Charles F. F. Karney, *Algorithms for geodesics*, Journal of Geodesy 87 (2013), the spherical
/// excess S₁₂ for zero flattening.
pub(crate) fn area_under(a: LonLat, b: LonLat, dlon_deg: f64) -> f64 {
    if is_pole(a) && is_pole(b) {
        return dlon_deg.to_radians() * a.lat.signum();
    }
    let (sin_half, cos_half) = sin_cos(dlon_deg.to_radians() / 2.0);
    let (sin_sum, _) = sin_cos((a.lat + b.lat).to_radians() / 2.0);
    let (_, cos_difference) = sin_cos((a.lat - b.lat).to_radians() / 2.0);
    2.0 * atan2(sin_half * sin_sum, cos_half * cos_difference)
}

/// The area of the spherical triangle in steradians, without a sign.
pub(crate) fn triangle_area(a: Vector, b: Vector, c: Vector) -> f64 {
    signed_triangle_area(a, b, c).abs()
}

/// The area of the spherical triangle in steradians, positive if its corners go round
/// counter-clockwise seen from outside.
///
/// # References
/// A. Van Oosterom, J. Strackee, *The Solid Angle of a Plane Triangle*, IEEE Transactions on
/// Biomedical Engineering 30 (1983).
pub(crate) fn signed_triangle_area(a: Vector, b: Vector, c: Vector) -> f64 {
    let dot = |p: Vector, q: Vector| p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
    // Differences first: the triple product of three near vectors cancels to nothing.
    let u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    let v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
    let cross = [
        u[1] * v[2] - u[2] * v[1],
        u[2] * v[0] - u[0] * v[2],
        u[0] * v[1] - u[1] * v[0],
    ];
    let numerator = dot(a, cross);
    let denominator = 1.0 + dot(a, b) + dot(b, c) + dot(c, a);
    2.0 * atan2(numerator, denominator)
}

/// The angle of a direction, radians: for the small ones of short edges several times as fast as the
/// standard library's.
fn atan2(y: f64, x: f64) -> f64 {
    let ratio = y / x;
    let square = ratio * ratio;
    // The next term of the series is a seventh of 10⁻¹⁸.
    match x > 0.0 && square < 1e-6 {
        true => ratio - ratio * square * (1.0 / 3.0 - square / 5.0),
        false => libm::atan2(y, x),
    }
}

/// How often a closed ring goes round the poles eastward (+1: the north pole is on its left,
/// −1: the south pole), and −∮ sin φ dλ, its area on the left up to multiples of 2π.
pub(super) fn winding_and_area(ring: &[LonLat]) -> (f64, f64) {
    let (mut turned_deg, mut area) = (0.0, 0.0);
    for pair in ring.windows(2) {
        let &[a, b] = pair else { continue };
        let dlon = wrap_lon(b.lon - a.lon);
        turned_deg += dlon;
        area -= area_under(a, b, dlon);
    }
    ((turned_deg / 360.0).round(), area)
}

/// The area to the left of a closed ring of great arcs, in steradians, 0 to 4π.
pub(crate) fn area_on_left(ring: &[LonLat]) -> f64 {
    let (turns, area) = winding_and_area(ring);
    let area = (area + TAU * turns.abs()).rem_euclid(2.0 * TAU);
    // A ring without area must not become the whole sphere through rounding.
    if area > 2.0 * TAU - 1e-12 {
        0.0
    } else {
        area
    }
}

/// The area of a polygon: the exterior's less that of its holes; negative if a hole winds like
/// an exterior.
pub(crate) fn signed_area(polygon: &super::Polygon) -> f64 {
    let mut rings = polygon.rings.iter();
    let exterior = rings.next().map_or(0.0, |ring| area_on_left(ring));
    let holes: f64 = rings
        .map(|ring| (4.0 * PI - area_on_left(ring)) % (4.0 * PI))
        .sum();
    exterior - holes
}

/// The area of a polygon in steradians: the exterior's less that of its holes.
///
/// # References
/// The area between a great arc and the equator: Charles F. F. Karney, *Algorithms for
/// geodesics*, Journal of Geodesy 87 (2013), for zero flattening; summed round the ring, plus 2π
/// where the ring goes round a pole.
pub fn spherical_area(polygon: &super::Polygon) -> f64 {
    signed_area(polygon).max(0.0)
}

impl super::Polygon {
    /// Whether a place lies in the polygon on the sphere and in no hole of it. Rings wind as
    /// RFC 7946, cut at ±180° or stitched. A place on an edge may count either way.
    pub fn contains(&self, place: LonLat) -> bool {
        !self.rings.is_empty()
            && self
                .rings
                .iter()
                .all(|ring| LeftSide::of(ring).holds(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring};
    use crate::geo::Polygon;

    #[test]
    fn an_octant_is_an_eighth_of_the_sphere() {
        let octant = Polygon {
            rings: vec![ring(&[(0., 0.), (90., 0.), (0., 90.)])],
        };
        assert!((spherical_area(&octant) - PI / 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_other_side_of_a_ring_has_the_rest_of_the_area() {
        let mut octant = ring(&[(170., 0.), (-100., 0.), (0., 90.)]);
        octant.reverse();
        assert!((area_on_left(&octant) - 3.5 * PI).abs() < 1e-12);
    }

    #[test]
    fn a_cap_round_the_south_pole_has_the_area_of_its_pyramid() {
        // Three places at 60° S heading west; compared with three triangles to the pole.
        let cap = ring(&[(0., -60.), (-120., -60.), (120., -60.)]);
        let pole = vector(ll(0., -90.));
        let third = triangle_area(vector(ll(0., -60.)), vector(ll(120., -60.)), pole);
        assert!((area_on_left(&cap) - 3.0 * third).abs() < 1e-12);
    }

    #[test]
    fn a_place_is_left_of_a_ring_round_the_pole() {
        let cap = ring(&[(0., -60.), (-120., -60.), (120., -60.)]);
        assert!(LeftSide::of(&cap).holds(ll(45., -80.)));
        assert!(!LeftSide::of(&cap).holds(ll(45., 10.)));
    }

    #[test]
    fn the_tiny_triangle_keeps_its_digits() {
        // 1e-6° legs at the equator: half the square of the leg in radians.
        let leg = 1e-6_f64.to_radians();
        let got = triangle_area(
            vector(ll(0., 0.)),
            vector(ll(1e-6, 0.)),
            vector(ll(0., 1e-6)),
        );
        assert!((got / (leg * leg / 2.0) - 1.0).abs() < 1e-6);
    }
}
