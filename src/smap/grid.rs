//! Places put on the grid, and what that breaks mended: rings that collapse, edges of no length,
//! lines that cross. A place is moved as a whole, so neighbours stay together.

use std::collections::{BTreeSet, HashMap};

use super::atlas::ALWAYS;
use crate::geo::sphere::{is_antimeridian, is_pole};
use crate::geo::LonLat;

/// Rounds of mending; each makes the map better or is the last.
const ROUNDS: usize = 40;

/// How far a place may be moved from where it was rounded to, in units of the grid.
const FARTHEST: i32 = 3;

/// Rings of more vertices are too large to collapse.
const SMALL_RING: usize = 64;

/// A vertex that was kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vertex {
    pub(super) place: usize,
    pub(super) rank: u8,
}

/// The kept vertices of all lines, their places on the grid.
pub(super) struct Grid {
    /// By place.
    pub(super) at: Vec<[i32; 2]>,
    pub(super) lines: Vec<Vec<Vertex>>,
    /// Lines of each ring, and whether forward.
    rings: Vec<Vec<(usize, bool)>>,
    /// Twice the area of each ring before rounding has this sign.
    signs: Vec<i32>,
    /// By place: whether it may not move, being on ±180° or at a pole.
    fixed: Vec<bool>,
    cell: i32,
}

/// An edge: its line, and the index of its first vertex there.
type Edge = (usize, usize);

/// Where two edges that cross are, or what else is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Flaw {
    /// Both ends of an edge fall together.
    Point(Edge),
    /// Both ends of a line fall together, though they are two places.
    Ends(usize),
    /// A ring without area, or turned inside out.
    Ring(usize),
    Crossing(Edge, Edge),
}

/// How many flaws stay.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flaws {
    pub(super) collapsed: usize,
    pub(super) crossings: usize,
}

impl Flaws {
    fn count(flaws: &BTreeSet<Flaw>) -> Self {
        let crossings = flaws
            .iter()
            .filter(|flaw| matches!(flaw, Flaw::Crossing(..)))
            .count();
        Self {
            collapsed: flaws.len() - crossings,
            crossings,
        }
    }
}

impl Grid {
    /// Rounds `places` to units of `quantum` degrees.
    pub(super) fn new(
        places: &[LonLat],
        quantum: f64,
        lines: Vec<Vec<Vertex>>,
        rings: Vec<Vec<(usize, bool)>>,
        signs: Vec<i32>,
    ) -> Self {
        let round = |p: &LonLat| [p.lon, p.lat].map(|deg| (deg / quantum).round() as i32);
        let turn = (360.0 / quantum) as i32;
        let mut grid = Self {
            at: places.iter().map(round).collect(),
            lines,
            rings,
            signs,
            fixed: places
                .iter()
                .map(|p| is_antimeridian(*p) || is_pole(*p))
                .collect(),
            // As many cells as a few degrees need at any quantum.
            cell: (turn / 512).max(4),
        };
        grid.drop_repeated();
        grid
    }

    /// Where rounding made neighbours on a line one, one goes, unless a ring needs it.
    fn drop_repeated(&mut self) {
        let at = &self.at;
        let same = |a: &Vertex, b: &Vertex| at.get(a.place) == at.get(b.place);
        for line in &mut self.lines {
            let Some((last, inner)) = line.split_last() else {
                continue;
            };
            let mut kept: Vec<Vertex> = Vec::with_capacity(line.len());
            for vertex in inner {
                let repeats =
                    kept.last().is_some_and(|before| same(before, vertex)) || same(vertex, last);
                if kept.is_empty() || vertex.rank == ALWAYS || !repeats {
                    kept.push(*vertex);
                }
            }
            kept.push(*last);
            *line = kept;
        }
    }

    fn position(&self, place: usize) -> [i32; 2] {
        self.at.get(place).copied().unwrap_or_default()
    }

    /// Moves places until nothing is wrong, as far as that can be had.
    pub(super) fn mend(&mut self) -> Flaws {
        for _ in 0..ROUNDS {
            let flaws = self.flaws(0);
            let mut around = Around::new(self);
            let mut moved = false;
            for flaw in &flaws {
                moved |= self.mend_one(flaw, &mut around);
            }
            if !moved {
                break;
            }
        }
        Flaws::count(&self.flaws(0))
    }

    fn mend_one(&mut self, flaw: &Flaw, around: &mut Around) -> bool {
        let places = self.places_of(flaw);
        for place in places {
            if self.fixed.get(place) != Some(&false) {
                continue;
            }
            let home = self.position(place);
            let wrong = self.badness(place, around);
            if wrong == 0 {
                continue;
            }
            let mut best = (wrong, home);
            for [dx, dy] in steps() {
                let there = [home[0] + dx, home[1] + dy];
                self.put(place, there);
                let badness = self.badness(place, around);
                if badness < best.0 {
                    best = (badness, there);
                }
                if badness == 0 {
                    break;
                }
            }
            self.put(place, best.1);
            if best.0 < wrong {
                around.add(self, place);
                return true;
            }
        }
        false
    }

    fn put(&mut self, place: usize, at: [i32; 2]) {
        if let Some(position) = self.at.get_mut(place) {
            *position = at;
        }
    }

    fn places_of(&self, flaw: &Flaw) -> Vec<usize> {
        let of_edge = |(line, i): &Edge| -> Vec<usize> {
            let vertices = self.lines.get(*line).and_then(|line| line.get(*i..*i + 2));
            vertices
                .into_iter()
                .flatten()
                .map(|vertex| vertex.place)
                .collect()
        };
        match flaw {
            Flaw::Point(edge) => of_edge(edge),
            Flaw::Crossing(a, b) => [of_edge(a), of_edge(b)].concat(),
            Flaw::Ends(line) => self.end_places(*line).into_iter().flatten().collect(),
            Flaw::Ring(ring) => {
                let lines = self.rings.get(*ring).into_iter().flatten();
                lines
                    .filter_map(|(line, _)| self.lines.get(*line))
                    .flatten()
                    .map(|vertex| vertex.place)
                    .collect()
            }
        }
    }

    /// What is wrong with the edges and rings at a place.
    fn badness(&self, place: usize, around: &Around) -> usize {
        let mut count = 0;
        for edge in around.edges_at(place) {
            let Some([a, b]) = self.ends(*edge) else {
                continue;
            };
            count += usize::from(a == b) + usize::from(self.ends_meet(edge.0));
            count += around
                .near(self, a, b)
                .filter(|other| self.cross(*edge, *other))
                .count();
        }
        for ring in around.rings_at(place) {
            count += usize::from(self.is_broken(*ring, 0));
        }
        count
    }

    fn ends(&self, (line, i): Edge) -> Option<[[i32; 2]; 2]> {
        let line = self.lines.get(line)?;
        let (a, b) = (line.get(i)?, line.get(i + 1)?);
        Some([self.position(a.place), self.position(b.place)])
    }

    fn end_places(&self, line: usize) -> Option<[usize; 2]> {
        let line = self.lines.get(line)?;
        Some([line.first()?.place, line.last()?.place])
    }

    fn ends_meet(&self, line: usize) -> bool {
        let ends = self.end_places(line);
        ends.is_some_and(|[a, b]| a != b && self.position(a) == self.position(b))
    }

    fn cross(&self, a: Edge, b: Edge) -> bool {
        match (self.ends(a), self.ends(b)) {
            (Some(a), Some(b)) => cross(a, b),
            _ => false,
        }
    }

    /// Twice the area of a ring as a level of detail shows it.
    fn area(&self, ring: usize, rank: u8) -> i128 {
        let mut points = Vec::new();
        for (line, forward) in self.rings.get(ring).into_iter().flatten() {
            let kept = self.lines.get(*line).into_iter().flatten();
            let kept = kept.filter(|vertex| vertex.rank >= rank);
            let start = points.len();
            points.extend(kept.map(|vertex| self.position(vertex.place)));
            if !forward {
                if let Some(added) = points.get_mut(start..) {
                    added.reverse();
                }
            }
        }
        let edges = points.iter().zip(points.iter().cycle().skip(1));
        edges
            .map(|(a, b)| i128::from(a[0]) * i128::from(b[1]) - i128::from(b[0]) * i128::from(a[1]))
            .sum()
    }

    fn is_broken(&self, ring: usize, rank: u8) -> bool {
        let sign = self.signs.get(ring).copied().unwrap_or_default();
        self.area(ring, rank).signum() as i32 != sign
    }

    /// Everything that is wrong at a level of detail.
    fn flaws(&self, rank: u8) -> BTreeSet<Flaw> {
        let edges: Vec<(Edge, Edge)> = self.edges(rank).collect();
        let mut flaws = BTreeSet::new();
        let mut cells: HashMap<[i32; 2], Vec<(Edge, Edge)>> = HashMap::new();
        for pair in &edges {
            let Some([a, b]) = self.span(*pair) else {
                continue;
            };
            if a == b {
                flaws.insert(Flaw::Point(pair.0));
            }
            for cell in cells_of(a, b, self.cell) {
                cells.entry(cell).or_default().push(*pair);
            }
        }
        for in_cell in cells.values() {
            for (i, one) in in_cell.iter().enumerate() {
                for other in in_cell.iter().skip(i + 1) {
                    if let (Some(a), Some(b)) = (self.span(*one), self.span(*other)) {
                        if cross(a, b) {
                            let (first, second) = (one.0.min(other.0), one.0.max(other.0));
                            flaws.insert(Flaw::Crossing(first, second));
                        }
                    }
                }
            }
        }
        if rank == 0 {
            let meet = (0..self.lines.len()).filter(|line| self.ends_meet(*line));
            flaws.extend(meet.map(Flaw::Ends));
        }
        let broken = (0..self.rings.len()).filter(|ring| self.is_broken(*ring, rank));
        flaws.extend(broken.map(Flaw::Ring));
        flaws
    }

    /// The edges of a level of detail: where each begins, and where it ends, as full edges.
    fn edges(&self, rank: u8) -> impl Iterator<Item = (Edge, Edge)> + '_ {
        self.lines
            .iter()
            .enumerate()
            .flat_map(move |(number, line)| {
                let kept = line
                    .iter()
                    .enumerate()
                    .filter(move |(_, vertex)| vertex.rank >= rank);
                let next = kept.clone().skip(1);
                kept.zip(next)
                    .map(move |((from, _), (to, _))| ((number, from), (number, to)))
            })
    }

    fn span(&self, (from, to): (Edge, Edge)) -> Option<[[i32; 2]; 2]> {
        let at = |(line, i): Edge| Some(self.position(self.lines.get(line)?.get(i)?.place));
        Some([at(from)?, at(to)?])
    }

    /// Raises the ranks of vertices until each level of detail below `levels` is as sound as full
    /// detail.
    pub(super) fn mend_levels(&mut self, levels: u8) -> Flaws {
        let mut left = Flaws::default();
        for rank in 1..=levels {
            // At the top all that is left is what every level keeps.
            let rank = if rank == levels { ALWAYS } else { rank };
            let mut of_level = Flaws::default();
            for _ in 0..ROUNDS {
                let flaws = self.flaws(rank);
                of_level = Flaws::count(&flaws);
                let mut raised = false;
                for flaw in flaws {
                    raised |= match flaw {
                        Flaw::Point(edge) => self.raise(edge, rank),
                        Flaw::Ends(_) => false,
                        Flaw::Crossing(a, b) => self.raise(a, rank) | self.raise(b, rank),
                        Flaw::Ring(ring) => {
                            let lines = self.rings.get(ring).cloned().unwrap_or_default();
                            let mut raised = false;
                            for (line, _) in lines {
                                let starts: Vec<Edge> = self.edges_of(line, rank).collect();
                                for edge in starts {
                                    raised |= self.raise(edge, rank);
                                }
                            }
                            raised
                        }
                    };
                }
                if !raised {
                    break;
                }
            }
            left.crossings = left.crossings.max(of_level.crossings);
            left.collapsed = left.collapsed.max(of_level.collapsed);
        }
        left
    }

    fn edges_of(&self, line: usize, rank: u8) -> impl Iterator<Item = Edge> + '_ {
        let vertices = self.lines.get(line).into_iter().flatten().enumerate();
        vertices
            .filter(move |(_, vertex)| vertex.rank >= rank)
            .map(move |(i, _)| (line, i))
    }

    /// Keeps the most important of the vertices that a level leaves out after an edge's start.
    fn raise(&mut self, (line, from): Edge, rank: u8) -> bool {
        let Some(line) = self.lines.get_mut(line) else {
            return false;
        };
        let left_out = line
            .iter_mut()
            .skip(from + 1)
            .take_while(|vertex| vertex.rank < rank);
        match left_out.max_by_key(|vertex| vertex.rank) {
            Some(vertex) => {
                vertex.rank = rank;
                true
            }
            None => false,
        }
    }
}

/// Steps from a place, the nearest first.
fn steps() -> Vec<[i32; 2]> {
    let range = -FARTHEST..=FARTHEST;
    let mut steps: Vec<[i32; 2]> = range
        .clone()
        .flat_map(|dx| range.clone().map(move |dy| [dx, dy]))
        .collect();
    steps.sort_by_key(|[dx, dy]| (dx * dx + dy * dy, *dx, *dy));
    steps.retain(|step| *step != [0, 0]);
    steps
}

/// Whether two edges cross at a place inside both.
fn cross([a, b]: [[i32; 2]; 2], [c, d]: [[i32; 2]; 2]) -> bool {
    let turn = |a: [i32; 2], b: [i32; 2], p: [i32; 2]| {
        let [ax, ay, bx, by, px, py] = [a[0], a[1], b[0], b[1], p[0], p[1]].map(i64::from);
        ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum()
    };
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/// The cells of the box around an edge; for a long one, those that its pieces touch.
fn cells_of(a: [i32; 2], b: [i32; 2], cell: i32) -> Vec<[i32; 2]> {
    let range = |axis: usize| {
        let (from, to) = (
            a.get(axis).copied().unwrap_or_default(),
            b.get(axis).copied().unwrap_or_default(),
        );
        from.min(to).div_euclid(cell)..=from.max(to).div_euclid(cell)
    };
    range(0)
        .flat_map(|x| range(1).map(move |y| [x, y]))
        .collect()
}

/// What is near what, while places are moved.
struct Around {
    cell: i32,
    /// Edges by cell; those of moved places stand in their old cells too.
    cells: HashMap<[i32; 2], Vec<Edge>>,
    edges: HashMap<usize, Vec<Edge>>,
    rings: HashMap<usize, Vec<usize>>,
}

impl Around {
    fn new(grid: &Grid) -> Self {
        let mut around = Self {
            cell: grid.cell,
            cells: HashMap::new(),
            edges: HashMap::new(),
            rings: HashMap::new(),
        };
        for (edge, _) in grid.edges(0) {
            around.insert(grid, edge);
            let vertices = grid
                .lines
                .get(edge.0)
                .and_then(|line| line.get(edge.1..edge.1 + 2));
            for vertex in vertices.into_iter().flatten() {
                around.edges.entry(vertex.place).or_default().push(edge);
            }
        }
        for (ring, lines) in grid.rings.iter().enumerate() {
            let lines = lines.iter().filter_map(|(line, _)| grid.lines.get(*line));
            let places: Vec<usize> = lines.flatten().map(|vertex| vertex.place).collect();
            if places.len() <= SMALL_RING {
                for place in places {
                    around.rings.entry(place).or_default().push(ring);
                }
            }
        }
        around
    }

    fn insert(&mut self, grid: &Grid, edge: Edge) {
        if let Some([a, b]) = grid.ends(edge) {
            for cell in cells_of(a, b, self.cell) {
                let edges = self.cells.entry(cell).or_default();
                if !edges.contains(&edge) {
                    edges.push(edge);
                }
            }
        }
    }

    /// A place has moved.
    fn add(&mut self, grid: &Grid, place: usize) {
        for edge in self.edges.get(&place).cloned().unwrap_or_default() {
            self.insert(grid, edge);
        }
    }

    fn edges_at(&self, place: usize) -> &[Edge] {
        self.edges.get(&place).map_or(&[], Vec::as_slice)
    }

    fn rings_at(&self, place: usize) -> &[usize] {
        self.rings.get(&place).map_or(&[], Vec::as_slice)
    }

    fn near<'a>(
        &'a self,
        grid: &'a Grid,
        a: [i32; 2],
        b: [i32; 2],
    ) -> impl Iterator<Item = Edge> + 'a {
        let cells = cells_of(a, b, grid.cell).into_iter();
        cells
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .copied()
    }
}
