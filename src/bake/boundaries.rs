//! Boundaries as they are published: what GeoJSON says of features, without what others have put between.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind, Result};
use crate::smap;

/// A collection or a feature. Members that RFC 7946 does not know are left out, and boxes, which nothing reads.
#[derive(Deserialize, Serialize)]
struct GeoJson<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(
        default,
        borrow,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    properties: Option<Option<&'a RawValue>>,
    #[serde(
        default,
        borrow,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    geometry: Option<Option<Geometry<'a>>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    features: Option<Vec<GeoJson<'a>>>,
}

#[derive(Deserialize, Serialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    /// As they are written: not a digit changes.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    geometries: Option<Vec<Geometry<'a>>>,
}

/// A field that is there, be it null: a feature has its properties and geometry in any case.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// The extension and the bytes of boundaries that can be read.
///
/// # Errors
/// A field that stands twice.
pub(super) fn published(file: &str, bytes: &[u8]) -> Result<(&'static str, Vec<u8>)> {
    if smap::is_smap(bytes) {
        // Nothing of it is unread.
        return Ok(("smap", bytes.to_vec()));
    }
    let refused = |e: serde_json::Error| {
        let remedy = "write it as RFC 7946 says";
        Error::new(ErrorKind::Syntax, file, e.to_string(), remedy).because(e)
    };
    let text = String::from_utf8_lossy(bytes);
    // Those that stand before the texts of a sequence (RFC 8142).
    let text = text.trim_start_matches('\u{feff}').replace('\u{1e}', " ");
    let mut out = String::with_capacity(text.len());
    for read in serde_json::Deserializer::from_str(&text).into_iter::<GeoJson>() {
        let written = serde_json::to_string(&read.map_err(refused)?).map_err(refused)?;
        out.push_str(&written);
        out.push('\n');
    }
    Ok(("geojson", out.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_left_out() {
        let text = "\u{feff}\u{1e}{\"secret\":1,\"type\":\"FeatureCollection\",\"bbox\":[0],\"features\":[{\"type\":\"Feature\",\
            \"secret\":2,\"id\":7,\"properties\":{\"iso3\":\"FRA\"},\"geometry\":{\"type\":\"GeometryCollection\",\"secret\":3,\
            \"geometries\":[{\"type\":\"Polygon\",\"coordinates\":[[[0.10,1e1]]],\"secret\":4}]}}]}\n\u{1e}\
            {\"type\":\"Feature\",\"properties\":null,\"geometry\":null}\n";
        let (extension, bytes) = published("map.geojson", text.as_bytes()).unwrap();
        let wanted = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":7,\
            \"properties\":{\"iso3\":\"FRA\"},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[\
            {\"type\":\"Polygon\",\"coordinates\":[[[0.10,1e1]]]}]}}]}\n{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}\n";
        assert_eq!(
            (extension, String::from_utf8(bytes).unwrap().as_str()),
            ("geojson", wanted)
        );
    }
}
