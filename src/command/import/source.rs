//! Reads the source of an import: a file of the UN Digital Library as a stream of any length, all else whole.

use std::io::{Cursor, Read};

use crate::import::{self, library, Finding, FixKind, Imported, Options};
use crate::roster::Names;
use crate::Result;

use super::Mending;
use crate::command::read::failed;
use crate::command::{Session, Stream};

/// What a file is shows in so many bytes.
const START: u64 = 4096;
/// A label that is mended brings names that may be, and so on.
const ROUNDS: usize = 3;
/// How often a person is told how far a long file is read, in bytes.
const STEP: u64 = 8 << 20;

/// A source that is open.
pub(crate) enum Source<'a> {
    /// A file of the Library's: read as it comes.
    Library(Box<dyn Read + 'a>),
    /// All bytes of another.
    Whole(Vec<u8>),
}

impl<'a> Source<'a> {
    /// Opens `file`, which may be standard input.
    ///
    /// # Errors
    /// A file that can't be read, or one that is no stream and larger than the limit.
    pub(crate) fn open(session: &Session<'a>, file: &str) -> Result<Self> {
        let (from, length) = session.open_argument(file)?;
        let mut from = Progress::new(*session, from, length);
        let mut start = Vec::new();
        let read = from.by_ref().take(START).read_to_end(&mut start);
        read.map_err(|e| failed(file, e))?;
        let is_library = library::is_library(&start);
        let all = Cursor::new(start).chain(from);
        if is_library {
            return Ok(Self::Library(Box::new(all)));
        }
        let capacity = usize::try_from(length.unwrap_or_default()).unwrap_or_default();
        let mut all = all;
        let bytes = session.bounded(file, |into| all.read(into), capacity)?;
        Ok(Self::Whole(bytes))
    }

    /// Everything that is said of votes in it; with `most` at ask with what is likely meant, and the findings that said
    /// so.
    ///
    /// # Errors
    /// As [`import::read`].
    pub(super) fn import(
        self,
        file: &str,
        names: &Names,
        mut options: Options,
        most: Mending,
    ) -> Result<(Imported, Vec<Finding>)> {
        let (mut imported, bytes) = match self {
            Self::Library(from) => {
                let imported = library::read_from(file, from, names, &options)?;
                let rows = imported.text.clone().into_bytes();
                (imported, rows)
            }
            Self::Whole(bytes) => (import::read(file, &bytes, names, &options)?, bytes),
        };
        let mut taken = Vec::new();
        let rounds = if most == Mending::Ask { ROUNDS } else { 0 };
        for _ in 0..rounds {
            let before = options.fixes.len();
            for finding in imported.findings.iter().filter(|own| own.has_one_way()) {
                let fixes = finding.fixes.iter();
                let asked = fixes.filter(|fix| fix.kind == FixKind::Ask && !fix.with.is_empty());
                let fixes: Vec<_> = asked.map(|fix| (fix.span, fix.with.clone())).collect();
                if fixes
                    .iter()
                    .any(|(span, _)| !options.fixes.contains_key(span))
                {
                    options.fixes.extend(fixes);
                    taken.push(finding.clone().taken());
                }
            }
            if options.fixes.len() == before {
                break;
            }
            imported = import::read(file, &bytes, names, &options)?;
        }
        Ok((imported, taken))
    }
}

/// A stream that tells a terminal how far it is read, once it is long.
struct Progress<'a, R> {
    session: Session<'a>,
    from: R,
    /// Its length, where it is known.
    length: Option<u64>,
    done: u64,
    told: u64,
    is_told: bool,
}

impl<'a, R: Read> Progress<'a, R> {
    fn new(session: Session<'a>, from: R, length: Option<u64>) -> Self {
        Self {
            session,
            from,
            length,
            done: 0,
            told: 0,
            is_told: session.system.has_colour(Stream::Messages),
        }
    }
}

impl<R: Read> Read for Progress<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(into)?;
        self.done += read as u64;
        if self.is_told && self.done - self.told >= STEP {
            self.told = self.done;
            // A closed terminal stops no import.
            let told = format!("\r{}", far(self.done, self.length));
            let _ = self.session.system.print(Stream::Messages, told.as_bytes());
        } else if read == 0 && self.told > 0 {
            self.told = 0;
            // Nothing of it stays in the line.
            let _ = self.session.system.print(Stream::Messages, b"\r\x1b[K");
        }
        Ok(read)
    }
}

/// "read: 24 of 260 MB".
fn far(done: u64, length: Option<u64>) -> String {
    let mb = |bytes: u64| bytes / 1_000_000;
    match length {
        Some(length) => format!("read: {} of {} MB", mb(done), mb(length)),
        None => format!("read: {} MB", mb(done)),
    }
}

#[cfg(test)]
mod tests {
    use super::far;

    #[test]
    fn how_far_a_stream_is_read_is_told_in_megabytes() {
        assert_eq!(far(24_000_000, Some(260_999_999)), "read: 24 of 260 MB");
        assert_eq!(far(24_000_000, None), "read: 24 MB");
    }
}
