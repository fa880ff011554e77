//! Checked country boundaries, whatever file they came from: what all readers of boundaries give.

use serde_json::{Map, Value};

use super::code_headings::{code_rank, name_rank};
use super::excerpt::excerpt;
use crate::error::{Error, ErrorKind, Result};
use crate::geo::Polygon;

/// The features of a boundaries' file, in its order.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    /// The file they came from, as the caller named it.
    pub file: String,
    /// At least one.
    pub features: Vec<Feature>,
}

/// One feature: its properties as they are, its polygons checked, wound as RFC 7946 says, and
/// with cuts at ±180° undone.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Its place in the file, from 1.
    pub number: usize,
    /// Its `id`, if it has one.
    pub id: Option<String>,
    /// The code that it was packed under, in a packed map.
    pub packed_key: Option<String>,
    /// As in the file.
    pub properties: Map<String, Value>,
    /// Empty for a null geometry.
    pub polygons: Vec<Polygon>,
    /// Geometry types that make no area and are not drawn: `Point`, `LineString` …
    pub not_areas: Vec<&'static str>,
}

impl Feature {
    /// A property as text; a number as it is written.
    pub fn text(&self, property: &str) -> Option<String> {
        let value = match self.properties.get(property)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!value.is_empty()).then_some(value)
    }

    /// The name it carries, under one of the names that atlases use.
    pub fn name(&self) -> Option<String> {
        self.names().into_iter().next()
    }

    /// All names it carries, the one to show first.
    pub(crate) fn names(&self) -> Vec<String> {
        self.texts(name_rank).collect()
    }

    /// The properties with a text whose headings have a rank, by rank.
    fn texts(&self, rank: impl Fn(&str) -> Option<usize>) -> impl Iterator<Item = String> + '_ {
        let headings = self.properties.keys();
        let mut ranked: Vec<(usize, &String)> = headings
            .filter_map(|heading| Some((rank(heading)?, heading)))
            .collect();
        ranked.sort_unstable();
        let ranked = ranked.into_iter();
        ranked.filter_map(|(_, heading)| self.text(heading))
    }

    /// How errors name it: `feature 12 (FRA)`.
    pub fn place(&self) -> String {
        let codes = self.texts(code_rank).find(|code| code != "-99");
        let label = codes.or_else(|| self.name()).or_else(|| self.id.clone());
        place(self.number, label)
    }
}

fn place(number: usize, label: Option<String>) -> String {
    match label {
        Some(label) => format!("feature {number} ({})", excerpt(&label)),
        None => format!("feature {number}"),
    }
}

/// Refuses more areas than can be told apart. `what` they are, in the plural.
///
/// # Errors
/// More than 65,535.
pub(crate) fn check_count(file: &str, what: &str, count: usize) -> Result<()> {
    if count <= usize::from(u16::MAX) {
        return Ok(());
    }
    let found = format!("{count} {what}; a map holds at most {}", u16::MAX);
    let remedy = "merge features of one country, or leave small ones out";
    Err(Error::new(ErrorKind::Value, file, found, remedy))
}

impl Boundaries {
    /// Without features there is nothing to draw, and their numbers have 16 bits.
    pub(super) fn new(file: &str, features: Vec<Feature>) -> Result<Self> {
        if features.is_empty() {
            let remedy = "is it the right file?";
            return Err(Error::new(ErrorKind::Value, file, "no features", remedy));
        }
        check_count(file, "features", features.len())?;
        Ok(Self {
            file: file.to_owned(),
            features,
        })
    }
}
