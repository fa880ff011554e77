//! What is in a baked folder is what was meant: nothing that was not read, under names that last.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::baking::{bake, command, document, files, folder, module, ran, Ran, ASSETS};
use serde_json::{json, Value};
use stancemap::input::StanceTable;
use stancemap::{smap, StanceMap};

/// A tile of the shipped detail: the smallest.
fn tile() -> Vec<u8> {
    fs::read(Path::new(ASSETS).join("detail/1.smap")).unwrap()
}

/// A document with the index of detail tiles `index`, and one tile below it.
fn detailed(folder: &Path, index: &str) -> PathBuf {
    fs::create_dir_all(folder.join("detail/more")).unwrap();
    fs::write(folder.join("detail/more/1.smap"), tile()).unwrap();
    fs::write(folder.join("detail/index.json"), index).unwrap();
    document(folder, r#", "detail": "detail/index.json""#)
}

fn part(file: &str) -> Value {
    json!({"file": file, "boxes": [[-10, 0, 10, 20]]})
}

fn index(parts: &[Value]) -> String {
    json!({"meridian": 11, "parts": parts}).to_string()
}

fn check(document: &Path) -> (i32, String) {
    let ran = command().arg("check").arg(document).output().unwrap();
    let talk = String::from_utf8(ran.stderr).unwrap();
    (ran.status.code().unwrap_or(-1), talk)
}

/// Asserts that neither `bake` nor `check` takes this index, and why.
fn assert_no_detail(test: &str, index: &str, prepare: impl Fn(&Path), why: &str) {
    let folder = folder(test);
    let path = detailed(&folder, index);
    prepare(&folder.join("detail"));
    let baked = bake(&path, &module(&folder), &folder.join("out"), &[]);
    for (status, talk) in [(baked.status, baked.talk), check(&path)] {
        assert_eq!(status, 2, "{test}: {talk}");
        assert!(talk.contains(why), "{test}: {talk}");
    }
    assert!(!folder.join("out").exists(), "{test}");
}

#[test]
fn parts_of_the_detail_stay_below_their_index() {
    let secret = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside.smap");
    fs::write(&secret, tile()).unwrap();
    let secret = secret.to_str().unwrap();
    for (i, file) in [
        "/etc/passwd",
        secret,
        "../vote.json",
        "more/../../vote.json",
        "..",
        ".",
        "",
        "..\\vote.json",
        "more\\1.smap",
        "C:\\secret.smap",
        "C:secret.smap",
        "file:///etc/passwd",
        "https://example.org/1.smap",
    ]
    .into_iter()
    .enumerate()
    {
        let test = format!("outside-{i}");
        assert_no_detail(&test, &index(&[part(file)]), |_| {}, "part 1: ");
    }
}

#[cfg(unix)]
#[test]
fn a_part_that_is_a_link_out_of_the_folder_is_refused() {
    let link = |to: &'static str| {
        move |detail: &Path| std::os::unix::fs::symlink(to, detail.join("link.smap")).unwrap()
    };
    let why = "is a link that leads out of the folder";
    let parts = index(&[part("link.smap")]);
    assert_no_detail("link-file", &parts, link("/etc/passwd"), why);
    assert_no_detail("link-up", &parts, link("../vote.json"), why);
    let folder = |detail: &Path| std::os::unix::fs::symlink("/etc", detail.join("link")).unwrap();
    assert_no_detail("link-folder", &index(&[part("link/passwd")]), folder, why);
}

#[test]
fn a_part_that_is_no_whole_tile_is_refused() {
    let parts = index(&[part("bad.smap")]);
    let cut =
        |bytes: Vec<u8>| move |detail: &Path| fs::write(detail.join("bad.smap"), &bytes).unwrap();
    let whole = tile();
    let mut turned = whole.clone();
    *turned.last_mut().unwrap() ^= 1;
    assert_no_detail("no-tile", &parts, cut(b"root:x:0:0".to_vec()), "bad.smap: ");
    assert_no_detail(
        "short-tile",
        &parts,
        cut(whole[..whole.len() - 1].to_vec()),
        "bad.smap: ",
    );
    assert_no_detail("turned-tile", &parts, cut(turned), "bad.smap: ");
    assert_no_detail(
        "long-tile",
        &parts,
        cut([whole, vec![0]].concat()),
        "bad.smap: ",
    );
    let no_file = |detail: &Path| fs::create_dir(detail.join("bad.smap")).unwrap();
    assert_no_detail("folder-tile", &parts, no_file, "bad.smap: ");
}

#[test]
fn the_index_is_checked_field_by_field() {
    let good = "more/1.smap";
    let with = |field: &str, value: Value| {
        let mut part = part(good);
        part[field] = value;
        index(&[part])
    };
    for (i, (text, why)) in [
        (String::new(), "the file is empty"),
        ("[]".into(), "index.json: "),
        ("{}".into(), "missing field `parts`"),
        (
            json!({"parts": [], "note": "x"}).to_string(),
            "unknown field `note`",
        ),
        (
            json!({"parts": [], "meridian": 181}).to_string(),
            "\"meridian\": 181",
        ),
        (
            json!({"parts": [], "meridian": "11"}).to_string(),
            "invalid type",
        ),
        (
            r#"{"parts": [], "parts": []}"#.into(),
            "duplicate field `parts`",
        ),
        (with("secret", json!("x")), "unknown field `secret`"),
        (with("boxes", json!(null)), "invalid type"),
        (with("boxes", json!([[0, 0, 1]])), "invalid length"),
        (with("boxes", json!([[0, 0, 1, 91]])), "part 1: the box"),
        (with("boxes", json!([[0, 2, 1, 1]])), "part 1: the box"),
        (with("boxes", json!([[2, 0, 1, 1]])), "part 1: the box"),
        (with("boxes", json!([[-541, 0, 1, 1]])), "part 1: the box"),
        (with("boxes", json!([[-200, 0, 200, 1]])), "part 1: the box"),
        (with("boxes", json!([["0", 0, 1, 1]])), "invalid type"),
        (
            with("boxes", json!([[0, 0, 1, 1]])).replace("[[0,", "[[1e999,"),
            "out of range",
        ),
        (with("bytes", json!(1)), "part 1: 1 \"bytes\""),
        (with("regions", json!(["XXX"])), "part 1: other \"regions\""),
        (
            index(&[part(good), part(good)]),
            "part 2: a second part of the file",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        assert_no_detail(&format!("index-{i}"), &text, |_| {}, why);
    }
}

/// The index says more than a page uses, and tiles carry properties: neither is published.
#[test]
fn of_an_index_and_its_tiles_only_what_was_read_is_published() {
    let folder = folder("detail");
    let detail = Path::new(ASSETS).join("detail/index.json");
    let path = document(
        &folder,
        &format!(r#", "detail": {:?}"#, detail.to_str().unwrap()),
    );
    let ran = bake(&path, &module(&folder), &folder.join("out"), &[]);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let files = files(&folder.join("out"));
    let (_, baked) = files
        .iter()
        .find(|(name, _)| name.starts_with("detail/index-"))
        .unwrap();
    let baked: Value = serde_json::from_slice(baked).unwrap();
    assert_eq!(baked["meridian"], 11.0);
    let shipped: Value = serde_json::from_slice(&fs::read(detail).unwrap()).unwrap();
    let parts = baked["parts"].as_array().unwrap();
    assert_eq!(parts.len(), shipped["parts"].as_array().unwrap().len());
    for (baked, shipped) in parts.iter().zip(shipped["parts"].as_array().unwrap()) {
        let keys: Vec<&String> = baked.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["boxes", "file", "integrity"]);
        let numbers = |part: &Value| -> Vec<f64> {
            let boxes = part["boxes"].as_array().unwrap().iter();
            boxes
                .flat_map(|b| b.as_array().unwrap())
                .map(|n| n.as_f64().unwrap())
                .collect()
        };
        assert_eq!(numbers(baked), numbers(shipped));
        let tile = &files[&format!("detail/{}", baked["file"].as_str().unwrap())];
        let source = Path::new(ASSETS)
            .join("detail")
            .join(shipped["file"].as_str().unwrap());
        let source = fs::read(source).unwrap();
        let [own, from] = [tile, &source].map(|bytes| smap::decode(bytes).unwrap());
        assert_eq!(format!("{own:?}"), format!("{from:?}"));
        assert!(smap::properties(tile).unwrap().is_empty());
    }
}

/// 46 s before parts were looked up by their number.
#[cfg(target_os = "linux")]
#[test]
fn twenty_thousand_parts_take_seconds() {
    let folder = folder("parts");
    let detail = folder.join("detail");
    fs::create_dir(&detail).unwrap();
    let ring = "[[0,0],[1,0],[1,1],[0,1],[0,0]]";
    let mut map = String::from(r#"{"type":"FeatureCollection","features":["#);
    write!(map, r#"{{"type":"Feature","properties":{{"iso3":"GHA"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}"#).unwrap();
    fs::write(folder.join("one.geojson"), map).unwrap();
    let packed = folder.join("one.smap");
    let mut pack = command();
    pack.arg("pack")
        .arg(folder.join("one.geojson"))
        .arg("-o")
        .arg(&packed);
    assert_eq!(ran(&mut pack).status, 0);
    let mut parts = Vec::new();
    for number in 0..20_000 {
        let file = format!("{number}.smap");
        // Links are quick to make.
        fs::hard_link(&packed, detail.join(&file)).unwrap();
        parts.push(part(&file));
    }
    fs::write(detail.join("index.json"), index(&parts)).unwrap();
    let path = document(&folder, r#", "detail": "detail/index.json""#);
    for verb in [&["check"][..], &["bake", "--output"]] {
        let mut limited = std::process::Command::new("sh");
        // The rest of the bake takes 2 s, and a debug build more than a release.
        limited.args([
            "-c",
            r#"ulimit -t 12; exec "$@""#,
            "sh",
            env!("CARGO_BIN_EXE_stancemap"),
        ]);
        limited.args(verb);
        if verb.len() > 1 {
            limited
                .arg(folder.join("out"))
                .arg("--module-dir")
                .arg(module(&folder));
        }
        let output = limited.arg(&path).output().unwrap();
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{verb:?}: {talk}");
    }
    let tiles = fs::read_dir(folder.join("out/detail")).unwrap().count();
    assert_eq!(tiles, 20_001);
    fs::remove_dir_all(folder).unwrap();
}

/// A bake of a document changed by `change`, in whose folder `prepare` has put files.
fn baked(
    test: &str,
    change: &str,
    more: &[&str],
    prepare: impl Fn(&Path),
) -> (Ran, BTreeMap<String, Vec<u8>>) {
    let folder = folder(test);
    let path = document(&folder, change);
    prepare(&folder);
    let ran = bake(&path, &module(&folder), &folder.join("out"), more);
    let files = match folder.join("out").exists() {
        true => files(&folder.join("out")),
        false => BTreeMap::new(),
    };
    (ran, files)
}

/// The shipped table with a column that is nobody's business, a formula, and a row under it.
fn table_with_notes(folder: &Path) {
    let table = fs::read_to_string(folder.join("es-11-1.csv")).unwrap();
    let rows = table.lines().enumerate().map(|(i, row)| match i {
        0 => format!("{row},memo"),
        _ => format!("{row},secret {i}"),
    });
    let rows: Vec<String> = rows.collect();
    fs::write(folder.join("es-11-1.csv"), rows.join("\n")).unwrap();
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn the_published_table_holds_what_the_map_uses() {
    let (ran, files) = baked("table", "", &[], table_with_notes);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let tables: Vec<&String> = files
        .keys()
        .filter(|name| name.starts_with("es-11-1-"))
        .collect();
    let [table] = tables.as_slice() else {
        panic!("{tables:?}");
    };
    let text = String::from_utf8(files[*table].clone()).unwrap();
    assert!(text.starts_with("iso3,name,vote,cosponsor\n"), "{text:.80}");
    let all = [
        table_rows(&text),
        table_rows(&fs::read_to_string(Path::new(ASSETS).join("es-11-1.csv")).unwrap()),
    ];
    assert_eq!(all[0], all[1]);
    for (name, bytes) in &files {
        assert!(!holds(bytes, "secret") && !holds(bytes, "memo"), "{name}");
    }
}

fn table_rows(text: &str) -> Vec<String> {
    let table = StanceTable::parse("t.csv", text.as_bytes()).unwrap();
    table.rows.iter().map(|row| format!("{row:?}")).collect()
}

#[test]
fn the_table_as_it_is_is_published_where_that_is_asked_for() {
    let (ran, files) = baked("raw-table", "", &["--with-raw-table"], table_with_notes);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let raw = files
        .iter()
        .filter(|(name, _)| name.starts_with("es-11-1-raw-"));
    let raw: Vec<(&String, &Vec<u8>)> = raw.collect();
    assert!(raw.len() == 1 && raw[0].0.ends_with(".csv") && holds(raw[0].1, "secret 193"));
}

#[test]
fn of_a_table_of_members_the_codes_are_published() {
    let members = |folder: &Path| {
        let table = fs::read_to_string(folder.join("es-11-1.csv")).unwrap();
        let rows = table
            .lines()
            .map(|row| format!("{},secret", row.split(',').next().unwrap()));
        let rows: Vec<String> = rows.collect();
        fs::write(folder.join("members.csv"), rows.join("\n")).unwrap();
    };
    let (ran, files) = baked("members", r#", "members": "members.csv""#, &[], members);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let (_, list) = files
        .iter()
        .find(|(name, _)| name.starts_with("members-"))
        .unwrap();
    assert!(list.starts_with(b"iso3\n") && !holds(list, "secret"));
    let (name, _) = files.iter().find(|(name, _)| is_document(name)).unwrap();
    let map = StanceMap::load(name, |file| Ok(files[file].clone())).unwrap();
    assert_eq!(map.errors(), Vec::<String>::new());
}

fn is_document(name: &str) -> bool {
    let hash = name
        .strip_prefix("vote-")
        .and_then(|rest| rest.strip_suffix(".json"));
    hash.is_some_and(|hash| hash.len() == 16 && !hash.contains('-'))
}

#[test]
fn what_is_no_table_policy_or_map_is_not_published() {
    for (i, change) in [
        r#", "policy": "/etc/passwd""#,
        r#", "members": "/etc/passwd""#,
        r#", "detail": "/etc/passwd""#,
    ]
    .into_iter()
    .enumerate()
    {
        let (ran, files) = baked(&format!("passwd-{i}"), change, &[], |_| {});
        assert_eq!((ran.status, files.len()), (2, 0), "{change}: {}", ran.talk);
    }
}

/// A host would serve `.html` as a page of its own.
#[test]
fn extensions_are_those_of_data_whatever_a_file_is_called() {
    let (ran, files) = baked("extensions", "", &[], |folder| {
        let text = fs::read_to_string(folder.join("vote.json")).unwrap();
        let text = text.replace("countries-110m.geojson", "countries.html");
        fs::write(
            folder.join("vote.json"),
            text.replace("es-11-1.csv", "es-11-1.svg"),
        )
        .unwrap();
        fs::rename(
            folder.join("countries-110m.geojson"),
            folder.join("countries.html"),
        )
        .unwrap();
        fs::rename(folder.join("es-11-1.csv"), folder.join("es-11-1.svg")).unwrap();
    });
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let has = |begin: &str, end: &str| {
        files
            .keys()
            .any(|name| name.starts_with(begin) && name.ends_with(end))
    };
    assert!(has("countries-", ".geojson") && has("es-11-1-", ".csv"));
    assert!(!has("countries-", ".html") && !has("es-11-1-", ".svg"));
}

/// Baking into the folder of the module once doubled the languages each time.
#[test]
fn only_languages_are_languages() {
    let folder = folder("languages");
    let module = module(&folder);
    let locales = module.join("locales");
    let french = fs::read(Path::new(ASSETS).join("locales/fr.json")).unwrap();
    fs::write(locales.join("fr.json"), &french).unwrap();
    let out = folder.join("out");
    let path = document(&folder, "");
    assert_eq!(bake(&path, &module, &out, &[]).status, 0);
    for (name, bytes) in files(&out.join("locales")) {
        fs::write(locales.join(name), bytes).unwrap();
    }
    fs::write(locales.join("notes.json"), r#"{"secret": true}"#).unwrap();
    fs::write(locales.join("de.json"), &french).unwrap();
    let again = bake(&path, &module, &folder.join("again"), &[]);
    assert_eq!(again.status, 0, "{}", again.talk);
    assert!(
        again.talk.contains("notes.json") && again.talk.contains("de.json: left out"),
        "{}",
        again.talk
    );
    assert_eq!(files(&out), files(&folder.join("again")));
    assert_eq!(files(&out.join("locales")).len(), 2);
}

#[test]
fn documents_of_any_name_get_names_that_hosts_serve() {
    let folder = folder("names");
    let plain = fs::read(document(&folder, "")).unwrap();
    // Of each kind one: the unit tests have more, and a bake takes its time.
    let long = format!("{}.json", "long".repeat(60));
    let names = [
        ".json",
        "CON.json",
        "plain.json",
        "vote.json",
        "VOTE.json",
        &long,
    ];
    for name in names {
        fs::write(folder.join(name), &plain).unwrap();
    }
    let out = folder.join("out");
    let mut command = command();
    command
        .arg("bake")
        .args(names.map(|name| folder.join(name)));
    command
        .arg("--module-dir")
        .arg(module(&folder))
        .arg("--output")
        .arg(&out);
    let ran = ran(&mut command);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    let files = files(&out);
    let mut folded = BTreeSet::new();
    for name in files.keys() {
        assert!(
            folded.insert(name.to_lowercase()),
            "{name} differs in case only"
        );
        let last = name.rsplit('/').next().unwrap();
        assert!(
            last.starts_with(|c: char| c.is_ascii_alphanumeric()),
            "{name}"
        );
        assert!(last.len() < 160, "{name}");
        let base = last.split('.').next().unwrap().to_lowercase();
        assert!(!["con", "nul", "com1"].contains(&base.as_str()), "{name}");
    }
    let embeds: Vec<&String> = files
        .keys()
        .filter(|name| name.starts_with("embed") && name.ends_with(".html"))
        .collect();
    assert_eq!(embeds.len(), names.len(), "{embeds:?}");
}

#[test]
fn a_document_that_is_named_twice_is_refused() {
    let folder = folder("twice");
    let path = document(&folder, "");
    let again = path.to_str().unwrap().to_owned();
    let ran = bake(&path, &module(&folder), &folder.join("out"), &[&again]);
    assert_eq!(ran.status, 2, "{}", ran.talk);
    assert!(ran.talk.contains("named twice"), "{}", ran.talk);
}

/// Cells of the table that readers save, and of the one that the page joins, are no formulas.
#[test]
fn no_published_table_has_a_formula() {
    let formula = |folder: &Path| {
        let map = fs::read_to_string(folder.join("countries-110m.geojson")).unwrap();
        let mut map: Value = serde_json::from_str(&map).unwrap();
        let mut own = map["features"][0].clone();
        own["properties"] = json!({"iso3": "=1+1", "name": "@SUM(A1)\u{7}"});
        map["features"].as_array_mut().unwrap().push(own);
        fs::write(folder.join("countries-110m.geojson"), map.to_string()).unwrap();
        let table = fs::read_to_string(folder.join("es-11-1.csv")).unwrap();
        fs::write(
            folder.join("es-11-1.csv"),
            table.replace("FRA,France", "FRA,=France"),
        )
        .unwrap();
    };
    let (ran, files) = baked("formulas", "", &[], formula);
    assert!(ran.status < 2, "{}", ran.talk);
    let tables = files.iter().filter(|(name, _)| name.ends_with(".csv"));
    let mut quoted = 0;
    for (name, bytes) in tables {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{name}: {cell}"
                );
                assert!(!cell.contains(char::is_control), "{name}: {cell:?}");
                quoted += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert_eq!(quoted, 3);
}
