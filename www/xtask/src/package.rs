//! The npm package, `dist/npx/`: the bundled module with its types, the programs of the page, the languages, the style
//! sheet of still figures; and the command `stancemap`, which bakes with these. `cargo xtask package` packs it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, Context, Result};

use crate::dist::copy_tree;
use crate::{bundle, cargo, npm, studio, tool, wasm};

/// Files that go into the package: of the repository, by folder and name in the package; of `dist/`, folders with what
/// is in them.
const OWN: [(&str, &str); 9] = [
    ("", "README.md"),
    ("", "LICENSE-MIT"),
    ("", "LICENSE-APACHE"),
    ("www", "stance-map.d.ts"),
    ("www", "figure.css"),
    ("www", "command/stancemap.mjs"),
    ("www", "command/node-system.mjs"),
    ("www", "command/studio.mjs"),
    ("www", "favicon.svg"),
];
const BUILT: [&str; 2] = [bundle::MODULE, "locales"];
/// What the studio has beside: files of `dist/`.
const STUDIO: [&str; 2] = ["pkg/importer_bg.wasm", "data/world.smap"];

/// The folder of the package in `dist`.
const FOLDER: &str = "npx";

/// Lays the package out in `dist`; `command` holds the command's bindings.
///
/// # Errors
/// When a file is missing or can't be written.
pub(crate) fn lay_out(repo: &Path, dist: &Path, command: &Path) -> Result<()> {
    let version = cargo::version(repo)?;
    let package = dist.join(FOLDER);
    for (folder, name) in OWN {
        copy(&repo.join(folder).join(name), &package.join(name))?;
    }
    for name in ["command.js", "command_bg.wasm"] {
        copy(&command.join(name), &package.join("pkg").join(name))?;
    }
    let built = BUILT.into_iter().chain(bundle::LATER).chain(STUDIO);
    let built = built.chain(studio::FILES).map(str::to_owned);
    for file in built.chain(wasm::map_wasm()) {
        let from = dist.join(&file);
        if !from.is_dir() {
            copy(&from, &package.join(&file))?;
            continue;
        }
        copy_tree(&from, &package.join(&file), &|_| true)?;
    }
    let manifest = serde_json::json!({
        "name": "stancemap",
        "version": version,
        "description": "The map that shows how every country stood on a United Nations resolution: the element <stance-map> and the command that makes its files",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "engines": { "node": ">=20" },
        "bin": { "stancemap": "command/stancemap.mjs" },
        "exports": {
            ".": { "types": "./stance-map.d.ts", "default": "./stance-map.js" },
            "./figure.css": "./figure.css",
            "./locales/*": "./locales/*",
        },
        // Importing it defines the element.
        "sideEffects": true,
    });
    fs::write(package.join("package.json"), format!("{manifest:#}\n")).context("package.json")?;
    Ok(())
}

/// Packs the package that was laid out in `dist`; the tarball's path, in the target directory.
///
/// # Errors
/// When `dist` isn't built, or npm fails.
pub(crate) fn pack(repo: &Path, dist: &Path) -> Result<PathBuf> {
    let package = dist.join(FOLDER);
    if !package.exists() {
        bail!("{}: run `cargo xtask build`", package.display());
    }
    let out = cargo::target_directory(repo)?.join("npm");
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
    tool::run(
        npm::npm(&package)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&out),
    )?;
    Ok(out.join(format!("stancemap-{}.tgz", cargo::version(repo)?)))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::copy(from, to).with_context(|| format!("{} (run `cargo xtask build`)", from.display()))?;
    Ok(())
}
