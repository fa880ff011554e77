//! The native command: the library's, on this computer's own disk and terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    stancemap::command::native()
}
