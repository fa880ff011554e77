//! The number of a headline: which stances it counts, and what it says.

use serde_json::Value;

use crate::error::Result;
use crate::input::fields::{kind_of, Fields};
use crate::stance::Stance;

/// "87 countries voted for it or sponsored it": counted, not typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Members that show one of these are counted.
    pub of: Vec<Stance>,
    /// As many as the headline says.
    pub count: usize,
}

/// The field `headline`.
///
/// # Errors
/// No object, a word that is no stance, no count.
pub(super) fn read(file: &str, fields: &Fields) -> Result<Option<Headline>> {
    let Some(value) = fields.get("headline") else {
        return Ok(None);
    };
    let own = Fields::new(file, "headline", value, &["of", "count"])?;
    let words = Stance::ALL.map(Stance::as_str).join(", ");
    let remedy = format!("write a list of stances, out of {words}");
    let list = match own.get("of") {
        Some(Value::Array(list)) if !list.is_empty() => list,
        Some(other) => return Err(own.error("of", kind_of(other), remedy)),
        None => return Err(own.error("of", "missing", remedy)),
    };
    let stance = |value: &Value| {
        let word = value.as_str().unwrap_or_default();
        let found = Stance::ALL
            .into_iter()
            .find(|stance| stance.as_str() == word);
        found.ok_or_else(|| own.error("of", value.to_string(), remedy.clone()))
    };
    let count = own.count("count")?;
    Ok(Some(Headline {
        of: list.iter().map(stance).collect::<Result<_>>()?,
        count: count.ok_or_else(|| own.error("count", "missing", "write the headline's number"))?,
    }))
}
