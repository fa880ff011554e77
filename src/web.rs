//! The browser's side: the only files that name `wasm_bindgen`, `js_sys`, `web_sys` or
//! `plotters_canvas`. They convert, call and convert back.
//!
//! Two programs are built of it. The small one has the [`Chart`] alone: a baked page needs no more.
//! The whole one (feature `page`) also joins, says, searches and paints files.

pub mod chart;
#[cfg(feature = "page")]
pub mod map;

pub use chart::Chart;
#[cfg(feature = "page")]
pub use map::LiveMap;

#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    #[cfg(feature = "page")]
    console_error_panic_hook::set_once();
}
