//! Finds the vertices in a triangle of a flat map.

use std::ops::ControlFlow;

use super::planar::{flat, side, Bounds, BoxTree};
use super::LonLat;

/// By how much at most rounding falsifies [`side`] of places on a flat map, square degrees.
const SLACK: f64 = 1e-9;

/// Places that are still there.
pub(super) struct VertexIndex(BoxTree);

impl VertexIndex {
    pub(super) fn new(places: &[LonLat]) -> Self {
        let boxes: Vec<Bounds> = places.iter().map(|p| Bounds::of([&flat(*p)])).collect();
        Self(BoxTree::new(&boxes))
    }

    pub(super) fn remove(&mut self, place: usize) {
        self.0.remove(place);
    }

    /// A place in the triangle or on its edge, other than its corners.
    pub(super) fn inside(&self, places: &[LonLat], corners: [usize; 3]) -> Option<usize> {
        let [a, b, c] = corners.map(|i| places.get(i).map(|p| flat(*p)));
        let (a, b, c) = (a?, b?, c?);
        let bounds = Bounds::of([&a, &b, &c]);
        // How far inside the triangle a place is by each edge: x · dx + y · dy + from.
        let inward = [(a, b, c), (b, c, a), (c, a, b)].map(|(from, to, tip)| {
            let sign = side(from, to, tip).signum();
            let (dx, dy) = (sign * (from.y - to.y), sign * (to.x - from.x));
            (dx, dy, -(from.x * dx + from.y * dy))
        });
        // A box misses a long, thin triangle of which it meets the bounds, if it lies beyond an edge.
        let meets = |of: &Bounds| {
            let (min, max) = (of.min, of.max);
            let beyond = |(dx, dy, from): &(f64, f64, f64)| {
                f64::max(min.x * dx, max.x * dx) + f64::max(min.y * dy, max.y * dy) + from < -SLACK
            };
            of.touches(&bounds) && !inward.iter().any(beyond)
        };
        let mut found = None;
        let _ = self.0.visit(&meets, &mut |place| {
            let Some(p) = places.get(place).map(|p| flat(*p)) else {
                return ControlFlow::Continue(());
            };
            let sides = [side(a, b, p), side(b, c, p), side(c, a, p)];
            let is_outside =
                sides.iter().any(|side| *side < 0.0) && sides.iter().any(|side| *side > 0.0);
            if is_outside || !bounds.contains(p) || corners.contains(&place) {
                return ControlFlow::Continue(());
            }
            found = Some(place);
            ControlFlow::Break(())
        });
        found
    }
}
