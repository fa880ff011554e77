//! The lines of the map: borders and coasts of regions, disputed lines, and leaders to markers, each
//! for the stances that it belongs to.

use std::collections::BTreeMap;

use super::dash;
use super::layout::Layout;
use super::map::{Options, CURVE_PX};
use super::markers::{self, Marker};
use super::theme::Theme;
use super::{Item, Strokes};
use crate::geo::planar::area;
use crate::geo::{LonLat, PlanarPolygon, Point, Projection};
use crate::input::policy::LineStyle;
use crate::map::StanceMap;
use crate::stance::Stance;

/// Width of a coast that is drawn, CSS px.
const COAST_PX: f64 = 0.5;
/// The coast of a smaller island would hide more than it shows, CSS px².
const ISLET_PX2: f64 = 3.0;
/// How far the paper below a disputed line reaches beyond it on either side, CSS px.
const CASING_PX: f64 = 0.35;

/// The same for a leader.
const LEADER_CASING_PX: f64 = 0.25;

/// The borders between regions and those coasts that are drawn, in px of the map.
pub(super) struct Lines {
    borders: Vec<([usize; 2], Vec<Vec<Point>>)>,
    coasts: Vec<(usize, Vec<Vec<Point>>)>,
    /// Whether coasts are strong enough to take something away from small shapes.
    strong_coasts: bool,
    /// Of borders; of strong coasts too.
    pub(super) width_px: f64,
}

impl Lines {
    /// `detail` gives the least area of a vertex' triangle that is still drawn, by place, steradians.
    pub(super) fn project(
        map: &StanceMap,
        projection: &Projection,
        options: &Options,
        detail: &impl Fn(LonLat) -> f64,
    ) -> Self {
        let theme = options.theme;
        let borders = map.topology.borders(detail).into_iter();
        let outlined = map.regions.iter().enumerate();
        let outlined = outlined.filter(|(_, info)| theme.look(info.stance).outline.is_some());
        let coasts = outlined.map(|(region, info)| {
            let lines = map.topology.coasts(region, detail).into_iter();
            let lines = lines.flat_map(|line| projection.line(&line, CURVE_PX));
            // What has no vote may be as pale as the paper: only its coast shows it.
            let all = !theme.is_high_contrast() || info.stance == Stance::NoVote;
            (
                region,
                lines.filter(|line| all || !is_islet(line)).collect(),
            )
        });
        Self {
            borders: borders
                .map(|border| {
                    let line = projection.line(&border.line, CURVE_PX);
                    ([border.left, border.right], line)
                })
                .collect(),
            coasts: coasts.collect(),
            strong_coasts: theme.is_high_contrast(),
            width_px: Layout::new(options.width_px).border * theme.line_weight(),
        }
    }

    /// What is stroked over the edge of each region, both neighbours' copies.
    pub(super) fn of_each_region(&self, map: &StanceMap) -> Vec<Vec<Vec<Point>>> {
        let mut of_each = vec![Vec::new(); map.regions.len()];
        let borders = self.borders.iter();
        let borders = borders.flat_map(|(pair, lines)| pair.map(|region| (region, lines)));
        let coasts = self.coasts.iter().filter(|_| self.strong_coasts);
        for (region, lines) in borders.chain(coasts.map(|(region, lines)| (*region, lines))) {
            if let Some(of_region) = of_each.get_mut(region) {
                of_region.extend_from_slice(lines);
            }
        }
        of_each
    }

    /// Hairlines round the shapes whose fill is close to the paper.
    pub(super) fn coasts(&self, map: &StanceMap, theme: Theme) -> Vec<Item> {
        let width = if self.strong_coasts {
            self.width_px
        } else {
            COAST_PX
        };
        let outline = |stance: Stance| {
            let color = theme.look(stance).outline?;
            let shown = |region: usize| map.regions.get(region).map(|info| info.stance);
            let coasts = self.coasts.iter();
            let lines = coasts
                .filter(|(region, _)| shown(*region) == Some(stance))
                .flat_map(|(_, lines)| lines)
                .cloned();
            strokes(vec![stance], lines.collect(), color, width)
        };
        Stance::ALL.into_iter().filter_map(outline).collect()
    }

    /// One item for each two stances that meet, those in paper first: where they end at others,
    /// they end below.
    pub(super) fn borders(self, map: &StanceMap, theme: Theme) -> Vec<Item> {
        let paper = theme.palette().paper;
        let mut of_pairs: BTreeMap<(bool, [Stance; 2]), Vec<Vec<Point>>> = BTreeMap::new();
        for (regions, lines) in self.borders {
            let [Some(a), Some(b)] = regions.map(|region| map.regions.get(region)) else {
                continue;
            };
            let pair = [a.stance.min(b.stance), a.stance.max(b.stance)];
            let above = theme.border(a.stance, b.stance) != paper;
            of_pairs.entry((above, pair)).or_default().extend(lines);
        }
        let items = of_pairs.into_iter().filter_map(|((_, [a, b]), lines)| {
            let of = if a == b { vec![a] } else { vec![a, b] };
            strokes(of, lines, theme.border(a, b), self.width_px)
        });
        items.collect()
    }
}

fn is_islet(line: &[Point]) -> bool {
    let island = PlanarPolygon {
        rings: vec![line.to_vec()],
    };
    line.first() == line.last() && area(&[island]) < ISLET_PX2
}

/// Dashes and dots over the disputed portions of borders and round coarse outlines. In high
/// contrast on a band of paper, for a border below may be as dark as they are.
pub(super) fn disputed(map: &StanceMap, projection: &Projection, options: &Options) -> Vec<Item> {
    let theme = options.theme;
    let width = Layout::new(options.width_px).border * 1.15 * theme.line_weight();
    let (mut bands, mut dashes) = (Vec::new(), Vec::new());
    for (style, line) in map.disputed_lines() {
        let (on, off) = match style {
            LineStyle::Dashed => (2.6, 1.8),
            LineStyle::Dotted => (width, 1.6),
        };
        for line in projection.line(&line, CURVE_PX) {
            dashes.extend(dash::dashes(&line, on, off));
            if theme.is_high_contrast() {
                bands.push(line);
            }
        }
    }
    let palette = theme.palette();
    let bands = strokes(vec![], bands, palette.paper, width + 2.0 * CASING_PX);
    let dashes = strokes(vec![], dashes, palette.disputed, width);
    bands.into_iter().chain(dashes).collect()
}

/// From each marker that was moved to its country. In high contrast between two lines of paper,
/// for the ground may be as dark as they are.
pub(super) fn leaders(map: &StanceMap, markers: &[Marker], theme: Theme) -> Vec<Item> {
    let mut of_stances: BTreeMap<Stance, Vec<Vec<Point>>> = BTreeMap::new();
    for marker in markers {
        if let (Some(ends), Some(info)) = (marker.leader, map.regions.get(marker.region)) {
            let lines = of_stances.entry(info.stance).or_default();
            lines.push(ends.to_vec());
        }
    }
    let palette = theme.palette();
    let cased = theme.is_high_contrast();
    let casing = cased.then_some((palette.paper, markers::LEADER_PX + 2.0 * LEADER_CASING_PX));
    let looks = casing
        .into_iter()
        .chain([(palette.leader, markers::LEADER_PX)]);
    let items = looks.flat_map(|(color, width)| {
        let of_stances = of_stances.iter();
        of_stances
            .filter_map(move |(stance, lines)| strokes(vec![*stance], lines.clone(), color, width))
    });
    items.collect()
}

fn strokes(
    of: Vec<Stance>,
    lines: Vec<Vec<Point>>,
    color: super::Color,
    width: f64,
) -> Option<Item> {
    (!lines.is_empty()).then_some(Item::Strokes(Strokes {
        of,
        lines,
        color,
        width,
    }))
}
