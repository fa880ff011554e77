//! The browser's side: the only files that name `wasm_bindgen`, `js_sys`, `web_sys` or
//! `plotters_canvas`. They convert, call and convert back.
//!
//! Two programs are built of it. The small one has the [`Viewer`] alone: a baked page needs no more.
//! The full one (feature `full`) also joins, says, searches and paints files.

#[cfg(feature = "full")]
pub mod joined_map;
pub mod viewer;

#[cfg(feature = "full")]
pub use joined_map::JoinedMap;
pub use viewer::{Tracing, Viewer};

#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    #[cfg(feature = "full")]
    console_error_panic_hook::set_once();
}
