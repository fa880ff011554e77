//! What is often listed beside states and is none: parts of states, organisations, places with an answer of their own.

use serde::Deserialize;

use super::{key, table};
use crate::error::Result;

/// A part of a state.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Part {
    /// Its name.
    name: String,
    /// The same by [`key::sorted`].
    #[serde(skip)]
    pub(super) key: String,
    /// The state.
    pub(super) state: Option<String>,
    /// What is to be said where no one state is right.
    pub(super) what: Option<String>,
}

/// Something that is no member, with what is told about its vote.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// By [`key::sorted`].
    pub(super) keys: Vec<String>,
    /// "is an observer state and has no vote".
    pub(super) answer: String,
}

pub(super) fn parts() -> Result<Vec<Part>> {
    let text = include_str!("../../assets/roster/parts.csv");
    let mut parts: Vec<Part> = table::rows("assets/roster/parts.csv", text)?;
    for part in &mut parts {
        part.key = key::sorted(&part.name);
    }
    Ok(parts)
}

pub(super) fn entities() -> Result<Vec<Entity>> {
    #[derive(Deserialize)]
    struct Record {
        names: String,
        answer: String,
    }
    let text = include_str!("../../assets/roster/entities.csv");
    let records: Vec<Record> = table::rows("assets/roster/entities.csv", text)?;
    let entities = records.into_iter().map(|Record { names, answer }| Entity {
        keys: table::listed(&names).map(key::sorted).collect(),
        answer,
    });
    Ok(entities.collect())
}
