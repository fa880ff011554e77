//! The computer's own disk, terminal and threads.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::{env, process, thread};

use fs4::{FileExt, TryLockError};

use super::disk::{Disk, Entry, OpenFile, Sort};
use super::system::{Stream, System};

/// Files that are flushed at one time.
const FLUSHES: usize = 16;

/// This computer.
pub struct Native;

impl OpenFile for File {
    fn entry(&self) -> io::Result<Entry> {
        self.metadata().map(|file| entry(&file))
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self;
        Read::read(&mut file, into)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self;
        file.write_all(bytes)
    }

    fn flush(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn share_as(&self, path: &Path) -> io::Result<()> {
        match fs::metadata(path) {
            Ok(old) => self.set_permissions(old.permissions()),
            Err(_) => Ok(()),
        }
    }

    /// Some network disks know no locks: there is no more to do there.
    fn lock(&self) -> bool {
        !matches!(FileExt::try_lock(self), Err(TryLockError::WouldBlock))
    }
}

impl Disk for Native {
    fn entry(&self, path: &Path, follow: bool) -> io::Result<Entry> {
        let file = match follow {
            true => fs::metadata(path),
            false => fs::symlink_metadata(path),
        };
        file.map(|file| entry(&file))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let name =
            |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        folder.read_dir()?.map(name).collect()
    }

    fn open(&self, path: &Path, writes: bool) -> io::Result<Box<dyn OpenFile>> {
        let file = OpenOptions::new().read(true).write(writes).open(path)?;
        Ok(Box::new(file))
    }

    fn is_abandoned(&self, temporary: &Path) -> bool {
        let file = OpenOptions::new().read(true).write(true).open(temporary);
        file.is_ok_and(|file| FileExt::try_lock(&file).is_ok())
    }

    fn process(&self) -> u32 {
        process::id()
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let mut new = OpenOptions::new();
        let file = new.read(true).write(true).create_new(true).open(path)?;
        Ok(Box::new(file))
    }

    /// Together, as a disk gathers what is asked of it at one time: 20,000 files one after the other take a minute.
    fn flush(&self, files: &[&dyn OpenFile]) -> io::Result<()> {
        let flush = |files: &[&dyn OpenFile]| files.iter().try_for_each(|file| file.flush());
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

    fn flush_names(&self, folder: &Path) {
        if cfg!(unix) {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}

impl System for Native {
    fn input(&self, into: &mut [u8]) -> io::Result<usize> {
        io::stdin().lock().read(into)
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        let write = |out: &mut dyn Write| out.write_all(bytes).and_then(|()| out.flush());
        match stream {
            Stream::Data => write(&mut io::stdout().lock()),
            Stream::Messages => write(&mut io::stderr().lock()),
        }
    }

    fn has_colour(&self, stream: Stream) -> bool {
        let is_terminal = match stream {
            Stream::Data => io::stdout().is_terminal(),
            Stream::Messages => io::stderr().is_terminal(),
        };
        // https://no-color.org
        let is_unwanted = env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        is_terminal && !is_unwanted && env::var_os("TERM").is_none_or(|term| term != "dumb")
    }
}

fn entry(file: &fs::Metadata) -> Entry {
    Entry {
        sort: sort(file.file_type()),
        length: file.len(),
        is_readonly: file.permissions().readonly(),
        identity: identity(file),
    }
}

#[cfg(unix)]
fn identity(file: &fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    Some(format!("{}:{}", file.dev(), file.ino()))
}

/// Not known here.
#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<String> {
    None
}

fn sort(file: fs::FileType) -> Sort {
    if file.is_file() {
        return Sort::File;
    } else if file.is_dir() {
        return Sort::Folder;
    } else if file.is_symlink() {
        return Sort::Link;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file.is_fifo() {
            return Sort::Pipe;
        } else if file.is_socket() {
            return Sort::Socket;
        } else if file.is_char_device() || file.is_block_device() {
            return Sort::Device;
        }
    }
    Sort::Other
}
