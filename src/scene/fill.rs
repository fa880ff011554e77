//! The style of a class on a shape, as plain items: on regions, markers, bar segments and swatches.

use super::hatch;
use super::style::{BarStyle, Marks, PatternFill, Swatch};
use super::{Area, Disc, Item, Strokes};
use crate::geo::{PlanarPolygon, Point};

/// A pattern inside polygons of the map.
pub(super) fn on_map(
    polygons: &[PlanarPolygon],
    pattern: &PatternFill,
    width_px: f64,
) -> Option<Strokes> {
    let origin = pattern.pattern.origin_px();
    let origin = Point {
        x: origin,
        y: origin,
    };
    strokes(polygons, pattern, origin, f64::INFINITY, width_px)
}

/// The pattern with a line or dot at `origin`; no wider than `most` px for a plain one.
fn strokes(
    polygons: &[PlanarPolygon],
    pattern: &PatternFill,
    origin: Point,
    most: f64,
    width_px: f64,
) -> Option<Strokes> {
    let (spacing, width) = (pattern.spacing(width_px, most), pattern.width(width_px));
    let inset = pattern.inset.at(width_px);
    let lines = hatch::fill(pattern.pattern, polygons, origin, spacing, width, inset);
    (!lines.is_empty()).then_some(Strokes {
        lines,
        color: pattern.ink,
        width,
        is_hairline: false,
    })
}

/// An upright rectangle in the style of a class: a bar segment or a swatch, in a figure `figure_px`
/// wide. It shows a few lines or rows of the pattern, the middle one in its middle, or as many as
/// there is room for on the map.
pub(super) fn rectangle(
    swatch: &Swatch,
    bar: &BarStyle,
    figure_px: f64,
    [x, y, width, height]: [f64; 4],
) -> Vec<Item> {
    let corner = |dx: f64, dy: f64| Point {
        x: x + dx * width,
        y: y + dy * height,
    };
    let corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)];
    let ring = corners.map(|(dx, dy)| corner(dx, dy)).to_vec();
    let polygons = vec![PlanarPolygon {
        rings: vec![ring.clone()],
    }];
    let pattern = swatch.pattern.and_then(|pattern| {
        let most = height / bar.lines;
        strokes(&polygons, &pattern, corner(0.5, 0.5), most, figure_px)
    });
    let area = Item::Area(Area {
        tag: None,
        polygons,
        fill: swatch.fill,
    });
    let outline = swatch.outline.map(|color| Strokes {
        lines: vec![ring],
        color,
        width: bar.outline,
        is_hairline: false,
    });
    let strokes = pattern.into_iter().chain(outline).map(Item::Strokes);
    [area].into_iter().chain(strokes).collect()
}

/// The disc of a marker, with its marks. Its centre shows the plain fill.
pub(super) fn disc(disc: Disc, marks: Option<&Marks>) -> Vec<Item> {
    let (center, radius) = (disc.center, disc.radius);
    let at = |x: f64, y: f64| Point {
        x: center.x + x * radius,
        y: center.y + y * radius,
    };
    let marks = marks.map(|marks| {
        let lines = marks.lines.iter();
        Item::Strokes(Strokes {
            lines: lines
                .map(|[ax, ay, bx, by]| vec![at(*ax, *ay), at(*bx, *by)])
                .collect(),
            color: marks.ink,
            width: marks.width * radius,
            is_hairline: false,
        })
    });
    [Item::Disc(disc)].into_iter().chain(marks).collect()
}
