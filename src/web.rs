//! The boundary to JavaScript: the only files that name `wasm_bindgen`, `js_sys`, `web_sys` or
//! `plotters_canvas`. They convert, call and convert back.
//!
//! Two programs are built from it. The viewer has only [`Viewer`]: a baked page needs no more. The full
//! program (feature `full`) also joins maps, changes their language, searches and exports.

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
