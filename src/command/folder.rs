//! The folder that `bake` writes: files first, then the pages that refer to them, last the list of all. Whoever
//! looks at any moment finds whole files, and pages whose files are there.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::bake::{self, File as Baked};
use crate::{Error, ErrorKind, Result};

use crate::command::disk::{failed, is_temporary, sweep, Disk, OpenFile, Sort, Temporary};
use crate::command::shown;

/// Locked by the bake that writes. It goes when all is written: where it is left, a bake was broken off.
const MARK: &str = ".stancemap-bake";

/// Files that are open at one time; the least limit of a system is 256.
const AT_ONCE: usize = 64;

/// A folder to be written.
pub(crate) struct OutputFolder<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    /// Where it really is, if it is there.
    real: Option<PathBuf>,
}

impl<'a> OutputFolder<'a> {
    /// Checks the folder: one that is not there, empty, or was baked before; another only by `force`. Files of
    /// earlier bakes stay: articles refer to them.
    ///
    /// # Errors
    /// A file, a folder of other things, a link where a folder of the bake must be, no leave to write.
    pub(crate) fn new(disk: &'a dyn Disk, path: &Path, force: bool) -> Result<Self> {
        let there = path.ancestors().map(|folder| match folder {
            none if none == Path::new("") => Path::new("."),
            folder => folder,
        });
        // A link that leads nowhere is there, too.
        let there = there
            .into_iter()
            .find(|folder| disk.entry(folder, false).is_ok())
            .unwrap_or(Path::new("."));
        if !disk.is_folder(there) {
            let found = format!("{} is no folder", shown(there));
            return Err(refused(found, "name a folder"));
        }
        let folder = Self {
            disk,
            path: path.to_owned(),
            real: disk.real(path).ok(),
        };
        if folder.real.is_some() {
            folder.check_contents(force)?;
        }
        sweep(disk, there);
        // Shows whether there is leave to write.
        Temporary::new(disk, there).map_err(|e| failed(path, e))?;
        Ok(folder)
    }

    fn check_contents(&self, force: bool) -> Result<()> {
        let names = self.disk.names(&self.path);
        let names = names.map_err(|e| failed(&self.path, e))?;
        let is_other = names.iter().any(|name| !is_temporary(name));
        let has = |name: &str| {
            let there = self.disk.entry(&self.path.join(name), false);
            there.is_ok_and(|there| there.sort == Sort::File)
        };
        if is_other && !force && !has(bake::LIST) && !has(MARK) {
            let found = format!("{} holds other things", shown(&self.path));
            let remedy = "choose another folder, or add --force to write among them";
            return Err(refused(found, remedy));
        }
        bake::FOLDERS.into_iter().try_for_each(|name| {
            let path = self.path.join(name);
            is_own_folder(self.disk, &path).map(drop)
        })
    }

    /// Refuses to write where something lies that is read.
    ///
    /// # Errors
    /// An input in the folder, by whatever name.
    pub(crate) fn refuse_input(&self, file: &str) -> Result<()> {
        let Some(own) = &self.real else {
            return Ok(());
        };
        // A link in the folder, and what links lead to.
        let named = Path::new(file);
        let beside = named.parent().map(|folder| match folder {
            none if none == Path::new("") => Path::new("."),
            folder => folder,
        });
        let holds = |path: &Path| {
            let real = self.disk.real(path);
            real.is_ok_and(|path| path.starts_with(own))
        };
        if !holds(named) && !beside.is_some_and(holds) {
            return Ok(());
        }
        let found = format!("{} holds the input \"{file}\"", shown(&self.path));
        Err(refused(found, "choose a folder that holds no input"))
    }

    /// Writes `files` in their order: those with hashed names first, and the list last.
    ///
    /// # Errors
    /// Another bake that writes there; links, folders or foreign bytes where a file must be; a full disk.
    pub(crate) fn write(&self, files: &[Baked]) -> Result<()> {
        self.create(&self.path)?;
        let mark = Mark::set(self.disk, &self.path)?;
        let folders: BTreeSet<PathBuf> = files
            .iter()
            .filter_map(|file| Some(self.path.join(&file.name).parent()?.to_owned()))
            .collect();
        sweep(self.disk, &self.path);
        for folder in folders.iter().filter(|folder| **folder != self.path) {
            if is_own_folder(self.disk, folder)? {
                sweep(self.disk, folder);
            }
        }
        let mut missing = Vec::new();
        for file in files {
            if !self.has(file)? {
                missing.push(file);
            }
        }
        for folder in &folders {
            self.create(folder)?;
        }
        let stage = |file: &Baked| (!file.hashed, file.name == bake::LIST);
        for files in missing.chunk_by(|a, b| stage(a) == stage(b)) {
            for files in files.chunks(AT_ONCE) {
                self.write_some(files)?;
            }
            for folder in &folders {
                self.disk.flush_names(folder);
            }
        }
        mark.remove()
    }

    fn write_some(&self, files: &[&Baked]) -> Result<()> {
        let mut written = Vec::new();
        for file in files {
            let path = self.path.join(&file.name);
            let folder = path.parent().unwrap_or(&self.path);
            let temporary = Temporary::new(self.disk, folder).and_then(|temporary| {
                temporary.write(&file.bytes, &path)?;
                Ok(temporary)
            });
            let temporary = temporary.map_err(|e| failed(&path, e))?;
            written.push((temporary, path));
        }
        let open: Vec<&dyn OpenFile> = written.iter().map(|(file, _)| file.file()).collect();
        self.disk.flush(&open).map_err(|e| failed(&self.path, e))?;
        for (temporary, path) in written {
            temporary.keep(&path).map_err(|e| failed(&path, e))?;
        }
        Ok(())
    }

    /// Creates a folder, and those that it lies in.
    fn create(&self, folder: &Path) -> Result<()> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|path| self.disk.sort(path).is_none())
            .collect();
        let missing = missing
            .into_iter()
            .rev()
            .filter(|path| *path != Path::new(""));
        for path in missing {
            match self.disk.create_folder(path) {
                // By another bake, just now.
                Err(_) if self.disk.is_folder(path) => {}
                created => created.map_err(|e| failed(path, e))?,
            }
        }
        Ok(())
    }

    /// Whether the very file is there already.
    fn has(&self, file: &Baked) -> Result<bool> {
        let path = self.path.join(&file.name);
        let Ok(there) = self.disk.entry(&path, false) else {
            return Ok(false);
        };
        if there.sort != Sort::File {
            let found = "no regular file, where a file of the bake must be";
            let remedy = "remove it, or choose another folder";
            return Err(Error::new(ErrorKind::Io, shown(&path), found, remedy));
        }
        let is_equal = there.length == file.bytes.len() as u64
            && self
                .holds(&path, &file.bytes)
                .map_err(|e| failed(&path, e))?;
        if file.hashed && !is_equal {
            let found = "holds other bytes than its name says";
            let remedy = "remove it, or choose another folder";
            return Err(Error::new(ErrorKind::Value, shown(&path), found, remedy));
        }
        Ok(is_equal)
    }

    /// Whether a file holds just these bytes.
    fn holds(&self, path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
        let file = self.disk.open(path, false)?;
        let mut chunk = vec![0; 1 << 16];
        loop {
            let count = file.read(&mut chunk)?;
            let part = chunk.get(..count).unwrap_or_default();
            match bytes.strip_prefix(part) {
                Some(rest) if part.is_empty() => return Ok(rest.is_empty()),
                Some(rest) => bytes = rest,
                None => return Ok(false),
            }
        }
    }
}

/// Whether a folder is there, and no link.
fn is_own_folder(disk: &dyn Disk, path: &Path) -> Result<bool> {
    match disk.entry(path, false) {
        Ok(there) if there.sort == Sort::Folder => Ok(true),
        Err(_) => Ok(false),
        Ok(there) => {
            let sort = if there.sort == Sort::Link {
                "a link"
            } else {
                "a file"
            };
            let found = format!("{sort}, where a folder of the bake must be");
            let remedy = "remove it, or choose another folder";
            Err(Error::new(ErrorKind::Io, shown(path), found, remedy))
        }
    }
}

fn refused(found: String, remedy: &str) -> Error {
    Error::new(ErrorKind::Option, "--output", found, remedy)
}

/// The mark of the one bake that writes into a folder. The system lifts the lock of a bake that ends, however it
/// does.
struct Mark<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    /// Holds the lock.
    _file: Box<dyn OpenFile>,
}

impl<'a> Mark<'a> {
    fn set(disk: &'a dyn Disk, folder: &Path) -> Result<Self> {
        let path = folder.join(MARK);
        loop {
            let created = match disk.entry(&path, false) {
                Err(_) => disk.create(&path),
                Ok(there) if there.sort == Sort::File => disk.open(&path, true),
                Ok(_) => {
                    return Err(refused(
                        format!("{} is no regular file", shown(&path)),
                        "remove it",
                    ))
                }
            };
            let file = match created {
                // Another bake created or removed it, just now.
                Err(e)
                    if [io::ErrorKind::AlreadyExists, io::ErrorKind::NotFound]
                        .contains(&e.kind())
                        && disk.is_folder(folder) =>
                {
                    continue
                }
                created => created.map_err(|e| failed(&path, e))?,
            };
            if !file.lock() {
                let found = format!("another bake is writing into {}", shown(folder));
                return Err(refused(found, "wait until it has ended"));
            }
            // The bake before may have removed this very file.
            let is_there = disk.entry(&path, true).is_ok_and(|there| {
                let own = file.entry().ok();
                own.is_some_and(|own| own.identity == there.identity)
            });
            if is_there {
                // For runs on systems that know no locks.
                let number = format!("{}\n", disk.process());
                let written = file.write(number.as_bytes());
                written.map_err(|e| failed(&path, e))?;
                let _file = file;
                return Ok(Self { disk, path, _file });
            }
        }
    }

    fn remove(self) -> Result<()> {
        self.disk
            .remove(&self.path)
            .map_err(|e| failed(&self.path, e))
    }
}
