//! Firefox's driver, which Debian does not package: built by cargo once, while other steps run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};

use anyhow::{anyhow, bail, Result};

use crate::cargo::{self, cargo};
use crate::{apt, tool};

/// The version, which its folder is named after: another one is built again.
const VERSION: &str = "0.37.1";

/// The driver, there or on its way.
pub(crate) enum Geckodriver {
    There(PathBuf),
    Building(JoinHandle<Result<PathBuf>>),
}

impl Geckodriver {
    /// Begins to build it, unless it is there or the variable `GECKODRIVER` names one.
    ///
    /// # Errors
    /// When the variable names what is no file.
    pub(crate) fn start(repo: &Path) -> Result<Self> {
        if let Some(path) = apt::program("GECKODRIVER") {
            if !path.is_file() {
                bail!("GECKODRIVER names {}, which is no file", path.display());
            }
            return Ok(Self::There(path));
        }
        let tools = cargo::target_directory(repo)?.join("tools");
        let root = tools.join(format!("geckodriver-{VERSION}"));
        let program = root.join("bin/geckodriver");
        if program.is_file() {
            return Ok(Self::There(program));
        }
        eprintln!("building geckodriver {VERSION} beside the next steps");
        let mut command = install(repo, &root);
        Ok(Self::Building(thread::spawn(move || {
            tool::quietly(&mut command)?;
            Ok(program)
        })))
    }

    /// The program, when it is built.
    ///
    /// # Errors
    /// When the build failed; the message ends with what cargo printed.
    pub(crate) fn wait(self) -> Result<PathBuf> {
        match self {
            Self::There(program) => Ok(program),
            Self::Building(thread) => thread
                .join()
                .map_err(|_| anyhow!("the build of geckodriver broke off"))?,
        }
    }
}

fn install(repo: &Path, root: &Path) -> Command {
    let mut command = cargo(repo);
    command
        .args(["install", "geckodriver", "--version", VERSION, "--locked"])
        // Not optimised: it passes messages on, and is built in half the time.
        .arg("--debug")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .arg("--root")
        .arg(root)
        // A folder of its own: in the common one it would hold up the other steps.
        .arg("--target-dir")
        .arg(root.join("build"));
    command
}
