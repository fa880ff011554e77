//! Assembles `dist/`, the static site. For development its modules lie side by side as they are
//! written; for publication the module is one file, and the native command has baked the maps: the
//! still figures, the page for frames, everything by hashed names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::wasm::{self, Mode};
use crate::{article, bundle, cargo, tool};

/// Files of `www/` that belong to the page, by extension; all else there is for the build.
const PAGE: [&str; 9] = [
    "html", "js", "css", "svg", "ico", "png", "webp", "woff2", "txt",
];

/// Files of `www/` that are published under their own names, beside the bundled module.
const PUBLISHED: [&str; 4] = ["index.html", "style.css", "favicon.svg", "stance-map.d.ts"];

/// Folders of `www/` that hold no part of the page.
const BUILD_FOLDERS: [&str; 2] = ["node_modules", "xtask"];

/// What stays behind of `assets/`: the fonts are for the native command's PNG, the table of
/// territories, that of the members and the names are in the library or went into the boundaries;
/// the languages have a folder of their own.
const UNSHIPPED: [&str; 5] = [
    "fonts",
    "locales",
    "names",
    "territories.csv",
    "members.csv",
];

/// The maps of the article, by their documents in `assets/`; the page for frames shows the first.
const MAPS: [&str; 2] = ["es-11-1", "s-2022-155"];

/// What a reader fetches before the first live map, as brotli sends it: module and WebAssembly.
/// 50.9 kB when the limit was set.
const MOST_BROTLI_BYTES: u32 = 55_000;

/// Builds the WebAssembly and lays out `dist/` anew; its path.
///
/// # Errors
/// When a step fails. A `dist/` from before is left as it was unless laying out itself fails.
pub(crate) fn build(repo: &Path, mode: Mode) -> Result<PathBuf> {
    let package = wasm::build(repo, mode)?;
    let dist = path(repo);
    match mode {
        Mode::Serve => lay_out(repo, &package, &dist, &is_page)?,
        Mode::Release => publish(repo, &package, &dist)?,
    }
    Ok(dist)
}

/// Lays out `dist` for publication.
fn publish(repo: &Path, package: &Path, dist: &Path) -> Result<()> {
    let command = cargo::command(repo)?;
    let sources = cargo::target_directory(repo)?.join("page/sources");
    lay_out(repo, package, &sources, &is_page)?;
    lay_out(repo, package, dist, &is_published)?;
    fs::remove_file(dist.join(bundle::TEXTS)).context(bundle::TEXTS)?;
    for module in [bundle::MODULE, bundle::WHOLE] {
        bundle::bundle(repo, &sources, module, dist)?;
    }
    bake(repo, &command, dist)?;

    let snippets = MAPS.into_iter().enumerate().map(|(i, map)| {
        let suffix = if i == 0 {
            String::new()
        } else {
            format!("-{map}")
        };
        let file = format!("snippet{suffix}.html");
        let snippet = fs::read_to_string(dist.join(&file)).context(file)?;
        Ok((map, snippet))
    });
    let snippets: Vec<(&str, String)> = snippets.collect::<Result<_>>()?;
    let index = dist.join("index.html");
    let template = fs::read_to_string(&index).context("index.html")?;
    fs::write(&index, article::article(&template, &snippets)?).context("index.html")
}

/// Runs `stancemap bake` on the maps, with module and output in `dist`.
fn bake(repo: &Path, command: &Path, dist: &Path) -> Result<()> {
    let documents = MAPS.map(|map| repo.join("assets").join(format!("{map}.json")));
    tool::run(
        Command::new(command)
            .arg("bake")
            .args(documents)
            .arg("--output")
            .arg(dist)
            .arg("--module-dir")
            .arg(dist)
            .arg("--force"),
    )
}

/// Lays out a site anew: what is `wanted` of `www/`, the WebAssembly in `pkg/`, the data in
/// `data/`, the languages in `locales/`.
fn lay_out(repo: &Path, package: &Path, site: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site).with_context(|| site.display().to_string())?;
    }
    copy_tree(&repo.join("www"), site, wanted)?;
    copy_tree(package, &site.join("pkg"), &|_| true)?;
    copy_tree(&repo.join("assets"), &site.join("data"), &is_shipped)?;
    copy_tree(&repo.join("assets/locales"), &site.join("locales"), &|_| {
        true
    })?;
    bundle::write_texts(repo, site)
}

/// Where the site is laid out.
pub(crate) fn path(repo: &Path) -> PathBuf {
    repo.join("dist")
}

/// Prints the raw, gzip and brotli size of each file of `dist`.
///
/// # Errors
/// When Node.js, which compresses, fails; when module and WebAssembly are larger than they may be.
pub(crate) fn report(repo: &Path, dist: &Path) -> Result<()> {
    let script = repo.join("www/xtask/sizes.mjs");
    tool::run(
        Command::new("node")
            .arg(script)
            .arg(dist)
            .arg(MOST_BROTLI_BYTES.to_string())
            .args([bundle::MODULE, wasm::CHART]),
    )
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

/// Whether an entry of `www/` is published as it is.
fn is_published(path: &Path) -> bool {
    PUBLISHED.contains(&name(path))
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
    use super::{is_page, is_published, is_shipped};
    use std::path::Path;

    #[test]
    fn settings_of_the_build_are_no_part_of_the_page() {
        for name in ["package.json", "package-lock.json", ".npmrc", "README.md"] {
            assert!(!is_page(Path::new(name)), "{name}");
        }
        assert!(is_page(Path::new("index.html")));
    }

    #[test]
    fn sources_that_are_bundled_or_baked_are_not_published_beside() {
        for name in ["loading.js", "figure.css", "frame.js"] {
            assert!(is_page(Path::new(name)), "{name}");
            assert!(!is_published(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn licences_travel_with_the_data() {
        assert!(is_shipped(Path::new("assets/LICENSE-countries.txt")));
        assert!(!is_shipped(Path::new("assets/fonts")));
    }
}
