//! One error for the whole crate: what failed, where, what was found, and what to do.

use std::fmt;

use crate::unseen::named;

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What sort of thing went wrong; for callers that react, not for readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened or written.
    Io,
    /// Bytes that are not UTF-8, or hold NUL.
    Encoding,
    /// Not well-formed JSON or CSV, or another format than expected.
    Syntax,
    /// Well-formed, but a field is missing, unknown or of the wrong type.
    Value,
    /// Coordinates that make no polygon.
    Geometry,
    /// A name that could mean several countries.
    Ambiguous,
    /// Counts that do not add up.
    Tally,
    /// An argument of a call or a command.
    Option,
    /// A drawing surface refused.
    Surface,
}

/// What failed, in which input, at which place, what was found there, and what to do about it.
///
/// Shown as `es-11-1.csv, row 5: vote is "maybe"; write yes, no, abstain or absent`, on one line, with
/// [unseen characters](crate::unseen) by their code points.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// What sort of error.
    pub kind: ErrorKind,
    /// The file or argument, as the caller named it.
    pub file: String,
    /// The row, feature or field inside it, if known: `row 5`, `feature 12 (FRA)`.
    pub place: Option<String>,
    /// What was found.
    pub found: String,
    /// What to do. Empty when nothing can be advised.
    pub remedy: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error in `file`: what was `found`, and the `remedy`.
    pub fn new(
        kind: ErrorKind,
        file: impl Into<String>,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            file: file.into(),
            place: None,
            found: found.into(),
            remedy: remedy.into(),
            source: None,
        }
    }

    /// The same error, at a place inside the file (`row 5`).
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The same error, with its cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(cause.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&named(&self.file))?;
        if let Some(place) = &self.place {
            write!(f, ", {}", named(place))?;
        }
        write!(f, ": {}", named(&self.found))?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", named(&self.remedy))?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
