//! Patterns as plain geometry: parallel lines, crossed lines or dots, clipped to polygons.
//!
//! SVG and PNG get these lines. The live map draws the same pattern as a tile, from the angles, origin
//! and period in [`Pattern`]. Patterns of one origin lie on one grid: the hatches of two neighbours, or
//! of two halves of a country cut at the antimeridian, line up.

use super::inset::{near, of_row, outside};
use super::pattern::Pattern;
use crate::geo::{PlanarPolygon, Point};

/// Most crossings of edges and rows (and, for dots, grid places) one call may cost. Beyond it the
/// pattern's grid is coarsened by whole steps. A map 1920 px wide stays below 1 % of it.
const MAX_WORK: f64 = 2.0e6;

/// `pattern` over `polygons`, as lines to stroke with `width_px`. Empty where the polygons have
/// no area, or a length is not a positive number.
///
/// # Units
/// `origin`: a line in each direction, or a dot, lies on it. `spacing_px`: from line to line, or
/// dot to dot. `width_px`: of a line, or the side of a dot. `inset_px`: how far from the polygons' edges
/// lines end.
pub(crate) fn fill(
    pattern: Pattern,
    polygons: &[PlanarPolygon],
    origin: Point,
    spacing_px: f64,
    width_px: f64,
    inset_px: f64,
) -> Vec<Vec<Point>> {
    match pattern {
        Pattern::Dots => dots(polygons, origin, spacing_px, width_px),
        lines => {
            let angles = lines.angles_deg().iter();
            angles
                .flat_map(|angle| hatch(polygons, origin, *angle, spacing_px, inset_px))
                .collect()
        }
    }
}

/// Parallel segments inside `polygons` (by the even–odd rule, each polygon for itself).
///
/// # Units
/// `angle_deg`: clockwise from the x axis as seen on the screen. `spacing_px`: from line to line;
/// a value that is not positive gives no lines.
fn hatch(
    polygons: &[PlanarPolygon],
    origin: Point,
    angle_deg: f64,
    spacing_px: f64,
    inset_px: f64,
) -> Vec<Vec<Point>> {
    if !(spacing_px > 0.0 && spacing_px.is_finite() && angle_deg.is_finite()) {
        return Vec::new();
    }
    let (sin, cos) = libm::sincos(angle_deg.to_radians());
    let on_row = |u: f64, v: f64| Point {
        x: origin.x + u * cos - v * sin,
        y: origin.y + u * sin + v * cos,
    };
    let mut lines = Vec::new();
    for polygon in polygons {
        let edges = edges(polygon, |p| {
            let (x, y) = (p.x - origin.x, p.y - origin.y);
            (x * cos + y * sin, y * cos - x * sin)
        });
        let step = affordable_step(&edges, spacing_px);
        let near = match inset_px > 0.0 {
            true => near(&edges, step, inset_px),
            false => Vec::new(),
        };
        for (row, spans) in spans(&edges, step, 0.0) {
            let v = row * step;
            for (from, to) in outside(&spans, of_row(&near, row)) {
                lines.push(vec![on_row(from, v), on_row(to, v)]);
            }
        }
    }
    lines
}

/// Square dots wholly inside `polygons`, each a horizontal line of length `size_px`.
fn dots(
    polygons: &[PlanarPolygon],
    origin: Point,
    spacing_px: f64,
    size_px: f64,
) -> Vec<Vec<Point>> {
    let sensible = |px: f64| px > 0.0 && px.is_finite();
    if !sensible(spacing_px) || !sensible(size_px) {
        return Vec::new();
    }
    let half = size_px / 2.0;
    let mut lines = Vec::new();
    for polygon in polygons {
        let edges = edges(polygon, |p| (p.x - origin.x, p.y - origin.y));
        let mut step = affordable_step(&edges, spacing_px);
        let wide = extent(edges.iter().flat_map(|e| [e.0 .0, e.1 .0]));
        let high = extent(edges.iter().flat_map(|e| [e.0 .1, e.1 .1]));
        while (wide / step + 1.0) * (high / step + 1.0) > MAX_WORK {
            step *= 2.0;
        }
        // A dot is inside if its middle and both its horizontal sides are.
        let above = spans(&edges, step, -half);
        let below = spans(&edges, step, half);
        for (row, middle) in spans(&edges, step, 0.0) {
            let (Some(above), Some(below)) = (at_row(&above, row), at_row(&below, row)) else {
                continue;
            };
            let shift = if row.rem_euclid(2.0) == 0.0 {
                0.0
            } else {
                step / 2.0
            };
            for (from, to) in middle {
                let first = ((from + half - shift) / step).ceil();
                let end = (to - half - shift) / step;
                for x in steps(first, end).map(|column| column * step + shift) {
                    if covers(above, x - half, x + half) && covers(below, x - half, x + half) {
                        let at = |x| Point {
                            x: origin.x + x,
                            y: origin.y + row * step,
                        };
                        lines.push(vec![at(x - half), at(x + half)]);
                    }
                }
            }
        }
    }
    lines
}

/// An edge in the pattern's frame: u along the lines, v across them.
pub(super) type Edge = ((f64, f64), (f64, f64));
/// The stretches of u inside the polygon on one row.
pub(super) type Spans = Vec<(f64, f64)>;

fn edges(polygon: &PlanarPolygon, frame: impl Fn(&Point) -> (f64, f64)) -> Vec<Edge> {
    let finite = |ring: &&Vec<Point>| ring.iter().all(|p| p.x.is_finite() && p.y.is_finite());
    let rings = polygon.rings.iter().filter(finite);
    let mut edges = Vec::new();
    for ring in rings {
        let next = ring.iter().skip(1).chain(ring.first());
        edges.extend(ring.iter().zip(next).map(|(a, b)| (frame(a), frame(b))));
    }
    edges
}

fn extent(values: impl Iterator<Item = f64>) -> f64 {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
        (low.min(v), high.max(v))
    });
    (high - low).max(0.0)
}

/// `spacing`, doubled until the crossings of edges and rows are affordable.
fn affordable_step(edges: &[Edge], spacing: f64) -> f64 {
    let travel: f64 = edges.iter().map(|(a, b)| (b.1 - a.1).abs()).sum();
    let mut step = spacing;
    while travel / step > MAX_WORK {
        step *= 2.0;
    }
    step
}

/// For each row (a whole number times `step`, plus `offset`) that meets the polygon: the row's
/// number and its inside spans from left to right.
fn spans(edges: &[Edge], step: f64, offset: f64) -> Vec<(f64, Spans)> {
    let mut crossings: Vec<(f64, f64)> = Vec::new();
    for &(a, b) in edges {
        let (low, high) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        // Half open, so that a vertex on a row counts once.
        let first = ((low.1 - offset) / step).ceil();
        for row in steps(first, (high.1 - offset) / step) {
            let t = (row * step + offset - low.1) / (high.1 - low.1);
            crossings.push((row, low.0 + t.clamp(0.0, 1.0) * (high.0 - low.0)));
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    crossings
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|on_row| {
            let row = on_row.first()?.0;
            let inside = on_row.chunks_exact(2).filter_map(|pair| match pair {
                [from, to] if from.1 < to.1 => Some((from.1, to.1)),
                _ => None,
            });
            Some((row, inside.collect()))
        })
        .collect()
}

/// `first`, `first` + 1 … below `end`. Counted, as adding 1 to a vast number would not move it.
pub(super) fn steps(first: f64, end: f64) -> impl Iterator<Item = f64> {
    let count = (end - first).ceil().clamp(0.0, MAX_WORK) as u32;
    (0..count).map(move |i| first + f64::from(i))
}

fn at_row(rows: &[(f64, Spans)], row: f64) -> Option<&Spans> {
    let found = rows
        .binary_search_by(|probe| probe.0.total_cmp(&row))
        .ok()?;
    rows.get(found).map(|(_, spans)| spans)
}

fn covers(spans: &Spans, from: f64, to: f64) -> bool {
    spans.iter().any(|span| span.0 <= from && to <= span.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const O: Point = Point { x: 0.0, y: 0.0 };

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Vec<Point> {
        ring(&[
            (x, y),
            (x, y + side),
            (x + side, y + side),
            (x + side, y),
            (x, y),
        ])
    }

    fn polygon(rings: Vec<Vec<Point>>) -> Vec<PlanarPolygon> {
        vec![PlanarPolygon { rings }]
    }

    fn length(lines: &[Vec<Point>]) -> f64 {
        lines
            .iter()
            .map(|l| (l[1].x - l[0].x).hypot(l[1].y - l[0].y))
            .sum()
    }

    #[test]
    fn total_length_is_area_over_spacing_at_any_angle() {
        // Cavalieri: the lines cut an area into strips one spacing wide.
        for angle in [0.0, 30.0, -45.0, 90.0, 117.0] {
            let lines = hatch(&polygon(vec![square(3.3, 7.1, 100.0)]), O, angle, 0.5, 0.0);
            let area = length(&lines) * 0.5;
            assert!((area - 10_000.0).abs() < 100.0, "{angle}°: {area}");
        }
    }

    #[test]
    fn lines_end_an_inset_from_every_edge_and_lose_no_more() {
        let triangle = ring(&[(0.0, 0.0), (60.0, 5.0), (20.0, 50.0), (0.0, 0.0)]);
        let hole = ring(&[(20.0, 20.0), (26.0, 20.0), (22.0, 26.0), (20.0, 20.0)]);
        let shape = PlanarPolygon {
            rings: vec![triangle, hole],
        };
        for angle in [0.0, 90.0, -45.0] {
            for line in hatch(std::slice::from_ref(&shape), O, angle, 2.0, 1.5) {
                for end in line {
                    let off = shape.edge_distance(end, 0.0).unwrap();
                    assert!((off.abs() - 1.5).abs() < 1e-6, "{angle}°: {off}");
                }
            }
        }
    }

    #[test]
    fn a_hole_stays_empty() {
        let with_hole = polygon(vec![square(0.0, 0.0, 30.0), square(10.0, 10.0, 10.0)]);
        for line in hatch(&with_hole, O, -45.0, 2.0, 0.0) {
            let (x, y) = ((line[0].x + line[1].x) / 2.0, (line[0].y + line[1].y) / 2.0);
            let inside_hole = x > 10.0 && x < 20.0 && y > 10.0 && y < 20.0;
            assert!(!inside_hole, "a line crosses the hole at {x}, {y}");
        }
    }

    #[test]
    fn the_lines_of_neighbours_meet() {
        let lines = |x| hatch(&polygon(vec![square(x, 0.5, 20.0)]), O, 0.0, 3.0, 0.0);
        let rows = |lines: Vec<Vec<Point>>| lines.iter().map(|l| l[0].y).collect::<Vec<_>>();
        assert_eq!(rows(lines(1.7)), rows(lines(21.7)));
    }

    #[test]
    fn a_line_in_each_direction_lies_on_the_origin() {
        let (area, origin) = (
            polygon(vec![square(0.0, 0.0, 20.0)]),
            Point { x: 9.3, y: 10.8 },
        );
        for (angle, across) in [(0.0, (0.0, 1.0)), (90.0, (1.0, 0.0)), (-45.0, (1.0, 1.0))] {
            let off = |p: Point| (p.x - origin.x) * across.0 + (p.y - origin.y) * across.1;
            let lines = hatch(&area, origin, angle, 4.0, 0.0);
            assert!(
                lines.iter().any(|line| off(line[0]).abs() < 1e-9),
                "{angle}°"
            );
        }
        let dots = dots(&area, origin, 4.0, 1.0);
        let middle = |dot: &[Point]| ((dot[0].x + dot[1].x) / 2.0, dot[0].y);
        assert!(dots.iter().any(|dot| middle(dot) == (origin.x, origin.y)));
    }

    #[test]
    fn a_positive_angle_runs_down_to_the_right() {
        for line in hatch(&polygon(vec![square(0.0, 0.0, 20.0)]), O, 45.0, 3.0, 0.0) {
            assert!((line[1].x > line[0].x) == (line[1].y > line[0].y));
        }
    }

    #[test]
    fn dots_lie_wholly_inside() {
        let triangle = polygon(vec![ring(&[
            (0.0, 0.0),
            (60.0, 5.0),
            (20.0, 50.0),
            (0.0, 0.0),
        ])]);
        let dots = fill(Pattern::Dots, &triangle, O, 4.0, 2.0, 0.0);
        assert!(dots.len() > 40, "only {} dots", dots.len());
        let inside = |x: f64, y: f64| {
            5.0 * x - 60.0 * y <= 1e-9 && 50.0 * x - 20.0 * y >= -1e-9 && {
                let (dx, dy) = (20.0 - 60.0, 50.0 - 5.0);
                dx * (y - 5.0) - dy * (x - 60.0) >= -1e-9
            }
        };
        for dot in dots {
            for dy in [-1.0, 1.0] {
                assert!(inside(dot[0].x, dot[0].y + dy) && inside(dot[1].x, dot[1].y + dy));
            }
        }
    }

    #[test]
    fn crossed_lines_are_twice_as_many() {
        let area = polygon(vec![square(0.0, 0.0, 50.0)]);
        let cross = fill(Pattern::Cross, &area, O, 5.0, 1.0, 0.0);
        let one = fill(Pattern::Diagonal, &area, O, 5.0, 1.0, 0.0);
        assert!((length(&cross) - 2.0 * length(&one)).abs() < 75.0);
    }

    #[test]
    fn a_huge_polygon_is_coarsened_not_refused() {
        let huge = polygon(vec![square(-1e9, -1e9, 2e9)]);
        for pattern in [Pattern::Diagonal, Pattern::Dots] {
            let lines = fill(pattern, &huge, O, 4.0, 1.0, 1.0);
            assert!(
                !lines.is_empty() && lines.len() <= 2_000_000,
                "{}",
                lines.len()
            );
            // So far out that neighbouring numbers are farther apart than the spacing.
            fill(
                pattern,
                &polygon(vec![square(1e30, 1e30, 1e16)]),
                O,
                4.0,
                1.0,
                1.0,
            );
            fill(
                pattern,
                &polygon(vec![square(1e300, -1e300, 1e300)]),
                O,
                4.0,
                1.0,
                1.0,
            );
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        let square = polygon(vec![square(0.0, 0.0, 9.0)]);
        let broken = polygon(vec![ring(&[
            (0.0, 0.0),
            (f64::NAN, 1.0),
            (f64::INFINITY, 2.0),
        ])]);
        assert!(hatch(&[], O, 45.0, 4.0, 1.0).is_empty());
        assert!(hatch(&polygon(vec![vec![]]), O, 45.0, 4.0, 1.0).is_empty());
        assert!(hatch(&broken, O, 45.0, 4.0, 1.0).is_empty());
        for spacing in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(hatch(&square, O, 45.0, spacing, 1.0).is_empty());
        }
    }
}
