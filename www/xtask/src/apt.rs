//! Debian packages that the tests need: installed when root, else named.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, Result};

use crate::tool;

/// A package, known to be there by a file of it.
struct Package {
    name: &'static str,
    file: &'static str,
    /// The variable that names another program in its place.
    variable: Option<&'static str>,
}

/// Three engines with their drivers, the display that WebKit's needs, another's reader of PDF, and letters for all scripts.
/// Firefox's driver is no package: see `geckodriver`.
const PACKAGES: [Package; 8] = [
    Package {
        name: "chromium",
        file: "/usr/bin/chromium",
        variable: Some("CHROMIUM"),
    },
    Package {
        name: "chromium-driver",
        file: "/usr/bin/chromedriver",
        variable: Some("CHROMEDRIVER"),
    },
    Package {
        name: "firefox-esr",
        file: "/usr/bin/firefox-esr",
        variable: Some("FIREFOX"),
    },
    Package {
        name: "webkit2gtk-driver",
        file: "/usr/bin/WebKitWebDriver",
        variable: Some("WEBKITDRIVER"),
    },
    Package {
        name: "xvfb",
        file: "/usr/bin/Xvfb",
        variable: None,
    },
    Package {
        name: "poppler-utils",
        file: "/usr/bin/pdftoppm",
        variable: None,
    },
    Package {
        name: "python3-venv",
        file: "/usr/lib/python3.11/ensurepip/__init__.py",
        variable: None,
    },
    Package {
        name: "fonts-noto-core",
        file: "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
        variable: None,
    },
];

/// Makes sure that all packages are there; those that are missing are installed together.
///
/// # Errors
/// When some are missing and cannot be installed, the message names them all; when a variable
/// names what is no file.
pub(crate) fn ensure_packages() -> Result<()> {
    let mut missing = Vec::new();
    for package in PACKAGES {
        match package.variable.and_then(program) {
            Some(path) if !path.is_file() => bail!(
                "{} names {}, which is no file",
                package.variable.unwrap_or_default(),
                path.display()
            ),
            Some(_) => {}
            None if Path::new(package.file).is_file() => {}
            None => missing.push(package.name),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

/// The program that an environment variable names in place of a package's.
pub(crate) fn program(variable: &str) -> Option<PathBuf> {
    Some(env::var_os(variable)?.into())
}

fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").is_file() {
        bail!("the tests need Debian's packages, and there is no apt-get to install {names}");
    }
    if tool::output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("only root may install Debian's packages: run `sudo apt-get install {names}`");
    }
    eprintln!("installing the Debian packages {names}");
    tool::run(apt_get().arg("update"))?;
    tool::run(
        apt_get()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
