//! The native command as a stranger runs it: what it prints where, and its exit status.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;
#[path = "command/export.rs"]
mod export;
#[path = "command/import.rs"]
mod import;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{json, Value};

/// Clean, but for notes.
const CLEAN: i32 = 0;
/// Warnings or errors in what could be read.
const FOUND: i32 = 1;
/// Can't be read.
const UNREADABLE: i32 = 2;

fn asset(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(file);
    path.to_string_lossy().into_owned()
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_stancemap"))
}

fn run(arguments: &[&str]) -> Ran {
    Ran::of(command().args(arguments).output().unwrap())
}

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            // None for one ended by a signal, as a panic does here.
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The data; there must be no talk.
    fn data(&self, status: i32) -> &str {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (status, ""),
            "{}",
            self.stdout
        );
        &self.stdout
    }

    /// The talk; there must be no data.
    fn talk(&self, status: i32) -> &str {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (status, ""),
            "{}",
            self.stderr
        );
        &self.stderr
    }

    fn json(&self, status: i32) -> Value {
        serde_json::from_str(self.data(status)).unwrap()
    }
}

/// An empty folder of its own for each test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("command")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, file: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(file);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

/// A document on the coarse map, which is quicker, changed by `change`.
fn document(folder: &Path, change: impl Fn(&mut Value)) -> String {
    let mut document = json!({
        "title": "A resolution", "body": "general-assembly", "date": "2022-03-02",
        "countries": asset("countries-110m.geojson"), "stances": asset("es-11-1.csv"),
        "expect": {"yes": 141, "no": 5, "abstain": 35, "absent": 12, "cosponsor": 94}
    });
    change(&mut document);
    write(folder, "map.json", document.to_string())
}

/// The shipped table with one text replaced.
fn table(folder: &Path, from: &str, to: &str) -> String {
    let shipped = fs::read_to_string(asset("es-11-1.csv")).unwrap();
    assert!(shipped.contains(from));
    write(folder, "votes.csv", shipped.replace(from, to))
}

#[test]
fn check_of_the_assembly_in_words() {
    let ran = run(&["check", &asset("es-11-1.json")]);
    let words = ran.data(CLEAN);
    assert!(
        words.contains("\njoined      193 of 193 members (193 rows, "),
        "{words}"
    );
    for line in [
        "tally       141 yes, 5 no, 35 abstain, 12 absent; 193 members",
        "sponsors    94",
        "shown       94 co-sponsor, 47 yes, 35 abstain, 5 no, 12 absent",
        "expected    141 yes, 5 no, 35 abstain, 12 absent, 94 co-sponsors",
        "result      clean",
    ] {
        assert!(
            words.lines().any(|found| found == line),
            "{line}\nin\n{words}"
        );
    }
}

#[test]
fn check_of_the_assembly_as_json() {
    let report = run(&["check", &asset("es-11-1.json"), "--json"]).json(CLEAN);
    assert_eq!(report["status"], "clean");
    assert_eq!(
        (&report["joined"], &report["members"]),
        (&json!(193), &json!(193))
    );
    assert_eq!(
        report["tally"],
        json!({"members": 193, "yes": 141, "no": 5, "abstain": 35, "absent": 12,
               "cosponsor": 94, "cosponsor_unknown": 0})
    );
    assert_eq!(
        report["shown"],
        json!({"co-sponsor": 94, "yes": 47, "abstain": 35, "no": 5, "absent": 12})
    );
}

#[test]
fn check_of_the_council_in_words() {
    let ran = run(&["check", &asset("s-2022-155.json")]);
    let words = ran.data(CLEAN);
    for line in [
        "tally       11 yes, 1 no, 3 abstain, 0 absent; 15 members",
        "sponsors    21, 168 unknown",
        "result      clean",
    ] {
        assert!(
            words.lines().any(|found| found == line),
            "{line}\nin\n{words}"
        );
    }
    assert!(
        words.contains("21 of 81 reported co-sponsors are known"),
        "{words}"
    );
}

#[test]
fn check_of_the_council_as_json() {
    let report = run(&["check", &asset("s-2022-155.json"), "--json"]).json(CLEAN);
    assert_eq!(report["status"], "clean");
    assert_eq!(report["complete"], false);
    assert_eq!(
        report["tally"],
        json!({"members": 15, "yes": 11, "no": 1, "abstain": 3, "absent": 0,
               "cosponsor": 21, "cosponsor_unknown": 168})
    );
}

/// The keys that the README explains, no more and no fewer.
#[test]
fn the_readme_explains_every_key_of_the_json() {
    let folder = folder("keys");
    let table = table(&folder, "FRA,", "FRX,");
    let document = document(&folder, |d| d["stances"] = json!(table));
    let report = run(&["check", &document, "--json"]).json(FOUND);
    let readme = include_str!("../README.md");
    let (_, section) = readme.split_once("### The report as JSON").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let explained: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let mut keys = Vec::new();
    for (key, value) in report.as_object().unwrap() {
        keys.push(key.clone());
        let inner = match value {
            Value::Array(list) => list[0].as_object(),
            value => value.as_object().filter(|_| key != "shown"),
        };
        keys.extend(
            inner
                .into_iter()
                .flatten()
                .map(|(name, _)| format!("{key}.{name}")),
        );
    }
    for key in &keys {
        assert!(explained.contains(&key.as_str()), "{key} is not explained");
    }
    assert_eq!(
        explained.len(),
        keys.len(),
        "{explained:?} explained, {keys:?} given"
    );
}

#[test]
fn check_of_a_bare_table() {
    let ran = run(&[
        "check",
        &asset("es-11-1.csv"),
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
    ]);
    let words = ran.data(CLEAN);
    assert!(
        words.contains("joined      193 of 193 members (193 rows, "),
        "{words}"
    );
    assert!(
        words.contains("expected    no official totals given;"),
        "{words}"
    );
}

#[test]
fn check_of_a_bare_table_on_boundaries_of_ones_own() {
    let ran = run(&[
        "check",
        &asset("es-11-1.csv"),
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
        "--countries",
        &asset("countries-110m.geojson"),
    ]);
    let words = ran.data(CLEAN);
    assert!(words.contains("175 features"), "{words}");
    assert!(
        words.contains("note        "),
        "members without a shape are a note: {words}"
    );
}

#[test]
fn check_of_a_bare_table_with_members_of_ones_own() {
    let folder = folder("members");
    let fifteen = "CHN FRA RUS GBR USA ALB BRA GAB GHA ARE ECU JPN MLT MOZ CHE";
    let rows = |tail: &str| {
        let rows: Vec<String> = fifteen
            .split(' ')
            .map(|code| format!("{code}{tail}\n"))
            .collect();
        rows.concat()
    };
    let members = write(&folder, "council.csv", format!("iso3\n{}", rows("")));
    let votes = write(&folder, "votes.csv", format!("iso3,vote\n{}", rows(",yes")));
    let ran = run(&[
        "check",
        &votes,
        "--body",
        "security-council",
        "--date",
        "2023-02-25",
        "--members",
        &members,
    ]);
    let words = ran.data(CLEAN);
    assert!(
        words.contains("tally       15 yes, 0 no, 0 abstain, 0 absent; 15 members"),
        "{words}"
    );
}

#[test]
fn check_of_a_bare_table_reports_everything_at_once() {
    let folder = folder("everything");
    let votes = "iso3,name,vote\n,Congo,yes\nFRX,France,yes\nIND,India,abstian\nCHN,China\n";
    let votes = write(&folder, "votes.csv", votes);
    let ran = run(&[
        "check",
        &votes,
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
    ]);
    let words = ran.data(FOUND);
    for part in [
        "row 2: \"Congo\" could be",
        "row 3: no place has the code \"FRX\"; did you mean France (FRA)?",
        "row 4: vote is \"abstian\"; did you mean \"abstain\"?",
        "row 5: 2 cells under 3 headings",
        "no row for 191 of the members",
        "result      4 errors, 1 warning",
    ] {
        assert!(words.contains(part), "{part}\nin\n{words}");
    }
}

#[test]
fn a_table_of_an_unknown_council_names_the_table() {
    let ran = run(&[
        "check",
        &asset("s-2022-155.csv"),
        "--body",
        "security-council",
        "--date",
        "2031-02-25",
    ]);
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.starts_with("s-2022-155.csv, \"members\": who sat on the Security Council on 2031-02-25 is not known"),
        "{talk}"
    );
}

#[test]
fn a_table_without_body_and_date_gets_the_advice_to_add_them() {
    let table = asset("es-11-1.csv");
    let ran = run(&["check", &table]);
    assert_eq!(
        ran.talk(UNREADABLE),
        format!("{table}: the source does not say on which day it was; add --date YYYY-MM-DD\n")
    );
}

#[test]
fn a_document_with_body_and_date_gets_the_advice_to_leave_them() {
    let document = asset("es-11-1.json");
    let ran = run(&[
        "check",
        &document,
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
    ]);
    assert_eq!(
        ran.talk(UNREADABLE),
        format!(
            "{document}: a JSON object, as a map document is; \
                 leave --body and --date out, or give the stance table itself\n"
        )
    );
}

#[test]
fn an_unknown_body_names_the_nearest() {
    let ran = run(&[
        "check",
        &asset("es-11-1.csv"),
        "--body",
        "general assembly",
        "--date",
        "2022-03-02",
    ]);
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.contains("did you mean \"general-assembly\"?"),
        "{talk}"
    );
    assert!(talk.starts_with("--body"), "{talk}");
}

#[test]
fn a_date_that_is_no_day_is_refused() {
    let ran = run(&[
        "check",
        &asset("es-11-1.csv"),
        "--body",
        "general-assembly",
        "--date",
        "2 March 2022",
    ]);
    assert_eq!(
        ran.talk(UNREADABLE),
        "--date: \"2 March 2022\" is no day; write the day of the vote as YYYY-MM-DD\n"
    );
}

#[test]
fn warnings_alone_are_status_1() {
    let folder = folder("warnings");
    let table = table(
        &folder,
        "FRA,France,yes,yes\n",
        "FRA,France,yes,yes\nFRA,France,yes,yes\n",
    );
    let ran = run(&[
        "check",
        &document(&folder, |d| d["stances"] = json!(table)),
        "--json",
    ]);
    let report = ran.json(FOUND);
    assert_eq!(report["status"], "warnings");
    assert_eq!(report["issues"][0]["topic"], "duplicate-row");
}

#[test]
fn errors_are_status_1() {
    let folder = folder("errors");
    let document = document(&folder, |d| d["expect"]["yes"] = json!(142));
    let ran = run(&["check", &document, "--json"]);
    let report = ran.json(FOUND);
    assert_eq!(report["status"], "errors");
    let issue = &report["issues"][0];
    assert_eq!(
        (&issue["severity"], &issue["topic"]),
        (&json!("error"), &json!("tally"))
    );
    let message = issue["message"].as_str().unwrap();
    assert!(
        message.starts_with("yes: 141 in the table, 142 expected (1 fewer)"),
        "{message}"
    );
}

#[test]
fn non_members_without_rows_are_no_more_than_a_note() {
    let folder = folder("council");
    let shipped = fs::read_to_string(asset("s-2022-155.csv")).unwrap();
    let only_voters: Vec<&str> = shipped.lines().filter(|row| !row.ends_with(',')).collect();
    assert_eq!(only_voters.len(), 1 + 15);
    let votes = write(&folder, "votes.csv", only_voters.join("\n"));
    let ran = run(&[
        "check",
        &votes,
        "--body",
        "security-council",
        "--date",
        "2022-02-25",
    ]);
    let words = ran.data(CLEAN);
    assert!(words.contains("note        "), "{words}");
    assert!(words.contains("no row for 178 of the members"), "{words}");
}

#[test]
fn a_missing_document_is_status_2() {
    let ran = run(&["check", "nowhere/map.json"]);
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.starts_with("nowhere/map.json: can't be read ("),
        "{talk}"
    );
    assert!(talk.ends_with("; check the path\n"), "{talk}");
}

#[test]
fn a_missing_table_is_status_2() {
    let folder = folder("missing-table");
    let document = document(&folder, |d| d["stances"] = json!("nowhere.csv"));
    let ran = run(&["check", &document]);
    let path = folder.join("nowhere.csv");
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.starts_with(&format!("{}: can't be read", path.display())),
        "{talk}"
    );
}

#[test]
fn an_address_in_place_of_a_path_is_reported() {
    let folder = folder("address");
    let document = document(&folder, |d| {
        d["stances"] = json!("https://example.org/votes.csv")
    });
    let ran = run(&["check", &document]);
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.ends_with("; fetch it first: the command reads files, not addresses\n"),
        "{talk}"
    );
}

#[test]
fn broken_json_is_status_2() {
    let folder = folder("broken");
    let document = write(&folder, "map.json", "{\"title\": ");
    let ran = run(&["check", &document]);
    let talk = ran.talk(UNREADABLE);
    assert!(
        talk.contains("line 1, column 10: the JSON ends too early"),
        "{talk}"
    );
}

#[test]
fn bad_arguments_are_status_2() {
    for arguments in [
        &["check"][..],
        &["draw", "map.json"],
        &["check", "votes.csv", "--body", "general-assembly"],
        &["check", "map.json", "--countries", "map.geojson"],
        &["render", "map.json"],
        &["render", "map.json", "-o", "map.svg", "--width", "wide"],
    ] {
        let ran = run(arguments);
        assert!(!ran.talk(UNREADABLE).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_title_that_would_recolour_the_terminal_is_made_harmless() {
    let folder = folder("terminal");
    let document = document(&folder, |d| {
        d["title"] = json!("red\u{1b}[31m\nresult      clean")
    });
    let ran = run(&["check", &document]);
    let words = ran.data(CLEAN);
    assert!(words.starts_with("red [31m result      clean\n"), "{words}");
}

#[test]
fn paths_are_relative_to_the_document_wherever_the_command_runs() {
    let folder = folder("elsewhere");
    let ran = command()
        .current_dir(&folder)
        .args(["check", &asset("es-11-1.json")])
        .output()
        .unwrap();
    Ran::of(ran).data(CLEAN);
}

#[test]
fn a_document_in_the_working_directory_finds_its_neighbours() {
    let ran = command()
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"))
        .args(["check", "es-11-1.json"])
        .output()
        .unwrap();
    Ran::of(ran).data(CLEAN);
}

#[test]
fn a_document_may_name_absolute_paths() {
    let folder = folder("absolute");
    run(&["check", &document(&folder, |_| {})]).data(CLEAN);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = folder("pipe");
    // More than a pipe holds, so that writing meets the closed end.
    let rows: String = (0..4000).map(|i| format!("Nowhere {i},yes\n")).collect();
    let votes = write(&folder, "votes.csv", format!("name,vote\n{rows}"));
    let mut child = command()
        .args([
            "check",
            &votes,
            "--body",
            "general-assembly",
            "--date",
            "2022-03-02",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (FOUND, ""));
}

#[test]
fn talk_into_a_closed_pipe_is_no_failure() {
    let mut child = command()
        .args(["check", "nowhere/map.json"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(UNREADABLE));
}

#[test]
fn render_writes_svg() {
    let folder = folder("svg");
    let output = folder.join("map.svg");
    let ran = run(&[
        "render",
        &document(&folder, |_| {}),
        "-o",
        output.to_str().unwrap(),
    ]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (CLEAN, ""),
        "{}",
        ran.stderr
    );
    let svg = fs::read_to_string(&output).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("width=\"960\""));
    assert!(svg.contains("data-iso3=\"FRA\""));
}

#[test]
fn render_draws_in_high_contrast() {
    let folder = folder("contrast");
    let output = folder.join("map.svg");
    let ran = run(&[
        "render",
        &document(&folder, |_| {}),
        "-o",
        output.to_str().unwrap(),
        "--theme",
        "dark-contrast",
    ]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    let svg = fs::read_to_string(&output).unwrap();
    let ground = svg.lines().find(|line| line.starts_with("<rect"));
    assert!(
        ground.is_some_and(|rect| rect.contains("fill=\"#000000\"")),
        "{ground:?}"
    );
}

#[test]
fn render_in_a_palette_that_is_none_names_those_that_are() {
    let ran = run(&["render", "map.json", "-o", "map.svg", "--theme", "contrast"]);
    assert!(
        ran.talk(UNREADABLE)
            .contains("light, dark, light-contrast, dark-contrast"),
        "{}",
        ran.stderr
    );
}

#[test]
fn render_writes_png_of_width_times_scale() {
    let folder = folder("png");
    let output = folder.join("map.PNG");
    let ran = run(&[
        "render",
        &document(&folder, |_| {}),
        "-o",
        output.to_str().unwrap(),
        "--width",
        "400",
        "--scale",
        "1.5",
    ]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (CLEAN, ""),
        "{}",
        ran.stderr
    );
    let png = fs::read(&output).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    // The width stands in the first chunk (PNG specification, 11.2.1 IHDR).
    assert_eq!(png[16..20], 600u32.to_be_bytes());
}

/// Asserts that `render` with `arguments` says `talk`, has this status, and writes nothing.
fn assert_not_drawn(test: &str, output: &str, arguments: &[&str], status: i32, talk: &str) {
    let folder = folder(test);
    let document = document(&folder, |_| {});
    let output = folder.join(output);
    let name = output.to_str().unwrap();
    let ran = run(&[&["render", &document, "-o", name][..], arguments].concat());
    let said = ran.talk(status).replace(name, "OUTPUT");
    assert!(said.contains(talk), "{said}");
    assert!(!output.exists());
}

#[test]
fn render_refuses_wrong_totals_and_writes_nothing() {
    let folder = folder("totals");
    let document = document(&folder, |d| d["expect"]["no"] = json!(6));
    let output = folder.join("map.svg");
    let ran = run(&["render", &document, "-o", output.to_str().unwrap()]);
    let talk = ran.talk(FOUND);
    assert!(
        talk.contains("no: 5 in the table, 6 expected (1 fewer)"),
        "{talk}"
    );
    assert!(
        talk.ends_with("was not drawn: the map would be wrong\n"),
        "{talk}"
    );
    assert!(!output.exists());
}

#[test]
fn render_keeps_the_last_good_picture_when_it_refuses() {
    let folder = folder("keep");
    let document = document(&folder, |d| d["expect"]["no"] = json!(6));
    let output = write(&folder, "map.svg", "the last good one");
    run(&["render", &document, "-o", &output]).talk(FOUND);
    assert_eq!(fs::read_to_string(&output).unwrap(), "the last good one");
}

#[test]
fn render_to_an_unknown_format_is_refused() {
    assert_not_drawn(
        "format",
        "map.jpg",
        &[],
        UNREADABLE,
        "--output: \"OUTPUT\" says neither SVG, PNG nor PDF; end the name in .svg, .png or .pdf\n",
    );
}

#[test]
fn render_at_a_width_out_of_range_is_refused() {
    for width in ["319", "3841", "NaN", "inf"] {
        let talk = format!("--width: {width}; choose 320 to 3840 px\n");
        assert_not_drawn("width", "map.svg", &["--width", width], UNREADABLE, &talk);
    }
}

#[test]
fn render_at_a_scale_that_is_none_is_refused() {
    for scale in ["0", "NaN", "inf"] {
        let talk = format!("--scale: {scale}; choose a number above 0, for example 2\n");
        assert_not_drawn("scale", "map.svg", &["--scale", scale], UNREADABLE, &talk);
    }
}

#[test]
fn render_at_a_negative_scale_is_refused() {
    assert_not_drawn(
        "negative",
        "map.png",
        &["--scale=-1"],
        UNREADABLE,
        "--scale: -1; choose",
    );
}

#[test]
fn render_of_a_picture_too_large_is_refused() {
    assert_not_drawn(
        "large",
        "map.png",
        &["--scale", "100"],
        UNREADABLE,
        "choose a scale that gives 1 to 16384 px a side\n",
    );
}

#[test]
fn render_into_a_folder_that_does_not_exist_is_refused() {
    assert_not_drawn(
        "nowhere",
        "none/map.svg",
        &[],
        UNREADABLE,
        "OUTPUT: there is no folder \"",
    );
}

/// The SVG of `document` drawn with `arguments`, and what was printed to standard error.
fn drawn(folder: &Path, document: &str, arguments: &[&str]) -> (String, String) {
    let output = folder.join("map.svg");
    let name = output.to_str().unwrap();
    let ran = run(&[&["render", document, "-o", name][..], arguments].concat());
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    (fs::read_to_string(&output).unwrap(), ran.stderr)
}

#[test]
fn render_speaks_the_language_asked_for() {
    let folder = folder("languages");
    let document = document(&folder, |_| {});
    for (lang, abstained) in [
        ("ar", "امتناع"),
        ("de", "Enthaltung"),
        ("en", "Abstained"),
        ("es", "Abstenciones"),
        ("fr", "Abstention"),
        ("he", "נמנעו"),
        ("hi", "मतदान से परहेज़"),
        ("ja", "棄権"),
        ("pt-BR", "Abstenções"),
        ("ru", "Воздержались"),
        ("uk", "Утрималися"),
        ("zh", "弃权"),
    ] {
        let (svg, talk) = drawn(&folder, &document, &["--lang", lang, "--width", "320"]);
        let tag = lang.split('-').next().unwrap();
        assert!(svg.contains(&format!(" lang=\"{tag}\"")), "{lang}");
        assert!(svg.contains(abstained), "{lang}");
        assert!(!talk.contains("messages"), "{talk}");
    }
}

#[test]
fn render_speaks_the_language_of_the_document() {
    let folder = folder("language");
    let german = document(&folder, |d| d["lang"] = json!("de"));
    let (svg, talk) = drawn(&folder, &german, &[]);
    assert!(svg.contains("Enthaltung"));
    assert!(!talk.contains("messages"), "{talk}");
}

#[test]
fn render_in_a_language_without_messages_keeps_the_documents_own_words() {
    let folder = folder("swahili");
    let swahili = document(&folder, |d| {
        d["lang"] = json!("sw");
        d["title"] = json!("Azimio");
    });
    let (svg, talk) = drawn(&folder, &swahili, &[]);
    assert!(svg.contains("Azimio") && svg.contains("Abstained"));
    assert!(
        talk.contains("\"lang\": there are no messages in \"sw\"") && talk.contains("English"),
        "{talk}"
    );
}

#[test]
fn render_in_an_unknown_language_names_those_there_are() {
    assert_not_drawn(
        "klingon",
        "map.svg",
        &["--lang", "tlh"],
        UNREADABLE,
        "--lang: \"tlh\" is none of those there are; choose one of ar, de, en, es, fr, he, hi, ja, pt, \
         ru, uk, zh\n",
    );
}

#[test]
fn render_writes_no_boxes_for_chinese_without_a_font() {
    let with_png = |lang| {
        assert_not_drawn(
            lang,
            "map.png",
            &["--lang", lang],
            UNREADABLE,
            "give one that has them with --font FILE, or write SVG\n",
        );
    };
    with_png("zh");
    with_png("ja");
}

#[test]
fn render_draws_chinese_with_the_fonts_given() {
    let folder = folder("chinese");
    let document = document(&folder, |d| d["title"] = json!("决议"));
    let fonts: Vec<String> = [("regular.ttf", 400), ("bold.ttf", 700)]
        .map(|(name, weight)| write(&folder, name, common::font::boxes("Box", weight, 700)))
        .to_vec();
    let output = folder.join("map.png");
    let ran = run(&[
        "render",
        &document,
        "-o",
        output.to_str().unwrap(),
        "--lang",
        "zh",
        "--font",
        &fonts[0],
        "--font",
        &fonts[1],
    ]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    assert!(output.exists());
}

#[test]
fn render_with_a_font_that_is_none_names_the_argument() {
    let folder = folder("no-font");
    let notes = write(&folder, "notes.ttf", "not a font");
    assert_not_drawn(
        "font",
        "map.png",
        &["--font", &notes],
        UNREADABLE,
        &format!(
            "--font {notes}: no font; give a TrueType or OpenType font (.ttf, .otf or .ttc)\n"
        ),
    );
    assert_not_drawn(
        "font",
        "map.png",
        &["--font", "nowhere.ttf"],
        UNREADABLE,
        "--font nowhere.ttf: can't be read",
    );
}

/// Runs the command with so much memory, in KiB, and so many seconds of the processor.
#[cfg(unix)]
fn run_within(kib: usize, seconds: usize, arguments: &[&str]) -> Ran {
    let limits = format!("ulimit -v {kib}; ulimit -t {seconds}; exec \"$@\"");
    let command = ["-c", &limits, "sh", env!("CARGO_BIN_EXE_stancemap")];
    let mut shell = Command::new("sh");
    Ran::of(shell.args(command).args(arguments).output().unwrap())
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_at_once_as_any_input() {
    let folder = folder("irregular");
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap()
        .success());
    let socket = folder.join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let within = folder.to_string_lossy().into_owned();
    let (pipe, socket) = (pipe.to_string_lossy(), socket.to_string_lossy());
    let output = folder.join("out.png").to_string_lossy().into_owned();
    for (path, sort) in [
        (&*pipe, "a pipe (FIFO), no regular file"),
        (&*socket, "a socket, no regular file"),
        ("/dev/zero", "a device, no regular file"),
        (&within, "a folder, no regular file"),
        ("/proc/self/maps", "the file is empty"),
    ] {
        let document = |field: &str| document(&folder, |d| d[field] = json!(path));
        let table = ["--body", "general-assembly", "--date", "2022-03-02"];
        let named = |field: &str| {
            let map = document(field);
            run_within(1 << 20, 10, &["check", &map])
                .talk(UNREADABLE)
                .to_owned()
        };
        let mut talks: Vec<String> = ["countries", "stances", "policy", "members"]
            .map(named)
            .into();
        let plain = document("source");
        for arguments in [
            vec!["check", path],
            [&["check", path][..], &table].concat(),
            [
                &["check", &asset("es-11-1.csv"), "--countries", path][..],
                &table,
            ]
            .concat(),
            vec!["render", &plain, "-o", &output, "--font", path],
            vec!["pack", path, "-o", &output],
            vec!["unpack", path, "-o", &output],
        ] {
            talks.push(
                run_within(1 << 20, 10, &arguments)
                    .talk(UNREADABLE)
                    .to_owned(),
            );
        }
        for talk in talks {
            assert!(talk.contains(path) && talk.contains(sort), "{path}: {talk}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_above_the_limit_is_refused_by_its_size() {
    let folder = folder("large");
    let sparse = folder.join("sparse.csv");
    fs::File::create(&sparse).unwrap().set_len(2 << 30).unwrap();
    let sparse = sparse.to_string_lossy();
    let ran = run_within(1 << 20, 5, &["check", &sparse]);
    assert_eq!(
        ran.talk(UNREADABLE),
        format!(
            "{sparse}: 2147483648 bytes; at most 536870912 bytes are read; is it the right file? \
             --max-input sets another limit\n"
        )
    );
    let document = document(&folder, |_| {});
    let ran = run(&["check", &document, "--max-input", "100kB"]);
    assert!(ran
        .talk(UNREADABLE)
        .contains("218966 bytes; at most 100000 bytes are read"));
    run(&["--max-input", "1.5MB", "check", &document]).data(CLEAN);
    run(&["check", &document, "--max-input", "much"]).talk(UNREADABLE);
}

#[cfg(unix)]
#[test]
fn standard_input_may_be_a_pipe() {
    let table = fs::File::open(asset("es-11-1.csv")).unwrap();
    let mut cat = Command::new("cat")
        .stdin(table)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let arguments = [
        "check",
        "/dev/stdin",
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
    ];
    let run = |limit: &str, input: Stdio| {
        let mut command = command();
        Ran::of(
            command
                .args(arguments)
                .args(["--max-input", limit])
                .stdin(input)
                .output()
                .unwrap(),
        )
    };
    run("10MB", cat.stdout.take().unwrap().into()).data(CLEAN);
    cat.wait().unwrap();
    let endless = fs::File::open("/dev/zero").unwrap();
    let ran = run("3MB", endless.into());
    assert!(ran
        .talk(UNREADABLE)
        .contains("at most 3000000 bytes are read"));
}

/// It is read once: the picture carries the document that it was drawn from.
#[cfg(unix)]
#[test]
fn a_document_may_come_through_a_pipe() {
    let folder = folder("piped");
    let document = document(&folder, |_| {});
    let mut cat = Command::new("cat")
        .arg(&document)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = folder.join("map.svg");
    let mut command = command();
    let render = command.args(["render", "/dev/stdin", "-o", output.to_str().unwrap()]);
    Ran::of(render.stdin(cat.stdout.take().unwrap()).output().unwrap()).talk(CLEAN);
    cat.wait().unwrap();
    let svg = fs::read_to_string(&output).unwrap();
    assert!(svg.contains("&quot;document&quot;:{&quot;"));
}

#[cfg(unix)]
#[test]
fn a_report_of_a_million_faults_is_short_and_counts_them() {
    let folder = folder("faults");
    let rows: String = (0..1_000_000)
        .map(|i| format!("Q{i},maybe,perhaps,\n"))
        .collect();
    let table = write(
        &folder,
        "votes.csv",
        format!("iso3,vote,cosponsor,note\n{rows}"),
    );
    assert!(fs::metadata(&table).unwrap().len() > 22_000_000);
    let arguments = [
        "check",
        &table,
        "--body",
        "general-assembly",
        "--date",
        "2022-03-02",
    ];
    let ran = run_within(3 << 20, 60, &arguments);
    let words = ran.data(FOUND);
    assert!(words.len() < 150_000, "{}", words.len());
    for topic in [
        "999800 more findings of this sort",
        "1999800 more findings of this sort",
        "result      3000001 errors",
    ] {
        assert!(words.contains(topic), "{topic}");
    }
    let json = run_within(3 << 20, 60, &[&arguments[..], &["--json"]].concat());
    assert!(json.data(FOUND).len() < 250_000);
}
