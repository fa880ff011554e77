//! JSON in which no object has a key twice: `serde_json` keeps the last of them and says nothing, others keep the
//! first, so that one file means two things.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::excerpt::excerpt;

/// The keys and numbers that lead to where reading failed, the innermost first.
#[derive(Default)]
pub(super) struct Path(RefCell<Vec<String>>);

impl Path {
    /// `features[3].properties`; empty for the outermost value.
    pub(super) fn text(&self) -> String {
        let text: String = self.0.borrow().iter().rev().cloned().collect();
        text.trim_start_matches('.').to_owned()
    }

    fn key(&self, key: &str) {
        self.0.borrow_mut().push(format!(".{}", excerpt(key)));
    }
}

/// Reads a value, and refuses a second key of the same name in any object of it.
pub(super) struct Unique<'a>(pub(super) &'a Path);

/// The value of a JSON text, or of the next one of a stream, with the path to what is wrong.
pub(super) fn value<'de>(
    reader: impl Deserializer<'de, Error = serde_json::Error>,
) -> Result<Value, (serde_json::Error, String)> {
    let path = Path::default();
    let value = Unique(&path).deserialize(reader);
    value.map_err(|e| (e, path.text()))
}

/// As [`value`], of a text that holds no more than the value.
pub(super) fn whole(text: &str) -> Result<Value, (serde_json::Error, String)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = value(&mut reader)?;
    reader.end().map_err(|e| (e, String::new()))?;
    Ok(value)
}

impl<'de> DeserializeSeed<'de> for Unique<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let next = list.next_element_seed(Unique(self.0));
            match next
                .inspect_err(|_| self.0 .0.borrow_mut().push(format!("[{}]", values.len())))?
            {
                Some(value) => values.push(value),
                None => return Ok(values.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key()? {
            match object.entry::<String>(key) {
                Entry::Vacant(entry) => {
                    let value = map.next_value_seed(Unique(self.0));
                    let value = value.inspect_err(|_| self.0.key(entry.key()))?;
                    entry.insert(value);
                }
                Entry::Occupied(entry) => return Err(twice(entry.key())),
            }
        }
        Ok(object.into())
    }
}

/// The error for a `key` that stands a second time in its object.
pub(super) fn twice<E: Error>(key: &str) -> E {
    E::custom(format!("\"{}\" stands twice", excerpt(key)))
}
