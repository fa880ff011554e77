//! The bar of a vote, as shares of its width: a segment a class of the members that had a vote, a bracket over those
//! in favour. All outputs draw it by these numbers.

use serde::{Deserialize, Serialize};

use super::figure_text::LegendEntry;
use super::layout::Layout;
use super::style::{BarStyle, Style};
use super::{text, Font};
use crate::map::StanceMap;
use crate::stance::{Stance, Vote};

/// Widths of the figure from which something may be shown that needs room, CSS px. A baked page has a rule for each.
pub(crate) const FROM: [f64; 10] = [
    320.0, 360.0, 420.0, 560.0, 700.0, 720.0, 840.0, 960.0, 1200.0, 1500.0,
];
/// A segment takes at least this share: one vote among 193 is seen on a phone.
const LEAST: f64 = 0.012;
/// Up to so many members each have a cell of their own.
const CELLS: usize = 20;
/// Free on both sides of a numeral, CSS px.
const MARGIN: f64 = 1.5;

/// The bar of a vote.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VoteBar {
    /// In the order of the legend.
    pub segments: Vec<BarSegment>,
    /// The share of the bar, from its start, that is in favour; 0 for none.
    pub favour: f64,
    /// "141 in favour".
    pub label: Option<String>,
    /// Sponsors without a vote: "+ 19 co-sponsors without a vote".
    pub beside: Option<String>,
}

/// A class of the members that had a vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BarSegment {
    /// What it shows: a class of page data.
    #[serde(rename = "class")]
    pub stance: Stance,
    /// Of the bar's width.
    pub share: f64,
    /// In how many cells it is drawn.
    pub cells: usize,
    /// How many members, in the language's digits.
    pub number: String,
    /// The width of the figure from which the numeral fits into the first cell, CSS px; `None` for no width.
    pub inside_from: Option<f64>,
    /// Whether the numeral stands above where it doesn't fit: no other text is there.
    pub is_above: bool,
}

/// The first width of [`FROM`] at which something `fits`, which then fits at all wider ones.
pub(super) fn first_width(fits: impl Fn(f64) -> bool) -> Option<f64> {
    FROM.into_iter().find(|width| fits(*width))
}

/// The bar of `map`; by the stances of all members where none had a vote.
pub(super) fn vote_bar(map: &StanceMap, legend: &[LegendEntry]) -> VoteBar {
    let members = || map.regions.iter().filter(|region| region.is_member());
    let has_votes = members().any(|region| region.vote.is_some());
    let counted = |stance: Stance| {
        let all = members().filter(|region| region.stance == stance);
        all.filter(|region| region.vote.is_some() || !has_votes)
            .count()
    };
    let counts: Vec<(Stance, usize)> = legend
        .iter()
        .map(|entry| (entry.stance, counted(entry.stance)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let has_cells = total <= CELLS;
    let shares = shares(&counts, total);
    let segments = counts.iter().zip(shares);
    let segments = segments.map(|((stance, count), share)| {
        let number = map.locale.number(*count);
        let cells = if has_cells { *count } else { 1 };
        let cell = share / cells as f64;
        let inside_from = first_width(|width| {
            let layout = Layout::new(&map.style, width);
            let room = cell * layout.map_width - map.style.bar.gap - 2.0 * MARGIN;
            numeral_width(&number, &map.style.bar, &layout) <= room
        });
        BarSegment {
            stance: *stance,
            share,
            cells,
            number,
            inside_from,
            is_above: false,
        }
    });
    let mut segments: Vec<BarSegment> = segments.collect();
    let in_favour = members().filter(|region| region.vote == Some(Vote::Yes));
    let in_favour = in_favour.count();
    let is_favour = |stance: Stance| matches!(stance, Stance::CoSponsor | Stance::Yes);
    let favour = segments.iter().filter(|segment| is_favour(segment.stance));
    let favour: f64 = favour.map(|segment| segment.share).sum();
    let unvoted = members().filter(|r| r.stance == Stance::CoSponsor && r.vote.is_none());
    let unvoted = if has_votes { unvoted.count() } else { 0 };
    let label = (in_favour > 0).then(|| map.locale.count("bar.favour", in_favour, &[]));
    let beside = (unvoted > 0).then(|| map.locale.count("bar.beside", unvoted, &[]));
    if beside.is_none() {
        mark_above(&mut segments, label.as_deref(), &map.style);
    }
    VoteBar {
        segments,
        favour: if in_favour > 0 { favour } else { 0.0 },
        label,
        beside,
    }
}

/// How wide a numeral on the bar is, px.
pub(super) fn numeral_width(number: &str, bar: &BarStyle, layout: &Layout) -> f64 {
    text::width(number, Font::SansBold, layout.legend * bar.numeral)
}

/// The counts as shares of a whole, none below [`LEAST`]: the larger ones give what that takes.
fn shares(counts: &[(Stance, usize)], total: usize) -> Vec<f64> {
    let exact = counts
        .iter()
        .map(|(_, count)| *count as f64 / total.max(1) as f64);
    let (small, large): (Vec<f64>, Vec<f64>) = exact.clone().partition(|share| *share < LEAST);
    let left = (1.0 - LEAST * small.len() as f64) / large.iter().sum::<f64>().max(f64::EPSILON);
    let share = |exact: f64| if exact < LEAST { LEAST } else { exact * left };
    exact.map(|exact| short(share(exact))).collect()
}

/// To five decimals, to keep page data short.
fn short(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

/// Lets numerals stand above the bar that keep clear of its label and of one another on the narrowest figure: text
/// grows slower than the figure.
fn mark_above(segments: &mut [BarSegment], label: Option<&str>, style: &Style) {
    let [narrowest, ..] = FROM;
    let layout = Layout::new(style, narrowest);
    let label = text::width(label.unwrap_or_default(), Font::SansBold, layout.legend);
    let (mut free_from, mut before) = (label + layout.legend, 0.0);
    for segment in segments {
        let middle = (before + segment.share / 2.0) * layout.map_width;
        before += segment.share;
        let half = numeral_width(&segment.number, &style.bar, &layout) / 2.0 + MARGIN;
        let is_free = middle - half >= free_from && middle + half <= layout.map_width + MARGIN;
        segment.is_above = segment.inside_from != Some(narrowest) && is_free;
        if segment.is_above {
            free_from = middle + half;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_vote_has_its_share_and_all_shares_make_one() {
        let found = shares(&[(Stance::Yes, 192), (Stance::No, 1)], 193);
        assert_eq!(found, [1.0 - LEAST, LEAST]);
    }

    #[test]
    fn shares_are_in_proportion() {
        assert_eq!(
            shares(&[(Stance::Yes, 3), (Stance::No, 1)], 4),
            [0.75, 0.25]
        );
    }
}
