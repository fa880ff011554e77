//! What the command asks of the machine that it runs on: a disk, and the three streams of a program. The native
//! command has the computer's own, the WebAssembly program those that JavaScript gives it.

use std::io;
use std::path::PathBuf;

use super::disk::Disk;

/// What a program writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Data,
    /// Standard error.
    Messages,
}

/// A machine to run the command on.
pub trait System: Disk {
    /// Reads on from standard input; how many bytes came, 0 at the end.
    ///
    /// # Errors
    /// The machine's.
    fn input(&self, into: &mut [u8]) -> io::Result<usize>;
    /// Writes all `bytes` to a stream.
    ///
    /// # Errors
    /// The machine's; a closed pipe, say.
    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()>;
    /// The folder of the built live map, unless the arguments name another.
    fn module(&self) -> PathBuf {
        "dist".into()
    }
    /// Whether a person sees colours there.
    fn has_colour(&self, stream: Stream) -> bool;
}
