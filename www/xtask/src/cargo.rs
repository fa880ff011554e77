//! Asks cargo for what the rest needs: the WebAssembly file, and where artefacts go.
//!
//! The target directory may be set from outside, so cargo is always asked for paths.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, Context, Result};
use serde_json::Value;

use crate::tool;

/// The native command has code and tests of its own. All that is built for this machine has it, so that every
/// dependency is compiled once.
pub(crate) const WITH_COMMAND: [&str; 2] = ["--features", "stancemap/cli"];

/// The target of the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// `cargo` in the repository: the very one that runs the build program, where there is one.
pub(crate) fn cargo(repo: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(repo);
    command
}

/// The directory of cargo's artefacts.
///
/// # Errors
/// When cargo fails.
pub(crate) fn target_directory(repo: &Path) -> Result<PathBuf> {
    let metadata = metadata(repo)?;
    let directory = metadata.get("target_directory").and_then(Value::as_str);
    Ok(directory
        .context("`cargo metadata` names no target directory")?
        .into())
}

fn metadata(repo: &Path) -> Result<Value> {
    let text = tool::output(cargo(repo).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    serde_json::from_str(&text).context("output of `cargo metadata`")
}

/// The version of the library.
///
/// # Errors
/// When cargo fails.
pub(crate) fn version(repo: &Path) -> Result<String> {
    let metadata = metadata(repo)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let library = packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(Value::as_str) == Some("stancemap"));
    let version = library.and_then(|package| package.get("version")?.as_str());
    Ok(version
        .context("`cargo metadata` names no package \"stancemap\"")?
        .to_owned())
}

/// Makes sure that the wasm target is installed.
///
/// # Errors
/// When it is not and rustup cannot add it.
pub(crate) fn ensure_wasm_target(repo: &Path) -> Result<()> {
    let sysroot = tool::output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(repo),
    )?;
    // Asked of the disk, so that a toolchain without rustup that has the target works too.
    let libraries = Path::new(sysroot.trim()).join("lib/rustlib");
    if libraries.join(WASM).is_dir() {
        return Ok(());
    }
    eprintln!("adding the Rust target {WASM}");
    tool::run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(repo),
    )
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there: rustup's minimal profile has neither.
///
/// # Errors
/// When one is missing and rustup cannot add it.
pub(crate) fn ensure_components(repo: &Path) -> Result<()> {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let there = cargo(repo)
            .args([command, "--version"])
            .output()
            .is_ok_and(|output| output.status.success());
        if !there {
            eprintln!("adding the Rust component {component}");
            tool::run(
                Command::new("rustup")
                    .args(["component", "add", component])
                    .current_dir(repo),
            )?;
        }
    }
    Ok(())
}

/// Builds the library as WebAssembly with a profile of Cargo.toml; the `.wasm` file, not yet bound. `flags` are
/// rustc's, for the library alone.
///
/// # Errors
/// When the target cannot be added or the build fails.
pub(crate) fn wasm_library(
    repo: &Path,
    profile: &str,
    options: &[&str],
    flags: &[&str],
) -> Result<PathBuf> {
    ensure_wasm_target(repo)?;
    let messages = tool::output(
        cargo(repo)
            .args(["rustc", "--package", "stancemap", "--lib"])
            .args(["--target", WASM, "--profile", profile])
            .args(options)
            .args(["--message-format", "json-render-diagnostics"])
            .args(["--config", &remap_paths(repo)])
            .arg("--")
            .args(flags),
    )?;
    wasm_file(&messages)
}

/// Programs for this machine.
pub(crate) struct Natives {
    /// `stancemap`, which bakes.
    pub(crate) command: PathBuf,
    /// `bind`, which makes the bindings of WebAssembly.
    pub(crate) bind: PathBuf,
}

/// Builds the programs for this machine that make a site. They have the profile and the features of the tests,
/// which therefore compile none of their dependencies again.
///
/// # Errors
/// When the build fails.
pub(crate) fn natives(repo: &Path) -> Result<Natives> {
    let messages = tool::output(
        cargo(repo)
            .args(["build", "--package", "bind", "--package", "stancemap"])
            .args(["--bin", "bind", "--bin", "stancemap"])
            .args(WITH_COMMAND)
            .args(["--message-format", "json-render-diagnostics"]),
    )?;
    let program = |name: &str| {
        executable(&messages, name).with_context(|| format!("cargo made no program {name:?}"))
    };
    Ok(Natives {
        command: program("stancemap")?,
        bind: program("bind")?,
    })
}

/// The program of that name among cargo's messages, one JSON object a line.
fn executable(messages: &str, name: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| {
            let target = message.get("target").and_then(|target| target.get("name"));
            target.and_then(Value::as_str) == Some(name)
        })
        .find_map(|message| Some(message.get("executable")?.as_str()?.into()))
}

/// The `.wasm` file among cargo's messages, one JSON object a line.
fn wasm_file(messages: &str) -> Result<PathBuf> {
    let files: Vec<PathBuf> = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| {
            message.get("reason").and_then(Value::as_str) == Some("compiler-artifact")
        })
        .filter_map(|message| message.get("filenames")?.as_array().cloned())
        .flatten()
        .filter_map(|name| Some(PathBuf::from(name.as_str()?)))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
        .collect();
    match files.as_slice() {
        [file] => Ok(file.clone()),
        _ => bail!(
            "cargo made {} .wasm files where one was expected",
            files.len()
        ),
    }
}

/// Keeps the builder's folders out of the published file: panics name their source.
fn remap_paths(repo: &Path) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME")?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let flags: Vec<String> = [
        home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())),
        Some(format!("--remap-path-prefix={}=stancemap", repo.display())),
    ]
    .into_iter()
    .flatten()
    .collect();
    // A TOML array of strings, which JSON writes alike: a folder's name may hold spaces.
    format!("target.{WASM}.rustflags={}", Value::from(flags))
}

#[cfg(test)]
mod tests {
    use super::{executable, wasm_file};
    use std::path::Path;

    #[test]
    fn the_command_is_found_among_the_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"stancemap"},"executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"bind"},"executable":"/t/bind"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"stancemap"},"executable":"/t/stancemap"}"#,
        );
        let found = |name| executable(messages, name);
        assert_eq!(found("stancemap").unwrap(), Path::new("/t/stancemap"));
        assert_eq!(found("bind").unwrap(), Path::new("/t/bind"));
        assert_eq!(found("other"), None);
    }

    #[test]
    fn the_wasm_file_is_found_among_the_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","filenames":["/t/libserde.rlib"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","filenames":["/t/stancemap.wasm","/t/lib.rlib"]}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(wasm_file(messages).unwrap(), Path::new("/t/stancemap.wasm"));
    }

    #[test]
    fn messages_without_a_wasm_file_are_an_error() {
        assert!(wasm_file("{}").is_err());
    }
}
