//! How much of a shape a disc covers.

use super::polygon::signed_by_rings;
use super::{Bounds, PlanarPolygon, Point};

/// Polygons with their boxes, asked for many discs.
pub(crate) struct DiscOverlap<'a>(Vec<(Bounds, &'a PlanarPolygon)>);

impl<'a> DiscOverlap<'a> {
    pub(crate) fn new(polygons: &'a [PlanarPolygon]) -> Self {
        let boxed = polygons
            .iter()
            .filter_map(|polygon| Some((polygon.finite_bounds()?, polygon)));
        Self(boxed.collect())
    }

    /// Area in common with a disc, px²: the sum over the edges of the signed area between edge
    /// and centre, clipped to the circle.
    pub(crate) fn px2(&self, center: Point, radius: f64) -> f64 {
        let disc = Bounds::around(center, 2.0 * radius, 2.0 * radius);
        let near = self.0.iter().filter(|(bounds, _)| disc.meets(bounds));
        near.map(|(_, polygon)| signed_by_rings(polygon, |a, b| wedge(a, b, center, radius)))
            .sum()
    }
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
        r * r / 2.0 * libm::atan2(px * qy - py * qx, px * qx + py * qy)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::planar::polygon::tests::ring;

    #[test]
    fn a_disc_on_an_edge_overlaps_by_half_and_not_over_a_hole() {
        let shell = ring(&[(0., 0.), (0., 20.), (20., 20.), (20., 0.)]);
        let hole = ring(&[(8., 8.), (12., 8.), (12., 12.), (8., 12.)]);
        let polygons = [PlanarPolygon {
            rings: vec![shell, hole],
        }];
        let overlap = DiscOverlap::new(&polygons);
        let disc = std::f64::consts::PI * 9.0;
        for (center, expected) in [
            (Point::new(4.0, 4.0), disc),
            (Point::new(0.0, 4.0), disc / 2.0),
            (Point::new(20.0, 20.0), disc / 4.0),
            (Point::new(10.0, 10.0), disc - 16.0),
            (Point::new(40.0, 4.0), 0.0),
        ] {
            let found = overlap.px2(center, 3.0);
            assert!(
                (found - expected).abs() < 1e-9,
                "{center:?}: {found}, not {expected}"
            );
        }
    }
}
