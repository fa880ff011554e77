//! Votes of every year since 1946: who voted was a member, and a map of them adds up.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use stancemap::input::Policy;
use stancemap::roster::{Context, Names, Roster};
use stancemap::scene::{compose_figure, compose_map, figure_text, Options, Theme};
use stancemap::StanceMap;

const ARCHIVE: &str = include_str!("fixtures/roster/archive.csv");
const VOTERS: &str = include_str!("fixtures/roster/archive-voters.csv");
const EXCEPTIONS: &str = include_str!("fixtures/roster/archive-exceptions.csv");

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn names() -> Names {
    Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap()
}

/// Every fifth roll call of the archive, and those that are well known. Its days are not to be relied on: who was a
/// member on some day of the month may vote.
#[test]
fn who_voted_is_known_and_was_a_member() {
    let names = names();
    let voters = rows(VOTERS);
    let exceptions = rows(EXCEPTIONS);
    let mut used = BTreeSet::new();
    // Every state of the archive is in its list, Guinea-Bissau beside Guinea.
    let others = voters
        .iter()
        .filter_map(|voter| names.code_of_name(&voter[0]));
    let others: BTreeSet<String> = others.map(str::to_owned).collect();
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut codes: BTreeMap<(String, usize), Option<String>> = BTreeMap::new();
    let (mut calls, mut votes) = (0, 0);
    for row in rows(ARCHIVE) {
        let [_, month, letters] = row.as_slice() else {
            panic!()
        };
        calls += 1;
        for (at, letter) in letters.bytes().enumerate() {
            if letter == b'.' {
                continue;
            }
            votes += 1;
            let voter = &voters[at][0];
            let exception = exceptions
                .iter()
                .position(|own| own[0] == *voter && own[1] <= *month && *month <= own[2]);
            let code = codes.entry((month.clone(), at)).or_insert_with(|| {
                // The first or the last day: a state may come or go within the month.
                let days = [format!("{month}-01"), format!("{month}-31")];
                days.into_iter().find_map(|day| {
                    let context = Context {
                        date: Some(&day),
                        others: Some(&others),
                        ..Context::default()
                    };
                    let found = names.find(voter, &context);
                    let code = found.code()?.to_owned();
                    names.roster().is_member_on(&code, &day).then_some(code)
                })
            });
            match (code, exception) {
                (Some(_), _) => {}
                (None, Some(at)) => {
                    used.insert(at);
                }
                (None, None) => wrong.entry(voter.clone()).or_default().push(month.clone()),
            }
        }
    }
    assert!(
        calls > 1240 && votes > 170_000,
        "{calls} roll calls, {votes} votes"
    );
    let wrong: Vec<String> = wrong
        .into_iter()
        .map(|(voter, months)| {
            format!(
                "{voter}: {} votes, {} to {}",
                months.len(),
                months[0],
                months[months.len() - 1]
            )
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(used.len(), exceptions.len(), "exceptions that are none");
}

/// The totals of SOURCES: in favour, against, abstentions.
#[test]
fn well_known_votes_have_their_totals() {
    for (rcid, totals) in [
        ("77", [33, 13, 10]),
        ("252", [52, 5, 2]),
        ("658", [89, 0, 9]),
        ("1190", [76, 35, 17]),
        ("1535", [105, 4, 20]),
        ("3647", [111, 25, 13]),
        ("4494", [128, 4, 43]),
    ] {
        let row = rows(ARCHIVE)
            .into_iter()
            .find(|row| row[0] == rcid)
            .unwrap();
        let count = |letter| row[2].bytes().filter(|own| *own == letter).count();
        assert_eq!([b'Y', b'N', b'A'].map(count), totals, "{rcid}");
    }
}

/// The map of a roll call on a day, from the archive's own names.
fn map(rcid: &str, date: &str) -> StanceMap {
    let row = rows(ARCHIVE)
        .into_iter()
        .find(|row| row[0] == rcid)
        .unwrap();
    let voters = rows(VOTERS);
    let mut table = "name,vote\n".to_owned();
    for (at, letter) in row[2].bytes().enumerate() {
        let vote = match letter {
            b'Y' => "yes",
            b'N' => "no",
            b'A' => "abstain",
            _ => continue,
        };
        table += &format!("\"{}\",{vote}\n", voters[at][0]);
    }
    let document = format!(
        r#"{{"title": "A vote", "countries": "countries-110m.geojson", "stances": "t.csv",
            "body": "general-assembly", "date": "{date}", "absence": "derived"}}"#
    );
    StanceMap::load("map.json", |file| match file {
        "map.json" => Ok(document.clone().into_bytes()),
        "t.csv" => Ok(table.clone().into_bytes()),
        file => common::asset(file),
    })
    .unwrap()
}

#[test]
fn the_partition_plan_has_57_members_and_shows_the_soviet_union_on_russia() {
    let map = map("77", "1947-11-29");
    assert_eq!(map.errors(), Vec::<String>::new());
    let tally = &map.tally;
    assert_eq!(
        (tally.members, tally.yes, tally.no, tally.abstain),
        (57, 33, 13, 10)
    );
    assert_eq!((tally.absent, tally.derived), (1, 1));
    let region = |code: &str| &map.regions[map.index_of(code).unwrap()];
    assert!(region("SUN").is_member() && !region("RUS").is_member());
    assert_eq!(region("RUS").stance, region("SUN").stance);
    assert_eq!(region("RUS").stance_of.as_deref(), Some("SUN"));
    let csv = map.csv();
    assert!(csv.contains("SUN,Soviet Union,member,yes,yes,no"), "{csv}");
    let options = Options {
        width_px: 960.0,
        theme: Theme::Light,
    };
    let text = figure_text(&map, &compose_map(&map, &options));
    let expected = "Counted, but without a shape on this map: Czechoslovakia: in favour; Yugoslavia: abstained. \
                    Absence derived; members that were not listed: 1.";
    assert!(text.borders.starts_with(expected), "{}", text.borders);
    compose_figure(&map, &options);
}

#[test]
fn an_accepted_finding_stops_nothing_and_lapses_when_its_numbers_change() {
    let load = |about: &str| {
        let mut document: serde_json::Value =
            serde_json::from_slice(&common::asset("es-11-1.json").unwrap()).unwrap();
        document["expect"]["yes"] = 140.into();
        document["accept"] = serde_json::json!([
            {"code": "tally", "about": about, "by": "The desk", "why": "The record counts one less."}
        ]);
        StanceMap::load("es-11-1.json", |file| match file {
            "es-11-1.json" => Ok(document.to_string().into_bytes()),
            file => common::asset(file),
        })
        .unwrap()
    };
    let map = load("141 in the table, 140 expected");
    assert_eq!(map.errors(), Vec::<String>::new());
    let options = Options {
        width_px: 960.0,
        theme: Theme::Light,
    };
    let text = figure_text(&map, &compose_map(&map, &options));
    let note = text.note.unwrap();
    assert!(
        note.contains("The record counts one less. (Accepted by The desk: 141"),
        "{note}"
    );
    let errors = load("142, 140").errors();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors
            .iter()
            .any(|error| error.contains("is about 140, 141 now")),
        "{errors:?}"
    );
}
