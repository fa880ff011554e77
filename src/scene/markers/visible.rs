//! How much of a shape a reader can see: whole device pixels of its own style, at four to the px,
//! after everything that is painted over it.
//!
//! A pixel that blends the style with something else (coast, border, a hatch's edge) does not count:
//! on dark fills a little paper is enough to change the colour. On wide figures, which screens of one
//! pixel a px show, a polygon counts only where a whole px is free of all that: a narrower strip is
//! blended throughout there.

use crate::geo::planar::{area, spans};
use crate::geo::{Bounds, PlanarPolygon, Point};

use super::Shape;

/// Side of the device pixels that are counted, px.
const STEP_PX: f64 = 0.25;
/// Device pixels along a px.
const STEPS: usize = 4;
/// Islands that show less than this are specks, and do not count, px².
const SPECK_PX2: f64 = 0.25;
/// Larger shapes are not counted pixel by pixel: no border, ring or leader could take so much.
const PLAIN_PX2: f64 = 80.0;

/// Lines of one width.
#[derive(Debug, Clone, Copy, Default)]
pub struct StrokedLines<'a> {
    /// Each of two points or more, in px of the map.
    pub lines: &'a [Vec<Point>],
    /// px.
    pub width_px: f64,
}

/// What markers paint over shapes: discs with their rings, and leaders.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Covering<'a> {
    /// Centres.
    pub(super) discs: &'a [Point],
    /// With the ring, px.
    pub(super) outer_px: f64,
    pub(super) leaders: StrokedLines<'a>,
    /// Whether a polygon counts only where a whole px shows.
    pub(super) whole_px: bool,
}

/// The part of the shape that shows its own style without doubt, px². For large shapes, the area.
pub(super) fn visible_area(shape: &Shape, covering: &Covering) -> f64 {
    let whole = area(shape.polygons);
    if !(SPECK_PX2..PLAIN_PX2).contains(&whole) {
        return whole;
    }
    shape
        .polygons
        .iter()
        .filter_map(Raster::new)
        .map(|mut raster| {
            raster.pattern(&shape.pattern);
            raster.hide(&shape.borders);
            shape.wider.iter().for_each(|lines| raster.hide(lines));
            raster.hide(&covering.leaders);
            for &center in covering.discs {
                raster.hide_disc(center, covering.outer_px);
            }
            match !covering.whole_px || raster.has_whole_px() {
                true => raster.pure_px2(),
                false => 0.0,
            }
        })
        .filter(|&shown| shown >= SPECK_PX2)
        .sum()
}

/// What is painted at a corner of device pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Fill,
    Pattern,
    Other,
}

/// The corners of the device pixels in and around one polygon.
struct Raster {
    /// Number of the first column and row; corner 0 lies on the map's origin.
    first: (f64, f64),
    columns: usize,
    inks: Vec<Ink>,
}

impl Raster {
    /// None where the polygon is too small, too large or not finite.
    fn new(polygon: &PlanarPolygon) -> Option<Self> {
        if polygon.area() < SPECK_PX2 {
            return None;
        }
        let Bounds { min, max } = polygon.finite_bounds()?;
        let first = ((min.x / STEP_PX).floor(), (min.y / STEP_PX).floor());
        let columns = ((max.x / STEP_PX).ceil() - first.0 + 1.0) as usize;
        let rows = ((max.y / STEP_PX).ceil() - first.1 + 1.0) as usize;
        if columns > 4000 || rows > 4000 {
            return None;
        }
        let mut raster = Self {
            first,
            columns,
            inks: vec![Ink::Other; columns * rows],
        };
        let found = spans(polygon, first.1 * STEP_PX, STEP_PX, rows);
        for (line, found) in raster.inks.chunks_mut(columns).zip(found) {
            for [from, to] in found {
                let column = |x: f64| (x / STEP_PX - first.0).ceil().max(0.0) as usize;
                if let Some(run) = line.get_mut(column(from)..column(to).min(columns)) {
                    run.fill(Ink::Fill);
                }
            }
        }
        Some(raster)
    }

    /// Sets each corner of the polygon in the box for which `ink` knows better.
    fn paint(&mut self, Bounds { min, max }: Bounds, ink: impl Fn(Point) -> Option<Ink>) {
        let rows = self.inks.len() / self.columns;
        let range = |low: f64, high: f64, first: f64, count: usize| {
            let from = (low / STEP_PX - first).ceil().max(0.0) as usize;
            let to = ((high / STEP_PX - first).floor() + 1.0).max(0.0) as usize;
            from..to.min(count)
        };
        let across = range(min.x, max.x, self.first.0, self.columns);
        for row in range(min.y, max.y, self.first.1, rows) {
            for column in across.clone() {
                let Some(corner) = self.inks.get_mut(row * self.columns + column) else {
                    continue;
                };
                if *corner == Ink::Other {
                    continue;
                }
                let (x, y) = (self.first.0 + column as f64, self.first.1 + row as f64);
                if let Some(ink) = ink(Point::new(x * STEP_PX, y * STEP_PX)) {
                    *corner = ink;
                }
            }
        }
    }

    fn pattern(&mut self, pattern: &StrokedLines) {
        self.stroke(pattern, 0.0, Ink::Pattern);
    }

    /// Borders and leaders meet others at their ends: as with round caps.
    fn hide(&mut self, lines: &StrokedLines) {
        self.stroke(lines, lines.width_px / 2.0, Ink::Other);
    }

    /// Strokes with ends that reach `cap` px beyond each segment.
    fn stroke(&mut self, lines: &StrokedLines, cap: f64, ink: Ink) {
        let half = lines.width_px / 2.0;
        for segment in lines.lines.iter().flat_map(|line| line.windows(2)) {
            let &[a, b] = segment else { continue };
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let long = crate::geo::length(dx, dy).max(1e-9);
            self.paint(Bounds::of([&a, &b]).grown(half), |p| {
                let along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / long;
                let across = ((p.x - a.x) * dy - (p.y - a.y) * dx) / long;
                (across.abs() <= half && along >= -cap && along <= long + cap).then_some(ink)
            });
        }
    }

    fn hide_disc(&mut self, center: Point, radius: f64) {
        self.paint(Bounds::around(center, 2.0 * radius, 2.0 * radius), |p| {
            (crate::geo::length(p.x - center.x, p.y - center.y) <= radius).then_some(Ink::Other)
        });
    }

    /// Whether some whole px of the map's grid shows fill and pattern alone.
    fn has_whole_px(&self) -> bool {
        let skipped = |first: f64| (-first).rem_euclid(STEPS as f64) as usize;
        let (left, top) = (skipped(self.first.0), skipped(self.first.1));
        let lines: Vec<&[Ink]> = self.inks.chunks(self.columns).skip(top).collect();
        lines.windows(STEPS + 1).step_by(STEPS).any(|rows| {
            let columns = (left..self.columns.saturating_sub(STEPS)).step_by(STEPS);
            columns.into_iter().any(|column| {
                let shows = |row: &&[Ink]| {
                    let run = row.get(column..=column + STEPS).unwrap_or_default();
                    !run.is_empty() && run.iter().all(|ink| *ink != Ink::Other)
                };
                rows.iter().all(shows)
            })
        })
    }

    /// Area of the device pixels whose four corners show the same ink of the shape's style, px².
    fn pure_px2(&self) -> f64 {
        let mut count = 0usize;
        let lines: Vec<&[Ink]> = self.inks.chunks(self.columns).collect();
        for pair in lines.windows(2) {
            let &[above, below] = pair else { continue };
            for (a, b) in above.windows(2).zip(below.windows(2)) {
                let (&[first, ..], &[c, d]) = (a, b) else {
                    continue;
                };
                let same = first != Ink::Other && a == [first, first] && [c, d] == [first, first];
                count += usize::from(same);
            }
        }
        count as f64 * STEP_PX * STEP_PX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: f64) -> Vec<PlanarPolygon> {
        let corners = [
            (0.0, 0.0),
            (side, 0.0),
            (side, side),
            (0.0, side),
            (0.0, 0.0),
        ];
        vec![PlanarPolygon {
            rings: vec![corners
                .map(|(x, y)| Point {
                    x: x + 0.1,
                    y: y + 0.1,
                })
                .to_vec()],
        }]
    }

    fn shape(polygons: &[PlanarPolygon]) -> Shape<'_> {
        Shape {
            region: 0,
            member: true,
            stance: 0,
            home: None,
            polygons,
            wider: Default::default(),
            borders: StrokedLines::default(),
            pattern: StrokedLines::default(),
        }
    }

    fn across(y: f64) -> Vec<Vec<Point>> {
        vec![vec![Point { x: -1.0, y }, Point { x: 9.0, y }]]
    }

    #[test]
    fn pixels_on_the_edge_do_not_count() {
        let polygons = square(4.0);
        // From 0.1 to 4.1: whole pixels from 0.25 to 4.0.
        let shown = visible_area(&shape(&polygons), &Covering::default());
        assert!((shown - 3.75 * 3.75).abs() < 1e-9, "{shown}");
    }

    #[test]
    fn a_border_takes_half_its_width_and_the_pixels_it_blends_with() {
        let polygons = square(4.0);
        let lines = across(0.1);
        let borders = StrokedLines {
            lines: &lines,
            width_px: 0.6,
        };
        // Its stroke ends at 0.4, in the pixels from 0.25 to 0.5.
        let shown = visible_area(
            &Shape {
                borders,
                ..shape(&polygons)
            },
            &Covering::default(),
        );
        assert!((shown - 3.5 * 3.75).abs() < 1e-9, "{shown}");
    }

    #[test]
    fn a_pattern_costs_only_the_pixels_at_its_edges() {
        let polygons = square(4.0);
        let lines = across(2.0);
        let pattern = StrokedLines {
            lines: &lines,
            width_px: 0.8,
        };
        // From 1.6 to 2.4: both edges fall inside a row of pixels.
        let shown = visible_area(
            &Shape {
                pattern,
                ..shape(&polygons)
            },
            &Covering::default(),
        );
        assert!((shown - 3.25 * 3.75).abs() < 1e-9, "{shown}");
    }

    #[test]
    fn where_a_whole_px_counts_a_strip_without_one_does_not() {
        let whole = Covering {
            whole_px: true,
            ..Covering::default()
        };
        let square = square(4.0);
        let strip = vec![PlanarPolygon {
            rings: vec![
                [(0.0, 0.1), (30.0, 0.1), (30.0, 1.9), (0.0, 1.9), (0.0, 0.1)]
                    .map(|(x, y)| Point { x, y })
                    .to_vec(),
            ],
        }];
        assert!(visible_area(&shape(&square), &whole) > 0.0);
        assert!(visible_area(&shape(&strip), &Covering::default()) > 40.0);
        assert_eq!(visible_area(&shape(&strip), &whole), 0.0);
    }

    #[test]
    fn a_disc_and_a_leader_hide_what_they_cover() {
        let polygons = square(4.0);
        let leaders = across(1.0);
        let covering = Covering {
            discs: &[Point { x: 2.0, y: 4.0 }],
            outer_px: 1.0,
            leaders: StrokedLines {
                lines: &leaders,
                width_px: 0.5,
            },
            whole_px: false,
        };
        let free = visible_area(&shape(&polygons), &Covering::default());
        let shown = visible_area(&shape(&polygons), &covering);
        // Half a disc and a strip, and the pixels that blend with them.
        assert!(free - shown > 1.5 + 2.0 && free - shown < 6.5, "{shown}");
    }
}
