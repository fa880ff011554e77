//! Where the lines of a pattern come too near to the edges of their shape.
//!
//! Takes edges in the frame of a pattern; gives stretches of its rows, and what of a row is outside them.

use super::hatch::{steps, Edge, Spans};

/// The stretches of rows that lie within `reach` of an edge: row, from, to; sorted.
pub(super) fn near(edges: &[Edge], step: f64, reach: f64) -> Vec<(f64, f64, f64)> {
    let mut near = Vec::new();
    for &(a, b) in edges {
        let long = crate::geo::length(b.0 - a.0, b.1 - a.1);
        let [du, dv] = match long > 0.0 {
            true => [(a.1 - b.1) / long * reach, (b.0 - a.0) / long * reach],
            false => [0.0, 0.0],
        };
        let first = ((a.1.min(b.1) - reach) / step).ceil();
        for row in steps(first, (a.1.max(b.1) + reach) / step) {
            // Where the row meets the discs round the ends, and the sides of the rectangle between them.
            let v = row * step;
            let mut stretch = (f64::INFINITY, f64::NEG_INFINITY);
            let mut add = |u: f64| stretch = (stretch.0.min(u), stretch.1.max(u));
            for (u, of) in [a, b] {
                let half = (reach * reach - (v - of).powi(2)).sqrt();
                if half >= 0.0 {
                    add(u - half);
                    add(u + half);
                }
            }
            for (du, dv) in [(du, dv), (-du, -dv)] {
                let share = (v - dv - a.1) / (b.1 - a.1);
                if (0.0..=1.0).contains(&share) {
                    add(a.0 + du + share * (b.0 - a.0));
                }
            }
            if stretch.0 < stretch.1 {
                near.push((row, stretch.0, stretch.1));
            }
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    near
}

/// What of a sorted list is of a row.
pub(super) fn of_row(near: &[(f64, f64, f64)], row: f64) -> &[(f64, f64, f64)] {
    let start = near.partition_point(|stretch| stretch.0 < row);
    let end = near.partition_point(|stretch| stretch.0 <= row);
    near.get(start..end).unwrap_or_default()
}

/// What of `spans` is in none of `near`; both are sorted.
pub(super) fn outside(spans: &Spans, near: &[(f64, f64, f64)]) -> Spans {
    let mut apart: Vec<(f64, f64)> = Vec::new();
    for &(_, start, end) in near {
        match apart.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => apart.push((start, end)),
        }
    }
    let mut out = Vec::new();
    for &(mut from, to) in spans {
        let first = apart.partition_point(|stretch| stretch.1 <= from);
        for &(start, end) in apart.iter().skip(first).take_while(|of| of.0 < to) {
            if start > from {
                out.push((from, start));
            }
            from = end;
        }
        if from < to {
            out.push((from, to));
        }
    }
    out
}
