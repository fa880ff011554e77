//! Colours, patterns and sizes, for a page that paints with them.

use std::f64::consts::SQRT_2;

use serde::Serialize;

use crate::geo::Point;
use crate::scene::{
    compose_disc, markers, Color, Item, Layout, Palette, Pattern, PatternSize, Theme,
};
use crate::stance::Stance;

/// Sizes change in straight lines between figures of these widths, CSS px.
const KNOTS: [f64; 4] = [320.0, 600.0, 960.0, 3840.0];

/// At which marks on markers are taken, as large as any is, CSS px.
const RADIUS: f64 = 3.5;

/// One palette.
#[derive(Debug, Clone, Serialize)]
pub struct Paints {
    /// Of what is no stance.
    #[serde(flatten)]
    pub palette: Palette,
    /// By how much borders and coasts are heavier than measured.
    pub weight: f64,
    /// Pairs of stances (the first times seven and the second) whose border is in ink; that of others
    /// is in paper.
    pub inked: Vec<usize>,
    /// By stance.
    pub looks: Vec<Paint>,
}

/// How a stance is painted.
#[derive(Debug, Clone, Serialize)]
pub struct Paint {
    fill: Color,
    /// Of the ring round a marker.
    ring: Color,
    #[serde(skip_serializing_if = "Option::is_none")]
    coast: Option<Color>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<Tile>,
}

/// A pattern.
#[derive(Debug, Clone, Serialize)]
struct Tile {
    kind: &'static str,
    ink: Color,
    /// Times the measured spacing and width.
    spacing: f64,
    width: f64,
    /// Whether the spacing is rounded to whole px.
    whole: bool,
    /// On a marker of radius 1: lines, `x, y, x, y`, and their width.
    marks: Vec<[f64; 4]>,
    mark: f64,
}

/// Of a figure of a width, all in CSS px: that width; left padding, height of the bar, width of a
/// border, radius of a marker, width of its ring and of a leader; a pattern's spacing and width.
pub type Measures = [f64; 9];

/// The palettes, by their words.
pub(super) fn paints() -> impl Iterator<Item = (&'static str, Paints)> {
    Theme::ALL.into_iter().map(|theme| {
        let paints = Paints {
            palette: theme.palette(),
            weight: theme.line_weight(),
            inked: inked(theme),
            looks: Stance::ALL.map(|stance| paint(stance, theme)).into(),
        };
        (theme.as_str(), paints)
    })
}

/// Sizes of figures, the narrowest first.
pub(super) fn measures() -> [Measures; 4] {
    KNOTS.map(|width| sizes(width).map(|px| super::rounded(px, 4)))
}

fn sizes(width: f64) -> Measures {
    let (layout, pattern) = (Layout::new(width), PatternSize::new(width));
    [
        width,
        layout.pad,
        layout.bar,
        layout.border,
        markers::diameter_px(width) / 2.0,
        markers::ring_px(width),
        markers::LEADER_PX,
        pattern.spacing,
        pattern.width,
    ]
}

fn inked(theme: Theme) -> Vec<usize> {
    let pairs = Stance::ALL
        .into_iter()
        .flat_map(|a| Stance::ALL.map(|b| (a, b)));
    let ink = theme.palette().ink;
    let pairs = pairs.enumerate();
    pairs
        .filter(|(_, (a, b))| theme.border(*a, *b) == ink)
        .map(|(pair, _)| pair)
        .collect()
}

fn paint(stance: Stance, theme: Theme) -> Paint {
    let look = theme.look(stance);
    Paint {
        fill: look.fill,
        ring: theme.border(stance, stance),
        coast: look.outline,
        pattern: look
            .pattern
            .map(|(pattern, ink)| tile(pattern, ink, stance, theme)),
    }
}

fn tile(pattern: Pattern, ink: Color, stance: Stance, theme: Theme) -> Tile {
    let even = PatternSize {
        spacing: SQRT_2,
        width: 1.0,
    };
    let size = even.of(pattern, theme);
    let whole = size.spacing == even.spacing.round();
    let disc = compose_disc(stance, Point::default(), RADIUS, 0.0, theme);
    let strokes = disc.iter().find_map(|item| match item {
        Item::Strokes(strokes) => Some(strokes),
        _ => None,
    });
    let lines = strokes.iter().flat_map(|strokes| &strokes.lines);
    let marks = lines.filter_map(|line| match line.as_slice() {
        [a, b] => Some([a.x, a.y, b.x, b.y].map(|px| super::rounded(px / RADIUS, 3))),
        _ => None,
    });
    Tile {
        kind: pattern.as_str(),
        ink,
        spacing: match whole {
            true => 1.0,
            false => super::rounded(size.spacing / even.spacing, 3),
        },
        width: size.width,
        whole,
        marks: marks.collect(),
        mark: strokes.map_or(0.0, |strokes| super::rounded(strokes.width / RADIUS, 3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_between_two_knots_lie_on_the_straight_line() {
        for width in (320..=3840).map(f64::from) {
            let (below, above) = measures()
                .windows(2)
                .map(|pair| (pair[0], pair[1]))
                .find(|(_, above)| width <= above[0])
                .unwrap();
            let t = (width - below[0]) / (above[0] - below[0]);
            let at = |i: usize| below[i] + (above[i] - below[i]) * t;
            for (i, expected) in sizes(width).into_iter().enumerate() {
                assert!((at(i) - expected).abs() < 1e-3, "{width} px: {i}");
            }
        }
    }

    #[test]
    fn only_patterns_of_high_contrast_are_rounded_to_whole_px() {
        let of = |word: &str| paints().find(|(theme, _)| *theme == word).unwrap().1;
        let tiles = |word| {
            of(word)
                .looks
                .into_iter()
                .filter_map(|look| look.pattern)
                .collect::<Vec<_>>()
        };
        assert!(tiles("light")
            .iter()
            .all(|tile| !tile.whole && tile.spacing == 1.0));
        assert!(tiles("dark-contrast").iter().any(|tile| tile.whole));
    }
}
