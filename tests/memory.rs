//! How much memory composing takes: in proportion to what is on the map, not to its pixels.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests

mod common;

use std::error::Error as _;

use common::asset;
use peak_alloc::PeakAlloc;
use serde_json::{json, Value};
use stancemap::scene::{compose_map, Options, Theme};
use stancemap::smap::{pack, Damage, PackSource, Packing, Unpackable};
use stancemap::{Error, ErrorKind, Result, StanceMap};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const DOCUMENT: &str = "es-11-1.json";

/// MB at the most while `map` is composed 3840 px wide, and how many times as high as wide it is.
fn composed(map: &StanceMap) -> (f32, f64) {
    let (width_px, theme) = (3840.0, Theme::Light);
    let before = MEMORY.current_usage_as_mb();
    MEMORY.reset_peak_usage();
    let scene = compose_map(map, &Options { width_px, theme }).scene;
    let used = MEMORY.peak_usage_as_mb() - before;
    (used, scene.height / scene.width)
}

/// The map of a strip of land so many degrees wide and 100° high that votes against.
fn strip(degrees: f64) -> Result<StanceMap> {
    let ring = json!([
        [30, -50],
        [30.0 + degrees, -50],
        [30.0 + degrees, 50],
        [30, 50],
        [30, -50]
    ]);
    let feature = json!({
        "type": "Feature", "properties": {"iso3": "RUS"},
        "geometry": {"type": "Polygon", "coordinates": [ring]}
    });
    StanceMap::load(DOCUMENT, |file| {
        let bytes = asset(file)?;
        match file {
            DOCUMENT => {
                let mut document: Value = serde_json::from_slice(&bytes).unwrap();
                document["projection"] = json!({"name": "equirectangular", "center": [30, 0]});
                Ok(document.to_string().into_bytes())
            }
            "countries-50m.geojson" => Ok(feature.to_string().into_bytes()),
            _ => Ok(bytes),
        }
    })
}

/// One test: what another does at the same time would count too.
#[test]
fn the_widest_map_and_a_high_one_take_less_than_60_mb_and_one_without_bound_is_refused() {
    let (used, _) = composed(&common::load(DOCUMENT));
    assert!(used < 60.0, "{used} MB");
    let (used, height) = composed(&strip(10.0).unwrap());
    assert!(
        used < 60.0 && (height - 10.0).abs() < 0.1,
        "{used} MB, {height}"
    );
    assert_eq!(
        strip(0.001).unwrap_err().to_string(),
        "countries-50m.geojson: a map 100000 times as high as wide; 12 is the most; \
         add what lies east and west of it, or choose another projection"
    );
}

#[test]
fn what_is_wrong_with_a_packed_map_is_an_error_with_a_cause() {
    let damage: &dyn std::error::Error = &Damage::Checksum;
    assert_eq!(damage.to_string(), Damage::Checksum.text());
    let coarse: &dyn std::error::Error = &Unpackable::TooCoarse(3);
    assert_eq!(coarse.to_string(), "3 rings or lines collapse on this grid");
    let error = Error::new(ErrorKind::Geometry, "f", "x", "").because(Damage::Short);
    assert!(error.source().is_some_and(|cause| cause.is::<Damage>()));
    assert!(pack(&[PackSource::default()], &Packing::default()).is_ok());
}
