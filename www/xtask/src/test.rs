//! `cargo xtask test`: every check and test, each with its time, then a summary. A failing step
//! stops only those that need what it makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{anyhow, bail, Context, Result};

use crate::cargo::{self, cargo, WITH_COMMAND};
use crate::counts::{self, Counts};
use crate::geckodriver::Geckodriver;
use crate::summary::Summary;
use crate::wasm::{self, Mode};
use crate::{apt, dist, lint, npm, package, tool};

/// The npm package of the browser tests: all that is tested in one engine.
const BROWSER: &str = "tests/browser";

/// The npm package of the tests in three engines.
const ENGINES: &str = "tests/engines";

/// How long a suite of Node.js may take, s. Those with browsers end themselves and them before; this is in case they
/// don't.
const NODE_LIMIT: &str = "900";

/// Runs all steps, or those of the inner loop; the exit code shows whether they passed.
///
/// # Errors
/// None of a step: those are in the summary.
pub(crate) fn run(repo: &Path, quick: bool) -> Result<ExitCode> {
    let mut summary = Summary::default();
    // First, so that what must be installed by hand is reported at once, not after minutes.
    summary.check("set-up", || set_up(repo, quick));
    let geckodriver = (!quick).then(|| Geckodriver::start(repo));
    rust(repo, quick, &mut summary);
    if let Some(geckodriver) = geckodriver {
        node(repo, &mut summary);
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
        // All wait for the network.
        results.extend(thread::scope(|scope| {
            let packages = ["www", BROWSER, ENGINES].map(|folder| repo.join(folder));
            let installs = packages.map(|folder| scope.spawn(move || npm::install(&folder)));
            // Linters from PyPI need Debian's Python.
            let mut results = vec![apt::ensure_packages()];
            results.push(lint::install(repo));
            results.extend(installs.into_iter().map(|install| {
                install
                    .join()
                    .unwrap_or_else(|_| Err(anyhow!("an installation broke off")))
            }));
            results
        }));
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

/// A check by cargo: its name, and cargo's arguments.
type Check = (&'static str, &'static str);

/// The checks of the inner loop. All that is checked or built for this machine has the native command's features, so
/// that every dependency is compiled once.
const QUICK_CHECKS: [Check; 2] = [
    ("format", "fmt --all --check"),
    (
        "clippy",
        "clippy --workspace --all-targets --features stancemap/cli -- --deny warnings",
    ),
];

/// Those beside: the programs of the page, the documentation.
const CHECKS: [Check; 2] = [
    (
        "clippy wasm32",
        "clippy --package stancemap --lib --target wasm32-unknown-unknown --features cli,importer -- --deny warnings",
    ),
    (
        "documentation",
        "doc --workspace --no-deps --features stancemap/cli",
    ),
];

fn rust(repo: &Path, quick: bool, summary: &mut Summary) {
    let more: &[Check] = if quick { &[] } else { &CHECKS };
    for (name, words) in QUICK_CHECKS.iter().chain(more) {
        summary.check(name, || {
            tool::run(
                cargo(repo)
                    .args(words.split(' '))
                    .env("RUSTDOCFLAGS", "--deny warnings"),
            )
        });
    }
    if !quick {
        summary.check("features", || lint::features(repo));
    }
    summary.suite("unit tests", || cargo_test(repo, &["--lib", "--bins"]));
    if !quick {
        summary.suite("integration tests", || cargo_test(repo, &["--test", "*"]));
        summary.suite("doc tests", || cargo_test(repo, &["--doc"]));
    }
}

/// Stands for every test file of a folder.
const ALL_TESTS: &str = "*.test.mjs";

/// Suites that Node.js runs without a browser: name and file.
const NODE_SUITES: [(&str, &str); 3] = [
    ("server tests", "www/xtask/server/server.test.mjs"),
    ("benchmark tests", "tests/bench/verdict.test.mjs"),
    ("page tests", "tests/page/*.test.mjs"),
];

/// Checks of the page's sources: name, and the script of `www/package.json`.
const PAGE_CHECKS: [(&str, &str); 2] = [("types of the page", "types"), ("eslint", "lint")];

/// What is not about what the program does, and the page without a browser.
fn node(repo: &Path, summary: &mut Summary) {
    summary.check("spelling", || lint::spelling(repo));
    summary.check("dependencies", || lint::dependencies(repo));
    summary.check("workflows", || lint::workflows(repo));
    summary.suite("lint tests", || lint::suite(repo));
    for (name, script) in PAGE_CHECKS {
        let www = repo.join("www");
        summary.check(name, || {
            tool::run(npm::npm(&www).args(["run", "--silent", script]))
        });
    }
    for (name, files) in NODE_SUITES {
        summary.suite(name, || node_test(repo, name, Path::new(files), |_| {}));
    }
}

fn site(repo: &Path, geckodriver: Result<Geckodriver>, summary: &mut Summary) {
    summary.check("assets", || crate::assets(repo, true));
    summary.check("publish", || publish(repo));
    let built = summary.check("build", || {
        let dist = dist::build(repo, Mode::Release)?;
        dist::report(repo, &dist)
    });
    let site = || {
        if !built {
            bail!("not run, as the build failed");
        }
        Ok(dist::path(repo))
    };
    summary.suite("rebake tests", || {
        let (dist, natives) = (site()?, cargo::natives(repo)?);
        let file = Path::new("www/xtask/rebake.test.mjs");
        node_test(repo, "rebake tests", file, |command| {
            command
                .env("STANCEMAP_DIST", &dist)
                .env("STANCEMAP_COMMAND", &natives.command);
        })
    });
    summary.suite("picture tests", || {
        let natives = cargo::natives(repo)?;
        let file = Path::new("tests/pictures/pictures.test.mjs");
        node_test(repo, "picture tests", file, |command| {
            command.env("STANCEMAP_COMMAND", &natives.command);
        })
    });
    summary.suite("tests of npx", || {
        let (dist, natives) = (site()?, cargo::natives(repo)?);
        let file = Path::new("tests/npx/npx.test.mjs");
        node_test(repo, "tests of npx", file, |command| {
            command
                .env("STANCEMAP_DIST", &dist)
                .env("STANCEMAP_COMMAND", &natives.command);
        })
    });
    summary.suite("page tests on the build", || {
        let (dist, package) = (site()?, wasm::folder(repo)?);
        let files = Path::new("tests/page/built").join(ALL_TESTS);
        node_test(repo, "page tests on the build", &files, |command| {
            command
                .env("STANCEMAP_DIST", &dist)
                .env("STANCEMAP_PKG", &package);
        })
    });
    summary.suite("browser tests", || browser(repo, &site()?));
    summary.suite("engine tests", || {
        let geckodriver = geckodriver?.wait()?;
        let dist = site()?;
        node_test(
            repo,
            "engine tests",
            &Path::new(ENGINES).join("all.test.mjs"),
            |command| {
                command
                    .env("GECKODRIVER", &geckodriver)
                    .env("STANCEMAP_DIST", &dist);
            },
        )
    });
}

/// What goes to the registry must build by itself, with all that it includes. It is built among the rest, so that
/// no dependency is compiled again.
fn publish(repo: &Path) -> Result<()> {
    tool::run(
        cargo(repo)
            .args(["publish", "--dry-run", "--allow-dirty", "--package"])
            .args(["stancemap", "--features", "cli"])
            // Whether it compiles, not how fast it runs.
            .args(["--config", "profile.dev.package.stancemap.opt-level=0"])
            .env("CARGO_TARGET_DIR", cargo::target_directory(repo)?),
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

/// Runs Playwright on `dist`, which it serves itself.
fn browser(repo: &Path, dist: &Path) -> Result<Counts> {
    let report = new_report(repo, "browser-tests.json")?;
    let held = tool::watch(
        npm::npm(&repo.join(BROWSER))
            .args(["run", "--silent", "test", "--", "--forbid-only"])
            .arg("--reporter=list,json")
            .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
            .env("STANCEMAP_DIST", dist)
            .env("STANCEMAP_COMMAND", cargo::natives(repo)?.command)
            .env(
                "STANCEMAP_REFERENCES",
                cargo::target_directory(repo)?.join("tmp"),
            )
            .env("STANCEMAP_PACKAGE", package::pack(repo, dist)?),
        |line| println!("{line}"),
    )?;
    let text = fs::read_to_string(&report).context("Playwright wrote no report")?;
    let counts = counts::of_playwright(&text)?;
    if !held && counts.failed == 0 {
        bail!("Playwright failed beside the tests: see its output above");
    }
    Ok(counts)
}

/// Runs a test file of Node.js in its folder; `set_up` sets what it needs.
fn node_test(
    repo: &Path,
    name: &str,
    file: &Path,
    set_up: impl Fn(&mut Command),
) -> Result<Counts> {
    let report = new_report(repo, &format!("{}.tap", name.replace(' ', "-")))?;
    let file = repo.join(file);
    let folder = file.parent().context("a file without a folder")?;
    let mut command = Command::new("timeout");
    command
        .args(["--foreground", "--kill-after=30", NODE_LIMIT])
        .args(["node", "--test-reporter=spec"])
        .args(["--test-reporter-destination=stdout", "--test-reporter=tap"])
        .arg(format!("--test-reporter-destination={}", report.display()))
        .current_dir(folder);
    match file.ends_with(ALL_TESTS) {
        true => command.arg("--test").args(test_files(folder)?),
        false => command.arg(&file),
    };
    set_up(&mut command);
    let held = tool::watch(&mut command, |line| println!("{line}"))?;
    let text =
        fs::read_to_string(&report).with_context(|| format!("the {name} wrote no report"))?;
    let counts = counts::of_tap(&text)?;
    if !held && counts.failed == 0 {
        bail!("the {name} failed beside the tests: see their output above");
    }
    Ok(counts)
}

/// The test files of a folder.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The place of a report: one of an earlier run must not be read for this one.
fn new_report(repo: &Path, name: &str) -> Result<PathBuf> {
    let report = cargo::target_directory(repo)?.join(name);
    if report.exists() {
        fs::remove_file(&report).with_context(|| report.display().to_string())?;
    }
    Ok(report)
}
