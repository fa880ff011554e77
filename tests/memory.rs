//! How much memory composing takes: in proportion to what is on the map, not to its pixels.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests

mod common;

use std::error::Error as _;

use common::asset;
use peak_alloc::PeakAlloc;
use serde_json::{json, Value};
use stancemap::scene::{compose_map, Options, Theme};
use stancemap::smap::{pack, Damage, PackSource, Packing, TooCoarse};
use stancemap::{Error, ErrorKind, Result, StanceMap};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const DOCUMENT: &str = "es-11-1.json";

#[test]
fn composing_the_widest_map_takes_less_than_60_mb() {
    let map = common::load(DOCUMENT);
    let (width_px, theme) = (3840.0, Theme::Light);
    let before = MEMORY.current_usage_as_mb();
    MEMORY.reset_peak_usage();
    let scene = compose_map(&map, &Options { width_px, theme });
    assert!(!scene.markers.is_empty());
    let used = MEMORY.peak_usage_as_mb() - before;
    assert!(used < 60.0, "{used} MB");
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

#[test]
fn a_high_map_takes_no_more_and_one_without_bound_is_refused() {
    let map = strip(10.0).unwrap();
    let (width_px, theme) = (3840.0, Theme::Light);
    let before = MEMORY.current_usage_as_mb();
    MEMORY.reset_peak_usage();
    let scene = compose_map(&map, &Options { width_px, theme }).scene;
    assert!(
        (scene.height / scene.width - 10.0).abs() < 0.1,
        "{}",
        scene.height / scene.width
    );
    let used = MEMORY.peak_usage_as_mb() - before;
    assert!(used < 60.0, "{used} MB");
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
    let coarse: &dyn std::error::Error = &TooCoarse { collapsed: 3 };
    assert_eq!(coarse.to_string(), "3 rings or lines collapse on this grid");
    let error = Error::new(ErrorKind::Geometry, "f", "x", "").because(Damage::Short);
    assert!(error.source().is_some_and(|cause| cause.is::<Damage>()));
    assert!(pack(&[PackSource::default()], &Packing::default()).is_ok());
}
