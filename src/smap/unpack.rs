//! Bytes of a packed map → GeoJSON text.

use std::fmt::Write as _;

use serde_json::Value;

use super::atlas::{Atlas, AtlasRegion};
use super::damage::Damage;
use super::decode::{decode, properties, Property};
use crate::geo::{LonLat, Polygon};

/// The GeoJSON text (RFC 7946) of a packed map, one feature a line, without triangles of less than
/// `area` steradians, as far as the ranks in the file tell; 0 gives all vertices. Decimals suffice
/// to pack the same grid again.
///
/// # Errors
/// As [`decode`], and a property that is not one JSON value.
pub fn geojson(bytes: &[u8], area: f64) -> Result<String, Damage> {
    let (atlas, properties) = (decode(bytes)?, properties(bytes)?);
    if properties.len() != atlas.regions.len() {
        return Err(Damage::Count);
    }
    let rank = if area > 0.0 { atlas.rank_for(area) } else { 0 };
    let mut out = GeoJsonText {
        atlas: &atlas,
        rank,
        // A tenth of the grid's unit.
        decimals: (1.0 - libm::log10(atlas.quantum)).ceil().max(1.0) as usize,
        text: String::from("{\"type\":\"FeatureCollection\",\"features\":[\n"),
    };
    for (i, (region, properties)) in atlas.regions.iter().zip(&properties).enumerate() {
        out.text.push_str(if i > 0 { ",\n" } else { "" });
        out.feature(region, properties)?;
    }
    out.text.push_str("\n]}\n");
    Ok(out.text)
}

struct GeoJsonText<'a> {
    atlas: &'a Atlas,
    rank: u8,
    decimals: usize,
    text: String,
}

impl GeoJsonText<'_> {
    fn feature(&mut self, region: &AtlasRegion, properties: &[Property]) -> Result<(), Damage> {
        self.text.push_str("{\"type\":\"Feature\",");
        let (ids, named): (Vec<_>, Vec<_>) = properties
            .iter()
            .partition(|property| property.name.is_empty());
        if let Some(id) = ids.first() {
            self.text.push_str("\"id\":");
            self.value(id)?;
            self.text.push(',');
        }
        self.text.push_str("\"properties\":{");
        for (i, property) in named.into_iter().enumerate() {
            self.text.push_str(if i > 0 { "," } else { "" });
            self.text
                .push_str(&Value::from(&*property.name).to_string());
            self.text.push(':');
            self.value(property)?;
        }
        self.text.push_str("},\"geometry\":");
        let polygons = self.atlas.polygons_of(region);
        match polygons.len() {
            0 => self.text.push_str("null"),
            1 => {
                self.text.push_str("{\"type\":\"Polygon\",\"coordinates\":");
                self.polygon(polygons.start);
                self.text.push('}');
            }
            _ => {
                self.text
                    .push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
                for polygon in polygons.clone() {
                    self.text
                        .push_str(if polygon > polygons.start { "," } else { "" });
                    self.polygon(polygon);
                }
                self.text.push_str("]}");
            }
        }
        self.text.push('}');
        Ok(())
    }

    /// One JSON value, whatever the file says it is.
    fn value(&mut self, property: &Property) -> Result<(), Damage> {
        let value: Value = serde_json::from_str(&property.value).map_err(|_| Damage::Property)?;
        self.text.push_str(&value.to_string());
        Ok(())
    }

    fn polygon(&mut self, polygon: usize) {
        let atlas = self.atlas;
        for (i, refs) in atlas.rings_of(polygon).enumerate() {
            self.text.push_str(if i > 0 { ",[" } else { "[[" });
            let mut ring = Vec::new();
            atlas.ring_into(refs, self.rank, &mut ring);
            for (i, vertex) in ring.into_iter().enumerate() {
                self.text.push_str(if i > 0 { ",[" } else { "[" });
                let [lon, lat] = atlas.degrees(vertex);
                self.number(lon);
                self.text.push(',');
                self.number(lat);
                self.text.push(']');
            }
            self.text.push(']');
        }
        self.text.push(']');
    }

    fn number(&mut self, degrees: f64) {
        let start = self.text.len();
        // Writing to a String does not fail.
        let _ = write!(self.text, "{degrees:.*}", self.decimals);
        let written = self.text.get(start..).unwrap_or_default();
        let short = written.trim_end_matches('0').trim_end_matches('.');
        let end = start + short.len();
        self.text.truncate(end);
        if self.text.get(start..) == Some("-0") {
            self.text.truncate(start);
            self.text.push('0');
        }
    }
}

/// The polygons of a region in full detail, degrees from the meridian of the atlas.
pub(crate) fn polygons(atlas: &Atlas, region: &AtlasRegion) -> Vec<Polygon> {
    let ring = |refs: &[i32]| {
        let mut ring = Vec::new();
        atlas.ring_into(refs, 0, &mut ring);
        let degrees = ring.into_iter().map(|vertex| atlas.degrees(vertex));
        degrees.map(|[lon, lat]| LonLat { lon, lat }).collect()
    };
    let polygons = atlas.polygons_of(region).map(|polygon| Polygon {
        rings: atlas.rings_of(polygon).map(ring).collect(),
    });
    polygons.collect()
}
