//! The few planar measures that placing and hitting share.

use crate::geo::{PlanarPolygon, Point};

/// Area of the polygons, holes taken off, px².
pub(crate) fn area(polygons: &[PlanarPolygon]) -> f64 {
    polygons
        .iter()
        .map(|polygon| signed_by_rings(polygon, |a, b| (a.x * b.y - b.x * a.y) / 2.0))
        .sum()
}

/// Polygons with their bounding boxes, to be asked often.
pub(crate) struct Boxed<'a>(Vec<(Point, Point, &'a PlanarPolygon)>);

impl<'a> Boxed<'a> {
    pub(crate) fn new(polygons: &'a [PlanarPolygon]) -> Self {
        Self(
            polygons
                .iter()
                .filter_map(|p| bounds(p).map(|(low, high)| (low, high, p)))
                .collect(),
        )
    }

    /// Area in common with a disc, px²: the sum over the edges of the signed area between edge
    /// and centre, clipped to the circle.
    pub(crate) fn overlap(&self, center: Point, radius: f64) -> f64 {
        let (x, y) = (
            (center.x - radius, center.x + radius),
            (center.y - radius, center.y + radius),
        );
        self.0
            .iter()
            .filter(|(low, high, _)| x.1 > low.x && x.0 < high.x && y.1 > low.y && y.0 < high.y)
            .map(|(_, _, polygon)| signed_by_rings(polygon, |a, b| wedge(a, b, center, radius)))
            .sum()
    }
}

/// Sums `part` over the edges of each ring; the first ring counts as positive, holes as negative,
/// whichever way they wind.
fn signed_by_rings(polygon: &PlanarPolygon, part: impl Fn(Point, Point) -> f64) -> f64 {
    let mut sum = 0.0;
    for (i, ring) in polygon.rings.iter().enumerate() {
        let ring_sum: f64 = edges_of(ring).map(|(a, b)| part(a, b)).sum();
        sum += if i == 0 {
            ring_sum.abs()
        } else {
            -ring_sum.abs()
        };
    }
    sum.max(0.0)
}

/// Signed area of the triangle centre, a, b within the circle.
fn wedge(a: Point, b: Point, center: Point, r: f64) -> f64 {
    let (ax, ay, bx, by) = (
        a.x - center.x,
        a.y - center.y,
        b.x - center.x,
        b.y - center.y,
    );
    let (dx, dy) = (bx - ax, by - ay);
    let sector = |px: f64, py: f64, qx: f64, qy: f64| {
        r * r / 2.0 * (px * qy - py * qx).atan2(px * qx + py * qy)
    };
    // Where the edge enters and leaves the circle: the roots of |a + t d|² = r².
    let (qa, qb, qc) = (
        dx * dx + dy * dy,
        ax * dx + ay * dy,
        ax * ax + ay * ay - r * r,
    );
    let d = qb * qb - qa * qc;
    if d <= 0.0 || qa == 0.0 {
        return sector(ax, ay, bx, by);
    }
    let (t1, t2) = ((-qb - d.sqrt()) / qa, (-qb + d.sqrt()) / qa);
    if t1 >= 1.0 || t2 <= 0.0 {
        return sector(ax, ay, bx, by);
    }
    let (t1, t2) = (t1.max(0.0), t2.min(1.0));
    let (px, py, qx, qy) = (ax + t1 * dx, ay + t1 * dy, ax + t2 * dx, ay + t2 * dy);
    let mut sum = (px * qy - py * qx) / 2.0;
    if t1 > 0.0 {
        sum += sector(ax, ay, px, py);
    }
    if t2 < 1.0 {
        sum += sector(qx, qy, bx, by);
    }
    sum
}

fn edges_of(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().skip(1))
}

/// Every edge of shell and holes.
pub(crate) fn edges(polygon: &PlanarPolygon) -> impl Iterator<Item = (Point, Point)> + '_ {
    polygon.rings.iter().flat_map(|ring| edges_of(ring))
}

/// For `rows` levels `step` apart, from `start` down: the x, sorted, at which the rings cross the
/// level; an even number of them.
pub(crate) fn crossings(
    polygon: &PlanarPolygon,
    start: f64,
    step: f64,
    rows: usize,
) -> Vec<Vec<f64>> {
    let mut found = vec![Vec::new(); rows];
    for (a, b) in edges(polygon) {
        // Levels y with top < y <= bottom: an end that lies on a level counts for one edge only.
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        let level = |y: f64| (((y - start) / step).floor() + 1.0).max(0.0) as usize;
        let range = level(top)..level(bottom).min(rows);
        for (row, xs) in found
            .iter_mut()
            .enumerate()
            .take(range.end)
            .skip(range.start)
        {
            let y = start + row as f64 * step;
            xs.push(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    for xs in &mut found {
        xs.sort_unstable_by(f64::total_cmp);
    }
    found
}

/// The corners of the upright box around the shell; none if it is empty or not finite.
pub(crate) fn bounds(polygon: &PlanarPolygon) -> Option<(Point, Point)> {
    let ring = polygon.rings.first()?;
    let first = *ring.first()?;
    let (low, high) = ring.iter().fold((first, first), |(l, h), p| {
        (
            Point {
                x: l.x.min(p.x),
                y: l.y.min(p.y),
            },
            Point {
                x: h.x.max(p.x),
                y: h.y.max(p.y),
            },
        )
    });
    [low.x, low.y, high.x, high.y]
        .iter()
        .all(|v| v.is_finite())
        .then_some((low, high))
}

/// Distance of `p` from the upright box between two corners; 0 inside.
pub(crate) fn box_distance(low: Point, high: Point, p: Point) -> f64 {
    let dx = (low.x - p.x).max(p.x - high.x).max(0.0);
    let dy = (low.y - p.y).max(p.y - high.y).max(0.0);
    dx.hypot(dy)
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
    let t = if long > 0.0 {
        (((p.x - a.x) * dx + (p.y - a.y) * dy) / long).clamp(0.0, 1.0)
    } else {
        0.0
    };
    squared_distance(
        p,
        Point {
            x: a.x + t * dx,
            y: a.y + t * dy,
        },
    )
}

/// Whether the segments a–b and c–d cross.
pub(crate) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
