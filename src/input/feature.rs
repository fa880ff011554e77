//! Checked country boundaries, whatever file they came from: what all readers of boundaries give.

use serde_json::{Map, Value};

use super::excerpt::excerpt;
use crate::error::{Error, ErrorKind, Result};
use crate::geo::Polygon;

/// Properties that hold the code, in atlases known to us, the most trustworthy first.
pub(super) const CODES: [&str; 3] = ["iso3", "ISO_A3_EH", "ADM0_A3"];

/// The features of a boundaries' file, in its order.
#[derive(Debug, Clone)]
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
        [
            "name",
            "NAME",
            "name_en",
            "NAME_EN",
            "NAME_LONG",
            "ADMIN",
            "admin",
            "Name",
            "country",
        ]
        .into_iter()
        .find_map(|property| self.text(property))
    }

    /// How errors name it: `feature 12 (FRA)`.
    pub fn place(&self) -> String {
        let label = CODES
            .into_iter()
            .find_map(|property| self.text(property).filter(|code| code != "-99"))
            .or_else(|| self.name())
            .or_else(|| self.id.clone());
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
