//! The npm packages: `www` (what the build needs), `tests/browser` (Playwright), `tests/engines`
//! (WebDriver) and `tests/bench` (the peers).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{bail, Context, Result};

use crate::tool;

/// The oldest major version of Node.js that the scripts run on.
const NODE: u32 = 20;

/// The lock file that the installed modules were made from, kept among them.
const INSTALLED: &str = "node_modules/.installed-from";

/// `npm` in `directory`.
pub(crate) fn npm(directory: &Path) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(directory);
    command
}

/// Installs what the lock file of `directory` pins, unless it is there already.
///
/// # Errors
/// When Node.js is missing or too old, or npm fails.
pub(crate) fn install(directory: &Path) -> Result<()> {
    check_node()?;
    if is_installed(directory)? {
        return Ok(());
    }
    eprintln!("npm ci in {}", directory.display());
    // Playwright's own browsers are not used: the tests drive Debian's Chromium.
    tool::run(
        npm(directory)
            .arg("ci")
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::copy(lock(directory), directory.join(INSTALLED)).context(INSTALLED)?;
    Ok(())
}

/// Whether the modules in `directory` are those of its lock file.
///
/// # Errors
/// When there is no lock file.
pub(crate) fn is_installed(directory: &Path) -> Result<bool> {
    let lock = lock(directory);
    let wanted = fs::read(&lock).with_context(|| lock.display().to_string())?;
    Ok(fs::read(directory.join(INSTALLED)).is_ok_and(|installed| installed == wanted))
}

fn lock(directory: &Path) -> PathBuf {
    directory.join("package-lock.json")
}

fn check_node() -> Result<()> {
    let version = tool::output(Command::new("node").arg("--version"))?;
    match major(&version) {
        Some(major) if major >= NODE => Ok(()),
        _ => bail!(
            "`node` is {}: install Node.js {NODE} or later (https://nodejs.org)",
            version.trim()
        ),
    }
}

/// The major version in the words of `node --version`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;
    use std::path::Path;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn lock_files_name_no_registry() {
        let repo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for package in [
            "www",
            "tests/browser",
            "tests/engines",
            "tests/bench",
            "tests/lint",
        ] {
            let lock = std::fs::read_to_string(super::lock(&repo.join(package))).unwrap();
            assert!(
                !lock.contains("\"resolved\""),
                "{package}: see omit-lockfile-registry-resolved"
            );
        }
    }
}
