//! `bind LIBRARY.wasm NAME FOLDER`: writes what cargo made as `NAME_bg.wasm` with its bindings, the ES module
//! `NAME.js`, into `FOLDER`.
//!
//! A program of its own, because it takes a minute to compile and is needed only where a page is built.

use std::env;

use anyhow::{bail, Context, Result};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [library, name, folder] = words.as_slice() else {
        bail!("usage: bind LIBRARY.wasm NAME FOLDER");
    };
    Bindgen::new()
        .input_path(library)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // All browsers that the page runs in have `TextEncoder.encodeInto`: without its stand-in.
        .encode_into(EncodeInto::Always)
        // The bindings find the WebAssembly beside them by themselves.
        .omit_default_module_path(false)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen on {library}"))
}
