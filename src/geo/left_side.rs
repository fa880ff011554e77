//! Finds on which side of a ring of great arcs many places lie.

use std::ops::ControlFlow;

use super::planar::{Bounds, BoxTree, Point};
use super::sphere::{lat_at_lon, winding_and_area, wrap_lon};
use super::LonLat;

/// What rounding may move an end of an edge by, degrees.
const SLACK_DEG: f64 = 1e-9;

/// The left of a closed ring.
pub(crate) struct LeftSide {
    edges: Vec<[LonLat; 2]>,
    /// The longitudes of each edge, counted on past ±180°.
    tree: BoxTree,
    holds_north_pole: bool,
    /// The latitudes that it lies in, if it holds no pole.
    lats: Option<[f64; 2]>,
}

impl LeftSide {
    pub(crate) fn of(ring: &[LonLat]) -> Self {
        let (turns, area) = winding_and_area(ring);
        let holds_north_pole = if turns == 0.0 {
            area < 0.0
        } else {
            turns > 0.0
        };
        let edges: Vec<[LonLat; 2]> = ring
            .windows(2)
            .filter_map(|pair| <[LonLat; 2]>::try_from(pair).ok())
            .collect();
        let (mut south, mut north) = (90f64, -90f64);
        let mut boxes = Vec::with_capacity(edges.len());
        for [a, b] in &edges {
            let dlon = wrap_lon(b.lon - a.lon);
            let is_half = dlon.abs() > 180.0 - SLACK_DEG;
            let ends = match is_half {
                true => [-540.0, 540.0],
                false => [a.lon, a.lon + dlon],
            };
            let mut bounds = Bounds::of(&ends.map(|lon| Point::new(lon, 0.0)));
            bounds = bounds.grown(SLACK_DEG);
            boxes.push(bounds);
            // An arc lies below the one whose ends are both as far from the equator as the farther.
            let bulge = |lat: f64| {
                let tan = libm::tan(lat.to_radians()) / libm::cos((dlon / 2.0).to_radians());
                libm::atan(tan).to_degrees() + SLACK_DEG
            };
            let beyond = |lat: f64| match (is_half, lat > 0.0) {
                (true, _) => 90.0,
                (_, true) => bulge(lat),
                _ => lat + SLACK_DEG,
            };
            north = north.max(beyond(a.lat.max(b.lat)));
            south = south.min(-beyond(-a.lat.min(b.lat)));
        }
        Self {
            tree: BoxTree::new(&boxes),
            edges,
            holds_north_pole,
            lats: (turns == 0.0 && !holds_north_pole).then_some([south, north]),
        }
    }

    /// Whether a place lies there (even–odd along the meridian from it to the north pole).
    pub(crate) fn holds(&self, p: LonLat) -> bool {
        if matches!(self.lats, Some([south, north]) if !(south..=north).contains(&p.lat)) {
            return false;
        }
        let mut inside = self.holds_north_pole;
        let is_over = |bounds: &Bounds| {
            let turns = [p.lon - 360.0, p.lon, p.lon + 360.0];
            let range = bounds.min.x..=bounds.max.x;
            turns.iter().any(|lon| range.contains(lon))
        };
        let _ = self.tree.visit(&is_over, &mut |edge| {
            if let Some([a, b]) = self.edges.get(edge) {
                inside ^= is_crossed(*a, *b, p);
            }
            ControlFlow::Continue(())
        });
        inside
    }
}

/// Whether the way from `p` north crosses an edge.
fn is_crossed(a: LonLat, b: LonLat, p: LonLat) -> bool {
    let local = |end: LonLat| LonLat {
        lon: wrap_lon(end.lon - p.lon),
        lat: end.lat,
    };
    let (a, b) = (local(a), local(b));
    let passes = (a.lon < 0.0) != (b.lon < 0.0) && (b.lon - a.lon).abs() <= 180.0;
    passes && lat_at_lon(a, b, 0.0) > p.lat
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring, Random};

    #[test]
    fn every_edge_counts_that_a_look_at_each_finds() {
        let mut random = Random(5);
        for _ in 0..300 {
            let places: Vec<(f64, f64)> = (0..6)
                .map(|_| (random.between(-180., 180.), random.between(-89., 89.)))
                .collect();
            let ring = ring(&places);
            let left = LeftSide::of(&ring);
            for _ in 0..20 {
                let p = ll(random.between(-180., 180.), random.between(-90., 90.));
                let crossed = ring.windows(2).filter(|e| is_crossed(e[0], e[1], p));
                let inside = left.holds_north_pole ^ (crossed.count() % 2 == 1);
                assert_eq!(left.holds(p), inside, "{places:?} {p:?}");
            }
        }
    }
}
