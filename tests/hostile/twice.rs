//! A key that stands twice in a JSON object: one reader takes the first, another the last.

use stancemap::input::{Boundaries, Document, Policy, StanceTable};
use stancemap::locale::{Locale, Plurals};
use stancemap::{Error, Result};

use crate::kit::{collection, document, flaws, france, square};

fn refused<T>(result: Result<T>) -> String {
    result
        .map(drop)
        .map_err(|e: Error| e.to_string())
        .unwrap_err()
}

#[test]
fn a_document_is_refused_at_any_depth() {
    let plain = document().to_string();
    for (from, to, words) in [
        (
            "\"title\":",
            "\"title\":\"Another\",\"title\":",
            "\"title\" stands twice; keep the one that is right",
        ),
        (
            "\"title\":",
            "\"expect\":{\"yes\":1,\n\"yes\":2},\"title\":",
            ", \"expect\": \"yes\" stands twice",
        ),
        (
            "\"title\":",
            "\"translations\":{\"fr\":{\"title\":\"a\",\"ti\\u0074le\":\"b\"}},\"title\":",
            ", \"translations.fr\": \"title\" stands twice",
        ),
        (
            "\"title\":",
            "\"frame\":[1,{\"a\":1,\"a\":1}],\"title\":",
            ", \"frame[1]\": \"a\" stands twice",
        ),
    ] {
        let text = plain.replace(from, to);
        let found = refused(Document::parse("map.json", text.as_bytes()));
        assert!(
            found.starts_with("map.json, line ") && found.contains(words),
            "{found}"
        );
    }
}

#[test]
fn boundaries_are_refused_in_properties_and_round_the_features() {
    let plain = collection(&[france(square(2.0)), france(square(4.0))]);
    for (from, to, words) in [
        (
            "\"iso3\":\"FRA\"",
            "\"iso3\":\"DEU\",\"iso3\":\"FRA\"",
            "\"features[0].properties\": \"iso3\" stands twice",
        ),
        (
            "\"type\":\"Polygon\"",
            "\"type\":\"Point\",\"type\":\"Polygon\"",
            "\"features[0].geometry\": \"type\" stands twice",
        ),
        (
            "\"features\":",
            "\"features\":[],\"features\":",
            "\"features\" stands twice",
        ),
        (
            "\"features\":",
            "\"crs\":{\"a\":1,\"a\":2},\"features\":",
            "\"crs\": \"a\" stands twice",
        ),
        (
            "\"features\":",
            "\"crs\":1,\"crs\":1,\"features\":",
            "\"crs\" stands twice",
        ),
    ] {
        let found = refused(Boundaries::parse(
            "map.geojson",
            plain.replacen(from, to, 1).as_bytes(),
        ));
        assert!(
            found.starts_with("map.geojson, line 1, column ") && found.contains(words),
            "{found}"
        );
    }
    // In the second text of a sequence too.
    let text = format!(
        "{plain}\n{}",
        plain.replacen("\"iso3\"", "\"iso3\":1,\"iso3\"", 1)
    );
    let found = refused(Boundaries::parse("map.geojson", text.as_bytes()));
    assert!(
        found.contains("line 2, column") && found.contains("\"iso3\" stands twice"),
        "{found}"
    );
}

#[test]
fn topojson_is_refused_when_it_is_packed() {
    let text =
        r#"{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[]},"a":{}}}"#;
    let found = refused(Boundaries::parse_to_pack("map.json", text.as_bytes(), None));
    assert!(found.contains("\"objects\": \"a\" stands twice"), "{found}");
}

#[test]
fn every_row_of_a_table_is_named() {
    assert_eq!(
        flaws(
            r#"[{"iso3":"FRA","vote":"yes","vote":"no"},{"iso3":"DEU","vote":"yes","x":{"a":1,"a":2}},
                {"iso3":"FRA","vote":"yes","iso3":"DEU"}]"#
        ),
        [
            "row 1: \"vote\" stands twice; keep the one that is right",
            "row 2: \"a\" stands twice in \"x\"; keep the one that is right",
            "row 3: \"iso3\" stands twice; keep the one that is right",
        ]
    );
    let table = r#"[{"iso3":"FRA","vote":"yes","vote":"no"}]"#;
    assert!(
        StanceTable::parse("v.json", table.as_bytes())
            .unwrap()
            .flaws[0]
            .wrong
    );
}

#[test]
fn policies_and_languages_are_refused() {
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/");
    let read = |file: &str| std::fs::read_to_string(format!("{assets}{file}")).unwrap();
    let text = read("policy/un.json").replacen(
        "\"stance_of\"",
        "\"stance_of\": \"RUS\", \"stance_of\"",
        1,
    );
    let found = refused(Policy::parse("p.json", text.as_bytes()));
    assert!(
        found.contains("\"territories[0]\": \"stance_of\" stands twice"),
        "{found}"
    );
    let text = read("locales/de.json").replacen(
        "\"legend.yes\"",
        "\"legend.yes\": \"Nein\", \"legend.yes\"",
        1,
    );
    let found = refused(Locale::parse(
        "de.json",
        text.as_bytes(),
        Plurals::new(|_| stancemap::locale::Category::Other),
        Default::default(),
    ));
    assert!(
        found.contains("\"messages\": \"legend.yes\" stands twice"),
        "{found}"
    );
}
