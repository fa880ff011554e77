//! The one file that `render`, `pack` and `unpack` write: refused before work begins if it can't be, and whole or
//! not there at every moment.

use std::path::{Path, PathBuf};

use crate::{Error, ErrorKind, Result};

use crate::command::disk::{failed, sweep, Disk, Sort, Temporary};
use crate::command::shown;

/// A file to be written.
pub(crate) struct Output<'a> {
    disk: &'a dyn Disk,
    /// As the arguments name it.
    named: PathBuf,
    /// Where a link leads.
    path: PathBuf,
    /// Made at once: that shows whether the folder can be written to.
    temporary: Temporary<'a>,
}

impl<'a> Output<'a> {
    /// Checks the path.
    ///
    /// # Errors
    /// A folder, a device, a file that is marked as not to be written, a path without a folder or without leave to write.
    pub(crate) fn new(disk: &'a dyn Disk, named: &Path) -> Result<Self> {
        let refused =
            |found: &str, remedy: &str| Err(Error::new(ErrorKind::Io, shown(named), found, remedy));
        let link = disk.entry(named, false);
        let is_link = link.is_ok_and(|there| there.sort == Sort::Link);
        let path = match disk.real(named) {
            Ok(path) if is_link => path,
            Err(_) if is_link => return refused("a link that leads nowhere", "remove it first"),
            _ => named.to_owned(),
        };
        let says_folder = named.to_string_lossy().ends_with(std::path::is_separator);
        match disk.entry(&path, true) {
            Ok(there) if there.sort == Sort::Folder => {
                return refused("a folder", "name a file in it")
            }
            Ok(there) if there.sort != Sort::File => {
                return refused("no regular file", "name another")
            }
            Ok(there) if there.is_readonly => {
                return refused("may not be written to", "name another, or remove it first");
            }
            _ if says_folder => return refused("names a folder", "name a file in it"),
            _ => {}
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        if !disk.is_folder(folder) {
            let found = match disk.sort(folder).is_some() {
                true => format!("\"{}\" is no folder", shown(folder)),
                false => format!("there is no folder \"{}\"", shown(folder)),
            };
            return refused(&found, "make it first, or choose another");
        }
        match disk.entry(&path, false) {
            // A name that no file can have, say.
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(failed(named, e)),
            _ => sweep(disk, folder),
        }
        let temporary = Temporary::new(disk, folder).map_err(|e| failed(named, e))?;
        Ok(Self {
            disk,
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
        if !self.disk.is_same(&self.path, Path::new(file)) {
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
            disk,
            named,
            path,
            temporary,
        } = self;
        let written = temporary.write(bytes, &path);
        let flushed = written.and_then(|()| disk.flush(&[temporary.file()]));
        let kept = flushed.and_then(|()| temporary.keep(&path));
        kept.map_err(|e| failed(&named, e))
    }
}
