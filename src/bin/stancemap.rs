//! The native command: `stancemap render` and `stancemap check`.

fn main() {}
