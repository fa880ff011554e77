//! `stancemap export`: stances for the programs of others.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::{asset, document, folder, run, table, CLEAN, FOUND, UNREADABLE};

/// What `export` writes of a document into a file of that name.
fn exported(test: &str, file: &str, more: &[&str]) -> String {
    let output = folder(test).join(file);
    let output = output.to_str().unwrap();
    let document = asset("es-11-1.json");
    let arguments = [&["export", &document, "-o", output], more].concat();
    let ran = run(&arguments);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    fs::read_to_string(output).unwrap()
}

#[test]
fn a_table_for_datawrapper_has_every_member_by_its_code() {
    let text = exported("export-csv", "map.csv", &[]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        vec!["ISO3", "name", "stance", "vote", "co-sponsor"]
    );
    let rows: BTreeMap<String, Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .map(|row: Vec<String>| (row[0].clone(), row))
        .collect();
    let row = |code: &str| rows[code][1..].join("|");
    assert_eq!(row("FRA"), "France|Co-sponsored|Yes|Yes");
    assert_eq!(row("BLR"), "Belarus|Voted no|No|No");
    // As the map draws it: with the stance of Denmark.
    assert_eq!(row("GRL").split('|').nth(1), row("DNK").split('|').nth(1));
    let vote = |word: &str| rows.values().filter(|row| row[3] == word).count();
    assert!(vote("Yes") >= 141 && rows.len() > 193, "{}", rows.len());
}

#[test]
fn names_and_words_are_in_the_language_asked_for() {
    let text = exported("export-lang", "map.csv", &["--lang", "fr"]);
    assert!(text.contains("\nDEU,Allemagne,"), "{text}");
    assert!(text.starts_with("ISO3,name,stance,vote,co-sponsor\n"));
}

#[test]
fn css_for_the_blank_map_has_each_code_once() {
    let text = exported("export-css", "map.css", &[]);
    let rules: Vec<(&str, &str)> = text
        .lines()
        .filter(|line| line.contains("fill"))
        .filter_map(|line| line.split_once(" { fill: "))
        .collect();
    let mut classes: Vec<&str> = rules.iter().flat_map(|(own, _)| own.split(", ")).collect();
    let all = classes.len();
    classes.sort_unstable();
    classes.dedup();
    assert_eq!(classes.len(), all);
    assert!(classes.iter().all(|own| own.len() == 3
        && own.starts_with('.')
        && own[1..].bytes().all(|b| b.is_ascii_lowercase())));
    let fill = |class: &str| {
        let mut own = rules.iter();
        let rule = own.find(|(own, _)| own.split(", ").any(|own| own == class));
        rule.unwrap().1
    };
    assert_eq!(fill(".ru"), fill(".by"));
    assert_ne!(fill(".ru"), fill(".fr"));
    assert!(text.contains(".circlexx { opacity: 1; }"));
    let dark = exported("export-css", "dark.css", &["--theme", "dark"]);
    assert_ne!(text, dark);
}

#[test]
fn a_title_ends_no_comment_of_css() {
    let folder = folder("export-hostile");
    let path = document(&folder, |own| {
        own["title"] = "*/ .fr { fill: red } /*\n*/ .de { fill: red }".into();
    });
    let output = folder.join("map.css");
    let ran = run(&["export", &path, "-o", output.to_str().unwrap()]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
    let text = fs::read_to_string(output).unwrap();
    let (comment, rest) = text.split_once("*/\n").unwrap();
    assert!(comment.contains("fill: red"), "{text}");
    assert!(!rest.contains("fill: red"), "{text}");
}

#[test]
fn geojson_has_stances_and_crosses_no_antimeridian() {
    let text = exported("export-geojson", "map.geojson", &[]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let features = value["features"].as_array().unwrap();
    let of = |code: &str| features.iter().find(|own| own["id"] == code).unwrap();
    assert_eq!(of("FRA")["properties"]["stance"], "co-sponsor");
    assert_eq!(of("BLR")["properties"]["vote"], "no");
    assert_eq!(
        of("RUS")["properties"]["fill"],
        of("BLR")["properties"]["fill"]
    );
    assert_eq!(of("GRL")["properties"]["stance_of"], "DNK");
    let members = features.iter();
    let members = members.filter(|own| own["properties"]["kind"] == "member");
    assert_eq!(members.count(), 193);
    let mut edges = 0;
    for feature in features {
        for ring in feature["geometry"]["coordinates"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|polygon| polygon.as_array().unwrap())
        {
            let ring = ring.as_array().unwrap();
            assert_eq!(ring.first(), ring.last());
            let lon = |p: &Value| p[0].as_f64().unwrap();
            for pair in ring.windows(2) {
                assert!(lon(&pair[0]).abs() <= 180.0);
                assert!(
                    (lon(&pair[0]) - lon(&pair[1])).abs() < 180.0 || lon(&pair[0]).abs() == 180.0,
                    "{} {pair:?}",
                    feature["id"]
                );
                edges += 1;
            }
        }
    }
    assert!(edges > 50_000, "{edges}");
    // What it writes can be drawn again.
    let output = folder("export-geojson").join("again.smap");
    let input = folder("export-geojson-again").join("map.geojson");
    fs::write(&input, &text).unwrap();
    let ran = run(&[
        "pack",
        input.to_str().unwrap(),
        "-o",
        output.to_str().unwrap(),
    ]);
    assert_eq!(ran.status, CLEAN, "{}", ran.stderr);
}

#[test]
fn another_ending_and_an_input_are_refused() {
    let document = asset("es-11-1.json");
    let ran = run(&["export", &document, "-o", "map.png"]);
    assert_eq!(ran.status, UNREADABLE);
    assert!(
        ran.stderr.contains("says neither CSV, CSS nor GeoJSON"),
        "{}",
        ran.stderr
    );
    let ran = run(&["export", &document, "-o", &asset("es-11-1.csv")]);
    assert_eq!(ran.status, UNREADABLE);
    assert!(ran.stderr.contains("is the input"), "{}", ran.stderr);
}

#[test]
fn with_errors_nothing_is_written() {
    let folder = folder("export-errors");
    let stances = table(&folder, "FRA,France,yes,yes\n", "");
    let path = document(&folder, |own| own["stances"] = stances.clone().into());
    let output = folder.join("map.csv");
    let ran = run(&["export", &path, "-o", output.to_str().unwrap()]);
    assert_eq!(ran.status, FOUND, "{}", ran.stderr);
    assert!(ran.stderr.contains("was not written"), "{}", ran.stderr);
    assert!(!output.exists());
}
