//! Tables of votes: the cases, and what was printed is read back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use stancemap::import::{library, read, Code, Imported, Measure, Options, ReadVote, Said};
use stancemap::input::Policy;
use stancemap::report::Severity;
use stancemap::roster::{Names, Roster};
use stancemap::stance::Vote;

fn names() -> Names {
    Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap()
}

fn case(path: &str, options: &Options) -> Imported {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/");
    let bytes = std::fs::read(format!("{root}{path}")).unwrap();
    read(path, &bytes, &names(), options).unwrap()
}

/// Codes of states by how they voted: yes, no, abstain, absent, and no vote.
fn tally(vote: &ReadVote) -> [usize; 4] {
    let count = |own: Vote| {
        let own = vote
            .readings
            .iter()
            .filter(|reading| reading.said == Said::Vote(own) && reading.code.is_some());
        own.count()
    };
    [
        count(Vote::Yes),
        count(Vote::No),
        count(Vote::Abstain),
        count(Vote::Absent),
    ]
}

fn shown(found: &Imported) -> String {
    let findings: Vec<String> = found
        .findings
        .iter()
        .map(|own| format!("{:?} {:?} {}", own.severity, own.code, own.message))
        .collect();
    findings.join("\n")
}

#[test]
fn every_form_of_one_vote_is_read() {
    for path in [
        "01-undl-bulk/table.csv",
        "01-undl-bulk/renamed.csv",
        "03-column-per-stance/table.csv",
        "03-column-per-stance/cells.tsv",
        "03-column-per-stance/counted.tsv",
        "03-column-per-stance/lists.json",
        "03-column-per-stance/nested.json",
        "03-column-per-stance/object.json",
        "04-record-page/table.csv",
        "05-wide/table.csv",
        "05-wide/turned.csv",
        "07-excel/cp1252.csv",
        "07-excel/mac.csv",
        "07-excel/macroman.csv",
        "07-excel/pipe.csv",
        "07-excel/sep.csv",
        "07-excel/title.csv",
        "07-excel/total.csv",
        "07-excel/trailing.csv",
        "07-excel/twohead.csv",
        "07-excel/utf16.txt",
        "07-excel/utf16nobom.txt",
        "07-excel/wb.csv",
        "26-symbol-votes/dash.csv",
        "26-symbol-votes/plus.csv",
        "27-code-in-country/iso2.csv",
        "27-code-in-country/name-in-code.csv",
        "27-code-in-country/table.csv",
    ] {
        let found = case(path, &Options::default());
        let tallies: Vec<_> = found.votes.iter().map(tally).collect();
        assert_eq!(tallies, [[141, 5, 35, 12]], "{path}: {}", shown(&found));
        println!("{path}: {}\n", shown(&found));
    }
}

/// Nine roll calls: state by resolution.
fn rolls() -> BTreeMap<String, BTreeMap<String, Vote>> {
    let text = include_str!("fixtures/import/ga-votes.csv");
    let mut rolls: BTreeMap<String, BTreeMap<String, Vote>> = BTreeMap::new();
    for record in csv::Reader::from_reader(text.as_bytes())
        .records()
        .flatten()
    {
        let vote = match &record[4] {
            "yes" => Vote::Yes,
            "no" => Vote::No,
            "abstain" => Vote::Abstain,
            _ => Vote::Absent,
        };
        rolls
            .entry(record[0].to_owned())
            .or_default()
            .insert(record[3].to_owned(), vote);
    }
    rolls
}

type Tongue = (
    BTreeMap<String, String>,
    [&'static str; 4],
    [&'static str; 2],
);

/// Names by code in English, French and Russian, and words for yes, no, abstain, absent; headings name and vote.
fn tongues() -> Vec<Tongue> {
    let text = include_str!("fixtures/import/un-names.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().flatten().collect();
    [
        (
            "short_en",
            ["In favour", "Against", "Abstained", "Absent"],
            ["Country", "Vote"],
        ),
        (
            "short_fr",
            ["Pour", "Contre", "Abstention", "Absent"],
            ["Pays", "Vote"],
        ),
        (
            "short_ru",
            ["За", "Против", "Воздержались", "Отсутствовали"],
            ["Страна", "Голосование"],
        ),
    ]
    .into_iter()
    .map(|(column, words, headings)| {
        let place = header.iter().position(|own| own == column).unwrap();
        let names = rows
            .iter()
            .map(|row| (row[0].to_owned(), row[place].to_owned()));
        (names.collect(), words, headings)
    })
    .collect()
}

const VOTES: [Vote; 4] = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent];

fn word(words: &[&'static str; 4], vote: Vote) -> &'static str {
    let place = VOTES.iter().position(|own| *own == vote).unwrap();
    words[place]
}

fn quoted(cell: &str, separator: char) -> String {
    match cell.contains([separator, '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

/// Rows as text.
fn printed(rows: &[Vec<String>], separator: char) -> String {
    let lines = rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell, separator)).collect();
        cells.join(&separator.to_string())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn turned(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let column = |place: usize| {
        rows.iter()
            .map(|row| row.get(place).cloned().unwrap_or_default())
            .collect()
    };
    (0..width).map(column).collect()
}

/// One vote in every form a table has.
fn forms(
    roll: &BTreeMap<String, Vote>,
    names: &BTreeMap<String, String>,
    words: &[&'static str; 4],
    headings: [&str; 2],
) -> Vec<(&'static str, String)> {
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    rows.extend(
        roll.iter()
            .map(|(code, vote)| vec![names[code].clone(), word(words, *vote).to_owned()]),
    );
    let lists: Vec<Vec<String>> = VOTES
        .iter()
        .map(|vote| {
            let own = roll
                .iter()
                .filter(|(_, own)| *own == vote)
                .map(|(code, _)| names[code].clone());
            [word(words, *vote).to_owned()]
                .into_iter()
                .chain(own)
                .collect()
        })
        .collect();
    let cells = lists
        .iter()
        .map(|line| vec![line[0].clone(), line[1..].join("; ")])
        .collect::<Vec<_>>();
    let object: serde_json::Map<String, serde_json::Value> = rows[1..]
        .iter()
        .map(|row| (row[0].clone(), row[1].clone().into()))
        .collect();
    let listed: serde_json::Map<String, serde_json::Value> = lists
        .iter()
        .map(|line| (line[0].clone(), line[1..].to_vec().into()))
        .collect();
    let records: Vec<serde_json::Value> = rows[1..]
        .iter()
        .map(|row| serde_json::json!({headings[0]: row[0], headings[1]: row[1]}))
        .collect();
    vec![
        ("rows, comma", printed(&rows, ',')),
        ("rows, semicolon", printed(&rows, ';')),
        ("rows, tab", printed(&rows, '\t')),
        ("rows, pipe", printed(&rows, '|')),
        ("rows without headings", printed(&rows[1..], ';')),
        ("wide", printed(&turned(&rows), ',')),
        ("lines", printed(&lists, '\t')),
        ("columns", printed(&turned(&lists), ',')),
        ("cells", printed(&cells, ',')),
        ("object", serde_json::Value::from(object).to_string()),
        ("lists", serde_json::Value::from(listed).to_string()),
        ("records", serde_json::Value::from(records).to_string()),
    ]
}

fn readings(vote: &ReadVote) -> BTreeMap<String, Vote> {
    let votes = vote.readings.iter().filter_map(|own| match own.said {
        Said::Vote(vote) => Some((
            own.code.clone().unwrap_or_else(|| own.written.clone()),
            vote,
        )),
        _ => None,
    });
    votes.collect()
}

#[test]
fn nine_roll_calls_are_read_back_from_every_form_in_three_languages() {
    let names = names();
    let (mut tables, mut wrong) = (0, Vec::new());
    for (tongue, words, headings) in tongues() {
        for (symbol, roll) in rolls() {
            for (form, text) in forms(&roll, &tongue, &words, headings) {
                let options = Options {
                    date: Some("2022-03-02".to_owned()),
                    ..Options::default()
                };
                let found = read("t.csv", text.as_bytes(), &names, &options).unwrap();
                tables += 1;
                let all: Vec<_> = found.votes.iter().map(readings).collect();
                if all != [roll.clone()] {
                    let first = all.first().cloned().unwrap_or_default();
                    let differ: Vec<_> = roll
                        .iter()
                        .filter(|(code, vote)| first.get(*code) != Some(vote))
                        .take(5)
                        .collect();
                    wrong.push(format!(
                        "{symbol} {form} {}: {} votes, {differ:?} {}",
                        headings[0],
                        all.len(),
                        shown(&found)
                    ));
                }
                for reading in found.votes.iter().flat_map(|vote| &vote.readings) {
                    assert!(found.text.is_char_boundary(reading.span.start), "{form}");
                    if !form.contains("rec") && !reading.span.of(&found.text).contains('"') {
                        assert_eq!(reading.span.of(&found.text), reading.written, "{form}");
                    }
                }
            }
        }
    }
    assert_eq!(
        wrong.len(),
        0,
        "{}",
        wrong
            .iter()
            .take(12)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert_eq!(tables, 3 * 9 * 12);
}

/// Votes dealt out by chance, in a form and a language drawn by chance.
#[test]
fn any_votes_are_read_back_from_any_form() {
    let (names, tongues) = (names(), tongues());
    let codes: Vec<String> = rolls()
        .into_values()
        .flat_map(BTreeMap::into_keys)
        .collect();
    arbtest::arbtest(|u| {
        let mut roll = BTreeMap::new();
        for code in &codes {
            roll.insert(code.clone(), *u.choose(&VOTES)?);
        }
        let (tongue, words, headings) = u.choose(&tongues)?;
        let forms = forms(&roll, tongue, words, *headings);
        let (form, text) = u.choose(&forms)?;
        let options = Options {
            date: Some("2022-03-02".to_owned()),
            ..Options::default()
        };
        let found = read("t.csv", text.as_bytes(), &names, &options).unwrap();
        let all: Vec<_> = found.votes.iter().map(readings).collect();
        assert_eq!(all, [roll], "{form} {}: {}", headings[0], shown(&found));
        Ok(())
    })
    .size_min(1024)
    .budget_ms(4000);
}

#[test]
fn several_votes_are_asked_and_one_is_chosen() {
    let text = include_str!("fixtures/import/ga-votes.csv");
    let names = names();
    let found = read("ga.csv", text.as_bytes(), &names, &Options::default()).unwrap();
    assert_eq!(found.votes.len(), 9);
    assert!(found
        .findings
        .iter()
        .any(|own| own.code == Code::SeveralVotes
            && own.message.contains("A/RES/ES-11/1 (2022-03-02)")));
    let options = Options {
        symbol: Some("ES-11/3".to_owned()),
        ..Options::default()
    };
    let found = read("ga.csv", text.as_bytes(), &names, &options).unwrap();
    assert_eq!(
        found.votes.iter().map(tally).collect::<Vec<_>>(),
        [[93, 24, 58, 18]],
        "{}",
        shown(&found)
    );
    assert_eq!(found.votes[0].date.as_deref(), Some("2022-04-07"));
    let options = Options {
        symbol: Some("ES-11/99".to_owned()),
        ..Options::default()
    };
    let error = read("ga.csv", text.as_bytes(), &names, &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("ES-11/99") && error.contains("A/RES/ES-11/1"),
        "{error}"
    );
}

#[test]
fn numbers_are_voetens_where_only_they_can_be() {
    for path in ["02-unvotes/voeten.csv", "02-unvotes/voeten2.csv"] {
        let found = case(path, &Options::default());
        assert_eq!(
            found.votes.iter().map(tally).collect::<Vec<_>>(),
            [[100, 11, 58, 24]],
            "{path} {}",
            shown(&found)
        );
        assert!(shown(&found).contains("Voeten"), "{path}");
    }
    let found = read(
        "t.csv",
        b"iso3,vote\nFRA,1\nDEU,2\nITA,3\n",
        &names(),
        &Options::default(),
    )
    .unwrap();
    assert!(found.votes[0].readings.is_empty());
    assert!(found
        .findings
        .iter()
        .any(|own| own.code == Code::UnknownWord && own.severity == Severity::Error));
}

#[test]
fn absent_members_without_a_row_are_no_readings_and_na_is_namibia() {
    let found = case("02-unvotes/table.csv", &Options::default());
    assert_eq!(
        found.votes.iter().map(tally).collect::<Vec<_>>(),
        [[100, 11, 58, 0]],
        "{}",
        shown(&found)
    );
    let found = case("02-unvotes/na.csv", &Options::default());
    assert_eq!(
        found.votes.iter().map(tally).collect::<Vec<_>>(),
        [[100, 11, 58, 24]],
        "{}",
        shown(&found)
    );
    assert!(found.votes[0]
        .readings
        .iter()
        .any(|own| own.code.as_deref() == Some("NAM")));
    assert!(found
        .findings
        .iter()
        .any(|own| own.code == Code::UnknownWord && own.severity == Severity::Warning));
}

#[test]
fn a_word_that_could_mean_several_is_asked() {
    for (table, is_asked) in [
        ("FRA,yes\nDEU,A\nITA,abstain", true),
        ("FRA,yes\nDEU,A\nITA,no", false),
        ("FRA,yes\nDEU,X\nITA,absent", true),
        ("FRA,yes\nDEU,maybe\nITA,no", true),
        ("FRA,yes\nDEU,?\nITA,no", true),
        ("FRA,yes\nDEU,yes?\nITA,no", true),
        ("FRA,yes\nDEU,-1\nITA,no", true),
        ("FRA,+\nDEU,-\nITA,0", false),
        ("FRA,yes\nDEU,-\nITA,.", true),
        ("FRA,yes\nDEU,\nITA,no", false),
    ] {
        let found = read(
            "t.csv",
            format!("iso3,vote\n{table}\n").as_bytes(),
            &names(),
            &Options::default(),
        )
        .unwrap();
        let asked = found
            .findings
            .iter()
            .any(|own| own.code == Code::UnknownWord && own.severity == Severity::Error);
        assert_eq!(asked, is_asked, "{table}: {}", shown(&found));
    }
}

#[test]
fn totals_are_kept_apart_from_the_states() {
    let found = case("07-excel/total.csv", &Options::default());
    let measures: Vec<_> = found.votes[0]
        .totals
        .iter()
        .map(|own| (own.measure, own.count))
        .collect();
    assert_eq!(
        measures,
        [
            (Some(Measure::Members), 193),
            (Some(Measure::Cosponsor), 94)
        ],
        "{}",
        shown(&found)
    );
    let found = case("03-column-per-stance/counted.tsv", &Options::default());
    assert_eq!(found.votes[0].totals.len(), 4);
}

#[test]
fn any_bytes_give_findings() {
    let names = names();
    arbtest::arbtest(|u| {
        let pieces = [
            "France",
            "no",
            "NA",
            "Y ",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\"vote\"",
            "sep=",
            "\u{feff}",
            "Total",
            "141",
            "Yes",
            "Against",
            "x",
            "é",
            "Congo",
            "Date",
            "2022-03-02",
            "|",
        ];
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=60)? {
            text.push_str(u.choose(&pieces)?);
        }
        let mut bytes = text.into_bytes();
        for _ in 0..u.int_in_range(0..=2)? {
            bytes.push(u.arbitrary()?);
        }
        let _ = read("t", &bytes, &names, &Options::default());
        Ok(())
    })
    .budget_ms(3000);
}

/// A stream that comes in small pieces.
struct Bits<'a>(&'a [u8]);

impl std::io::Read for Bits<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len().min(7);
        self.0.read(&mut into[..length])
    }
}

/// A file of the Library with many votes; titles run over lines.
fn bulk(votes: usize) -> String {
    let mut text = String::from("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n");
    for vote in 1..=votes {
        for (code, name, letter) in [
            ("FRA", "FRANCE", "Y"),
            ("CHN", "CHINA", "A"),
            ("NOR", "NORWAY", "X"),
        ] {
            text += &format!("{vote},{code},{name},{letter},2020-01-02,75,A/RES/75/{vote},A/75/L.{vote},,A/75/PV.1,\"A \"\"title\"\",\nof two lines {vote}\",agenda,subjects,,1,0,1,1,3,https://example.org/{vote}\n");
        }
    }
    text
}

#[test]
fn one_vote_of_the_library_is_found_by_its_symbol() {
    let text = bulk(400);
    for symbol in ["A/RES/75/321", "75/321", "A/75/L.321"] {
        let options = Options {
            symbol: Some(symbol.to_owned()),
            ..Options::default()
        };
        let found = library::read_from("ga.csv", text.as_bytes(), &names(), &options).unwrap();
        assert_eq!(
            found.votes.iter().map(tally).collect::<Vec<_>>(),
            [[1, 0, 1, 1]],
            "{}",
            shown(&found)
        );
        let vote = &found.votes[0];
        assert_eq!(vote.symbol.as_deref(), Some("A/RES/75/321"));
        assert_eq!(vote.date.as_deref(), Some("2020-01-02"));
        assert_eq!(
            vote.title.as_deref(),
            Some("A \"title\",\nof two lines 321")
        );
        assert_eq!(vote.source.as_deref(), Some("https://example.org/321"));
        let totals: Vec<_> = vote
            .totals
            .iter()
            .map(|own| (own.measure, own.count))
            .collect();
        let measures = [
            Measure::Yes,
            Measure::No,
            Measure::Abstain,
            Measure::Absent,
            Measure::Members,
        ];
        assert_eq!(
            totals,
            measures
                .map(Some)
                .into_iter()
                .zip([1, 0, 1, 1, 3])
                .collect::<Vec<_>>()
        );
        assert_eq!(found.unread, []);
    }
    let found = library::read_from(
        "ga.csv",
        Bits(text.as_bytes()),
        &names(),
        &Options::default(),
    )
    .unwrap();
    assert!(
        shown(&found).contains("400 votes are in the 1200 rows"),
        "{}",
        shown(&found)
    );
    let options = Options {
        symbol: Some("A/RES/1/1".to_owned()),
        ..Options::default()
    };
    let error = library::read_from("ga.csv", text.as_bytes(), &names(), &options).unwrap_err();
    assert!(error.to_string().contains("A/RES/1/1"), "{error}");
}

#[test]
fn a_quotation_mark_without_its_end_takes_no_memory() {
    let text = format!(
        "undl_id,ms_code,ms_name,ms_vote,resolution\n1,FRA,FRANCE,Y,\"{}",
        "a,\n".repeat(2_000_000)
    );
    let error =
        library::read("ga.csv", text.as_bytes(), &names(), &Options::default()).unwrap_err();
    assert!(
        error.to_string().contains("quotation mark is never closed"),
        "{error}"
    );
}

/// `BULK=file` measures a large file by hand.
#[test]
fn a_file_of_the_library_of_any_size_is_streamed() {
    let Ok(path) = std::env::var("BULK") else {
        return;
    };
    let options = Options {
        symbol: Some("A/RES/75/4000".to_owned()),
        ..Options::default()
    };
    let (names, file) = (names(), std::fs::File::open(&path).unwrap());
    let begin = std::time::Instant::now();
    let found = library::read_from(&path, file, &names, &options).unwrap();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or_default();
    println!(
        "{} readings in {:?}, {peak}",
        found.votes[0].readings.len(),
        begin.elapsed()
    );
}

#[test]
#[cfg(feature = "workbooks")]
fn workbooks_are_read_as_tables() {
    for bytes in [
        &include_bytes!("fixtures/workbooks/vote.xlsx")[..],
        include_bytes!("fixtures/workbooks/vote.ods"),
    ] {
        let found = read("vote", bytes, &names(), &Options::default()).unwrap();
        assert_eq!(
            found.votes.iter().map(tally).collect::<Vec<_>>(),
            [[1, 1, 1, 0]],
            "{:?} {}",
            found.text,
            shown(&found)
        );
        assert_eq!(found.votes[0].title.as_deref(), Some("Vote on a test"));
        assert!(found.votes[0]
            .readings
            .iter()
            .all(|own| own.span.of(&found.text) == own.written));
    }
    assert!(read("vote", b"PK\x03\x04 broken", &names(), &Options::default()).is_err());
}

#[test]
fn names_of_the_cases_are_read_or_told() {
    for (path, rows) in [
        ("06-map-units/table.csv", 26),
        ("10-old-names/table.csv", 43),
        ("11-names/french.csv", 36),
        ("11-names/journalists.csv", 120),
        ("11-names/wiki.csv", 14),
        ("11-names/worldbank.csv", 34),
        ("28-sponsor-list/table.csv", 28),
    ] {
        let found = case(path, &Options::default());
        let votes = found.votes.iter().flat_map(|vote| &vote.readings);
        let votes = votes.filter(|own| matches!(own.said, Said::Vote(_)));
        let count = votes.count();
        println!("{path}: {count} of {rows}\n{}", shown(&found));
        assert!(count.abs_diff(rows) <= 1, "{path}: {count}");
    }
    let found = case("07-excel/mojibake.csv", &Options::default());
    let told = found
        .findings
        .iter()
        .find(|own| own.code == Code::Mojibake)
        .unwrap();
    assert!(told.fixes.iter().any(|fix| fix.with == "ô"));
}

/// The Council's file: other columns, in any order, and the one of two votes that a number chooses.
#[test]
fn columns_of_the_library_stand_in_any_order() {
    let columns = [
        ("undl_id", "7;7;8;8"),
        ("ms_vote", "Y;N;A;X"),
        ("permanent_member", "True;True;False;False"),
        ("MS_Name", "FRANCE;RUSSIAN FEDERATION;INDIA;GABON"),
        ("ms_code", "FRA;RUS;IND;GAB"),
        ("vote_date", "2022-02-25;2022-02-25;2022-02-27;2022-02-27"),
        ("draft", "S/2022/155;S/2022/155;;"),
        ("resolution", ";;S/RES/2623(2022);S/RES/2623(2022)"),
        ("description", "One;One;Two;Two"),
        ("modality", "a;a;b;b"),
    ];
    for turn in 0..columns.len() {
        let mut columns = columns;
        columns.rotate_left(turn);
        let line = |row: usize| {
            let cells = columns.iter().map(|(name, cells)| match row {
                0 => (*name).to_owned(),
                row => cells.split(';').nth(row - 1).unwrap().to_owned(),
            });
            cells.collect::<Vec<_>>().join(",")
        };
        let text = (0..5).map(line).collect::<Vec<_>>().join("\n");
        let of = |number: Option<usize>, symbol: Option<&str>| {
            let options = Options {
                number,
                symbol: symbol.map(str::to_owned),
                ..Options::default()
            };
            read("sc.csv", text.as_bytes(), &names(), &options)
        };
        let asked = of(None, None).unwrap();
        assert!(
            shown(&asked).contains("S/2022/155 (2022-02-25), S/RES/2623(2022) (2022-02-27)"),
            "{}",
            shown(&asked)
        );
        for (number, symbol, expected) in [
            (None, Some("S/2022/155"), [1, 1, 0, 0]),
            (None, Some("2623(2022)"), [0, 0, 1, 1]),
            (Some(1), None, [1, 1, 0, 0]),
            (Some(2), None, [0, 0, 1, 1]),
        ] {
            let found = of(number, symbol).unwrap();
            let tallies: Vec<_> = found.votes.iter().map(tally).collect();
            assert_eq!(
                tallies,
                [expected],
                "{number:?} {symbol:?} {}",
                shown(&found)
            );
            let body = found.votes[0].body;
            assert_eq!(body, Some(stancemap::input::Body::SecurityCouncil));
        }
        let error = of(Some(3), None).unwrap_err().to_string();
        assert!(error.contains("no vote of that number, but 2"), "{error}");
    }
}

/// A row a resolution: which is asked, and all are named.
#[test]
fn a_wide_table_asks_which_row_is_meant() {
    for headings in [
        "Resolution,Date",
        "Résolution,Date",
        "Resolución,Fecha",
        "决议,日期",
        "القرار,التاريخ",
        "Резолюция,Дата",
    ] {
        let text = format!("{headings},France,Germany,Chad,China\nA/RES/76/1,2021-09-20,Y,Y,N,A\nA/RES/76/2,2021-09-21,N,A,Y,Y\n");
        let found = read("wide.csv", text.as_bytes(), &names(), &Options::default()).unwrap();
        let asked = found
            .findings
            .iter()
            .find(|own| own.code == Code::SeveralVotes);
        let asked = asked.unwrap_or_else(|| panic!("{headings} {}", shown(&found)));
        assert!(
            asked.message.contains("A/RES/76/1 (2021-09-20)")
                && asked.message.contains("A/RES/76/2 (2021-09-21)"),
            "{headings} {}",
            asked.message
        );
        let options = Options {
            symbol: Some("76/2".to_owned()),
            ..Options::default()
        };
        let found = read("wide.csv", text.as_bytes(), &names(), &options).unwrap();
        let tallies: Vec<_> = found.votes.iter().map(tally).collect();
        assert_eq!(tallies, [[2, 1, 1, 0]], "{headings} {}", shown(&found));
    }
}
