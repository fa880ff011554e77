//! What the command writes is there whole or not at all, and never in the place of what it reads.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::baking::{bake, command, document, files, folder, module, ran, Ran, ASSETS};

fn render(document: &Path, output: &Path) -> Ran {
    ran(command().arg("render").arg(document).arg("-o").arg(output))
}

fn pack(input: &Path, output: &Path) -> Ran {
    ran(command().arg("pack").arg(input).arg("-o").arg(output))
}

/// The names in a folder, those with a dot before them too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn assert_refused(ran: &Ran, why: &str) {
    assert_eq!(ran.status, 2, "{}", ran.talk);
    assert!(ran.talk.contains(why), "{why:?} in {}", ran.talk);
}

#[test]
fn a_picture_takes_the_place_of_the_one_before_and_leaves_nothing_beside_it() {
    let folder = folder("replaced");
    let (path, output) = (document(&folder, ""), folder.join("map.svg"));
    fs::write(&output, "the one before").unwrap();
    // What a killed run has left.
    fs::write(folder.join(".stancemap-new-1-0"), "half").unwrap();
    let before = names(&folder).len();
    assert_eq!(render(&path, &output).status, 0);
    assert!(fs::read_to_string(&output).unwrap().starts_with("<svg"));
    assert_eq!(names(&folder).len(), before - 1);
}

/// Runs the command with files of at most 10 kB; `trap` sets what becomes of it at the first write beyond.
#[cfg(target_os = "linux")]
fn limited(trap: &str, arguments: &mut Command) -> std::process::Output {
    let mut limited = Command::new("sh");
    let script = format!("ulimit -f 10; ulimit -c 0; {trap} exec \"$@\"");
    limited
        .args(["-c", &script, "sh"])
        .arg(arguments.get_program());
    limited.args(arguments.get_args()).output().unwrap()
}

/// As on a disk that is full: the write fails.
#[cfg(target_os = "linux")]
const FULL: &str = "trap '' XFSZ;";

/// The system kills the command in the midst of a write.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_run_leaves_the_file_of_before_and_the_next_one_clears_up() {
    let folder = folder("killed");
    let (path, output) = (document(&folder, ""), folder.join("map.svg"));
    fs::write(&output, "the one before").unwrap();
    let before = names(&folder);
    let killed = limited(
        "",
        command().arg("render").arg(&path).arg("-o").arg(&output),
    );
    assert_eq!(killed.status.code(), None, "{killed:?}");
    assert_eq!(fs::read_to_string(&output).unwrap(), "the one before");
    assert_eq!(names(&folder).len(), before.len() + 1);
    assert_eq!(render(&path, &output).status, 0);
    assert!(fs::read_to_string(&output).unwrap().starts_with("<svg"));
    assert_eq!(names(&folder), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_file_of_before() {
    let folder = folder("full");
    let path = document(&folder, "");
    for (verb, input, name) in [
        ("render", &path, "map.svg"),
        ("render", &path, "map.png"),
        ("pack", &folder.join("countries-110m.geojson"), "map.smap"),
        (
            "unpack",
            &Path::new(ASSETS).join("world.smap"),
            "map.geojson",
        ),
    ] {
        let output = folder.join(name);
        fs::write(&output, "the one before").unwrap();
        let before = names(&folder);
        let full = limited(FULL, command().arg(verb).arg(input).arg("-o").arg(&output));
        let talk = String::from_utf8_lossy(&full.stderr);
        assert_eq!(full.status.code(), Some(2), "{verb}: {talk}");
        assert!(
            talk.contains("can't be written") && talk.contains("make room"),
            "{talk}"
        );
        assert_eq!(
            fs::read_to_string(&output).unwrap(),
            "the one before",
            "{verb}"
        );
        assert_eq!(names(&folder), before, "{verb}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_first_bake_that_fails_can_be_run_again() {
    let folder = folder("again-after-full");
    let (path, module, out) = (document(&folder, ""), module(&folder), folder.join("out"));
    let mut arguments = command();
    arguments
        .arg("bake")
        .arg(&path)
        .arg("--module-dir")
        .arg(&module)
        .arg("-o")
        .arg(&out);
    let full = limited(FULL, &mut arguments);
    assert_eq!(
        full.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&full.stderr)
    );
    assert!(!out.join("baked.json").exists() && !out.join("embed.html").exists());
    let again = bake(&path, &module, &out, &[]);
    assert_eq!(again.status, 0, "{}", again.talk);
    assert!(names(&out).iter().all(|name| !name.starts_with('.')));
    let other = folder.join("other");
    assert_eq!(bake(&path, &module, &other, &[]).status, 0);
    assert_eq!(files(&out), files(&other));
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = folder("same");
    let path = document(&folder, "");
    let countries = folder.join("countries.svg");
    fs::rename(folder.join("countries-110m.geojson"), &countries).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("countries-110m.geojson", "countries.svg");
    fs::write(&path, &text).unwrap();
    let document = folder.join("document.svg");
    fs::write(&document, &text).unwrap();
    let spelled = folder.join("../same/countries.svg");
    for (input, output) in [
        (&path, &countries),
        (&path, &spelled),
        (&document, &document),
    ] {
        assert_refused(&render(input, output), "is the input");
    }
    assert_refused(&pack(&countries, &countries), "is the input");
    #[cfg(unix)]
    {
        let (link, hard) = (folder.join("link.svg"), folder.join("hard.svg"));
        std::os::unix::fs::symlink("countries.svg", &link).unwrap();
        fs::hard_link(&countries, &hard).unwrap();
        for output in [&link, &hard] {
            assert_refused(&render(&path, output), "is the input");
            assert_refused(&pack(&countries, output), "is the input");
        }
    }
    assert!(fs::read_to_string(&countries).unwrap().starts_with('{'));
    assert!(names(&folder).iter().all(|name| !name.starts_with('.')));
}

/// A document that is not there: the output is looked at first.
#[test]
fn an_output_that_can_not_be_is_refused_before_anything_is_read() {
    let folder = folder("impossible");
    fs::write(folder.join("file"), "").unwrap();
    fs::create_dir(folder.join("folder.svg")).unwrap();
    for (output, why) in [
        ("folder.svg", "a folder"),
        ("folder.svg/", "a folder"),
        ("none/map.svg", "there is no folder"),
        ("file/map.svg", "is no folder"),
        ("map.jpg", "neither SVG, PNG nor PDF"),
    ] {
        assert_refused(
            &render(Path::new("nowhere.json"), &folder.join(output)),
            why,
        );
    }
    #[cfg(unix)]
    {
        assert_refused(
            &pack(Path::new("nowhere.json"), Path::new("/dev/full")),
            "no regular file",
        );
        use std::os::unix::fs::{symlink, PermissionsExt};
        let locked = folder.join("locked.svg");
        fs::write(&locked, "").unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
        assert_refused(
            &render(Path::new("nowhere.json"), &locked),
            "may not be written to",
        );
        let long = folder.join(format!("{}.svg", "long".repeat(70)));
        assert_refused(
            &render(Path::new("nowhere.json"), &long),
            "can't be written",
        );
        symlink("nowhere", folder.join("lost.svg")).unwrap();
        assert_refused(
            &render(Path::new("nowhere.json"), &folder.join("lost.svg")),
            "leads nowhere",
        );
    }
    let (nowhere, module) = (PathBuf::from("nowhere.json"), module(&folder));
    for output in ["file", "file/out", "folder.svg/../file/out"] {
        assert_refused(
            &bake(&nowhere, &module, &folder.join(output), &[]),
            "is no folder",
        );
    }
}

#[test]
fn a_bake_into_the_folder_of_its_inputs_is_refused() {
    let folder = folder("own-inputs");
    let (path, module) = (document(&folder, ""), module(&folder));
    let before = files(&folder);
    for output in [
        folder.clone(),
        folder.join("../own-inputs"),
        folder.join("module/.."),
    ] {
        assert_refused(
            &bake(&path, &module, &output, &["--force"]),
            "holds the input",
        );
    }
    assert_refused(
        &bake(&path, &module, &module, &["--force"]),
        "holds the input",
    );
    #[cfg(unix)]
    {
        let link = folder.join("module/link");
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        assert_refused(
            &bake(&path, &module, &link, &["--force"]),
            "holds the input",
        );
        fs::remove_file(link).unwrap();
    }
    assert!(files(&folder) == before);
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_bake_out_of_its_folder() {
    use std::os::unix::fs::symlink;
    let folder = folder("links");
    let (path, module) = (document(&folder, ""), module(&folder));
    let (out, outside) = (folder.join("out"), folder.join("outside"));
    assert_eq!(bake(&path, &module, &out, &[]).status, 0);
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("thesis.txt"), "years of work").unwrap();
    let is_hashed = |name: &&String| name.starts_with("vote-table-");
    let table = names(&out).iter().find(is_hashed).unwrap().clone();
    for name in ["embed.html", "baked.json", &table] {
        let (file, kept) = (out.join(name), folder.join("kept"));
        fs::rename(&file, &kept).unwrap();
        symlink(outside.join("thesis.txt"), &file).unwrap();
        assert_refused(&bake(&path, &module, &out, &["--force"]), "no regular file");
        fs::remove_file(&file).unwrap();
        fs::rename(&kept, &file).unwrap();
    }
    fs::rename(out.join("locales"), folder.join("kept")).unwrap();
    symlink(&outside, out.join("locales")).unwrap();
    assert_refused(
        &bake(&path, &module, &out, &[]),
        "a link, where a folder of the bake must be",
    );
    assert_eq!(names(&outside), ["thesis.txt"]);
    assert_eq!(
        fs::read_to_string(outside.join("thesis.txt")).unwrap(),
        "years of work"
    );
}

#[test]
fn a_hashed_file_is_written_once_and_no_other_may_have_its_name() {
    let folder = folder("once");
    let (path, module, out) = (document(&folder, ""), module(&folder), folder.join("out"));
    assert_eq!(bake(&path, &module, &out, &[]).status, 0);
    let times = |out: &Path| {
        let times = names(out)
            .into_iter()
            .map(|name| fs::metadata(out.join(name)).unwrap().modified().unwrap());
        times.collect::<Vec<_>>()
    };
    let before = times(&out.join("locales"));
    assert_eq!(bake(&path, &module, &out, &[]).status, 0);
    assert_eq!(times(&out.join("locales")), before);
    let table = names(&out)
        .into_iter()
        .find(|name| name.starts_with("vote-table-"))
        .unwrap();
    fs::write(out.join(&table), "forged").unwrap();
    let forged = bake(&path, &module, &out, &[]);
    assert_refused(&forged, "holds other bytes than its name says");
    assert!(forged.talk.contains(&table), "{}", forged.talk);
}

#[test]
fn two_bakes_into_one_folder_are_kept_apart() {
    let folder = folder("apart");
    let (path, module, out) = (document(&folder, ""), module(&folder), folder.join("out"));
    fs::create_dir(&out).unwrap();
    // A bake that writes, and one that was killed: the system lifts the lock of the second.
    let mark = fs::File::create(out.join(".stancemap-bake")).unwrap();
    fs4::FileExt::lock(&mark).unwrap();
    assert_refused(&bake(&path, &module, &out, &[]), "another bake is writing");
    drop(mark);
    let ran = bake(&path, &module, &out, &[]);
    assert_eq!(ran.status, 0, "{}", ran.talk);
    assert!(names(&out).iter().all(|name| !name.starts_with('.')));
}
