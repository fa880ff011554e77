//! All languages, for native programs: the message files, the CLDR's names of places
//! (`assets/names`, made from its data package) and ICU's plural rules.

use std::collections::HashMap;

use icu_plurals::{PluralCategory, PluralRules};

use super::{Category, Locale, Plurals};
use crate::error::{Error, ErrorKind, Result};

/// A language, its message file, and its names of places.
type Entry = (&'static str, &'static str, &'static str);

macro_rules! entry {
    ($tag:literal) => {
        (
            $tag,
            include_str!(concat!("../../assets/locales/", $tag, ".json")),
            include_str!(concat!("../../assets/names/", $tag, ".json")),
        )
    };
}

const ENTRIES: [Entry; 11] = [
    entry!("ar"),
    entry!("de"),
    entry!("es"),
    entry!("fr"),
    entry!("he"),
    entry!("hi"),
    entry!("ja"),
    entry!("pt"),
    entry!("ru"),
    entry!("uk"),
    entry!("zh"),
];

/// BCP 47 tags of the languages there are, sorted.
pub const LANGUAGES: [&str; 12] = [
    "ar", "de", "en", "es", "fr", "he", "hi", "ja", "pt", "ru", "uk", "zh",
];

/// The names of places in all languages, as JSON: by the two letters of their codes.
pub(crate) fn place_names() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|(_, _, names)| *names)
}

/// The language with the tag `lang`; one with a region (`pt-BR`) is found without it.
///
/// # Errors
/// A language that there is no file for.
pub fn built_in(lang: &str) -> Result<Locale> {
    let plain = lang.split('-').next().unwrap_or_default().to_lowercase();
    if plain == "en" {
        return Locale::english();
    }
    let unknown = || {
        Error::new(
            ErrorKind::Option,
            "language",
            format!("\"{lang}\" is none of those there are"),
            format!("choose one of {}", LANGUAGES.join(", ")),
        )
    };
    let (tag, messages, names) = ENTRIES
        .iter()
        .find(|(tag, ..)| *tag == plain)
        .ok_or_else(unknown)?;
    let file = format!("{tag}.json (built in)");
    let names: HashMap<String, String> = serde_json::from_str(names)
        .map_err(|e| Error::new(ErrorKind::Syntax, file.as_str(), e.to_string(), ""))?;
    Locale::parse(&file, messages.as_bytes(), plurals(tag)?, names)
}

fn plurals(tag: &str) -> Result<Plurals> {
    let refused = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Option, "language", format!("\"{tag}\": {e}"), "")
    };
    let locale: icu_locale_core::Locale = tag.parse().map_err(|e| refused(&e))?;
    let rules = PluralRules::try_new_cardinal(locale.into()).map_err(|e| refused(&e))?;
    Ok(Plurals::new(|n| match rules.category_for(n) {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }))
}
