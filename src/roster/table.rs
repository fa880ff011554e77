//! A CSV table that ships with the crate.

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Result};

/// The rows of a table; `file` is how an error names it.
///
/// # Errors
/// A row that does not fit its type.
pub(super) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| {
        row.map_err(|e: csv::Error| {
            Error::new(ErrorKind::Syntax, file, e.to_string(), "mend the row").because(e)
        })
    });
    rows.collect()
}

/// The parts of a cell that holds a list.
pub(super) fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
