//! A stance's look on a shape: fill, pattern and outline as plain items, the same for countries,
//! markers, bar segments and swatches.

use super::hatch::{self, Pattern};
use super::theme::{Look, Theme};
use super::{Area, Disc, Item, Strokes};
use crate::geo::{PlanarPolygon, Point};
use crate::stance::Stance;

/// Distance between the lines or dots of a pattern and their width, CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PatternSize {
    /// From line to line.
    pub spacing: f64,
    /// Of a line; the diameter of a dot.
    pub width: f64,
}

impl PatternSize {
    /// For a figure of `width_px`: finer on a phone.
    pub(super) fn new(width_px: f64) -> Self {
        let t = ((width_px - 320.0) / 640.0).clamp(0.0, 1.0);
        Self {
            spacing: 3.4 + 1.6 * t,
            width: 0.8 + 0.3 * t,
        }
    }
}

/// The pattern of `look` inside `polygons`, if it has one.
pub(super) fn pattern(
    polygons: &[PlanarPolygon],
    look: &Look,
    size: PatternSize,
) -> Option<Strokes> {
    let (pattern, color) = look.pattern?;
    let lines = hatch::fill(pattern, polygons, size.spacing, size.width);
    (!lines.is_empty()).then_some(Strokes {
        lines,
        color,
        width: size.width,
    })
}

/// A rectangle in the look of `stance`: a bar segment or a swatch.
pub(super) fn rectangle(
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    stance: Stance,
    theme: Theme,
    size: PatternSize,
) -> Vec<Item> {
    let look = theme.look(stance);
    let ring = vec![
        Point { x, y },
        Point { x, y: y + height },
        Point {
            x: x + width,
            y: y + height,
        },
        Point { x: x + width, y },
        Point { x, y },
    ];
    let polygons = vec![PlanarPolygon {
        rings: vec![ring.clone()],
    }];
    let pattern = pattern(&polygons, &look, size);
    let mut items = vec![Item::Area(Area {
        tag: None,
        polygons,
        fill: look.fill,
    })];
    items.extend(pattern.map(Item::Strokes));
    if let Some(color) = look.outline {
        items.push(Item::Strokes(Strokes {
            lines: vec![ring],
            color,
            width: 0.75,
        }));
    }
    items
}

/// A disc in the look of its tag's stance. Its centre shows the plain fill.
pub(super) fn disc(mut disc: Disc, stance: Stance, theme: Theme) -> Vec<Item> {
    let look = theme.look(stance);
    disc.fill = look.fill;
    let (center, r) = (disc.center, disc.radius);
    let mut items = vec![Item::Disc(disc)];
    if let Some((pattern, color)) = look.pattern {
        // Two marks that leave the centre free; a global hatch would miss so small a shape.
        let d = r * 0.52;
        let half = (r * r - d * d).max(0.0).sqrt() * 0.96;
        let lines = match pattern {
            Pattern::Diagonal => [-d, d]
                .map(|offset| {
                    let (ox, oy) = (offset * 0.5_f64.sqrt(), offset * 0.5_f64.sqrt());
                    let (dx, dy) = (half * 0.5_f64.sqrt(), -half * 0.5_f64.sqrt());
                    vec![
                        Point {
                            x: center.x + ox - dx,
                            y: center.y + oy - dy,
                        },
                        Point {
                            x: center.x + ox + dx,
                            y: center.y + oy + dy,
                        },
                    ]
                })
                .to_vec(),
            _ => [(-d, 0.0), (d, 0.0), (0.0, -d), (0.0, d)]
                .map(|(dx, dy)| {
                    let (x, y) = (center.x + dx, center.y + dy);
                    vec![Point { x: x - r * 0.14, y }, Point { x: x + r * 0.14, y }]
                })
                .to_vec(),
        };
        items.push(Item::Strokes(Strokes {
            lines,
            color,
            width: (r * 0.27).max(0.4),
        }));
    }
    items
}
