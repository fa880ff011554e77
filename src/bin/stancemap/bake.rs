//! `stancemap bake`: reads documents and the built module, writes the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use stancemap::bake::{self, BakeOptions, ColorScheme, File, MapFiles, Module, Programs};
use stancemap::report::Severity;
use stancemap::{Error, ErrorKind, Result};

use crate::read::read_argument;
use crate::{fonts, read, say, shown};

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
    /// The folder of the built live map: what `cargo xtask build` makes
    #[arg(long, default_value = "dist")]
    module_dir: PathBuf,
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
}

/// Bakes; the status is that of the worst that was found.
pub(crate) fn bake(arguments: &Bake) -> Result<ExitCode> {
    let output = &arguments.output;
    check_output(output, arguments.force)?;
    let module = module(&arguments.module_dir)?;
    let mut sources = Vec::new();
    for path in &arguments.documents {
        let document = shown(path);
        let read = |file: &str| match file == document {
            true => read_argument(file),
            false => read(file),
        };
        let mut source = MapFiles::load(&document, arguments.lang.as_deref(), read)?;
        source.fonts = fonts(&arguments.font, &source.map)?;
        sources.push(source);
    }
    let mut worst = None;
    for source in &sources {
        for issue in &source.map.report.issues {
            say(&issue.to_string());
        }
        worst = worst.max(source.map.report.worst());
        if source.map.report.worst() == Some(Severity::Error) {
            let file = &source.map.document.file;
            say(&format!("{file} was not baked: the map would be wrong"));
            return Ok(ExitCode::from(1));
        }
    }
    let options = BakeOptions {
        base_url: arguments.base_url.clone(),
        color_scheme: arguments
            .theme
            .as_deref()
            .and_then(ColorScheme::parse)
            .unwrap_or_default(),
    };
    let files = bake::bake(&sources, &module, &options)?;
    if options.base_url.is_none() {
        say("no oembed.json without --base-url: it names whole addresses only");
    }
    for file in &files {
        write(output, file)?;
    }
    Ok(match worst {
        None | Some(Severity::Note) => ExitCode::SUCCESS,
        Some(_) => ExitCode::from(1),
    })
}

/// A folder that is not there, empty, or was baked before. Files of earlier bakes stay: articles
/// refer to them.
fn check_output(output: &Path, force: bool) -> Result<()> {
    let refused = |found: &str, remedy: &str| {
        Err(Error::new(
            ErrorKind::Option,
            "--output",
            format!("{} {found}", shown(output)),
            remedy,
        ))
    };
    if output.is_file() {
        return refused("is a file", "name a folder");
    }
    let Ok(mut entries) = output.read_dir() else {
        return Ok(()); // It is made later, and what prevents that is reported then.
    };
    if force || entries.next().is_none() || output.join(bake::LIST).is_file() {
        return Ok(());
    }
    refused(
        "holds other things",
        "choose another folder, or add --force to write among them",
    )
}

/// The built module and all that it fetches.
fn module(folder: &Path) -> Result<Module> {
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
    let entries = folder.join(LOCALES).read_dir().into_iter().flatten();
    for path in entries.flatten().map(|entry| entry.path()) {
        let tag = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        if let (Some(tag), true) = (tag, path.extension().is_some_and(|e| e == "json")) {
            let bytes = read(&path.to_string_lossy())?;
            locales.insert(tag, bytes);
        }
    }
    Module::new(&shown(&folder.join(SCRIPT)), programs, locales)
}

fn write(folder: &Path, file: &File) -> Result<()> {
    let path = folder.join(&file.name);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(&path, &file.bytes))
        .map_err(|e| {
            Error::new(
                ErrorKind::Io,
                shown(&path),
                format!("can't be written ({e})"),
                "check the path, and that the disk isn't full",
            )
            .because(e)
        })
}
