//! Makes `stancemap.js` and `full_bg.wasm`: cargo, then wasm-bindgen as a library, then
//! wasm-opt from npm.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{bail, Context, Result};

use crate::{cargo, npm, tool};

/// The programs: the stem of their files, what cargo is told, and the profile in Cargo.toml for publication. The
/// first is all that a baked page needs to show a map; the second also joins, searches and paints files.
const PROGRAMS: [(&str, &[&str], &str); 2] = [
    ("viewer", &["--no-default-features"], "viewer"),
    ("full", &[], "release"),
];

/// The WebAssembly of the small program, as seen from the site.
pub(crate) const CHART: &str = "pkg/viewer_bg.wasm";

/// How the library is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For the inner loop: seconds, not bytes; wasm-opt where it is installed.
    Serve,
    /// For publication: wasm-opt is a must.
    Release,
}

impl Mode {
    /// The folder for what is made.
    fn folder(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Release => "release",
        }
    }

    /// What wasm-opt is told beside the features, which stand in `www/package.json`.
    fn optimiser(self) -> &'static [&'static str] {
        match self {
            Self::Serve => &["-O1"],
            // A function that is called once and stays one is more like others, and compresses better
            // (by 3 %); so do functions in the order of their names.
            Self::Release => &[
                "-Oz",
                "--converge",
                "--one-caller-inline-max-function-size=0",
                "--reorder-functions-by-name",
                "--strip-debug",
                "--strip-producers",
            ],
        }
    }
}

/// Builds the package of the page; the directory that holds its files and nothing else.
///
/// # Errors
/// When a step fails; in release mode also when wasm-opt cannot be installed.
pub(crate) fn build(repo: &Path, mode: Mode) -> Result<PathBuf> {
    let package = cargo::target_directory(repo)?
        .join("page")
        .join(mode.folder());
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| package.display().to_string())?;
    }
    for (name, options, published) in PROGRAMS {
        let profile = match mode {
            Mode::Serve => "serve",
            Mode::Release => published,
        };
        let library = cargo::wasm_library(repo, profile, options)?;
        bind(&library, name, &package)?;
        let wasm = package.join(format!("{name}_bg.wasm"));
        match (optimise(&repo.join("www"), &wasm, mode), mode) {
            (Err(error), Mode::Serve) => eprintln!(
                "going on without wasm-opt: {error:#} (the page is the same, larger and slower; `cargo xtask build` installs it)"
            ),
            (result, _) => result?,
        }
    }
    Ok(package)
}

/// Writes the module and its bindings as an ES module for browsers.
fn bind(library: &Path, name: &str, package: &Path) -> Result<()> {
    let start = Instant::now();
    let words: [OsString; 9] = [
        "wasm-bindgen".into(),
        "--target".into(),
        "web".into(),
        "--no-typescript".into(),
        "--out-name".into(),
        name.into(),
        "--out-dir".into(),
        package.into(),
        library.into(),
    ];
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(words).context("wasm-bindgen")?;
    eprintln!("wasm-bindgen: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs wasm-opt on `wasm`, in place; only the release installs it first.
fn optimise(www: &Path, wasm: &Path, mode: Mode) -> Result<()> {
    match mode {
        Mode::Release => npm::install(www)?,
        Mode::Serve if npm::is_installed(www)? => {}
        Mode::Serve => bail!("it is not installed"),
    }
    let start = Instant::now();
    tool::run(
        npm::npm(www)
            .args(["run", "--silent", "optimise", "--"])
            .args(mode.optimiser())
            .arg(wasm)
            .arg("--output")
            .arg(wasm),
    )?;
    eprintln!("wasm-opt: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}
