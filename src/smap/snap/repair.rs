//! Repairs faults: by moving places a little at full detail, by keeping more vertices at the levels
//! below.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use super::crossings::{bounds, near, Edge};
use super::faults::{Fault, FaultCount};
use super::{LineEdge, SnappedLines};
use crate::geo::planar::BoxTree;
use crate::smap::atlas::ALWAYS;

/// Rounds of repair; each makes the map better or is the last.
const ROUNDS: usize = 40;

/// How far a repair may move a place along each axis, in units of the grid.
const FARTHEST: i32 = 3;

/// Rings of more vertices are too large to collapse.
const SMALL_RING: usize = 64;

/// How many edges repairs may look at. Honest maps take a twentieth; what is still wrong then stays so.
const MOST_LOOKS: u64 = 20_000_000;

impl SnappedLines {
    /// Moves places until nothing is wrong, as far as that can be had; none if far too many edges cross.
    pub(in crate::smap) fn repair(&mut self) -> Option<FaultCount> {
        let steps = steps();
        let mut faults = self.faults(0)?;
        if faults.is_empty() {
            return Some(FaultCount::default());
        }
        let mut near = Neighbourhood::new(self);
        for _ in 0..ROUNDS {
            let mut moved = false;
            for fault in &faults {
                let mut places = self.places_of(fault).into_iter();
                moved |= places.any(|place| self.improve(place, &steps, &mut near));
            }
            if !moved {
                break;
            }
            faults = self.faults(0)?;
        }
        Some(FaultCount::of(&faults))
    }

    /// Moves a place to where fewer things are wrong, if there is such a position nearby.
    fn improve(&mut self, place: usize, steps: &[[i32; 2]], near: &mut Neighbourhood) -> bool {
        if self.fixed.get(place) != Some(&false) || near.looks.get() > MOST_LOOKS {
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
            near.each_near([a, b], |other| {
                count += usize::from(self.edges_cross(*edge, other));
            });
        }
        let rings = near.rings_at(place);
        near.look(SMALL_RING * rings.len());
        let broken = rings.iter().filter(|ring| self.is_broken(**ring, 0));
        count + broken.count()
    }

    /// Raises the ranks of vertices until each level of detail below `levels` is as sound as full
    /// detail.
    pub(in crate::smap) fn repair_levels(&mut self, levels: u8) -> Option<FaultCount> {
        let mut left = FaultCount::default();
        for rank in 1..=levels {
            // At the top all that is left is what every level keeps.
            let rank = if rank == levels { ALWAYS } else { rank };
            let mut of_level = FaultCount::default();
            for _ in 0..ROUNDS {
                let faults = self.faults(rank)?;
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
        Some(left)
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
    /// Boxes of the edges.
    tree: BoxTree,
    /// By number in the tree.
    edges: Vec<LineEdge>,
    /// Numbers of the edges at a place.
    at: HashMap<usize, Vec<usize>>,
    /// By place; small ones only.
    rings: HashMap<usize, Vec<usize>>,
    /// How many edges were looked at.
    looks: Cell<u64>,
}

impl Neighbourhood {
    fn new(snapped: &SnappedLines) -> Self {
        let edges: Vec<LineEdge> = snapped.edges(0).map(|(edge, _)| edge).collect();
        let boxes = edges.iter().filter_map(|edge| snapped.ends(*edge));
        let tree = BoxTree::new(&boxes.map(bounds).collect::<Vec<_>>());
        let (mut at, mut rings) = (HashMap::new(), HashMap::new());
        for (number, edge) in edges.iter().enumerate() {
            for place in snapped.places_of_edge(*edge) {
                at.entry(place).or_insert_with(Vec::new).push(number);
            }
        }
        for ring in 0..snapped.rings.len() {
            let places: Vec<usize> = snapped.places_of_ring(ring).collect();
            if places.len() <= SMALL_RING {
                for place in places {
                    rings.entry(place).or_insert_with(Vec::new).push(ring);
                }
            }
        }
        Self {
            tree,
            edges,
            at,
            rings,
            looks: Cell::new(0),
        }
    }

    fn look(&self, edges: usize) {
        self.looks.set(self.looks.get() + edges as u64);
    }

    /// Finds the edges of a moved place where they are now.
    fn add_moved(&mut self, snapped: &SnappedLines, place: usize) {
        for number in self.at.get(&place).into_iter().flatten() {
            let ends = self.edges.get(*number).and_then(|edge| snapped.ends(*edge));
            if let Some(ends) = ends {
                self.tree.move_to(*number, bounds(ends));
            }
        }
    }

    fn edges_at(&self, place: usize) -> impl Iterator<Item = &LineEdge> {
        let numbers = self.at.get(&place).into_iter().flatten();
        numbers.filter_map(|number| self.edges.get(*number))
    }

    fn rings_at(&self, place: usize) -> &[usize] {
        self.rings.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The edges that may touch another.
    fn each_near(&self, edge: Edge, mut visit: impl FnMut(LineEdge)) {
        let _ = self
            .tree
            .visit(&|bounds| near(edge, bounds), &mut |number| {
                self.look(1);
                if let Some(other) = self.edges.get(number) {
                    visit(*other);
                }
                ControlFlow::Continue(())
            });
    }
}
