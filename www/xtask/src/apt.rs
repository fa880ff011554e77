//! Debian packages that the browser tests need: installed when root, else named.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, Result};

use crate::tool;

/// Where Debian's package puts the browser.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Debian's package of the browser, which brings one font family with it.
const PACKAGE: &str = "chromium";

/// Makes sure that Chromium is there: that of the variable `CHROMIUM`, else Debian's.
///
/// # Errors
/// When it is missing and cannot be installed; the message names the package.
pub(crate) fn ensure_chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        let path = PathBuf::from(named);
        if !path.is_file() {
            bail!("CHROMIUM names {}, which is no file", path.display());
        }
        return Ok(path);
    }
    if !Path::new(CHROMIUM).is_file() {
        install(PACKAGE)?;
    }
    Ok(CHROMIUM.into())
}

fn install(package: &str) -> Result<()> {
    let by_hand = format!("install the Debian package {package} (apt-get install {package}), or set CHROMIUM to a Chromium of yours");
    if !Path::new("/usr/bin/apt-get").is_file() {
        bail!("no Chromium, and no apt-get to install it: {by_hand}");
    }
    if tool::output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("no Chromium, and only root may install it: {by_hand}");
    }
    eprintln!("installing the Debian package {package}");
    tool::run(&mut apt_get(&["update"]))?;
    tool::run(&mut apt_get(&[
        "install",
        "--yes",
        "--no-install-recommends",
        package,
    ]))
}

fn apt_get(words: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet")
        .args(words)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
