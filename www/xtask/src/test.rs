//! `cargo xtask test`: every check and test, each with its time, then a summary. A failing step
//! stops only those that need what it makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{bail, Context, Result};

use crate::cargo::{self, cargo};
use crate::counts::{self, Counts};
use crate::geckodriver::Geckodriver;
use crate::summary::Summary;
use crate::wasm::Mode;
use crate::{apt, assets, dist, npm, package, serve, tool};

/// The command has code and tests of its own; without it the library must hold too.
const WITH_COMMAND: [&str; 2] = ["--features", "stancemap/cli"];

/// The npm package of the browser tests: all that is tested in one engine.
const BROWSER: &str = "tests/browser";

/// The npm package of the tests in three engines.
const ENGINES: &str = "tests/engines";

/// How long those may take, s. They end themselves and their browsers before; this is in case they
/// don't.
const ENGINES_LIMIT: &str = "900";

/// Runs all steps, or those of the inner loop; the exit code says whether they held.
///
/// # Errors
/// None of a step: those are in the summary.
pub(crate) fn run(repo: &Path, quick: bool) -> Result<ExitCode> {
    let mut summary = Summary::default();
    // First, so that what must be installed by hand is told at once, not after minutes.
    summary.check("set-up", || set_up(repo, quick));
    let geckodriver = (!quick).then(|| Geckodriver::start(repo));
    rust(repo, quick, &mut summary);
    if let Some(geckodriver) = geckodriver {
        site(repo, geckodriver, &mut summary);
    }
    println!("\n{}", summary.text());
    Ok(if summary.held() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Installs what is missing; all that could not be had is in the error.
fn set_up(repo: &Path, quick: bool) -> Result<()> {
    let mut results = vec![cargo::ensure_components(repo)];
    if !quick {
        results.push(cargo::ensure_wasm_target(repo));
        results.push(apt::ensure_browsers());
        results.push(npm::install(&repo.join("www")));
        results.push(npm::install(&repo.join(BROWSER)));
        results.push(npm::install(&repo.join(ENGINES)));
    }
    let mut problems: Vec<String> = results
        .into_iter()
        .filter_map(|result| Some(format!("{:#}", result.err()?)))
        .collect();
    // A missing Node.js is one problem, not one a package.
    problems.dedup();
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

fn rust(repo: &Path, quick: bool, summary: &mut Summary) {
    summary.check("format", || {
        tool::run(cargo(repo).args(["fmt", "--all", "--check"]))
    });
    summary.check("clippy", || {
        clippy(repo, &["--workspace", "--all-targets"])?;
        clippy(
            repo,
            &[&["--workspace", "--all-targets"], &WITH_COMMAND[..]].concat(),
        )
    });
    if !quick {
        summary.check("clippy wasm32", || {
            clippy(
                repo,
                &["--package", "stancemap", "--lib", "--target", cargo::WASM],
            )
        });
    }
    summary.suite("unit tests", || cargo_test(repo, &["--lib", "--bins"]));
    if !quick {
        summary.suite("integration tests", || cargo_test(repo, &["--test", "*"]));
        summary.suite("doc tests", || cargo_test(repo, &["--doc"]));
        summary.check("documentation", || {
            tool::run(
                cargo(repo)
                    .args(["doc", "--workspace", "--no-deps"])
                    .args(WITH_COMMAND)
                    .env("RUSTDOCFLAGS", "--deny warnings"),
            )
        });
    }
}

fn site(repo: &Path, geckodriver: Result<Geckodriver>, summary: &mut Summary) {
    summary.check("assets", || assets::run(repo, true));
    // What goes to the registry must build by itself, with all that it includes.
    summary.check("publish", || {
        tool::run(
            cargo(repo)
                .args(["publish", "--dry-run", "--allow-dirty", "--package"])
                .args(["stancemap", "--features", "cli"]),
        )
    });
    let built = summary.check("build", || {
        let dist = dist::build(repo, Mode::Release)?;
        dist::report(repo, &dist)
    });
    summary.suite("browser tests", || {
        if !built {
            bail!("not run, as the build failed");
        }
        browser(repo)
    });
    summary.suite("engine tests", || {
        let geckodriver = geckodriver?.wait()?;
        if !built {
            bail!("not run, as the build failed");
        }
        engines(repo, &geckodriver)
    });
}

fn clippy(repo: &Path, words: &[&str]) -> Result<()> {
    tool::run(
        cargo(repo)
            .arg("clippy")
            .args(words)
            .args(["--", "--deny", "warnings"]),
    )
}

/// Runs `cargo test` on some targets of all packages.
fn cargo_test(repo: &Path, targets: &[&str]) -> Result<Counts> {
    let mut found = Vec::new();
    let held = tool::watch(
        cargo(repo)
            .args(["test", "--workspace", "--no-fail-fast"])
            .args(WITH_COMMAND)
            .args(targets),
        |line| {
            println!("{line}");
            found.extend(counts::of_cargo_line(line));
        },
    )?;
    let counts: Counts = found.into_iter().sum();
    if !held && counts.failed == 0 {
        bail!("`cargo test` failed beside the tests: see its output above");
    }
    Ok(counts)
}

/// Runs Playwright on `dist/`, served by this program.
fn browser(repo: &Path) -> Result<Counts> {
    let report = new_report(repo, "browser-tests.json")?;
    let serving = serve::start(serve::bind(0)?, &dist::path(repo))?;
    let held = tool::watch(
        npm::npm(&repo.join(BROWSER))
            .args(["run", "--silent", "test", "--", "--forbid-only"])
            .arg("--reporter=list,json")
            .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
            .env("STANCEMAP_URL", serving.url())
            .env("STANCEMAP_PACKAGE", package::pack(repo, &dist::path(repo))?),
        |line| println!("{line}"),
    )?;
    let text = fs::read_to_string(&report).context("Playwright wrote no report")?;
    let counts = counts::of_playwright(&text)?;
    if !held && counts.failed == 0 {
        bail!("Playwright failed beside the tests: see its output above");
    }
    Ok(counts)
}

/// Runs the tests in three engines on `dist/`, which they serve themselves.
fn engines(repo: &Path, geckodriver: &Path) -> Result<Counts> {
    let report = new_report(repo, "engine-tests.tap")?;
    let held = tool::watch(
        Command::new("timeout")
            .args(["--foreground", "--kill-after=30", ENGINES_LIMIT])
            .args(["node", "--test-reporter=spec"])
            .args(["--test-reporter-destination=stdout", "--test-reporter=tap"])
            .arg(format!("--test-reporter-destination={}", report.display()))
            .arg("all.test.mjs")
            .current_dir(repo.join(ENGINES))
            .env("GECKODRIVER", geckodriver)
            .env("STANCEMAP_DIST", dist::path(repo)),
        |line| println!("{line}"),
    )?;
    let text = fs::read_to_string(&report).context("the tests in three engines wrote no report")?;
    let counts = counts::of_tap(&text)?;
    if !held && counts.failed == 0 {
        bail!("the tests in three engines failed beside the tests: see their output above");
    }
    Ok(counts)
}

/// The place of a report: one of an earlier run must not be read for this one.
fn new_report(repo: &Path, name: &str) -> Result<PathBuf> {
    let report = cargo::target_directory(repo)?.join(name);
    if report.exists() {
        fs::remove_file(&report).with_context(|| report.display().to_string())?;
    }
    Ok(report)
}
