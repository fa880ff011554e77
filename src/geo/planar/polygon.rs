//! Measures of polygons: area, containment, distance to the edge, spans on rows.

use super::{squared_to_segment, Bounds, PlanarPolygon, Point};

/// The area inside the ring in px² as its vertices turn: positive if counter-clockwise as the
/// reader sees it (y down), like an exterior.
pub fn ring_area(ring: &[Point]) -> f64 {
    edges(ring)
        .map(|(a, b)| (b.x * a.y - a.x * b.y) / 2.0)
        .sum()
}

/// The area of disjoint polygons, px².
pub(crate) fn area(polygons: &[PlanarPolygon]) -> f64 {
    polygons.iter().map(PlanarPolygon::area).sum()
}

/// Sums `part` over the edges of each ring; the exterior counts as positive, holes as negative,
/// whichever way they wind.
pub(super) fn signed_by_rings(polygon: &PlanarPolygon, part: impl Fn(Point, Point) -> f64) -> f64 {
    let mut rings = polygon.rings.iter().map(|ring| {
        let sum: f64 = edges(ring).map(|(a, b)| part(a, b)).sum();
        sum.abs()
    });
    let exterior = rings.next().unwrap_or(0.0);
    rings.fold(exterior, |sum, hole| sum - hole).max(0.0)
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().skip(1))
}

/// Whether an edge crosses the level of a point, to the right of it.
pub(crate) fn is_left_of(point: Point, a: Point, b: Point) -> bool {
    (a.y > point.y) != (b.y > point.y)
        && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
}

impl PlanarPolygon {
    /// The exterior's area less that of the holes, in px².
    pub fn area(&self) -> f64 {
        signed_by_rings(self, |a, b| (a.x * b.y - b.x * a.y) / 2.0)
    }

    /// The bounds of the exterior.
    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.rings.first().into_iter().flatten())
    }

    /// The bounds of the exterior, if it has points and all are finite.
    pub(crate) fn finite_bounds(&self) -> Option<Bounds> {
        Some(self.bounds()).filter(Bounds::is_finite)
    }

    /// Whether the point is inside and in no hole (even–odd).
    pub fn contains(&self, point: Point) -> bool {
        let crosses = |(a, b): &(Point, Point)| is_left_of(point, *a, *b);
        self.edges().filter(crosses).count() % 2 == 1
    }

    /// The distance to the nearest edge in px, negative outside.
    pub fn depth(&self, point: Point) -> f64 {
        let distance = self.edge_distance(point, -1.0).unwrap_or(f64::INFINITY);
        if self.contains(point) {
            distance
        } else {
            -distance
        }
    }

    /// The distance to the nearest edge, inside or outside, if it is more than `least`.
    pub(crate) fn edge_distance(&self, point: Point, least: f64) -> Option<f64> {
        let enough = least * least.abs();
        let mut nearest = f64::INFINITY;
        for (a, b) in self.edges() {
            nearest = squared_to_segment(point, a, b).min(nearest);
            if nearest <= enough {
                return None;
            }
        }
        Some(nearest.sqrt())
    }

    /// Every edge of exterior and holes.
    fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.rings.iter().flat_map(|ring| edges(ring))
    }
}

/// For `rows` levels `step` apart, from `start` down: where the polygon lies on the level, as pairs
/// of x from left to right.
pub(crate) fn spans(
    polygon: &PlanarPolygon,
    start: f64,
    step: f64,
    rows: usize,
) -> Vec<Vec<[f64; 2]>> {
    let mut crossings = vec![Vec::new(); rows];
    for (a, b) in polygon.edges() {
        // Levels y with top < y <= bottom: an end that lies on a level counts for one edge only.
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        let level = |y: f64| (((y - start) / step).floor() + 1.0).max(0.0) as usize;
        let (first, end) = (level(top), level(bottom).min(rows));
        for (row, xs) in crossings.iter_mut().enumerate().take(end).skip(first) {
            let y = start + row as f64 * step;
            xs.push(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    let paired = crossings.into_iter().map(|mut xs| {
        xs.sort_unstable_by(f64::total_cmp);
        let pairs = xs.chunks_exact(2);
        pairs
            .filter_map(|pair| <[f64; 2]>::try_from(pair).ok())
            .collect()
    });
    paired.collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::geo::planar) fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points
            .iter()
            .chain(points.first())
            .map(|&(x, y)| Point { x, y })
            .collect()
    }

    pub(in crate::geo::planar) fn frame() -> PlanarPolygon {
        PlanarPolygon {
            rings: vec![
                ring(&[(0., 0.), (0., 10.), (20., 10.), (20., 0.)]),
                ring(&[(1., 1.), (11., 1.), (11., 9.), (1., 9.)]),
            ],
        }
    }

    #[test]
    fn an_exterior_has_a_positive_area_with_y_down() {
        assert_eq!(ring_area(&frame().rings[0]), 200.0);
        assert_eq!(ring_area(&frame().rings[1]), -80.0);
    }

    #[test]
    fn a_hole_is_not_inside() {
        assert!(frame().contains(Point { x: 15., y: 5. }));
        assert!(!frame().contains(Point { x: 5., y: 5. }));
        assert_eq!(frame().area(), 120.0);
    }

    #[test]
    fn the_depth_is_negative_outside_and_in_a_hole() {
        assert_eq!(frame().depth(Point { x: 15., y: 5. }), 4.0);
        assert_eq!(frame().depth(Point { x: -3., y: 5. }), -3.0);
        assert_eq!(frame().depth(Point { x: 3., y: 5. }), -2.0);
    }

    #[test]
    fn spans_leave_out_holes_and_rows_beyond() {
        let rows = spans(&frame(), -0.5, 1.0, 12);
        assert_eq!(rows[0], [[0.0; 2]; 0]);
        assert_eq!(rows[1], [[0.0, 20.0]]);
        assert_eq!(rows[2], [[0.0, 1.0], [11.0, 20.0]]);
        assert_eq!(rows[11], [[0.0; 2]; 0]);
    }
}
