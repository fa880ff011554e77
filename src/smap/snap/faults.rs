//! What rounding broke: rings that collapse, edges of no length, lines that cross.

use std::collections::BTreeSet;

use super::crossings::{cross, crossings, Edge};
use super::{LineEdge, SnappedLines};

/// Boundaries in which edges cross at more places than this, and than there are edges, are no map: the shapes
/// lie across one another.
const MOST_CROSSINGS: usize = 20_000;

/// Something that is wrong on the grid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Both ends of an edge fall together.
    Point(LineEdge),
    /// Both ends of a line fall together, though they are two places.
    Ends(usize),
    /// A ring without area, or turned inside out.
    Ring(usize),
    /// Two edges cross.
    Crossing(LineEdge, LineEdge),
}

/// How many faults stay.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::smap) struct FaultCount {
    pub(in crate::smap) collapsed: usize,
    pub(in crate::smap) crossings: usize,
}

impl FaultCount {
    pub(super) fn of(faults: &BTreeSet<Fault>) -> Self {
        let is_crossing = |fault: &&Fault| matches!(fault, Fault::Crossing(..));
        let crossings = faults.iter().filter(is_crossing).count();
        Self {
            collapsed: faults.len() - crossings,
            crossings,
        }
    }

    /// The larger of each count.
    pub(in crate::smap) fn max(self, other: Self) -> Self {
        Self {
            collapsed: self.collapsed.max(other.collapsed),
            crossings: self.crossings.max(other.crossings),
        }
    }
}

impl SnappedLines {
    /// Everything that is wrong at a level of detail; none if edges cross at far too many places.
    pub(super) fn faults(&self, rank: u8) -> Option<BTreeSet<Fault>> {
        let mut faults = BTreeSet::new();
        let pairs: Vec<(LineEdge, LineEdge)> = self.edges(rank).collect();
        let edges: Vec<Edge> = pairs.iter().filter_map(|pair| self.span(*pair)).collect();
        let start = |edge: usize| pairs.get(edge).map(|pair| pair.0);
        let points = edges.iter().enumerate().filter(|(_, [a, b])| a == b);
        faults.extend(points.filter_map(|(edge, _)| Some(Fault::Point(start(edge)?))));
        let crossings = crossings(&edges, MOST_CROSSINGS.max(edges.len()))?;
        faults.extend(
            crossings
                .into_iter()
                .filter_map(|[a, b]| Some(Fault::Crossing(start(a)?, start(b)?))),
        );
        if rank == 0 {
            let meet = (0..self.lines.len()).filter(|line| self.ends_meet(*line));
            faults.extend(meet.map(Fault::Ends));
        }
        let broken = (0..self.rings.len()).filter(|ring| self.is_broken(*ring, rank));
        faults.extend(broken.map(Fault::Ring));
        Some(faults)
    }

    pub(super) fn ends_meet(&self, line: usize) -> bool {
        let ends = self.places_of_ends(line);
        ends.is_some_and(|[a, b]| a != b && self.position(a) == self.position(b))
    }

    pub(super) fn is_broken(&self, ring: usize, rank: u8) -> bool {
        let sign = self.signs.get(ring).copied().unwrap_or_default();
        self.area(ring, rank).signum() as i32 != sign
    }

    pub(super) fn edges_cross(&self, a: LineEdge, b: LineEdge) -> bool {
        match (self.ends(a), self.ends(b)) {
            (Some(a), Some(b)) => cross(a, b),
            _ => false,
        }
    }

    /// The places whose move may repair a fault.
    pub(super) fn places_of(&self, fault: &Fault) -> Vec<usize> {
        match fault {
            Fault::Point(edge) => self.places_of_edge(*edge).collect(),
            Fault::Crossing(a, b) => {
                let places = self.places_of_edge(*a);
                places.chain(self.places_of_edge(*b)).collect()
            }
            Fault::Ends(line) => self.places_of_ends(*line).into_iter().flatten().collect(),
            Fault::Ring(ring) => self.places_of_ring(*ring).collect(),
        }
    }
}
