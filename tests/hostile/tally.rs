//! Counts that do not add up.

use serde_json::json;
use stancemap::report::{Severity, Topic};

use crate::kit::{Files, VOTES};

#[test]
fn wrong_totals_list_the_difference() {
    let files =
        Files::new().with_changed(|d| d["expect"] = json!({"yes": 12, "no": 1, "abstain": 2}));
    assert_eq!(
        files.map().errors(),
        [
            "votes.csv: yes: 11 in the table, 12 expected (1 fewer); \
             mend the table, or \"expect\" in the document",
            "votes.csv: abstain: 3 in the table, 2 expected (1 more); \
             mend the table, or \"expect\" in the document",
        ]
    );
}

#[test]
fn a_member_without_a_vote_is_named() {
    let files = Files::new().with("votes.csv", VOTES.replace("NOR,yes\n", ""));
    assert_eq!(
        files.error(Topic::Tally),
        "votes.csv: 10 yes + 1 no + 3 abstain + 0 absent = 14, but the Security Council had \
         15 members on 2022-02-25; no vote for Norway (NOR)"
    );
}

#[test]
fn missing_sponsors_are_an_error_in_a_complete_document() {
    let files = Files::new().with_changed(|d| d["expect"] = json!({"cosponsor": 81}));
    assert_eq!(
        files.error(Topic::Tally),
        "votes.csv: co-sponsors: 0 in the table, 81 expected (81 fewer); \
         mend the table, or \"expect\" in the document"
    );
}

#[test]
fn missing_sponsors_are_excused_in_an_incomplete_document() {
    let files = Files::new().with_changed(|d| {
        d["expect"] = json!({"cosponsor": 81});
        d["complete"] = json!(false);
    });
    assert_eq!(files.map().errors(), Vec::<String>::new());
    assert_eq!(
        files.issues(Topic::PartialSponsors),
        [(
            Severity::Note,
            "votes.csv: 0 of 81 reported co-sponsors are known; for 193 members sponsorship is unknown"
                .to_owned()
        )]
    );
}

#[test]
fn an_incomplete_document_does_not_excuse_a_vote() {
    let files = Files::new()
        .with_changed(|d| {
            d["expect"] = json!({"yes": 11, "cosponsor": 81});
            d["complete"] = json!(false);
        })
        .with("votes.csv", VOTES.replace("NOR,yes", "NOR,no"));
    assert_eq!(
        files.error(Topic::Tally),
        "votes.csv: yes: 10 in the table, 11 expected (1 fewer); \
         mend the table, or \"expect\" in the document"
    );
}

#[test]
fn an_incomplete_document_does_not_excuse_a_missing_vote() {
    let files = Files::new()
        .with_changed(|d| d["complete"] = json!(false))
        .with("votes.csv", VOTES.replace("NOR,yes\n", ""));
    assert!(files
        .error(Topic::Tally)
        .contains("no vote for Norway (NOR)"));
}

#[test]
fn more_sponsors_than_were_reported_are_an_error_even_in_an_incomplete_document() {
    let files = Files::new()
        .with_changed(|d| {
            d["expect"] = json!({"cosponsor": 1});
            d["complete"] = json!(false);
        })
        .with(
            "votes.csv",
            VOTES
                .replace("yes\n", "yes,yes\n")
                .replace("iso3,vote\n", "iso3,vote,cosponsor\n")
                .replace("abstain\n", "abstain,\n")
                .replace("no\n", "no,\n"),
        );
    assert_eq!(
        files.error(Topic::Tally),
        "votes.csv: 11 co-sponsors in the table, but only 1 were reported; \
         mend the table, or \"expect\" in the document"
    );
}

#[test]
fn a_council_of_fourteen_is_a_warning() {
    let list: Vec<&str> = VOTES
        .lines()
        .skip(1)
        .map(|row| &row[..3])
        .filter(|c| *c != "NOR")
        .collect();
    let files = Files::new()
        .with_changed(|d| d["members"] = json!(list))
        .with("votes.csv", VOTES.replace("NOR,yes\n", ""));
    assert_eq!(
        files.warning(Topic::BodySize),
        "map.json, \"members\": 14 members, but the Security Council had 15 seats on 2022-02-25; \
         complete the list"
    );
}
