//! What several tests share.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses a part"
)]

pub(crate) mod font;
pub(crate) mod rulers;

use std::path::Path;

use stancemap::{Error, ErrorKind, StanceMap};

/// One of the shipped map documents, with everything it names.
pub(crate) fn load(document: &str) -> StanceMap {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    StanceMap::load(document, |file| {
        std::fs::read(assets.join(file)).map_err(|e| {
            Error::new(ErrorKind::Io, file, "can't be read", "is it in assets?").because(e)
        })
    })
    .unwrap()
}
