//! Bytes → text. Errors name the line of what is no text.

use super::excerpt::excerpt;
use crate::error::{Error, ErrorKind, Result};

/// First bytes of what is often given in place of a text file, what it is, and what to do.
const SIGNATURES: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "the file is an Excel workbook or a zip archive",
        "save the table as CSV (UTF-8), or unpack the archive",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "the file is an old Excel workbook",
        "save the table as CSV (UTF-8)",
    ),
    (b"\x1f\x8b", "the file is packed with gzip", "unpack it"),
    (
        b"%PDF",
        "the file is a PDF",
        "copy the table out of it and save it as CSV",
    ),
];

/// The text of `bytes` without a byte order mark.
///
/// # Errors
/// Bytes that are not UTF-8, or a NUL byte, both with their line; a workbook, an archive, a web page.
pub(super) fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str> {
    let failed = |at: usize, found: &str, remedy: &str| {
        let before = bytes.get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Error::new(ErrorKind::Encoding, file, found, remedy).at(format!("line {line}"))
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(failed(0, "the file is UTF-16", "save it as UTF-8"));
    }
    let sort = SIGNATURES
        .into_iter()
        .find(|(signature, _, _)| bytes.starts_with(signature));
    if let Some((_, found, remedy)) = sort {
        return Err(Error::new(ErrorKind::Encoding, file, found, remedy));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(failed(
            at,
            "a NUL byte; this is no text file",
            "save it as UTF-8 text",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            // Neither JSON nor a table begins with it; servers answer a wrong address with a page.
            if text.trim_start().starts_with('<') {
                let found = format!("a web page or XML ({})", excerpt(text));
                let remedy = "check the address or path; a table is CSV or JSON, a map GeoJSON";
                return Err(Error::new(ErrorKind::Syntax, file, found, remedy));
            }
            Ok(text)
        }
        Err(e) => Err(failed(
            e.valid_up_to(),
            "bytes that are not UTF-8",
            "save the file as UTF-8",
        )
        .because(e)),
    }
}
