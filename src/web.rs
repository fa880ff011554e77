//! The browser's side: the only file that names `wasm_bindgen`, `js_sys`, `web_sys` or `plotters_canvas`.
