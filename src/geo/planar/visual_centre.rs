//! The visual centre of a shape: the pole of inaccessibility, the place farthest from what ends it.

use super::{spans, Bounds, PlanarPolygon, Point};

/// A place well inside a shape, and how much room there is around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VisualCentre {
    /// The place.
    pub at: Point,
    /// Radius of the disc around it that shows the shape and nothing else, px.
    pub room: f64,
}

/// Rows on which the search begins.
const ROWS: usize = 24;
/// Places tried on each span of a row, as shares of its length.
const SHARES: [f64; 5] = [0.5, 0.25, 0.75, 0.1, 0.9];
/// How often the search steps to a better place nearby, or halves its steps.
const REFINEMENTS: usize = 12;

/// The place inside the polygon that is farthest from its edges; none if it has no inside.
pub fn visual_centre(polygon: &PlanarPolygon) -> Option<VisualCentre> {
    let bounds = polygon.finite_bounds()?;
    visual_centre_by(polygon, &bounds, |p, least| {
        let room = polygon.edge_distance(p, least)?;
        polygon.contains(p).then_some(room)
    })
}

/// The place inside a polygon, whose bounds are known, with the most room by the caller's measure:
/// `room` gives it for a place if it is more than the least asked for. The room may be less than the
/// distance to the polygon's edges, never more.
///
/// # References
/// Daniel Garcia-Castellanos, Umberto Lombardo, *Poles of inaccessibility*, Scottish Geographical
/// Journal 123 (2007): the best of a coarse grid, then finer steps around it. Here the grid is of
/// rows cut to the polygon, so that a thin shape is met too.
pub(crate) fn visual_centre_by(
    polygon: &PlanarPolygon,
    bounds: &Bounds,
    room: impl Fn(Point, f64) -> Option<f64>,
) -> Option<VisualCentre> {
    let size = bounds.width().min(bounds.height());
    // Nothing to search in a line or a point, nor in infinity.
    if !(size > 0.0 && size.is_finite()) {
        return None;
    }
    let mut best: Option<VisualCentre> = None;
    let mut consider = |at: Point| {
        let least = best.map_or(0.0, |best| best.room);
        if let Some(room) = room(at, least) {
            best = Some(VisualCentre { at, room });
        }
        best
    };
    let spacing = bounds.height() / ROWS as f64;
    let start = bounds.min.y + spacing / 2.0;
    let mut found = None;
    for (row, spans) in spans(polygon, start, spacing, ROWS).iter().enumerate() {
        let y = start + row as f64 * spacing;
        let to_side = (y - bounds.min.y).min(bounds.max.y - y);
        for [from, to] in spans {
            for share in SHARES {
                let x = from + (to - from) * share;
                // The polygon ends at `from`, at `to` and within its box.
                let most = (x - from).min(to - x).min(to_side);
                if found.is_none_or(|found: VisualCentre| most > found.room) {
                    found = consider(Point { x, y });
                }
            }
        }
    }
    let mut step = spacing;
    for _ in 0..REFINEMENTS {
        let VisualCentre { at, room } = found?;
        for (dx, dy) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
            found = consider(Point::new(at.x + dx * step, at.y + dy * step));
        }
        if found.is_some_and(|found| found.room <= room) {
            step /= 2.0;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::planar::polygon::tests::{frame, ring};

    #[test]
    fn it_keeps_clear_of_holes_and_edges() {
        // The free part right of the hole is 9 wide: at best 4.5 px from every edge.
        let found = visual_centre(&frame()).unwrap();
        assert!(found.room > 4.5 / 1.05, "{found:?}");
        assert_eq!(found.room, frame().depth(found.at));
    }

    #[test]
    fn a_crescent_has_it_within_itself() {
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
        assert!(crescent.contains(visual_centre(&crescent).unwrap().at));
    }

    #[test]
    fn a_line_has_none() {
        let line = PlanarPolygon {
            rings: vec![ring(&[(0., 0.), (5., 0.)])],
        };
        assert_eq!(visual_centre(&line), None);
    }
}
