//! The boundary to JavaScript: the only files that name `wasm_bindgen`, `js_sys`, `web_sys` or
//! `plotters_canvas`. They convert, call and convert back.
//!
//! Four programs are built from it, one a feature. The **viewer** traces a map; a baked page needs no more to show
//! one. **Full** joins maps, changes their language, searches and writes files: it runs in a worker where it can. The
//! **picture** program paints what stands round the map of a PNG. The **importer** reads texts for the studio. The
//! **command** is the native command's own code, on a disk that JavaScript gives it.

#[cfg(feature = "cli")]
mod command;
#[cfg(feature = "importer")]
mod importer;
#[cfg(feature = "full")]
mod joined_map;
#[cfg(feature = "picture")]
mod picture;
#[cfg(feature = "viewer")]
mod viewer;

#[cfg(feature = "cli")]
pub use command::{run_command, JsSystem};
#[cfg(feature = "importer")]
pub use importer::Importer;
#[cfg(feature = "full")]
pub use joined_map::{files_of, place_codes, JoinedMap, Search};
#[cfg(feature = "picture")]
pub use picture::paint_frame;
#[cfg(feature = "viewer")]
pub use viewer::{Tracing, Viewer};

#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    #[cfg(any(
        feature = "full",
        feature = "picture",
        feature = "importer",
        feature = "cli"
    ))]
    console_error_panic_hook::set_once();
}
