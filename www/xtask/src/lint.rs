//! The checks that are not about what the program does: spelling, what dependencies may be, the
//! workflows, the sets of features, and what a release must agree on.
//!
//! Their programs come prebuilt from PyPI and npm, pinned with their hashes in `tests/lint`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, Context, Result};

use crate::cargo::target_directory;
use crate::counts::{self, Counts};
use crate::{npm, tool};

/// What is installed, and the tests that Node.js runs.
const FOLDER: &str = "tests/lint";

/// The linters from PyPI, with the hash of each.
const REQUIREMENTS: &str = "requirements.txt";

/// Installs the linters, unless those of the lock files are there already.
///
/// # Errors
/// When Python, Node.js or a package can't be had.
pub(crate) fn install(repo: &Path) -> Result<()> {
    npm::install(&repo.join(FOLDER))?;
    let requirements = repo.join(FOLDER).join(REQUIREMENTS);
    let wanted = fs::read(&requirements).with_context(|| requirements.display().to_string())?;
    let folder = environment(repo)?;
    let installed = folder.join(REQUIREMENTS);
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("installing the linters of {FOLDER}");
    tool::run(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )
    .context("a virtual environment of Python: `apt-get install python3-venv`, or install Python 3.11 or later")?;
    tool::run(
        Command::new(folder.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--only-binary", ":all:"])
            .arg("--requirement")
            .arg(&requirements),
    )?;
    fs::write(&installed, wanted).with_context(|| installed.display().to_string())
}

/// Spelling, in code and in prose; `.typos.toml` lists what is meant as it stands.
///
/// # Errors
/// When a word is misspelt.
pub(crate) fn spelling(repo: &Path) -> Result<()> {
    tool::run(&mut linter(repo, "typos")?)
}

/// Licences and origins of all dependencies, and that no crate is in the program twice:
/// `.cargo/deny.toml`. Advisories need the network: a workflow checks them.
///
/// # Errors
/// When a dependency is not as it may be.
pub(crate) fn dependencies(repo: &Path) -> Result<()> {
    let deny = |words: &[&str]| tool::run(linter(repo, "cargo-deny")?.arg("--locked").args(words));
    deny(&["--workspace", "check", "licenses", "sources"])?;
    // The build program may have a crate twice: nobody downloads it.
    deny(&["check", "bans"])
}

/// The workflows, Dependabot's file and the forms of issues, by their schemas, and the workflows'
/// safety. What `actionlint` finds is a test: see `suite`.
///
/// # Errors
/// When one is not as GitHub reads it, or unsafe.
pub(crate) fn workflows(repo: &Path) -> Result<()> {
    let forms = yaml(repo, ".github/ISSUE_TEMPLATE")?;
    let (config, forms) = forms
        .into_iter()
        .partition(|file| file.ends_with("config.yml"));
    for (schema, files) in [
        ("github-workflows", yaml(repo, ".github/workflows")?),
        ("dependabot", yaml(repo, ".github")?),
        ("github-issue-config", config),
        ("github-issue-forms", forms),
    ] {
        tool::run(
            linter(repo, "check-jsonschema")?
                .args(["--builtin-schema", &format!("vendor.{schema}")])
                .args(files),
        )?;
    }
    tool::run(linter(repo, "zizmor")?.args(["--offline", "--no-progress", "--quiet", ".github"]))
}

/// Clippy on the library and the command with each feature alone, none, and all: as many sets as features, where all
/// sets would be two to their power.
///
/// # Errors
/// When a set doesn't build, or warns.
pub(crate) fn features(repo: &Path) -> Result<()> {
    tool::run(
        linter(repo, "cargo-hack")?
            .args(["hack", "--locked", "clippy", "--package", "stancemap"])
            .args(["--lib", "--bins", "--each-feature"])
            // What the importer exports is WebAssembly's alone.
            .args(["--exclude-features", "default,importer"])
            .args(["--", "--deny", "warnings"]),
    )
}

/// The tests of `tests/lint`: the workflows by actionlint, and the check of a release.
///
/// # Errors
/// When they can't run.
pub(crate) fn suite(repo: &Path) -> Result<Counts> {
    let mut report = String::new();
    let held = tool::watch(
        Command::new("node")
            .args(["--test", "--test-reporter=tap"])
            .current_dir(repo.join(FOLDER)),
        |line| {
            println!("{line}");
            report.push_str(line);
            report.push('\n');
        },
    )?;
    let counts = counts::of_tap(&report)?;
    if !held && counts.failed == 0 {
        bail!("`node --test` failed beside the tests: see its output above");
    }
    Ok(counts)
}

/// The YAML files of a folder.
fn yaml(repo: &Path, folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(repo.join(folder)).with_context(|| folder.to_owned())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            files.push(path);
        }
    }
    Ok(files)
}

/// A program from PyPI, in the repository.
fn linter(repo: &Path, name: &str) -> Result<Command> {
    let mut command = Command::new(environment(repo)?.join("bin").join(name));
    command.current_dir(repo);
    Ok(command)
}

/// Python's virtual environment.
fn environment(repo: &Path) -> Result<PathBuf> {
    Ok(target_directory(repo)?.join("lint"))
}

#[cfg(test)]
mod tests {
    use crate::cargo::cargo;
    use crate::tool;
    use serde_json::Value;
    use std::collections::HashSet;
    use std::path::{Path, PathBuf};

    fn repo() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// All packages that the lock file holds.
    fn packages() -> Vec<Value> {
        let words = [
            "metadata",
            "--locked",
            "--all-features",
            "--format-version",
            "1",
        ];
        let text = tool::output(cargo(&repo()).args(words)).unwrap();
        let metadata: Value = serde_json::from_str(&text).unwrap();
        metadata["packages"].as_array().unwrap().clone()
    }

    fn stancemap(packages: &[Value]) -> &Value {
        packages
            .iter()
            .find(|package| package["name"] == "stancemap")
            .unwrap()
    }

    /// Name and version of each package that the published crate is built from, anywhere.
    fn built_from() -> HashSet<(String, String)> {
        let tree = tool::output(
            cargo(&repo())
                .args([
                    "tree",
                    "--locked",
                    "--package",
                    "stancemap",
                    "--all-features",
                ])
                .args(["--target", "all", "--edges", "normal,build"])
                .args(["--prefix", "none", "--format", "{p}"]),
        )
        .unwrap();
        tree.lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace();
                let name = words.next()?.to_owned();
                Some((name, words.next()?.strip_prefix('v')?.to_owned()))
            })
            .collect()
    }

    /// `1.88` and `1.88.0` are the same.
    fn numbers(version: &str) -> [u64; 3] {
        let mut numbers = [0; 3];
        for (number, word) in numbers.iter_mut().zip(version.split('.')) {
            *number = word.parse().unwrap();
        }
        numbers
    }

    #[test]
    fn the_promised_rust_is_the_one_that_dependencies_need() {
        let packages = packages();
        let used = built_from();
        let text =
            |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let (needed, name) = packages
            .iter()
            .filter(|package| package["name"] != "stancemap")
            .filter(|package| used.contains(&(text(package, "name"), text(package, "version"))))
            .filter_map(|package| {
                Some((
                    numbers(package["rust_version"].as_str()?),
                    text(package, "name"),
                ))
            })
            .max()
            .unwrap();
        let promised = stancemap(&packages)["rust_version"].as_str().unwrap();
        assert_eq!(
            numbers(promised),
            needed,
            "set rust-version in Cargo.toml to what {name} needs"
        );
    }

    /// The rules of the registry of crates, which reports them only when a version is published.
    #[test]
    fn the_registry_takes_the_keywords() {
        let packages = packages();
        let words = |key: &str| -> Vec<String> {
            serde_json::from_value(stancemap(&packages)[key].clone()).unwrap()
        };
        let keywords = words("keywords");
        assert!((1..=5).contains(&keywords.len()), "{keywords:?}");
        for keyword in &keywords {
            let valid = keyword.len() <= 20
                && keyword.starts_with(|c: char| c.is_ascii_alphanumeric())
                && keyword
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
            assert!(valid, "{keyword}");
        }
        assert!((1..=5).contains(&words("categories").len()));
    }
}
