//! What rounding broke: rings that collapse, edges of no length, lines that cross.

use std::collections::{BTreeSet, HashMap};

use super::{LineEdge, SnappedLines};

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
    /// Everything that is wrong at a level of detail.
    pub(super) fn faults(&self, rank: u8) -> BTreeSet<Fault> {
        let mut faults = BTreeSet::new();
        let mut cells: HashMap<[i32; 2], Vec<(LineEdge, LineEdge)>> = HashMap::new();
        for pair in self.edges(rank) {
            let Some([a, b]) = self.span(pair) else {
                continue;
            };
            if a == b {
                faults.insert(Fault::Point(pair.0));
            }
            for cell in cells_of(a, b, self.cell) {
                cells.entry(cell).or_default().push(pair);
            }
        }
        for in_cell in cells.values() {
            for (i, one) in in_cell.iter().enumerate() {
                for other in in_cell.iter().skip(i + 1) {
                    if let (Some(a), Some(b)) = (self.span(*one), self.span(*other)) {
                        if cross(a, b) {
                            let (first, second) = (one.0.min(other.0), one.0.max(other.0));
                            faults.insert(Fault::Crossing(first, second));
                        }
                    }
                }
            }
        }
        if rank == 0 {
            let meet = (0..self.lines.len()).filter(|line| self.ends_meet(*line));
            faults.extend(meet.map(Fault::Ends));
        }
        let broken = (0..self.rings.len()).filter(|ring| self.is_broken(*ring, rank));
        faults.extend(broken.map(Fault::Ring));
        faults
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

/// Whether two edges cross at a place inside both; exactly, for the grid is of whole numbers.
fn cross([a, b]: [[i32; 2]; 2], [c, d]: [[i32; 2]; 2]) -> bool {
    let turn = |a: [i32; 2], b: [i32; 2], p: [i32; 2]| {
        let [ax, ay, bx, by, px, py] = [a[0], a[1], b[0], b[1], p[0], p[1]].map(i64::from);
        ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum()
    };
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/// The cells of the box around an edge.
pub(super) fn cells_of(a: [i32; 2], b: [i32; 2], cell: i32) -> impl Iterator<Item = [i32; 2]> {
    let range = |a: i32, b: i32| a.min(b).div_euclid(cell)..=a.max(b).div_euclid(cell);
    let (columns, rows) = (range(a[0], b[0]), range(a[1], b[1]));
    columns.flat_map(move |x| rows.clone().map(move |y| [x, y]))
}
