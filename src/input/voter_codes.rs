//! A file that lists who votes.

use super::{bytes, sheet};
use crate::error::{Error, ErrorKind, Result};

/// The codes in the column `iso3` of a CSV file: who votes, when a document says so.
///
/// # Errors
/// What is no text or no CSV, a file without that column or without rows.
pub(crate) fn codes(file: &str, bytes: &[u8]) -> Result<Vec<String>> {
    let text = bytes::text(file, bytes)?;
    let mut lines = sheet::rows(file, text)?.into_iter();
    let headings = lines.next().map(|line| line.cells).unwrap_or_default();
    let column = headings
        .iter()
        .position(|name| name.eq_ignore_ascii_case("iso3"))
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Value,
                file,
                "no column \"iso3\"",
                "add a header line with that name",
            )
        })?;
    let codes: Vec<String> = lines
        .filter_map(|line| line.cells.get(column).map(|code| code.to_uppercase()))
        .filter(|code| !code.is_empty())
        .collect();
    if codes.is_empty() {
        return Err(Error::new(
            ErrorKind::Value,
            file,
            "no rows",
            "name the members that vote, one a row",
        ));
    }
    Ok(codes)
}
