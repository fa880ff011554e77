//! Rings on the grid: winding on the sphere, rings without area, which polygon holds a hole.
//!
//! The exterior ring winds counter-clockwise seen from outside (RFC 7946): its inside lies to
//! the left. A ring may cross ±180°, and may run around a pole.

use super::topojson::{Position, HALF_TURN};

/// A closed ring: the last position is the first.
pub(super) type Ring = Vec<Position>;

/// The exterior, then the holes.
pub(super) type Polygon = Vec<Ring>;

/// Longitudes made continuous: each vertex within 180° of the one before. A ring around a
/// pole ends a whole turn away from its start.
fn unwrap(ring: &[Position]) -> Vec<(i64, i64)> {
    let turn = i64::from(2 * HALF_TURN);
    let mut last: Option<i64> = None;
    ring.iter()
        .map(|p| {
            let mut lon = i64::from(p.lon);
            if let Some(last) = last {
                let half = turn / 2;
                lon -= (lon - last + half).div_euclid(turn) * turn;
            }
            last = Some(lon);
            (lon, i64::from(p.lat))
        })
        .collect()
}

/// Twice the area in square grid steps, positive when counter-clockwise. For a ring around a
/// pole, positive when the nearer pole lies inside.
pub(super) fn signed_area(ring: &[Position]) -> i64 {
    let unwrapped = unwrap(ring);
    let advance = match (unwrapped.first(), unwrapped.last()) {
        (Some(first), Some(last)) => last.0 - first.0,
        _ => 0,
    };
    if advance != 0 {
        // The inside is to the left: eastward it is the north, westward the south.
        let latitudes: i64 = ring.iter().map(|p| i64::from(p.lat)).sum();
        return advance * latitudes.signum();
    }
    let (x0, y0) = unwrapped.first().copied().unwrap_or_default();
    let edges = unwrapped.iter().zip(unwrapped.iter().skip(1));
    edges
        .map(|(a, b)| (a.0 - x0) * (b.1 - y0) - (b.0 - x0) * (a.1 - y0))
        .sum()
}

/// A ring that covers nothing: fewer than three corners, or no area.
pub(super) fn is_degenerate(ring: &[Position]) -> bool {
    let mut corners = ring.to_vec();
    corners.sort_unstable();
    corners.dedup();
    corners.len() < 3 || signed_area(ring) == 0
}

/// Even-odd test in degrees of longitude and latitude. On an edge: either.
pub(super) fn contains(ring: &[Position], p: Position) -> bool {
    let unwrapped = unwrap(ring);
    let (x, y) = (i64::from(p.lon), i64::from(p.lat));
    let crosses = |a: &(i64, i64), b: &(i64, i64)| {
        if (a.1 > y) == (b.1 > y) {
            return false;
        }
        let side = (b.0 - a.0) * (y - a.1) - (x - a.0) * (b.1 - a.1);
        (side > 0) == (b.1 > a.1)
    };
    unwrapped
        .iter()
        .zip(unwrapped.iter().skip(1))
        .filter(|(a, b)| crosses(a, b))
        .count()
        % 2
        == 1
}

/// Sorts loose rings into polygons: each hole (clockwise) goes to the smallest exterior that
/// holds it. Holes that nothing holds are given back.
pub(super) fn nest(rings: Vec<Ring>) -> (Vec<Polygon>, Vec<Ring>) {
    let (exteriors, holes): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|ring| signed_area(ring) > 0);
    let mut polygons: Vec<Polygon> = exteriors.into_iter().map(|ring| vec![ring]).collect();
    let mut homeless = Vec::new();
    for hole in holes {
        let inside = |exterior: &[Position]| {
            hole.iter().filter(|p| contains(exterior, **p)).count() * 2 > hole.len()
        };
        let owner = polygons
            .iter_mut()
            .filter(|polygon| polygon.first().is_some_and(|exterior| inside(exterior)))
            .min_by_key(|polygon| polygon.first().map(|exterior| signed_area(exterior)));
        match owner {
            Some(polygon) => polygon.push(hole),
            None => homeless.push(hole),
        }
    }
    (polygons, homeless)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(degrees: &[(i32, i32)]) -> Ring {
        degrees
            .iter()
            .map(|&(lon, lat)| Position {
                lon: lon * 10_000,
                lat: lat * 10_000,
            })
            .collect()
    }

    #[test]
    fn a_ring_to_the_left_is_positive() {
        assert!(signed_area(&ring(&[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])) > 0);
        assert!(signed_area(&ring(&[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)])) < 0);
    }

    #[test]
    fn winding_is_right_across_the_antimeridian() {
        let fiji = ring(&[(179, -17), (-179, -17), (-179, -16), (179, -16), (179, -17)]);
        assert!(signed_area(&fiji) > 0);
    }

    #[test]
    fn a_westward_ring_in_the_south_holds_the_south_pole() {
        let antarctica = ring(&[(180, -70), (90, -70), (0, -70), (-90, -70), (-180, -70)]);
        assert!(signed_area(&antarctica) > 0);
    }

    #[test]
    fn a_triangle_is_a_shape_and_a_spike_is_not() {
        assert!(!is_degenerate(&ring(&[(0, 0), (1, 0), (1, 1), (0, 0)])));
        assert!(is_degenerate(&ring(&[(0, 0), (1, 0), (2, 0), (0, 0)])));
        assert!(is_degenerate(&ring(&[(0, 0), (0, 0), (0, 0), (0, 0)])));
    }

    #[test]
    fn a_hole_goes_to_the_smallest_exterior_around_it() {
        let outer = ring(&[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]);
        let inner = ring(&[(2, 2), (6, 2), (6, 6), (2, 6), (2, 2)]);
        let hole = ring(&[(3, 3), (3, 4), (4, 4), (4, 3), (3, 3)]);
        let (polygons, homeless) = nest(vec![outer.clone(), inner.clone(), hole.clone()]);
        assert_eq!(polygons, [vec![outer], vec![inner, hole]]);
        assert!(homeless.is_empty());
    }
}
