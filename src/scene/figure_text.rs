//! Figure text: the words and counts round the map, as plain data. The page sets them as HTML,
//! exports paint them.

use serde::{Deserialize, Serialize};

use super::map::{Footnote, MapScene};
use super::names;
use super::spread::{spread, Spread};
use super::text::space_after;
use super::vote_bar::{first_width, vote_bar, VoteBar};
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
    /// What follows the label where the map doesn't name them: ": Belarus, Eritrea and Syria".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<String>,
    /// How many members show it; absent for areas that are not members.
    pub count: Option<usize>,
    /// The count in the language's digits.
    pub number: Option<String>,
}

impl LegendEntry {
    /// The label and the names after it.
    pub(super) fn words(&self) -> String {
        format!(
            "{}{}",
            self.label,
            self.names.as_deref().unwrap_or_default()
        )
    }
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
    /// The bar above the legend.
    pub bar: VoteBar,
    /// The legend's places under the bar, where there is room.
    pub spread: Option<Spread>,
    /// The width of a still figure from which on the map names the few, CSS px.
    #[serde(skip)]
    pub names_from: Option<f64>,
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
        ..texts(map, !scene.has_names)
    }
}

/// The same of a still page: at any width, of which the map names the few from `names_from` on, CSS px.
#[cfg(feature = "cli")]
pub(crate) fn still_text(map: &StanceMap, scene: &MapScene, names_from: Option<f64>) -> FigureText {
    FigureText {
        key: words::key(map, !scene.markers.is_empty()),
        footnotes: scene.footnotes.clone(),
        ..page_text(map, names_from)
    }
}

/// The figure text of a page, whose footnotes are apart and which has markers at some width. Its legend has the few
/// names that the map has from `names_from` on, CSS px.
pub(crate) fn page_text(map: &StanceMap, names_from: Option<f64>) -> FigureText {
    let short = legend(map, false);
    let text = texts(map, true);
    let legend = |width: f64| match names_from.is_some_and(|from| width >= from) {
        true => short.as_slice(),
        false => text.legend.as_slice(),
    };
    FigureText {
        spread: spread(legend, &text.bar, &map.style),
        names_from: names_from.and_then(|from| first_width(|width| width >= from)),
        ..text
    }
}

/// The figure text, with a legend that names a few if it `names_few`.
fn texts(map: &StanceMap, names_few: bool) -> FigureText {
    let legend = legend(map, names_few);
    let bar = vote_bar(map, &legend);
    let texts = map.texts();
    let locale = &map.locale;
    FigureText {
        lang: locale.language().to_owned(),
        direction: locale.direction(),
        document_lang: texts.lang,
        title: words::unbroken(&texts.title),
        subtitle: texts.subtitle.as_deref().map(words::unbroken),
        spread: spread(|_| &legend, &bar, &map.style),
        legend,
        bar,
        names_from: None,
        note: words::note(map, texts.note.as_deref().map(words::unbroken).as_deref()),
        key: words::key(map, true),
        footnotes: Vec::new(),
        borders: words::borders(map),
        source: texts
            .source
            .map(|source| locale.text("source", &[("source", &source)])),
        url: map.document.url.clone(),
        credit: texts.credit,
        summary: words::summary(map),
        description: words::description(map),
    }
}

/// What follows the legend's words for `stance` to name those of `named` that show it: ": Belarus, Eritrea and Syria".
fn names(map: &StanceMap, stance: Stance, named: &[usize]) -> Option<String> {
    let regions = named.iter().filter_map(|region| map.regions.get(*region));
    let own = regions.filter(|region| region.stance == stance);
    let mut names: Vec<String> = own.map(|region| words::name(map, region)).collect();
    if names.is_empty() {
        return None;
    }
    names.sort();
    let label = words::legend(map, stance);
    let lead = map.locale.text("lead", &[("about", &label)]);
    let sign = lead.strip_prefix(&label).unwrap_or_default();
    let list = map.locale.list(&names);
    Some(format!("{sign}{}{list}", space_after(&lead)))
}

/// The stances that occur, each with its count of members; areas without a vote come last.
/// Names follow where they are few, if it `names_few`.
pub(super) fn legend(map: &StanceMap, names_few: bool) -> Vec<LegendEntry> {
    let named = match names_few {
        true => names::named(map),
        false => Vec::new(),
    };
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
                names: names(map, stance, &named),
                label: words::legend(map, stance),
                count,
                number: count.map(|n| map.locale.number(n)),
            })
        })
        .collect()
}
