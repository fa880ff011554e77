//! Adaptive resampling: great arcs become polylines that stay within a tolerance of the true
//! curve in px. The same edge gives the same points from either end, so neighbours still meet.

use super::sphere::{in_order, is_pole, midpoint};
use super::{LonLat, Point};

/// No edge is halved more often. At 2⁻¹² of half a turn even a pole's line is fine enough.
const MAX_DEPTH: u32 = 12;

/// Longer edges are halved whatever the error at their middle, so that an S-curve whose middle
/// lies on its chord isn't missed. Degrees of longitude or latitude.
const MAX_SPAN_DEG: f64 = 15.0;

/// Chords longer than this many tolerances are checked at their quarters too.
const LOPSIDED: f64 = 16.0;

/// Projects a line of great arcs (between places within the map) and adds points where a
/// straight edge would be more than `tolerance_px` off.
pub(crate) fn resample(
    line: &[LonLat],
    project: &impl Fn(LonLat) -> Point,
    tolerance_px: f64,
) -> Vec<Point> {
    let resampled = resampled(line, project, tolerance_px).into_iter();
    let mut out: Vec<Point> = resampled.map(|(_, point)| point).collect();
    out.dedup();
    out
}

/// The same line with the places of what is added, not projected.
pub(crate) fn densified(
    line: &[LonLat],
    project: &impl Fn(LonLat) -> Point,
    tolerance_px: f64,
) -> Vec<LonLat> {
    let resampled = resampled(line, project, tolerance_px).into_iter();
    resampled.map(|(place, _)| place).collect()
}

fn resampled(
    line: &[LonLat],
    project: &impl Fn(LonLat) -> Point,
    tolerance_px: f64,
) -> Vec<(LonLat, Point)> {
    // A tolerance of 0 would only ever be met by straight edges.
    let tolerance = if tolerance_px > 1e-6 {
        tolerance_px
    } else {
        1e-6
    };
    let mut out: Vec<(LonLat, Point)> = Vec::with_capacity(line.len());
    let mut previous: Option<(LonLat, Point)> = None;
    for &b in line {
        let end = (b, project(b));
        if let Some(start) = previous {
            let before = out.len();
            if in_order(start.0, b) {
                halve(start, end, project, tolerance, MAX_DEPTH, &mut out);
            } else {
                halve(end, start, project, tolerance, MAX_DEPTH, &mut out);
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
    project: &impl Fn(LonLat) -> Point,
    tolerance: f64,
    depth: u32,
    out: &mut Vec<(LonLat, Point)>,
) {
    let (dx, dy) = (point_b.x - point_a.x, point_b.y - point_a.y);
    let chord = dx.hypot(dy);
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
    halve(
        (a, point_a),
        (middle, point),
        project,
        tolerance,
        depth - 1,
        out,
    );
    out.push((middle, point));
    halve(
        (middle, point),
        (b, point_b),
        project,
        tolerance,
        depth - 1,
        out,
    );
}
