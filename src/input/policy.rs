//! The border policy: which places are not members, what is dashed or dotted, and what is said
//! about it on the map. Data, so that another desk can ship another view.

mod check;

use std::borrow::Cow;

use serde::Deserialize;

use super::bytes;
use super::excerpt::excerpt;
use super::fields::{json, reason};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::LonLat;
use crate::stance::Kind;
use crate::unseen::without;

/// The policy that ships with the crate.
const UN: &str = include_str!("../../assets/policy/un.json");

/// A border policy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// A short name: `un`.
    pub name: String,
    /// Whose view the borders follow; printed on the map.
    pub statement: String,
    /// What the map takes no position on; printed on the map.
    pub disclaimer: String,
    /// Places that are not members.
    pub territories: Vec<Territory>,
    /// Borders drawn dashed or dotted.
    pub lines: Vec<DisputedLine>,
    /// Outlines of areas that base maps lack.
    pub areas: Vec<DisputedArea>,
    /// What is said about places.
    pub footnotes: Vec<PolicyNote>,
}

/// A place that is not a member.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    /// Three letters.
    pub code: String,
    /// M49, three digits, if it has one.
    #[serde(default)]
    pub m49: Option<String>,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The member whose stance it takes; none: neutral.
    pub stance_of: Option<String>,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineStyle {
    /// – – –
    Dashed,
    /// · · ·
    Dotted,
}

/// A border, wholly or from one place on it to another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputedLine {
    /// What it is called.
    pub name: String,
    /// Codes of the two features it lies between.
    pub between: [String; 2],
    /// Near its one end.
    #[serde(default, deserialize_with = "optional_place")]
    pub from: Option<LonLat>,
    /// Near its other end.
    #[serde(default, deserialize_with = "optional_place")]
    pub to: Option<LonLat>,
    /// How it is drawn.
    pub style: LineStyle,
}

/// An area with a coarse outline.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputedArea {
    /// Three letters of its own.
    pub code: String,
    /// The name to show.
    pub name: String,
    /// The feature that base maps have there.
    pub within: String,
    /// The member whose stance shows there (only the outline is drawn); none: neutral.
    pub shows: Option<String>,
    /// How the outline is drawn.
    pub style: LineStyle,
    /// Closed; at most 24 vertices.
    #[serde(deserialize_with = "places")]
    pub outline: Vec<LonLat>,
    /// Where the coordinates come from.
    pub source: String,
}

/// A sentence about a place, printed when the place is in frame and visible.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyNote {
    /// The place's name.
    pub about: String,
    /// How large what it is about is.
    pub area_km2: f64,
    /// A place in the middle of it.
    #[serde(deserialize_with = "place")]
    pub at: LonLat,
    /// The sentence.
    pub text: String,
}

fn checked<E: serde::de::Error>([lon, lat]: [f64; 2]) -> Result<LonLat, E> {
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        Ok(LonLat { lon, lat })
    } else {
        Err(E::custom(format!("[{lon}, {lat}] is not on the sphere")))
    }
}

fn place<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<LonLat, D::Error> {
    checked(Deserialize::deserialize(deserializer)?)
}

fn optional_place<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<LonLat>, D::Error> {
    Option::<[f64; 2]>::deserialize(deserializer)?
        .map(checked)
        .transpose()
}

fn places<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<LonLat>, D::Error> {
    Vec::<[f64; 2]>::deserialize(deserializer)?
        .into_iter()
        .map(checked)
        .collect()
}

/// Of a policy its places alone: the importer needs their names, and not the 15 kB that read all of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Places {
    /// Places that are not members.
    pub(crate) territories: Vec<Territory>,
    areas: Vec<NamedArea>,
}

#[derive(Debug, Deserialize)]
struct NamedArea {
    code: String,
    name: String,
    #[serde(default)]
    shows: Option<String>,
}

impl Places {
    /// Those of the policy that ships with the crate.
    pub(crate) fn un() -> Result<Self> {
        serde_json::from_str(UN).map_err(|e| {
            let found = e.to_string();
            Error::new(ErrorKind::Syntax, "un.json", found, "mend the policy").because(e)
        })
    }

    /// Codes and names of the areas that show no other's stance.
    pub(crate) fn own_areas(&self) -> impl Iterator<Item = (&str, &str)> {
        let areas = self.areas.iter().filter(|area| area.shows.is_none());
        areas.map(|area| (area.code.as_str(), area.name.as_str()))
    }
}

impl Policy {
    /// The policy `un`: the United Nations' view with two stated exceptions.
    ///
    /// # Errors
    /// None, as the tests of the crate prove.
    pub fn un() -> Result<Self> {
        Self::parse("policy/un.json", UN.as_bytes())
    }

    /// Reads a policy. `file` is how errors name it.
    ///
    /// # Errors
    /// What is no JSON, an unknown or missing field, a place off the sphere, an outline that is
    /// open or longer than 24 vertices; a member as a territory, a territory that takes the stance of anything but a
    /// member, a code that is unknown or stands twice, an empty text.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let text = bytes::text(file, bytes)?;
        json(file, text)?;
        let mut policy: Self = serde_json::from_str(text).map_err(|e| {
            Error::new(
                ErrorKind::Value,
                file,
                excerpt(&reason(&e)),
                "see policy/un.json for an example",
            )
            .at(format!("line {}, column {}", e.line(), e.column()))
            .because(e)
        })?;
        for text in policy.texts() {
            if let Cow::Owned(seen) = without(text) {
                *text = seen;
            }
        }
        check::check(file, &policy)?;
        Ok(policy)
    }

    /// Whether it says what the built-in policy says, whatever it calls itself.
    pub fn is_built_in(&self) -> bool {
        Self::un().is_ok_and(|un| *self == un)
    }

    /// All that may be shown.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [&mut self.name, &mut self.statement, &mut self.disclaimer];
        let territories = self.territories.iter_mut().map(|place| &mut place.name);
        let areas = self.areas.iter_mut().map(|area| &mut area.name);
        let lines = self.lines.iter_mut().map(|line| &mut line.name);
        let notes = self.footnotes.iter_mut();
        let notes = notes.flat_map(|note| [&mut note.about, &mut note.text]);
        own.into_iter()
            .chain(territories)
            .chain(areas)
            .chain(lines)
            .chain(notes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_un_is_well_formed() {
        assert_eq!(Policy::un().unwrap().name, "un");
    }

    #[test]
    fn an_open_outline_is_refused() {
        let mut value: serde_json::Value = serde_json::from_str(UN).unwrap();
        value["areas"][0]["outline"].as_array_mut().unwrap().pop();
        let found = Policy::parse("p.json", value.to_string().as_bytes())
            .unwrap_err()
            .to_string();
        assert!(
            found.starts_with("p.json, area XGO: an outline of"),
            "{found}"
        );
    }
}
