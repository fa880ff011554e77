//! What a document says, in its own language and in others.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use crate::error::Result;
use crate::input::excerpt::excerpt;
use crate::input::fields::{kind_of, Fields};

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

impl Document {
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
}

pub(super) fn translations(file: &str, fields: &Fields) -> Result<BTreeMap<String, Texts>> {
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
                    title: texts.headline("title", "\"Comment l’Assemblée a voté\"")?,
                    subtitle: texts.shown("subtitle")?,
                    note: texts.shown("note")?,
                    source: texts.shown("source")?,
                    credit: texts.shown("credit")?,
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

pub(super) fn language(fields: &Fields) -> Result<String> {
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
