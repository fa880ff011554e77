//! Keeps rings from turning inside out as they are simplified. A ring whose last vertices run the other
//! way round would cover the rest of the sphere.

use std::f64::consts::TAU;

use super::chains::{ArcPolygon, ArcRef};
use super::sphere::{area_on_left, signed_triangle_area, vector, Vector};
use super::winding::LEAST_AREA;
use super::LonLat;

/// Makes those vertices infinitely important without which a ring would lose its area or its
/// winding, once all that matter less are gone. Lines are shared, so neighbours still meet.
///
/// Takes time in proportion to the number of vertices, nearly.
pub(super) fn keep_upright(
    lines: &[Vec<LonLat>],
    importance: &mut [Vec<f64>],
    regions: &[Vec<ArcPolygon>],
) {
    // What one ring keeps, its neighbour does too, and that one's area must be followed anew.
    let mut changed = vec![true; lines.len()];
    while changed.contains(&true) {
        let mut changes = vec![false; lines.len()];
        for (number, ring) in regions
            .iter()
            .flatten()
            .flat_map(|polygon| polygon.iter().enumerate())
        {
            if !ring.iter().any(|of| changed.get(of.arc) == Some(&true)) {
                continue;
            }
            for (arc, vertex) in needed(ring, number > 0, lines, importance) {
                let weight = importance.get_mut(arc).and_then(|of| of.get_mut(vertex));
                if let (Some(weight), Some(change)) = (weight, changes.get_mut(arc)) {
                    *weight = f64::INFINITY;
                    *change = true;
                }
            }
        }
        changed = changes;
    }
}

/// Whether a closed ring has an area, on the left or, as a hole, on the right.
pub(super) fn is_upright(ring: &[LonLat], is_hole: bool) -> bool {
    let left = area_on_left(ring);
    left > 0.0 && (left > TAU) == is_hole
}

/// A vertex of a ring and its present neighbours.
struct RingNode {
    arc: usize,
    vertex: usize,
    at: Vector,
    importance: f64,
    before: usize,
    after: usize,
}

/// The vertices that are left when, without the next, the ring would be none, as arc and place on it;
/// not those that are kept already.
fn needed(
    ring: &[ArcRef],
    is_hole: bool,
    lines: &[Vec<LonLat>],
    importance: &[Vec<f64>],
) -> Vec<(usize, usize)> {
    let (mut nodes, mut places) = (Vec::new(), Vec::new());
    for of in ring {
        let (Some(line), Some(importance)) = (lines.get(of.arc), importance.get(of.arc)) else {
            continue;
        };
        let vertices = line.iter().zip(importance).enumerate();
        let mut add = |(vertex, (place, importance)): (usize, (&LonLat, &f64))| {
            let number = nodes.len();
            places.push(*place);
            nodes.push(RingNode {
                arc: of.arc,
                vertex,
                at: vector(*place),
                importance: *importance,
                before: number.wrapping_sub(1),
                after: number + 1,
            });
        };
        // The last vertex of an arc is the first of the next.
        match of.forward {
            true => vertices
                .take(line.len().saturating_sub(1))
                .for_each(&mut add),
            false => vertices.skip(1).rev().for_each(&mut add),
        }
    }
    let last = nodes.len().wrapping_sub(1);
    if let Some(first) = nodes.first_mut() {
        first.before = last;
    }
    if let Some(last) = nodes.last_mut() {
        last.after = 0;
    }
    places.extend(places.first().copied());
    let left = area_on_left(&places);
    let mut area = match is_hole {
        true => (2.0 * TAU - left) % (2.0 * TAU),
        false => left,
    };
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.retain(|i| {
        nodes
            .get(*i)
            .is_some_and(|node| node.importance.is_finite())
    });
    let weight = |i: &usize| nodes.get(*i).map_or(0.0, |node| node.importance);
    order.sort_by(|a, b| weight(a).total_cmp(&weight(b)));
    let mut kept = order.len();
    for (gone, i) in order.iter().enumerate() {
        let Some((taken, before, after)) = corner(&nodes, *i) else {
            continue;
        };
        area -= if is_hole { -taken } else { taken };
        if area < LEAST_AREA {
            kept = gone;
            break;
        }
        if let Some(node) = nodes.get_mut(before) {
            node.after = after;
        }
        if let Some(node) = nodes.get_mut(after) {
            node.before = before;
        }
    }
    let kept = order.iter().skip(kept).filter_map(|i| nodes.get(*i));
    kept.map(|node| (node.arc, node.vertex)).collect()
}

/// The area on the left that a ring loses with a vertex, and the vertex' neighbours.
fn corner(nodes: &[RingNode], i: usize) -> Option<(f64, usize, usize)> {
    let node = nodes.get(i)?;
    let (before, after) = (nodes.get(node.before)?, nodes.get(node.after)?);
    let taken = signed_triangle_area(before.at, node.at, after.at);
    Some((taken, node.before, node.after))
}
