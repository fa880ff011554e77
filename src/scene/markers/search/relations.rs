//! Which markers may meet, and which keep their order.

use super::Unplaced;
use crate::geo::planar::distance;
use crate::geo::Point;
use crate::scene::markers::ORDER_WITHIN_PX;

/// Another marker that this one may meet, or must keep its order with.
pub(super) struct Other {
    pub(super) item: usize,
    /// The difference of the centres must point this way; zero if no order is asked.
    pub(super) along: Point,
    pub(super) ordered: bool,
}

/// For each marker, those whose homes are at most `meet` px away, the nearest first.
pub(super) fn relations(items: &[Unplaced], meet: f64) -> Vec<Vec<Other>> {
    let order = |a: Point, b: Point| {
        let (dx, dy) = (a.x - b.x, a.y - b.y);
        let along = if dx.abs() >= dy.abs() {
            (dx, 0.0)
        } else {
            (0.0, dy)
        };
        let sign = |d: f64| if d == 0.0 { 0.0 } else { d.signum() };
        Point {
            x: sign(along.0),
            y: sign(along.1),
        }
    };
    items
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let near = items
                .iter()
                .enumerate()
                .map(|(j, b)| (j, b, distance(a.home, b.home)));
            let mut near: Vec<_> = near.filter(|&(j, _, d)| j != i && d <= meet).collect();
            near.sort_by(|x, y| x.2.total_cmp(&y.2));
            near.into_iter()
                .map(|(j, b, d)| Other {
                    item: j,
                    along: order(a.home, b.home),
                    ordered: d <= ORDER_WITHIN_PX && a.home != b.home,
                })
                .collect()
        })
        .collect()
}
