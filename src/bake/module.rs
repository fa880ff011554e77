//! The built module: scripts, WebAssembly and languages, with the list from which the module takes
//! the hashed names and the integrity of what it fetches.

use std::collections::BTreeMap;

use serde_json::{json, Value};

use super::files::{Asset, Folder};
use crate::error::{Error, ErrorKind, Result};

/// Stands in the built module for the list of files, inside a string literal.
pub const PLACEHOLDER: &str = "__STANCEMAP_FILES__";

/// The folder of the languages, in a baked folder as in the module's.
pub(super) const LOCALES: &str = "locales";

/// The files of the module, as they are built.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    /// What pages load.
    pub script: Vec<u8>,
    /// The WebAssembly that shows a baked map.
    pub viewer: Vec<u8>,
    /// The module of what not every reader needs.
    pub extras: Vec<u8>,
    /// The module that joins, searches and writes files, in a worker.
    pub full: Vec<u8>,
    /// Its WebAssembly.
    pub full_wasm: Vec<u8>,
    /// The WebAssembly that paints what stands round the map of a PNG.
    pub picture: Vec<u8>,
}

/// The built module and what it fetches.
#[derive(Debug, Clone)]
pub struct Module {
    script: String,
    extras: String,
    programs: Programs,
    locales: BTreeMap<String, Vec<u8>>,
}

/// The files that pages refer to.
#[derive(Debug)]
pub(super) struct Modules {
    pub script: Asset,
    pub viewer: Asset,
    /// Message files by BCP 47 tag.
    pub locales: BTreeMap<String, Asset>,
}

impl Module {
    /// The module in a file called `file`, with all that it fetches: its programs, and its message
    /// files by BCP 47 tag.
    ///
    /// # Errors
    /// A script that is no built module: without the [`PLACEHOLDER`], or importing other files.
    pub fn new(file: &str, programs: Programs, locales: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let refused = |found: &str| {
            Error::new(
                ErrorKind::Value,
                file,
                found,
                "give --module-dir the folder that `cargo xtask build` makes",
            )
        };
        let with_place = |bytes: &Vec<u8>| {
            let script = String::from_utf8(bytes.clone())
                .map_err(|e| refused("is no text, or what it loads later is none").because(e))?;
            if !script.contains(PLACEHOLDER) {
                let found =
                    "has no place for the list of its files, or what it loads later has none";
                return Err(refused(found));
            }
            Ok(script)
        };
        let script = with_place(&programs.script)?;
        let extras = with_place(&programs.extras)?;
        let is_wasm = |bytes: &Vec<u8>| bytes.get(..4) == Some(b"\0asm");
        let all = [&programs.viewer, &programs.full_wasm, &programs.picture];
        if !all.into_iter().all(is_wasm) {
            return Err(refused("the WebAssembly that belongs to it is none"));
        }
        Ok(Self {
            script,
            extras,
            programs,
            locales,
        })
    }

    /// Adds all files; gives those that pages refer to. Each script has the list of what it makes known: the first one of
    /// what comes first, the second one of the rest.
    pub(super) fn add_to(&self, folder: &mut Folder) -> Modules {
        let programs = &self.programs;
        let viewer = folder.add("viewer", "wasm", programs.viewer.as_slice());
        let full = folder.add("full", "js", programs.full.as_slice());
        let picture = folder.add("picture", "wasm", programs.picture.as_slice());
        let full_wasm = folder.add("full", "wasm", programs.full_wasm.as_slice());
        let locales: BTreeMap<String, Asset> = self
            .locales
            .iter()
            .map(|(tag, bytes)| {
                let asset = folder.add(&format!("{LOCALES}/{tag}"), "json", bytes.as_slice());
                (tag.clone(), asset)
            })
            .collect();
        let listed = |asset: &Asset| json!([asset.name, asset.short_integrity]);
        let listed_locales: BTreeMap<&String, Value> = locales
            .iter()
            .map(|(tag, asset)| (tag, listed(asset)))
            .collect();
        let later = json!({
            "full": listed(&full),
            "fullWasm": listed(&full_wasm),
            "picture": listed(&picture),
            "locales": listed_locales,
        });
        let extras = folder.add("extras", "js", with_list(&self.extras, &later));
        let first = json!({ "viewer": listed(&viewer), "extras": listed(&extras) });
        Modules {
            script: folder.add("stance-map", "js", with_list(&self.script, &first)),
            viewer,
            locales,
        }
    }
}

/// A script with `list` in its place.
fn with_list(script: &str, list: &Value) -> String {
    script.replace(PLACEHOLDER, &in_literal(&list.to_string()))
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
        let programs = Programs {
            script: script.into(),
            viewer: wasm.to_vec(),
            extras: PLACEHOLDER.into(),
            full: b"export {}".to_vec(),
            picture: wasm.to_vec(),
            full_wasm: wasm.to_vec(),
        };
        Module::new("stance-map.js", programs, locales)
    }

    #[test]
    fn the_list_takes_the_place_of_its_name_in_any_quotes() {
        let script = format!("const a=\"{PLACEHOLDER}\"");
        let mut folder = Folder::default();
        module(&script, b"\0asm").unwrap().add_to(&mut folder);
        let files = folder.into_files().unwrap();
        let script = files
            .iter()
            .find(|file| file.name.starts_with("stance-map-"))
            .unwrap();
        let text = String::from_utf8(script.bytes.clone()).unwrap();
        assert!(
            text.starts_with("const a=\"{\\\"extras\\\":[\\\"extras-"),
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
