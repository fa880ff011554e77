//! Against the United Nations' own counts, and against names as people write them.

use std::collections::BTreeSet;

use super::*;
use crate::input::Policy;

fn roster() -> Roster {
    Roster::built_in().unwrap()
}

fn names() -> Names {
    Names::new(roster(), &Policy::un().unwrap()).unwrap()
}

/// The United Nations' list "Growth in United Nations membership": members at the end of a year.
#[test]
fn the_members_of_every_year_are_as_many_as_the_united_nations_count() {
    let growth = include_str!("../../tests/fixtures/roster/members-by-year.csv");
    let roster = roster();
    let mut years = 0;
    for (year, count) in growth
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
    {
        let members = roster.members_on(&format!("{year}-12-31"));
        assert_eq!(members.len().to_string(), count, "{year}");
        years += 1;
    }
    assert!(years > 40);
    // Resolution 181 (II) was adopted by 33 to 13, with 10 abstentions; Siam was absent.
    assert_eq!(roster.members_on("1947-11-29").len(), 57);
    assert_eq!(roster.members_on("1945-10-23"), Vec::<String>::new());
}

/// The dates of the United Nations' list of members, first day with and without.
#[test]
fn states_that_are_gone_were_members_between_their_days() {
    let former = include_str!("../../tests/fixtures/roster/former-members.csv");
    let roster = roster();
    for line in former.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [code, _, from, to, ..] = cells.as_slice() else {
            panic!("{line}")
        };
        assert!(roster.is_member_on(code, from), "{line}");
        let goes_on = line.contains("continues");
        assert_eq!(roster.is_member_on(code, to), goes_on, "{line}");
    }
}

#[test]
fn the_council_is_known_from_1946_to_2026() {
    let seats = include_str!("../../tests/fixtures/roster/council-seats.csv");
    let roster = roster();
    for year in 1946..=2026 {
        let council = roster.council_on(&format!("{year}-01-01")).unwrap();
        assert_eq!(council.len(), if year < 1966 { 11 } else { 15 }, "{year}");
        let council: BTreeSet<String> = council.into_iter().collect();
        let own = seats
            .lines()
            .filter_map(|line| line.strip_prefix(&format!("{year},")));
        // The Republic of China held China's seat.
        let expected = own.filter_map(|rest| rest.split(',').next());
        let expected: BTreeSet<String> = expected.map(|code| code.replace("TWN", "CHN")).collect();
        assert_eq!(council, expected, "{year}");
    }
    assert_eq!(roster.council_on("1945-12-31"), None);
    assert_eq!(roster.council_on("2027-01-01"), None);
}

/// Seats that changed hands within a year: the Soviet Union's in December 1991, Democratic Yemen's in May 1990, the
/// United Arab Republic's in October 1961.
#[test]
fn a_seat_goes_over_on_the_day() {
    let roster = roster();
    for (date, has, lacks) in [
        ("1991-12-23", "SUN", "RUS"),
        ("1991-12-24", "RUS", "SUN"),
        ("1990-05-21", "YMD", "YEM"),
        ("1990-11-29", "YEM", "YMD"),
        ("1961-10-12", "EAR", "EGY"),
        ("1961-10-13", "EGY", "EAR"),
    ] {
        let council = roster.council_on(date).unwrap();
        assert!(council.iter().any(|code| code == has), "{date} {has}");
        assert!(!council.iter().any(|code| code == lacks), "{date} {lacks}");
    }
}

fn found(written: &str, date: &str) -> Match {
    let context = Context {
        date: (!date.is_empty()).then_some(date),
        ..Context::default()
    };
    names().find(written, &context)
}

#[test]
fn a_name_that_could_be_several_is_asked_unless_the_day_decides() {
    assert_eq!(
        found("Congo", "1962-06-01"),
        Match::Several(vec!["COD".into(), "COG".into()])
    );
    assert_eq!(
        found("Congo", "1975-06-01"),
        Match::One("COG".into(), How::Date)
    );
    assert_eq!(
        found("Congo", "2022-03-02"),
        Match::Several(vec!["COD".into(), "COG".into()])
    );
    assert_eq!(found("Yugoslavia", "1990-06-01").code(), Some("YUG"));
    assert_eq!(found("Yugoslavia", "2001-06-01").code(), Some("SCG"));
    assert_eq!(
        found("United Arab Republic", "1960-06-01").code(),
        Some("EAR")
    );
    assert_eq!(
        found("United Arab Republic", "1965-06-01").code(),
        Some("EGY")
    );
    assert_eq!(found("Germany", "2022-03-02").code(), Some("DEU"));
    assert_eq!(
        found("Germany", "1980-03-02"),
        Match::Several(vec!["DDR".into(), "DEU".into()])
    );
    assert_eq!(found("Republic of China", "1960-01-01").code(), Some("CHN"));
}

#[test]
fn the_rest_of_the_list_decides() {
    let others: BTreeSet<String> = BTreeSet::from(["COD".to_owned()]);
    let context = Context {
        date: Some("2022-03-02"),
        others: Some(&others),
        official: false,
    };
    assert_eq!(
        names().find("the Congo", &context),
        Match::One("COG".into(), How::List)
    );
    assert_eq!(
        names().find("Guinea", &context),
        Match::Several(vec!["GIN".into(), "GNB".into(), "GNQ".into(), "PNG".into()])
    );
    let official = Context {
        official: true,
        others: None,
        ..context
    };
    assert_eq!(names().find("Guinea", &official).code(), Some("GIN"));
    assert_eq!(names().find("Congo", &official).code(), Some("COG"));
}

#[test]
fn who_holds_a_seat_today_is_who_held_it_then() {
    assert_eq!(
        found("Russia", "1980-01-01"),
        Match::One("SUN".into(), How::Seat)
    );
    assert_eq!(
        found("RU", "1980-01-01"),
        Match::One("SUN".into(), How::Seat)
    );
    assert_eq!(found("Soviet Union", "").code(), Some("SUN"));
    assert_eq!(
        found("Egypt", "1960-01-01"),
        Match::One("EAR".into(), How::Seat)
    );
}

#[test]
fn parts_of_states_are_told_and_never_taken_for_others() {
    assert_eq!(found("England", ""), Match::Part("GBR".into()));
    assert_eq!(found("Barbuda", ""), Match::Part("ATG".into()));
    assert_eq!(found("Honshu", ""), Match::Part("JPN".into()));
    assert_eq!(found("Scotland", ""), Match::Part("GBR".into()));
}

#[test]
fn what_has_no_vote_gets_a_reasoned_answer() {
    let Match::None(answer) = found("European Union", "") else {
        panic!()
    };
    assert!(answer.contains("member states"), "{answer}");
    for name in ["Kosovo", "Taiwan", "Palestine", "Holy See", "Vatican City"] {
        assert!(names().answer(name).is_some(), "{name}");
        assert!(
            found(name, "2022-03-02").code().is_some(),
            "{name} is a place of the map"
        );
    }
}

#[test]
fn a_wrong_suggestion_is_worse_than_none() {
    assert_eq!(found("Republic of Ireland", "").code(), Some("IRL"));
    assert_eq!(found("USSR", "").code(), Some("SUN"));
    assert_eq!(found("Khmer Republic", "").code(), Some("KHM"));
    assert_eq!(found("Republic of South Sudan", "").code(), Some("SSD"));
    assert_eq!(found("hilippines", ""), Match::Unknown(Some("PHL".into())));
    assert_eq!(found("Mentenegro", "").code(), Some("MNE"));
    assert_eq!(found("Austrlia", ""), Match::Unknown(None));
    assert_eq!(found("Atlantis", ""), Match::Unknown(None));
}

#[test]
fn every_state_is_found_by_every_code_and_name_of_its_own() {
    let names = names();
    for state in &names.roster().states {
        for written in [&state.code, &state.iso2, &state.m49, &state.iso3166_3] {
            if !written.is_empty() {
                assert_eq!(names.code(written), Some(state.code.as_str()), "{written}");
            }
        }
        let official = Context {
            official: true,
            ..Context::default()
        };
        for written in [&state.un_name, &state.name] {
            assert_eq!(
                names.find(written, &official).code(),
                Some(state.code.as_str()),
                "{written}"
            );
        }
    }
}

/// Names in all languages of the tables mean one state, but for the ambiguous ones.
#[cfg(feature = "locales")]
#[test]
fn no_name_in_another_language_means_two_states() {
    let names = names();
    let text = include_str!("../../assets/roster/un-names.csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let mut unclear = Vec::new();
    for row in rows.records().map(Result::unwrap) {
        let code = row.get(0).unwrap();
        for written in row.iter().skip(1) {
            let official = Context {
                official: true,
                ..Context::default()
            };
            if names.find(written, &official).code() != Some(code) {
                unclear.push(format!(
                    "{code} {written}: {:?}",
                    names.find(written, &official)
                ));
            }
        }
    }
    assert!(unclear.is_empty(), "{unclear:#?}");
}

/// The names of a case, with what they mean on a day.
fn of_case(text: &str, date: &str) -> Vec<(String, Match)> {
    let names = names();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let written = rows
        .records()
        .map(|row| row.unwrap().get(0).unwrap().to_owned());
    let written: Vec<String> = written.collect();
    let context = Context {
        date: (!date.is_empty()).then_some(date),
        ..Context::default()
    };
    let found = written.into_iter().map(|name| {
        let found = names.find(&name, &context);
        (name, found)
    });
    found.collect()
}

/// Every name that a United Nations record has used, on no day that would help.
#[test]
fn former_names_of_a_public_voting_file_are_known() {
    let text = include_str!("../../tests/fixtures/cases/10-old-names/table.csv");
    let found = of_case(text, "");
    assert_eq!(found.len(), 43);
    for (name, found) in found {
        match name.as_str() {
            // The one before 1992 and the one of 2000 to 2003: the day decides.
            "YUGOSLAVIA" => assert_eq!(found.code(), Some("YUG")),
            _ => assert!(found.code().is_some(), "{name}: {found:?}"),
        }
    }
}

#[test]
fn names_of_journalists_banks_blogs_and_encyclopaedias_are_known() {
    // Parts, and names of several.
    let asked = ["England", "Korea", "Congo", "Guinea"];
    for text in [
        include_str!("../../tests/fixtures/cases/11-names/journalists.csv"),
        include_str!("../../tests/fixtures/cases/11-names/worldbank.csv"),
        include_str!("../../tests/fixtures/cases/11-names/wiki.csv"),
        include_str!("../../tests/fixtures/cases/11-names/french-name.csv"),
        include_str!("../../tests/fixtures/cases/11-names/french.csv"),
        include_str!("../../tests/fixtures/cases/28-sponsor-list/table.csv"),
    ] {
        for (name, found) in of_case(text, "2022-03-02") {
            let is_asked = asked.contains(&name.trim_start_matches("the "));
            assert_eq!(found.code().is_none(), is_asked, "{name}: {found:?}");
        }
    }
}

#[test]
fn map_units_are_parts_of_their_states() {
    let text = include_str!("../../tests/fixtures/cases/06-map-units/renamed.csv");
    for (name, found) in of_case(text, "2022-03-02") {
        let is_part = [
            "Barbuda",
            "Tobago",
            "Federation of Bosnia and Herzegovina",
            "Republika Srpska",
            "England",
            "Scotland",
            "Wales",
            "Northern Ireland",
            "Crimea",
            "Honshu",
            "Alaska",
        ]
        .contains(&name.as_str());
        assert_eq!(
            matches!(found, Match::Part(_)),
            is_part,
            "{name}: {found:?}"
        );
        let is_unknown = matches!(found, Match::Unknown(_));
        assert!(!is_unknown, "{name}: {found:?}");
    }
}

#[test]
fn words_that_a_page_has_broken_are_one() {
    for (written, code) in [
        ("Afg hanistan", "AFG"),
        ("Philip pines", "PHL"),
        ("United King dom", "GBR"),
    ] {
        assert_eq!(
            found(written, ""),
            Match::One(code.into(), How::Spacing),
            "{written}"
        );
    }
}

#[test]
fn an_abbreviation_of_another_language_is_no_name_of_an_island() {
    assert_eq!(found("EUA", "").code(), Some("USA"));
    assert_eq!(found("США", "").code(), Some("USA"));
    assert_eq!(found("'Eua", "").code(), None);
}
