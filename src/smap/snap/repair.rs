//! Repairs faults: by moving places a little at full detail, by keeping more vertices at the levels
//! below.

use std::collections::HashMap;

use super::faults::{cells_of, Fault, FaultCount};
use super::{LineEdge, SnappedLines};
use crate::smap::atlas::ALWAYS;

/// Rounds of repair; each makes the map better or is the last.
const ROUNDS: usize = 40;

/// How far a repair may move a place along each axis, in units of the grid.
const FARTHEST: i32 = 3;

/// Rings of more vertices are too large to collapse.
const SMALL_RING: usize = 64;

impl SnappedLines {
    /// Moves places until nothing is wrong, as far as that can be had.
    pub(in crate::smap) fn repair(&mut self) -> FaultCount {
        let steps = steps();
        for _ in 0..ROUNDS {
            let faults = self.faults(0);
            let mut near = Neighbourhood::new(self);
            let mut moved = false;
            for fault in &faults {
                let mut places = self.places_of(fault).into_iter();
                moved |= places.any(|place| self.improve(place, &steps, &mut near));
            }
            if !moved {
                break;
            }
        }
        FaultCount::of(&self.faults(0))
    }

    /// Moves a place to where fewer things are wrong, if there is such a position nearby.
    fn improve(&mut self, place: usize, steps: &[[i32; 2]], near: &mut Neighbourhood) -> bool {
        if self.fixed.get(place) != Some(&false) {
            return false;
        }
        let home = self.position(place);
        let wrong = self.faults_at(place, near);
        let mut best = (wrong, home);
        for [dx, dy] in steps {
            if best.0 == 0 {
                break;
            }
            let there = [home[0] + dx, home[1] + dy];
            self.put(place, there);
            let faults = self.faults_at(place, near);
            if faults < best.0 {
                best = (faults, there);
            }
        }
        self.put(place, best.1);
        if best.0 < wrong {
            near.add_moved(self, place);
        }
        best.0 < wrong
    }

    /// How much is wrong with the edges and rings at a place.
    fn faults_at(&self, place: usize, near: &Neighbourhood) -> usize {
        let mut count = 0;
        for edge in near.edges_at(place) {
            let Some([a, b]) = self.ends(*edge) else {
                continue;
            };
            count += usize::from(a == b) + usize::from(self.ends_meet(edge.0));
            let others = near.edges_near(a, b);
            count += others
                .filter(|other| self.edges_cross(*edge, *other))
                .count();
        }
        let broken = near.rings_at(place).iter();
        count + broken.filter(|ring| self.is_broken(**ring, 0)).count()
    }

    /// Raises the ranks of vertices until each level of detail below `levels` is as sound as full
    /// detail.
    pub(in crate::smap) fn repair_levels(&mut self, levels: u8) -> FaultCount {
        let mut left = FaultCount::default();
        for rank in 1..=levels {
            // At the top all that is left is what every level keeps.
            let rank = if rank == levels { ALWAYS } else { rank };
            let mut of_level = FaultCount::default();
            for _ in 0..ROUNDS {
                let faults = self.faults(rank);
                of_level = FaultCount::of(&faults);
                let mut raised = false;
                for fault in faults {
                    raised |= self.keep_more(&fault, rank);
                }
                if !raised {
                    break;
                }
            }
            left = left.max(of_level);
        }
        left
    }

    /// Keeps vertices that a level leaves out where something is wrong.
    fn keep_more(&mut self, fault: &Fault, rank: u8) -> bool {
        match fault {
            Fault::Point(edge) => self.raise(*edge, rank),
            Fault::Ends(_) => false,
            Fault::Crossing(a, b) => self.raise(*a, rank) | self.raise(*b, rank),
            Fault::Ring(ring) => {
                let lines = self.rings.get(*ring).cloned().unwrap_or_default();
                let mut raised = false;
                for (line, _) in lines {
                    let starts: Vec<LineEdge> = self.starts(line, rank).collect();
                    for edge in starts {
                        raised |= self.raise(edge, rank);
                    }
                }
                raised
            }
        }
    }

    /// Keeps the most important of the vertices that a level leaves out after an edge's start.
    fn raise(&mut self, (line, from): LineEdge, rank: u8) -> bool {
        let Some(line) = self.lines.get_mut(line) else {
            return false;
        };
        let after = line.iter_mut().skip(from + 1);
        let left_out = after.take_while(|vertex| vertex.rank < rank);
        let most = left_out.max_by_key(|vertex| vertex.rank);
        let is_raised = most.is_some();
        if let Some(vertex) = most {
            vertex.rank = rank;
        }
        is_raised
    }
}

/// Steps from a place, the nearest first.
fn steps() -> Vec<[i32; 2]> {
    let range = -FARTHEST..=FARTHEST;
    let columns = range.clone();
    let all = columns.flat_map(|dx| range.clone().map(move |dy| [dx, dy]));
    let mut steps: Vec<[i32; 2]> = all.filter(|step| *step != [0, 0]).collect();
    steps.sort_by_key(|[dx, dy]| (dx * dx + dy * dy, *dx, *dy));
    steps
}

/// What is near what, while places are moved.
struct Neighbourhood {
    cell: i32,
    /// Edges by cell; those of moved places stand in their old cells too.
    cells: HashMap<[i32; 2], Vec<LineEdge>>,
    /// By place.
    edges: HashMap<usize, Vec<LineEdge>>,
    /// By place; small ones only.
    rings: HashMap<usize, Vec<usize>>,
}

impl Neighbourhood {
    fn new(snapped: &SnappedLines) -> Self {
        let mut near = Self {
            cell: snapped.cell,
            cells: HashMap::new(),
            edges: HashMap::new(),
            rings: HashMap::new(),
        };
        for (edge, _) in snapped.edges(0) {
            near.insert(snapped, edge);
            for place in snapped.places_of_edge(edge) {
                near.edges.entry(place).or_default().push(edge);
            }
        }
        for ring in 0..snapped.rings.len() {
            let places: Vec<usize> = snapped.places_of_ring(ring).collect();
            if places.len() <= SMALL_RING {
                for place in places {
                    near.rings.entry(place).or_default().push(ring);
                }
            }
        }
        near
    }

    fn insert(&mut self, snapped: &SnappedLines, edge: LineEdge) {
        if let Some([a, b]) = snapped.ends(edge) {
            for cell in cells_of(a, b, self.cell) {
                let edges = self.cells.entry(cell).or_default();
                if !edges.contains(&edge) {
                    edges.push(edge);
                }
            }
        }
    }

    /// Finds the edges of a moved place where they are now, too.
    fn add_moved(&mut self, snapped: &SnappedLines, place: usize) {
        for edge in self.edges.get(&place).cloned().unwrap_or_default() {
            self.insert(snapped, edge);
        }
    }

    fn edges_at(&self, place: usize) -> &[LineEdge] {
        self.edges.get(&place).map_or(&[], Vec::as_slice)
    }

    fn rings_at(&self, place: usize) -> &[usize] {
        self.rings.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The edges in the cells of an edge from `a` to `b`; one in several cells comes several times.
    fn edges_near(&self, a: [i32; 2], b: [i32; 2]) -> impl Iterator<Item = LineEdge> + '_ {
        let cells = cells_of(a, b, self.cell);
        cells
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .copied()
    }
}
