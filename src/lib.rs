//! The map that shows how every country stood on a United Nations resolution.
//!
//! The data goes one way: **read → join → project → compose → paint**.
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`input`] | GeoJSON, stance table, map document | checked countries and stances, or an [`Error`] that names the place |
//! | [`join`] | countries × stances × members | [`join::Region`]s with a status, and a [`report::JoinReport`] |
//! | [`locale`] | a message file | the language in which the map speaks |
//! | [`geo`] | longitude and latitude | planar rings in px, cut on the sphere and resampled |
//! | [`scene`] | regions, theme, size | [`scene::Scene`]: a display list in f64 px |
//! | [`search`] | letters typed | the places they may mean |
//! | [`paint`] | a scene | calls on a [`paint::Surface`]: SVG, plotters |
//! | [`smap`] | polygons with codes | the packed map, and back |
//! | [`page`] | a joined map | the page data, and the atlas that belongs to it |
//! | [`view`] | a packed map | paths for a canvas at any magnification, and which region lies where |
//! | `bake` (feature `cli`) | a map and the built module | the files of a page: still figure, live map, snippets |
//!
//! # Two programs for the page
//!
//! A baked page loads page data, an atlas and the viewer, a WebAssembly program that projects and traces the
//! map and answers the pointer. Parsers, join, words, search and export are in a second program, the full
//! one (feature `full`). The page loads it when a reader asks for a file, a name or another language, and
//! where a map comes as GeoJSON. `tests/bench/NOTES.md` tells what keeps the viewer small.

#[cfg(feature = "cli")]
pub mod bake;
pub mod error;
pub mod gazetteer;
pub mod geo;
pub mod input;
pub mod join;
pub mod locale;
pub mod map;
pub mod page;
pub mod paint;
pub mod report;
pub mod scene;
pub mod search;
pub mod smap;
pub mod stance;
pub mod tally;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod words;

pub use error::{Error, ErrorKind, Result};
pub use locale::Locale;
pub use map::StanceMap;
