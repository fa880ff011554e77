//! The bulk files of the UN Digital Library, of Assembly and Council: one vote out of millions of rows.
//!
//! Takes a stream, of any length, in constant memory; gives the vote that is asked for, with its date, title, source
//! and totals. Leaves the reading of its rows to `table`, which sees them as a file of their own.

mod scan;

use crate::import::Finding;
use std::io::Read;

use scan::Scan;

use super::source::{self, Source};
use super::{table, Code, Imported, Options, Sentence, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::report::Severity;
use crate::roster::Names;

/// The header of such a file is not longer, in bytes.
const HEADER: usize = 4096;

/// Whether a file is one of the Library's: its header has `ms_vote`, and `ms_code` or `ms_name`.
pub fn is_library(bytes: &[u8]) -> bool {
    let start = bytes.get(..HEADER).unwrap_or(bytes);
    let line = start
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    let has = |name: &[u8]| {
        line.windows(name.len())
            .any(|own| own.eq_ignore_ascii_case(name))
    };
    has(b"ms_vote") && (has(b"ms_code") || has(b"ms_name"))
}

/// The vote in a file of the Library that `options` name, or its only one.
///
/// # Errors
/// As [`read_from`].
pub fn read(file: &str, bytes: &[u8], names: &Names, options: &Options) -> Result<Imported> {
    read_from(file, bytes, names, options)
}

/// The same of a stream.
///
/// The text that spans are places in is that of the rows of the vote alone, under their header; columns that say
/// nothing of a vote are left out.
///
/// # Errors
/// A stream that breaks, a record without an end, a symbol that no vote has. If there are several votes and none is
/// named, the person is asked by a finding.
pub fn read_from(
    file: &str,
    from: impl Read,
    names: &Names,
    options: &Options,
) -> Result<Imported> {
    let decoded = |bytes: &[u8]| source::decode(file, bytes, options.encoding.as_deref());
    read_decoded(file, from, names, options, decoded)
}

/// The same of text that is decoded already.
///
/// # Errors
/// As [`read_from`].
pub fn read_text(file: &str, text: &str, names: &Names, options: &Options) -> Result<Imported> {
    let decoded = |bytes: &[u8]| Ok(source::of_text(&String::from_utf8_lossy(bytes)));
    read_decoded(file, text.as_bytes(), names, options, decoded)
}

fn read_decoded(
    file: &str,
    from: impl Read,
    names: &Names,
    options: &Options,
    decoded: impl FnOnce(&[u8]) -> Result<Source>,
) -> Result<Imported> {
    let wanted = options.symbol.as_deref();
    let scan = Scan::run(file, from, wanted, options.number.unwrap_or(1))?;
    if scan.rows == 0 {
        let found = match wanted {
            Some(symbol) => format!(
                "none of its {} rows has the symbol “{symbol}”",
                scan.all_rows
            ),
            None if scan.all_rows > 0 => {
                format!("there is no vote of that number, but {}", scan.votes)
            }
            None => "it has a header and no rows".to_owned(),
        };
        let remedy = match scan.listed.is_empty() {
            true => "give the whole file".to_owned(),
            false => format!(
                "write one as the file does, such as {}",
                scan.listed.join(", ")
            ),
        };
        return Err(Error::new(ErrorKind::Option, file, found, remedy));
    }
    let several = wanted.is_none() && options.number.is_none() && scan.votes > 1;
    if several {
        let more = ["", " …"].get(usize::from(scan.votes > scan.listed.len()));
        let listed = scan.listed.join(", ") + more.unwrap_or(&"");
        let message = Sentence::new("several.library")
            .number("rows", scan.all_rows)
            .text("votes", listed)
            .count(scan.votes);
        let asked = Finding::of_source(
            Code::SeveralVotes,
            Severity::Error,
            message,
            Vec::<Span>::new(),
        );
        return Ok(Imported {
            findings: vec![asked],
            ..Imported::default()
        });
    }
    let source = decoded(&scan.kept)?;
    // The symbol was found already; beside it the number is that of one of several votes on one text.
    table::read(
        file,
        source,
        names,
        &Options {
            symbol: None,
            number: wanted.and(options.number),
            ..options.clone()
        },
    )
}
