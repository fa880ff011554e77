//! Boundaries from a packed map, and boundaries made ready to be packed.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::code_headings::code_rank;
use super::excerpt::excerpt;
use super::feature::{Boundaries, Feature};
use super::unique;
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{self, cut_at_antimeridian, Polygon};
use crate::report::some_of;
use crate::roster::{Roster, State};
use crate::smap::{self, Atlas, AtlasRegion, PackSource, Property};

/// The feature's own `id`, which is no property.
const ID: &str = "id";

/// Reads a packed map; cuts at ±180° stay.
///
/// # Errors
/// Damage of every sort, properties that are no JSON or not one list a region.
pub(super) fn boundaries(file: &str, bytes: &[u8]) -> Result<Boundaries> {
    let damaged = |damage: smap::Damage| {
        Error::new(
            ErrorKind::Syntax,
            file,
            damage.message(),
            "fetch it again, or pack it anew",
        )
        .because(damage)
    };
    let atlas = smap::decode(bytes).map_err(damaged)?;
    let properties = smap::properties(bytes).map_err(damaged)?;
    if properties.len() != atlas.regions.len() {
        let found = format!(
            "a packed map with {} regions, but properties of {}",
            atlas.regions.len(),
            properties.len()
        );
        return Err(Error::new(ErrorKind::Value, file, found, "pack it anew"));
    }
    let regions = atlas.regions.iter().zip(properties).enumerate();
    let features = regions
        .map(|(i, (region, properties))| feature(file, i + 1, &atlas, region, properties))
        .collect::<Result<_>>()?;
    Boundaries::new(file, features)
}

fn feature(
    file: &str,
    number: usize,
    atlas: &Atlas,
    region: &AtlasRegion,
    texts: Vec<Property>,
) -> Result<Feature> {
    let (mut id, mut properties) = (None, Map::new());
    for Property { name, value } in texts {
        let wrong = |found: &str| {
            let found = format!("property \"{}\" {found}", excerpt(&name));
            let place = format!("region {number} ({})", excerpt(&region.key));
            Error::new(ErrorKind::Value, file, found, "pack it anew").at(place)
        };
        let value = unique::whole(&value)
            .map_err(|(e, _)| wrong(&format!("is no JSON ({e})")).because(e))?;
        let is_new = match value {
            Value::String(text) if name.is_empty() => id.replace(text).is_none(),
            _ if name.is_empty() => true,
            value => properties.insert(name.clone(), value).is_none(),
        };
        if !is_new {
            return Err(wrong("stands twice"));
        }
    }
    Ok(Feature {
        number,
        id,
        packed_key: Some(region.key.clone()).filter(|key| !key.is_empty()),
        properties,
        polygons: geo::normalised(smap::polygons(atlas, region)),
        not_areas: Vec::new(),
    })
}

impl Boundaries {
    /// Regions to pack, and what they carry. Take boundaries as [`parse_cut`](Self::parse_cut) gives
    /// them. `key` is the property that holds the code, or `id`; without it the known headings of codes are
    /// tried. The capitals of members are their homes.
    ///
    /// # Errors
    /// A feature without a code, or with that of another.
    pub fn to_pack(&self, key: Option<&str>) -> Result<(Vec<PackSource>, Vec<Vec<Property>>)> {
        let key = self.key_to_pack(key)?;
        let roster = Roster::built_in()?;
        let (mut sources, mut properties) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        for feature in &self.features {
            let code = code(feature, key).unwrap_or_default();
            if !seen.insert(code.clone()) {
                let found = format!("a second feature with the {key} \"{}\"", excerpt(&code));
                let remedy = "name another property with --key, or merge the two";
                return Err(
                    Error::new(ErrorKind::Ambiguous, &self.file, found, remedy).at(feature.place())
                );
            }
            let state = roster.state(&code);
            sources.push(PackSource {
                polygons: feature.polygons.iter().cloned().flat_map(cut).collect(),
                home: state.and_then(State::capital),
                key: code,
            });
            let id = feature
                .id
                .iter()
                .map(|id| (String::new(), Value::from(id.as_str()).to_string()));
            let texts = feature
                .properties
                .iter()
                .map(|(name, value)| (name.clone(), value.to_string()));
            properties.push(
                id.chain(texts)
                    .map(|(name, value)| Property { name, value })
                    .collect(),
            );
        }
        Ok((sources, properties))
    }

    fn key_to_pack<'a>(&'a self, key: Option<&'a str>) -> Result<&'a str> {
        let without = |key: &str| {
            self.features
                .iter()
                .find(|feature| code(feature, key).is_none())
        };
        if let Some(key) = key {
            let Some(feature) = without(key) else {
                return Ok(key);
            };
            let found = format!("no \"{}\" in this feature", excerpt(key));
            let remedy = "name a property that all features have";
            return Err(
                Error::new(ErrorKind::Option, &self.file, found, remedy).at(feature.place())
            );
        }
        let headings: BTreeSet<&str> = self
            .features
            .iter()
            .flat_map(|feature| feature.properties.keys().map(String::as_str))
            .collect();
        let ranked = headings
            .iter()
            .filter_map(|key| Some((code_rank(key)?, *key)));
        let ranked: BTreeSet<(usize, &str)> = ranked.collect();
        let mut keys = ranked.into_iter().map(|(_, key)| key).chain([ID]);
        keys.find(|key| without(key).is_none()).ok_or_else(|| {
            let names = some_of(
                &headings
                    .iter()
                    .map(|name| excerpt(name))
                    .collect::<Vec<_>>(),
            );
            let found = format!("no property holds codes in all features (properties: {names})");
            let remedy = "name the property that holds the code with --key";
            Error::new(ErrorKind::Option, &self.file, found, remedy)
        })
    }
}

fn code(feature: &Feature, key: &str) -> Option<String> {
    let property = feature.text(key);
    property.or_else(|| feature.id.clone().filter(|_| key == ID))
}

/// Cuts a polygon that crosses ±180°; others stay as they are.
fn cut(polygon: Polygon) -> Vec<Polygon> {
    match geo::crosses_antimeridian(&polygon) {
        true => geo::normalised(cut_at_antimeridian(&[polygon], 0.0)),
        false => vec![polygon],
    }
}
