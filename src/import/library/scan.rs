//! One pass over a file of the Library: rows of one vote are kept, votes are counted.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::error::{Error, ErrorKind, Result};
use crate::import::table::is_same;

/// How much is read at once, in bytes.
const CHUNK: usize = 1 << 16;
/// No record is longer, in bytes: a quotation mark that is never closed would swallow the rest of the file.
const RECORD: usize = 1 << 20;
/// No vote has more rows; several on one text may.
const ROWS: usize = 20_000;
/// As many votes are named to a person who is to choose.
const LISTED: usize = 12;
/// Columns that say nothing of a vote.
const SILENT: [&str; 9] = [
    "session",
    "committee_report",
    "meeting",
    "agenda_title",
    "agenda",
    "subjects",
    "permanent_member",
    "modality",
    "agenda_information",
];

/// What one pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Header and rows of the vote, as CSV.
    pub(super) kept: Vec<u8>,
    /// How many rows were kept.
    pub(super) rows: usize,
    /// How many rows there are.
    pub(super) all_rows: usize,
    /// How many votes there are.
    pub(super) votes: usize,
    /// The symbols of the first.
    pub(super) listed: Vec<String>,
}

/// Where the columns are that tell votes apart.
#[derive(Debug, Default)]
struct Columns {
    id: Option<usize>,
    resolution: Option<usize>,
    draft: Option<usize>,
    date: Option<usize>,
    /// Those that are kept.
    kept: Vec<usize>,
}

/// The fields of a record.
struct Fields<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Fields<'a> {
    fn get(&self, column: usize) -> &'a [u8] {
        let start = column
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(column).copied());
        range
            .and_then(|(start, end)| self.bytes.get(start..end))
            .unwrap_or_default()
    }
}

impl Scan {
    /// Reads to the end. Keeps the rows whose resolution or draft is `wanted`, or those of the vote of that number.
    ///
    /// # Errors
    /// A stream that breaks, a record without an end, a vote with too many rows.
    pub(super) fn run(
        file: &str,
        mut from: impl Read,
        wanted: Option<&str>,
        number: usize,
    ) -> Result<Self> {
        let mut chunk = vec![0; CHUNK];
        let (mut output, mut ends) = (vec![0; CHUNK], vec![0; 64]);
        let (mut filled, mut ended) = (0, 0);
        let mut reader: Option<Reader> = None;
        let mut rows = Rows::new(file, wanted, number);
        loop {
            let read = from.read(&mut chunk).map_err(|e| {
                Error::new(
                    ErrorKind::Io,
                    file,
                    format!("it cannot be read: {e}"),
                    "get the file again",
                )
                .because(e)
            })?;
            let mut input = chunk.get(..read).unwrap_or_default();
            let reader = reader.get_or_insert_with(|| {
                input = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
                let line = input
                    .split(|byte| *byte == b'\n')
                    .next()
                    .unwrap_or_default();
                let count = |own: &u8| line.iter().filter(|byte| *byte == own).count();
                let separator = [b';', b'\t', b',']
                    .into_iter()
                    .max_by_key(count)
                    .unwrap_or(b',');
                ReaderBuilder::new().delimiter(separator).build()
            });
            // Empty input means the end to the reader of records.
            while read == 0 || !input.is_empty() {
                let (result, taken, written, more) = reader.read_record(
                    input,
                    output.get_mut(filled..).unwrap_or_default(),
                    ends.get_mut(ended..).unwrap_or_default(),
                );
                input = input.get(taken..).unwrap_or_default();
                filled += written;
                ended += more;
                match result {
                    ReadRecordResult::InputEmpty => break,
                    ReadRecordResult::OutputFull if output.len() >= RECORD => {
                        return Err(rows.endless())
                    }
                    ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                    ReadRecordResult::OutputEndsFull if ends.len() >= RECORD => {
                        return Err(rows.endless())
                    }
                    ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                    ReadRecordResult::Record => {
                        rows.take(&Fields {
                            bytes: output.get(..filled).unwrap_or_default(),
                            ends: ends.get(..ended).unwrap_or_default(),
                        })?;
                        (filled, ended) = (0, 0);
                    }
                    ReadRecordResult::End => return Ok(rows.scan),
                }
            }
        }
    }
}

/// What is known between two rows.
struct Rows<'a> {
    file: &'a str,
    wanted: Option<&'a str>,
    /// The hash of the vote of that number.
    chosen: Option<u64>,
    /// The place of the vote that is kept where no symbol is wanted, from 1.
    number: usize,
    columns: Option<Columns>,
    /// What told the vote of the row before, and whether its rows are kept.
    last: Vec<u8>,
    keeps: bool,
    /// Votes by the hash of what tells them apart.
    seen: HashSet<u64>,
    hasher: RandomState,
    scan: Scan,
}

impl<'a> Rows<'a> {
    fn new(file: &'a str, wanted: Option<&'a str>, number: usize) -> Self {
        Self {
            file,
            wanted,
            chosen: None,
            number,
            columns: None,
            last: Vec::new(),
            keeps: false,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            scan: Scan::default(),
        }
    }

    fn endless(&self) -> Error {
        let found = "a row of more than a megabyte: a quotation mark is never closed";
        Error::new(
            ErrorKind::Syntax,
            self.file,
            found,
            "close it, or get the file again",
        )
        .at(format!("row {}", self.scan.all_rows + 2))
    }

    fn take(&mut self, fields: &Fields) -> Result<()> {
        let Some(columns) = &self.columns else {
            let columns = Columns::of(fields);
            keep(&mut self.scan.kept, fields, &columns.kept);
            self.columns = Some(columns);
            return Ok(());
        };
        self.scan.all_rows += 1;
        let own = [columns.id, columns.resolution, columns.draft, columns.date];
        let own = own.map(|column| column.map_or(&b""[..], |column| fields.get(column)));
        let [_, resolution, draft, date] = own;
        let length = own.iter().map(|part| part.len() + 1).sum::<usize>();
        let is_same_vote = self.last.len() == length && {
            let mut last = self.last.as_slice();
            own.iter().all(|part| {
                let rest = last
                    .strip_prefix(*part)
                    .and_then(|rest| rest.strip_prefix(b"\n"));
                last = rest.unwrap_or_default();
                rest.is_some()
            })
        };
        if !is_same_vote {
            self.last.clear();
            for part in own {
                self.last.extend_from_slice(part);
                self.last.push(b'\n');
            }
            let own_hash = self.hasher.hash_one(&self.last);
            let is_new = self.seen.insert(own_hash);
            self.scan.votes += usize::from(is_new);
            let text = String::from_utf8_lossy;
            self.keeps = match self.wanted {
                Some(wanted) => [resolution, draft]
                    .into_iter()
                    .any(|own| is_same(text(own).trim(), wanted)),
                None => {
                    if is_new && self.scan.votes == self.number {
                        self.chosen = Some(own_hash);
                    }
                    self.chosen == Some(own_hash)
                }
            };
            if is_new && self.scan.listed.len() < LISTED {
                let name = if resolution.is_empty() {
                    draft
                } else {
                    resolution
                };
                let listed = format!("{} ({})", text(name), text(date));
                self.scan.listed.push(listed.chars().take(80).collect());
            }
        }
        if self.keeps {
            self.scan.rows += 1;
            if self.scan.rows > ROWS {
                let found = format!("more than {ROWS} rows of one vote");
                return Err(Error::new(
                    ErrorKind::Value,
                    self.file,
                    found,
                    "get the file again",
                ));
            }
            keep(&mut self.scan.kept, fields, &columns.kept);
        }
        Ok(())
    }
}

impl Columns {
    fn of(header: &Fields) -> Self {
        let mut own = Self::default();
        for column in 0..header.ends.len() {
            let name = String::from_utf8_lossy(header.get(column))
                .trim()
                .to_lowercase();
            match name.as_str() {
                "undl_id" => own.id = Some(column),
                "resolution" => own.resolution = Some(column),
                "draft" => own.draft = Some(column),
                "date" | "vote_date" => own.date = Some(column),
                _ => {}
            }
            if !SILENT.contains(&name.as_str()) {
                own.kept.push(column);
            }
        }
        own
    }
}

/// Adds the fields of a record as a line of CSV.
fn keep(kept: &mut Vec<u8>, fields: &Fields, columns: &[usize]) {
    for (place, column) in columns.iter().enumerate() {
        if place > 0 {
            kept.push(b',');
        }
        let field = fields.get(*column);
        if field
            .iter()
            .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
        {
            kept.push(b'"');
            for byte in field {
                kept.push(*byte);
                if *byte == b'"' {
                    kept.push(b'"');
                }
            }
            kept.push(b'"');
        } else {
            kept.extend_from_slice(field);
        }
    }
    kept.push(b'\n');
}
