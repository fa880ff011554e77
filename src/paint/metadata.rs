//! What a picture says about itself, so that it can be told years later what it shows and whose borders it has, and
//! be opened as a map again.

use serde::Serialize;
use serde_json::Value;

/// Written into PNG and SVG files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metadata {
    /// The version of this crate.
    pub stancemap: &'static str,
    /// BCP 47 language of the words.
    pub lang: String,
    /// The headline.
    pub title: String,
    /// In words what the picture shows: its alternative text.
    pub description: String,
    /// Where the numbers come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The policy that the borders follow.
    pub policy: String,
    /// The map document, as it was read.
    pub document: Value,
    /// The table of stances, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stances: Option<String>,
    /// The boundaries, by name and hash: they are too large to be carried along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundaries: Option<Boundaries>,
}

/// A file of boundaries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundaries {
    /// As the document names it.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Device px a metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolution(pub(super) u32);

impl Resolution {
    /// From device px an inch.
    pub fn of_inch(px: f64) -> Self {
        // Saturates; no printer has more.
        Self((px / 0.0254).round() as u32)
    }
}

impl Metadata {
    /// All of it as JSON.
    pub fn json(&self) -> String {
        // Texts and numbers have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}
