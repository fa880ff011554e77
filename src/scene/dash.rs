//! Dashes and dots along a line, as plain geometry, so that every surface shows the same.

use crate::geo::Point;

/// Most dashes one line may become. A longer line is drawn solid: nobody could see its dashes.
const MAX_DASHES: f64 = 100_000.0;

/// The dashes of `line`: the first starts at its start, and a dash that meets a bend bends.
///
/// A closed line (last point = first) is dashed once around. If a length is not positive, or the
/// line has more dashes than anyone could see, the whole line comes back as one.
///
/// # Units
/// `on_px` and `off_px`: px along the line. `phase_px`: how far into a dash it begins.
pub(crate) fn dashes(line: &[Point], on_px: f64, off_px: f64, phase_px: f64) -> Vec<Vec<Point>> {
    if line.len() < 2 || line.iter().any(|p| !p.x.is_finite() || !p.y.is_finite()) {
        return Vec::new();
    }
    let length: f64 = line.windows(2).map(segment_length).sum();
    let sensible = on_px > 0.0 && off_px > 0.0 && length / (on_px + off_px) < MAX_DASHES;
    if !sensible {
        return vec![line.to_vec()];
    }
    let mut dashes = Vec::new();
    let mut dash: Vec<Point> = line.first().copied().into_iter().collect();
    let mut on = true;
    let mut left = on_px - phase_px;
    for segment in line.windows(2) {
        let &[from, to] = segment else { continue };
        let whole = segment_length(segment);
        let mut done = 0.0;
        while whole - done > left {
            done += left;
            let t = done / whole;
            let turn = Point {
                x: from.x + t * (to.x - from.x),
                y: from.y + t * (to.y - from.y),
            };
            if on {
                dash.push(turn);
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash = vec![turn];
            }
            on = !on;
            left = if on { on_px } else { off_px };
        }
        left -= whole - done;
        if on && whole > 0.0 {
            dash.push(to);
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

/// The centres of dots along `line`, the first at its start, `step_px` from each to the next.
pub(crate) fn dots(line: &[Point], step_px: f64) -> Vec<Point> {
    // A dash and a gap of half a step each: a dot at the start of each dash.
    let dashes = dashes(line, step_px / 2.0, step_px / 2.0, 0.0);
    dashes
        .iter()
        .filter_map(|dash| dash.first().copied())
        .collect()
}

fn segment_length(segment: &[Point]) -> f64 {
    match segment {
        [from, to] => crate::geo::length(to.x - from.x, to.y - from.y),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn length(line: &[Point]) -> f64 {
        line.windows(2).map(segment_length).sum()
    }

    #[test]
    fn dashes_and_gaps_alternate() {
        let found = dashes(&line(&[(0.0, 0.0), (10.0, 0.0)]), 3.0, 2.0, 0.0);
        let ends: Vec<_> = found.iter().map(|d| (d[0].x, d[d.len() - 1].x)).collect();
        assert_eq!(ends, [(0.0, 3.0), (5.0, 8.0)]);
    }

    #[test]
    fn dots_are_a_step_apart_from_the_start_on() {
        let found = dots(&line(&[(1.0, 0.0), (9.0, 0.0)]), 3.6);
        let xs: Vec<f64> = found.iter().map(|p| p.x).collect();
        assert_eq!(xs.len(), 3);
        for (x, at) in xs.iter().zip([1.0, 4.6, 8.2]) {
            assert!((x - at).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn a_line_may_begin_within_a_dash() {
        let found = dashes(&line(&[(0.0, 0.0), (10.0, 0.0)]), 3.0, 2.0, 1.0);
        let ends: Vec<_> = found.iter().map(|d| (d[0].x, d[d.len() - 1].x)).collect();
        assert_eq!(ends, [(0.0, 2.0), (4.0, 7.0), (9.0, 10.0)]);
    }

    #[test]
    fn a_dash_bends_with_the_line() {
        let found = dashes(&line(&[(0.0, 0.0), (2.0, 0.0), (2.0, 9.0)]), 4.0, 1.0, 0.0);
        assert_eq!(found[0], line(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]));
    }

    #[test]
    fn many_short_segments_dash_like_one_long_one() {
        let fine: Vec<_> = (0..=800)
            .map(|i| Point {
                x: f64::from(i) * 0.125,
                y: 0.0,
            })
            .collect();
        let found = dashes(&fine, 3.0, 2.0, 0.0);
        assert_eq!(found.len(), 20);
        for dash in found {
            assert!((length(&dash) - 3.0).abs() < 1e-9);
        }
    }

    #[test]
    fn dots_two_widths_apart_cover_a_third() {
        let found = dashes(&line(&[(0.0, 0.0), (300.0, 400.0)]), 1.0, 2.0, 0.0);
        let covered: f64 = found.iter().map(|d| length(d)).sum();
        assert!((covered - 500.0 / 3.0).abs() < 1.0);
    }

    #[test]
    fn repeated_points_do_no_harm() {
        let found = dashes(
            &line(&[(0.0, 0.0), (0.0, 0.0), (6.0, 0.0), (6.0, 0.0)]),
            2.0,
            2.0,
            0.0,
        );
        assert_eq!(found.len(), 2);
        assert!(dashes(&line(&[(1.0, 1.0), (1.0, 1.0)]), 2.0, 2.0, 0.0).is_empty());
    }

    #[test]
    fn senseless_lengths_give_the_line_itself() {
        let solid = line(&[(0.0, 0.0), (1e9, 0.0)]);
        for (on, off) in [
            (0.0, 1.0),
            (1.0, 0.0),
            (f64::NAN, 1.0),
            (-1.0, 3.0),
            (1.0, 1.0),
        ] {
            assert_eq!(dashes(&solid, on, off, 0.0), std::slice::from_ref(&solid));
        }
    }

    #[test]
    fn a_line_without_length_gives_nothing() {
        assert!(dashes(&[], 1.0, 1.0, 0.0).is_empty());
        assert!(dashes(&line(&[(0.0, f64::NAN), (1.0, 1.0)]), 1.0, 1.0, 0.0).is_empty());
    }
}
