//! Snap rounding: places are rounded to the grid, and what that breaks is repaired.
//!
//! Takes the places and lines that simplification kept, gives them in units of the grid. A place moves
//! as a whole, so neighbours stay together.

mod crossings;
mod faults;
mod repair;

use super::atlas::ALWAYS;
use crate::geo::sphere::{is_antimeridian, is_pole};
use crate::geo::LonLat;

pub(super) use faults::FaultCount;

/// A vertex that was kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptVertex {
    pub(super) place: usize,
    pub(super) rank: u8,
}

/// A place on the grid.
type Vertex = [i32; 2];

/// An edge: its line, and the index of its first vertex there.
type LineEdge = (usize, usize);

/// The kept vertices of all lines, their places on the grid.
pub(super) struct SnappedLines {
    /// By place.
    pub(super) at: Vec<[i32; 2]>,
    pub(super) lines: Vec<Vec<KeptVertex>>,
    /// Lines of each ring, and whether forward.
    rings: Vec<Vec<(usize, bool)>>,
    /// Twice the area of each ring before rounding has this sign.
    signs: Vec<i32>,
    /// By place: whether it may not move, being on ±180° or at a pole.
    fixed: Vec<bool>,
}

impl SnappedLines {
    /// Rounds `places` to units of `quantum` degrees.
    pub(super) fn new(
        places: &[LonLat],
        quantum: f64,
        lines: Vec<Vec<KeptVertex>>,
        rings: Vec<Vec<(usize, bool)>>,
        signs: Vec<i32>,
    ) -> Self {
        let round = |p: &LonLat| [p.lon, p.lat].map(|deg| (deg / quantum).round() as i32);
        let is_fixed = |p: &LonLat| is_antimeridian(*p) || is_pole(*p);
        let mut snapped = Self {
            at: places.iter().map(round).collect(),
            lines,
            rings,
            signs,
            fixed: places.iter().map(is_fixed).collect(),
        };
        snapped.drop_repeated();
        snapped
    }

    /// Where rounding made neighbours on a line one, one goes, unless a ring needs it.
    fn drop_repeated(&mut self) {
        let at = &self.at;
        let same = |a: &KeptVertex, b: &KeptVertex| at.get(a.place) == at.get(b.place);
        for line in &mut self.lines {
            let Some((last, inner)) = line.split_last() else {
                continue;
            };
            let mut kept: Vec<KeptVertex> = Vec::with_capacity(line.len());
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

    fn put(&mut self, place: usize, at: [i32; 2]) {
        if let Some(position) = self.at.get_mut(place) {
            *position = at;
        }
    }

    /// The places of both ends of an edge.
    fn places_of_edge(&self, (line, i): LineEdge) -> impl Iterator<Item = usize> + '_ {
        let vertices = self.lines.get(line).and_then(|line| line.get(i..i + 2));
        vertices.into_iter().flatten().map(|vertex| vertex.place)
    }

    /// The places of all vertices of a ring.
    fn places_of_ring(&self, ring: usize) -> impl Iterator<Item = usize> + '_ {
        let lines = self.rings.get(ring).into_iter().flatten();
        let vertices = lines
            .filter_map(|(line, _)| self.lines.get(*line))
            .flatten();
        vertices.map(|vertex| vertex.place)
    }

    /// The places of both ends of a line.
    fn places_of_ends(&self, line: usize) -> Option<[usize; 2]> {
        let line = self.lines.get(line)?;
        Some([line.first()?.place, line.last()?.place])
    }

    /// Where an edge of full detail begins and ends.
    fn ends(&self, (line, i): LineEdge) -> Option<[[i32; 2]; 2]> {
        self.span(((line, i), (line, i + 1)))
    }

    /// Where an edge of a level of detail begins and ends.
    fn span(&self, (from, to): (LineEdge, LineEdge)) -> Option<[[i32; 2]; 2]> {
        let at = |(line, i): LineEdge| Some(self.position(self.lines.get(line)?.get(i)?.place));
        Some([at(from)?, at(to)?])
    }

    /// The edges of a level of detail: where each begins, and where it ends, as edges of full detail.
    fn edges(&self, rank: u8) -> impl Iterator<Item = (LineEdge, LineEdge)> + '_ {
        (0..self.lines.len()).flat_map(move |line| {
            let kept = self.starts(line, rank);
            kept.zip(self.starts(line, rank).skip(1))
        })
    }

    /// The vertices of a line that a level of detail keeps, as the edges that begin there.
    fn starts(&self, line: usize, rank: u8) -> impl Iterator<Item = LineEdge> + '_ {
        let vertices = self.lines.get(line).into_iter().flatten().enumerate();
        let kept = vertices.filter(move |(_, vertex)| vertex.rank >= rank);
        kept.map(move |(i, _)| (line, i))
    }

    /// Twice the area of a ring as a level of detail shows it.
    fn area(&self, ring: usize, rank: u8) -> i128 {
        let mut points = Vec::new();
        for (line, forward) in self.rings.get(ring).into_iter().flatten() {
            let kept = self.lines.get(*line).into_iter().flatten();
            let kept = kept.filter(|vertex| vertex.rank >= rank);
            let kept = kept.map(|vertex| self.position(vertex.place));
            let start = points.len();
            points.extend(kept);
            if !forward {
                points.get_mut(start..).unwrap_or_default().reverse();
            }
        }
        let edges = points.iter().zip(points.iter().cycle().skip(1));
        edges
            .map(|(a, b)| i128::from(a[0]) * i128::from(b[1]) - i128::from(b[0]) * i128::from(a[1]))
            .sum()
    }
}
