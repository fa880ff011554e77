//! Every roll call, in every form and language, gives the exact table.

use std::collections::BTreeMap;
use std::time::Instant;

use stancemap::import::{Code, Measure, Outcome};
use stancemap::stance::Vote;

use crate::print::{annex, names, roll_calls, verbatim, wrapped, RollCall, LANGUAGES};
use crate::{read, table, NAMES};

/// Those of the votes that a verbatim record lists.
fn listed(call: &RollCall) -> BTreeMap<String, Vote> {
    let listed = call.votes.iter().filter(|(_, vote)| **vote != Vote::Absent);
    listed.map(|(code, vote)| (code.clone(), *vote)).collect()
}

fn count(call: &RollCall, vote: Vote) -> usize {
    call.votes.values().filter(|own| **own == vote).count()
}

#[test]
fn verbatim_records_in_six_languages_give_the_table() {
    for call in roll_calls() {
        for language in LANGUAGES {
            for width in [60, 80, 100_000] {
                let source = wrapped(&verbatim(&call, language), width);
                let read = read(&source);
                let place = format!("{} {language} {width}", call.symbol);
                assert_eq!(read.doubts(), Vec::<String>::new(), "{place}\n{source}");
                let vote = read.vote();
                assert_eq!(table(vote), listed(&call), "{place}");
                assert_eq!(vote.readings.len(), listed(&call).len(), "{place}");
                assert_eq!(vote.date.as_deref(), Some(call.date.as_str()), "{place}");
                assert_eq!(
                    vote.outcome.map(|(outcome, _)| outcome),
                    Some(Outcome::Adopted),
                    "{place}"
                );
                let mut counts: Vec<usize> = vote.totals.iter().map(|total| total.count).collect();
                counts.sort_unstable();
                let mut expected =
                    [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| count(&call, vote));
                expected.sort_unstable();
                assert_eq!(counts, expected, "{place}");
                // "141 votes to 5" has no order; abstentions are told by their word.
                for total in &vote.totals {
                    let is_abstain =
                        total.count == count(&call, Vote::Abstain) && total.measure.is_some();
                    assert_eq!(
                        total.measure,
                        is_abstain.then_some(Measure::Abstain),
                        "{place}"
                    );
                }
                assert_eq!(read.unread(&source), Vec::<&str>::new(), "{place}");
            }
        }
    }
}

#[test]
fn the_symbol_of_a_record_is_that_of_its_resolution() {
    let calls = roll_calls();
    for call in &calls {
        let source = verbatim(call, "en");
        let read = read(&source);
        assert_eq!(read.vote().symbol.as_deref(), Some(call.symbol.as_str()));
        assert_eq!(read.vote().draft.as_deref(), Some("A/ES-11/L.1"));
    }
}

#[test]
fn annexes_of_press_releases_give_the_table() {
    for call in roll_calls() {
        for width in [70, 100_000] {
            let source = wrapped(&annex(&call, "XIV"), width);
            let read = read(&source);
            assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
            let vote = read.vote();
            assert_eq!(table(vote), call.votes, "{}", call.symbol);
            assert_eq!(
                vote.title
                    .as_deref()
                    .map(|title| title.split_whitespace().next()),
                Some(call.title.split_whitespace().next())
            );
            let totals: Vec<(Option<Measure>, usize)> = vote
                .totals
                .iter()
                .map(|total| (total.measure, total.count))
                .collect();
            let expected = [
                (Some(Measure::Yes), count(&call, Vote::Yes)),
                (Some(Measure::No), count(&call, Vote::No)),
                (Some(Measure::Abstain), count(&call, Vote::Abstain)),
            ];
            assert_eq!(totals, expected);
        }
    }
}

/// All nine in one text: each keeps its own numbers, and a person chooses.
#[test]
fn several_votes_of_one_text_are_told_apart() {
    let calls = roll_calls();
    let texts: Vec<String> = calls
        .iter()
        .enumerate()
        .map(|(index, call)| annex(call, &(index + 1).to_string()))
        .collect();
    let source = texts.concat();
    let all = read(&source);
    assert_eq!(all.votes.len(), 9, "{:?}", all.doubts());
    assert_eq!(
        all.codes()
            .iter()
            .filter(|code| **code == Code::SeveralVotes)
            .count(),
        1
    );
    for (vote, call) in all.votes.iter().zip(&calls) {
        assert_eq!(table(vote), call.votes, "{}", call.symbol);
        assert_eq!(vote.symbol.as_deref(), Some(call.symbol.as_str()));
        assert_eq!(vote.totals.len(), 3);
    }
    let chosen = |options: stancemap::import::Options| crate::read_with(&source, &options);
    let by_number = chosen(stancemap::import::Options {
        number: Some(4),
        ..Default::default()
    });
    assert_eq!(table(by_number.vote()), calls[3].votes);
    assert_eq!(by_number.doubts(), Vec::<String>::new());
    let by_symbol = chosen(stancemap::import::Options {
        symbol: Some("a/res/es-11/6".into()),
        ..Default::default()
    });
    let sixth = calls
        .iter()
        .find(|call| call.symbol == "A/RES/ES-11/6")
        .unwrap();
    assert_eq!(table(by_symbol.vote()), sixth.votes);
    let wrong = chosen(stancemap::import::Options {
        number: Some(10),
        ..Default::default()
    });
    assert!(wrong.doubts()[0].contains("does not stand in the text"));
}

#[test]
fn several_records_of_one_meeting_are_told_apart() {
    let calls = roll_calls();
    for language in LANGUAGES {
        let texts: Vec<String> = calls[1..4]
            .iter()
            .map(|call| verbatim(call, language).replace(&call.date, ""))
            .collect();
        let source = wrapped(&texts.concat(), 80);
        let read = read(&source);
        assert_eq!(read.votes.len(), 3, "{language} {:?}", read.doubts());
        for (vote, call) in read.votes.iter().zip(&calls[1..4]) {
            assert_eq!(table(vote), listed(call), "{language}");
            assert_eq!(vote.totals.len(), 3, "{language}");
        }
    }
}

/// A state a line, and names in every other form of a list.
#[test]
fn lists_by_lines_give_the_table() {
    let call = &roll_calls()[1];
    let names = names("en");
    let letter = |vote: &Vote| match vote {
        Vote::Yes => "Y ",
        Vote::No => "N ",
        Vote::Abstain => "A ",
        Vote::Absent => " ",
    };
    let word = |vote: &Vote| match vote {
        Vote::Yes => "in favour",
        Vote::No => "against",
        Vote::Abstain => "abstained",
        Vote::Absent => "absent",
    };
    let rows = |line: &dyn Fn(&str, &Vote) -> String| {
        let lines: Vec<String> = call
            .votes
            .iter()
            .map(|(code, vote)| line(&names[code], vote))
            .collect();
        lines.join("\n")
    };
    for source in [
        rows(&|name, vote| format!("{}{}", letter(vote), name.to_uppercase())),
        rows(&|name, vote| format!("{name}: {}", word(vote))),
        rows(&|name, vote| format!("{name} – {}", word(vote))),
        rows(&|name, vote| format!("{name}\n{}", word(vote))),
    ] {
        let read = read(&source);
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
        assert_eq!(table(read.vote()), call.votes);
    }
    for bullet in ["", "• ", "- ", "* "] {
        let mut source = String::new();
        for (vote, label) in
            crate::print::SIDES
                .iter()
                .zip(["IN FAVOR", "AGAINST", "ABSTENTIONS", "NON-VOTING"])
        {
            let side = crate::print::side(call, *vote, "press");
            source.push_str(&format!("{label} ({})\n", side.len()));
            for (index, name) in side.iter().enumerate() {
                match bullet {
                    "* " => source.push_str(&format!("{}. {name}\n", index + 1)),
                    bullet => source.push_str(&format!("{bullet}{name}\n")),
                }
            }
            source.push('\n');
        }
        let read = read(&source);
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
        assert_eq!(table(read.vote()), call.votes, "{bullet}");
        assert_eq!(read.vote().totals.len(), 4);
    }
}

/// A mark that is not understood is no blank: the line is not taken as that of a state that did not vote.
#[test]
fn a_mark_that_is_not_understood_breaks_a_run_of_lines() {
    let source = "+ Afghanistan\n+ Albania\n+ Andorra\n+ Angola\n- Algeria\n";
    let read = read(source);
    assert_eq!(table(read.vote()).len(), 4);
    assert_eq!(read.unread(source), ["- Algeria"]);
}

/// Measured in release: `cargo test --release --features cli --test import_text speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn speed() {
    let calls = roll_calls();
    let source = wrapped(&verbatim(&calls[1], "en"), 80);
    NAMES.with(|_| {});
    let times = 200;
    let start = Instant::now();
    for _ in 0..times {
        assert_eq!(read(&source).votes.len(), 1);
    }
    eprintln!(
        "{} bytes: {:.2} ms",
        source.len(),
        start.elapsed().as_secs_f64() * 1000.0 / f64::from(times)
    );
    let long = source.repeat(100);
    let start = Instant::now();
    assert_eq!(read(&long).votes.len(), 100);
    eprintln!(
        "{} bytes: {:.0} ms",
        long.len(),
        start.elapsed().as_secs_f64() * 1000.0
    );
}
