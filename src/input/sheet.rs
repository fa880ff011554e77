//! CSV → rows of cells, numbered as a spreadsheet shows them.

use crate::error::{Error, ErrorKind, Result};
use crate::spreadsheet::restored;

/// A row that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetLine {
    /// As a spreadsheet shows it: blank rows count, line breaks inside a cell do not.
    pub(super) number: usize,
    /// Without the blanks around them, and without the apostrophe that keeps spreadsheets from running them.
    pub(super) cells: Vec<String>,
}

/// The rows of a CSV text, the header first. Cells are separated by commas, semicolons or tabs,
/// whichever the first row has most of.
///
/// # Errors
/// A quotation mark that is never closed: it would swallow the rest of the file.
pub(super) fn rows(file: &str, text: &str) -> Result<Vec<SheetLine>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .trim(csv::Trim::All)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    let (mut lines, mut number, mut end) = (Vec::new(), 1, 0);
    let mut record = csv::StringRecord::new();
    loop {
        let begin = at(reader.position().byte());
        let more = reader.read_record(&mut record).map_err(|e| {
            Error::new(ErrorKind::Syntax, file, e.to_string(), "mend the row").because(e)
        })?;
        if !more {
            return Ok(lines);
        }
        let stop = at(reader.position().byte());
        let raw = text.get(begin..stop).unwrap_or_default();
        let content = raw.trim_start_matches(['\r', '\n']);
        let begin = stop.saturating_sub(content.len());
        number += breaks(text.get(end..begin).unwrap_or_default());
        let content = content.trim_end_matches(['\r', '\n']);
        end = begin + content.len();
        if stop >= text.len() && content.matches('"').count() % 2 == 1 && content.contains('\n') {
            return Err(Error::new(
                ErrorKind::Syntax,
                file,
                "a quotation mark that is never closed",
                "close it, or take it out",
            )
            .at(format!("row {number}")));
        }
        if !record.iter().all(str::is_empty) {
            lines.push(SheetLine {
                number,
                cells: record
                    .iter()
                    .map(|cell| restored(cell).trim().to_owned())
                    .collect(),
            });
        }
    }
}

fn delimiter(text: &str) -> u8 {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    [b'\t', b';', b',']
        .into_iter()
        // Of equals the last wins: the comma when there is none at all.
        .max_by_key(|delimiter| header.bytes().filter(|byte| byte == delimiter).count())
        .unwrap_or(b',')
}

/// Ends of lines: "\n", "\r\n", or a lone "\r".
fn breaks(gap: &str) -> usize {
    gap.matches('\n').count() + gap.matches('\r').count() - gap.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        let lines = rows("t.csv", text).unwrap();
        lines.iter().map(|line| line.number).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        assert_eq!(numbers("a,b\n1,2\n3,4"), [1, 2, 3]);
        assert_eq!(numbers("\n\na,b\n\n1,2\n,\n3,4\n\n"), [3, 5, 7]);
        assert_eq!(numbers("a,b\r\n\r\n1,2\r\n3,4\r\n"), [1, 3, 4]);
        assert_eq!(numbers("a,b\r1,2\r\r3,4\r"), [1, 2, 4]);
    }

    #[test]
    fn a_line_break_in_a_cell_is_no_new_row() {
        assert_eq!(numbers("a,b\n\"1\n1\",2\n3,\"4\r\n\"\n5,6\n"), [1, 2, 3, 4]);
    }

    #[test]
    fn a_mark_of_inches_is_no_open_quotation() {
        assert_eq!(numbers("a,b\n1,2\"\n"), [1, 2]);
    }
}
