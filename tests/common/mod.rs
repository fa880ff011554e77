//! What several tests share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses a part"
)]

#[cfg(feature = "cli")]
pub(crate) mod baking;
pub(crate) mod font;
pub(crate) mod rulers;

use std::path::Path;

use stancemap::geo::{LonLat, Projection};
use stancemap::scene::{compose_figure, Options, Scene, Theme};
use stancemap::{Error, ErrorKind, StanceMap};

/// The shipped map documents.
pub(crate) const DOCUMENTS: [&str; 2] = ["es-11-1.json", "s-2022-155.json"];

/// What `make` gives for each document at each width: it gets the document's name, its map and the
/// width.
pub(crate) fn each<T, const N: usize>(
    widths: [f64; N],
    make: impl Fn(&str, StanceMap, f64) -> T,
) -> Vec<T> {
    DOCUMENTS
        .iter()
        .flat_map(|document| {
            let map = load(document);
            widths.map(|width| make(document, map.clone(), width))
        })
        .collect()
}

/// The light figure of `map`.
pub(crate) fn figure(map: &StanceMap, width_px: f64) -> Scene {
    let theme = Theme::Light;
    compose_figure(map, &Options { width_px, theme })
}

/// One of the shipped map documents, with everything it names.
pub(crate) fn load(document: &str) -> StanceMap {
    StanceMap::load(document, asset).unwrap()
}

/// What projects an atlas of a map that `fitted` shows: its degrees are from its own meridian.
pub(crate) fn about_its_meridian(fitted: &Projection) -> Projection {
    let center = LonLat {
        lon: 0.0,
        ..fitted.center()
    };
    Projection::new(fitted.name(), center).placed(fitted.px_per_radian(), fitted.origin())
}

/// The same in another projection.
pub(crate) fn load_in(document: &str, projection: &str) -> StanceMap {
    StanceMap::load(document, |file| {
        let bytes = asset(file)?;
        if file != document {
            return Ok(bytes);
        }
        let mut changed: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        changed["projection"] = serde_json::json!({ "name": projection });
        Ok(changed.to_string().into_bytes())
    })
    .unwrap()
}

pub(crate) fn asset(file: &str) -> stancemap::Result<Vec<u8>> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    std::fs::read(assets.join(file)).map_err(|e| {
        Error::new(ErrorKind::Io, file, "can't be read", "is it in assets?").because(e)
    })
}
