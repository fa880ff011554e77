//! How much each vertex of a line matters: the area that it adds, so that a line can be simplified to
//! any scale by one comparison a vertex.
//!
//! Takes lines as [`Chains`], gives steradians by vertex. What is left out at which scale is decided
//! where the lines are used.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::chains::{Antimeridian, Chain, Chains};
use super::sphere::{is_pole, triangle_area, vector, Vector};
use super::vertex_index::VertexIndex;
use super::LonLat;

/// Whether simplified lines may cross others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crossings {
    /// They may: each line is looked at by itself.
    Allowed,
    /// They may not, on a flat map. A vertex whose triangle holds a vertex of any line waits until
    /// that one is gone, so no line ever jumps over a vertex.
    Prevented,
}

/// The importance of the vertices of each chain in steradians, by Visvalingam's effective area: the
/// area of the triangle with the neighbours at the time when it is the least, and never less than
/// that of vertices left out before. Ends are infinitely important, and so is what keeps a ring from
/// collapsing, and what matters as much as `most` or more: who need not tell those apart saves the time.
///
/// # References
/// Mahes Visvalingam, J. D. Whyatt, *Line generalisation by repeated elimination of points*, The
/// Cartographic Journal 30 (1993); here with triangles on the sphere. The empty triangle: Wouter van
/// der Poorten and Christopher B. Jones, *Characterisation and generalisation of cartographic lines
/// using Delaunay triangulation*, International Journal of Geographical Information Science 16
/// (2002), give the same condition by a triangulation.
pub(crate) fn importance(chains: &Chains, crossings: Crossings, most: f64) -> Vec<Vec<f64>> {
    let places = chains.places.as_slice();
    let lines = chains.arcs.iter();
    match crossings {
        Crossings::Allowed => {
            let mut simplifier = Simplifier::new(chains, None, most);
            let alone = |chain| {
                simplifier.nodes.clear();
                simplifier.spare.clear();
                simplifier.add(chain);
                simplifier.run();
                simplifier.nodes.iter().map(Node::importance).collect()
            };
            lines.map(alone).collect()
        }
        Crossings::Prevented => {
            let mut simplifier = Simplifier::new(chains, Some(VertexIndex::new(places)), most);
            lines.clone().for_each(|chain| simplifier.add(chain));
            simplifier.run();
            let mut nodes = simplifier.nodes.iter().map(Node::importance);
            let of_line = |chain: &Chain| nodes.by_ref().take(chain.places.len()).collect();
            lines.map(of_line).collect()
        }
    }
}

struct Simplifier<'a> {
    places: &'a [LonLat],
    /// Whether the places are those of a flat map.
    is_flat: bool,
    /// Steradians: what matters as much stays.
    most: f64,
    nodes: Vec<Node>,
    /// By chain: how many vertices may still go.
    spare: Vec<usize>,
    heap: BinaryHeap<Candidate>,
    /// The places that are still there, where crossings are prevented.
    index: Option<VertexIndex>,
    /// Nodes that wait for a place to go.
    waiting: HashMap<usize, Vec<u32>>,
}

/// No node: beside an end.
const NO_NODE: u32 = u32::MAX;

/// Waits for no place.
const NO_PLACE: u32 = u32::MAX;

/// A vertex of a chain and its present neighbours; an end lacks one.
struct Node {
    at: Vector,
    /// Of its present triangle, steradians. Once it is left out, its importance.
    area: f64,
    place: u32,
    chain: u32,
    before: u32,
    after: u32,
    /// The place that must go before it may.
    waits_for: u32,
    is_left_out: bool,
}

impl Node {
    /// Infinite for what was never left out.
    fn importance(&self) -> f64 {
        match self.is_left_out {
            true => self.area,
            false => f64::INFINITY,
        }
    }
}

/// A vertex that may be left out next, the smallest area first, and the first vertex among equals: the bits
/// of a positive number rise with it.
type Candidate = Reverse<(u64, u32)>;

impl<'a> Simplifier<'a> {
    fn new(chains: &'a Chains, index: Option<VertexIndex>, most: f64) -> Self {
        Self {
            places: &chains.places,
            is_flat: chains.seam == Antimeridian::Apart,
            most,
            nodes: Vec::new(),
            spare: Vec::new(),
            heap: BinaryHeap::new(),
            index,
            waiting: HashMap::new(),
        }
    }

    fn add(&mut self, chain: &Chain) {
        let (first, count) = (self.nodes.len(), chain.places.len());
        let (number, end) = (self.spare.len() as u32, (first + count) as u32);
        self.spare.push(count.saturating_sub(2 + chain.keep));
        let nodes = (first as u32..end).zip(&chain.places);
        self.nodes.extend(nodes.map(|(node, place)| Node {
            at: self.places.get(*place).map_or([0.0; 3], |p| vector(*p)),
            area: f64::INFINITY,
            place: *place as u32,
            chain: number,
            before: match node > first as u32 {
                true => node - 1,
                false => NO_NODE,
            },
            after: match node + 1 < end {
                true => node + 1,
                false => NO_NODE,
            },
            waits_for: NO_PLACE,
            is_left_out: false,
        }));
    }

    /// Leaves vertices out until none may go.
    fn run(&mut self) {
        let mut candidates = std::mem::take(&mut self.heap).into_vec();
        let nodes = 0..self.nodes.len() as u32;
        candidates.extend(nodes.filter_map(|node| self.measured(node)));
        self.heap = candidates.into();
        let mut floor = 0.0;
        while let Some(Reverse((bits, number))) = self.heap.pop() {
            let area = f64::from_bits(bits);
            let Some(node) = self.nodes.get_mut(number as usize) else {
                continue;
            };
            // An outdated entry differs from the triangle as it is now; one of two equal ones may wait.
            if node.is_left_out || node.area != area || node.waits_for != NO_PLACE {
                continue;
            }
            let (before, after, place) = (node.before, node.after, node.place as usize);
            let Some(spare @ 1..) = self.spare.get_mut(node.chain as usize) else {
                continue;
            };
            if let Some(index) = &mut self.index {
                let place_of = |node: u32| Some(self.nodes.get(node as usize)?.place as usize);
                let (Some(from), Some(to)) = (place_of(before), place_of(after)) else {
                    continue;
                };
                if let Some(inside) = index.inside(self.places, [from, place, to]) {
                    self.waiting.entry(inside).or_default().push(number);
                    if let Some(node) = self.nodes.get_mut(number as usize) {
                        node.waits_for = inside as u32;
                    }
                    continue;
                }
                index.remove(place);
            }
            *spare -= 1;
            floor = f64::max(floor, area);
            if let Some(node) = self.nodes.get_mut(number as usize) {
                (node.area, node.is_left_out) = (floor, true);
            }
            if let Some(node) = self.nodes.get_mut(before as usize) {
                node.after = after;
            }
            if let Some(node) = self.nodes.get_mut(after as usize) {
                node.before = before;
            }
            let freed = match self.waiting.is_empty() {
                true => Vec::new(),
                false => self.waiting.remove(&place).unwrap_or_default(),
            };
            // Those whose triangle changed since are in the queue already, or wait for another place.
            let freed = freed.into_iter().filter(|freed| {
                let node = self.nodes.get(*freed as usize);
                node.is_some_and(|node| node.waits_for == place as u32)
            });
            let freed: Vec<u32> = freed.collect();
            for again in [before, after].into_iter().chain(freed) {
                let candidate = self.measured(again);
                self.heap.extend(candidate);
            }
        }
    }

    /// Measures a node's triangle anew. None for an end, for one left out, and for a pole of a flat map: on
    /// the sphere it is one place at every longitude, but there its two ends are corners.
    fn measured(&mut self, number: u32) -> Option<Candidate> {
        let node = self.nodes.get(number as usize)?;
        let before = self.nodes.get(node.before as usize)?;
        let after = self.nodes.get(node.after as usize)?;
        let is_corner = self.is_flat && is_pole(*self.places.get(node.place as usize)?);
        if node.is_left_out || is_corner {
            return None;
        }
        let area = triangle_area(before.at, node.at, after.at);
        let node = self.nodes.get_mut(number as usize)?;
        (node.area, node.waits_for) = (area, NO_PLACE);
        (area < self.most).then_some(Reverse((area.to_bits(), number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::ll;

    fn importance_of(line: &[LonLat], keep: usize, crossings: Crossings) -> Vec<f64> {
        let chain = Chain {
            places: (0..line.len()).collect(),
            keep,
            users: Vec::new(),
        };
        let chains = Chains {
            places: line.to_vec(),
            arcs: vec![chain],
            regions: Vec::new(),
            seam: Antimeridian::Apart,
        };
        importance(&chains, crossings, f64::INFINITY).remove(0)
    }

    #[test]
    fn the_flattest_vertex_matters_least() {
        let line = [ll(0., 0.), ll(1., 0.01), ll(2., 1.), ll(3., 0.)];
        let got = importance_of(&line, 0, Crossings::Allowed);
        assert!(got[1] < got[2]);
        assert_eq!(got[0], f64::INFINITY);
    }

    #[test]
    fn the_area_is_that_of_the_triangle() {
        // Half a square degree at the equator, nearly flat.
        let line = [ll(0., 0.), ll(1., 0.), ll(1., 1.)];
        let got = importance_of(&line, 0, Crossings::Allowed)[1];
        let flat = 0.5 * 1f64.to_radians().powi(2);
        assert!((got / flat - 1.0).abs() < 1e-3, "{got} is not {flat}");
    }

    #[test]
    fn what_must_be_kept_is_the_most_important() {
        let line = [ll(0., 0.), ll(1., 0.1), ll(2., 3.), ll(3., 0.1), ll(4., 0.)];
        let got = importance_of(&line, 1, Crossings::Allowed);
        assert_eq!(got.iter().filter(|area| area.is_infinite()).count(), 3);
        assert_eq!(got[2], f64::INFINITY);
    }

    #[test]
    fn a_vertex_waits_for_the_one_that_its_triangle_holds() {
        // The spike's tip lies in the flat triangle of vertex 1.
        let line = [
            ll(0., 0.),
            ll(2., 1.),
            ll(4., 0.),
            ll(4., 3.),
            ll(2., 0.5),
            ll(0., 3.),
        ];
        let free = importance_of(&line, 0, Crossings::Allowed);
        let apart = importance_of(&line, 0, Crossings::Prevented);
        assert!(free[1] < free[4], "{free:?}");
        assert!(apart[1] >= apart[4], "{apart:?}");
    }
}
