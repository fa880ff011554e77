//! `cargo xtask package`: the npm package, from the built `dist/`: the bundled module with its
//! types, the program, the languages, the style sheet of still figures.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{bundle, cargo, npm, tool, wasm};

/// Files of the repository, and of `dist/`, that go into the package; folders with what is in them.
const OWN: [&str; 5] = [
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "www/stance-map.d.ts",
    "www/figure.css",
];
const BUILT: [&str; 2] = [bundle::MODULE, "locales"];

/// Packs the tarball; its path, in the target directory.
///
/// # Errors
/// When `dist/` isn't built, or npm fails.
pub(crate) fn pack(repo: &Path, dist: &Path) -> Result<PathBuf> {
    let version = cargo::version(repo)?;
    let out = cargo::target_directory(repo)?.join("npm");
    let package = out.join("package");
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| package.display().to_string())?;
    }
    for file in OWN {
        let name = Path::new(file).file_name().unwrap_or_default();
        copy(&repo.join(file), &package.join(name))?;
    }
    let built = BUILT.into_iter().chain(bundle::LATER).map(str::to_owned);
    for file in built.chain(wasm::map_wasm()) {
        let from = dist.join(&file);
        if !from.is_dir() {
            copy(&from, &package.join(&file))?;
            continue;
        }
        for entry in fs::read_dir(&from).with_context(|| from.display().to_string())? {
            let entry = entry?;
            copy(&entry.path(), &package.join(&file).join(entry.file_name()))?;
        }
    }
    let manifest = serde_json::json!({
        "name": "stancemap",
        "version": version,
        "description": "The map that shows how every country stood on a United Nations resolution: the element <stance-map>",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "exports": {
            ".": { "types": "./stance-map.d.ts", "default": "./stance-map.js" },
            "./figure.css": "./figure.css",
            "./locales/*": "./locales/*",
        },
        // Importing it defines the element.
        "sideEffects": true,
    });
    fs::write(package.join("package.json"), format!("{manifest:#}\n")).context("package.json")?;
    tool::run(
        npm::npm(&package)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&out),
    )?;
    Ok(out.join(format!("stancemap-{version}.tgz")))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::copy(from, to).with_context(|| format!("{} (run `cargo xtask build`)", from.display()))?;
    Ok(())
}
