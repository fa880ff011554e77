//! Country boundaries from GeoJSON, a sequence of GeoJSON texts, TopoJSON or a packed map.
//!
//! Takes bytes, gives checked [`Boundaries`]. Leaves the form of features to `shape`, coordinates to
//! `geometry`, and matching countries to [`join`](crate::join).

use serde_json::{Map, Value};

use super::collection::Collection;
use super::excerpt::excerpt;
use super::feature::{Boundaries, Feature};
use super::fields::{json_sequence, kind_of};
use super::topojson::TopoJson;
use super::{bytes, geometry, longitudes, packed, shape, unique};
use crate::error::{Error, ErrorKind, Result};
use crate::geo;
use crate::smap;

impl Boundaries {
    /// Reads GeoJSON (a FeatureCollection, or a single Feature), several GeoJSON texts one after the
    /// other (one a line as in NDJSON, or with record separators as in RFC 8142), or a [packed
    /// map](crate::smap). Longitudes may be counted on to ±540°. `file` is how errors name it.
    ///
    /// # Errors
    /// What is no JSON or no GeoJSON (TopoJSON is called by its name), coordinates that make no
    /// polygon on the sphere (with the feature), a file without features, a damaged packed map.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let mut boundaries = Self::parse_cut(file, bytes)?;
        for feature in &mut boundaries.features {
            feature.polygons = geo::stitch(std::mem::take(&mut feature.polygons));
        }
        Ok(boundaries)
    }

    /// As [`parse`](Self::parse), but where a feature is cut at ±180° it stays so.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_cut(file: &str, bytes: &[u8]) -> Result<Self> {
        if smap::is_smap(bytes) {
            return packed::boundaries(file, bytes);
        }
        let text = bytes::text(file, bytes)?;
        match streamed(file, text) {
            Some(features) => Self::of_checked(file, features?),
            None => Self::of_texts(file, json_sequence(file, text)?),
        }
    }

    /// From the one text of a GeoJSON file, or from those of a sequence, one after the other.
    fn of_texts(file: &str, texts: Vec<Value>) -> Result<Self> {
        let is_sequence = texts.len() > 1;
        let mut all = Vec::new();
        for (i, text) in texts.into_iter().enumerate() {
            let features = features(file, text);
            let at = |error: Error| error.at(format!("text {} of the sequence", i + 1));
            all.extend(if is_sequence {
                features.map_err(at)?
            } else {
                features?
            });
        }
        Self::of_features(file, all)
    }

    /// As [`parse_cut`](Self::parse_cut), and from TopoJSON too: `object` names the one to read, if
    /// there are several and none is called `countries`. With the number of rings left out, because
    /// the topology's grid shrinks them to a point or a line.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and what is wrong in a topology.
    pub fn parse_to_pack(file: &str, bytes: &[u8], object: Option<&str>) -> Result<(Self, usize)> {
        if smap::is_smap(bytes) {
            return Ok((packed::boundaries(file, bytes)?, 0));
        }
        let texts = json_sequence(file, bytes::text(file, bytes)?)?;
        match texts.as_slice() {
            [root] if type_of(root) == Some("Topology") => {
                let (features, dropped) = TopoJson::read(file, root, object)?.into_features();
                Ok((Self::of_features(file, features)?, dropped))
            }
            _ => Ok((Self::of_texts(file, texts)?, 0)),
        }
    }

    fn of_features(file: &str, list: Vec<Value>) -> Result<Self> {
        let features = list.into_iter().enumerate();
        let features = features.map(|(i, value)| feature(file, i + 1, value));
        Self::of_checked(file, features.collect::<Result<Vec<_>>>()?)
    }

    fn of_checked(file: &str, mut features: Vec<Feature>) -> Result<Self> {
        longitudes::wrap(&mut features);
        Self::new(file, features)
    }
}

/// The features of a plain FeatureCollection, read one after the other: only one at a time takes the memory of a
/// tree of values, which is many times that of its coordinates. Nothing for any other text, and for one that is
/// not well-formed.
fn streamed(file: &str, text: &str) -> Option<Result<Vec<Feature>>> {
    let texts = serde_json::from_str::<Collection>(text).ok()?.0;
    let mut read = Ok(Vec::with_capacity(texts.len()));
    for text in texts {
        let value = unique::whole(text.get()).ok()?;
        if let Ok(features) = &mut read {
            match feature(file, features.len() + 1, value) {
                Ok(feature) => features.push(feature),
                Err(error) => read = Err(error),
            }
        }
    }
    Some(read)
}

fn type_of(text: &Value) -> Option<&str> {
    text.get("type").and_then(Value::as_str)
}

/// The features of one GeoJSON text.
fn features(file: &str, mut root: Value) -> Result<Vec<Value>> {
    let wrong = |found: String, remedy: &str| Error::new(ErrorKind::Value, file, found, remedy);
    match type_of(&root) {
        Some("Topology") => Err(Error::new(
            ErrorKind::Syntax,
            file,
            "the file is TopoJSON",
            "pack it with `stancemap pack`, or convert it to GeoJSON",
        )),
        Some("FeatureCollection") => match root.get_mut("features").map(Value::take) {
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(wrong(
                format!("\"features\" is {}", kind_of(&other)),
                "it must be a list of features",
            )),
            None => Err(wrong(
                "a FeatureCollection without \"features\"".to_owned(),
                "is the file complete?",
            )),
        },
        Some("Feature") => Ok(vec![root]),
        Some(other) => Err(wrong(
            format!("a GeoJSON \"{}\", which names no countries", excerpt(other)),
            "give a FeatureCollection with a country code in each feature",
        )),
        None => Err(wrong(
            format!("{} that is no GeoJSON", kind_of(&root)),
            "give a GeoJSON FeatureCollection",
        )),
    }
}

fn feature(file: &str, number: usize, value: Value) -> Result<Feature> {
    let properties = match value.get("properties") {
        Some(Value::Object(properties)) => properties.clone(),
        _ => Map::new(),
    };
    let id = match value.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => Some(id.trim().to_owned()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let mut feature = Feature {
        number,
        id,
        packed_key: None,
        properties,
        polygons: Vec::new(),
        not_areas: Vec::new(),
    };
    let failed =
        |(found, remedy)| Error::new(ErrorKind::Geometry, file, found, remedy).at(feature.place());
    shape::feature(&value).map_err(failed)?;
    let parsed: geojson::Feature = serde_json::from_value(value).map_err(|e| {
        Error::new(
            ErrorKind::Geometry,
            file,
            format!("not a GeoJSON feature ({e})"),
            "write it as RFC 7946 says",
        )
        .at(feature.place())
        .because(e)
    })?;
    if let Some(geometry) = &parsed.geometry {
        let (polygons, not_areas) = geometry::polygons(geometry).map_err(failed)?;
        feature.polygons = polygons;
        feature.not_areas = not_areas;
    }
    Ok(feature)
}
