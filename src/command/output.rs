//! The one file that `render`, `pack` and `unpack` write: refused before work begins if it can't be, and whole or
//! not there at every moment.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, ErrorKind, Result};

use crate::command::disk::{failed, is_same, sweep, Disk, System, Temporary};
use crate::command::shown;

/// A file to be written.
pub(crate) struct Output {
    /// As the arguments name it.
    named: PathBuf,
    /// Where a link leads.
    path: PathBuf,
    /// Made at once: that shows whether the folder can be written to.
    temporary: Temporary<'static>,
}

impl Output {
    /// Checks the path.
    ///
    /// # Errors
    /// A folder, a device, a file that is marked as not to be written, a path without a folder or without leave to write.
    pub(crate) fn new(named: &Path) -> Result<Self> {
        let refused =
            |found: &str, remedy: &str| Err(Error::new(ErrorKind::Io, shown(named), found, remedy));
        let is_link = fs::symlink_metadata(named).is_ok_and(|file| file.is_symlink());
        let path = match named.canonicalize() {
            Ok(path) if is_link => path,
            Err(_) if is_link => return refused("a link that leads nowhere", "remove it first"),
            _ => named.to_owned(),
        };
        let says_folder = named.to_string_lossy().ends_with(std::path::is_separator);
        match fs::metadata(&path) {
            Ok(file) if file.is_dir() => return refused("a folder", "name a file in it"),
            Ok(file) if !file.is_file() => return refused("no regular file", "name another"),
            Ok(file) if file.permissions().readonly() => {
                return refused("may not be written to", "name another, or remove it first");
            }
            _ if says_folder => return refused("names a folder", "name a file in it"),
            _ => {}
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            let found = match folder.exists() {
                true => format!("\"{}\" is no folder", shown(folder)),
                false => format!("there is no folder \"{}\"", shown(folder)),
            };
            return refused(&found, "make it first, or choose another");
        }
        match fs::symlink_metadata(&path) {
            // A name that no file can have, say.
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(failed(named, e)),
            _ => sweep(&System, folder),
        }
        let temporary = Temporary::new(&System, folder).map_err(|e| failed(named, e))?;
        Ok(Self {
            named: named.to_owned(),
            path,
            temporary,
        })
    }

    /// Refuses to take the place of something that is read.
    ///
    /// # Errors
    /// An input that is the output, by whatever name.
    pub(crate) fn refuse_input(&self, file: &str) -> Result<()> {
        if !is_same(&self.path, Path::new(file)) {
            return Ok(());
        }
        let found = format!("\"{}\" is the input \"{file}\"", shown(&self.named));
        let remedy = "give the output another name";
        Err(Error::new(ErrorKind::Option, "--output", found, remedy))
    }

    /// Writes all of it; what was there stays until then.
    ///
    /// # Errors
    /// A disk that is full, and the like.
    pub(crate) fn write(self, bytes: &[u8]) -> Result<()> {
        let Self {
            named,
            path,
            temporary,
        } = self;
        let written = temporary.write(bytes, &path);
        let flushed = written.and_then(|()| System.flush(&[temporary.file()]));
        let kept = flushed.and_then(|()| temporary.keep(&path));
        kept.map_err(|e| failed(&named, e))
    }
}
