//! Figure text: the words and counts round the map, as plain data. The page sets them as HTML,
//! exports paint them.

use serde::{Deserialize, Serialize};

use super::map::{Footnote, MapScene};
use crate::locale::Direction;
use crate::map::StanceMap;
use crate::stance::Stance;
use crate::words;

/// One line of the legend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegendEntry {
    /// What it explains: a class of page data.
    #[serde(rename = "class")]
    pub stance: Stance,
    /// In words.
    pub label: String,
    /// How many members show it; absent for areas that are not members.
    pub count: Option<usize>,
    /// The count in the language's digits.
    pub number: Option<String>,
}

/// All texts and counts round the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureText {
    /// BCP 47 language of the map's own words.
    pub lang: String,
    /// Which way the figure text runs.
    pub direction: Direction,
    /// BCP 47 language of title, subtitle, note, source and credit: the document's own, where it
    /// isn't translated.
    pub document_lang: String,
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
    /// Where the numbers come from, introduced: "Source: UN Digital Library".
    pub source: Option<String>,
    /// Link of the source.
    pub url: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// What, when and how many of each: the words that stand for the picture.
    pub summary: String,
    /// The summary and who stands out.
    pub description: String,
}

/// The figure text of `map` as `scene` shows it.
pub fn figure_text(map: &StanceMap, scene: &MapScene) -> FigureText {
    FigureText {
        key: words::key(map, !scene.markers.is_empty()),
        footnotes: scene.footnotes.clone(),
        ..page_text(map)
    }
}

/// The figure text of a page, whose footnotes are apart and which has markers at some width.
pub(crate) fn page_text(map: &StanceMap) -> FigureText {
    let texts = map.texts();
    let locale = &map.locale;
    let [statement, disclaimer] = locale
        .policy(&map.policy.name)
        .unwrap_or([&map.policy.statement, &map.policy.disclaimer]);
    FigureText {
        lang: locale.language().to_owned(),
        direction: locale.direction(),
        document_lang: texts.lang,
        title: texts.title,
        subtitle: texts.subtitle,
        legend: legend(map),
        note: texts.note,
        key: words::key(map, true),
        footnotes: Vec::new(),
        borders: words::together(map, [statement, disclaimer].map(ToOwned::to_owned)),
        source: texts
            .source
            .map(|source| locale.text("source", &[("source", &source)])),
        url: map.document.url.clone(),
        credit: texts.credit,
        summary: words::summary(map),
        description: words::description(map),
    }
}

/// The stances that members show, each with how many: the segments of the tally bar.
pub(crate) fn counts(legend: &[LegendEntry]) -> Vec<(Stance, f64)> {
    legend
        .iter()
        .filter_map(|entry| Some((entry.stance, f64::from(u32::try_from(entry.count?).ok()?))))
        .collect()
}

/// The stances that occur, each with its count of members; areas without a vote come last.
pub(super) fn legend(map: &StanceMap) -> Vec<LegendEntry> {
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
                label: words::legend(map, stance),
                count,
                number: count.map(|n| map.locale.number(n)),
            })
        })
        .collect()
}
