//! Reads files: the one place where the command does. Only regular files, and none larger than a limit, so that no
//! input hangs the command or fills its memory.

use std::fs::{self, FileType};
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use stancemap::{Error, ErrorKind, Result};

/// The limit unless another is given: many times the largest atlas.
pub(crate) const DEFAULT_LIMIT: &str = "512MiB";

/// The limit that the command line gives.
static LIMIT: OnceLock<u64> = OnceLock::new();

/// Names of standard input, which an argument may give.
const STANDARD_INPUT: [&str; 3] = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// Sets the limit of each file, in bytes. Only the first call counts.
pub(crate) fn limit(bytes: u64) {
    let _ = LIMIT.set(bytes);
}

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

/// The bytes of a file.
///
/// # Errors
/// A file that can't be read, is no regular file, is empty or larger than the limit. What is no regular file is refused
/// unopened: to open a pipe waits for its other end.
pub(crate) fn read(file: &str) -> Result<Vec<u8>> {
    read_as(file, Path::new(file))
}

/// The bytes of a file that messages call `name`.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_as(name: &str, path: &Path) -> Result<Vec<u8>> {
    let (file, length) = open(name, path, most())?;
    let capacity = usize::try_from(length).unwrap_or_default();
    bounded(name, file, capacity)
}

/// A regular file of at most `limit` bytes, and its length.
fn open(name: &str, path: &Path, limit: u64) -> Result<(fs::File, u64)> {
    let failed = |e| unreadable(name, path, e);
    check(name, &fs::metadata(path).map_err(failed)?, limit)?;
    let file = fs::File::open(path).map_err(failed)?;
    // Another file may have taken its place.
    let length = check(name, &file.metadata().map_err(failed)?, limit)?;
    Ok((file, length))
}

/// A file of any length that an argument names, and its length where that is known; it may be standard input. For what
/// is read piece by piece; see [`bounded`] for all else.
///
/// # Errors
/// As [`read`], but for the limit.
pub(crate) fn open_argument(file: &str) -> Result<(Box<dyn Read>, Option<u64>)> {
    if STANDARD_INPUT.contains(&file) {
        return Ok((Box::new(std::io::stdin()), None));
    }
    let (opened, length) = open(file, Path::new(file), u64::MAX)?;
    Ok((Box::new(opened), Some(length)))
}

/// The bytes of a file that an argument names; it may be standard input.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_argument(file: &str) -> Result<Vec<u8>> {
    match STANDARD_INPUT.contains(&file) {
        true => bounded(file, std::io::stdin().lock(), 0),
        false => read(file),
    }
}

fn unreadable(name: &str, path: &Path, e: std::io::Error) -> Error {
    let is_address = path.to_string_lossy().contains("://");
    let remedy = match is_address {
        true => "fetch it first: the command reads files, not addresses",
        false => "check the path",
    };
    Error::new(ErrorKind::Io, name, format!("can't be read ({e})"), remedy).because(e)
}

fn most() -> u64 {
    LIMIT.get().copied().unwrap_or(u64::MAX)
}

fn too_large(name: &str, found: &str) -> Error {
    let found = format!("{found}; at most {} bytes are read", most());
    let remedy = "is it the right file? --max-input sets another limit";
    Error::new(ErrorKind::Io, name, found, remedy)
}

/// The length of a regular file that may be read.
fn check(name: &str, metadata: &fs::Metadata, limit: u64) -> Result<u64> {
    if !metadata.is_file() {
        let found = format!("{}, no regular file", sort(metadata.file_type()));
        let remedy = "give the path of a file; write what comes through a pipe to one first";
        return Err(Error::new(ErrorKind::Io, name, found, remedy));
    }
    match metadata.len() {
        // Files of the kernel say so of themselves, and reading them may never end.
        0 => {
            let found = "the file is empty";
            let remedy = "is it the right file?";
            Err(Error::new(ErrorKind::Syntax, name, found, remedy))
        }
        length if length > limit => Err(too_large(name, &format!("{length} bytes"))),
        length => Ok(length),
    }
}

/// What went wrong while a file was read.
pub(crate) fn failed(name: &str, e: std::io::Error) -> Error {
    let found = format!("can't be read ({e})");
    Error::new(ErrorKind::Io, name, found, "check the file").because(e)
}

/// All bytes of a stream, of which some `capacity` are expected.
///
/// # Errors
/// A stream that breaks, or is longer than the limit.
pub(crate) fn bounded(name: &str, source: impl Read, capacity: usize) -> Result<Vec<u8>> {
    if capacity as u64 > most() {
        return Err(too_large(name, &format!("{capacity} bytes")));
    }
    let mut bytes = Vec::new();
    let failed = |e| failed(name, e);
    let room = bytes.try_reserve_exact(capacity);
    room.map_err(|e| failed(std::io::Error::other(e)))?;
    // One byte more than may be there tells whether there is more.
    let read = source
        .take(most().saturating_add(1))
        .read_to_end(&mut bytes);
    if read.map_err(failed)? as u64 > most() {
        return Err(too_large(name, "more bytes than the file said"));
    }
    Ok(bytes)
}

/// What stands in the place of a file.
fn sort(file: FileType) -> &'static str {
    if file.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file.is_fifo() {
            return "a pipe (FIFO)";
        }
        if file.is_socket() {
            return "a socket";
        }
        if file.is_char_device() || file.is_block_device() {
            return "a device";
        }
    }
    "something else"
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
