//! What the command does to a disk, and how it writes a file so that nobody ever sees half of it: under another name
//! in the same folder, flushed, then renamed. What a killed run leaves is swept away by the next one.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Error, ErrorKind};

/// Begins the names of files that are being written; the number of the process follows. Web hosts don't serve names
/// with a dot.
pub const TEMPORARY: &str = ".stancemap-new-";

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, where links are not followed.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device of characters or blocks.
    Device,
    /// Anything else.
    Other,
}

/// What a disk tells of what stands at a path.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub sort: Sort,
    /// How many bytes it says it has.
    pub length: u64,
    /// Whether it is marked as not to be written.
    pub is_readonly: bool,
    /// Which file it is, whatever its names; none where a disk doesn't tell.
    pub identity: Option<String>,
}

/// A file that is open. It closes when it is dropped.
pub trait OpenFile: Send + Sync {
    /// What it is.
    ///
    /// # Errors
    /// The disk's.
    fn entry(&self) -> io::Result<Entry>;
    /// Reads on; how many bytes came, 0 at the end.
    ///
    /// # Errors
    /// The disk's.
    fn read(&self, into: &mut [u8]) -> io::Result<usize>;
    /// Writes on, all `bytes`.
    ///
    /// # Errors
    /// The disk's.
    fn write(&self, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes are on the disk: else a crash could leave a name without them.
    ///
    /// # Errors
    /// The disk's.
    fn flush(&self) -> io::Result<()>;
    /// Lets those use it who may use the file at `path`, if there is one.
    ///
    /// # Errors
    /// The disk's.
    fn share_as(&self, path: &Path) -> io::Result<()>;
    /// Locks it for as long as it is open; `false` where another run has it.
    fn lock(&self) -> bool;
}

/// A disk: the computer's own, or one in memory. Tests break off before any of the changes.
pub trait Disk {
    /// What stands at a path, or where a link there leads.
    ///
    /// # Errors
    /// The disk's; nothing there, say.
    fn entry(&self, path: &Path, follow: bool) -> io::Result<Entry>;
    /// Where a path leads in the end, all links followed.
    ///
    /// # Errors
    /// The disk's.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// The names in a folder.
    ///
    /// # Errors
    /// The disk's.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Opens a file that is there, to be read, or written too.
    ///
    /// # Errors
    /// The disk's.
    fn open(&self, path: &Path, writes: bool) -> io::Result<Box<dyn OpenFile>>;
    /// Whether no run is writing the temporary file any more.
    fn is_abandoned(&self, temporary: &Path) -> bool;
    /// A number that no other process has now.
    fn process(&self) -> u32;

    /// Creates a file that is not there.
    ///
    /// # Errors
    /// The disk's.
    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;
    /// Writes all `bytes` on into a file.
    ///
    /// # Errors
    /// The disk's.
    fn write(&self, file: &dyn OpenFile, bytes: &[u8]) -> io::Result<()> {
        file.write(bytes)
    }
    /// Waits until the bytes of all are on the disk.
    ///
    /// # Errors
    /// The disk's.
    fn flush(&self, files: &[&dyn OpenFile]) -> io::Result<()> {
        files.iter().try_for_each(|file| file.flush())
    }
    /// Gives a file another name, in the place of what has it.
    ///
    /// # Errors
    /// The disk's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Creates a folder in one that is there.
    ///
    /// # Errors
    /// The disk's.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// The disk's.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk, as far as the system has a way to.
    fn flush_names(&self, folder: &Path);
}

impl dyn Disk + '_ {
    /// What a path leads to, if anything.
    pub(crate) fn sort(&self, path: &Path) -> Option<Sort> {
        Some(self.entry(path, true).ok()?.sort)
    }

    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        self.sort(path) == Some(Sort::Folder)
    }

    /// Whether two paths lead to one file, by whatever spelling or link.
    pub(crate) fn is_same(&self, a: &Path, b: &Path) -> bool {
        let by_name = || Some(self.real(a).ok()? == self.real(b).ok()?);
        let identity = |path| self.entry(path, true).ok()?.identity;
        let by_number = || Some(identity(a)? == identity(b)?);
        by_name() == Some(true) || by_number() == Some(true)
    }
}

/// A file that is being written. It goes unless it is kept.
pub(crate) struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    /// Locked until the file has its name: the sweep of another run lets it lie.
    file: Box<dyn OpenFile>,
    is_kept: bool,
}

impl<'a> Temporary<'a> {
    /// Made by hand: the crates for temporary files keep them from all other users, but what is written here is
    /// for everybody.
    pub(crate) fn new(disk: &'a dyn Disk, folder: &Path) -> io::Result<Self> {
        static LAST: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = LAST.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{TEMPORARY}{}-{number}", disk.process()));
            let file = match disk.create(&path) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            };
            let is_kept = false;
            let temporary = Self {
                disk,
                path,
                file,
                is_kept,
            };
            // A sweep may have come before the lock.
            if temporary.file.lock() && disk.sort(&temporary.path).is_some() {
                return Ok(temporary);
            }
        }
    }

    pub(crate) fn file(&self) -> &dyn OpenFile {
        &*self.file
    }

    /// Writes all `bytes`, for a file that will be called `path`.
    pub(crate) fn write(&self, bytes: &[u8], path: &Path) -> io::Result<()> {
        self.disk.write(self.file(), bytes)?;
        // Who may read it is not for us to decide.
        self.file.share_as(path)
    }

    /// Gives the file, once it is flushed, the name `path` in the same folder.
    pub(crate) fn keep(mut self, path: &Path) -> io::Result<()> {
        self.disk.rename(&self.path, path)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = self.disk.remove(&self.path);
        }
    }
}

/// Removes what killed runs have left in a folder.
pub(crate) fn sweep(disk: &dyn Disk, folder: &Path) {
    let names = disk.names(folder).unwrap_or_default();
    for name in names.iter().filter(|name| is_temporary(name)) {
        let path = folder.join(name);
        let is_file = disk
            .entry(&path, false)
            .is_ok_and(|there| there.sort == Sort::File);
        if is_file && disk.is_abandoned(&path) {
            let _ = disk.remove(&path);
        }
    }
}

pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// The error of a path that could not be written.
pub(crate) fn failed(path: &Path, e: io::Error) -> Error {
    let remedy = match e.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room there, or choose another disk"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a place that you may write to"
        }
        _ => "check the path, and that the disk isn't full",
    };
    let found = format!("can't be written ({e})");
    Error::new(ErrorKind::Io, crate::command::shown(path), found, remedy).because(e)
}
