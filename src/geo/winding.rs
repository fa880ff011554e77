//! Normalises the winding of rings once, when a file is read: files wind them either way.

use std::f64::consts::TAU;

use super::sphere::{area_on_left, wrap_lon};
use super::{LonLat, Polygon};

/// A ring with less has no area, steradians: 1e-15 of the sphere is half a square metre.
pub(super) const LEAST_AREA: f64 = 1e-14;

/// Gives every exterior the smaller side of the sphere on its left and every hole the smaller
/// side on its right (RFC 7946), and drops rings without area.
///
/// So no ring encloses more than half the sphere, and a ring round a pole, such as Antarctica's,
/// encloses that pole; whether it was cut at ±180° and closed along the pole makes no
/// difference. An edge from −180 to 180 in a ring closed along a pole runs along its parallel.
pub fn normalised(polygons: Vec<Polygon>) -> Vec<Polygon> {
    polygons
        .into_iter()
        .filter_map(normalised_polygon)
        .collect()
}

fn normalised_polygon(polygon: Polygon) -> Option<Polygon> {
    let mut rings = polygon.rings.into_iter();
    let exterior = wound(rings.next()?, true)?;
    let mut out = vec![exterior];
    out.extend(rings.filter_map(|hole| wound(hole, false)));
    Some(Polygon { rings: out })
}

fn wound(ring: Vec<LonLat>, exterior: bool) -> Option<Vec<LonLat>> {
    let mut ring = with_parallels(ring);
    ring.dedup();
    if ring.len() < 4 {
        return None;
    }
    let area = area_on_left(&ring);
    if area.min(2.0 * TAU - area) < LEAST_AREA {
        return None;
    }
    if (area <= TAU) != exterior {
        ring.reverse();
    }
    Some(ring)
}

/// Degrees between places added along a parallel.
const PARALLEL_STEP_DEG: f64 = 1.0;

/// On the sphere −180 and 180 are one meridian, so an edge between them along a parallel is no
/// edge at all. In a ring that is also closed along a pole the writer meant the parallel.
fn with_parallels(ring: Vec<LonLat>) -> Vec<LonLat> {
    let goes_round = |a: &LonLat, b: &LonLat| (b.lon - a.lon).abs() >= 360.0 && a.lat == b.lat;
    let closed_along_pole = ring.iter().any(|p| p.lat.abs() == 90.0);
    if !closed_along_pole
        || !ring
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if goes_round(a, b)))
    {
        return ring;
    }
    let mut out: Vec<LonLat> = Vec::with_capacity(ring.len() + 360);
    for b in ring {
        if let Some(&a) = out.last() {
            if goes_round(&a, &b) && a.lat.abs() < 90.0 {
                let steps = (360.0 / PARALLEL_STEP_DEG) as u32;
                for i in 1..steps {
                    let part = f64::from(i) / f64::from(steps);
                    let lon = wrap_lon(a.lon + part * (b.lon - a.lon));
                    out.push(LonLat {
                        lon,
                        lat: a.lat + part * (b.lat - a.lat),
                    });
                }
            }
        }
        out.push(b);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring};

    fn polygon(places: &[(f64, f64)]) -> Polygon {
        Polygon {
            rings: vec![ring(places)],
        }
    }

    const SQUARE: [(f64, f64); 4] = [(10., 10.), (20., 10.), (20., 20.), (10., 20.)];

    #[test]
    fn a_counter_clockwise_exterior_stays() {
        let square = polygon(&SQUARE);
        assert_eq!(normalised(vec![square.clone()]), [square]);
    }

    #[test]
    fn a_clockwise_exterior_is_reversed() {
        let mut clockwise = polygon(&SQUARE);
        clockwise.rings[0].reverse();
        assert_eq!(normalised(vec![clockwise]), [polygon(&SQUARE)]);
    }

    #[test]
    fn a_counter_clockwise_hole_is_reversed() {
        let hole = ring(&[(12., 12.), (18., 12.), (18., 18.), (12., 18.)]);
        let mut with_hole = polygon(&SQUARE);
        with_hole.rings.push(hole.clone());
        let mut expected = hole;
        expected.reverse();
        assert_eq!(normalised(vec![with_hole])[0].rings[1], expected);
    }

    #[test]
    fn a_ring_round_the_south_pole_encloses_it_whichever_way_it_came() {
        let places = [
            (-180., -70.),
            (-90., -75.),
            (0., -70.),
            (90., -75.),
            (180., -70.),
        ];
        let closing = [(180., -90.), (-180., -90.)];
        let all: Vec<_> = places.iter().chain(&closing).copied().collect();
        for reversed in [false, true] {
            let mut cut = polygon(&all);
            if reversed {
                cut.rings[0].reverse();
            }
            let got = normalised(vec![cut]);
            let left = crate::geo::left_side::LeftSide::of(&got[0].rings[0]);
            assert!(left.holds(ll(33., -85.)));
            assert!(crate::geo::spherical_area(&got[0]) < 0.8);
        }
    }

    #[test]
    fn a_box_round_the_pole_follows_its_parallel() {
        let cap = polygon(&[(-180., -60.), (180., -60.), (180., -90.), (-180., -90.)]);
        let got = crate::geo::spherical_area(&normalised(vec![cap])[0]);
        // The cap's area is 2π(1 − sin 60°).
        assert!(
            (got - TAU * (1.0 - 60f64.to_radians().sin())).abs() < 1e-4,
            "{got}"
        );
    }

    #[test]
    fn a_ring_without_area_is_dropped() {
        let flat = polygon(&[(-180., -89.999), (-170., -89.999), (-180., -89.999)]);
        assert!(normalised(vec![flat]).is_empty());
    }
}
