//! Reads files: the one place where the command does. Only regular files, and none larger than a limit, so that no
//! input hangs the command or fills its memory.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Entry, OpenFile, Sort};
use super::system::System;
use super::{Session, BOUNDARIES};
use crate::input::BUILT_IN_BOUNDARIES;
use crate::{paint, Error, ErrorKind, Result, StanceMap};

/// The limit unless another is given: many times the largest atlas.
pub(crate) const DEFAULT_LIMIT: &str = "512MiB";

/// Names of standard input, which an argument may give.
const STANDARD_INPUT: [&str; 3] = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// A number of bytes: `4096`, `64MB`, `1.5 GiB`.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "kib" => 1024.0,
        "m" | "mb" => 1e6,
        "mib" => 1_048_576.0,
        "g" | "gb" => 1e9,
        "gib" => 1_073_741_824.0,
        _ => return Err("write bytes, or a number with kB, MB or GB, as 64MB".to_owned()),
    };
    let bytes = number.parse::<f64>().ok().map(|number| number * unit);
    match bytes {
        // Whole numbers of this size are exact.
        Some(bytes) if (1.0..1e15).contains(&bytes) => Ok(bytes as u64),
        _ => Err("write bytes above 0, or a number with kB, MB or GB, as 64MB".to_owned()),
    }
}

/// So many bytes are asked for at a time.
const CHUNK: usize = 1 << 16;

/// Standard input as a stream.
struct Input<'a>(&'a dyn System);

impl io::Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.input(into)
    }
}

/// A file as a stream.
struct Opened(Box<dyn OpenFile>);

impl io::Read for Opened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl<'a> Session<'a> {
    /// The bytes of a file, or of the built-in boundaries.
    ///
    /// # Errors
    /// A file that can't be read, is no regular file, is empty or larger than the limit. What is no regular file is
    /// refused unopened: to open a pipe waits for its other end.
    pub(crate) fn read(&self, file: &str) -> Result<Vec<u8>> {
        match file == BUILT_IN_BOUNDARIES {
            true => Ok(BOUNDARIES.to_vec()),
            false => self.read_as(file, Path::new(file)),
        }
    }

    /// The bytes of a file that messages call `name`.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(crate) fn read_as(&self, name: &str, path: &Path) -> Result<Vec<u8>> {
        let (file, length) = self.open(name, path, self.limit)?;
        let capacity = usize::try_from(length).unwrap_or_default();
        self.bounded(name, |into| file.read(into), capacity)
    }

    /// A regular file of at most `limit` bytes, and its length.
    fn open(&self, name: &str, path: &Path, limit: u64) -> Result<(Box<dyn OpenFile>, u64)> {
        let failed = |e| unreadable(name, path, e);
        self.check(name, &self.system.entry(path, true).map_err(failed)?, limit)?;
        let file = self.system.open(path, false).map_err(failed)?;
        // Another file may have taken its place.
        let length = self.check(name, &file.entry().map_err(failed)?, limit)?;
        Ok((file, length))
    }

    /// The bytes of a file that an argument names; it may be standard input.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(crate) fn read_argument(&self, file: &str) -> Result<Vec<u8>> {
        match STANDARD_INPUT.contains(&file) {
            true => self.bounded(file, |into| self.system.input(into), 0),
            false => self.read(file),
        }
    }

    /// A file of any length that an argument names, and its length where that is known; it may be standard input. For
    /// what is read piece by piece; see [`bounded`](Self::bounded) for all else.
    ///
    /// # Errors
    /// As [`read`](Self::read), but for the limit.
    pub(crate) fn open_argument(
        &self,
        file: &str,
    ) -> Result<(Box<dyn io::Read + 'a>, Option<u64>)> {
        if STANDARD_INPUT.contains(&file) {
            return Ok((Box::new(Input(self.system)), None));
        }
        let (opened, length) = self.open(file, Path::new(file), u64::MAX)?;
        Ok((Box::new(Opened(opened)), Some(length)))
    }

    /// Where a path leads, links followed.
    pub(crate) fn real(&self, path: &Path) -> Option<PathBuf> {
        self.system.real(path).ok()
    }

    /// The built-in fonts, and those of the arguments.
    pub(crate) fn fonts(&self, files: &[PathBuf], map: &StanceMap) -> Result<paint::Fonts> {
        let mut fonts = paint::Fonts::bundled();
        let document_lang = map.texts().lang;
        let lang = match map.locale.language() {
            "en" => &document_lang,
            lang => lang,
        };
        for file in files {
            let argument = format!("--font {}", super::shown(file));
            let bytes = self.read_as(&argument, file)?;
            fonts.add(&argument, bytes, lang)?;
        }
        Ok(fonts)
    }

    fn too_large(&self, name: &str, found: &str) -> Error {
        let found = format!("{found}; at most {} bytes are read", self.limit);
        let remedy = "is it the right file? --max-input sets another limit";
        Error::new(ErrorKind::Io, name, found, remedy)
    }

    /// The length of a regular file that may be read.
    fn check(&self, name: &str, there: &Entry, limit: u64) -> Result<u64> {
        let found = match there.sort {
            Sort::File => return self.check_length(name, there.length, limit),
            Sort::Folder => "a folder",
            Sort::Pipe => "a pipe (FIFO)",
            Sort::Socket => "a socket",
            Sort::Device => "a device",
            Sort::Link | Sort::Other => "something else",
        };
        let found = format!("{found}, no regular file");
        let remedy = "give the path of a file; write what comes through a pipe to one first";
        Err(Error::new(ErrorKind::Io, name, found, remedy))
    }

    fn check_length(&self, name: &str, length: u64, limit: u64) -> Result<u64> {
        match length {
            // Files of the kernel say so of themselves, and reading them may never end.
            0 => {
                let found = "the file is empty";
                let remedy = "is it the right file?";
                Err(Error::new(ErrorKind::Syntax, name, found, remedy))
            }
            length if length > limit => Err(self.too_large(name, &format!("{length} bytes"))),
            length => Ok(length),
        }
    }

    /// All bytes of a stream, of which some `capacity` are expected.
    ///
    /// # Errors
    /// A stream that breaks, or is longer than the limit.
    pub(crate) fn bounded(
        &self,
        name: &str,
        mut read: impl FnMut(&mut [u8]) -> io::Result<usize>,
        capacity: usize,
    ) -> Result<Vec<u8>> {
        if capacity as u64 > self.limit {
            return Err(self.too_large(name, &format!("{capacity} bytes")));
        }
        let mut bytes = Vec::new();
        let failed = |e| failed(name, e);
        let room = bytes.try_reserve_exact(capacity);
        room.map_err(|e| failed(io::Error::other(e)))?;
        let mut chunk = vec![0; CHUNK];
        loop {
            match read(&mut chunk) {
                Ok(0) => return Ok(bytes),
                Ok(count) => {
                    let room = bytes.try_reserve(count);
                    room.map_err(|e| failed(io::Error::other(e)))?;
                    bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(failed(e)),
            }
            if bytes.len() as u64 > self.limit {
                return Err(self.too_large(name, "more bytes than the file said"));
            }
        }
    }
}

/// What went wrong while a file was read.
pub(crate) fn failed(name: &str, e: io::Error) -> Error {
    let found = format!("can't be read ({e})");
    Error::new(ErrorKind::Io, name, found, "check the file").because(e)
}

fn unreadable(name: &str, path: &Path, e: io::Error) -> Error {
    let is_address = path.to_string_lossy().contains("://");
    let remedy = match is_address {
        true => "fetch it first: the command reads files, not addresses",
        false => "check the path",
    };
    Error::new(ErrorKind::Io, name, format!("can't be read ({e})"), remedy).because(e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_may_have_a_unit() {
        for (text, bytes) in [
            ("4096", 4096),
            ("64MB", 64_000_000),
            ("1.5 GiB", 1_610_612_736),
            ("2k", 2000),
        ] {
            assert_eq!(size(text), Ok(bytes));
        }
        for text in [
            "",
            "0",
            "-1",
            "MB",
            "1TB",
            "1e3",
            "nan",
            "99999999999999999",
        ] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
