//! The studio in `dist/`: its page, its modules, its words, and names in the languages that the importer is given later.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bundle;
use crate::dist::copy_tree;

/// Its modules: the page's, and those of workers, which read texts and run the command.
const MODULES: [&str; 3] = ["studio.js", "importer.js", "studio-command.js"];
/// What its page fetches before a text is read, beside the importer's WebAssembly.
pub(crate) const FIRST: [&str; 4] = ["studio.html", "studio.css", MODULES[0], MODULES[1]];
/// All of it but the programs and the map's shapes.
pub(crate) const FILES: [&str; 6] = [
    "studio.html",
    "studio.css",
    MODULES[0],
    MODULES[1],
    MODULES[2],
    "studio",
];
/// What that may be with the importer, as brotli sends it.
pub(crate) const MOST_BROTLI_BYTES: u32 = 350_000;
/// The folder of its words, in `www` as in `dist`.
const WORDS: &str = "studio/words";
/// The sentences of findings, in `assets`; the English ones are built in.
const SENTENCES: &str = "import/sentences";
/// Names of states in the languages of the United Nations.
const NAMES: &str = "un-names.csv";

/// Copies the words of all languages: those in English are bundled.
///
/// # Errors
/// When a file can't be copied.
pub(crate) fn copy_words(repo: &Path, to: &Path) -> Result<()> {
    copy_tree(&repo.join("www").join(WORDS), &to.join(WORDS), &|_| true)
}

/// Puts the studio into `dist`, its modules bundled from `sources`.
///
/// # Errors
/// When a module can't be bundled, or a file copied.
pub(crate) fn put(repo: &Path, sources: &Path, dist: &Path) -> Result<()> {
    bundle::bundle(repo, sources, &MODULES, dist)?;
    copy_words(repo, dist)?;
    copy_tree(
        &repo.join("assets").join(SENTENCES),
        &dist.join("studio/sentences"),
        &|file| !file.ends_with("en.json"),
    )?;
    let names = (
        repo.join("assets/roster").join(NAMES),
        dist.join("studio").join(NAMES),
    );
    let files =
        ["studio.html", "studio.css"].map(|file| (repo.join("www").join(file), dist.join(file)));
    for (from, to) in files.into_iter().chain([names]) {
        fs::copy(&from, to).with_context(|| from.display().to_string())?;
    }
    Ok(())
}
