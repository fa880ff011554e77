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
//! | [`paint`] | a scene | calls on a [`paint::Surface`]: plotters, SVG, a recorder |
//! | [`smap`] | polygons with codes | the packed map, and back |
//! | [`page data`] | a joined map | what the page is told ahead: words, stances, places of markers |
//! | [`live`] | a packed map | paths for a canvas at any magnification, and what lies where |
//! | `bake` (feature `cli`) | a map and the built module | the files of a page: still figure, live map, snippets |
//!
//! # Two programs for the page
//!
//! A baked page fetches a page data, an atlas and a WebAssembly program that lays, traces and answers; parsers,
//! join, words, search and export are in a second program, fetched when a reader asks for a file, a name or
//! another language, and where a map comes as GeoJSON. One is built without the feature `page`, one with it.
//!
//! What that is worth, in brotli: the whole program weighs 340 kB, the small one 30 kB. Of what made the
//! small one small, most were a hash table in place of a B-tree (2 kB), sine and cosine without the
//! reduction of huge angles (3 kB), palettes and sizes as data (4 kB), closures by reference (2 kB), and
//! functions that wasm-opt leaves apart (1 kB).

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
