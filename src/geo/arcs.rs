//! Shared borders: the rings of all regions become arcs between junctions, each kept once. So neighbours
//! are simplified alike, and a border is drawn once.
//!
//! Takes polygons whose shared vertices are equal to the bit; gives polygons, borders and coasts at any
//! level of detail. Leaves projecting to [`Projection`](super::Projection).

use std::collections::BTreeSet;

use super::chains::{chains, Antimeridian, ArcPolygon, ArcRef};
use super::lines::joined;
use super::simplify::{importance, Crossings};
use super::sphere::{is_antimeridian, is_pole};
use super::upright::{is_upright, keep_upright};
use super::{LonLat, Polygon};

/// The arcs of all regions, with the importance of every vertex.
#[derive(Debug, Clone, Default)]
pub struct Topology {
    arcs: Vec<Arc>,
    /// By region.
    regions: Vec<Vec<ArcPolygon>>,
}

/// A line between two junctions, or a closed one.
#[derive(Debug, Clone)]
struct Arc {
    line: Vec<LonLat>,
    /// Steradians, by vertex.
    importance: Vec<f64>,
    /// Which regions' rings run along it, and whether in its direction.
    users: Vec<(usize, bool)>,
}

/// A border between two regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// The region on the left of the line, as its index in [`Topology::build`].
    pub left: usize,
    /// The region on the right.
    pub right: usize,
    /// Degrees.
    pub line: Vec<LonLat>,
}

impl Topology {
    /// Finds the shared arcs of all regions' polygons (stitched, wound as RFC 7946) and weighs
    /// their vertices. Takes time in proportion to the number of vertices, nearly.
    pub fn build(regions: &[&[Polygon]]) -> Self {
        let chains = chains(regions.iter().copied(), Antimeridian::Joined);
        let mut weighed = importance(&chains, Crossings::Allowed, f64::INFINITY);
        let arcs = chains.arcs.iter();
        let lines: Vec<Vec<LonLat>> = arcs.map(|chain| chains.line(chain)).collect();
        keep_upright(&lines, &mut weighed, &chains.regions);
        let arcs = chains.arcs.into_iter().zip(lines).zip(weighed);
        Self {
            arcs: arcs
                .map(|((chain, line), importance)| Arc {
                    line,
                    importance,
                    users: chain.users,
                })
                .collect(),
            regions: chains.regions,
        }
    }

    /// The polygons of a region without the vertices that matter less than `min_area` at their
    /// place: neighbours stay without gaps, no ring vanishes or turns inside out. `|_| 0.0` keeps
    /// every vertex. (A measure that differs within a speck may leave it whole beside a simplified
    /// neighbour.)
    ///
    /// # Units
    /// Steradians; on an equal-area map, px² divided by the square of px per radian.
    pub fn polygons(&self, region: usize, min_area: impl Fn(LonLat) -> f64) -> Vec<Polygon> {
        let polygons = self.regions.get(region).into_iter().flatten();
        polygons
            .map(|rings| Polygon {
                rings: rings
                    .iter()
                    .enumerate()
                    .map(|(i, ring)| self.upright(ring, i > 0, &min_area))
                    .collect(),
            })
            .collect()
    }

    fn upright(
        &self,
        refs: &[ArcRef],
        is_hole: bool,
        min_area: &impl Fn(LonLat) -> f64,
    ) -> Vec<LonLat> {
        let simplified = self.ring(refs, min_area);
        // Vertices go in another order where `min_area` differs.
        match is_upright(&simplified, is_hole) {
            true => simplified,
            false => self.ring(refs, &|_| 0.0),
        }
    }

    fn ring(&self, refs: &[ArcRef], min_area: &impl Fn(LonLat) -> f64) -> Vec<LonLat> {
        let mut ring = Vec::new();
        for arc_ref in refs {
            let Some(arc) = self.arcs.get(arc_ref.arc) else {
                continue;
            };
            // Each arc begins where the last one ended.
            ring.pop();
            let start = ring.len();
            ring.extend(arc.simplified(min_area));
            if !arc_ref.forward {
                if let Some(added) = ring.get_mut(start..) {
                    added.reverse();
                }
            }
        }
        ring
    }

    /// Every border between two regions once, simplified like [`polygons`](Self::polygons). Cuts
    /// along ±180° and through the poles are no borders.
    pub fn borders(&self, min_area: impl Fn(LonLat) -> f64) -> Vec<Border> {
        let of_arc = |arc: &Arc| {
            let (left, right) = arc.sides()?;
            let line = arc.simplified(&min_area).collect();
            (!arc.is_cut()).then_some(Border { left, right, line })
        };
        self.arcs.iter().filter_map(of_arc).collect()
    }

    /// The lines that bound one region only: its coasts, simplified like
    /// [`polygons`](Self::polygons), without cuts.
    pub fn coasts(&self, region: usize, min_area: impl Fn(LonLat) -> f64) -> Vec<Vec<LonLat>> {
        let alone = |arc: &&Arc| arc.users.iter().all(|(user, _)| *user == region);
        let arcs = self.lines_of(region).into_iter().filter(alone);
        arcs.map(|arc| arc.simplified(&min_area).collect())
            .collect()
    }

    /// The border between two regions, arcs that meet joined into one line.
    pub fn between(
        &self,
        a: usize,
        b: usize,
        min_area: impl Fn(LonLat) -> f64,
    ) -> Vec<Vec<LonLat>> {
        let shared = |arc: &&Arc| a != b && arc.users.iter().any(|(user, _)| *user == b);
        let arcs = self.lines_of(a).into_iter().filter(shared);
        joined(
            arcs.map(|arc| arc.simplified(&min_area).collect())
                .collect(),
        )
    }

    /// The arcs of a region's rings, each once, without cuts.
    fn lines_of(&self, region: usize) -> Vec<&Arc> {
        let rings = self.regions.get(region).into_iter().flatten().flatten();
        let numbers: BTreeSet<usize> = rings.flatten().map(|arc_ref| arc_ref.arc).collect();
        let arcs = numbers.iter().filter_map(|number| self.arcs.get(*number));
        arcs.filter(|arc| !arc.is_cut()).collect()
    }
}

impl Arc {
    fn simplified<'a>(
        &'a self,
        min_area: &'a impl Fn(LonLat) -> f64,
    ) -> impl Iterator<Item = LonLat> + 'a {
        let vertices = self.line.iter().zip(&self.importance);
        vertices
            .filter(|(p, area)| **area >= min_area(**p))
            .map(|(p, _)| *p)
    }

    /// The regions on its left and right, if they are two.
    fn sides(&self) -> Option<(usize, usize)> {
        let side = |forward| {
            self.users
                .iter()
                .find(|user| user.1 == forward)
                .map(|user| user.0)
        };
        let (left, right) = (side(true), side(false));
        // Where both wind the same way (overlapping features), the first is called left.
        let first = left.or(right)?;
        let other = match (left, right) {
            (Some(_), Some(right)) if right != first => right,
            _ => self.users.iter().find(|user| user.0 != first)?.0,
        };
        Some((first, other))
    }

    fn is_cut(&self) -> bool {
        self.line.iter().all(|p| is_antimeridian(*p) || is_pole(*p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring};

    fn polygon(rings: &[&[(f64, f64)]]) -> Polygon {
        Polygon {
            rings: rings.iter().map(|places| ring(places)).collect(),
        }
    }

    /// Two squares side by side; the border runs from 10 S to 10 N with a bend and a dent.
    fn neighbours() -> [Vec<Polygon>; 2] {
        let west = polygon(&[&[
            (-9., -10.),
            (0., -10.),
            (1., 0.),
            (0.5, 1.),
            (0., 10.),
            (-9., 10.),
        ]]);
        let east = polygon(&[&[
            (0., -10.),
            (9., -10.),
            (9., 10.),
            (0., 10.),
            (0.5, 1.),
            (1., 0.),
        ]]);
        [vec![west], vec![east]]
    }

    fn build(regions: &[Vec<Polygon>]) -> Topology {
        Topology::build(&regions.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn neighbours_share_one_border_and_it_knows_its_sides() {
        let borders = build(&neighbours()).borders(|_| 0.0);
        let line = vec![ll(0., -10.), ll(1., 0.), ll(0.5, 1.), ll(0., 10.)];
        assert_eq!(
            borders,
            [Border {
                left: 0,
                right: 1,
                line
            }]
        );
    }

    #[test]
    fn simplified_neighbours_still_meet() {
        let topology = build(&neighbours());
        // Larger than the dent, smaller than the bend.
        let dent = |_: LonLat| 1e-3;
        let [west, east] = [0, 1].map(|region| topology.polygons(region, dent).remove(0));
        assert!(west.rings[0].contains(&ll(1., 0.)) && east.rings[0].contains(&ll(1., 0.)));
        assert!(!west.rings[0].contains(&ll(0.5, 1.)) && !east.rings[0].contains(&ll(0.5, 1.)));
    }

    #[test]
    fn no_ring_collapses_however_coarse() {
        let island = vec![polygon(&[&[
            (50., 0.),
            (51., 0.),
            (51., 1.),
            (50.5, 1.5),
            (50., 1.),
        ]])];
        let [west, east] = neighbours();
        let topology = build(&[west, east, island]);
        for region in 0..3 {
            let got = topology.polygons(region, |_| f64::MAX);
            assert!(
                crate::geo::spherical_area(&got[0]) > 1e-5,
                "region {region}"
            );
        }
    }

    #[test]
    fn an_islet_is_not_turned_inside_out() {
        // Its two outermost places and the inlet between them go round the other way.
        let places = [(0., 0.), (2., 1.), (5., 6.), (0., 4.), (3., 3.)];
        let islet = vec![polygon(&[&places.map(|(lon, lat)| (lon / 1e3, lat / 1e3))])];
        let got = build(&[islet]).polygons(0, |_| f64::MAX).remove(0);
        assert!((1e-14..1e-8).contains(&crate::geo::spherical_area(&got)));
    }

    #[test]
    fn a_ring_of_borders_is_not_turned_inside_out() {
        // Three parts meet in the middle; the first has more than half of what is around it.
        let (a, b, c) = ((0., -2.), (2., 0.), (2., -2.));
        let large = polygon(&[&[(0., 0.), b, (2., 2.), (-2., 2.), (-2., -2.), a]]);
        let south = polygon(&[&[(0., 0.), a, c]]);
        let east = polygon(&[&[(0., 0.), c, b]]);
        let topology = build(&[vec![large], vec![south], vec![east]]);
        let got = topology.polygons(0, |_| f64::MAX).remove(0);
        assert!((1e-5..1.0).contains(&crate::geo::spherical_area(&got)));
    }

    #[test]
    fn without_simplification_every_polygon_comes_back() {
        let regions = neighbours();
        let topology = build(&regions);
        for (region, polygons) in regions.iter().enumerate() {
            let got = topology.polygons(region, |_| 0.0);
            let same =
                crate::geo::spherical_area(&got[0]) - crate::geo::spherical_area(&polygons[0]);
            assert!(same.abs() < 1e-15);
            assert_eq!(got[0].rings[0].len(), polygons[0].rings[0].len());
        }
    }

    #[test]
    fn an_enclave_is_a_closed_border() {
        let outer: [(f64, f64); 4] = [(0., 0.), (9., 0.), (9., 9.), (0., 9.)];
        let hole: [(f64, f64); 4] = [(3., 3.), (3., 6.), (6., 6.), (6., 3.)];
        let mut inner = hole;
        inner.reverse();
        // It begins elsewhere than the hole does.
        inner.rotate_left(1);
        let topology = build(&[vec![polygon(&[&outer, &hole])], vec![polygon(&[&inner])]]);
        let borders = topology.borders(|_| 0.0);
        assert_eq!(borders.len(), 1);
        assert_eq!(borders[0].line.first(), borders[0].line.last());
        assert_eq!(
            topology.between(0, 1, |_| 0.0),
            topology.between(1, 0, |_| 0.0)
        );
    }

    #[test]
    fn the_border_of_two_regions_is_one_line_past_a_third_one() {
        // The border 0|1 runs along x = 0; region 2 is an enclave of neither, on the border.
        let west = polygon(&[&[(-9., -9.), (0., -9.), (0., -5.), (0., 9.), (-9., 9.)]]);
        let east = polygon(&[&[(0., -9.), (9., -9.), (9., 9.), (0., 9.), (0., -5.)]]);
        let south = polygon(&[&[(-9., -9.), (-9., -12.), (9., -12.), (9., -9.), (0., -9.)]]);
        let topology = build(&[vec![west], vec![east], vec![south]]);
        assert_eq!(
            topology.between(0, 1, |_| 0.0),
            [vec![ll(0., -9.), ll(0., -5.), ll(0., 9.)]]
        );
    }

    #[test]
    fn a_cut_is_no_border() {
        let west = polygon(&[&[(170., 0.), (180., 0.), (180., 10.), (170., 10.)]]);
        let east = polygon(&[&[(-180., 0.), (-170., 0.), (-170., 10.), (-180., 10.)]]);
        assert!(build(&[vec![west], vec![east]]).borders(|_| 0.0).is_empty());
    }
}
