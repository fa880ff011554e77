//! XLSX and ODS → cells. The text is the cells line by line, with tabs between.

use std::io::Cursor;

use calamine::{open_workbook_auto_from_rs, Data, Reader};

use super::grid::{Cell, Grid};
use crate::error::{Error, ErrorKind, Result};
use crate::import::Span;

/// The text of a workbook, and a grid for each of its sheets.
///
/// # Errors
/// A file that is no workbook, or is broken.
pub(super) fn grids(file: &str, bytes: &[u8]) -> Result<(String, Vec<Grid>)> {
    let failed = |e: calamine::Error| {
        let found = format!("the workbook cannot be read: {e}");
        let remedy = "open it and save it again, or save the table as CSV (UTF-8)";
        Error::new(ErrorKind::Syntax, file, found, remedy).because(e)
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(failed)?;
    let (mut text, mut grids) = (String::new(), Vec::new());
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(failed)?;
        let mut grid = Grid::default();
        for row in sheet.rows() {
            let mut cells = Vec::new();
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push('\t');
                }
                let start = text.len();
                let written = written(cell);
                text.push_str(&written.replace(['\t', '\r'], " "));
                cells.push(Cell::new(&written, Span::new(start, text.len())));
            }
            text.push('\n');
            grid.rows.push(cells);
        }
        grids.push(grid);
    }
    Ok((text, grids))
}

fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    }
}
