//! Assembles `dist/`, the static site: the module in one file, and what the native command bakes of the maps: the
//! still figures, the page for frames, everything by hashed names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{anyhow, Context, Result};

use crate::wasm::{self, Mode};
use crate::{article, bundle, cargo, npm, package, studio, tool};

/// Files of `www/` that belong to the page, by extension; all else there is for the build.
const PAGE: [&str; 9] = [
    "html", "js", "css", "svg", "ico", "png", "webp", "woff2", "txt",
];

/// Files of `www/` that are published under their own names, beside the bundled module.
const PUBLISHED: [&str; 4] = ["index.html", "style.css", "favicon.svg", "stance-map.d.ts"];

/// Folders of `www/` that hold no part of the page.
const BUILD_FOLDERS: [&str; 2] = ["node_modules", "xtask"];

/// What stays behind of `assets/`: the fonts are for the native command's PNG, the tables of
/// the members and of atlases' names, and the names are in the library or went into the boundaries;
/// the languages have a folder of their own.
const UNSHIPPED: [&str; 6] = [
    "fonts",
    "locales",
    "names",
    "atlas-names.csv",
    "roster",
    "import",
];

/// The maps of the article, by their documents in `assets/`; the page for frames shows the first.
const MAPS: [&str; 2] = ["es-11-1", "s-2022-155"];

/// What a reader fetches before the first live map, as brotli sends it: module and WebAssembly.
/// 50.9 kB when the limit was set.
const MOST_BROTLI_BYTES: u32 = 55_000;

/// Builds all programs and makes `dist/` again; its path.
///
/// # Errors
/// When a step fails. A `dist/` from before stays as it was, unless the last step, writing it, fails.
pub(crate) fn build(repo: &Path, mode: Mode) -> Result<PathBuf> {
    let dist = path(repo);
    let www = repo.join("www");
    // npm waits for the network, cargo for the processor.
    let natives = thread::scope(|scope| {
        let installed = scope.spawn(|| npm::install(&www));
        let natives = cargo::natives(repo);
        installed
            .join()
            .unwrap_or_else(|_| Err(anyhow!("an installation broke off")))?;
        natives
    })?;
    wasm::build(repo, mode, &natives)?;
    let module = module(repo)?;
    make_anew(&dist)?;
    copy_tree(&repo.join("assets"), &dist.join("data"), &is_shipped)?;
    // In both: a bake writes into no folder that it reads.
    for folder in [&dist, &module] {
        copy_tree(&pkg(repo)?, &folder.join("pkg"), &|_| true)?;
        copy_tree(
            &repo.join("assets/locales"),
            &folder.join("locales"),
            &|_| true,
        )?;
    }
    for file in [bundle::MODULE].into_iter().chain(bundle::LATER) {
        fs::copy(module.join(file), dist.join(file)).context(file)?;
    }
    tool::timed("bake", || bake(repo, &natives.command, &module, &dist))?;
    finish(repo, &dist, &module)?;
    if mode == Mode::Release {
        package::lay_out(repo, &dist, &wasm::build_command(repo, &natives)?)?;
    }
    Ok(dist)
}

/// Puts what is new of `www/` into a `dist/` that was built before: nothing is compiled or drawn again.
///
/// # Errors
/// When a step fails; before anything was changed, if the sources are at fault.
pub(crate) fn refresh(repo: &Path) -> Result<()> {
    let dist = path(repo);
    let module = module(repo)?;
    tool::run(
        Command::new("node")
            .arg(repo.join("www/xtask/rebake.mjs"))
            .arg(&dist)
            .arg(page(repo)?.join(BAKED))
            .arg(&module),
    )?;
    finish(repo, &dist, &module)
}

/// The module as it was last put into `dist/`, and as it is now: folders in that of the page.
const BAKED: &str = "baked";
const MODULE: &str = "module";
/// All that is bundled, in the folder of the page.
const SOURCES: &str = "sources";

/// Files of `www/` that a bake takes as they are, beside the bundles.
const TAKEN: [&str; 4] = ["figure.css", "frame.js", "frame-host.js", "favicon.svg"];

/// Where the parts of the page are made.
fn page(repo: &Path) -> Result<PathBuf> {
    Ok(cargo::target_directory(repo)?.join("page"))
}

fn pkg(repo: &Path) -> Result<PathBuf> {
    Ok(page(repo)?.join("pkg"))
}

/// All that a bake takes of `www/`, made again; the folder.
fn module(repo: &Path) -> Result<PathBuf> {
    let (www, page) = (repo.join("www"), page(repo)?);
    let (sources, module) = (page.join(SOURCES), page.join(MODULE));
    make_anew(&sources)?;
    copy_tree(&www, &sources, &is_page)?;
    copy_tree(&pkg(repo)?, &sources.join("pkg"), &|_| true)?;
    bundle::write_texts(repo, &sources)?;
    studio::copy_words(repo, &sources)?;
    make_anew(&module)?;
    let [extras, full] = bundle::LATER;
    bundle::bundle(repo, &sources, &[bundle::MODULE, extras, full], &module)?;
    for file in TAKEN {
        fs::copy(www.join(file), module.join(file)).context(file)?;
    }
    Ok(module)
}

/// What `dist` has beside what was baked: the article, and files under their own names. Then keeps `module` as
/// that of `dist`.
fn finish(repo: &Path, dist: &Path, module: &Path) -> Result<()> {
    copy_tree(&repo.join("www"), dist, &is_published)?;
    studio::put(repo, &page(repo)?.join(SOURCES), dist)?;
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
    fs::write(&index, article::article(&template, &snippets)?).context("index.html")?;
    let baked = page(repo)?.join(BAKED);
    remove(&baked)?;
    fs::rename(module, &baked).with_context(|| baked.display().to_string())
}

/// Makes an empty folder, whatever was there.
fn make_anew(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

/// Runs `stancemap bake` on the maps, with the module in `module`.
fn bake(repo: &Path, command: &Path, module: &Path, dist: &Path) -> Result<()> {
    let documents = MAPS.map(|map| repo.join("assets").join(format!("{map}.json")));
    tool::run(
        Command::new(command)
            .arg("bake")
            .args(documents)
            .arg("--output")
            .arg(dist)
            .arg("--module-dir")
            .arg(module)
            .arg("--force"),
    )
}

/// Where the site is built.
pub(crate) fn path(repo: &Path) -> PathBuf {
    repo.join("dist")
}

/// Prints the raw, gzip and brotli size of each file of `dist`.
///
/// # Errors
/// When Node.js, which compresses, fails; when module and WebAssembly, or those of the studio, are larger than they may be.
pub(crate) fn report(repo: &Path, dist: &Path) -> Result<()> {
    let script = repo.join("www/xtask/sizes.mjs");
    tool::run(
        Command::new("node")
            .arg(script)
            .arg(dist)
            .arg(MOST_BROTLI_BYTES.to_string())
            .arg(bundle::MODULE)
            .arg(wasm::viewer_wasm())
            .arg("--")
            .arg(studio::MOST_BROTLI_BYTES.to_string())
            .args(studio::FIRST)
            .arg(wasm::importer_wasm()),
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
pub(crate) fn copy_tree(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
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
