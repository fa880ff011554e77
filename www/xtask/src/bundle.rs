//! The module in one file: the sources of `www/`, the glue of wasm-bindgen and the texts, joined by
//! esbuild from npm.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::{npm, tool};

/// The module that pages load.
pub(crate) const MODULE: &str = "stance-map.js";
/// Modules that it loads when a map is to be joined, searched or saved; the second runs in a worker.
pub(crate) const LATER: [&str; 2] = ["extras.js", "full.js"];
/// Messages and style of the modules before they have fetched anything.
pub(crate) const TEXTS: &str = "texts.js";

/// The modules' own messages, by how their keys begin.
const SAID: [&str; 5] = ["ui.", "failure.", "table.", "group.", "places"];
/// Those of the first picture, and of what goes wrong before it; the others come with `extras.js`.
const SAID_FIRST: [&str; 9] = [
    "failure.",
    "places",
    "ui.download",
    "ui.find.country",
    "ui.legend",
    "ui.loading",
    "ui.pictures",
    "ui.retry",
    "ui.table",
];

/// Writes the style sheet of the figure and the English messages as a module into `folder`.
///
/// # Errors
/// When a source can't be read or the module can't be written.
pub(crate) fn write_texts(repo: &Path, folder: &Path) -> Result<()> {
    let read = |path: &str| fs::read_to_string(repo.join(path)).context(path.to_owned());
    let text = texts(&read("www/figure.css")?, &read("assets/locales/en.json")?)?;
    fs::write(folder.join(TEXTS), text).context(TEXTS)
}

fn texts(css: &str, locale: &str) -> Result<String> {
    let locale: Value = serde_json::from_str(locale).context("en.json")?;
    let messages = locale.get("messages").and_then(Value::as_object);
    let (english, later): (Map<String, Value>, Map<String, Value>) = messages
        .context("en.json has no \"messages\"")?
        .iter()
        .filter(|(key, _)| begins(key, &SAID))
        .map(|(key, message)| (key.clone(), message.clone()))
        .partition(|(key, _)| begins(key, &SAID_FIRST));
    Ok(format!(
        "// Made by the build program from www/figure.css and assets/locales/en.json.\n\
         export const figureCss = {};\nexport const english = {};\nexport const laterEnglish = {};\n",
        Value::from(compact(css)),
        Value::from(english),
        Value::from(later)
    ))
}

fn begins(key: &str, with: &[&str]) -> bool {
    with.iter().any(|begin| key.starts_with(begin))
}

/// A style sheet without comments and indentation.
fn compact(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once("*/")?.1));
    let plain: String = std::iter::once(first).chain(rest).collect();
    let lines: Vec<&str> = plain.trim().lines().map(str::trim).collect();
    lines.join("\n")
}

/// Joins each of `modules` of `sources` with all that it imports, minified, as a file of that name in `folder`.
///
/// # Errors
/// When esbuild can't be had or refuses a source.
pub(crate) fn bundle(repo: &Path, sources: &Path, modules: &[&str], folder: &Path) -> Result<()> {
    let www = repo.join("www");
    npm::install(&www)?;
    let mut outdir = std::ffi::OsString::from("--outdir=");
    outdir.push(folder);
    tool::timed("esbuild", || {
        tool::run(
            npm::npm(&www)
                .args(["run", "--silent", "bundle", "--"])
                .args(modules.iter().map(|module| sources.join(module)))
                .arg(outdir),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn texts_are_those_that_the_module_says() {
        let locale = r#"{"messages": {"ui.close": "Close", "ui.retry": "Try again", "legend.yes": "Yes", "ui.found": {"other": "{n}"}}}"#;
        let css = "/* A quote. */\na::before {\n  content: \"\\201c\" }";
        let found = texts(css, locale).unwrap();
        assert!(found.contains(
            r#"export const laterEnglish = {"ui.close":"Close","ui.found":{"other":"{n}"}};"#
        ));
        assert!(found.contains(r#"export const english = {"ui.retry":"Try again"};"#));
        assert!(found.contains(r#"export const figureCss = "a::before {\ncontent: \"\\201c\" }";"#));
        assert!(!found.contains("legend"));
    }
}
