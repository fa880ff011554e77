//! Reads a file of `assets/locales`, field by field: derived code for so many tables would be a tenth of
//! the full program.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::{in_reading_order, Category, Direction};
use crate::error::{Error, ErrorKind, Result};
use crate::input::json_file;

/// What the file holds.
#[derive(Debug, Clone)]
pub(super) struct LocaleFile {
    pub(super) language: String,
    pub(super) direction: Direction,
    pub(super) digits: Vec<char>,
    pub(super) date: String,
    /// How the first day of a month is written, where it is not the bare number: "1er".
    pub(super) first_day: Option<String>,
    pub(super) months: Vec<String>,
    /// The CLDR's patterns of a list that ends in "and": of two, in the middle, at the end.
    pub(super) list: [String; 3],
    pub(super) messages: HashMap<String, Message>,
    pub(super) policies: HashMap<String, PolicyTexts>,
    /// Names of places by the code of the map.
    pub(super) names: HashMap<String, String>,
}

/// A text, or one for each plural category.
#[derive(Debug, Clone)]
pub(super) enum Message {
    Text(String),
    Plural(BTreeMap<Category, String>),
}

/// The texts of a border policy, in a language.
#[derive(Debug, Clone)]
pub(super) struct PolicyTexts {
    pub(super) statement: String,
    pub(super) disclaimer: String,
    /// By the policy's own name of the place: the name in the language, and the text.
    pub(super) footnotes: HashMap<String, (String, String)>,
}

/// Reads the file called `file`.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<LocaleFile> {
    let value = json_file(file, bytes)?;
    let top = Object::new(file, "", &value)?;
    let months = top.texts("months")?;
    if months.len() != 12 {
        return Err(wrong(file, "months", &format!("{} months", months.len())));
    }
    let digits: Vec<char> = top.text("digits")?.chars().collect();
    if digits.len() != 10 {
        return Err(wrong(file, "digits", &format!("{} digits", digits.len())));
    }
    let direction = match top.text("direction")?.as_str() {
        "ltr" => Direction::Ltr,
        "rtl" => Direction::Rtl,
        other => return Err(wrong(file, "direction", &format!("\"{other}\""))),
    };
    let list = top.object("list")?;
    // What the language calls itself: only menus outside the map show it, but each file must have it.
    top.text("name")?;
    Ok(LocaleFile {
        language: top.text("language")?,
        direction,
        digits,
        date: top.text("date")?,
        first_day: match top.fields.contains_key("first-day") {
            true => Some(top.text("first-day")?),
            false => None,
        },
        months,
        list: [list.text("pair")?, list.text("more")?, list.text("last")?],
        messages: top.object("messages")?.each(message)?,
        policies: top.object("policies")?.each(policy)?,
        names: top.object("names")?.each(|names, code| names.text(code))?,
    })
}

/// Reads a file that holds messages alone.
pub(super) fn messages(file: &str, bytes: &[u8]) -> Result<HashMap<String, Message>> {
    let value = json_file(file, bytes)?;
    Object::new(file, "", &value)?.each(message)
}

fn message(messages: &Object, key: &str) -> Result<Message> {
    if let Some(Value::String(text)) = messages.fields.get(key) {
        return Ok(Message::Text(text.clone()));
    }
    let forms = messages.object(key)?;
    let mut plural = BTreeMap::new();
    for word in forms.fields.keys() {
        let category =
            Category::parse(word).ok_or_else(|| forms.wrong(word, "no plural category"))?;
        plural.insert(category, forms.text(word)?);
    }
    Ok(Message::Plural(plural))
}

fn policy(policies: &Object, name: &str) -> Result<PolicyTexts> {
    let policy = policies.object(name)?;
    let footnotes = policy.object("footnotes")?;
    Ok(PolicyTexts {
        statement: policy.text("statement")?,
        disclaimer: policy.text("disclaimer")?,
        footnotes: footnotes.each(|notes, about| match notes.texts(about)?.as_slice() {
            [name, text] => Ok((name.clone(), text.clone())),
            _ => Err(notes.wrong(about, "not a name and a text")),
        })?,
    })
}

/// An object at a place of a file.
struct Object<'a> {
    file: &'a str,
    place: String,
    fields: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn new(file: &'a str, place: &str, value: &'a Value) -> Result<Self> {
        match value {
            Value::Object(fields) => Ok(Self {
                file,
                place: place.to_owned(),
                fields,
            }),
            _ => Err(wrong(file, place, "no object")),
        }
    }

    fn wrong(&self, name: &str, found: &str) -> Error {
        wrong(self.file, &self.path(name), found)
    }

    fn path(&self, name: &str) -> String {
        if self.place.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.place)
        }
    }

    fn get(&self, name: &str) -> Result<&'a Value> {
        self.fields
            .get(name)
            .ok_or_else(|| self.wrong(name, "missing"))
    }

    fn text(&self, name: &str) -> Result<String> {
        let text = self.get(name)?.as_str();
        text.map(in_reading_order)
            .ok_or_else(|| self.wrong(name, "no text"))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>> {
        let texts = self.get(name)?.as_array().and_then(|list| {
            let texts = list.iter().map(|text| text.as_str().map(in_reading_order));
            texts.collect::<Option<Vec<String>>>()
        });
        texts.ok_or_else(|| self.wrong(name, "no list of texts"))
    }

    fn object(&self, name: &str) -> Result<Object<'a>> {
        Object::new(self.file, &self.path(name), self.get(name)?)
    }

    /// Reads every field.
    fn each<T>(&self, read: impl Fn(&Self, &str) -> Result<T>) -> Result<HashMap<String, T>> {
        let names = self.fields.keys();
        names
            .map(|name| Ok((name.clone(), read(self, name)?)))
            .collect()
    }
}

fn wrong(file: &str, place: &str, found: &str) -> Error {
    Error::new(
        ErrorKind::Value,
        file,
        found,
        "write it as assets/locales/en.json is written",
    )
    .at(format!("\"{place}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../../assets/locales/en.json");

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (from, to, place) in [
            ("\"ltr\"", "\"up\"", "direction"),
            ("\"0123456789\"", "\"012\"", "digits"),
            ("\"Voted yes\"", "7", "messages.legend.yes"),
            ("\"last\": ", "\"lost\": ", "list.last"),
            (
                "\"one\": \"Notes",
                "\"won\": \"Notes",
                "messages.places.won",
            ),
        ] {
            assert!(ENGLISH.contains(from), "{from}");
            let error = read("xx.json", ENGLISH.replacen(from, to, 1).as_bytes()).unwrap_err();
            let text = error.to_string();
            assert!(text.contains("xx.json") && text.contains(place), "{text}");
        }
    }
}
