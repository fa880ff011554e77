//! XLSX and ODS → cells. The text is the cells line by line, with tabs between.

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader, ReaderRef, Xlsx};

use super::grid::{Cell, Grid};
use super::unpacked::{measure, Kind};
use crate::error::{Error, ErrorKind, Result};
use crate::import::Span;

/// Texts that many cells share are not longer in all, in bytes.
const TEXT: usize = 64 << 20;

/// The text of a workbook, and a grid for each of its sheets.
///
/// # Errors
/// A file that is no workbook, is broken, or says too much in few bytes.
pub(super) fn grids(file: &str, bytes: &[u8]) -> Result<(String, Vec<Grid>)> {
    let failed = |e: &dyn Display| {
        let found = format!("the workbook cannot be read: {e}");
        let remedy = "open it and save it again, or save the table as CSV (UTF-8)";
        Error::new(ErrorKind::Syntax, file, found, remedy)
    };
    let mut own = Sheets::default();
    match measure(file, bytes)? {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| failed(&e))?;
            for name in book.sheet_names() {
                let formulas = book.worksheet_formula(&name).map_err(|e| failed(&e))?;
                let cells = book.worksheet_range_ref(&name).map_err(|e| failed(&e))?;
                own.add(file, &cells, &formulas, |cell| match cell {
                    DataRef::SharedString(text) => (*text).to_owned(),
                    cell => written(&Data::from(cell.clone())),
                })?;
            }
        }
        Kind::Ods => {
            let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| failed(&e))?;
            for name in book.sheet_names() {
                let formulas = book.worksheet_formula(&name).map_err(|e| failed(&e))?;
                let cells = book.worksheet_range(&name).map_err(|e| failed(&e))?;
                own.add(file, &cells, &formulas, written)?;
            }
        }
    }
    Ok((own.text, own.grids))
}

/// Sheets that are read.
#[derive(Default)]
struct Sheets {
    text: String,
    grids: Vec<Grid>,
}

impl Sheets {
    /// Adds a sheet. A formula whose value is not in the file is told as it is written.
    fn add<T: calamine::CellType>(
        &mut self,
        file: &str,
        sheet: &Range<T>,
        formulas: &Range<String>,
        written: impl Fn(&T) -> String,
    ) -> Result<()> {
        let mut grid = Grid::default();
        let (top, left) = sheet.start().unwrap_or_default();
        for (row, cells) in (top..).zip(sheet.rows()) {
            let mut own = Vec::new();
            for (column, cell) in (left..).zip(cells) {
                if column > left {
                    self.text.push('\t');
                }
                let start = self.text.len();
                let mut cell = written(cell);
                if cell.is_empty() {
                    let formula = formulas.get_value((row, column));
                    cell = formula
                        .filter(|own| !own.is_empty())
                        .map_or(cell, |own| format!("={own}"));
                }
                self.text.push_str(&cell.replace(['\t', '\r'], " "));
                own.push(Cell::new(&cell, Span::new(start, self.text.len())));
                if self.text.len() > TEXT {
                    let found =
                        format!("the cells of the workbook hold more than {} MB", TEXT >> 20);
                    let remedy = "save the table as CSV (UTF-8)";
                    return Err(Error::new(ErrorKind::Value, file, found, remedy));
                }
            }
            self.text.push('\n');
            grid.rows.push(own);
        }
        self.grids.push(grid);
        Ok(())
    }
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
