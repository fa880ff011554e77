//! Bytes → text, with the line of whatever is no text.

use crate::error::{Error, ErrorKind, Result};

/// The text of `bytes` without a byte order mark.
///
/// # Errors
/// Bytes that are not UTF-8, or a NUL byte; both with their line.
pub(super) fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str> {
    let failed = |at: usize, found: &str, remedy: &str| {
        let before = bytes.get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Error::new(ErrorKind::Encoding, file, found, remedy).at(format!("line {line}"))
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(failed(0, "the file is UTF-16", "save it as UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(failed(
            at,
            "a NUL byte; this is no text file",
            "save it as UTF-8 text",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(e) => Err(failed(
            e.valid_up_to(),
            "bytes that are not UTF-8",
            "save the file as UTF-8",
        )
        .because(e)),
    }
}
