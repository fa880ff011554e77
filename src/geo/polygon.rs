//! Planar polygons in px: area, containment, and a place well inside for a label.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::{Bounds, PlanarPolygon, Point};

/// The area inside the ring in px² as its vertices turn: positive if counter-clockwise as the
/// reader sees it (y down), like an exterior.
pub fn ring_area(ring: &[Point]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let mut doubled = 0.0;
    for pair in ring.windows(2) {
        if let [a, b] = pair {
            doubled += (b.x - origin.x) * (a.y - origin.y) - (a.x - origin.x) * (b.y - origin.y);
        }
    }
    doubled / 2.0
}

impl PlanarPolygon {
    /// The exterior's area less that of the holes, in px².
    pub fn area(&self) -> f64 {
        let mut areas = self.rings.iter().map(|ring| ring_area(ring).abs());
        let exterior = areas.next().unwrap_or(0.0);
        exterior - areas.sum::<f64>()
    }

    /// The bounds of the exterior.
    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.rings.first().into_iter().flatten())
    }

    /// Whether the point is inside and in no hole (even–odd).
    pub fn contains(&self, point: Point) -> bool {
        let mut inside = false;
        for (a, b) in self.edges() {
            if (a.y > point.y) != (b.y > point.y)
                && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
            {
                inside = !inside;
            }
        }
        inside
    }

    /// The distance to the nearest edge in px, negative outside.
    pub fn depth(&self, point: Point) -> f64 {
        let squared = self
            .edges()
            .map(|(a, b)| squared_distance(point, a, b))
            .fold(f64::INFINITY, f64::min);
        if self.contains(point) {
            squared.sqrt()
        } else {
            -squared.sqrt()
        }
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.rings
            .iter()
            .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().skip(1)))
    }
}

fn squared_distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (p.x - a.x - along * dx).powi(2) + (p.y - a.y - along * dy).powi(2)
}

/// A square with its centre's depth and the greatest depth any point of it can have.
struct Cell {
    center: Point,
    half: f64,
    depth: f64,
    bound: f64,
}

impl Cell {
    fn new(polygon: &PlanarPolygon, center: Point, half: f64) -> Self {
        let depth = polygon.depth(center);
        Self {
            center,
            half,
            depth,
            bound: depth + half * std::f64::consts::SQRT_2,
        }
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound)
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

/// The search halves no more than this many squares.
const MAX_CELLS: usize = 400;

/// A point well inside the polygon: as far from every edge as can be, to within a twentieth of
/// that distance. None if the polygon has no inside.
///
/// # References
/// Vladimir Agafonkin, *A new algorithm for finding a visual center of a polygon* (2016): squares
/// are split in the order of how deep their points can lie.
pub fn interior_point(polygon: &PlanarPolygon) -> Option<Point> {
    let bounds = polygon.bounds();
    let half = bounds.width().min(bounds.height()) / 2.0;
    // Nothing to search in a line or a point, nor in infinity.
    if bounds.is_empty() || !(half > 0.0 && half.is_finite()) {
        return None;
    }
    let mut queue = BinaryHeap::new();
    let (columns, rows) = (
        (bounds.width() / half / 2.0).ceil(),
        (bounds.height() / half / 2.0).ceil(),
    );
    for i in 0..(columns.min(64.0) as u32) {
        for j in 0..(rows.min(64.0) as u32) {
            let center = Point {
                x: bounds.min.x + half * f64::from(2 * i + 1),
                y: bounds.min.y + half * f64::from(2 * j + 1),
            };
            queue.push(Cell::new(polygon, center, half));
        }
    }
    let mut best: Option<(f64, Point)> = None;
    for _ in 0..MAX_CELLS {
        let Some(cell) = queue.pop() else { break };
        let deepest = best.map_or(0.0, |(depth, _)| depth);
        if cell.depth > deepest {
            best = Some((cell.depth, cell.center));
        }
        // A twentieth deeper is not worth a search; a thousandth of the size is a speck.
        if cell.bound <= deepest * 1.05 || cell.half < half * 1e-4 {
            break;
        }
        let quarter = cell.half / 2.0;
        for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
            let center = Point {
                x: cell.center.x + dx * quarter,
                y: cell.center.y + dy * quarter,
            };
            queue.push(Cell::new(polygon, center, quarter));
        }
    }
    best.map(|(_, point)| point)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points
            .iter()
            .chain(points.first())
            .map(|&(x, y)| Point { x, y })
            .collect()
    }

    fn frame() -> PlanarPolygon {
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
    }

    #[test]
    fn the_interior_point_keeps_clear_of_holes_and_edges() {
        // The free part right of the hole is 9 wide: at best 4.5 px from every edge.
        let point = interior_point(&frame()).unwrap();
        assert!(frame().depth(point) > 4.5 / 1.05 - 1e-9, "{point:?}");
    }

    #[test]
    fn a_crescent_is_labelled_within_itself() {
        let crescent = PlanarPolygon {
            rings: vec![ring(&[
                (0., 0.),
                (0., 10.),
                (10., 10.),
                (10., 9.),
                (1., 9.),
                (1., 0.),
            ])],
        };
        assert!(crescent.contains(interior_point(&crescent).unwrap()));
    }

    #[test]
    fn a_line_has_no_inside() {
        let line = PlanarPolygon {
            rings: vec![ring(&[(0., 0.), (5., 0.)])],
        };
        assert_eq!(interior_point(&line), None);
    }
}
