//! Tests across the parts of `geo`, and what all its tests share: short ways to write places and
//! rings, a seeded source of numbers, the atlas.

mod cuts;
mod properties;
mod reference;
mod world;

use std::sync::OnceLock;

use super::{normalised, LonLat, Polygon};

pub(crate) fn ll(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

/// Closes the ring.
pub(crate) fn ring(places: &[(f64, f64)]) -> Vec<LonLat> {
    places
        .iter()
        .chain(places.first())
        .map(|&(lon, lat)| ll(lon, lat))
        .collect()
}

/// Numerical Recipes' 64-bit linear congruential generator.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

/// The countries of the 1:50m atlas as the file has them (cut at ±180°), by their codes.
pub(crate) fn atlas() -> &'static [(String, Vec<Polygon>)] {
    static ATLAS: OnceLock<Vec<(String, Vec<Polygon>)>> = OnceLock::new();
    ATLAS.get_or_init(read_atlas)
}

fn read_atlas() -> Vec<(String, Vec<Polygon>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/countries-50m.geojson");
    let text = std::fs::read_to_string(path).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut countries = Vec::new();
    for feature in file["features"].as_array().unwrap() {
        let geometry = &feature["geometry"];
        let polygons: Vec<Vec<Vec<(f64, f64)>>> = match geometry["type"].as_str() {
            Some("Polygon") => {
                vec![serde_json::from_value(geometry["coordinates"].clone()).unwrap()]
            }
            Some("MultiPolygon") => {
                serde_json::from_value(geometry["coordinates"].clone()).unwrap()
            }
            _ => Vec::new(),
        };
        let polygons = polygons
            .iter()
            .map(|rings| Polygon {
                rings: rings
                    .iter()
                    .map(|r| r.iter().map(|p| ll(p.0, p.1)).collect())
                    .collect(),
            })
            .collect();
        let code = feature["properties"]["iso3"].as_str().unwrap().to_owned();
        countries.push((code, normalised(polygons)));
    }
    countries
}

/// The angle between two places, in degrees.
pub(crate) fn apart_deg(a: LonLat, b: LonLat) -> f64 {
    let ([ax, ay, az], [bx, by, bz]) = (super::sphere::vector(a), super::sphere::vector(b));
    // The chord keeps its digits where the angle is small.
    let chord = ((ax - bx).powi(2) + (ay - by).powi(2) + (az - bz).powi(2)).sqrt();
    2.0 * (chord / 2.0).min(1.0).asin().to_degrees()
}
