//! The map document: what the map is about, and which files it is made of.

mod accepted;
mod body;
mod date;
mod fields;
mod frame;
mod headline;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use self::date::check_date;
use self::fields::{expect, link, path, voters};
use self::frame::Shown;
use self::texts::{language, translations};
use super::bytes;
use super::fields::{json, Fields};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{LonLat, MapFrame, Projection};
use crate::unseen::without;

pub use self::accepted::Accepted;
pub use self::body::{Body, Majority};
pub use self::headline::Headline;
pub use self::texts::Texts;

/// Official totals; what is `None` is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Expect {
    /// In favour.
    pub yes: Option<usize>,
    /// Against.
    pub no: Option<usize>,
    /// Abstentions.
    pub abstain: Option<usize>,
    /// Members that did not vote.
    pub absent: Option<usize>,
    /// Sponsors.
    pub cosponsor: Option<usize>,
}

/// Who votes, when body and date do not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voters {
    /// Three-letter codes.
    Codes(Vec<String>),
    /// A CSV file with a column `iso3`.
    File(String),
}

/// When small parts of the world, with many small members, are shown larger beside a map of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Insets {
    /// On narrow figures.
    #[default]
    Auto,
    /// Never.
    None,
    /// At every width.
    Always,
}

impl Insets {
    const WORDS: [(&'static str, Self); 3] = [
        ("auto", Self::Auto),
        ("none", Self::None),
        ("always", Self::Always),
    ];
}

/// What boundaries are called that no file of an editor's has: who reads files for a document gives Natural Earth's
/// 1:50m atlas for it.
pub const BUILT_IN_BOUNDARIES: &str = "countries-50m.geojson (built in)";

/// A checked map document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it came from, as the caller named it.
    pub file: String,
    /// The headline.
    pub title: String,
    /// One sentence under it.
    pub subtitle: Option<String>,
    /// The boundaries' file, relative to the document; [`BUILT_IN_BOUNDARIES`] unless given.
    pub countries: String,
    /// The property of the boundaries that holds the country code; found by itself if `None`.
    pub key: Option<String>,
    /// The stance table's file, relative to the document.
    pub stances: String,
    /// Whose vote it was.
    pub body: Body,
    /// Day of the vote, `YYYY-MM-DD`.
    pub date: String,
    /// Official totals.
    pub expect: Expect,
    /// The number of the headline.
    pub headline: Option<Headline>,
    /// False when only some sponsors are known.
    pub complete: bool,
    /// What the Assembly asked for.
    pub majority: Majority,
    /// Whether members without a row were absent; else nothing is said of them.
    pub absence_is_derived: bool,
    /// Findings that are known and accepted.
    pub accept: Vec<Accepted>,
    /// Always shown with the map.
    pub note: Option<String>,
    /// Who votes.
    pub voters: Option<Voters>,
    /// Unscaled.
    pub projection: Projection,
    /// The centre as the document asks for it; the projection may leave its latitude aside.
    pub center: LonLat,
    /// The part of the world that is shown.
    pub frame: MapFrame,
    /// When small parts of the world are shown larger beside it.
    pub insets: Insets,
    /// A border policy's file; the built-in policy `un` if `None`.
    pub policy: Option<String>,
    /// The index of detail tiles, for readers that look closer.
    pub detail: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// Who made the map.
    pub credit: Option<String>,
    /// Link of the source: http or https.
    pub url: Option<String>,
    /// BCP 47 language of the texts; `en` unless given.
    pub lang: String,
    /// The texts in other languages, by BCP 47 tag.
    pub translations: BTreeMap<String, Texts>,
}

/// Whether those that the table does not name were absent.
const ABSENCE: [(&str, bool); 2] = [("listed", false), ("derived", true)];

const FIELDS: [&str; 25] = [
    "title",
    "subtitle",
    "countries",
    "key",
    "stances",
    "body",
    "date",
    "expect",
    "headline",
    "complete",
    "majority",
    "absence",
    "accept",
    "note",
    "members",
    "projection",
    "frame",
    "insets",
    "policy",
    "detail",
    "source",
    "credit",
    "url",
    "lang",
    "translations",
];

impl Document {
    /// Reads a map document. `file` is how errors name it.
    ///
    /// # Errors
    /// What is no JSON, a missing required field, an unknown field or value (with the nearest
    /// known one), a wrong type.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let value = json(file, bytes::text(file, bytes)?)?;
        let sort = value.get("type").and_then(Value::as_str);
        if let Some(sort @ ("FeatureCollection" | "Feature" | "Topology")) = sort {
            return Err(Error::new(
                ErrorKind::Value,
                file,
                format!("boundaries (\"type\": \"{sort}\"), not a map document"),
                "write a document that names this file in \"countries\"",
            ));
        }
        let fields = Fields::new(file, "", &value, &FIELDS)?;
        let body = fields.choice("body", &Body::WORDS)?.ok_or_else(|| {
            fields.error(
                "body",
                "missing",
                "add \"general-assembly\" or \"security-council\"",
            )
        })?;
        let date = fields.required("date", "\"2022-03-02\"")?;
        check_date(&date).map_err(|found| {
            fields.error("date", found, "write the day of the vote as YYYY-MM-DD")
        })?;
        let shown = Shown::read(file, &fields)?;
        Ok(Self {
            file: file.to_owned(),
            title: fields.headline("title", "\"How the Assembly voted\"")?,
            subtitle: fields.shown("subtitle")?,
            countries: fields
                .text("countries")?
                .unwrap_or_else(|| BUILT_IN_BOUNDARIES.to_owned()),
            key: fields.text("key")?,
            stances: fields.required("stances", "\"votes.csv\"")?,
            body,
            date,
            expect: expect(file, &fields)?,
            headline: headline::read(file, &fields)?,
            complete: fields.flag("complete")?.unwrap_or(true),
            majority: fields
                .choice("majority", &Majority::WORDS)?
                .unwrap_or_default(),
            absence_is_derived: fields.choice("absence", &ABSENCE)?.unwrap_or_default(),
            accept: accepted::read(file, &fields)?,
            note: fields.shown("note")?,
            voters: voters(&fields)?,
            projection: shown.projection,
            center: shown.center,
            frame: shown.frame,
            insets: shown.insets,
            policy: path(&fields, "policy", "un")?,
            detail: path(&fields, "detail", "none")?,
            source: fields.shown("source")?,
            credit: fields.shown("credit")?,
            url: link(&fields)?,
            lang: language(&fields)?,
            translations: translations(file, &fields)?,
        })
    }

    /// A document for a bare table: the built-in policy, no expectations.
    ///
    /// # Errors
    /// A date that is none.
    pub fn for_table(table: &str, countries: &str, body: Body, date: &str) -> Result<Self> {
        check_date(date).map_err(|found| {
            Error::new(
                ErrorKind::Option,
                "--date",
                found,
                "write the day of the vote as YYYY-MM-DD",
            )
        })?;
        let shown = Shown::default();
        Ok(Self {
            file: table.to_owned(),
            title: without(table).into_owned(),
            subtitle: None,
            countries: countries.to_owned(),
            key: None,
            stances: table.to_owned(),
            body,
            date: date.to_owned(),
            expect: Expect::default(),
            headline: None,
            complete: true,
            majority: Majority::default(),
            absence_is_derived: false,
            accept: Vec::new(),
            note: None,
            voters: None,
            projection: shown.projection,
            center: shown.center,
            frame: shown.frame,
            insets: shown.insets,
            policy: None,
            detail: None,
            source: None,
            credit: None,
            url: None,
            lang: "en".to_owned(),
            translations: BTreeMap::new(),
        })
    }

    /// Where a file lies that the document names: beside it.
    pub fn path_of(&self, file: &str) -> String {
        let folder = Path::new(&self.file).parent().unwrap_or(Path::new(""));
        match file {
            BUILT_IN_BOUNDARIES => file.to_owned(),
            file => folder.join(file).to_string_lossy().into_owned(),
        }
    }

    /// Every file the document names, as it names them: what must be fetched before
    /// [`StanceMap::load`](crate::StanceMap::load).
    pub fn files(&self) -> Vec<String> {
        let members = match &self.voters {
            Some(Voters::File(file)) => Some(file.clone()),
            _ => None,
        };
        [
            Some(self.countries.clone()),
            Some(self.stances.clone()),
            self.policy.clone(),
            members,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
