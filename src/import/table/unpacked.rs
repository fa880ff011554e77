//! How large a workbook is once it is unpacked, before anything of it is.
//!
//! A few kilobytes may say a cell a milliard times over, or name a last cell at the end of the largest sheet. Only the
//! entries of the archive are unpacked here, piece by piece; what is in them is counted, not kept.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::{Error, ErrorKind, Result};

/// No workbook unpacks to more, in bytes.
const BYTES: u64 = 64 << 20;
/// No sheet spans more cells, from the first to the last that holds something.
const CELLS: u64 = 4_000_000;
/// No text that is written once and repeated is longer in all, in bytes.
const REPEATED: u64 = 64 << 20;

/// What a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// Measures the workbook `bytes`.
///
/// # Errors
/// An archive that cannot be unpacked, one that is no workbook, one that is too large.
pub(super) fn measure(file: &str, bytes: &[u8]) -> Result<Kind> {
    let failed = |e: &dyn std::fmt::Display| {
        let found = format!("the workbook cannot be unpacked: {e}");
        let remedy = "open it and save it again, or save the table as CSV (UTF-8)";
        Error::new(ErrorKind::Syntax, file, found, remedy)
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| failed(&e))?;
    let (mut left, mut kind) = (BYTES, None);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|e| failed(&e))?;
        let name = entry.name().to_owned();
        let mut own = Vec::new();
        // One byte more than may be there tells whether there is more.
        let read = entry.take(left + 1).read_to_end(&mut own);
        let read = read.map_err(|e| failed(&e))? as u64;
        left = left.checked_sub(read).ok_or_else(|| {
            let found = format!("the workbook unpacks to more than {} MB", BYTES >> 20);
            Error::new(
                ErrorKind::Value,
                file,
                found,
                "save the table as CSV (UTF-8)",
            )
        })?;
        let span = match name.as_str() {
            "xl/workbook.xml" => {
                kind = Some(Kind::Xlsx);
                continue;
            }
            "content.xml" => {
                kind = Some(Kind::Ods);
                of_ods(&own)
            }
            name if name.starts_with("xl/worksheets/") => of_xlsx(&own),
            _ => continue,
        };
        if span.is_none_or(|span| span > CELLS) {
            let found = format!("a sheet spans more than {CELLS} cells ({name})");
            let remedy = "delete what stands far from the table, or save the table as CSV (UTF-8)";
            return Err(Error::new(ErrorKind::Value, file, found, remedy));
        }
    }
    kind.ok_or_else(|| failed(&"it is neither XLSX nor ODS"))
}

/// How many cells lie between the first and the last of a sheet of XLSX: by the places that cells and rows give.
fn of_xlsx(xml: &[u8]) -> Option<u64> {
    let (mut rows, mut columns, mut cells) = (0, 0, 0);
    for (tag, _) in tags(xml) {
        let is_cell = tag.starts_with(b"c ") || tag == b"c";
        if !is_cell && !tag.starts_with(b"row ") && tag != b"row" {
            continue;
        }
        cells += 1;
        let place = attribute(tag, b" r=").unwrap_or_default();
        let letters = place.iter().take_while(|c| c.is_ascii_alphabetic());
        let column = letters.take(5).fold(0, |sum: u64, c| {
            sum * 26 + u64::from(c.to_ascii_uppercase() - b'A') + 1
        });
        let digits = place.iter().skip_while(|c| c.is_ascii_alphabetic());
        let row = number(&digits.copied().collect::<Vec<_>>()).unwrap_or_default();
        (rows, columns) = (row.max(rows), column.max(columns));
    }
    // What gives no place stands behind the one before.
    rows.max(1).checked_mul(columns.max(1))?.checked_add(cells)
}

/// The same of ODS, where cells and rows are repeated; none if what is repeated is too much text.
fn of_ods(xml: &[u8]) -> Option<u64> {
    let (mut row, mut times, mut column) = (0_u64, 0_u64, 0_u64);
    let (mut rows, mut columns, mut text) = (0_u64, 1_u64, 0_u64);
    let mut most = 0_u64;
    for (tag, rest) in tags(xml) {
        if tag.starts_with(b"table:table-row") {
            row = row.checked_add(times)?;
            times = attribute(tag, b"number-rows-repeated=")
                .and_then(number)
                .unwrap_or(1);
            column = 0;
        } else if tag.starts_with(b"table:table-cell")
            || tag.starts_with(b"table:covered-table-cell")
        {
            let own = attribute(tag, b"number-columns-repeated=")
                .and_then(number)
                .unwrap_or(1);
            column = column.checked_add(own)?;
            let is_empty = tag.ends_with(b"/") && !tag.windows(7).any(|own| own == b"office:");
            if !is_empty {
                rows = row.checked_add(times)?;
                columns = columns.max(column);
                let end = rest
                    .windows(19)
                    .take(1 << 16)
                    .position(|own| own == b"</table:table-cell>");
                let length = (tag.len() + end.unwrap_or_default()) as u64;
                let all = own.checked_mul(times)?.checked_mul(length)?;
                text = text.checked_add(all)?;
            }
        } else if tag == b"/table:table" {
            most = most.max(rows.checked_mul(columns)?);
            (row, times, column, rows, columns) = (0, 0, 0, 0, 1);
        }
    }
    (text <= REPEATED).then_some(most)
}

/// What stands between `<` and `>`, and what follows.
fn tags(xml: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|byte| *byte == b'<')? + 1;
        let own = rest.get(start..)?;
        let end = own.iter().position(|byte| *byte == b'>')?;
        rest = own.get(end + 1..)?;
        Some((own.get(..end)?, rest))
    })
}

/// The value of the attribute whose name and `=` are given.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = tag.windows(name.len()).position(|own| own == name)?;
    let (mark, value) = tag.get(at + name.len()..)?.split_first()?;
    let end = value.iter().position(|byte| byte == mark)?;
    value.get(..end)
}

fn number(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_spans_from_its_first_cell_to_its_last() {
        assert_eq!(of_xlsx(br#"<row r="1"><c r="A1"/></row>"#), Some(3));
        let far = of_xlsx(br#"<c r="A1"/><c r="XFD1048576"/>"#);
        assert!(far.is_some_and(|far| far > CELLS));
        let own = |cells: &str| of_ods(format!("{cells}</table:table>").as_bytes());
        let empty = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let one = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
        assert_eq!(own(&format!("{one}{empty}")), Some(1));
        assert!(own(&format!("{empty}{one}")).is_some_and(|span| span > 1_000_000));
        let many = one.replace(
            "-cell o",
            "-cell table:number-columns-repeated=\"99999999\" o",
        );
        assert_eq!(own(&many), None);
    }
}
