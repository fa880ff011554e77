//! Assembles `dist/`, the static site: the page from `www/`, the WebAssembly in `pkg/`, the data
//! in `data/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tool;
use crate::wasm::{self, Mode};

/// Files of `www/` that belong to the page, by extension; all else there is for the build.
const PAGE: [&str; 9] = [
    "html", "js", "css", "svg", "ico", "png", "webp", "woff2", "txt",
];

/// Folders of `www/` that hold no part of the page.
const BUILD_FOLDERS: [&str; 2] = ["node_modules", "xtask"];

/// What stays behind of `assets/`: the fonts are for the native command's PNG, the table of
/// territories and that of the members are in the library or went into the boundaries.
const UNSHIPPED: [&str; 3] = ["fonts", "territories.csv", "members.csv"];

/// Builds the WebAssembly and lays out `dist/` anew; its path.
///
/// # Errors
/// When a step fails. A `dist/` from before is left as it was unless laying out itself fails.
pub(crate) fn build(repo: &Path, mode: Mode) -> Result<PathBuf> {
    let package = wasm::build(repo, mode)?;
    let dist = path(repo);
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| dist.display().to_string())?;
    }
    copy_tree(&repo.join("www"), &dist, &is_page)?;
    copy_tree(&package, &dist.join("pkg"), &|_| true)?;
    copy_tree(&repo.join("assets"), &dist.join("data"), &is_shipped)?;
    Ok(dist)
}

/// Where the site is laid out.
pub(crate) fn path(repo: &Path) -> PathBuf {
    repo.join("dist")
}

/// Prints the raw, gzip and brotli size of each file of `dist`.
///
/// # Errors
/// When Node.js, which compresses, fails.
pub(crate) fn report(repo: &Path, dist: &Path) -> Result<()> {
    let script = repo.join("www/xtask/sizes.mjs");
    tool::run(Command::new("node").arg(script).arg(dist))
}

/// Whether an entry of `www/` is part of the page.
fn is_page(path: &Path) -> bool {
    let name = name(path);
    if path.is_dir() {
        return !name.starts_with('.') && !BUILD_FOLDERS.contains(&name);
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| PAGE.contains(&extension))
}

/// Whether an entry of `assets/` is shipped with the page.
fn is_shipped(path: &Path) -> bool {
    !UNSHIPPED.contains(&name(path))
}

fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("")
}

/// Copies what `wanted` says yes to, folders with what is in them; an empty folder is not made.
fn copy_tree(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    let entries = fs::read_dir(from).with_context(|| from.display().to_string())?;
    for entry in entries {
        let source = entry?.path();
        if !wanted(&source) {
            continue;
        }
        let target = to.join(name(&source));
        if source.is_dir() {
            copy_tree(&source, &target, wanted)?;
        } else {
            fs::create_dir_all(to).with_context(|| to.display().to_string())?;
            fs::copy(&source, &target).with_context(|| target.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{is_page, is_shipped};
    use std::path::Path;

    #[test]
    fn settings_of_the_build_are_no_part_of_the_page() {
        for name in ["package.json", "package-lock.json", ".npmrc", "README.md"] {
            assert!(!is_page(Path::new(name)), "{name}");
        }
        assert!(is_page(Path::new("index.html")));
    }

    #[test]
    fn licences_travel_with_the_data() {
        assert!(is_shipped(Path::new("assets/LICENSE-countries.txt")));
        assert!(!is_shipped(Path::new("assets/fonts")));
    }
}
