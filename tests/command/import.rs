//! `import`, and `check` of what it reads.

use std::io::Write;

use super::*;

const DAY: [&str; 4] = ["--date", "2022-03-02", "--body", "general-assembly"];
const LANGUAGES: [&str; 12] = [
    "ar", "de", "en", "es", "fr", "he", "hi", "ja", "pt", "ru", "uk", "zh",
];

fn case(path: &str) -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    cases.join(path).to_string_lossy().into_owned()
}

/// Imports `file` with the day and body of the cases, and more arguments.
fn import(file: &str, more: &[&str]) -> Ran {
    run(&[&["import", file], DAY.as_slice(), more].concat())
}

/// A roll call of 193 rows in which `change` has changed some.
fn roll(folder: &Path, name: &str, change: &[(&str, &str)]) -> String {
    let mut text = fs::read_to_string(asset("es-11-1.csv")).unwrap();
    for (from, to) in change {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    write(folder, name, text)
}

fn codes(json: &Value) -> Vec<&str> {
    let findings = json["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|own| own["code"].as_str().unwrap())
        .collect()
}

#[test]
fn a_table_of_the_library_becomes_a_checked_table() {
    let ran = run(&["import", &case("01-undl-bulk/table.csv")]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 194);
    assert!(ran
        .stdout
        .starts_with("iso3,name,vote,cosponsor\nAFG,Afghanistan,yes,"));
    let summary = "General Assembly, 2022-03-02: 141 yes, 5 no, 35 abstain, 12 absent; adopted: 141 in favour are more than 5 against";
    assert!(ran.stderr.contains(summary), "{}", ran.stderr);
    assert!(!ran.stderr.contains('\x1b'), "colours are for terminals");
}

#[test]
fn a_minus_is_standard_input() {
    for command in ["import", "check"] {
        let table = fs::File::open(case("01-undl-bulk/table.csv")).unwrap();
        let mut own = super::command();
        let ran = Ran::of(own.args([command, "-"]).stdin(table).output().unwrap());
        assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    }
}

#[test]
fn a_file_of_the_library_may_be_longer_than_the_limit_and_another_may_not() {
    let library = case("01-undl-bulk/table.csv");
    let mut own = super::command();
    let mut child = own
        .args(["import", "-", "--max-input", "10kB"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(&fs::read(&library).unwrap()).unwrap();
    drop(input);
    assert_eq!(Ran::of(child.wait_with_output().unwrap()).status, CLEAN);
    let ran = run(&[
        "import",
        &library,
        "--max-input",
        "10kB",
        "--symbol",
        "ES-11/1",
    ]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    let ran = import(&asset("es-11-1.csv"), &["--max-input", "1kB"]);
    assert!(ran.talk(UNREADABLE).contains("--max-input"));
}

#[test]
fn an_error_is_drawn_with_its_line_and_nothing_is_written() {
    let folder = folder("import-error");
    let table = roll(&folder, "votes.csv", &[("France", "Frnace"), ("FRA", "")]);
    let (output, document) = (folder.join("o.csv"), folder.join("m.json"));
    let (output, document) = (output.to_string_lossy(), document.to_string_lossy());
    let ran = import(&table, &["-o", &output, "--document", &document]);
    let talk = ran.talk(FOUND);
    for part in [
        "error: “Frnace” is no state that is known. Did you mean France (FRA)?",
        "votes.csv:",
        "Frnace",
        "^^^^^^",
        "= help: read “Frnace” as France (FRA)",
        "the table is not written",
    ] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
    assert!(!Path::new(&*output).exists() && !Path::new(&*document).exists());
}

#[test]
fn what_is_likely_meant_is_taken_if_asked_and_listed() {
    let folder = folder("import-ask");
    let text = "name,vote\nFrance,yes\nGermany,yes\nFrnce,yes\nItaly,abstrained\nSpain,agianst\nPoland,no\nMali,no\n";
    let table = write(&folder, "votes.csv", text.replace("Frnce", "Portugl"));
    let output = folder.join("o.csv");
    let output = output.to_string_lossy();
    let ran = import(&table, &["--fix", "ask", "-o", &output]);
    let talk = ran.talk(CLEAN);
    for part in [
        "(taken: read “Portugl” as Portugal (PRT))",
        "(taken: read it as “abstain”)",
        "(taken: read it as “no”)",
        "(taken: count them as absent",
    ] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
    let written = fs::read_to_string(&*output).unwrap();
    for row in [
        "PRT,Portugal,yes,",
        "ITA,Italy,abstain,",
        "ESP,Spain,no,",
        "USA,United States,absent,",
    ] {
        assert!(
            written.lines().any(|own| own.starts_with(row)),
            "{row}: {written}"
        );
    }
    // Without leave nothing is taken.
    assert!(import(&table, &[]).talk(FOUND).contains("mend the errors"));
}

#[test]
fn a_label_with_a_slip_loses_no_list() {
    let folder = folder("import-label");
    let text = "In favour: France, Germany, Italy, Spain, Portugal.\n\nAgianst: Belarus, Eritrea, Mali.\n\nAbstaining: China, India, Cuba.\n";
    let text = write(&folder, "votes.txt", text);
    assert!(import(&text, &[])
        .talk(FOUND)
        .contains("“Agianst” stands before a list"));
    let ran = import(&text, &["--fix", "ask"]);
    assert!(ran.stdout.contains("\nERI,Eritrea,no,"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("(taken: read it as “Against”)"),
        "{}",
        ran.stderr
    );
}

#[test]
fn text_that_was_decoded_wrongly_is_put_right_and_listed() {
    let folder = folder("import-mojibake");
    let table = write(
        &folder,
        "v.csv",
        "name,vote\nCÃ´te d'Ivoire,yes\nMali,no\nTÃ¼rkiye,no\n",
    );
    let ran = import(&table, &["--json"]);
    let json = ran.json(FOUND);
    let own = json["findings"].as_array().unwrap().iter();
    let own: Vec<&Value> = own.filter(|own| own["code"] == "mojibake").collect();
    assert_eq!((own.len(), &own[0]["severity"]), (1, &json!("note")));
    assert_eq!(own[0]["fixes"][0]["kind"], "safe");
    let rows = json["rows"].as_array().unwrap();
    assert!(rows
        .iter()
        .any(|row| row["iso3"] == "CIV" && row["vote"] == "yes"));
    assert!(rows.iter().any(|row| row["iso3"] == "TUR"));
}

#[test]
fn json_has_code_sentence_place_and_ways_to_mend_it() {
    let folder = folder("import-json");
    let text = "name,vote\nFrance,yes\nFrance,yes\nTürkiye,no\nTurkey,no\nCongo,yes\nGermany,no\nGermany,yes\nPortugl,yes\nEngland,yes\nKosovo,yes\nSpain,hm\n";
    let table = write(&folder, "v.csv", text);
    let ran = import(&table, &["--json"]);
    let json = ran.json(FOUND);
    assert_eq!(json["status"], "errors");
    let found = codes(&json);
    for code in [
        "duplicate",
        "two-names",
        "ambiguous-name",
        "conflict",
        "unknown-name",
        "part-of-state",
        "no-voter",
        "unknown-word",
        "not-listed",
    ] {
        assert!(found.contains(&code), "{code}: {found:?}");
    }
    let mut kinds = Vec::new();
    for own in json["findings"].as_array().unwrap() {
        assert!(!own["message"].as_str().unwrap().is_empty(), "{own}");
        for fix in own["fixes"].as_array().unwrap() {
            assert!(!fix["sentence"].as_str().unwrap().is_empty(), "{fix}");
            kinds.push(fix["kind"].as_str().unwrap());
        }
        let [span, ..] = own["spans"].as_array().unwrap().as_slice() else {
            panic!("{own}");
        };
        let span =
            ["start", "end"].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
        assert!(text.get(span[0]..span[1]).is_some(), "{own}");
    }
    assert!(
        kinds.contains(&"ask") && kinds.contains(&"show"),
        "{kinds:?}"
    );
}

#[test]
fn what_is_found_is_said_in_every_language() {
    let folder = folder("import-lang");
    let table = write(
        &folder,
        "v.csv",
        "name,vote\nFrance,yes\nPortugl,yes\nKosovo,yes\nGermany,no\nGermany,yes\n",
    );
    let english = import(&table, &["--json"]).json(FOUND);
    for lang in LANGUAGES {
        let json = import(&table, &["--json", "--lang", lang]).json(FOUND);
        assert_eq!(codes(&json), codes(&english), "{lang}");
        let said = |json: &Value| {
            let own = json["findings"].as_array().unwrap().iter();
            own.map(|own| own["message"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        for (own, english) in said(&json).iter().zip(said(&english)) {
            assert_eq!(*own == english, lang == "en", "{lang}: {own}");
            assert!(!own.contains('{'), "{lang}: {own}");
        }
    }
    let french = import(&table, &["--lang", "fr"]);
    assert!(
        french.talk(FOUND).contains("Allemagne (DEU)"),
        "{}",
        french.stderr
    );
    let unknown = import(&table, &["--lang", "xx"]);
    assert!(
        unknown.talk(UNREADABLE).contains("--lang"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn of_several_votes_a_person_chooses_by_their_totals() {
    let folder = folder("import-several");
    let text = "Annex I\n\nThe draft resolution A/78/L.1 was adopted by a recorded vote of 3 in favour to 1 against, with 1 abstention, as follows:\n\nIn favour: France, Italy, Mali.\n\nAgainst: Chad.\n\nAbstaining: Togo.\n\nAnnex II\n\nThe draft resolution A/78/L.2 was adopted by a recorded vote of 2 in favour to 1 against, with 2 abstentions, as follows:\n\nIn favour: France, Italy.\n\nAgainst: Chad.\n\nAbstaining: Togo, Mali.\n";
    let text = write(&folder, "press.txt", text);
    let ran = import(&text, &[]);
    let talk = ran.talk(FOUND);
    for part in [
        "3 in favour, 1 against, 1 abstentions",
        "2 in favour, 1 against, 2 abstentions",
        "--vote",
    ] {
        assert!(talk.contains(part), "{part}: {talk}");
    }
    let json = import(&text, &["--json"]).json(FOUND);
    assert_eq!(json["votes"][1]["abstain"], 2);
    for choice in [["--vote", "2"], ["--symbol", "A/78/L.2"]] {
        let ran = import(&text, &choice);
        assert!(
            ran.stderr.contains("2 yes, 1 no, 2 abstain"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn check_takes_what_import_takes() {
    let workbooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbooks");
    let workbook = |name: &str| workbooks.join(name).to_string_lossy().into_owned();
    for file in [
        case("03-column-per-stance/annex.txt"),
        case("03-column-per-stance/object.json"),
        case("04-record-page/table.csv"),
        workbook("vote.xlsx"),
        workbook("vote.ods"),
    ] {
        if !Path::new(&file).exists() {
            continue;
        }
        let ran = run(&[
            "check",
            &file,
            "--date",
            "2022-03-02",
            "--body",
            "general-assembly",
        ]);
        assert!(ran.status < UNREADABLE, "{file}: {}", ran.stderr);
        assert!(
            ran.stdout.contains("General Assembly, 2022-03-02: "),
            "{file}: {}",
            ran.stdout
        );
    }
    let library = run(&["check", &case("01-undl-bulk/table.csv")]);
    assert!(library
        .data(CLEAN)
        .contains("141 yes, 5 no, 35 abstain, 12 absent"));
    let json = run(&["check", &case("01-undl-bulk/table.csv"), "--json"]);
    assert_eq!(json.json(CLEAN)["status"], "clean");
}

#[test]
fn the_document_works_as_it_stands() {
    let folder = folder("import-document");
    fs::create_dir(folder.join("tables")).unwrap();
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (table, map) = (path("tables/o.csv"), path("map.json"));
    let library = case("01-undl-bulk/table.csv");
    let ran = run(&["import", &library, "-o", &table, "--document", &map]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    let document: Value = serde_json::from_slice(&fs::read(&map).unwrap()).unwrap();
    assert_eq!(document["stances"], "tables/o.csv");
    assert_eq!(document["expect"]["yes"], 141);
    run(&["check", &map]).data(CLEAN);
    let picture = path("map.svg");
    assert_eq!(run(&["render", &map, "-o", &picture]).status, CLEAN);
    assert!(fs::read_to_string(&picture).unwrap().starts_with("<svg"));
    // Numbers that do not add up stop it.
    let wrong = fs::read_to_string(&table)
        .unwrap()
        .replacen(",yes,", ",no,", 1);
    fs::write(&table, wrong).unwrap();
    fs::remove_file(&picture).unwrap();
    assert_eq!(run(&["render", &map, "-o", &picture]).status, FOUND);
    assert!(!Path::new(&picture).exists());
}

#[test]
fn the_majority_is_that_of_the_body_and_the_day() {
    let folder = folder("import-majority");
    let council = |date: &str, yes: &[&str], no: &[&str]| {
        let text = format!(
            "In favour: {}.\n\nAgainst: {}.\n\nAbstaining: None.\n",
            yes.join(", "),
            no.join(", ")
        );
        let text = write(&folder, "council.txt", text);
        let ran = run(&[
            "import",
            &text,
            "--date",
            date,
            "--body",
            "security-council",
            "--json",
        ]);
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        json["outcome"].as_str().unwrap().to_owned()
    };
    let seats_1965 = [
        "Bolivia",
        "France",
        "Ivory Coast",
        "Jordan",
        "Malaysia",
        "Netherlands",
        "United Kingdom",
    ];
    let own = council("1965-11-20", &seats_1965, &["Uruguay"]);
    assert!(own.starts_with("7 in favour, 7 are needed"), "{own}");
    let seats_2022 = [
        "Albania", "Brazil", "France", "Gabon", "Ghana", "Ireland", "Kenya", "Mexico", "Norway",
    ];
    let own = council("2022-02-25", &seats_2022, &["Russian Federation"]);
    assert!(
        own.contains("permanent members voted against: RUS"),
        "{own}"
    );
    let own = council("2022-02-25", &seats_2022[..8], &["India"]);
    assert!(
        own.starts_with("9 votes in favour are needed, and 8"),
        "{own}"
    );
    let text = write(
        &folder,
        "assembly.txt",
        "In favour: France, Italy, Spain.\n\nAgainst: Mali, Chad.\n",
    );
    let ran = import(&text, &["--majority", "two-thirds", "--json"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        json["outcome"]
            .as_str()
            .unwrap()
            .starts_with("two thirds of the 5"),
        "{json}"
    );
}

#[test]
fn what_the_numbers_and_lists_contradict_is_found() {
    let folder = folder("import-codes");
    let own = |text: &str, date: &str, body: &str| {
        let text = write(&folder, "v.txt", text);
        let ran = run(&["import", &text, "--date", date, "--body", body, "--json"]);
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        codes(&json)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let assembly = "general-assembly";
    for (text, date, body, code) in [
        (
            "In favour: France, Namibia.\n\nAgainst: Chad.\n",
            "1980-01-14",
            assembly,
            "not-a-member",
        ),
        (
            "In favour: France, Germany.\n\nAgainst: Ghana.\n",
            "2022-02-25",
            "security-council",
            "no-seat",
        ),
        (
            "In favour (3): France, Italy.\n\nAgainst (1): Chad.\n",
            "2022-03-02",
            assembly,
            "stated-total",
        ),
        (
            "In favour: France, Italy.\n\nAgainst: France.\n",
            "2022-03-02",
            assembly,
            "conflict",
        ),
    ] {
        let found = own(text, date, body);
        assert!(found.iter().any(|own| own == code), "{code}: {found:?}");
    }
    let table = write(
        &folder,
        "s.csv",
        "name,vote,cosponsor\nFrance,no,yes\nItaly,yes,no\nMali,no,no\n",
    );
    let found = import(&table, &["--json"]).json(FOUND);
    assert!(codes(&found).contains(&"sponsor-vote"), "{found}");
}

#[test]
fn completions_and_manual_name_the_options_of_import() {
    for arguments in [["completions", "bash"].as_slice(), &["man"]] {
        let ran = run(arguments);
        assert!(ran.data(CLEAN).contains("symbol"));
    }
}
