//! Writes a file so that nobody ever sees half of it: under another name in the same folder, flushed, then
//! renamed. What a killed run leaves is swept away by the next one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use crate::{Error, ErrorKind};
use fs4::FileExt;

/// Begins the names of files that are being written. Web hosts don't serve names with a dot.
const TEMPORARY: &str = ".stancemap-new-";

/// Files that are flushed at one time.
const FLUSHES: usize = 16;

/// Each change that writing makes; a test's disk breaks off before any of them.
pub(crate) trait Disk {
    /// Creates a file that is not there.
    fn create(&self, path: &Path) -> io::Result<File> {
        let mut new = OpenOptions::new();
        new.read(true).write(true).create_new(true).open(path)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the bytes are on the disk: else a crash could leave a name without them. Together, as a disk
    /// gathers what is asked of it at one time: 20,000 files one after the other take a minute.
    fn flush(&self, files: &[&File]) -> io::Result<()> {
        let flush = |files: &[&File]| files.iter().try_for_each(|file| file.sync_all());
        let mut shares = files.chunks(files.len().div_ceil(FLUSHES).max(1));
        let first = shares.next().unwrap_or_default();
        thread::scope(|scope| {
            let spawned: Vec<_> = shares
                .map(|files| {
                    let spawned = thread::Builder::new().spawn_scoped(scope, move || flush(files));
                    // Where no more threads may be, here.
                    spawned.map_err(|_| flush(files))
                })
                .collect();
            let ended = spawned.into_iter().map(|spawned| match spawned {
                Ok(thread) => thread
                    .join()
                    .unwrap_or_else(|_| Err(io::Error::other("a thread ended"))),
                Err(flushed) => flushed,
            });
            ended.fold(flush(first), io::Result::and)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Waits until the names in a folder are on the disk, as far as the system has a way to.
    fn flush_names(&self, folder: &Path) {
        if cfg!(unix) {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}

/// The computer's own.
pub(crate) struct System;

impl Disk for System {}

/// A file that is being written. It goes unless it is kept.
pub(crate) struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    /// Locked until the file has its name: the sweep of another run lets it lie.
    file: File,
    is_kept: bool,
}

impl<'a> Temporary<'a> {
    /// Made by hand: the crates for temporary files keep them from all other users, but what is written here is
    /// for everybody.
    pub(crate) fn new(disk: &'a dyn Disk, folder: &Path) -> io::Result<Self> {
        static LAST: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = LAST.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{TEMPORARY}{}-{number}", process::id()));
            let file = match disk.create(&path) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            };
            // Some network disks know no locks.
            let _ = FileExt::lock(&file);
            let is_kept = false;
            let temporary = Self {
                disk,
                path,
                file,
                is_kept,
            };
            // A sweep may have come before the lock.
            if temporary.path.exists() {
                return Ok(temporary);
            }
        }
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Writes all `bytes`, for a file that will be called `path`.
    pub(crate) fn write(&self, bytes: &[u8], path: &Path) -> io::Result<()> {
        self.disk.write(&self.file, bytes)?;
        match fs::metadata(path) {
            // Who may read it is not for us to decide.
            Ok(old) => self.file.set_permissions(old.permissions()),
            Err(_) => Ok(()),
        }
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

/// Removes what killed runs have left in a folder: temporary files that nobody has locked.
pub(crate) fn sweep(disk: &dyn Disk, folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_temporary(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        let file = OpenOptions::new().read(true).write(true).open(&path);
        if file.is_ok_and(|file| FileExt::try_lock(&file).is_ok()) {
            let _ = disk.remove(&path);
        }
    }
}

pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY)
}

/// Whether two paths lead to one file, by whatever spelling or link.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    let by_name = || Some(a.canonicalize().ok()? == b.canonicalize().ok()?);
    let by_number = || Some(identity(&fs::metadata(a).ok()?)? == identity(&fs::metadata(b).ok()?)?);
    by_name() == Some(true) || by_number() == Some(true)
}

/// Which file it is, whatever its names.
#[cfg(unix)]
pub(crate) fn identity(file: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((file.dev(), file.ino()))
}

/// Not known here.
#[cfg(not(unix))]
pub(crate) fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
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
