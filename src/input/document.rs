//! The map document: what the map is about, and which files it is made of.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::bytes;
use super::excerpt::excerpt;
use super::fields::{json, kind_of, Fields};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{LonLat, Projection, ProjectionName};

/// Whose vote it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// All members vote.
    GeneralAssembly,
    /// Fifteen members vote.
    SecurityCouncil,
}

impl Body {
    const WORDS: [(&'static str, Self); 2] = [
        ("general-assembly", Self::GeneralAssembly),
        ("security-council", Self::SecurityCouncil),
    ];

    /// As printed: "General Assembly".
    pub fn name(self) -> &'static str {
        match self {
            Self::GeneralAssembly => "General Assembly",
            Self::SecurityCouncil => "Security Council",
        }
    }

    /// The body that a word in a file or argument means.
    ///
    /// # Errors
    /// A word that means none, with the nearest that does. `argument` is how the caller names it.
    pub fn parse(argument: &str, word: &str) -> Result<Self> {
        let value = serde_json::json!({ "body": word });
        let fields = Fields::new(argument, "", &value, &["body"])?;
        fields.choice("body", &Self::WORDS)?.ok_or_else(|| {
            fields.error(
                "body",
                "missing",
                "write general-assembly or security-council",
            )
        })
    }
}

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

/// A checked map document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it came from, as the caller named it.
    pub file: String,
    /// The headline.
    pub title: String,
    /// One sentence under it.
    pub subtitle: Option<String>,
    /// The boundaries' file, relative to the document.
    pub countries: String,
    /// The stance table's file, relative to the document.
    pub stances: String,
    /// Whose vote it was.
    pub body: Body,
    /// Day of the vote, `YYYY-MM-DD`.
    pub date: String,
    /// Official totals.
    pub expect: Expect,
    /// False when only some sponsors are known.
    pub complete: bool,
    /// Always shown with the map.
    pub note: Option<String>,
    /// Who votes.
    pub voters: Option<Voters>,
    /// Unscaled.
    pub projection: Projection,
    /// A border policy's file; the built-in policy `un` if `None`.
    pub policy: Option<String>,
    /// The index of finer shapes, for readers that look closer.
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

/// What a document says, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// BCP 47 language of the title.
    pub lang: String,
    /// The headline.
    pub title: String,
    /// One sentence under it.
    pub subtitle: Option<String>,
    /// Always shown with the map.
    pub note: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// Who made the map.
    pub credit: Option<String>,
}

const FIELDS: [&str; 18] = [
    "title",
    "subtitle",
    "countries",
    "stances",
    "body",
    "date",
    "expect",
    "complete",
    "note",
    "members",
    "projection",
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
        Ok(Self {
            file: file.to_owned(),
            title: fields.required("title", "\"How the Assembly voted\"")?,
            subtitle: fields.text("subtitle")?,
            countries: fields.required("countries", "\"countries-50m.geojson\"")?,
            stances: fields.required("stances", "\"votes.csv\"")?,
            body,
            date,
            expect: expect(file, &fields)?,
            complete: fields.flag("complete")?.unwrap_or(true),
            note: fields.text("note")?,
            voters: voters(&fields)?,
            projection: projection(file, &fields)?,
            policy: fields.text("policy")?,
            detail: fields.text("detail")?,
            source: fields.text("source")?,
            credit: fields.text("credit")?,
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
        Ok(Self {
            file: table.to_owned(),
            title: table.to_owned(),
            subtitle: None,
            countries: countries.to_owned(),
            stances: table.to_owned(),
            body,
            date: date.to_owned(),
            expect: Expect::default(),
            complete: true,
            note: None,
            voters: None,
            projection: Projection::new(ProjectionName::EqualEarth, LonLat { lon: 0.0, lat: 0.0 }),
            policy: None,
            detail: None,
            source: None,
            credit: None,
            url: None,
            lang: "en".to_owned(),
            translations: BTreeMap::new(),
        })
    }

    /// The texts in `lang`, or in the language of that name without region (`pt` for `pt-BR`);
    /// what is not translated is as the document has it.
    pub fn texts(&self, lang: &str) -> Texts {
        let own = Texts {
            lang: self.lang.clone(),
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            note: self.note.clone(),
            source: self.source.clone(),
            credit: self.credit.clone(),
        };
        let same = |tag: &str| tag.split('-').next() == lang.split('-').next();
        let mut others = self.translations.iter();
        let found = match self.translations.get(lang) {
            None if !same(&self.lang) => others.find(|(tag, _)| same(tag)).map(|(_, texts)| texts),
            found => found,
        };
        match found {
            Some(texts) => Texts {
                lang: texts.lang.clone(),
                title: texts.title.clone(),
                subtitle: texts.subtitle.clone().or(own.subtitle),
                note: texts.note.clone().or(own.note),
                source: texts.source.clone().or(own.source),
                credit: texts.credit.clone().or(own.credit),
            },
            _ => own,
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

fn expect(file: &str, fields: &Fields) -> Result<Expect> {
    let Some(value) = fields.get("expect") else {
        return Ok(Expect::default());
    };
    let totals = Fields::new(
        file,
        "expect",
        value,
        &["yes", "no", "abstain", "absent", "cosponsor"],
    )?;
    Ok(Expect {
        yes: totals.count("yes")?,
        no: totals.count("no")?,
        abstain: totals.count("abstain")?,
        absent: totals.count("absent")?,
        cosponsor: totals.count("cosponsor")?,
    })
}

fn voters(fields: &Fields) -> Result<Option<Voters>> {
    match fields.get("members") {
        None => Ok(None),
        Some(Value::Array(list)) if list.is_empty() => Err(fields.error(
            "members",
            "an empty list",
            "list those that vote, or leave the field out",
        )),
        Some(Value::Array(list)) => list
            .iter()
            .map(|code| match code.as_str() {
                Some(code) => Ok(code.trim().to_uppercase()),
                None => Err(fields.error(
                    "members",
                    kind_of(code),
                    "write three-letter codes: [\"FRA\", …]",
                )),
            })
            .collect::<Result<_>>()
            .map(|codes| Some(Voters::Codes(codes))),
        Some(Value::String(_)) => Ok(fields.text("members")?.map(Voters::File)),
        Some(other) => Err(fields.error(
            "members",
            kind_of(other),
            "write a list of codes, or the path of a CSV file",
        )),
    }
}

fn projection(file: &str, fields: &Fields) -> Result<Projection> {
    let equator = LonLat { lon: 0.0, lat: 0.0 };
    let Some(value) = fields.get("projection") else {
        return Ok(Projection::new(ProjectionName::EqualEarth, equator));
    };
    let given = Fields::new(file, "projection", value, &["name", "center"])?;
    let names = ProjectionName::ALL.map(|name| (name.as_str(), name));
    let name = given
        .choice("name", &names)?
        .unwrap_or(ProjectionName::EqualEarth);
    let center = match given.get("center") {
        None => equator,
        Some(value) => center(value).ok_or_else(|| {
            given.error(
                "center",
                kind_of(value),
                "write [longitude, latitude] in degrees, east and north positive",
            )
        })?,
    };
    Ok(Projection::new(name, center))
}

fn center(value: &Value) -> Option<LonLat> {
    let [lon, lat] = value.as_array()?.as_slice() else {
        return None;
    };
    let (lon, lat) = (lon.as_f64()?, lat.as_f64()?);
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(LonLat { lon, lat })
}

/// Only links that lead to a page: a `javascript:` address must not get into an article.
fn link(fields: &Fields) -> Result<Option<String>> {
    match fields.text("url")? {
        Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => Err(fields
            .error(
                "url",
                format!("\"{}\"", excerpt(&url)),
                "write an address that begins with https://",
            )),
        url => Ok(url),
    }
}

fn translations(file: &str, fields: &Fields) -> Result<BTreeMap<String, Texts>> {
    let Some(value) = fields.get("translations") else {
        return Ok(BTreeMap::new());
    };
    let Value::Object(languages) = value else {
        return Err(fields.error(
            "translations",
            kind_of(value),
            "write {\"fr\": {\"title\": …}, …}",
        ));
    };
    languages
        .iter()
        .map(|(lang, value)| {
            if !is_language(lang) {
                return Err(fields.error(
                    "translations",
                    format!("\"{}\"", excerpt(lang)),
                    "write a language tag such as en, fr or zh-Hant",
                ));
            }
            let place = format!("translations.{lang}");
            let known = ["title", "subtitle", "note", "source", "credit"];
            let texts = Fields::new(file, &place, value, &known)?;
            Ok((
                lang.clone(),
                Texts {
                    lang: lang.clone(),
                    title: texts.required("title", "\"Comment l’Assemblée a voté\"")?,
                    subtitle: texts.text("subtitle")?,
                    note: texts.text("note")?,
                    source: texts.text("source")?,
                    credit: texts.text("credit")?,
                },
            ))
        })
        .collect()
}

/// Whether `lang` is formed like a BCP 47 tag.
fn is_language(lang: &str) -> bool {
    lang.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

fn language(fields: &Fields) -> Result<String> {
    let lang = fields.text("lang")?.unwrap_or_else(|| "en".to_owned());
    if is_language(&lang) {
        return Ok(lang);
    }
    Err(fields.error(
        "lang",
        format!("\"{}\"", excerpt(&lang)),
        "write a language tag such as en, fr or zh-Hant",
    ))
}

/// What is wrong with a date, if anything.
fn check_date(date: &str) -> Result<(), String> {
    let wrong = || format!("\"{}\" is no day", excerpt(date));
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = date.get(from..to)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())
            .flatten()
    };
    let dashes = date.len() == 10 && date.get(4..5) == Some("-") && date.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day), true) =
        (number(0, 4), number(5, 7), number(8, 10), dashes)
    else {
        return Err(wrong());
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(wrong()),
    };
    if (1..=days).contains(&day) {
        Ok(())
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(change: impl Fn(&mut Value)) -> Result<Document> {
        let mut value = serde_json::json!({
            "title": "T", "countries": "c.geojson", "stances": "s.csv",
            "body": "general-assembly", "date": "2022-03-02"
        });
        change(&mut value);
        Document::parse("map.json", value.to_string().as_bytes())
    }

    fn message(change: impl Fn(&mut Value)) -> String {
        parsed(change).unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_field_names_the_nearest() {
        let found = message(|v| v["subtitel"] = "x".into());
        assert_eq!(
            found,
            "map.json, \"subtitel\": unknown field; did you mean \"subtitle\"?"
        );
    }

    #[test]
    fn an_unknown_field_inside_an_object_names_the_nearest() {
        let found = message(|v| v["expect"] = serde_json::json!({"abstained": 3}));
        assert_eq!(
            found,
            "map.json, \"expect.abstained\": unknown field; did you mean \"abstain\"?"
        );
    }

    #[test]
    fn an_unknown_value_names_the_nearest() {
        let found = message(|v| v["body"] = "general assembly".into());
        assert_eq!(
            found,
            "map.json, \"body\": unknown value \"general assembly\"; did you mean \"general-assembly\"?"
        );
    }

    #[test]
    fn a_missing_field_is_named_with_an_example() {
        let found = message(|v| v["date"] = Value::Null);
        assert_eq!(
            found,
            "map.json, \"date\": missing; add it, for example \"2022-03-02\""
        );
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_refused() {
        for date in [
            "2022-02-29",
            "2022-13-01",
            "2 March 2022",
            "2022-3-2",
            "2022-03-0２",
        ] {
            assert!(
                message(|v| v["date"] = date.into()).contains("is no day"),
                "{date}"
            );
        }
        assert!(parsed(|v| v["date"] = "2024-02-29".into()).is_ok());
    }

    #[test]
    fn a_link_that_would_run_a_script_is_refused() {
        let found = message(|v| v["url"] = "javascript:alert(1)".into());
        assert!(found.contains("begins with https://"), "{found}");
    }

    #[test]
    fn the_projection_and_its_centre_are_read() {
        let document = parsed(|v| {
            v["projection"] = serde_json::json!({"name": "orthographic", "center": [30, 50]});
        });
        let projection = document.unwrap().projection;
        assert_eq!(projection.name(), ProjectionName::Orthographic);
        assert_eq!(
            projection.center(),
            LonLat {
                lon: 30.0,
                lat: 50.0
            }
        );
    }
}
