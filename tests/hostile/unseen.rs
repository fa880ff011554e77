//! Characters that nobody sees, in texts that are shown and in messages.

use serde_json::json;
use stancemap::page::PageData;
use stancemap::report::Topic;
use stancemap::scene::{compose_figure, Options};
use stancemap::{paint, words};

use crate::kit::{collection, feature, flaws, france, refused_document, square, Files, VOTES};

/// Turns the line round, hides, recolours, breaks.
const UNSEEN: [char; 12] = [
    '\u{202e}',
    '\u{2066}',
    '\u{200f}',
    '\u{61c}',
    '\u{200b}',
    '\u{feff}',
    '\u{ad}',
    '\u{e0041}',
    '\u{9b}',
    '\u{1b}',
    '\u{2028}',
    '\u{fdd0}',
];

#[test]
fn texts_that_are_shown_have_none() {
    for c in UNSEEN {
        let text = |word: &str| format!("{word}{c}x");
        let features = [
            france(square(2.0)),
            feature(
                json!({"iso3": format!("XQ{c}Q"), "name": text("Land")}),
                square(30.0),
            ),
        ];
        let map = Files::new()
            .with_changed(|d| {
                for field in ["title", "subtitle", "note", "source", "credit"] {
                    d[field] = text(field).into();
                }
                d["translations"] = json!({"fr": {"title": text("titre")}});
            })
            .with("map.geojson", collection(&features))
            .map();
        let svg = paint::svg(&compose_figure(&map, &Options::default())).unwrap();
        let page = serde_json::to_string(&PageData::shown(&map, &[960.0])).unwrap();
        let issues = serde_json::to_string(&map.report).unwrap();
        let french = map.document.texts("fr").title;
        let names: String = map
            .regions
            .iter()
            .map(|r| words::spoken(&map, r) + &r.iso3)
            .collect();
        for (what, shown) in [
            ("SVG", svg),
            ("page data", page),
            ("report", issues),
            ("CSV", map.csv()),
            ("French", french),
            ("names", names),
            ("title", map.document.title.clone()),
        ] {
            assert!(!shown.contains(c), "U+{:04X} in {what}", u32::from(c));
        }
    }
}

#[test]
fn messages_name_them_by_their_code_points() {
    assert_eq!(
        flaws("iso3,vote\nFRA,for\u{202e}ty\n"),
        ["row 2: vote is \"for[U+202E]ty\"; write yes, no, abstain or absent, or leave it blank"]
    );
    let files = Files::new().with("votes.csv", format!("{VOTES}F\u{200b}RA,\n"));
    let found = files.error(Topic::UnmatchedRow);
    assert!(found.contains("\"F[U+200B]RA\""), "{found}");
    let found = refused_document(|d| d["bo\u{2066}dy"] = json!(1));
    assert!(found.contains("bo[U+2066]dy"), "{found}");
    let found = refused_document(|d| d["url"] = "https://example.org/\u{202e}gro.elpmaxe".into());
    assert!(found.contains("[U+202E]"), "{found}");
    let files = Files::new().with_changed(|d| d["countries"] = "a\u{202e}b.geojson".into());
    assert!(
        files.refused().starts_with("a[U+202E]b.geojson: "),
        "{}",
        files.refused()
    );
}

#[test]
fn a_code_with_an_unseen_letter_is_not_the_country_s() {
    let features = [
        france(square(2.0)),
        feature(json!({"iso3": "DEU\u{200b}"}), square(30.0)),
    ];
    let map = Files::new()
        .with("map.geojson", collection(&features))
        .map();
    assert!(map.regions[map.index_of("DEU").unwrap()]
        .polygons
        .is_empty());
    assert!(map.index_of("DEU[U+200B]").is_some());
}

#[test]
fn a_title_that_nobody_sees_is_none() {
    let found = refused_document(|d| d["title"] = "\u{200b}\u{202e}".into());
    assert!(
        found.contains("\"title\": text that nobody sees"),
        "{found}"
    );
}
