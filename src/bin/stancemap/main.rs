//! The native command: `stancemap import`, `check`, `render`, `bake`, `pack` and `unpack`.
//!
//! Exit status: 0 clean (notes allowed), 1 warnings or errors, 2 can't be read. Data goes to standard
//! output, everything else to standard error.

mod bake;
mod check;
mod disk;
mod draw;
mod folder;
mod import;
mod output;
mod pack;
mod read;
mod render;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use stancemap::input::{Document, BUILT_IN_BOUNDARIES};
use stancemap::unseen::named;
use stancemap::{paint, Error, ErrorKind, Result, StanceMap};

/// The boundaries for what names none.
const BOUNDARIES: &[u8] = include_bytes!("../../../assets/countries-50m.geojson");

#[derive(Parser)]
#[command(
    version,
    about = "The map that shows how every country stood on a United Nations resolution"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The largest file that is read: bytes, or with a unit, as 64MB
    #[arg(long, global = true, value_name = "SIZE", default_value = read::DEFAULT_LIMIT, value_parser = read::size)]
    max_input: u64,
}

#[derive(Subcommand)]
enum Command {
    /// Read a vote out of a text or table: a checked table, and what is doubtful
    Import(import::Import),
    /// Report what joins and whether the tally adds up
    Check(check::Check),
    /// Draw the figure as SVG or PNG
    Render(render::Render),
    /// Make the files of a page: still figure, live map, snippets
    Bake(bake::Bake),
    /// Pack boundaries (GeoJSON or TopoJSON) into a small file, .smap
    Pack(pack::Pack),
    /// Write a packed map as GeoJSON
    Unpack(pack::Unpack),
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page, in roff
    Man,
}

fn main() -> ExitCode {
    let arguments = Cli::parse();
    read::limit(arguments.max_input);
    let result = match arguments.command {
        Command::Import(arguments) => import::import(&arguments),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "stancemap", &mut text);
            check::print(&text).map(|()| ExitCode::SUCCESS)
        }
        Command::Man => manual(),
        Command::Check(arguments) => check::check(&arguments),
        Command::Render(arguments) => render::render(&arguments),
        Command::Bake(arguments) => bake::bake(&arguments),
        Command::Pack(arguments) => pack::pack(&arguments),
        Command::Unpack(arguments) => pack::unpack(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// The manual page: the command, and each of its subcommands.
fn manual() -> Result<ExitCode> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    command.build();
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    for page in pages {
        // A list in memory takes all that is written.
        let _ = clap_mangen::Man::new(page.clone()).render(&mut text);
    }
    check::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a line to standard error. A closed pipe is no failure.
fn say(line: &str) {
    // Titles and paths come from files: nothing in them may recolour a terminal or turn the line round.
    let _ = writeln!(std::io::stderr(), "{}", named(line));
}

fn read(file: &str) -> Result<Vec<u8>> {
    match file == BUILT_IN_BOUNDARIES {
        true => Ok(BOUNDARIES.to_vec()),
        false => read::read(file),
    }
}

fn document(path: &Path) -> Result<Document> {
    let file = path.to_string_lossy();
    let bytes = read::read_argument(&file)?;
    Document::parse(&file, &bytes).map_err(|error| match first(&bytes) {
        Some(b'{' | b'<') | None => error,
        _ if error.kind != ErrorKind::Syntax && error.kind != ErrorKind::Value => error,
        _ => Error::new(
            ErrorKind::Syntax,
            file.as_ref(),
            "no map document, which is a JSON object {…}",
            "to check a stance table, add --body and --date",
        )
        .because(error),
    })
}

/// The first byte that is no blank.
fn first(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The built-in fonts, and those of the arguments.
fn fonts(files: &[PathBuf], map: &StanceMap) -> Result<paint::Fonts> {
    let mut fonts = paint::Fonts::bundled();
    let document_lang = map.texts().lang;
    let lang = match map.locale.language() {
        "en" => &document_lang,
        lang => lang,
    };
    for file in files {
        let argument = format!("--font {}", shown(file));
        let bytes = read::read_as(&argument, file)?;
        fonts.add(&argument, bytes, lang)?;
    }
    Ok(fonts)
}
