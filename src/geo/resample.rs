//! Adaptive resampling: great arcs become polylines that stay within a tolerance of the true
//! curve in px. The same edge gives the same points from either end, so neighbours still meet.

use super::bend::most_bend;
use super::sphere::{in_order, is_pole, midpoint};
use super::{LonLat, Point, ProjectionName};

/// No edge is halved more often. At 2⁻¹² of half a turn even a pole's line is fine enough.
const MAX_DEPTH: u32 = 12;

/// Longer edges are halved whatever the error at their middle, so that an S-curve whose middle
/// lies on its chord isn't missed. Degrees of longitude or latitude.
const MAX_SPAN_DEG: f64 = 15.0;

/// Chords longer than this many tolerances are checked at their quarters too.
const LOPSIDED: f64 = 16.0;

/// How places are projected, and how far a straight edge may be from the true curve.
pub(crate) struct Curve<F> {
    project: F,
    name: ProjectionName,
    /// With the sphere's radius as the unit.
    tolerance: f64,
    tolerance_px: f64,
}

impl<F: Fn(LonLat) -> Point> Curve<F> {
    /// `name` says how `project` bends edges, on a sphere with a radius of `radius_px`.
    pub(crate) fn new(project: F, name: ProjectionName, radius_px: f64, tolerance_px: f64) -> Self {
        // A tolerance of 0 would only ever be met by straight edges.
        let tolerance_px = if tolerance_px > 1e-6 {
            tolerance_px
        } else {
            1e-6
        };
        Self {
            project,
            name,
            tolerance: tolerance_px / radius_px,
            tolerance_px,
        }
    }
}

/// Projects a line of great arcs (between places within the map) and adds points where a
/// straight edge would be more than the tolerance off.
pub(crate) fn resample(line: &[LonLat], curve: &Curve<impl Fn(LonLat) -> Point>) -> Vec<Point> {
    let resampled = resampled(line, curve).into_iter();
    let mut out: Vec<Point> = resampled.map(|(_, point)| point).collect();
    out.dedup();
    out
}

/// The same line with the places of what is added, not projected.
pub(crate) fn densified(line: &[LonLat], curve: &Curve<impl Fn(LonLat) -> Point>) -> Vec<LonLat> {
    let resampled = resampled(line, curve).into_iter();
    resampled.map(|(place, _)| place).collect()
}

fn resampled(line: &[LonLat], curve: &Curve<impl Fn(LonLat) -> Point>) -> Vec<(LonLat, Point)> {
    let mut out: Vec<(LonLat, Point)> = Vec::with_capacity(line.len());
    let mut previous: Option<(LonLat, Point)> = None;
    for &b in line {
        let end = (b, (curve.project)(b));
        let bent = previous.filter(|(a, _)| most_bend(curve.name, *a, b) > curve.tolerance);
        if let Some(start) = bent {
            let before = out.len();
            if in_order(start.0, b) {
                halve(start, end, curve, MAX_DEPTH, &mut out);
            } else {
                halve(end, start, curve, MAX_DEPTH, &mut out);
                if let Some(added) = out.get_mut(before..) {
                    added.reverse();
                }
            }
        }
        out.push(end);
        previous = Some(end);
    }
    out
}

/// Adds the points between two ends.
fn halve(
    (a, point_a): (LonLat, Point),
    (b, point_b): (LonLat, Point),
    curve: &Curve<impl Fn(LonLat) -> Point>,
    depth: u32,
    out: &mut Vec<(LonLat, Point)>,
) {
    let (project, tolerance) = (&curve.project, curve.tolerance_px);
    let (dx, dy) = (point_b.x - point_a.x, point_b.y - point_a.y);
    let chord = crate::geo::length(dx, dy);
    if depth == 0 || !chord.is_finite() || chord <= 2.0 * tolerance {
        return;
    }
    let off = |point: Point| {
        let (px, py) = (point.x - point_a.x, point.y - point_a.y);
        (dx * py - dy * px).abs() / chord
    };
    let middle = midpoint(a, b);
    let point = project(middle);
    let long = (a.lat - b.lat).abs() > MAX_SPAN_DEG
        || ((a.lon - b.lon).abs() > MAX_SPAN_DEG && !(is_pole(a) && is_pole(b)));
    if !long && off(point) <= tolerance {
        // A lopsided curve is farthest off beside its middle; a short one can't be.
        let quarters = [midpoint(a, middle), midpoint(middle, b)];
        let short = chord <= LOPSIDED * tolerance;
        if short
            || quarters
                .into_iter()
                .all(|quarter| off(project(quarter)) <= tolerance)
        {
            return;
        }
    }
    halve((a, point_a), (middle, point), curve, depth - 1, out);
    out.push((middle, point));
    halve((middle, point), (b, point_b), curve, depth - 1, out);
}
