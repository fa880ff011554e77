//! Disputed lines in px of the map: borders or their portions, and outlines of areas.
//!
//! Takes lines in degrees; gives those that a reader can tell apart at this size. The moving map has the same rules
//! in [`Tracer::disputed`](crate::view::Tracer::disputed).

use super::base::CURVE_PX;
use super::panels::Panel;
use crate::geo::planar::{squared_to_segment, Bounds};
use crate::geo::{LonLat, Point};
use crate::input::policy::LineStyle;
use crate::map::StanceMap;

type Lines = Vec<Vec<Point>>;

/// Dashed, then dotted lines: `borders` and the outlines of the policy's areas. An outline of a small area is left
/// out, and so are edges beside lines before them, dashed ones first.
pub(super) fn project(
    map: &StanceMap,
    borders: &[(LineStyle, Vec<LonLat>)],
    panel: &Panel,
) -> [Lines; 2] {
    let style = &map.style.disputed;
    let mut drawn: Lines = Vec::new();
    [LineStyle::Dashed, LineStyle::Dotted].map(|of| {
        let projected = |line: &[LonLat]| panel.line(line, CURVE_PX);
        let borders = borders.iter().filter(|(style, _)| *style == of);
        let borders = borders.map(|(_, line)| projected(line));
        let areas = map.policy.areas.iter().filter(|area| area.style == of);
        let outlines = areas.map(|area| projected(&area.outline));
        let outlines = outlines.filter(|outline| {
            let bounds = Bounds::of(outline.iter().flatten());
            bounds.width().max(bounds.height()) >= style.across
        });
        let mut own = Vec::new();
        for line in borders.chain(outlines) {
            let clear = line
                .iter()
                .flat_map(|line| clear_of(line, &drawn, style.apart));
            let clear: Lines = clear.collect();
            drawn.extend_from_slice(&clear);
            own.extend(clear);
        }
        own
    })
}

/// The edges of a line but those with both ends within `apart` of others.
fn clear_of(line: &[Point], others: &[Vec<Point>], apart: f64) -> Lines {
    let is_clear = |p: &Point| {
        let mut edges = others.iter().flat_map(|other| other.windows(2));
        !edges.any(|edge| match edge {
            [a, b] => squared_to_segment(*p, *a, *b) <= apart * apart,
            _ => false,
        })
    };
    let ends: Vec<(Point, bool)> = line.iter().map(|p| (*p, is_clear(p))).collect();
    let mut out: Lines = vec![Vec::new()];
    for edge in ends.windows(2) {
        let &[(from, one), (to, other)] = edge else {
            continue;
        };
        match out.last_mut() {
            Some(open) if one || other => {
                if open.is_empty() {
                    open.push(from);
                }
                open.push(to);
            }
            _ => out.push(Vec::new()),
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn an_edge_beside_another_line_is_left_out_and_what_leads_to_it_stays() {
        let other = vec![line(&[(0.0, 0.0), (100.0, 0.0)])];
        let outline = line(&[
            (20.0, 30.0),
            (20.0, 1.0),
            (60.0, 1.5),
            (60.0, 30.0),
            (20.0, 30.0),
        ]);
        let found = clear_of(&outline, &other, 2.0);
        assert_eq!(
            found,
            [
                line(&[(20.0, 30.0), (20.0, 1.0)]),
                line(&[(60.0, 1.5), (60.0, 30.0), (20.0, 30.0)])
            ]
        );
    }
}
