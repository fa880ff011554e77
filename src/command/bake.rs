//! `stancemap bake`: reads documents and the built module, writes the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::bake::{self, BakeOptions, ColorScheme, MapFiles, Module, Programs};
use crate::locale::{Locale, Plurals};
use crate::report::Severity;
use crate::{Error, Result};
use clap::Args;

use crate::command::folder::OutputFolder;
use crate::command::{shown, Session, Status};

/// Where the built module, its WebAssembly and its languages are in a module folder.
const SCRIPT: &str = "stance-map.js";
const VIEWER: &str = "pkg/viewer_bg.wasm";
const EXTRAS: &str = "extras.js";
const FULL: &str = "full.js";
const FULL_WASM: &str = "pkg/full_bg.wasm";
const PICTURE: &str = "pkg/picture_bg.wasm";
const LOCALES: &str = "locales";

#[derive(Args)]
pub(crate) struct Bake {
    /// Map documents; the first gets the plain names, such as embed.html
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// The folder to write
    #[arg(short, long)]
    output: PathBuf,
    /// Where the folder will be served, as https://example.org/maps/; addresses are relative without it
    #[arg(long)]
    base_url: Option<String>,
    /// The folder of the built live map: what `cargo xtask build` makes; that of the npm package, else dist, if not given
    #[arg(long)]
    module_dir: Option<PathBuf>,
    /// The language of the pages (BCP 47); the document's if not given
    #[arg(long)]
    lang: Option<String>,
    /// The palette; the reader's choice if not given
    #[arg(long, value_parser = ["light", "dark", "contrast"])]
    theme: Option<String>,
    /// A font file with characters that the built-in fonts lack: Chinese and Japanese need one;
    /// may be repeated
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// Write into a folder that holds other things
    #[arg(long)]
    force: bool,
    /// Publish the table as it is, too, with the columns and rows that the map doesn't use
    #[arg(long)]
    with_raw_table: bool,
}

/// Bakes; the status is that of the worst that was found.
pub(crate) fn bake(session: &Session, arguments: &Bake) -> Result<Status> {
    let folder = OutputFolder::new(session.system, &arguments.output, arguments.force)?;
    let module_dir = match &arguments.module_dir {
        Some(folder) => folder.clone(),
        None => session.system.module(),
    };
    for input in arguments.font.iter().chain([&module_dir]) {
        folder.refuse_input(&shown(input))?;
    }
    let read = |file: &str| {
        folder.refuse_input(file)?;
        session.read(file)
    };
    let module = module(session, &module_dir, read)?;
    let mut sources = Vec::new();
    for path in &arguments.documents {
        let document = shown(path);
        let read = |file: &str| {
            folder.refuse_input(file)?;
            match file == document {
                true => session.read_argument(file),
                false => read(file),
            }
        };
        let (lang, real) = (arguments.lang.as_deref(), |path: &Path| session.real(path));
        let mut source = MapFiles::load(&document, lang, (read, real))?;
        source.fonts = session.fonts(&arguments.font, &source.map)?;
        sources.push(source);
    }
    let mut worst = None;
    for source in &sources {
        for issue in &source.map.report.issues {
            session.say(&issue.to_string());
        }
        worst = worst.max(source.map.report.worst());
        if source.map.report.worst() == Some(Severity::Error) {
            let file = &source.map.document.file;
            session.say(&format!("{file} was not baked: the map would be wrong"));
            return Ok(Status::Found);
        }
    }
    let options = BakeOptions {
        base_url: arguments.base_url.clone(),
        color_scheme: arguments
            .theme
            .as_deref()
            .and_then(ColorScheme::parse)
            .unwrap_or_default(),
        with_raw_table: arguments.with_raw_table,
    };
    let files = bake::bake(&sources, &module, &options)?;
    if options.base_url.is_none() {
        session.say("no oembed.json without --base-url: it names whole addresses only");
    }
    folder.write(&files)?;
    Ok(Status::of(worst))
}

/// The built module and all that it fetches.
fn module(
    session: &Session,
    folder: &Path,
    read: impl Fn(&str) -> Result<Vec<u8>>,
) -> Result<Module> {
    let file = |name: &str| {
        let path = folder.join(name);
        read(&shown(&path)).map_err(|error| {
            let remedy =
                "make the live map with `cargo xtask build`, or give its folder with --module-dir";
            Error::new(error.kind, &error.file, &error.found, remedy).because(error)
        })
    };
    let programs = Programs {
        script: file(SCRIPT)?,
        viewer: file(VIEWER)?,
        extras: file(EXTRAS)?,
        full: file(FULL)?,
        full_wasm: file(FULL_WASM)?,
        picture: file(PICTURE)?,
    };
    let mut locales = BTreeMap::new();
    let files = folder.join(LOCALES);
    let mut names = session.system.names(&files).unwrap_or_default();
    names.sort();
    for path in names.iter().map(|name| files.join(name)) {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let (Some(tag), true) = (stem, path.extension().is_some_and(|e| e == "json")) else {
            continue;
        };
        let file = shown(&path);
        let bytes = read(&file)?;
        // What an earlier bake into the module's folder has left.
        if bake::is_hashed(tag, &bytes) {
            continue;
        }
        // Only what the page can read is published.
        match Locale::parse(&file, &bytes, Plurals::english(), Default::default()) {
            Ok(locale) if locale.language() == tag => drop(locales.insert(tag.to_owned(), bytes)),
            Ok(locale) => session.say(&format!(
                "{file}: left out: its \"language\" is \"{}\"",
                locale.language()
            )),
            Err(error) => session.say(&format!("left out: {error}")),
        }
    }
    Module::new(&shown(&folder.join(SCRIPT)), programs, locales)
}
