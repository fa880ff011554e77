//! The benchmark against other ways to draw the same map: `tests/bench`, run by Node.js; and the
//! times of the stages by themselves: `tests/bench/native.rs`, run by cargo.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::arguments::Bench;
use crate::wasm::Mode;
use crate::{apt, cargo, dist, npm, tool};

/// Where its sources and the lock file of the peers are.
const SOURCES: &str = "tests/bench";

/// Builds, measures and prints a table; it is kept as `bench/results.md` and `.json` in the target
/// directory.
///
/// # Errors
/// When a step fails or a peer does not draw the map.
pub(crate) fn run(repo: &Path, options: &Bench) -> Result<()> {
    if !options.no_build {
        dist::build(repo, Mode::Release)?;
    }
    apt::ensure_packages()?;
    let sources = repo.join(SOURCES);
    npm::install(&sources)?;
    let out = cargo::target_directory(repo)?.join("bench");
    let mut node = Command::new("node");
    node.current_dir(&sources).arg("run.mjs");
    node.arg("--out").arg(&out);
    node.args(["--rounds", &options.rounds.to_string()]);
    if let Some(only) = &options.only {
        node.args(["--only", only]);
    }
    let mut results = "results.md";
    if let Some(against) = &options.against {
        // From where the developer is, not from the folder of the sources.
        let folder = against
            .canonicalize()
            .with_context(|| format!("--against {}: no such folder", against.display()))?;
        node.arg("--against").arg(folder);
        results = "against.md";
    }
    tool::run(&mut node)?;
    println!("written to {}", out.join(results).display());
    Ok(())
}

/// Times each stage natively; values and their change since the last run are kept in `criterion` in
/// the target directory.
///
/// # Errors
/// When it does not build. Times are never an error.
pub(crate) fn native(repo: &Path) -> Result<()> {
    tool::run(cargo::cargo(repo).args(["bench", "--package", "stancemap", "--bench", "native"]))
}
