//! The words and counts round the map, as plain data: the page sets them as HTML, exports paint
//! them. One source for both.

use serde::Serialize;

use super::map::{Footnote, MapScene};
use crate::map::StanceMap;
use crate::stance::Stance;
use crate::words;

/// One line of the legend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LegendEntry {
    /// What it explains.
    pub stance: Stance,
    /// In words.
    pub label: String,
    /// How many members show it; absent for areas that are no members.
    pub count: Option<usize>,
}

/// Everything that is said round the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Furniture {
    /// The headline.
    pub title: String,
    /// One sentence under it.
    pub subtitle: Option<String>,
    /// The stances that occur, in the order of [`Stance::ALL`]; their counts add up to the members.
    pub legend: Vec<LegendEntry>,
    /// What must always be read with the map: the document's note.
    pub note: Option<String>,
    /// How to read the circles and greys.
    pub key: Option<String>,
    /// About areas in frame and visible at this size.
    pub footnotes: Vec<Footnote>,
    /// Whose view the borders follow, and the disclaimer.
    pub borders: String,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// Link of the source.
    pub url: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The map in words, for those who can't see it.
    pub description: String,
}

/// The furniture for `map` as `scene` shows it.
pub fn furniture(map: &StanceMap, scene: &MapScene) -> Furniture {
    let document = &map.document;
    Furniture {
        title: document.title.clone(),
        subtitle: document.subtitle.clone(),
        legend: legend(map),
        note: document.note.clone(),
        key: words::key(!scene.markers.is_empty()),
        footnotes: scene.footnotes.clone(),
        borders: format!("{} {}", map.policy.statement, map.policy.disclaimer),
        source: document.source.clone(),
        url: document.url.clone(),
        credit: document.credit.clone(),
        description: describe(map),
    }
}

/// The stances that occur, each with its count of members; areas without a vote come last.
pub(super) fn legend(map: &StanceMap) -> Vec<LegendEntry> {
    let body = map.document.body;
    Stance::ALL
        .into_iter()
        .filter_map(|stance| {
            let members = map
                .regions
                .iter()
                .filter(|r| r.is_member() && r.stance == stance)
                .count();
            let others = map
                .regions
                .iter()
                .any(|r| !r.is_member() && r.stance == stance);
            let count = (members > 0).then_some(members);
            (count.is_some() || (others && stance == Stance::NoVote)).then(|| LegendEntry {
                stance,
                label: words::legend(stance, body).to_owned(),
                count,
            })
        })
        .collect()
}

/// What the map shows, in one paragraph: what, when, how many of each.
pub(super) fn describe(map: &StanceMap) -> String {
    let counts: Vec<String> = legend(map)
        .into_iter()
        .filter_map(|entry| entry.count.map(|n| format!("{}: {n}", entry.label)))
        .collect();
    let lead = map
        .document
        .subtitle
        .as_deref()
        .unwrap_or(&map.document.title);
    let stop = if lead.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!(
        "{lead}{stop} World map of {} members. {}.",
        map.members(),
        counts.join("; ")
    )
}
