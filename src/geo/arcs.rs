//! Shared borders: rings of all regions become arcs between junctions, each kept once, so that
//! neighbours are thinned alike and a border is drawn once. Borders are shared where vertices
//! are equal to the bit.

use std::collections::{BTreeSet, HashMap};

use super::lines::joined;
use super::simplify::importance;
use super::sphere::{is_antimeridian, is_pole};
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

/// The rings of a polygon, each as arcs in order.
type ArcPolygon = Vec<Vec<ArcRef>>;

#[derive(Debug, Clone, Copy)]
struct ArcRef {
    arc: usize,
    forward: bool,
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
        let mut places = Places::default();
        let mut rings = Vec::new();
        for polygons in regions {
            for ring in polygons.iter().flat_map(|polygon| &polygon.rings) {
                rings.push(places.ring(ring));
            }
        }
        let junctions = junctions(places.list.len(), &rings);
        let mut cutter = Cutter::new(&places.list, &junctions);
        let mut rings = rings.into_iter();
        let mut built = Vec::with_capacity(regions.len());
        for (region, polygons) in regions.iter().enumerate() {
            let mut arc_polygons = Vec::with_capacity(polygons.len());
            for polygon in *polygons {
                let own = rings.by_ref().take(polygon.rings.len());
                let mut of_polygon: ArcPolygon = Vec::with_capacity(polygon.rings.len());
                for (i, ring) in own.enumerate() {
                    // A hole counts only in an exterior.
                    if ring.len() > 2 && (i == 0 || !of_polygon.is_empty()) {
                        of_polygon.push(cutter.ring(region, ring));
                    }
                }
                if !of_polygon.is_empty() {
                    arc_polygons.push(of_polygon);
                }
            }
            built.push(arc_polygons);
        }
        let mut arcs = cutter.arcs;
        for (arc, keep) in arcs.iter_mut().zip(&cutter.keep) {
            arc.importance = importance(&arc.line, *keep);
        }
        Self {
            arcs,
            regions: built,
        }
    }

    /// The polygons of a region without the vertices that matter less than `min_area` at their
    /// place: neighbours stay without gaps, no ring vanishes. `|_| 0.0` keeps every vertex.
    ///
    /// # Units
    /// Steradians; on an equal-area map, px² divided by the square of px per radian.
    pub fn polygons(&self, region: usize, min_area: impl Fn(LonLat) -> f64) -> Vec<Polygon> {
        let polygons = self.regions.get(region).into_iter().flatten();
        polygons
            .map(|rings| Polygon {
                rings: rings
                    .iter()
                    .map(|ring| self.ring(ring, &min_area))
                    .collect(),
            })
            .collect()
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
            ring.extend(arc.thinned(min_area));
            if !arc_ref.forward {
                if let Some(added) = ring.get_mut(start..) {
                    added.reverse();
                }
            }
        }
        ring
    }

    /// Every border between two regions once, thinned like [`polygons`](Self::polygons). Cuts
    /// along ±180° and through the poles are no borders.
    pub fn borders(&self, min_area: impl Fn(LonLat) -> f64) -> Vec<Border> {
        let of_arc = |arc: &Arc| {
            let (left, right) = arc.sides()?;
            let line = arc.thinned(&min_area).collect();
            (!arc.is_cut()).then_some(Border { left, right, line })
        };
        self.arcs.iter().filter_map(of_arc).collect()
    }

    /// The lines that bound one region only: its coasts, thinned like
    /// [`polygons`](Self::polygons), without cuts.
    pub fn coasts(&self, region: usize, min_area: impl Fn(LonLat) -> f64) -> Vec<Vec<LonLat>> {
        let alone = |arc: &&Arc| arc.users.iter().all(|(user, _)| *user == region);
        let arcs = self.lines_of(region).into_iter().filter(alone);
        arcs.map(|arc| arc.thinned(&min_area).collect()).collect()
    }

    /// All lines that bound a region, coasts and borders, thinned like
    /// [`polygons`](Self::polygons), without cuts: what a highlight strokes.
    pub fn outline(&self, region: usize, min_area: impl Fn(LonLat) -> f64) -> Vec<Vec<LonLat>> {
        let arcs = self.lines_of(region).into_iter();
        joined(arcs.map(|arc| arc.thinned(&min_area).collect()).collect())
    }

    /// The border between two regions at full detail, arcs that meet joined into one line.
    pub fn between(&self, a: usize, b: usize) -> Vec<Vec<LonLat>> {
        let shared = |arc: &&Arc| a != b && arc.users.iter().any(|(user, _)| *user == b);
        let arcs = self.lines_of(a).into_iter().filter(shared);
        joined(arcs.map(|arc| arc.line.clone()).collect())
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
    fn thinned<'a>(
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

/// Numbers the distinct places.
#[derive(Default)]
struct Places {
    list: Vec<LonLat>,
    numbers: HashMap<(u64, u64), usize>,
}

impl Places {
    /// The ring's places in order, without the closing one and without repetition.
    fn ring(&mut self, ring: &[LonLat]) -> Vec<usize> {
        let mut numbers: Vec<usize> = ring.iter().map(|p| self.number(*p)).collect();
        numbers.dedup();
        if numbers.len() > 1 && numbers.first() == numbers.last() {
            numbers.pop();
        }
        numbers
    }

    fn number(&mut self, p: LonLat) -> usize {
        // −180 is 180, and −0 is 0; adding 0 does the latter.
        let lon = if p.lon == -180.0 { 180.0 } else { p.lon + 0.0 };
        let p = LonLat {
            lon,
            lat: p.lat + 0.0,
        };
        let list = &mut self.list;
        *self
            .numbers
            .entry((p.lon.to_bits(), p.lat.to_bits()))
            .or_insert_with(|| {
                list.push(p);
                list.len() - 1
            })
    }
}

/// Which places are junctions: those with other neighbours in one passage than in another.
fn junctions(count: usize, rings: &[Vec<usize>]) -> Vec<bool> {
    let mut neighbours: Vec<Option<(usize, usize)>> = vec![None; count];
    let mut junctions = vec![false; count];
    for ring in rings {
        let before = ring.iter().rev().take(1).chain(ring.iter());
        let after = ring.iter().skip(1).chain(ring.first());
        for ((before, place), after) in before.zip(ring).zip(after) {
            let pair = (*before.min(after), *before.max(after));
            let Some(seen) = neighbours.get_mut(*place) else {
                continue;
            };
            if *seen.get_or_insert(pair) != pair {
                if let Some(junction) = junctions.get_mut(*place) {
                    *junction = true;
                }
            }
        }
    }
    junctions
}

/// Cuts rings at the junctions and keeps each arc once.
struct Cutter<'a> {
    places: &'a [LonLat],
    junctions: &'a [bool],
    arcs: Vec<Arc>,
    /// How many vertices between an arc's ends must stay, by arc, so that no ring collapses.
    keep: Vec<usize>,
    /// An arc by its first edge: with no junction on the way the rest follows from it.
    by_first_edge: HashMap<(usize, usize), usize>,
}

impl<'a> Cutter<'a> {
    fn new(places: &'a [LonLat], junctions: &'a [bool]) -> Self {
        let (arcs, keep, by_first_edge) = (Vec::new(), Vec::new(), HashMap::new());
        Self {
            places,
            junctions,
            arcs,
            keep,
            by_first_edge,
        }
    }

    fn ring(&mut self, region: usize, mut ring: Vec<usize>) -> Vec<ArcRef> {
        let is_junction = |place: &usize| self.junctions.get(*place) == Some(&true);
        // Without a junction the ring begins at its westernmost vertex, from wherever it is seen;
        // being outermost, that one may always stay.
        let start = ring
            .iter()
            .position(is_junction)
            .unwrap_or_else(|| self.westernmost(&ring));
        ring.rotate_left(start);
        ring.extend(ring.first().copied());
        let mut refs = Vec::new();
        let mut piece: Vec<usize> = Vec::new();
        let last = ring.len() - 1;
        for (i, place) in ring.iter().enumerate() {
            piece.push(*place);
            let ends = i == last || is_junction(place);
            if i > 0 && ends {
                refs.push(self.arc(region, &piece));
                piece = vec![*place];
            }
        }
        // Three distinct places make a ring.
        let keep = match refs.len() {
            1 => 2,
            2 => 1,
            _ => 0,
        };
        for arc_ref in &refs {
            if let Some(kept) = self.keep.get_mut(arc_ref.arc) {
                *kept = keep.max(*kept);
            }
        }
        refs
    }

    fn westernmost(&self, ring: &[usize]) -> usize {
        let place = |number: &usize| {
            self.places
                .get(*number)
                .map_or((0.0, 0.0), |p| (p.lon, p.lat))
        };
        let order = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
        let least = ring
            .iter()
            .enumerate()
            .min_by(|a, b| order(&place(a.1), &place(b.1)));
        least.map_or(0, |(i, _)| i)
    }

    fn arc(&mut self, region: usize, piece: &[usize]) -> ArcRef {
        let (Some(first), Some(second)) = (piece.first(), piece.get(1)) else {
            return ArcRef {
                arc: usize::MAX,
                forward: true,
            };
        };
        let mut backward = piece.iter().rev();
        let from_end = backward.next().zip(backward.next()).map(|(a, b)| (*a, *b));
        let along = self.by_first_edge.get(&(*first, *second));
        let against = from_end.and_then(|edge| self.by_first_edge.get(&edge));
        let (arc, forward) = match (along, against) {
            (Some(arc), _) => (*arc, true),
            (None, Some(arc)) => (*arc, false),
            (None, None) => {
                let line = piece
                    .iter()
                    .filter_map(|i| self.places.get(*i).copied())
                    .collect();
                self.arcs.push(Arc {
                    line,
                    importance: Vec::new(),
                    users: Vec::new(),
                });
                self.keep.push(0);
                self.by_first_edge
                    .insert((*first, *second), self.arcs.len() - 1);
                (self.arcs.len() - 1, true)
            }
        };
        if let Some(arc) = self.arcs.get_mut(arc) {
            arc.users.push((region, forward));
        }
        ArcRef { arc, forward }
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
    fn thinned_neighbours_still_meet() {
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
    fn without_thinning_every_polygon_comes_back() {
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
        assert_eq!(topology.between(0, 1), topology.between(1, 0));
    }

    #[test]
    fn the_border_of_two_regions_is_one_line_past_a_third_one() {
        // The border 0|1 runs along x = 0; region 2 is an enclave of neither, on the border.
        let west = polygon(&[&[(-9., -9.), (0., -9.), (0., -5.), (0., 9.), (-9., 9.)]]);
        let east = polygon(&[&[(0., -9.), (9., -9.), (9., 9.), (0., 9.), (0., -5.)]]);
        let south = polygon(&[&[(-9., -9.), (-9., -12.), (9., -12.), (9., -9.), (0., -9.)]]);
        let topology = build(&[vec![west], vec![east], vec![south]]);
        assert_eq!(
            topology.between(0, 1),
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
