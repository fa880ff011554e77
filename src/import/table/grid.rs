//! Text with separators → rows of cells, each with its place.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind, Result};
use crate::import::Span;
use crate::spreadsheet::restored;

/// A cell, without the blanks around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it stands in the text, quotation marks included.
    pub(super) span: Span,
}

impl Cell {
    pub(super) fn new(text: &str, span: Span) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        Self {
            text: restored(text).to_owned(),
            span,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Rows of cells; a row may be shorter than others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Grid {
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// The same with cells in other words.
    pub(super) fn mended(&self, fixes: &BTreeMap<Span, String>) -> Self {
        let mut own = self.clone();
        for cell in own.rows.iter_mut().flatten() {
            if let Some(with) = fixes.get(&cell.span) {
                cell.text.clone_from(with);
            }
        }
        own
    }

    /// The cell there, if it is not blank.
    pub(super) fn get(&self, row: usize, column: usize) -> Option<&Cell> {
        let cell = self.rows.get(row)?.get(column)?;
        (!cell.is_blank()).then_some(cell)
    }

    /// The cells of a row that are not blank, with their columns.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.rows.get(row).into_iter().flatten().enumerate();
        cells.filter(|(_, cell)| !cell.is_blank())
    }

    /// Rows for columns.
    pub(super) fn turned(&self) -> Self {
        let mut rows = vec![Vec::new(); self.width()];
        for (at, row) in self.rows.iter().enumerate() {
            for (cell, turned) in row
                .iter()
                .zip(&mut rows)
                .filter(|(cell, _)| !cell.is_blank())
            {
                turned.resize(at, Cell::default());
                turned.push(cell.clone());
            }
        }
        Self { rows }
    }

    /// The grid of a text.
    ///
    /// # Errors
    /// A quotation mark that is never closed.
    pub(super) fn of(file: &str, text: &str) -> Result<Self> {
        let (separator, from) = match declared(text) {
            Some(declared) => declared,
            None => (separator(text), 0),
        };
        let mut grid = Self::default();
        let mut row = Vec::new();
        let mut at = from;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let quoted = rest.starts_with('"');
            let (cell, length) = match quoted {
                true => quoted_cell(rest, separator).ok_or_else(|| {
                    let found = "a quotation mark that is never closed";
                    Error::new(ErrorKind::Syntax, file, found, "close it, or take it out")
                        .at(format!("row {}", grid.rows.len() + 1))
                })?,
                false => {
                    let length = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
                    (rest.get(..length).unwrap_or_default().to_owned(), length)
                }
            };
            row.push(Cell::new(&cell, Span::new(at, at + length)));
            at += length;
            let rest = text.get(at..).unwrap_or_default();
            match rest.chars().next() {
                Some(c) if c == separator => at += c.len_utf8(),
                Some(_) => {
                    at += if rest.starts_with("\r\n") { 2 } else { 1 };
                    let own = std::mem::take(&mut row);
                    grid.rows.extend((!is_rule(&own)).then_some(own));
                }
                None => {
                    grid.rows.extend((!is_rule(&row)).then_some(row));
                    return Ok(grid);
                }
            }
        }
    }
}

/// Whether a line only rules off others: `|---|:--:|`, `+-----+`.
fn is_rule(row: &[Cell]) -> bool {
    let is_rule = |cell: &Cell| {
        let is_mark = |c| matches!(c, '-' | '=' | ':' | '+' | '_' | '─'..='╿');
        cell.text.len() > 2 && cell.text.chars().all(is_mark)
    };
    let mut filled = row.iter().filter(|cell| !cell.is_blank()).peekable();
    filled.peek().is_some() && filled.all(is_rule)
}

/// What stands in quotation marks, and how long it is with them and with what follows up to the separator. None if
/// they are not closed.
fn quoted_cell(rest: &str, separator: char) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut at = 1;
    loop {
        let after = rest.get(at..)?;
        let end = after.find('"')?;
        content.push_str(after.get(..end)?);
        at += end + 1;
        if !rest.get(at..)?.starts_with('"') {
            break;
        }
        content.push('"');
        at += 1;
    }
    let tail = rest.get(at..)?;
    let length = tail.find([separator, '\n', '\r']).unwrap_or(tail.len());
    content.push_str(tail.get(..length)?);
    Some((content, at + length))
}

/// The separator of Excel's line `sep=;`, and where the table begins.
fn declared(text: &str) -> Option<(char, usize)> {
    let rest = text
        .strip_prefix("sep=")
        .or_else(|| text.strip_prefix("SEP="))?;
    let separator = rest.chars().next()?;
    let end = rest.strip_prefix(separator)?;
    let breaks = end.len() - end.trim_start_matches('\r').trim_start_matches('\n').len();
    (breaks > 0 || end.is_empty()).then(|| (separator, text.len() - end.len() + breaks))
}

/// The character that most lines have equally often.
fn separator(text: &str) -> char {
    let lines = || {
        let lines = text
            .split(['\n', '\r'])
            .filter(|line| !line.trim().is_empty());
        lines.take(400)
    };
    let score = |separator: char| {
        let mut counts: Vec<usize> = lines()
            .map(|line| outside_quotes(line, separator))
            .collect();
        counts.retain(|count| *count > 0);
        counts.sort_unstable();
        let same = counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max();
        (counts.len(), same.unwrap_or_default())
    };
    // Of equals the last wins: names have commas.
    let all = [',', '|', ';', '\t'];
    all.into_iter().max_by_key(|own| score(*own)).unwrap_or(',')
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut inside = false;
    let found = line.chars().filter(|c| {
        inside ^= *c == '"';
        *c == separator && !inside
    });
    found.count()
}
