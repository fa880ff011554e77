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
//! | `bake` (feature `cli`) | a map and the built module | the files of a page: still figure, live map, snippets |

#[cfg(feature = "cli")]
pub mod bake;
pub mod error;
pub mod gazetteer;
pub mod geo;
pub mod input;
pub mod join;
pub mod locale;
pub mod map;
pub mod paint;
pub mod report;
pub mod scene;
pub mod search;
pub mod smap;
pub mod stance;
pub mod tally;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod words;

pub use error::{Error, ErrorKind, Result};
pub use locale::Locale;
pub use map::StanceMap;
