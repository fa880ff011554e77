//! The second half of every cut: joins open pieces of rings that end on the map's outline into closed
//! rings along that outline, and gives holes to their exteriors.

use std::collections::BTreeSet;
use std::f64::consts::PI;
use std::ops::ControlFlow;

use super::planar::{flat, Bounds, BoxTree, PlanarPolygon};
use super::sphere::{area_under, signed_area};
use super::{LonLat, Polygon};

/// The outline a cut leaves the sphere with. Positions on it run 0 to 1 with the map on the left.
pub(crate) trait Outline {
    /// Where a place on the outline is.
    fn position(&self, p: LonLat) -> f64;
    /// The places that a way along the outline must pass, by rising position.
    fn corners(&self) -> &[(f64, LonLat)];
    /// What the outline encloses, in steradians.
    fn area(&self) -> f64;
    /// A measure of what a ring within the outline encloses, negative for a hole: for its sign and order.
    fn enclosed(&self, ring: &[LonLat]) -> f64 {
        flat_area(ring)
    }
}

/// Pieces of rings as a cut produces them: a piece ends where the next edge does not begin.
#[derive(Default)]
pub(crate) struct Pieces {
    done: Vec<Vec<LonLat>>,
}

impl Pieces {
    /// Adds the visible part of an edge. It continues the last piece if it begins at its end.
    pub(crate) fn edge(&mut self, points: &[LonLat]) {
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        let continues = self.done.last().and_then(|piece| piece.last()) == Some(first);
        if !continues {
            self.done.push(vec![*first]);
        }
        if let Some(piece) = self.done.last_mut() {
            for point in rest {
                if piece.last() != Some(point) {
                    piece.push(*point);
                }
            }
        }
    }

    /// The pieces of an open line.
    pub(crate) fn into_lines(mut self) -> Vec<Vec<LonLat>> {
        self.done.retain(|piece| piece.len() > 1);
        self.done
    }

    /// The pieces of a ring, as (closed rings, open pieces).
    pub(crate) fn into_ring(mut self) -> (Vec<Vec<LonLat>>, Vec<Vec<LonLat>>) {
        // The ring may have begun in the middle of a piece.
        let begins = self.done.first().and_then(|piece| piece.first()).copied();
        let ends = self.done.last().and_then(|piece| piece.last()).copied();
        if self.done.len() > 1 && begins == ends {
            let head = self.done.swap_remove(0);
            // The last piece now stands first.
            if let Some(tail) = self.done.first_mut() {
                tail.extend(head.into_iter().skip(1));
            }
        }
        self.done.retain(|piece| piece.len() > 1);
        self.done
            .into_iter()
            .partition(|piece| piece.first() == piece.last())
    }
}

/// Joins the pieces of one polygon and gives the parts it falls into.
///
/// A piece ends where it leaves the map, so the polygon lies on the left of the way along the
/// outline from there to the next place where a piece enters.
pub(crate) fn rejoin(
    polygon: &Polygon,
    mut closed: Vec<Vec<LonLat>>,
    open: Vec<Vec<LonLat>>,
    outline: &impl Outline,
) -> Vec<Polygon> {
    join_along_outline(&mut closed, open, outline);
    let mut rings: Vec<(f64, Vec<LonLat>)> = closed
        .into_iter()
        .filter(|ring| ring.len() > 3)
        .map(|ring| (outline.enclosed(&ring), ring))
        .filter(|(area, _)| *area != 0.0)
        .collect();
    if outline_is_shell(polygon, &rings, outline) {
        let mut shell: Vec<LonLat> = outline.corners().iter().map(|(_, p)| *p).collect();
        shell.extend(shell.first().copied());
        rings.push((f64::INFINITY, shell));
    }
    with_holes(rings)
}

/// Whether the polygon covers the map up to its outline although no piece of it ends there: no
/// ring of it is seen but it is larger than the map, or only holes of it are seen.
fn outline_is_shell(
    polygon: &Polygon,
    rings: &[(f64, Vec<LonLat>)],
    outline: &impl Outline,
) -> bool {
    if rings.is_empty() {
        return outline.area() < 4.0 * PI && signed_area(polygon) > outline.area();
    }
    if rings.iter().all(|(area, _)| *area > 0.0) {
        return false;
    }
    let seen: f64 = rings.iter().map(|(_, ring)| area_in_map(ring)).sum();
    seen < 0.0 && seen + outline.area() <= signed_area(polygon) + 1e-9
}

fn join_along_outline(
    closed: &mut Vec<Vec<LonLat>>,
    open: Vec<Vec<LonLat>>,
    outline: &impl Outline,
) {
    let at = |p: Option<&LonLat>| p.map_or(0.0, |p| outline.position(*p));
    // By rising position of the start; None once used.
    let mut pieces: Vec<(f64, Option<Vec<LonLat>>)> = open
        .into_iter()
        .map(|piece| (at(piece.first()), Some(piece)))
        .collect();
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut unused: BTreeSet<usize> = (0..pieces.len()).collect();
    let mut next_seed = 0;
    while let Some((_, seed)) = pieces.get_mut(next_seed) {
        unused.remove(&next_seed);
        next_seed += 1;
        let Some(mut ring) = seed.take() else {
            continue;
        };
        let start = at(ring.first());
        loop {
            let end = at(ring.last());
            // The nearest start ahead of the end: an unused piece, or this ring's own.
            let mut best = (ahead(end, start), None);
            let after = pieces.partition_point(|(position, _)| *position < end - TIE);
            let candidate = unused.range(after..).next().or(unused.first());
            let candidate = candidate.and_then(|index| Some((*index, pieces.get(*index)?.0)));
            if let Some((index, position)) = candidate {
                let distance = ahead(end, position);
                if distance < best.0 {
                    best = (distance, Some(index));
                }
            }
            follow(&mut ring, end, best.0, outline);
            let next = best
                .1
                .filter(|i| unused.remove(i))
                .and_then(|i| pieces.get_mut(i))
                .and_then(|(_, piece)| piece.take());
            let Some(piece) = next else { break };
            for point in piece {
                if ring.last() != Some(&point) {
                    ring.push(point);
                }
            }
        }
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
        closed.push(ring);
    }
}

/// Starts this little behind an end count as met by it.
const TIE: f64 = 1e-13;

/// The way along the outline from one position to another, 0 to 1.
fn ahead(from: f64, to: f64) -> f64 {
    let distance = (to - from).rem_euclid(1.0);
    if distance > 1.0 - TIE {
        0.0
    } else {
        distance
    }
}

/// Appends the corners passed on the way.
fn follow(ring: &mut Vec<LonLat>, from: f64, distance: f64, outline: &impl Outline) {
    let corners = outline.corners();
    let mut passed: Vec<(f64, LonLat)> = corners
        .iter()
        .map(|(position, p)| (ahead(from, *position), *p))
        .filter(|(way, _)| *way > 0.0 && *way < distance)
        .collect();
    passed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, corner) in passed {
        if ring.last() != Some(&corner) {
            ring.push(corner);
        }
    }
}

/// Twice the area in square degrees, drawn flat in longitude and latitude.
fn flat_area(ring: &[LonLat]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let mut area = 0.0;
    for pair in ring.windows(2) {
        if let [a, b] = pair {
            area += (a.lon - origin.lon) * (b.lat - origin.lat)
                - (b.lon - origin.lon) * (a.lat - origin.lat);
        }
    }
    area
}

/// The signed area on the left of a ring that lies within the map, so that its longitudes need
/// no wrapping.
fn area_in_map(ring: &[LonLat]) -> f64 {
    let mut area = 0.0;
    for pair in ring.windows(2) {
        if let &[a, b] = pair {
            area -= area_under(a, b, b.lon - a.lon);
        }
    }
    area
}

/// Gives each hole (negative area) to the smallest shell around it.
fn with_holes(rings: Vec<(f64, Vec<LonLat>)>) -> Vec<Polygon> {
    let (mut shells, holes): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|(area, _)| *area > 0.0);
    shells.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut parts: Vec<Polygon> = shells
        .into_iter()
        .map(|(_, ring)| Polygon { rings: vec![ring] })
        .collect();
    let last = parts.len().saturating_sub(1);
    let shells = parts.iter().take(last).map(|part| {
        let shell = part.rings.first().into_iter().flatten();
        Bounds::of(&shell.map(|p| flat(*p)).collect::<Vec<_>>())
    });
    let shells = match holes.is_empty() {
        true => Vec::new(),
        false => shells.collect(),
    };
    let tree = BoxTree::new(&shells);
    for (_, hole) in holes {
        let bounds = Bounds::of(&hole.iter().map(|p| flat(*p)).collect::<Vec<_>>());
        let mut near = Vec::new();
        let _ = tree.visit(&|of| of.touches(&bounds), &mut |shell| {
            near.push(shell);
            ControlFlow::Continue(())
        });
        near.sort_unstable();
        let around = near.into_iter().find(|shell| {
            let part = parts.get(*shell).and_then(|part| part.rings.first());
            part.is_some_and(|shell| surrounds(shell, &hole))
        });
        if let Some(part) = parts.get_mut(around.unwrap_or(last)) {
            part.rings.push(hole);
        }
    }
    parts
}

/// Whether most vertices of `hole` are inside `shell`, both drawn flat in longitude and latitude.
fn surrounds(shell: &[LonLat], hole: &[LonLat]) -> bool {
    let samples: Vec<&LonLat> = hole.iter().step_by((hole.len() / 8).max(1)).collect();
    let shell = PlanarPolygon {
        rings: vec![shell.iter().map(|p| flat(*p)).collect()],
    };
    let inside = samples
        .iter()
        .filter(|p| shell.contains(flat(***p)))
        .count();
    2 * inside > samples.len()
}
