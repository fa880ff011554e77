//! Reads a JSON object field by field. Errors name what is unknown or of the wrong type, with the nearest
//! word that would have been right.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::excerpt::{around, excerpt};
use super::suggest::nearest;
use super::{bytes, unique};
use crate::error::{Error, ErrorKind, Result};
use crate::unseen::without;

/// Begins each text of a sequence after RFC 8142.
const RECORD_SEPARATOR: char = '\u{1e}';

/// An object of a file, at a place in it (empty for the outermost).
pub(super) struct Fields<'a> {
    file: &'a str,
    place: String,
    object: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// The object that `value` must be, with no field but the `known`.
    pub(super) fn new(
        file: &'a str,
        place: &str,
        value: &'a Value,
        known: &[&str],
    ) -> Result<Self> {
        let Value::Object(object) = value else {
            let error = Error::new(
                ErrorKind::Value,
                file,
                format!("{} where an object belongs", kind_of(value)),
                format!("write {{…}} with the fields {}", listed(known)),
            );
            return Err(if place.is_empty() {
                error
            } else {
                error.at(place)
            });
        };
        let fields = Self {
            file,
            place: place.to_owned(),
            object,
        };
        match object.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => {
                let key = &excerpt(key);
                let remedy = match nearest(key, known.iter().copied()) {
                    Some(word) => format!("did you mean \"{word}\"?"),
                    None => format!("known fields are {}", listed(known)),
                };
                Err(fields.error(key, "unknown field", remedy))
            }
            None => Ok(fields),
        }
    }

    /// An error about the field `name`.
    pub(super) fn error(
        &self,
        name: &str,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Error {
        let place = if self.place.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.place)
        };
        Error::new(ErrorKind::Value, self.file, found, remedy).at(format!("\"{place}\""))
    }

    /// The field, unless it is missing or null.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn wrong_type(&self, name: &str, found: &Value, wanted: &str) -> Error {
        self.error(name, kind_of(found), format!("write {wanted}"))
    }

    /// Text; blank text is none.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.wrong_type(name, other, "text in quotation marks")),
        }
    }

    /// Text that is shown: without [unseen characters](crate::unseen), and none if that is all.
    pub(super) fn shown(&self, name: &str) -> Result<Option<String>> {
        let text = self.text(name)?;
        let seen = text.map(|text| without(&text).into_owned());
        Ok(seen.filter(|text| !text.trim().is_empty()))
    }

    /// Text that is shown and must be there.
    pub(super) fn headline(&self, name: &str, example: &str) -> Result<String> {
        self.required(name, example)?;
        let unseen = || self.error(name, "text that nobody sees", "write letters");
        self.shown(name)?.ok_or_else(unseen)
    }

    /// Text that must be there.
    pub(super) fn required(&self, name: &str, example: &str) -> Result<String> {
        let found = match self.get(name) {
            None => "missing",
            Some(_) => "empty text",
        };
        self.text(name)?
            .ok_or_else(|| self.error(name, found, format!("add it, for example {example}")))
    }

    /// true or false.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(other) => {
                Err(self.wrong_type(name, other, "true or false, without quotation marks"))
            }
        }
    }

    /// A whole number from zero up.
    pub(super) fn count(&self, name: &str) -> Result<Option<usize>> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_u64().and_then(|n| usize::try_from(n).ok()) {
                Some(count) => Ok(Some(count)),
                None => {
                    Err(self.wrong_type(name, value, "a whole number, without quotation marks"))
                }
            },
        }
    }

    /// One of `words`, which stands for one of `values`.
    pub(super) fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Option<T>> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Ok(Some(*value));
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let remedy = match nearest(&text, words.iter().copied()) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None => format!("write one of {}", listed(&words)),
        };
        Err(self.error(
            name,
            format!("unknown value \"{}\"", excerpt(&text)),
            remedy,
        ))
    }
}

/// The JSON of a file in bytes.
///
/// # Errors
/// What is no text, and as [`json`].
pub(crate) fn json_file(file: &str, bytes: &[u8]) -> Result<Value> {
    json(file, bytes::text(file, bytes)?)
}

/// The JSON of a file.
///
/// # Errors
/// What is not well-formed, and a key that stands twice in an object, with line and column.
pub(super) fn json(file: &str, text: &str) -> Result<Value> {
    unique::whole(text).map_err(|(e, path)| not_json(file, text, e, &path))
}

/// The JSON of a file whose reader looks for keys that stand twice.
///
/// # Errors
/// What is not well-formed, with line and column.
pub(super) fn json_of_rows(file: &str, text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|e| not_json(file, text, e, ""))
}

/// The JSON texts of a file: one, or several with white space or record separators between them.
///
/// # Errors
/// As [`json`]; a file without any.
///
/// # References
/// RFC 8142, *GeoJSON Text Sequences*.
pub(super) fn json_sequence(file: &str, text: &str) -> Result<Vec<Value>> {
    // In a JSON text a separator can't stand by itself, so that a space in its place loses nothing.
    let plain: Cow<str> = match text.contains(RECORD_SEPARATOR) {
        true => text.replace(RECORD_SEPARATOR, " ").into(),
        false => text.into(),
    };
    let mut reader = serde_json::Deserializer::from_str(&plain);
    let mut texts = Vec::new();
    while reader.end().is_err() {
        let text = unique::value(&mut reader);
        texts.push(text.map_err(|(e, path)| not_json(file, &plain, e, &path))?);
    }
    match texts.is_empty() {
        true => Err(empty(file)),
        false => Ok(texts),
    }
}

/// The error of reading `text`, at the `path` inside it.
fn not_json(file: &str, text: &str, e: serde_json::Error, path: &str) -> Error {
    if text.trim().is_empty() {
        return empty(file);
    }
    let place = format!("line {}, column {}", e.line(), e.column());
    if e.is_data() {
        let place = match path {
            "" => place,
            path => format!("{place}, \"{path}\""),
        };
        let remedy = "keep the one that is right";
        return Error::new(ErrorKind::Syntax, file, reason(&e), remedy)
            .at(place)
            .because(e);
    }
    let (found, remedy) = match e.classify() {
        serde_json::error::Category::Eof => {
            ("the JSON ends too early", "was it cut off in transfer?")
        }
        _ if e.to_string().contains("recursion limit") => (
            "brackets nested more than 127 deep",
            "this is no map data; is it the right file?",
        ),
        _ => ("not well-formed JSON", "mend what stands there"),
    };
    let around = around(text, offset(text, &e));
    let found = format!("{found} ({}) at \"{around}\"", reason(&e));
    Error::new(ErrorKind::Syntax, file, found, remedy)
        .at(place)
        .because(e)
}

/// The error for a file without content.
pub(super) fn empty(file: &str) -> Error {
    Error::new(
        ErrorKind::Syntax,
        file,
        "the file is empty",
        "is it the right file?",
    )
}

/// The byte that line and column (in bytes, from 1) of the error stand for.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    before.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}

/// serde_json's message without the place it repeats.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// What sort of JSON a value is, in words.
pub(super) fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => {
            format!("the text \"{}\"", excerpt(text))
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn listed(words: &[&str]) -> String {
    words.join(", ")
}
