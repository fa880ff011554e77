//! Map documents with slips.

use serde_json::json;
use stancemap::input::Document;
use stancemap::report::Topic;

use crate::kit::{refused_document, Files, VOTES};

fn refused(text: &str) -> String {
    Document::parse("map.json", text.as_bytes())
        .unwrap_err()
        .to_string()
}

#[test]
fn a_truncated_document_is_reported_with_line_and_column() {
    assert_eq!(
        refused("{\n  \"title\": \"A dra"),
        "map.json, line 2, column 17: the JSON ends too early (EOF while parsing a string) \
         at \"\"title\": \"A dra\"; was it cut off in transfer?"
    );
}

#[test]
fn a_list_is_no_document() {
    let message = refused("[1]");
    assert!(
        message.starts_with(
            "map.json: a list where an object belongs; write {…} with the fields title,"
        ),
        "{message}"
    );
}

#[test]
fn boundaries_are_no_document() {
    assert_eq!(
        refused(r#"{"type": "FeatureCollection", "features": []}"#),
        "map.json: boundaries (\"type\": \"FeatureCollection\"), not a map document; \
         write a document that names this file in \"countries\""
    );
}

#[test]
fn an_unknown_field_names_the_nearest() {
    assert_eq!(
        refused_document(|d| d["stance"] = json!("x.csv")),
        "map.json, \"stance\": unknown field; did you mean \"stances\"?"
    );
}

#[test]
fn an_unknown_field_like_no_other_names_them_all() {
    let message = refused_document(|d| d["zzz"] = json!(1));
    assert!(
        message.starts_with("map.json, \"zzz\": unknown field; known fields are title, subtitle,"),
        "{message}"
    );
}

#[test]
fn an_unknown_value_names_the_nearest() {
    assert_eq!(
        refused_document(|d| d["body"] = json!("Security Counsel")),
        "map.json, \"body\": unknown value \"Security Counsel\"; \
         did you mean \"security-council\"?"
    );
}

#[test]
fn an_unknown_projection_names_the_nearest() {
    assert_eq!(
        refused_document(|d| d["projection"] = json!({"name": "mercater"})),
        "map.json, \"projection.name\": unknown value \"mercater\"; did you mean \"mercator\"?"
    );
}

#[test]
fn a_centre_off_the_sphere_is_refused() {
    for (center, found) in [
        (json!([541, 0]), "longitude 541"),
        (json!([0, -91]), "latitude -91"),
        (json!([0]), "a list that is not of two numbers"),
        (json!(["0", "0"]), "a list that is not of two numbers"),
        (json!("0, 0"), "the text \"0, 0\""),
    ] {
        assert_eq!(
            refused_document(|d| d["projection"] = json!({"center": center})),
            format!(
                "map.json, \"projection.center\": {found}; \
                 write [longitude, latitude] in degrees, east and north positive"
            )
        );
    }
}

#[test]
fn a_central_meridian_may_be_counted_past_180() {
    for (lon, meridian) in [
        (210.0, -150.0),
        (-190.0, 170.0),
        (360.0, 0.0),
        (180.0, 180.0),
    ] {
        let files = Files::new().with_changed(|d| d["projection"] = json!({"center": [lon, 0]}));
        assert_eq!(files.map().projection().center().lon, meridian, "{lon}");
    }
}

#[test]
fn a_latitude_that_the_projection_can_not_use_is_a_warning() {
    let centred = |name: &str| {
        let projection = json!({"name": name, "center": [10, 40]});
        Files::new().with_changed(|d| d["projection"] = projection.clone())
    };
    assert_eq!(
        centred("robinson").warning(Topic::UnusedSetting),
        "map.json, \"projection.center\": latitude 40 has no effect: robinson keeps the equator \
         level; only orthographic turns to it"
    );
    assert_eq!(centred("orthographic").issues(Topic::UnusedSetting), []);
}

#[test]
fn every_default_may_be_written_out() {
    let files = Files::new().with_changed(|d| {
        d["policy"] = json!("un");
        d["projection"] = json!("equal-earth");
        d["detail"] = json!("none");
        d["complete"] = json!(true);
        d["lang"] = json!("en");
        d["expect"] = json!({});
        d["translations"] = json!({});
    });
    let (own, plain) = (files.map(), Files::new().map());
    assert_eq!(own.policy.name, plain.policy.name);
    assert_eq!(own.projection(), plain.projection());
    assert_eq!(own.document.files(), plain.document.files());
    assert_eq!(own.document.detail, None);
}

#[test]
fn an_empty_optional_text_is_none() {
    const TEXTS: [&str; 10] = [
        "subtitle", "note", "source", "credit", "url", "lang", "policy", "detail", "key", "members",
    ];
    let files = Files::new().with_changed(|d| {
        for field in TEXTS {
            d[field] = json!(" ");
        }
    });
    let document = files.map().document;
    let texts = [
        document.subtitle,
        document.note,
        document.source,
        document.credit,
        document.url,
        document.policy,
        document.detail,
        document.key,
    ];
    assert_eq!(texts, [const { None }; 8]);
    assert_eq!((document.lang.as_str(), document.voters), ("en", None));
}

#[test]
fn an_empty_text_that_must_be_there_is_refused() {
    assert_eq!(
        refused_document(|d| d["title"] = json!("")),
        "map.json, \"title\": empty text; add it, for example \"How the Assembly voted\""
    );
}

#[test]
fn totals_in_quotation_marks_are_refused() {
    assert_eq!(
        refused_document(|d| d["expect"] = json!({"yes": "141"})),
        "map.json, \"expect.yes\": the text \"141\"; \
         write a whole number, without quotation marks"
    );
}

#[test]
fn a_negative_total_is_refused() {
    assert_eq!(
        refused_document(|d| d["expect"] = json!({"yes": -1})),
        "map.json, \"expect.yes\": the number -1; write a whole number, without quotation marks"
    );
}

#[test]
fn a_required_field_that_is_missing_is_named() {
    assert_eq!(
        refused_document(|d| d["stances"] = json!(null)),
        "map.json, \"stances\": missing; add it, for example \"votes.csv\""
    );
}

#[test]
fn a_day_before_there_were_members_is_refused() {
    let files = Files::new().with_changed(|d| d["date"] = json!("1900-01-01"));
    assert_eq!(
        files.refused(),
        "map.json, \"date\": no state was a member on 1900-01-01; \
         the United Nations were founded on 1945-10-24; mend the date"
    );
}

#[test]
fn a_missing_file_is_named() {
    let files = Files::new().with_changed(|d| d["stances"] = json!("data/other.csv"));
    assert_eq!(
        files.refused(),
        "data/other.csv: can't be read; check the path"
    );
}

#[test]
fn a_council_of_a_year_that_is_not_known_is_not_guessed() {
    let files = Files::new().with_changed(|d| d["date"] = json!("2027-02-25"));
    assert_eq!(
        files.refused(),
        "map.json, \"members\": who sat on the Security Council on 2027-02-25 is not known; \
         list them in the map document: \"members\": [\"CHN\", \"FRA\", …]"
    );
}

const COUNCIL_2023: [&str; 15] = [
    "CHN", "FRA", "RUS", "GBR", "USA", "ALB", "BRA", "GAB", "GHA", "ARE", "ECU", "JPN", "MLT",
    "MOZ", "CHE",
];

#[test]
fn members_given_for_another_year_are_those_that_vote() {
    let rows: Vec<String> = COUNCIL_2023.map(|code| format!("{code},yes\n")).to_vec();
    let files = Files::new()
        .with_changed(|d| {
            d["date"] = json!("2023-02-25");
            d["members"] = json!(COUNCIL_2023);
        })
        .with("votes.csv", format!("iso3,vote\n{}", rows.concat()));
    let map = files.map();
    assert_eq!(map.errors(), Vec::<String>::new());
    assert_eq!((map.tally.members, map.tally.yes), (15, 15));
}

#[test]
fn members_may_stand_in_a_file_of_their_own() {
    let files = Files::new()
        .with_changed(|d| d["members"] = json!("council.csv"))
        .with("council.csv", VOTES.replace(',', ";"));
    assert_eq!(files.map().tally.members, 15);
}

#[test]
fn a_file_of_members_without_codes_is_refused() {
    let files = Files::new()
        .with_changed(|d| d["members"] = json!("council.csv"))
        .with("council.csv", "name\nFrance\n");
    assert_eq!(
        files.refused(),
        "council.csv: no column \"iso3\"; add a header line with that name"
    );
}

#[test]
fn a_member_that_does_not_exist_is_refused_with_the_nearest() {
    let files = Files::new().with_changed(|d| d["members"] = json!(["FRX", "GBR"]));
    assert_eq!(
        files.refused(),
        "map.json, \"members\": no members on 2022-02-25: FRX; \
         for FRX, did you mean France (FRA)?"
    );
}

#[test]
fn an_empty_list_of_members_is_refused() {
    assert_eq!(
        refused_document(|d| d["members"] = json!([])),
        "map.json, \"members\": an empty list; list those that vote, or leave the field out"
    );
}
