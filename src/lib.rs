//! The map that shows how every country stood on a United Nations resolution.
//!
//! The data goes one way: **read → join → project → compose → paint**.
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`input`] | boundaries, stance table, map document | checked countries and stances, or an [`Error`] that names the place |
//! | [`roster`] | a name, a code, a date | who is meant, and who was a member |
//! | [`join`] | countries × stances × roster | [`join::Region`]s with a status, and a [`report::JoinReport`] |
//! | [`locale`] | a message file | messages, names and numbers in one language |
//! | [`geo`] | longitude and latitude | planar rings in px, cut on the sphere and resampled |
//! | [`scene`] | regions, theme, size | [`scene::Scene`]: a display list in f64 px |
//! | [`search`] | letters typed | the regions they may mean |
//! | [`paint`] | a scene | calls on a [`paint::Surface`]: SVG, plotters |
//! | [`smap`] | polygons with codes | the packed map, and back |
//! | [`page`] | a joined map | page data: texts, regions, layers, breakpoint layouts; and the atlas of its shapes |
//! | [`view`] | an atlas and a projection | paths for a canvas at any magnification, and which region lies where |
//! | `bake` (feature `cli`) | a map and the built module | the files of a page: still figure, live map, snippets |
//! | `command` (feature `cli`) | arguments, files | what they ask for |
//!
//! # Four programs for the page
//!
//! Each is a feature. A page loads page data, an atlas and the **viewer**, a WebAssembly program that projects
//! and traces the map and answers the pointer. The **full** program has parsers, join, words, search and export.
//! A page runs it in a worker when a reader wants a file, a name or another language, and at once where a map
//! comes as GeoJSON: then it makes page data and atlas. **Picture** paints title, bar, legend and notes of a PNG.
//! The **importer** reads texts for the studio, which loads the others when a map is to be drawn.
//! `tests/bench/NOTES.md` lists what keeps the viewer small.

// Every file is the same, byte for byte, whatever machine made it: see `.clippy.toml`.
#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod accept;
#[cfg(feature = "cli")]
pub mod bake;
#[cfg(feature = "cli")]
pub mod command;
pub mod error;
#[cfg(feature = "cli")]
pub mod exchange;
pub mod geo;
pub mod import;
pub mod input;
pub mod join;
pub mod locale;
pub mod map;
pub mod page;
pub mod paint;
mod parallel;
pub mod report;
pub mod roster;
pub mod scene;
pub mod search;
pub mod smap;
mod spreadsheet;
pub mod stance;
pub mod tally;
pub mod unseen;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod words;

pub use error::{Error, ErrorKind, Result};
pub use locale::Locale;
pub use map::StanceMap;
