//! The build program: `cargo xtask serve | test | build | assets`.

mod assets;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let repo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match words.as_slice() {
        ["assets"] => assets::run(&repo, false),
        ["assets", "--check"] => assets::run(&repo, true),
        _ => anyhow::bail!("usage: cargo xtask serve | test | build | assets [--check]"),
    }
}
