//! What is often listed beside states and is none: parts of states, organisations, places with an answer of their own.

use std::collections::HashMap;

use serde::Deserialize;

use super::{key, table};
use crate::error::Result;

/// A part of a state.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Part {
    /// Its name.
    name: String,
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

/// Parts by [`key::sorted`].
pub(super) fn parts() -> Result<HashMap<String, Part>> {
    let text = include_str!("../../assets/roster/parts.csv");
    let parts: Vec<Part> = table::rows("assets/roster/parts.csv", text)?;
    let parts = parts.into_iter();
    Ok(parts.map(|part| (key::sorted(&part.name), part)).collect())
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
