//! The WebAssembly of the page with its bindings: cargo, then our own `bind`, then wasm-opt from npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::cargo::{self, Natives};
use crate::{npm, tool};

/// A program of the page.
struct Program {
    /// The stem of its files.
    name: &'static str,
    /// Arguments of cargo beside the profile.
    options: &'static [&'static str],
    /// The profile in Cargo.toml for publication.
    profile: &'static str,
}

/// The viewer is all that a baked page needs to show a map; the full program also joins, searches and paints
/// files. It has all that the viewer has.
const VIEWER: Program = Program {
    name: "viewer",
    options: &["--no-default-features"],
    profile: "viewer",
};
const FULL: Program = Program {
    name: "full",
    options: &[],
    profile: "release",
};

/// Arguments of wasm-opt beside the features, which stand in `www/package.json`. A function that is called once and
/// stays one is more like others, and compresses better (by 3 %); so do functions in the order of their names.
const OPTIMISER: [&str; 6] = [
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size=0",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// How the library is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For the inner loop: seconds, not bytes. the full program stands in for the viewer too.
    Serve,
    /// For publication.
    Release,
}

/// Where the WebAssembly lies, by a program's name, as seen from the site.
fn wasm(name: &str) -> String {
    format!("pkg/{name}_bg.wasm")
}

/// The WebAssembly of the viewer, as seen from the site.
pub(crate) fn viewer_wasm() -> String {
    wasm(VIEWER.name)
}

/// The WebAssembly of all programs, as seen from the site.
pub(crate) fn all_wasm() -> [String; 2] {
    [VIEWER, FULL].map(|program| wasm(program.name))
}

/// Where the programs of the page are made.
pub(crate) fn folder(repo: &Path) -> Result<PathBuf> {
    Ok(cargo::target_directory(repo)?.join("page").join("pkg"))
}

/// Builds the programs of the page; the directory that holds their files and nothing else.
///
/// # Errors
/// When a step fails.
pub(crate) fn build(repo: &Path, mode: Mode, natives: &Natives) -> Result<PathBuf> {
    let package = folder(repo)?;
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| package.display().to_string())?;
    }
    match mode {
        Mode::Serve => {
            let library = cargo::wasm_library(repo, "dev", FULL.options)?;
            bind(natives, &library, FULL.name, &package)?;
            stand_in(&package)?;
        }
        Mode::Release => {
            for program in [VIEWER, FULL] {
                let library = cargo::wasm_library(repo, program.profile, program.options)?;
                bind(natives, &library, program.name, &package)?;
                optimise(repo, &package.join(format!("{}_bg.wasm", program.name)))?;
            }
        }
    }
    Ok(package)
}

/// Puts the full program into the place of the viewer.
fn stand_in(package: &Path) -> Result<()> {
    let whole = package.join(format!("{}.js", FULL.name));
    let bindings = fs::read_to_string(&whole).with_context(|| whole.display().to_string())?;
    let file = |program: &Program| format!("{}_bg.wasm", program.name);
    let bindings = bindings.replace(&file(&FULL), &file(&VIEWER));
    fs::write(package.join(format!("{}.js", VIEWER.name)), bindings)
        .and_then(|()| fs::copy(package.join(file(&FULL)), package.join(file(&VIEWER))))
        .context("the viewer")?;
    Ok(())
}

/// Writes a program and its bindings, an ES module for browsers, into `package`.
fn bind(natives: &Natives, library: &Path, name: &str, package: &Path) -> Result<()> {
    tool::timed("wasm-bindgen", || {
        tool::run(
            Command::new(&natives.bind)
                .arg(library)
                .arg(name)
                .arg(package),
        )
    })
}

/// Runs wasm-opt on `wasm`, in place.
fn optimise(repo: &Path, wasm: &Path) -> Result<()> {
    let www = repo.join("www");
    npm::install(&www)?;
    tool::timed("wasm-opt", || {
        tool::run(
            npm::npm(&www)
                .args(["run", "--silent", "optimise", "--"])
                .args(OPTIMISER)
                .arg(wasm)
                .arg("--output")
                .arg(wasm),
        )
    })
}
