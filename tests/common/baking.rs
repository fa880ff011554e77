//! Bakes and draws as a stranger does, by the command.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A module as the build leaves it: small, with the place for the list of files.
pub(crate) const MODULE: &str = "const LIST=\"__STANCEMAP_FILES__\";export{LIST};\n";
pub(crate) const EXTRAS: &str = "const LATER=1,LIST=\"__STANCEMAP_FILES__\";export{LIST};\n";
pub(crate) const PICTURE: &[u8] = b"\0asm\x01\0\0\0picture";
pub(crate) const FULL: &str = "export {};\n";
pub(crate) const WASM: &[u8] = b"\0asm\x01\0\0\0";
pub(crate) const FULL_WASM: &[u8] = b"\0asm\x01\0\0\0\0\0";

pub(crate) const ASSETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets");

/// An empty folder of its own for each test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("baking")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder with a built module, as far as baking reads one.
pub(crate) fn module(folder: &Path) -> PathBuf {
    let module = folder.join("module");
    fs::create_dir_all(module.join("pkg")).unwrap();
    fs::create_dir_all(module.join("locales")).unwrap();
    fs::write(module.join("stance-map.js"), MODULE).unwrap();
    fs::write(module.join("extras.js"), EXTRAS).unwrap();
    fs::write(module.join("full.js"), FULL).unwrap();
    fs::write(module.join("pkg/viewer_bg.wasm"), WASM).unwrap();
    fs::write(module.join("pkg/full_bg.wasm"), FULL_WASM).unwrap();
    fs::write(module.join("pkg/picture_bg.wasm"), PICTURE).unwrap();
    fs::copy(
        Path::new(ASSETS).join("locales/ar.json"),
        module.join("locales/ar.json"),
    )
    .unwrap();
    module
}

/// A document on the coarse map, which is quicker, with its files beside it.
pub(crate) fn document(folder: &Path, change: &str) -> PathBuf {
    for file in ["countries-110m.geojson", "es-11-1.csv"] {
        fs::copy(Path::new(ASSETS).join(file), folder.join(file)).unwrap();
    }
    let text = format!(
        r#"{{
            "title": "A <resolution> & “more”", "body": "general-assembly", "date": "2022-03-02",
            "subtitle": "On 2 March", "note": "A note", "source": "A source", "url": "https://example.org/?a=1&b=2",
            "countries": "countries-110m.geojson", "stances": "es-11-1.csv",
            "expect": {{"yes": 141, "no": 5, "abstain": 35, "absent": 12, "cosponsor": 94}}{change}
        }}"#
    );
    let path = folder.join("vote.json");
    fs::write(&path, text).unwrap();
    path
}

pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) talk: String,
}

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_stancemap"))
}

pub(crate) fn bake(document: &Path, module: &Path, output: &Path, more: &[&str]) -> Ran {
    let mut command = command();
    let arguments = command
        .arg("bake")
        .arg(document)
        .arg("--module-dir")
        .arg(module)
        .arg("--output")
        .arg(output)
        .args(more);
    ran(arguments)
}

pub(crate) fn ran(command: &mut Command) -> Ran {
    let ran = command.output().unwrap();
    assert_eq!(ran.stdout, b"", "nothing is data here");
    Ran {
        status: ran.status.code().unwrap_or(-1),
        talk: String::from_utf8(ran.stderr).unwrap(),
    }
}

/// All files below `folder`, by path with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect_files(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect_files(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy();
                found.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    collect_files(folder, folder, &mut found);
    found
}
