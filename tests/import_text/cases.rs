//! Every case of files as people have them: what its README says is right, line by line.

use stancemap::import::{self, Code, FixKind, Imported, Options, Said};
use stancemap::report::Severity;
use stancemap::roster::Match;
use stancemap::stance::{Cosponsor, Vote};

use crate::NAMES;

#[track_caller]
fn case_on(path: &str, date: &str) -> Imported {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/");
    let bytes = std::fs::read(format!("{root}{path}")).unwrap();
    let options = Options {
        date: Some(date.to_owned()),
        ..Options::default()
    };
    NAMES.with(|names| import::read(path, &bytes, names, &options).unwrap())
}

fn case(path: &str) -> Imported {
    case_on(path, "2022-03-02")
}

/// The names that were not read, with what was found.
fn asked(read: &Imported, code: Code) -> Vec<&str> {
    let own = read.findings.iter().filter(|own| own.code == code);
    own.map(|own| own.spans[0].of(&read.text)).collect()
}

/// The codes of a column with the vote of each.
fn votes(read: &Imported) -> Vec<(&str, &str, Said)> {
    assert_eq!(read.votes.len(), 1, "{:?}", read.findings);
    let own = read.votes[0].readings.iter();
    own.map(|own| {
        (
            own.written.as_str(),
            own.code.as_deref().unwrap_or("?"),
            own.said,
        )
    })
    .collect()
}

/// 06: "a part is told to be a part of its state; no suggestion rather than a wrong one".
#[test]
fn parts_of_states_are_told_as_parts() {
    for path in ["06-map-units/table.csv", "06-map-units/renamed.csv"] {
        let read = case(path);
        let parts = [
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
        ];
        let mut told = asked(&read, Code::PartOfState);
        told.retain(|name| parts.contains(name));
        assert_eq!(told, parts, "{path}");
        assert_eq!(asked(&read, Code::AmbiguousName), ["Virgin Islands"]);
        // Nothing is taken in place of a part.
        let fixes = read
            .findings
            .iter()
            .filter(|own| own.code == Code::PartOfState)
            .flat_map(|own| &own.fixes);
        assert!(fixes.into_iter().all(|fix| fix.kind != FixKind::Safe));
        // Antigua and Trinidad are the everyday names of their states.
        for (name, code) in [("Antigua", "ATG"), ("Trinidad", "TTO")] {
            assert!(
                votes(&read).contains(&(name, code, Said::Vote(Vote::Yes))),
                "{path} {name}"
            );
        }
    }
}

/// 10: "every name that a UN record has used is known".
#[test]
fn former_names_are_known() {
    let read = case_on("10-old-names/table.csv", "1970-10-01");
    assert_eq!(asked(&read, Code::UnknownName), Vec::<&str>::new());
    assert!(
        votes(&read)
            .iter()
            .all(|(_, code, said)| *code != "?" && *said == Said::Vote(Vote::Yes)),
        "{:?}",
        read.findings
    );
    assert_eq!(votes(&read).len(), 43);
}

/// 11: "known, in all twelve languages; a suggestion only where the distance is small and no other place is as near".
#[test]
fn names_of_newsrooms_are_known_or_asked() {
    let parts_and_several = [
        Code::PartOfState,
        Code::AmbiguousName,
        Code::NoVoter,
        Code::UnknownName,
    ];
    for (path, expected) in [
        ("11-names/french.csv", vec!["Congo"]),
        ("11-names/french-name.csv", vec!["Congo"]),
        ("11-names/worldbank.csv", vec![]),
    ] {
        let read = case(path);
        let found: Vec<&str> = parts_and_several
            .iter()
            .flat_map(|code| asked(&read, *code))
            .collect();
        assert_eq!(found, expected, "{path}");
    }
    let read = case("11-names/journalists.csv");
    assert_eq!(asked(&read, Code::PartOfState), ["England"]);
    assert_eq!(asked(&read, Code::UnknownName), Vec::<&str>::new());
    assert_eq!(
        asked(&read, Code::AmbiguousName),
        ["Korea", "Congo", "Guinea"]
    );
}

/// 11 again: states in each of the twelve languages.
#[test]
fn everyday_names_of_twelve_languages_are_known() {
    for (lang, names) in [
        ("ar", "ألمانيا;فرنسا;روسيا;الصين;الهند;اليابان;البرازيل"),
        (
            "de",
            "Deutschland;Frankreich;Russland;China;Indien;Japan;Brasilien",
        ),
        ("es", "Alemania;Francia;Rusia;China;India;Japón;Brasil"),
        ("fr", "Allemagne;France;Russie;Chine;Inde;Japon;Brésil"),
        ("he", "גרמניה;צרפת;רוסיה;סין;הודו;יפן;ברזיל"),
        ("hi", "जर्मनी;फ़्रांस;रूस;चीन;भारत;जापान;ब्राज़ील"),
        ("ja", "ドイツ;フランス;ロシア;中国;インド;日本;ブラジル"),
        ("pt", "Alemanha;França;Rússia;China;Índia;Japão;Brasil"),
        ("ru", "Германия;Франция;Россия;Китай;Индия;Япония;Бразилия"),
        ("uk", "Німеччина;Франція;Росія;Китай;Індія;Японія;Бразилія"),
        ("zh", "德国;法国;俄罗斯;中国;印度;日本;巴西"),
    ] {
        let context = stancemap::roster::Context {
            date: Some("2022-03-02"),
            ..Default::default()
        };
        for (name, code) in names
            .split(';')
            .zip(["DEU", "FRA", "RUS", "CHN", "IND", "JPN", "BRA"])
        {
            let found = NAMES.with(|all| all.find(name, &context));
            assert!(
                matches!(&found, Match::One(own, _) if own == code),
                "{lang} {name} {found:?}"
            );
        }
    }
}

/// 12 and 26: "words of twelve languages; a mark that is not understood is an error, never a blank".
#[test]
fn words_and_marks_are_read_or_asked() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/");
    let text = std::fs::read_to_string(format!("{root}12-words/table.csv")).unwrap();
    let read = NAMES
        .with(|names| import::read("12", text.as_bytes(), names, &Options::default()).unwrap());
    let asked: Vec<String> = read
        .findings
        .iter()
        .filter(|own| own.code == Code::UnknownWord && own.severity == Severity::Error)
        .flat_map(|own| own.spans.iter().map(|span| span.of(&read.text).to_owned()))
        .collect();
    let vote = &read.votes[0];
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let said = vote
            .readings
            .iter()
            .find(|own| own.code.as_deref() == Some(cells[0]))
            .map(|own| own.said);
        let is_asked = asked.iter().any(|own| own == cells[1]);
        let is_blank = ["NaN", "null"].contains(&cells[1]);
        assert!(
            said.is_some() || is_asked || is_blank,
            "{line}: neither read nor asked"
        );
        let expected = match cells[1] {
            "Yes" | "YES" | "Y" | "In favour" | "IN FAVOR" | "For" | "✅" | "👍" | "+" | "Pour"
            | "Oui" | "Sí" | "A favor" | "Ja" | "За" => Vote::Yes,
            "No" | "N" | "Against" | "❌" | "👎" | "Contre" | "Non" | "En contra" | "Nein"
            | "Против" | "Vetoed" => Vote::No,
            "Abstain"
            | "Abst."
            | "Abs"
            | "🟡"
            | "⚪"
            | "Abstention"
            | "Abstención"
            | "Enthaltung"
            | "Воздержался" => Vote::Abstain,
            "Absent" | "Non-Voting" | "NV" | "Did not vote" | "DNV" | "Non votant" | "Ausente" => {
                Vote::Absent
            }
            _ => continue,
        };
        assert_eq!(said, Some(Said::Vote(expected)), "{line}");
    }
    for path in [
        "26-symbol-votes/table.csv",
        "26-symbol-votes/plus.csv",
        "26-symbol-votes/dash.csv",
    ] {
        let read = case(path);
        let count = |vote: Vote| {
            votes(&read)
                .iter()
                .filter(|(_, _, said)| *said == Said::Vote(vote))
                .count()
        };
        assert_eq!(
            [count(Vote::Yes), count(Vote::No), count(Vote::Abstain)],
            [141, 5, 35],
            "{path}"
        );
    }
    for mark in ["✳", "♦", "maybe", "??", "¿", "0.5"] {
        let text = format!("iso3,vote\nFRA,yes\nDEU,{mark}\nITA,no\n");
        let read = NAMES
            .with(|names| import::read("t", text.as_bytes(), names, &Options::default()).unwrap());
        assert!(
            read.findings
                .iter()
                .any(|own| own.severity == Severity::Error),
            "{mark}: {:?}",
            read.findings
        );
    }
}

/// 28: "a name is narrowed by the rest of its list".
#[test]
fn a_sponsor_is_narrowed_by_its_list() {
    let read = case_on("28-sponsor-list/table.csv", "2018-12-17");
    let sponsors: Vec<_> = read.votes[0]
        .readings
        .iter()
        .filter(|own| own.said == Said::Cosponsor(Cosponsor::Yes))
        .map(|own| (own.written.as_str(), own.code.as_deref()))
        .collect();
    assert!(
        sponsors.contains(&("the Congo", Some("COG"))),
        "{sponsors:?}"
    );
    assert!(sponsors.contains(&("the Democratic Republic of the Congo", Some("COD"))));
    assert!(
        sponsors.iter().all(|(_, code)| code.is_some()),
        "{sponsors:?}"
    );
    let alone = "name,cosponsor,vote\nthe Congo,yes,yes\nPeru,yes,yes\nChile,yes,yes\n";
    let read = NAMES
        .with(|names| import::read("t", alone.as_bytes(), names, &Options::default()).unwrap());
    assert_eq!(asked(&read, Code::AmbiguousName), ["the Congo"]);
}

/// 03: the annex of a press release.
#[test]
fn an_annex_is_read() {
    let read = case("03-column-per-stance/annex.txt");
    let count = |vote: Vote| {
        votes(&read)
            .iter()
            .filter(|(_, _, said)| *said == Said::Vote(vote))
            .count()
    };
    assert_eq!(
        [
            count(Vote::Yes),
            count(Vote::No),
            count(Vote::Abstain),
            count(Vote::Absent)
        ],
        [141, 5, 35, 12]
    );
    assert_eq!(read.unread, []);
}
