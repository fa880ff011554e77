//! A bake that is killed at any change it makes: what a reader finds then.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use crate::bake::{BakeOptions, MapFiles, Module, Programs};

use super::*;
use crate::command::{Entry, Native, Session};

/// A disk that stands still before one of the changes: none comes after, as if the process were killed. A write that
/// is broken off has written the half.
struct Dying {
    left: Cell<usize>,
}

impl Dying {
    fn after(changes: usize) -> Self {
        let left = Cell::new(changes);
        Self { left }
    }

    fn lives(&self) -> io::Result<()> {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.unwrap_or(0));
        left.map(drop).ok_or_else(|| io::Error::other("killed"))
    }
}

impl Disk for Dying {
    fn entry(&self, path: &Path, follow: bool) -> io::Result<Entry> {
        Native.entry(path, follow)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        Native.real(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        Native.names(folder)
    }

    fn open(&self, path: &Path, writes: bool) -> io::Result<Box<dyn OpenFile>> {
        Native.open(path, writes)
    }

    fn is_abandoned(&self, temporary: &Path) -> bool {
        Native.is_abandoned(temporary)
    }

    fn process(&self) -> u32 {
        Native.process()
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.lives()?;
        Native.create(path)
    }

    fn write(&self, file: &dyn OpenFile, bytes: &[u8]) -> io::Result<()> {
        file.write(&bytes[..bytes.len() / 2])?;
        self.lives()?;
        file.write(&bytes[bytes.len() / 2..])
    }

    /// Nobody pulls the plug here.
    fn flush(&self, _: &[&dyn OpenFile]) -> io::Result<()> {
        self.lives()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.lives()?;
        Native.rename(from, to)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.lives()?;
        Native.create_folder(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.lives()?;
        Native.remove(path)
    }

    fn flush_names(&self, _: &Path) {}
}

/// An empty place of its own for each test.
fn place(test: &str) -> PathBuf {
    let place = std::env::temp_dir().join(format!("stancemap-{test}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    place
}

/// What a bake of a map called `title` makes.
fn baked(title: &str) -> Vec<Baked> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let document = serde_json::json!({
        "title": title, "body": "general-assembly", "date": "2022-03-02",
        "countries": assets.join("countries-110m.geojson"), "stances": assets.join("es-11-1.csv"),
    });
    let session = Session {
        system: &Native,
        limit: u64::MAX,
    };
    let read = |file: &str| match file {
        "vote.json" => Ok(document.to_string().into_bytes()),
        file => session.read(file),
    };
    let source = MapFiles::load("vote.json", None, read).unwrap();
    let wasm = b"\0asm".to_vec();
    let programs = Programs {
        script: b"'__STANCEMAP_FILES__'".to_vec(),
        extras: b"'__STANCEMAP_FILES__'".to_vec(),
        viewer: wasm.clone(),
        full_wasm: wasm.clone(),
        picture: wasm,
        ..Programs::default()
    };
    let locales = BTreeMap::from([("ar".to_owned(), b"{}".to_vec())]);
    let module = Module::new("stance-map.js", programs, locales).unwrap();
    bake::bake(&[source], &module, &BakeOptions::default()).unwrap()
}

static FIRST: LazyLock<Vec<Baked>> = LazyLock::new(|| baked("A resolution"));
static CHANGED: LazyLock<Vec<Baked>> = LazyLock::new(|| baked("A resolution, as corrected"));

/// A file that a bake makes, and what it names of the others.
type Known<'a> = (&'a Baked, Vec<&'a str>);

fn known<'a>(bakes: &[&'a [Baked]]) -> Vec<Known<'a>> {
    let all: Vec<&Baked> = bakes.iter().copied().flatten().collect();
    let hashed: BTreeSet<&str> = (all.iter().filter(|file| file.hashed))
        .map(|file| file.name.as_str())
        .collect();
    let named = |file: &Baked| {
        let text = String::from_utf8_lossy(&file.bytes);
        // Hashed files are reached from pages, and the module from all of them.
        let named = hashed
            .iter()
            .filter(|name| !file.hashed && text.contains(**name));
        named.copied().collect()
    };
    all.into_iter().map(|file| (file, named(file))).collect()
}

/// What a reader finds in a folder: each file whole, as one of the bakes made it; whatever a page or the list names
/// is there. How many files there are.
fn assert_whole(folder: &Path, known: &[Known], when: &str) -> usize {
    let mut found = BTreeMap::new();
    for folder_of in [folder.to_owned()]
        .into_iter()
        .chain(bake::FOLDERS.map(|name| folder.join(name)))
    {
        for entry in folder_of.read_dir().into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            if path.is_file() && !name.split('/').any(|part| part.starts_with('.')) {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    for (name, bytes) in &found {
        let mut same = known
            .iter()
            .filter(|(file, _)| file.name == *name && file.bytes == *bytes);
        let Some((_, named)) = same.next() else {
            panic!("{when}: {name} is none of the files that were baked");
        };
        let missing = named.iter().find(|name| !found.contains_key(**name));
        assert_eq!(missing, None, "{when}: {name} names what is not there");
    }
    if let Some(list) = found.get(bake::LIST) {
        let list: serde_json::Value = serde_json::from_slice(list).unwrap();
        for file in list["files"].as_array().unwrap() {
            let name = file["name"].as_str().unwrap();
            assert!(
                found.contains_key(name),
                "{when}: the list names {name}, which is not there"
            );
        }
    }
    found.len()
}

fn write(disk: &dyn Disk, folder: &Path, files: &[Baked]) -> Result<()> {
    OutputFolder::new(disk, folder, false)?.write(files)
}

fn no_temporary(folder: &Path) -> bool {
    let mut folders = [folder.to_owned()]
        .into_iter()
        .chain(bake::FOLDERS.map(|name| folder.join(name)));
    folders.all(|folder| {
        let mut entries = folder.read_dir().into_iter().flatten().flatten();
        entries.all(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    })
}

/// Kills a bake of `files` before each change, in a folder that `prepare` has filled; `bakes` are those that may have
/// left a file. Then lets it run again.
fn kill_at_each_change(test: &str, files: &[Baked], bakes: &[&[Baked]], prepare: impl Fn(&Path)) {
    let (place, known) = (place(test), known(bakes));
    let mut changes = 0;
    loop {
        let folder = place.join("out");
        prepare(&folder);
        let ended = write(&Dying::after(changes), &folder, files);
        let when = format!("after {changes} changes");
        let there = assert_whole(&folder, &known, &when);
        if ended.is_ok() {
            // Each file was created, written and renamed.
            let new = files
                .iter()
                .filter(|file| !bakes[..bakes.len() - 1].concat().contains(file));
            assert!(changes > 3 * new.count(), "{changes}");
            assert!(there >= files.len() && no_temporary(&folder));
            break;
        }
        // One of seven, to save time: the next run puts it right, without --force, and leaves no rubbish.
        if changes % 7 == 0 {
            write(&Dying::after(usize::MAX), &folder, files).unwrap();
            assert_whole(&folder, &known, &when);
            assert!(no_temporary(&folder), "{when}");
        }
        fs::remove_dir_all(&folder).unwrap_or_default();
        changes += 1;
    }
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn a_first_bake_that_is_killed_leaves_whole_files() {
    kill_at_each_change("first", &FIRST, &[&FIRST], |_| {});
}

#[test]
fn a_bake_that_is_killed_leaves_the_page_of_the_one_before_or_its_own() {
    let before = place("before").join("out");
    write(&Native, &before, &FIRST).unwrap();
    // Links to the files, which are quick: writing changes none of them where it lies.
    let prepare = |folder: &Path| {
        for file in FIRST.iter() {
            let path = folder.join(&file.name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::hard_link(before.join(&file.name), path).unwrap();
        }
    };
    kill_at_each_change("again", &CHANGED, &[&FIRST, &CHANGED], prepare);
    assert_whole(&before, &known(&[&FIRST]), "at the end");
}
