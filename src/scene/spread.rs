//! Where the legend's labels stand under the segments of the bar, on a wide figure.

use serde::{Deserialize, Serialize};

use super::figure_text::LegendEntry;
use super::layout::Layout;
use super::style::Style;
use super::vote_bar::VoteBar;
use super::{text, Font};

/// Widths of the figure from which labels may stand under the bar, CSS px. The page's sheet has a rule for each.
const WIDTHS: [f64; 3] = [700.0, 960.0, 1200.0];
/// Between two labels, em.
const GAP: f64 = 0.9;
/// A label may be set in a wider face than it is measured in.
const TOLERANCE: f64 = 1.03;
/// Of labels under the bar.
const ROWS: usize = 2;

/// The labels' places under the bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Narrower figures have a list, CSS px.
    pub from: f64,
    /// By entry of the legend.
    pub places: Vec<LabelPlace>,
}

/// A label's place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LabelPlace {
    /// The share of the bar at which its segment begins; 0 for what has no segment.
    pub start: f64,
    /// Its segment's share.
    pub share: f64,
    /// The row, from 0.
    pub row: usize,
    /// Whether it ends with its segment; else it begins there.
    pub is_end: bool,
}

/// The width of an entry: swatch, count, label, names. px.
pub(super) fn entry_width(entry: &LegendEntry, size: f64) -> f64 {
    let label = entry.words();
    label_at(entry, size) + text::width(&label, Font::Sans, size)
}

/// How far an entry's label begins after its swatch. px.
pub(super) fn label_at(entry: &LegendEntry, size: f64) -> f64 {
    let count = entry.number.as_deref().unwrap_or_default();
    let space = if count.is_empty() { 0.0 } else { size * 0.4 };
    size * (0.86 + 0.45) + text::width(count, Font::SansBold, size) + space
}

/// Places for all labels of the legend at a width; `None` where they fit under no bar, or the bar counts others than
/// the legend.
pub(super) fn spread<'a>(
    legend: impl Fn(f64) -> &'a [LegendEntry],
    bar: &VoteBar,
    style: &Style,
) -> Option<Spread> {
    let found = |width: f64| places(legend(width), bar, &Layout::new(style, width));
    let from = WIDTHS.into_iter().find(|width| found(*width).is_some())?;
    let places = found(from)?;
    Some(Spread { from, places })
}

/// Whether the bar counts what the legend does, with one entry at most that it lacks.
fn is_same(legend: &[LegendEntry], bar: &VoteBar) -> bool {
    let is_same = |entry: &LegendEntry| {
        let mut segments = bar.segments.iter();
        let own = segments.find(|segment| segment.stance == entry.stance);
        own.map(|segment| &segment.number) == entry.number.as_ref()
    };
    legend.iter().all(is_same) && legend.iter().filter(|e| e.number.is_none()).count() <= 1
}

/// A row, and from where to where a label stands there, px.
type Span = (usize, f64, f64);

/// The places at a width: each label begins with its segment, or ends with it. As many as can be are in the first row.
fn places(legend: &[LegendEntry], bar: &VoteBar, layout: &Layout) -> Option<Vec<LabelPlace>> {
    if !is_same(legend, bar) {
        return None;
    }
    let mut before = 0.0;
    let ways = legend.iter().map(|entry| {
        let mut segments = bar.segments.iter();
        let segment = segments.find(|segment| segment.stance == entry.stance);
        let width = entry_width(entry, layout.legend) * TOLERANCE;
        let (start, share) = segment.map_or((0.0, 0.0), |segment| (before, segment.share));
        before += share;
        let (begin, end) = (start * layout.map_width, (start + share) * layout.map_width);
        let rows = (0..ROWS).flat_map(|row| [(row, begin, false), (row, end - width, true)]);
        // What has no segment stands at the start of the last row.
        let rows =
            rows.filter(|(row, _, is_end)| segment.is_some() || (*row == ROWS - 1 && !is_end));
        let is_in = |left: f64| left >= -0.5 && left + width <= layout.map_width + 0.5;
        let rows = rows.filter(|(_, left, _)| is_in(*left));
        let rows = rows.map(|(row, left, is_end)| {
            let start = (start * 1e5).round() / 1e5;
            let place = LabelPlace {
                start,
                share,
                row,
                is_end,
            };
            ((row, left, left + width), place)
        });
        rows.collect()
    });
    let ways: Vec<Vec<(Span, LabelPlace)>> = ways.collect();
    let gap = layout.legend * GAP;
    let mut best = None;
    choose(&ways, gap, &mut Vec::new(), &mut best);
    Some(best?.1)
}

/// Tries all ways of the labels that don't meet, and keeps the best with its cost.
fn choose(
    ways: &[Vec<(Span, LabelPlace)>],
    gap: f64,
    taken: &mut Vec<(Span, LabelPlace)>,
    best: &mut Option<(usize, Vec<LabelPlace>)>,
) {
    let cost = |(_, place): &(Span, LabelPlace)| 2 * place.row + usize::from(place.is_end);
    let cost: usize = taken.iter().map(cost).sum();
    if best.as_ref().is_some_and(|(least, _)| cost >= *least) {
        return;
    }
    let Some(own) = ways.get(taken.len()) else {
        *best = Some((cost, taken.iter().map(|(_, place)| *place).collect()));
        return;
    };
    for way in own {
        let (row, left, right) = way.0;
        let is_clear = |((other, from, to), _): &(Span, LabelPlace)| {
            *other != row || left >= to + gap || right + gap <= *from
        };
        if taken.iter().all(is_clear) {
            taken.push(*way);
            choose(ways, gap, taken, best);
            taken.pop();
        }
    }
}
