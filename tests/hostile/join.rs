//! Rows that match nothing, too much, or each other.

use serde_json::json;
use stancemap::paint;
use stancemap::report::Topic;
use stancemap::scene::{compose_figure, Options};
use stancemap::stance::Vote;

use crate::kit::{collection, feature, france, square, Files, VOTES};

fn votes(more: &str) -> Files {
    Files::new().with("votes.csv", format!("{VOTES}{more}"))
}

#[test]
fn the_small_example_is_clean_but_for_the_shapes_it_lacks() {
    let topics: Vec<Topic> = Files::new()
        .map()
        .report
        .issues
        .iter()
        .map(|i| i.topic)
        .collect();
    assert_eq!(topics, [Topic::NoShape, Topic::NoRow]);
}

#[test]
fn a_row_that_stands_twice_is_a_warning() {
    assert_eq!(
        votes("FRA,yes\n").warning(Topic::DuplicateRow),
        "votes.csv, row 17: France (FRA) stands in row 6 already, with the same stance; \
         delete one of them"
    );
}

#[test]
fn a_row_that_contradicts_another_is_an_error() {
    let files = votes("FRA,no\n");
    assert_eq!(
        files.error(Topic::ConflictingRow),
        "votes.csv, row 17: France (FRA) stands in row 6 already, there with vote \"yes\" and \
         cosponsor \"\", here with vote \"no\" and cosponsor \"\"; keep the row that is right"
    );
}

#[test]
fn a_code_that_contradicts_its_name_is_an_error() {
    let files = Files::new().with("votes.csv", "iso3,name,vote\nFRA,Germany,yes\n");
    assert_eq!(
        files.error(Topic::ConflictingRow),
        "votes.csv, row 2: the code FRA is France (FRA), but the name is \"Germany\"; \
         mend one of them"
    );
}

#[test]
fn congo_is_refused_with_its_candidates() {
    let files = Files::new().with("votes.csv", "name,vote\nCongo,\n");
    assert_eq!(
        files.error(Topic::AmbiguousName),
        "votes.csv, row 2: \"Congo\" could be Democratic Republic of the Congo (COD) or \
         Congo (Brazzaville) (COG); write the code in a column iso3"
    );
}

#[test]
fn korea_is_refused_with_its_candidates() {
    let files = Files::new().with("votes.csv", "name,vote\nKorea,\n");
    assert_eq!(
        files.error(Topic::AmbiguousName),
        "votes.csv, row 2: \"Korea\" could be South Korea (KOR) or North Korea (PRK); \
         write the code in a column iso3"
    );
}

#[test]
fn a_code_that_does_not_exist_asks_for_the_nearest() {
    assert_eq!(
        votes("GEU,\n").error(Topic::UnmatchedRow),
        "votes.csv, row 17: no place has the code \"GEU\"; \
         did you mean Germany (DEU) or Georgia (GEO)?"
    );
}

#[test]
fn a_code_that_does_not_exist_is_known_by_its_name() {
    let files = Files::new().with("votes.csv", "iso3,name,vote\nGER,Germany,\n");
    assert_eq!(
        files.error(Topic::UnmatchedRow),
        "votes.csv, row 2: no place has the code \"GER\"; did you mean Germany (DEU)?"
    );
}

#[test]
fn a_code_like_no_other_is_reported_with_the_standard() {
    assert_eq!(
        votes("Q9Q,\n").error(Topic::UnmatchedRow),
        "votes.csv, row 17: no place has the code \"Q9Q\"; write the three letters of ISO 3166-1"
    );
}

#[test]
fn a_name_with_a_slip_asks_for_the_nearest() {
    let files = Files::new().with("votes.csv", "name,vote\nFrnace,yes\n");
    assert_eq!(
        files.error(Topic::UnmatchedRow),
        "votes.csv, row 2: no place is called \"Frnace\"; did you mean France (FRA)?"
    );
}

#[test]
fn an_extremely_long_name_is_found_in_reasonable_time() {
    let name = "x".repeat(5_000_000);
    let files = Files::new().with("votes.csv", format!("name,vote\n{name},yes\n"));
    assert_eq!(
        files.error(Topic::UnmatchedRow),
        format!(
            "votes.csv, row 2: no place is called \"{}…\"; write the three letters of ISO 3166-1",
            "x".repeat(60)
        )
    );
}

#[test]
fn an_extremely_long_code_is_found_in_reasonable_time() {
    let code = "x".repeat(5_000_000);
    let files = Files::new().with("votes.csv", format!("iso3,vote\n{code},yes\n"));
    let error = files.error(Topic::UnmatchedRow);
    assert!(error.len() < 200, "{error}");
}

#[test]
fn a_vote_of_one_that_has_no_seat_is_an_error() {
    assert_eq!(
        votes("DEU,yes\n").error(Topic::NotAVoter),
        "votes.csv, row 17: Germany (DEU) has the vote \"yes\", but had no vote in the \
         Security Council on 2022-02-25; leave the vote blank"
    );
}

#[test]
fn a_vote_of_one_that_was_no_member_yet_is_an_error() {
    let south_sudan = feature(json!({"iso3": "SSD"}), square(30.0));
    // It joined in 2011 (A/RES/65/308).
    let files = votes("SSD,yes\n")
        .with("map.geojson", collection(&[south_sudan]))
        .with_changed(|d| {
            d["date"] = json!("2010-02-25");
            d["body"] = json!("general-assembly");
        });
    assert_eq!(
        files.error(Topic::NotAVoter),
        "votes.csv, row 17: South Sudan (SSD) has the vote \"yes\", but was no member of the \
         United Nations on 2010-02-25 (a member since 2011-07-14); leave the vote blank"
    );
}

#[test]
fn votes_of_the_whole_assembly_in_the_council_are_one_error() {
    let assembly = include_str!("../../assets/es-11-1.csv");
    let files = Files::new().with("votes.csv", assembly);
    let error = files.error(Topic::NotAVoter);
    assert!(
        error.starts_with("votes.csv: 178 rows have a vote, but are of places that had none in the Security Council on 2022-02-25:"),
        "{error}"
    );
    assert!(error.contains("are body and date right?"), "{error}");
}

#[test]
fn what_is_wrong_in_the_table_is_in_the_report_too() {
    assert_eq!(
        votes("DEU,perhaps\n").error(Topic::UnreadableRow),
        "votes.csv, row 17: vote is \"perhaps\"; \
         write yes, no, abstain or absent, or leave it blank"
    );
    assert_eq!(
        votes("DEU\n").warning(Topic::SuspiciousTable),
        "votes.csv, row 17: 1 cells under 2 headings; \
         the missing ones are taken for blanks, is the row complete?"
    );
}

#[test]
fn html_in_a_name_is_text() {
    let name = "<script>alert(1)</script><b>Land</b> & \"more\"";
    let stranger = feature(json!({"iso3": "Q<b>", "name": name}), square(20.0));
    let files = Files::new()
        .with("map.geojson", collection(&[france(square(2.0)), stranger]))
        .with_changed(|d| {
            d["title"] = json!(name);
            d["note"] = json!(name);
        });
    let map = files.map();
    let region = map
        .regions
        .iter()
        .find(|region| region.iso3 == "Q<b>")
        .unwrap();
    assert_eq!(region.name, name, "kept as it is");
    let svg = paint::svg(&compose_figure(&map, &Options::default())).unwrap();
    assert!(!svg.contains("<script") && !svg.contains("<b>"));
    assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_blank_vote_is_no_vote_and_not_an_absence() {
    let map = votes("DEU,\n").map();
    let germany = &map.regions[map.index_of("DEU").unwrap()];
    assert_eq!(germany.vote, None);
    assert_ne!(germany.vote, Some(Vote::Absent));
}
