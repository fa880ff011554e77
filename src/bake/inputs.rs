//! Where a bake reads from.

use std::path::{Path, PathBuf};

use crate::error::Result;

/// Files that can be read by their paths: a function that reads from this computer's disk, or one that reads and one
/// that follows links.
pub trait Inputs {
    /// The bytes of a file.
    ///
    /// # Errors
    /// A file that can't be read.
    fn read(&mut self, file: &str) -> Result<Vec<u8>>;
    /// Where a path leads, links followed; none where nothing is.
    fn real(&self, path: &Path) -> Option<PathBuf>;
}

impl<R: FnMut(&str) -> Result<Vec<u8>>> Inputs for R {
    fn read(&mut self, file: &str) -> Result<Vec<u8>> {
        self(file)
    }

    fn real(&self, path: &Path) -> Option<PathBuf> {
        path.canonicalize().ok()
    }
}

impl<R, L> Inputs for (R, L)
where
    R: FnMut(&str) -> Result<Vec<u8>>,
    L: Fn(&Path) -> Option<PathBuf>,
{
    fn read(&mut self, file: &str) -> Result<Vec<u8>> {
        self.0(file)
    }

    fn real(&self, path: &Path) -> Option<PathBuf> {
        self.1(path)
    }
}
