//! What the page is made of, and whether it changed: files by their times and lengths.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Folders and files that go into the page.
const WATCHED: [&str; 5] = ["www", "src", "assets", "Cargo.toml", "Cargo.lock"];
/// Folders of `www/` that don't.
const IGNORED: [&str; 2] = ["www/node_modules", "www/xtask"];

/// What must be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Modules, style sheets and pages of `www/` alone.
    Page,
    /// Programs or data: all.
    Program,
}

type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The sources as they were when last asked for a change.
pub(crate) struct Sources(Stamps);

impl Sources {
    /// The sources as they are.
    pub(crate) fn of(repo: &Path) -> Self {
        Self(stamps(repo))
    }

    /// What changed since it was last asked; none while files are still being written.
    pub(crate) fn change(&mut self, repo: &Path) -> Option<Change> {
        let now = stamps(repo);
        let change = difference(&self.0, &now)?;
        // An editor may write several files, or one in several steps: whatever comes later is seen next time.
        self.0 = now;
        Some(change)
    }
}

/// What must be made again where two sets of files differ.
fn difference(before: &Stamps, now: &Stamps) -> Option<Change> {
    let changed = |a: &Stamps, b: &Stamps| -> Option<Change> {
        a.iter()
            .filter(|(path, stamp)| b.get(*path) != Some(stamp))
            .map(|(path, _)| of_file(path))
            .max()
    };
    changed(before, now).max(changed(now, before))
}

fn of_file(path: &Path) -> Change {
    if path.starts_with("www") {
        Change::Page
    } else {
        Change::Program
    }
}

fn stamps(repo: &Path) -> Stamps {
    let mut found = Stamps::new();
    for path in WATCHED {
        add(repo, Path::new(path), &mut found);
    }
    found
}

/// Adds `path`, below `repo`, and all that is in it; what vanishes in between is left out.
fn add(repo: &Path, path: &Path, found: &mut Stamps) {
    if IGNORED.iter().any(|folder| path == Path::new(folder)) {
        return;
    }
    let Ok(metadata) = fs::metadata(repo.join(path)) else {
        return;
    };
    if !metadata.is_dir() {
        found.insert(path.to_owned(), (metadata.modified().ok(), metadata.len()));
        return;
    }
    for entry in fs::read_dir(repo.join(path))
        .into_iter()
        .flatten()
        .flatten()
    {
        add(repo, &path.join(entry.file_name()), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, u64)]) -> Stamps {
        let stamp = |&(path, length): &(&str, u64)| (PathBuf::from(path), (None, length));
        files.iter().map(stamp).collect()
    }

    #[test]
    fn a_change_of_the_page_alone_asks_for_no_program() {
        let before = files(&[("src/lib.rs", 1), ("www/a.js", 1)]);
        let edited = files(&[("src/lib.rs", 1), ("www/a.js", 2)]);
        let removed = files(&[("src/lib.rs", 1)]);
        assert_eq!(difference(&before, &edited), Some(Change::Page));
        assert_eq!(difference(&before, &removed), Some(Change::Page));
        assert_eq!(difference(&before, &before), None);
    }

    #[test]
    fn a_change_of_a_program_or_of_data_asks_for_all() {
        let before = files(&[("src/lib.rs", 1), ("www/a.js", 1)]);
        let both = files(&[("src/lib.rs", 2), ("www/a.js", 2)]);
        let added = files(&[("src/lib.rs", 1), ("www/a.js", 1), ("assets/x.csv", 1)]);
        assert_eq!(difference(&before, &both), Some(Change::Program));
        assert_eq!(difference(&before, &added), Some(Change::Program));
    }

    #[test]
    fn the_sources_are_those_of_the_page() {
        let repo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let found = stamps(&repo);
        for path in ["src/lib.rs", "www/figure.css", "assets/roster/states.csv"] {
            assert!(found.contains_key(Path::new(path)), "{path}");
        }
        assert!(!found.keys().any(|path| path.starts_with("www/xtask")));
        assert!(!found
            .keys()
            .any(|path| path.starts_with("www/node_modules")));
    }
}
