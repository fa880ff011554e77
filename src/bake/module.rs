//! The program of the live map: module, WebAssembly and languages, with the list that tells the
//! module the hashed names and the integrity of what it fetches.

use std::collections::BTreeMap;

use serde_json::json;

use super::files::{Asset, Folder};
use crate::error::{Error, ErrorKind, Result};

/// Stands in the built module for the list of files, inside a string literal.
pub const PLACEHOLDER: &str = "__STANCEMAP_FILES__";

/// The built module and what it fetches.
#[derive(Debug, Clone)]
pub struct Module {
    script: String,
    wasm: Vec<u8>,
    locales: BTreeMap<String, Vec<u8>>,
}

impl Module {
    /// The module in `script`, a file called `file`, with its WebAssembly and its message files by
    /// BCP 47 tag.
    ///
    /// # Errors
    /// A script that is no built module: without the [`PLACEHOLDER`], or importing other files.
    pub fn new(
        file: &str,
        script: Vec<u8>,
        wasm: Vec<u8>,
        locales: BTreeMap<String, Vec<u8>>,
    ) -> Result<Self> {
        let refused = |found: &str| {
            Error::new(
                ErrorKind::Value,
                file,
                found,
                "give --module-dir the folder that `cargo xtask build` makes",
            )
        };
        let script = String::from_utf8(script).map_err(|e| refused("is no text").because(e))?;
        if !script.contains(PLACEHOLDER) {
            return Err(refused("has no place for the list of its files"));
        }
        if wasm.get(..4) != Some(b"\0asm") {
            return Err(refused("the WebAssembly that belongs to it is none"));
        }
        Ok(Self {
            script,
            wasm,
            locales,
        })
    }

    /// Adds all files; gives the module.
    pub(super) fn add_to(&self, folder: &mut Folder) -> Asset {
        let wasm = folder.add("stancemap", "wasm", self.wasm.as_slice());
        let locales: BTreeMap<&str, [String; 2]> = self
            .locales
            .iter()
            .map(|(tag, bytes)| {
                let asset = folder.add(&format!("locales/{tag}"), "json", bytes.as_slice());
                (tag.as_str(), [asset.name, asset.integrity])
            })
            .collect();
        let list = json!({
            "wasm": wasm.name,
            "wasmIntegrity": wasm.integrity,
            "locales": locales,
        });
        let script = self
            .script
            .replace(PLACEHOLDER, &in_literal(&list.to_string()));
        folder.add("stance-map", "js", script)
    }
}

/// `text` as it stands in a JavaScript string literal, whatever its quotes: ' " or `.
fn in_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '"' | '\'' | '`' | '$' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(script: &str, wasm: &[u8]) -> Result<Module> {
        let locales = BTreeMap::from([("ar".to_owned(), b"{}".to_vec())]);
        Module::new("stance-map.js", script.into(), wasm.to_vec(), locales)
    }

    #[test]
    fn the_list_takes_the_place_of_its_name_in_any_quotes() {
        let script = format!("const a=\"{PLACEHOLDER}\"");
        let mut folder = Folder::default();
        module(&script, b"\0asm").unwrap().add_to(&mut folder);
        let files = folder.into_files();
        let script = files
            .iter()
            .find(|file| file.name.ends_with(".js"))
            .unwrap();
        let text = String::from_utf8(script.bytes.clone()).unwrap();
        assert!(
            text.starts_with("const a=\"{\\\"locales\\\":{\\\"ar\\\":[\\\"locales/ar-"),
            "{text}"
        );
        assert_eq!(in_literal("`${'\\'}`"), "\\`\\${\\'\\\\\\'}\\`");
    }

    #[test]
    fn what_is_no_built_module_is_refused() {
        let error = module("import './x.js'", b"\0asm").unwrap_err().to_string();
        assert!(error.contains("no place for the list"), "{error}");
        let error = module(PLACEHOLDER, b"<html>").unwrap_err().to_string();
        assert!(error.contains("WebAssembly"), "{error}");
    }
}
