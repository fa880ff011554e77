//! The build program: `cargo xtask serve | test | build | bench | package | assets`.
//!
//! `arguments` reads the command line; `wasm`, `bundle`, `article` and `dist` make the site,
//! `package` packs it for npm, `serve` serves it and builds it again when `sources` change, `test` runs
//! every check (`counts`, `summary`), `bench` measures it; `cargo`, `npm`, `apt`, `geckodriver` and
//! `tool` run programs. What takes long to compile is a program of its own: `bind`, `assets`.
#![allow(clippy::print_stdout, reason = "printing is this program's job")]

mod apt;
mod arguments;
mod article;
mod bench;
mod bundle;
mod cargo;
mod counts;
mod dist;
mod geckodriver;
mod lint;
mod npm;
mod package;
mod serve;
mod sources;
mod studio;
mod summary;
mod test;
mod tool;
mod wasm;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;

use arguments::{Arguments, Bench, Command};
use wasm::Mode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let Arguments { command } = Arguments::parse();
    let repo = repository()?;
    match command {
        Command::Serve { port, no_build } => serve::run(&repo, port, !no_build)?,
        Command::Build => build(&repo)?,
        Command::Package => println!("{}", package::pack(&repo, &dist::path(&repo))?.display()),
        Command::Test { quick } => return test::run(&repo, quick),
        Command::Bench(Bench { native: true, .. }) => bench::native(&repo)?,
        Command::Bench(wanted) => bench::run(&repo, &wanted)?,
        Command::Assets { check } => assets(&repo, check)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The root of the repository: two folders above this package.
fn repository() -> Result<PathBuf> {
    // As cargo says at run time, so that a moved checkout is found; else as it was compiled.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    Path::new(&package)
        .join("../..")
        .canonicalize()
        .with_context(|| format!("no repository around {}", package.display()))
}

fn build(repo: &Path) -> Result<()> {
    let start = Instant::now();
    let dist = dist::build(repo, Mode::Release)?;
    dist::report(repo, &dist)?;
    eprintln!("built dist/ in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Remakes the assets, or compares them, by the program that does.
fn assets(repo: &Path, check: bool) -> Result<()> {
    npm::install(&repo.join("www"))?;
    tool::run(
        cargo::cargo(repo)
            .args(["run", "--quiet", "--package", "assets"])
            .args(cargo::WITH_COMMAND)
            .arg("--")
            .args(check.then_some("--check")),
    )
}
