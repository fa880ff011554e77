//! The command: `stancemap import`, `check`, `render`, `export`, `bake`, `pack` and `unpack`.
//!
//! Exit status: 0 clean (notes allowed), 1 warnings or errors, 2 can't be read. Data goes to standard
//! output, everything else to standard error.

mod bake;
mod check;
mod disk;
mod draw;
mod export;
mod folder;
mod import;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod output;
mod pack;
mod preset;
mod read;
mod render;
mod system;

use std::ffi::OsString;
use std::io;
use std::path::Path;
#[cfg(not(target_arch = "wasm32"))]
use std::process::ExitCode;

pub use self::disk::{Disk, Entry, OpenFile, Sort, TEMPORARY};
#[cfg(not(target_arch = "wasm32"))]
pub use self::native::Native;
pub use self::system::{Stream, System};
use crate::input::Document;
use crate::report::Severity;
use crate::unseen::named;
use crate::{Error, ErrorKind, Result};

use clap::{CommandFactory, Parser, Subcommand};

/// The boundaries for what names none.
const BOUNDARIES: &[u8] = include_bytes!("../../assets/countries-50m.geojson");

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
    /// Draw the figure as SVG, PNG or PDF
    Render(render::Render),
    /// Write the stances for Datawrapper, Wikimedia or QGIS
    Export(export::Export),
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

/// Runs the command on this computer, with the arguments of this process; its exit status.
#[cfg(not(target_arch = "wasm32"))]
pub fn native() -> ExitCode {
    ExitCode::from(run(&Native, std::env::args_os()).code())
}

/// Runs the command on a machine. The first of the arguments is the program's own name.
pub fn run(system: &dyn System, arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments = match Cli::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(said) => return answer(system, &said),
    };
    let limit = arguments.max_input;
    let session = Session { system, limit };
    let result = match arguments.command {
        Command::Import(arguments) => import::import(&session, &arguments),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "stancemap", &mut text);
            session.print(&text).map(|()| Status::Clean)
        }
        Command::Man => manual(&session),
        Command::Check(arguments) => check::check(&session, &arguments),
        Command::Render(arguments) => render::render(&session, &arguments),
        Command::Export(arguments) => export::export(&session, &arguments),
        Command::Bake(arguments) => bake::bake(&session, &arguments),
        Command::Pack(arguments) => pack::pack(&session, &arguments),
        Command::Unpack(arguments) => pack::unpack(&session, &arguments),
    };
    result.unwrap_or_else(|error| {
        session.say(&error.to_string());
        Status::Unreadable
    })
}

/// Prints what clap says: help, the version, or what is wrong with the arguments.
fn answer(system: &dyn System, said: &clap::Error) -> Status {
    let (stream, status) = match said.use_stderr() {
        true => (Stream::Messages, Status::Unreadable),
        false => (Stream::Data, Status::Clean),
    };
    let text = said.render();
    let text = match system.has_colour(stream) {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    // A closed pipe is no failure.
    let _ = system.print(stream, text.as_bytes());
    status
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing was found but notes.
    Clean,
    /// Warnings or errors in what could be read.
    Found,
    /// An input, an output or an argument that is none.
    Unreadable,
}

impl Status {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Unreadable => 2,
        }
    }

    /// By the worst that was found.
    fn of(worst: Option<Severity>) -> Self {
        match worst {
            None | Some(Severity::Note) => Self::Clean,
            Some(_) => Self::Found,
        }
    }
}

/// One run of the command.
#[derive(Clone, Copy)]
pub(crate) struct Session<'a> {
    system: &'a dyn System,
    /// The largest file that is read, bytes.
    limit: u64,
}

impl Session<'_> {
    /// Writes a line to standard error. A closed pipe is no failure.
    fn say(&self, line: &str) {
        // Titles and paths come from files: nothing in them may recolour a terminal or turn the line round.
        self.say_drawn(&named(line));
    }

    /// Writes a line whose colours are our own.
    fn say_drawn(&self, line: &str) {
        let line = format!("{line}\n");
        let _ = self.system.print(Stream::Messages, line.as_bytes());
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// What can't be written, but for a closed pipe.
    fn print(&self, text: &[u8]) -> Result<()> {
        match self.system.print(Stream::Data, text) {
            // The reader has seen enough: `check … | head`.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(e) => Err(Error::new(
                ErrorKind::Io,
                "standard output",
                format!("can't be written ({e})"),
                "is the disk full?",
            )
            .because(e)),
            Ok(()) => Ok(()),
        }
    }

    /// A map document, and its bytes: standard input can be read only once.
    fn document(&self, path: &Path) -> Result<(Document, Vec<u8>)> {
        let file = path.to_string_lossy();
        let bytes = self.read_argument(&file)?;
        let document = Document::parse(&file, &bytes).map_err(|error| match first(&bytes) {
            Some(b'{' | b'<') | None => error,
            _ if error.kind != ErrorKind::Syntax && error.kind != ErrorKind::Value => error,
            _ => Error::new(
                ErrorKind::Syntax,
                file.as_ref(),
                "no map document, which is a JSON object {…}",
                "to check a stance table, add --body and --date",
            )
            .because(error),
        })?;
        Ok((document, bytes))
    }
}

/// The manual page: the command, and each of its subcommands.
fn manual(session: &Session) -> Result<Status> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    command.build();
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    for page in pages {
        // A list in memory takes all that is written.
        let _ = clap_mangen::Man::new(page.clone()).render(&mut text);
    }
    session.print(&text)?;
    Ok(Status::Clean)
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
