//! Finds the edges that cross, among many, in time in proportion to n log n for n edges.
//!
//! Short edges that lie apart, as nearly all do, are compared cell by cell. Where too many share a cell (the
//! teeth of a comb, the rays of a star) a line sweeps over the edges and compares neighbours alone.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::Vertex;
use crate::geo::planar::BoxTree;
use crate::geo::{Bounds, Point};

/// Where an edge begins and ends.
pub(super) type Edge = [Vertex; 2];

/// Cells that edges may take, and pairs that may be compared in them, for each edge.
const MOST_CELLS: usize = 4;
const MOST_PAIRS: usize = 24;

/// Pairs of edges, by number, that cross at a place inside both; none if more than `most` do.
pub(super) fn crossings(edges: &[Edge], most: usize) -> Option<BTreeSet<[usize; 2]>> {
    by_cells(edges).or_else(|| by_sweep(edges, most))
}

/// Which way one turns on the way from a by b to p.
fn turn([a, b]: Edge, p: Vertex) -> i64 {
    let [ax, ay, bx, by, px, py] = [a[0], a[1], b[0], b[1], p[0], p[1]].map(i64::from);
    ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum()
}

/// Whether two edges cross at a place inside both; exactly, for the grid is of whole numbers.
pub(super) fn cross(one: Edge, other: Edge) -> bool {
    let sides = |of: Edge, [a, b]: Edge| turn(of, a) * turn(of, b);
    sides(one, other) < 0 && sides(other, one) < 0
}

/// None if cells are too full.
fn by_cells(edges: &[Edge]) -> Option<BTreeSet<[usize; 2]>> {
    let length = |edge: &Edge| {
        let [[ax, ay], [bx, by]] = edge.map(|at| at.map(i64::from));
        (ax - bx).abs() + (ay - by).abs()
    };
    let whole: i64 = edges.iter().map(length).sum();
    // So that an edge takes few cells on average.
    let cell = i32::try_from(2 * whole / edges.len().max(1) as i64).ok()?;
    let cell = cell.max(4);
    let most = MOST_CELLS * edges.len() + 64;
    let mut taken: Vec<(Vertex, u32)> = Vec::with_capacity(2 * edges.len());
    for (number, [a, b]) in edges.iter().enumerate() {
        let range = |axis: usize| {
            let [a, b] = [a, b].map(|at| at.get(axis).map_or(0, |x| x.div_euclid(cell)));
            a.min(b)..=a.max(b)
        };
        for x in range(0) {
            for y in range(1) {
                taken.push(([x, y], number as u32));
                if taken.len() > most {
                    return None;
                }
            }
        }
    }
    taken.sort_unstable();
    let mut left = MOST_PAIRS * edges.len() + 512;
    let mut found = BTreeSet::new();
    for in_cell in taken.chunk_by(|a, b| a.0 == b.0) {
        left = left.checked_sub(in_cell.len() * (in_cell.len() - 1) / 2)?;
        for (i, (_, one)) in in_cell.iter().enumerate() {
            for (_, other) in in_cell.iter().skip(i + 1) {
                let pair = [*one as usize, *other as usize];
                if let [Some(a), Some(b)] = pair.map(|edge| edges.get(edge)) {
                    if cross(*a, *b) {
                        found.insert(pair);
                    }
                }
            }
        }
    }
    Some(found)
}

/// By a line that sweeps from west to east. Of two neighbours on it that cross, the longer is put aside, so
/// that those that stay do not cross; what is put aside is then compared with all that is near.
///
/// # References
/// Michael I. Shamos, Dan Hoey, *Geometric intersection problems*, 17th Symposium on Foundations of Computer
/// Science (1976).
fn by_sweep(edges: &[Edge], most: usize) -> Option<BTreeSet<[usize; 2]>> {
    let spans: Vec<Span> = edges
        .iter()
        .enumerate()
        .map(|(number, [a, b])| Span {
            along: [*a.min(b), *a.max(b)],
            number,
        })
        .filter(|span| span.along[0] != span.along[1])
        .collect();
    // Those that end at a place go before others begin there.
    let mut events: Vec<(Vertex, bool, Span)> = Vec::with_capacity(2 * spans.len());
    for span in spans {
        let [from, to] = span.along;
        events.extend([(from, true, span), (to, false, span)]);
    }
    events.sort_unstable_by_key(|(at, begins, span)| (*at, *begins, span.number));
    let mut sweep = Sweep::default();
    for (_, begins, span) in events {
        match begins {
            true => sweep.active.insert(span),
            false => sweep.active.remove(&span),
        };
        sweep.settle(span, begins);
        if sweep.aside.len() > most {
            return None;
        }
    }
    if sweep.aside.is_empty() {
        return Some(BTreeSet::new());
    }
    let boxes: Vec<Bounds> = edges.iter().map(|edge| bounds(*edge)).collect();
    let tree = BoxTree::new(&boxes);
    let mut found = BTreeSet::new();
    // Looks are work too, though nothing crosses there.
    let mut left = 64 * (most + edges.len());
    for Span { number, along } in sweep.aside {
        let outcome = tree.visit(&|bounds| near(along, bounds), &mut |other| {
            left = left.saturating_sub(1);
            if edges.get(other).is_some_and(|edge| cross(along, *edge)) {
                found.insert([number.min(other), number.max(other)]);
            }
            match left == 0 || found.len() > most {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        if outcome.is_break() {
            return None;
        }
    }
    Some(found)
}

/// The box of an edge.
pub(super) fn bounds(edge: Edge) -> Bounds {
    Bounds::of(&edge.map(|[x, y]| Point::new(f64::from(x), f64::from(y))))
}

/// Whether an edge may touch a box: it meets the edge's own, and lies not all on one side of it.
pub(super) fn near(edge: Edge, of: &Bounds) -> bool {
    if !bounds(edge).touches(of) {
        return false;
    }
    let [a, b] = edge.map(|[x, y]| Point::new(f64::from(x), f64::from(y)));
    let corners = of.corners();
    let sides = corners
        .iter()
        .map(|p| (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
    let (mut left, mut right) = (false, false);
    for side in sides {
        left |= side >= 0.0;
        right |= side <= 0.0;
    }
    left && right
}

/// An edge from west to east; from south to north if it is upright.
#[derive(Clone, Copy)]
struct Span {
    along: Edge,
    number: usize,
}

/// From south to north: where the later of two begins beside the other, else where it ends.
impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        let above = |low: &Self, high: &Self| {
            let [from, to] = high.along;
            match turn(low.along, from) {
                0 => turn(low.along, to),
                side => side,
            }
        };
        let side = match self.along[0] <= other.along[0] {
            true => above(self, other),
            false => -above(other, self),
        };
        0.cmp(&side).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Span {}

#[derive(Default)]
struct Sweep {
    /// What the line meets, from south to north; no two cross.
    active: BTreeSet<Span>,
    aside: Vec<Span>,
}

impl Sweep {
    /// Compares what became neighbours where a span begins or ended.
    fn settle(&mut self, span: Span, mut begins: bool) {
        loop {
            let below = self.active.range(..span).next_back().copied();
            let mut above = self.active.range(span..);
            if begins {
                above.next();
            }
            let above = above.next().copied();
            let pairs = match begins {
                true => [below.zip(Some(span)), above.zip(Some(span))],
                false => [below.zip(above), None],
            };
            let crosses = |pair: &&(Span, Span)| cross(pair.0.along, pair.1.along);
            let Some((a, b)) = pairs.iter().flatten().find(crosses).copied() else {
                return;
            };
            let length = |span: &Span| {
                let [from, to] = span.along.map(|at| at.map(i64::from));
                (to[0] - from[0]).abs() + (to[1] - from[1]).abs()
            };
            let longer = if length(&a) > length(&b) { a } else { b };
            self.active.remove(&longer);
            self.aside.push(longer);
            begins &= longer != span;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::Random;

    #[test]
    fn sweep_and_cells_find_what_a_look_at_each_pair_finds() {
        let mut random = Random(11);
        for (count, size) in [(3, 4.0), (20, 6.0), (60, 1000.0), (200, 40.0)] {
            for _ in 0..200 {
                let mut at = || [0, 0].map(|_: i32| random.between(0.0, size).round() as i32);
                let edges: Vec<Edge> = (0..count).map(|_| [at(), at()]).collect();
                let mut expected = BTreeSet::new();
                for i in 0..count {
                    for j in i + 1..count {
                        if cross(edges[i], edges[j]) {
                            expected.insert([i, j]);
                        }
                    }
                }
                assert_eq!(
                    by_sweep(&edges, usize::MAX / 1000).as_ref(),
                    Some(&expected)
                );
                if let Some(found) = by_cells(&edges) {
                    assert_eq!(found, expected);
                }
            }
        }
    }
}
