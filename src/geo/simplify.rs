//! How much each vertex of a line matters: the area that it adds, so that a line can be simplified to
//! any scale by one comparison a vertex.
//!
//! Takes lines as [`Chains`], gives steradians by vertex. What is left out at which scale is decided
//! where the lines are used.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use super::chains::Chains;
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
/// collapsing.
///
/// # References
/// Mahes Visvalingam, J. D. Whyatt, *Line generalisation by repeated elimination of points*, The
/// Cartographic Journal 30 (1993); here with triangles on the sphere. The empty triangle: Wouter van
/// der Poorten and Christopher B. Jones, *Characterisation and generalisation of cartographic lines
/// using Delaunay triangulation*, International Journal of Geographical Information Science 16
/// (2002), give the same condition by a triangulation.
pub(crate) fn importance(chains: &Chains, crossings: Crossings) -> Vec<Vec<f64>> {
    let mut simplifier = Simplifier::new(chains, crossings);
    let mut lines = Vec::with_capacity(chains.arcs.len());
    let mut end = 0;
    for chain in &chains.arcs {
        let line = end..end + chain.places.len();
        end = line.end;
        lines.push(line);
    }
    match crossings {
        Crossings::Allowed => lines.iter().cloned().for_each(|line| simplifier.run(line)),
        Crossings::Prevented => simplifier.run(0..end),
    }
    let of_line = |line: Range<usize>| {
        let nodes = simplifier.nodes.get(line).unwrap_or_default();
        nodes.iter().map(|node| node.importance).collect()
    };
    lines.into_iter().map(of_line).collect()
}

struct Simplifier<'a> {
    places: &'a [LonLat],
    vectors: Vec<Vector>,
    nodes: Vec<Node>,
    /// By chain: how many vertices may still go.
    spare: Vec<usize>,
    heap: BinaryHeap<Candidate>,
    /// The places that are still there, where crossings are prevented.
    index: Option<VertexIndex>,
    /// Nodes that wait for a place to go.
    waiting: HashMap<usize, Vec<usize>>,
}

/// A vertex of a chain and its present neighbours; an end and one left out lack some.
struct Node {
    place: usize,
    chain: usize,
    before: Option<usize>,
    after: Option<usize>,
    importance: f64,
}

impl<'a> Simplifier<'a> {
    fn new(chains: &'a Chains, crossings: Crossings) -> Self {
        let places = chains.places.as_slice();
        let mut nodes = Vec::new();
        let mut spare = Vec::with_capacity(chains.arcs.len());
        for (number, chain) in chains.arcs.iter().enumerate() {
            let (first, count) = (nodes.len(), chain.places.len());
            spare.push(count.saturating_sub(2 + chain.keep));
            nodes.extend(chain.places.iter().enumerate().map(|(i, place)| Node {
                place: *place,
                chain: number,
                before: (i > 0).then(|| first + i - 1),
                after: (i + 1 < count).then(|| first + i + 1),
                importance: f64::INFINITY,
            }));
        }
        Self {
            places,
            vectors: places.iter().map(|p| vector(*p)).collect(),
            nodes,
            spare,
            heap: BinaryHeap::new(),
            index: (crossings == Crossings::Prevented).then(|| VertexIndex::new(places)),
            waiting: HashMap::new(),
        }
    }

    /// Leaves vertices out until none may go.
    fn run(&mut self, nodes: Range<usize>) {
        self.heap = nodes.filter_map(|node| self.candidate(node)).collect();
        let mut floor = 0.0;
        while let Some(least) = self.heap.pop() {
            // Outdated entries differ from the triangle as it is now; vertices left out have none.
            let now = self.candidate(least.node);
            if now.is_none_or(|now| now.area != least.area) {
                continue;
            }
            let Some([a, b, c]) = self.triangle(least.node) else {
                continue;
            };
            let Some(node) = self.nodes.get_mut(least.node) else {
                continue;
            };
            let Some(spare @ 1..) = self.spare.get_mut(node.chain) else {
                continue;
            };
            let index = self.index.as_ref();
            if let Some(place) = index.and_then(|index| index.inside(self.places, [a, b, c])) {
                self.waiting.entry(place).or_default().push(least.node);
                continue;
            }
            *spare -= 1;
            floor = f64::max(floor, least.area);
            node.importance = floor;
            let (before, after) = (node.before.take(), node.after.take());
            if let Some(node) = before.and_then(|i| self.nodes.get_mut(i)) {
                node.after = after;
            }
            if let Some(node) = after.and_then(|i| self.nodes.get_mut(i)) {
                node.before = before;
            }
            if let Some(index) = &mut self.index {
                index.remove(self.places, b);
            }
            let freed = self.waiting.remove(&b).unwrap_or_default();
            for again in [before, after].into_iter().flatten().chain(freed) {
                self.heap.extend(self.candidate(again));
            }
        }
    }

    /// The places of a vertex and its neighbours, itself in the middle.
    fn triangle(&self, node: usize) -> Option<[usize; 3]> {
        let node = self.nodes.get(node)?;
        let before = self.nodes.get(node.before?)?;
        let after = self.nodes.get(node.after?)?;
        Some([before.place, node.place, after.place])
    }

    /// None for an end, and for a pole of a flat map: on the sphere it is one place at every
    /// longitude, but there its two ends are corners.
    fn candidate(&self, node: usize) -> Option<Candidate> {
        let [a, b, c] = self.triangle(node)?;
        if self.index.is_some() && is_pole(*self.places.get(b)?) {
            return None;
        }
        let vector = |place: usize| self.vectors.get(place).copied();
        let area = triangle_area(vector(a)?, vector(b)?, vector(c)?);
        Some(Candidate { area, node })
    }
}

/// A vertex that may be left out next, in a heap that gives the smallest area first, and the first
/// vertex among equals.
struct Candidate {
    /// Of its triangle, steradians.
    area: f64,
    node: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_area = other.area.total_cmp(&self.area);
        by_area.then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::chains::Chain;
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
        };
        importance(&chains, crossings).remove(0)
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
