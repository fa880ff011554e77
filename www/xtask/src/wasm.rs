//! The WebAssembly of the page, and of the command, with its bindings: cargo, then our own `bind`, then wasm-opt from npm.

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

/// The viewer is all that a page needs to show a map; the full program joins, searches and writes files; the
/// picture program paints what stands round the map of a PNG. The importer is the studio's alone.
const PROGRAMS: [Program; 4] = [
    Program {
        name: VIEWER,
        options: &["--no-default-features", "--features", "viewer"],
        profile: "viewer",
    },
    Program {
        name: "full",
        options: &[],
        profile: "release",
    },
    Program {
        name: "picture",
        options: &["--no-default-features", "--features", "picture"],
        profile: "release",
    },
    Program {
        name: IMPORTER,
        options: &["--no-default-features", "--features", "importer"],
        profile: "importer",
    },
];
/// The command for the npm package: the native one's features. Which machine runs it is JavaScript's to say.
const COMMAND: Program = Program {
    name: "command",
    options: &["--no-default-features", "--features", "cli"],
    profile: "release",
};
/// As large a stack as the native command has: input that nests meets the same limits.
const COMMAND_FLAGS: [&str; 1] = ["-Clink-arg=-zstack-size=8388608"];
const VIEWER: &str = "viewer";
const IMPORTER: &str = "importer";
/// Of all programs in one.
const EVERYTHING: [&str; 2] = ["--features", "viewer,picture,importer"];

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

/// For the command, which nobody waits for on a line: `-O2` would take 90 s for a fortieth of its brotli bytes, and what
/// it makes of the loops runs a fifth slower in Node.js.
const COMMAND_OPTIMISER: [&str; 2] = ["--strip-debug", "--strip-producers"];

/// How the library is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For the inner loop: seconds, not bytes. One program stands in for all.
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
    wasm(VIEWER)
}

/// The WebAssembly of the importer, as seen from the site.
pub(crate) fn importer_wasm() -> String {
    wasm(IMPORTER)
}

/// The WebAssembly of all programs that maps load, as seen from the site.
pub(crate) fn map_wasm() -> impl Iterator<Item = String> {
    let names = PROGRAMS.into_iter().map(|program| program.name);
    names.filter(|name| *name != IMPORTER).map(wasm)
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
            let library = cargo::wasm_library(repo, "dev", &EVERYTHING, &[])?;
            let [first, others @ ..] = PROGRAMS;
            bind(natives, &library, first.name, &package)?;
            for other in others {
                stand_in(&package, first.name, other.name)?;
            }
        }
        Mode::Release => {
            for program in PROGRAMS {
                let library = cargo::wasm_library(repo, program.profile, program.options, &[])?;
                bind(natives, &library, program.name, &package)?;
                let wasm = package.join(format!("{}_bg.wasm", program.name));
                optimise(repo, &wasm, &OPTIMISER)?;
            }
        }
    }
    Ok(package)
}

/// Builds the command for the npm package; the directory that holds its bindings and nothing else.
///
/// # Errors
/// When a step fails.
pub(crate) fn build_command(repo: &Path, natives: &Natives) -> Result<PathBuf> {
    let folder = cargo::target_directory(repo)?
        .join("page")
        .join(COMMAND.name);
    let Program {
        name,
        options,
        profile,
    } = COMMAND;
    let library = cargo::wasm_library(repo, profile, options, &COMMAND_FLAGS)?;
    bind(natives, &library, name, &folder)?;
    optimise(
        repo,
        &folder.join(format!("{name}_bg.wasm")),
        &COMMAND_OPTIMISER,
    )?;
    Ok(folder)
}

/// Puts the program `one` into the place of another.
fn stand_in(package: &Path, one: &str, other: &str) -> Result<()> {
    let script = |name: &str| package.join(format!("{name}.js"));
    let file = |name: &str| format!("{name}_bg.wasm");
    let bindings = fs::read_to_string(script(one)).context("the bindings")?;
    let bindings = bindings.replace(&file(one), &file(other));
    fs::write(script(other), bindings)
        .and_then(|()| fs::copy(package.join(file(one)), package.join(file(other))))
        .with_context(|| format!("the program {other}"))?;
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
fn optimise(repo: &Path, wasm: &Path, arguments: &[&str]) -> Result<()> {
    let www = repo.join("www");
    npm::install(&www)?;
    tool::timed("wasm-opt", || {
        tool::run(
            npm::npm(&www)
                .args(["run", "--silent", "optimise", "--"])
                .args(arguments)
                .arg(wasm)
                .arg("--output")
                .arg(wasm),
        )
    })
}
