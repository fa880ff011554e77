//! Import: a text or table that has a vote in it becomes a checked table; nothing is guessed, nothing is lost.
//!
//! Takes the bytes of a file as people have them; gives the votes that stand in it, each with its readings, and
//! findings about what is doubtful, each with its place and with ways to mend it. The same for the command, the page
//! and the studio. Leaves the map to [`join`](crate::join).
//!
//! | module | takes | gives |
//! |---|---|---|
//! | `source` | bytes | text, and how it was encoded |
//! | `markup`, `columns` | HTML; columns side by side | what is seen; lists one after the other |
//! | `text` | text | the votes of a record, a press release, a report: lists, totals, outcomes, corrections |
//! | `table` | rows of cells, from CSV, a workbook or JSON | the votes of a table, however it lies |
//! | `library` | the bulk file of the UN Digital Library, streamed | one vote of it |
//! | `words` | a cell | a vote or a sponsorship, in twelve languages |
//! | `check` | the readings of a vote, the roster of the day | findings |
//! | `wording` | a finding | its sentence, in twelve languages |
//! | `outcome` | a tally | whether it was adopted, and why |
//! | `draft` | the texts on an editor's desk, and what the editor decided | one vote, checked, with its table |
//!
//! Every byte of the source is a reading, is known to say nothing (page artifacts), or is listed as unread.

mod check;
mod columns;
pub mod draft;
mod finding;
pub mod library;
mod markup;
mod mending;
mod mojibake;
mod outcome;
mod reading;
pub mod source;
pub mod table;
pub mod text;
mod wording;
pub mod words;

pub use check::{check, decision, Terms};
pub use finding::{Code, Finding, Fix, FixKind};
pub use outcome::{outcome, Decision};
pub use reading::{Imported, Measure, Outcome, ReadVote, Reading, Said, Span, Total};
#[cfg(feature = "locales")]
pub use wording::wording;
pub use wording::Sentence;

use std::collections::BTreeMap;

use mending::Mended;

use self::source::Source;
use crate::error::{ErrorKind, Result};
use crate::input::Body;
use crate::roster::Names;

/// What is known beside the source, and which of its votes is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The day of the vote, `YYYY-MM-DD`; outweighs what the source says.
    pub date: Option<String>,
    /// Whose vote it is; outweighs what the source says.
    pub body: Option<Body>,
    /// The symbol of the vote that is wanted, of several: `A/RES/ES-11/1`, or its draft's.
    pub symbol: Option<String>,
    /// The place of the vote that is wanted, of several, from 1.
    pub number: Option<usize>,
    /// The encoding of the source, where it is known: `windows-1252`.
    pub encoding: Option<String>,
    /// Ways to mend it that are taken: what stands at a span is read as another name, word or label.
    pub fixes: BTreeMap<Span, String>,
}

/// Everything that is said of a vote in `bytes`, a text or a table; `file` names it in errors.
///
/// # Errors
/// A file that is neither, an encoding that is not known, a quotation mark that is never closed.
pub fn read(file: &str, bytes: &[u8], names: &Names, options: &Options) -> Result<Imported> {
    if library::is_library(bytes) {
        return library::read(file, bytes, names, options);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook(file, bytes, names, options);
    }
    let source = source::decode(file, bytes, options.encoding.as_deref())?;
    read_source(file, source, names, options)
}

/// The same of text that is decoded already.
///
/// # Errors
/// A quotation mark that is never closed, a symbol that no vote has.
pub fn read_text(file: &str, text: &str, names: &Names, options: &Options) -> Result<Imported> {
    match library::is_library(text.as_bytes()) {
        true => library::read_text(file, text, names, options),
        false => read_source(file, source::of_text(text), names, options),
    }
}

fn read_source(file: &str, source: Source, names: &Names, options: &Options) -> Result<Imported> {
    let is_json = source.text.trim_start().starts_with(['{', '[']);
    if source.text.len() > LONGEST_TEXT {
        return table::read(file, source, names, options);
    }
    // A text may begin with a bracket too.
    if is_json {
        match table::read(file, source.clone(), names, options) {
            Err(error) if error.kind == ErrorKind::Syntax => {}
            read => return read,
        }
    }
    // What is a list in a record and what a row in a table shows when both readers have read it.
    let (votes, findings, unread) = read_mended(&source.text, names, options);
    let of_text = Imported {
        text: source.text.clone(),
        encoding: source.encoding,
        votes,
        findings: source.findings.iter().cloned().chain(findings).collect(),
        unread,
    };
    let of_table = match table::read(file, source, names, options) {
        Ok(of_table) => of_table,
        Err(_) if clear(&of_text) > 0 => return Ok(of_text),
        Err(error) => return Err(error),
    };
    // A table that asks about a cell has fewer readings than a text that takes its lines for "name: vote".
    let (text, table) = (clear(&of_text), clear(&of_table) + asked(&of_table));
    let is_text = 2 * text > 3 * table || (text >= table && left(&of_text) < left(&of_table));
    Ok(match is_text {
        true => of_text,
        false => of_table,
    })
}

/// The text reader, on a text with what a person took in its places.
fn read_mended(
    text: &str,
    names: &Names,
    options: &Options,
) -> (Vec<ReadVote>, Vec<Finding>, Vec<Span>) {
    if options.fixes.is_empty() {
        return text::read(text, names, options);
    }
    let mended = Mended::new(text, &options.fixes);
    let (mut votes, mut findings, mut unread) = text::read(&mended.text, names, options);
    mended.put_back(text, &mut votes, &mut findings, &mut unread);
    (votes, findings, unread)
}

/// Records of a whole session are shorter; what is longer is a table.
const LONGEST_TEXT: usize = 4 << 20;

/// How many readings are of a state that is known.
fn clear(read: &Imported) -> usize {
    let readings = read.votes.iter().flat_map(|vote| &vote.readings);
    readings.filter(|reading| reading.code.is_some()).count()
}

/// How many cells are asked about.
fn asked(read: &Imported) -> usize {
    let findings = read.findings.iter();
    let words = findings.filter(|finding| finding.code == Code::UnknownWord);
    words.map(|finding| finding.spans.len()).sum()
}

/// How many bytes are not read.
fn left(read: &Imported) -> usize {
    read.unread
        .iter()
        .map(|span| span.end.saturating_sub(span.start))
        .sum()
}

#[cfg(feature = "workbooks")]
use table::read_workbook as workbook;

#[cfg(not(feature = "workbooks"))]
fn workbook(file: &str, _: &[u8], _: &Names, _: &Options) -> Result<Imported> {
    let (found, remedy) = ("the file is a workbook", "save the table as CSV (UTF-8)");
    Err(crate::error::Error::new(
        crate::error::ErrorKind::Encoding,
        file,
        found,
        remedy,
    ))
}
