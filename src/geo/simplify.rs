//! How much each vertex of a line matters: the area it adds, so that a line can be thinned to
//! any scale by one comparison a vertex.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::sphere::{triangle_area, vector, Vector};
use super::LonLat;

/// The importance of each vertex in steradians, by Visvalingam's effective area: the area of the
/// triangle with its neighbours at the time when it is the least, and never less than that of
/// vertices dropped before. Ends are infinitely important, and so are the `keep` most
/// important vertices between.
///
/// # References
/// Mahes Visvalingam, J. D. Whyatt, *Line generalisation by repeated elimination of points*, The
/// Cartographic Journal 30 (1993); here with triangles on the sphere.
pub(crate) fn importance(line: &[LonLat], keep: usize) -> Vec<f64> {
    let mut nodes: Vec<Node> = line
        .iter()
        .enumerate()
        .map(|(i, p)| Node {
            at: vector(*p),
            before: i.checked_sub(1),
            after: (i + 1 < line.len()).then_some(i + 1),
            importance: f64::INFINITY,
        })
        .collect();
    let mut heap: BinaryHeap<Candidate> = (0..nodes.len())
        .filter_map(|i| candidate(&nodes, i))
        .collect();
    let mut left = line.len().saturating_sub(2);
    let mut floor = 0.0;
    while let Some(least) = heap.pop() {
        if left <= keep {
            break;
        }
        // Outdated entries differ from the triangle as it is now; dropped vertices have none.
        if candidate(&nodes, least.index).is_none_or(|now| now.area != least.area) {
            continue;
        }
        left -= 1;
        floor = f64::max(floor, least.area);
        let Some(node) = nodes.get_mut(least.index) else {
            continue;
        };
        node.importance = floor;
        let (before, after) = (node.before.take(), node.after.take());
        if let Some(node) = before.and_then(|i| nodes.get_mut(i)) {
            node.after = after;
        }
        if let Some(node) = after.and_then(|i| nodes.get_mut(i)) {
            node.before = before;
        }
        for neighbour in [before, after].into_iter().flatten() {
            heap.extend(candidate(&nodes, neighbour));
        }
    }
    nodes.into_iter().map(|node| node.importance).collect()
}

/// A vertex and its present neighbours; a dropped one has none.
struct Node {
    at: Vector,
    before: Option<usize>,
    after: Option<usize>,
    importance: f64,
}

/// A vertex that may be left out next, in a heap that gives the smallest area first, and the first
/// vertex among equals.
pub(crate) struct Candidate {
    /// Of its triangle, steradians.
    pub(crate) area: f64,
    /// Its number.
    pub(crate) index: usize,
}

fn candidate(nodes: &[Node], index: usize) -> Option<Candidate> {
    let node = nodes.get(index)?;
    let before = nodes.get(node.before?)?;
    let after = nodes.get(node.after?)?;
    Some(Candidate {
        area: triangle_area(before.at, node.at, after.at),
        index,
    })
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .area
            .total_cmp(&self.area)
            .then(other.index.cmp(&self.index))
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
    use crate::geo::tests::ll;

    #[test]
    fn the_flattest_vertex_matters_least() {
        let line = [ll(0., 0.), ll(1., 0.01), ll(2., 1.), ll(3., 0.)];
        let got = importance(&line, 0);
        assert!(got[1] < got[2]);
        assert_eq!(got[0], f64::INFINITY);
    }

    #[test]
    fn the_area_is_that_of_the_triangle() {
        // Half a square degree at the equator, nearly flat.
        let got = importance(&[ll(0., 0.), ll(1., 0.), ll(1., 1.)], 0)[1];
        let flat = 0.5 * 1f64.to_radians().powi(2);
        assert!((got / flat - 1.0).abs() < 1e-3, "{got} is not {flat}");
    }

    #[test]
    fn what_must_be_kept_is_the_most_important() {
        let line = [ll(0., 0.), ll(1., 0.1), ll(2., 3.), ll(3., 0.1), ll(4., 0.)];
        let got = importance(&line, 1);
        assert_eq!(got.iter().filter(|area| area.is_infinite()).count(), 3);
        assert_eq!(got[2], f64::INFINITY);
    }
}
