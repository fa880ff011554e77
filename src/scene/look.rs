//! A stance's look on a shape: fill, pattern and outline as plain items, the same for countries,
//! markers, bar segments and swatches.

use super::hatch::{self, Pattern};
use super::theme::Theme;
use super::{Area, Disc, Item, Strokes};
use crate::geo::{PlanarPolygon, Point};
use crate::stance::Stance;

/// Distance between the lines or dots of a pattern and their width, CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternSize {
    /// From line to line.
    pub spacing: f64,
    /// Of a line; the diameter of a dot.
    pub width: f64,
}

impl PatternSize {
    /// For a figure of `width_px`: finer on a phone.
    pub fn new(width_px: f64) -> Self {
        let t = ((width_px - 320.0) / 640.0).clamp(0.0, 1.0);
        Self {
            spacing: 3.4 + 1.6 * t,
            width: 0.8 + 0.3 * t,
        }
    }

    /// For `pattern`, in high contrast: as strong as others, and sharp on whole pixels.
    pub fn of(self, pattern: Pattern, theme: Theme) -> Self {
        let Self { spacing, width } = self;
        match pattern {
            _ if !theme.is_high_contrast() => self,
            Pattern::Horizontal | Pattern::Vertical => Self {
                spacing: spacing.round(),
                width,
            },
            Pattern::Cross => Self {
                spacing: spacing * 1.4,
                width,
            },
            Pattern::Dots => Self {
                spacing,
                width: width * 1.5,
            },
            Pattern::Diagonal => self,
        }
    }
}

/// The pattern of `stance` inside `polygons` of the map, if it has one.
pub(super) fn pattern(
    polygons: &[PlanarPolygon],
    stance: Stance,
    theme: Theme,
    size: PatternSize,
) -> Option<Strokes> {
    let (pattern, _) = theme.look(stance).pattern?;
    // Level and upright lines run through the middle of pixels.
    let origin = match pattern {
        Pattern::Horizontal | Pattern::Vertical => Point { x: 0.5, y: 0.5 },
        Pattern::Diagonal | Pattern::Cross | Pattern::Dots => Point { x: 0.0, y: 0.0 },
    };
    strokes(polygons, stance, theme, origin, size)
}

fn strokes(
    polygons: &[PlanarPolygon],
    stance: Stance,
    theme: Theme,
    origin: Point,
    size: PatternSize,
) -> Option<Strokes> {
    let (pattern, color) = theme.look(stance).pattern?;
    let size = size.of(pattern, theme);
    let lines = hatch::fill(pattern, polygons, origin, size.spacing, size.width);
    (!lines.is_empty()).then_some(Strokes {
        of: vec![stance],
        lines,
        color,
        width: size.width,
    })
}

/// A rectangle in the look of `stance`: a bar segment or a swatch. It shows three lines or rows of
/// the pattern, the middle one in its middle, or as many as there is room for on the map.
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
    let middle = Point {
        x: x + width / 2.0,
        y: y + height / 2.0,
    };
    let fine = PatternSize {
        spacing: size.spacing.min(height / 3.0),
        ..size
    };
    let pattern = strokes(&polygons, stance, theme, middle, fine);
    let mut items = vec![Item::Area(Area {
        tag: None,
        polygons,
        fill: look.fill,
    })];
    items.extend(pattern.map(Item::Strokes));
    if let Some(color) = look.outline {
        items.push(Item::Strokes(Strokes {
            of: vec![stance],
            lines: vec![ring],
            color,
            width: 0.75,
        }));
    }
    items
}

/// A marker alone, for the page: a disc of `radius_px` with its ring, in the look of `stance`.
pub fn compose_disc(
    stance: Stance,
    center: Point,
    radius_px: f64,
    ring_px: f64,
    theme: Theme,
) -> Vec<Item> {
    let blank = Disc {
        tag: None,
        center,
        radius: radius_px,
        fill: theme.look(stance).fill,
        ring: Some((theme.border(stance, stance), ring_px)),
    };
    disc(blank, stance, theme)
}

/// A disc in the look of its tag's stance. Its centre shows the plain fill.
pub(super) fn disc(mut disc: Disc, stance: Stance, theme: Theme) -> Vec<Item> {
    let look = theme.look(stance);
    disc.fill = look.fill;
    let (center, radius) = (disc.center, disc.radius);
    let mut items = vec![Item::Disc(disc)];
    if let Some((pattern, color)) = look.pattern {
        items.push(Item::Strokes(Strokes {
            of: vec![stance],
            lines: marks(pattern, center, radius),
            color,
            width: (radius * 0.27).max(0.4),
        }));
    }
    items
}

/// A few marks of `pattern` that leave a disc's centre free; a map's pattern would miss so small a
/// shape.
fn marks(pattern: Pattern, center: Point, radius: f64) -> Vec<Vec<Point>> {
    let at = |dx: f64, dy: f64| Point {
        x: center.x + dx,
        y: center.y + dy,
    };
    // Crossing chords leave less.
    let off = radius * if pattern == Pattern::Cross { 0.6 } else { 0.52 };
    if pattern == Pattern::Dots {
        let half = radius * 0.14;
        return [(-off, 0.0), (off, 0.0), (0.0, -off), (0.0, off)]
            .map(|(dx, dy)| vec![at(dx - half, dy), at(dx + half, dy)])
            .to_vec();
    }
    // Two chords a direction, one on each side of the centre.
    let half = (radius * radius - off * off).max(0.0).sqrt() * 0.96;
    let chords = pattern.angles_deg().iter().flat_map(|angle| {
        let (sin, cos) = angle.to_radians().sin_cos();
        [-off, off].map(|off| {
            let (dx, dy) = (-off * sin, off * cos);
            vec![
                at(dx - half * cos, dy - half * sin),
                at(dx + half * cos, dy + half * sin),
            ]
        })
    });
    chords.collect()
}
