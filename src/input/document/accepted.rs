//! Findings that a document accepts.

use serde_json::Value;

use crate::error::Result;
use crate::input::fields::{kind_of, Fields};

/// A finding that is known, and that the publisher answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The finding's code: `tally`.
    pub code: String,
    /// Its numbers and states, as the finding prints them; when they change, it is accepted no more.
    pub about: String,
    /// Who accepts it.
    pub by: String,
    /// Why: printed on the map.
    pub why: String,
}

const FIELDS: [&str; 4] = ["code", "about", "by", "why"];

/// The list in the field `accept`.
///
/// # Errors
/// No list, an entry without one of the four texts.
pub(super) fn read(file: &str, fields: &Fields) -> Result<Vec<Accepted>> {
    let list = match fields.get("accept") {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => {
            let remedy = "write a list: [{\"code\": …, \"about\": …, \"by\": …, \"why\": …}]";
            return Err(fields.error("accept", kind_of(other), remedy));
        }
    };
    let entries = list.iter().enumerate().map(|(number, entry)| {
        let place = format!("accept[{number}]");
        let own = Fields::new(file, &place, entry, &FIELDS)?;
        Ok(Accepted {
            code: own.required("code", "the finding's code: \"tally\"")?,
            about: own.required(
                "about",
                "the numbers or states of the finding: \"140, 141\"",
            )?,
            by: own.required("by", "who accepts it")?,
            why: own.required("why", "the reason, which the map prints")?,
        })
    });
    entries.collect()
}
