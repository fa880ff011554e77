//! How much each vertex of the map matters, such that no line crosses another when all that
//! matter less than some measure are left out.

use std::collections::{BinaryHeap, HashMap};

use crate::geo::chains::Chains;
use crate::geo::simplify::Candidate;
use crate::geo::sphere::{is_pole, triangle_area, vector, Vector};
use crate::geo::LonLat;

/// Degrees a cell of the index of places.
const CELL_DEG: f64 = 0.5;

/// The importance of the vertices of each chain in steradians: Visvalingam's effective area, as
/// in `geo::simplify`, but over all lines at once, and a vertex whose triangle holds another
/// vertex waits until that one is gone. So at no time does a line jump over a vertex, and
/// leaving out all below any measure makes no crossing. Ends are infinitely important, and so is
/// what keeps a ring from collapsing.
///
/// # References
/// Mahes Visvalingam, J. D. Whyatt, *Line generalisation by repeated elimination of points*, The
/// Cartographic Journal 30 (1993). The empty triangle: Wouter van der Poorten and Christopher B.
/// Jones, *Characterisation and generalisation of cartographic lines using Delaunay
/// triangulation*, International Journal of Geographical Information Science 16 (2002), give the
/// same condition by a triangulation.
pub(super) fn importance(chains: &Chains) -> Vec<Vec<f64>> {
    let mut thinner = Thinner::new(chains);
    thinner.run();
    let mut nodes = thinner.nodes.iter();
    let lines = chains.arcs.iter();
    let mut of_line = |length| {
        nodes
            .by_ref()
            .take(length)
            .map(|node| node.importance)
            .collect()
    };
    lines.map(|chain| of_line(chain.places.len())).collect()
}

struct Thinner<'a> {
    places: &'a [LonLat],
    vectors: Vec<Vector>,
    nodes: Vec<Node>,
    /// By chain: how many vertices may still go.
    spare: Vec<usize>,
    heap: BinaryHeap<Candidate>,
    index: Index,
    /// Nodes that wait for a place to go.
    waiting: HashMap<usize, Vec<usize>>,
}

/// A vertex of a chain and its present neighbours; an end and a dropped one lack some.
struct Node {
    place: usize,
    chain: usize,
    before: Option<usize>,
    after: Option<usize>,
    importance: f64,
}

impl<'a> Thinner<'a> {
    fn new(chains: &'a Chains) -> Self {
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
        let mut thinner = Self {
            places,
            vectors: places.iter().map(|p| vector(*p)).collect(),
            heap: BinaryHeap::with_capacity(nodes.len()),
            nodes,
            spare,
            index: Index::new(places),
            waiting: HashMap::new(),
        };
        for i in 0..thinner.nodes.len() {
            thinner.heap.extend(thinner.candidate(i));
        }
        thinner
    }

    fn run(&mut self) {
        let mut floor = 0.0;
        while let Some(least) = self.heap.pop() {
            // Outdated entries differ from the triangle as it is now; dropped vertices have none.
            if self
                .candidate(least.index)
                .is_none_or(|now| now.area != least.area)
            {
                continue;
            }
            let Some([a, b, c]) = self.triangle(least.index) else {
                continue;
            };
            let Some(node) = self.nodes.get_mut(least.index) else {
                continue;
            };
            match self.spare.get_mut(node.chain) {
                Some(spare) if *spare > 0 => {
                    if let Some(place) = self.index.inside(self.places, [a, b, c]) {
                        self.waiting.entry(place).or_default().push(least.index);
                        continue;
                    }
                    *spare -= 1;
                }
                _ => continue,
            }
            floor = f64::max(floor, least.area);
            node.importance = floor;
            let (before, after) = (node.before.take(), node.after.take());
            if let Some(node) = before.and_then(|i| self.nodes.get_mut(i)) {
                node.after = after;
            }
            if let Some(node) = after.and_then(|i| self.nodes.get_mut(i)) {
                node.before = before;
            }
            self.index.remove(self.places, b);
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

    /// None for an end, and for a pole: on the sphere it is one place at every longitude, but on a
    /// flat map its two ends are corners.
    fn candidate(&self, node: usize) -> Option<Candidate> {
        let [a, b, c] = self.triangle(node)?;
        if is_pole(*self.places.get(b)?) {
            return None;
        }
        let vector = |place: usize| self.vectors.get(place).copied();
        let area = triangle_area(vector(a)?, vector(b)?, vector(c)?);
        Some(Candidate { area, index: node })
    }
}

/// Places that are still there, by cells of a flat map.
struct Index {
    cells: Vec<Vec<usize>>,
    columns: usize,
}

impl Index {
    fn new(places: &[LonLat]) -> Self {
        let columns = (360.0 / CELL_DEG) as usize + 1;
        let rows = (180.0 / CELL_DEG) as usize + 1;
        let mut index = Self {
            cells: vec![Vec::new(); columns * rows],
            columns,
        };
        for (place, p) in places.iter().enumerate() {
            let cell = index.cell(*p);
            if let Some(cell) = index.cells.get_mut(cell) {
                cell.push(place);
            }
        }
        index
    }

    fn column_and_row(p: LonLat) -> (usize, usize) {
        (
            ((p.lon + 180.0) / CELL_DEG) as usize,
            ((p.lat + 90.0) / CELL_DEG) as usize,
        )
    }

    fn cell(&self, p: LonLat) -> usize {
        let (column, row) = Self::column_and_row(p);
        row * self.columns + column
    }

    fn remove(&mut self, places: &[LonLat], place: usize) {
        let Some(p) = places.get(place) else { return };
        let cell = self.cell(*p);
        if let Some(cell) = self.cells.get_mut(cell) {
            cell.retain(|other| *other != place);
        }
    }

    /// A place in the triangle or on its edge, other than its corners.
    fn inside(&self, places: &[LonLat], corners: [usize; 3]) -> Option<usize> {
        let [a, b, c] = corners.map(|i| places.get(i).copied());
        let (a, b, c) = (a?, b?, c?);
        let low = LonLat {
            lon: a.lon.min(b.lon).min(c.lon),
            lat: a.lat.min(b.lat).min(c.lat),
        };
        let high = LonLat {
            lon: a.lon.max(b.lon).max(c.lon),
            lat: a.lat.max(b.lat).max(c.lat),
        };
        let (from, to) = (Self::column_and_row(low), Self::column_and_row(high));
        let is_inside = |place: &&usize| {
            let Some(p) = places.get(**place) else {
                return false;
            };
            let in_box =
                (low.lon..=high.lon).contains(&p.lon) && (low.lat..=high.lat).contains(&p.lat);
            if !in_box || corners.contains(place) {
                return false;
            }
            let sides = [side(a, b, *p), side(b, c, *p), side(c, a, *p)];
            !(sides.iter().any(|side| *side < 0.0) && sides.iter().any(|side| *side > 0.0))
        };
        (from.1..=to.1)
            .filter_map(|row| {
                let start = row * self.columns;
                self.cells.get(start + from.0..=start + to.0)
            })
            .flatten()
            .flatten()
            .find(is_inside)
            .copied()
    }
}

/// Positive if `p` lies to the left of the line from `a` to `b`, on a flat map.
fn side(a: LonLat, b: LonLat, p: LonLat) -> f64 {
    (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon)
}
