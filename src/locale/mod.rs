//! A language: messages, names of countries, numbers, dates and lists.
//!
//! Takes a file of `assets/locales`, one for each language; gives texts with their placeholders filled
//! in. English is built in, and every file must hold what the English one holds.

#[cfg(feature = "locales")]
mod built_in;
mod codes;
mod file;
mod order;
mod plural;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::join::Region;

#[cfg(feature = "locales")]
pub(crate) use built_in::place_names;
#[cfg(feature = "locales")]
pub use built_in::{built_in, LANGUAGES};
pub use codes::{all_alpha2, alpha2};
use file::{messages, read, LocaleFile, Message};
pub(crate) use order::in_reading_order;
pub use plural::{Category, Plurals};

const ENGLISH: &str = include_str!("../../assets/locales/en.json");
const ENGLISH_FILE: &str = "en.json (built in)";

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left: the figure text is mirrored, the map is not.
    Rtl,
}

/// All messages, names and formats of one language.
#[derive(Debug, Clone)]
pub struct Locale {
    texts: LocaleFile,
    plurals: Plurals,
    /// Names of places by ISO 3166-1 alpha-2 code, as the CLDR has them.
    names: HashMap<String, String>,
}

impl Locale {
    /// The built-in English.
    ///
    /// # Errors
    /// None in practice: the file is part of the program and tested.
    pub fn english() -> Result<Self> {
        let texts = read(ENGLISH_FILE, ENGLISH.as_bytes())?;
        Ok(Self {
            texts,
            plurals: Plurals::english(),
            names: HashMap::new(),
        })
    }

    /// Reads a message file. `plurals` are the language's rules, `names` its names of places by
    /// ISO 3166-1 alpha-2 code; the file's own names, by the code of the map, go before them.
    ///
    /// # Errors
    /// What is no JSON of this form; a message that the English file has and this one lacks.
    pub fn parse(
        file: &str,
        bytes: &[u8],
        plurals: Plurals,
        names: HashMap<String, String>,
    ) -> Result<Self> {
        let texts = read(file, bytes)?;
        let english = read(ENGLISH_FILE, ENGLISH.as_bytes())?;
        let mut keys: Vec<&String> = english.messages.keys().collect();
        keys.sort();
        if let Some(key) = keys
            .into_iter()
            .find(|key| !texts.messages.contains_key(*key))
        {
            return Err(Error::new(
                ErrorKind::Value,
                file,
                format!("the message \"{key}\" is missing"),
                "add it, as in en.json",
            )
            .at("\"messages\""));
        }
        Ok(Self {
            texts,
            plurals,
            names,
        })
    }

    /// The BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.texts.language
    }

    /// Which way it is written.
    pub fn direction(&self) -> Direction {
        self.texts.direction
    }

    /// The message `key` with its placeholders filled in: `("name", …)` for `{name}`. For one that
    /// depends on a number see [`count`](Self::count). An unknown key gives an empty text.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        match self.texts.messages.get(key) {
            Some(Message::Text(text)) => filled(text, values),
            Some(Message::Plural(forms)) => forms
                .get(&Category::Other)
                .map_or_else(String::new, |text| filled(text, values)),
            None => String::new(),
        }
    }

    /// The message `key` in the form that `n` takes, with `{n}` and other placeholders filled in.
    pub fn count(&self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let number = self.number(n);
        let values: Vec<(&str, &str)> = [("n", number.as_str())]
            .into_iter()
            .chain(values.iter().copied())
            .collect();
        match self.texts.messages.get(key) {
            Some(Message::Plural(forms)) => forms
                .get(&self.plurals.of(n))
                .or_else(|| forms.get(&Category::Other))
                .map_or_else(String::new, |text| filled(text, &values)),
            _ => self.text(key, &values),
        }
    }

    /// A whole number in the language's digits.
    pub fn number(&self, n: usize) -> String {
        let digits = &self.texts.digits;
        n.to_string()
            .chars()
            .map(|c| {
                let digit = c.to_digit(10).and_then(|d| usize::try_from(d).ok());
                digit
                    .and_then(|digit| digits.get(digit).copied())
                    .unwrap_or(c)
            })
            .collect()
    }

    /// A day of the calendar, `YYYY-MM-DD`, in words.
    pub fn date(&self, day: &str) -> String {
        let mut parts = day.split('-').map(|part| part.parse::<usize>().ok());
        let (Some(Some(year)), Some(Some(month)), Some(Some(day_of_month))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return day.to_owned();
        };
        let Some(name) = month
            .checked_sub(1)
            .and_then(|at| self.texts.months.get(at))
        else {
            return day.to_owned();
        };
        let day = match &self.texts.first_day {
            Some(first) if day_of_month == 1 => first.clone(),
            _ => self.number(day_of_month),
        };
        filled(
            &self.texts.date,
            &[("day", &day), ("month", name), ("year", &self.number(year))],
        )
    }

    /// Some names as one list: "Belarus, Eritrea and Syria".
    pub fn list(&self, names: &[String]) -> String {
        let [pair, more, last] = &self.texts.list;
        let join = |pattern: &str, a: &str, b: &str| filled(pattern, &[("0", a), ("1", b)]);
        match names {
            [] => String::new(),
            [only] => only.clone(),
            [a, b] => join(pair, a, b),
            [first, rest @ .., end] => {
                let begun = rest
                    .iter()
                    .fold(first.clone(), |list, name| join(more, &list, name));
                join(last, &begun, end)
            }
        }
    }

    /// The name of `region`: the language's own for UN usage, else the CLDR's, else the English
    /// one of the map.
    pub fn name_of(&self, region: &Region) -> String {
        if self.language() == "en" {
            return region.name.clone();
        }
        let own = self.texts.names.get(&region.iso3);
        own.or_else(|| self.everyday_name_of(region))
            .unwrap_or(&region.name)
            .clone()
    }

    /// The same of a code that the English map calls `name`.
    pub(crate) fn name_of_code<'a>(&'a self, code: &str, name: &'a str) -> &'a str {
        if self.language() == "en" {
            return name;
        }
        let own = self.texts.names.get(code);
        own.or_else(|| self.names.get(alpha2(code)?))
            .map_or(name, String::as_str)
    }

    /// The same with more messages: a JSON object of texts and plural forms.
    ///
    /// # Errors
    /// What is no JSON of this form.
    pub(crate) fn with_messages(mut self, file: &str, bytes: &[u8]) -> Result<Self> {
        self.texts.messages.extend(messages(file, bytes)?);
        Ok(self)
    }

    /// The CLDR's name of `region`, which readers may search for where another is shown.
    pub fn everyday_name_of(&self, region: &Region) -> Option<&String> {
        self.names.get(alpha2(&region.iso3)?)
    }

    /// The texts of the policy called `policy` in this language: statement and disclaimer.
    pub(crate) fn policy(&self, policy: &str) -> Option<[&str; 2]> {
        let texts = self.texts.policies.get(policy)?;
        Some([&texts.statement, &texts.disclaimer])
    }

    /// The footnote of the policy called `policy` about a place: its name and the text.
    pub(crate) fn footnote(&self, policy: &str, about: &str) -> Option<(&str, &str)> {
        let (name, text) = self.texts.policies.get(policy)?.footnotes.get(about)?;
        Some((name, text))
    }
}

/// `text` with `{name}` replaced by its value; what has none stays as it is.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match value {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_searched_for_placeholders() {
        assert_eq!(filled("{a} {b}", &[("a", "{b}"), ("b", "x")]), "{b} x");
    }

    #[test]
    fn a_brace_that_is_no_placeholder_stays() {
        assert_eq!(filled("{ {n} {x", &[("n", "1")]), "{ 1 {x");
    }

    #[test]
    fn english_lists_end_in_and() {
        let english = Locale::english().unwrap();
        let names = ["Belarus", "Eritrea", "Syria"].map(String::from);
        assert_eq!(english.list(&names), "Belarus, Eritrea and Syria");
        assert_eq!(english.list(&names[..2]), "Belarus and Eritrea");
        assert_eq!(english.list(&names[..1]), "Belarus");
    }

    #[test]
    fn a_date_is_written_out() {
        let english = Locale::english().unwrap();
        assert_eq!(english.date("2022-03-02"), "2 March 2022");
        assert_eq!(english.date("2022"), "2022");
    }

    #[test]
    fn a_file_that_lacks_a_message_is_refused_by_name() {
        let text = ENGLISH.replace("\"legend.yes\": \"Voted yes\",", "");
        let error = Locale::parse(
            "xx.json",
            text.as_bytes(),
            Plurals::english(),
            HashMap::new(),
        );
        assert!(error.unwrap_err().to_string().contains("legend.yes"));
    }
}
