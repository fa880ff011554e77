//! Any votes, printed in any form and language, are read back the same; any bytes give findings and never a panic.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use arbtest::arbitrary::{Result, Unstructured};
use stancemap::import::Span;
use stancemap::stance::Vote;

use crate::print::{labels, list, names, roll_calls, side, wrapped, RollCall, LANGUAGES, SIDES};
use crate::{read, table};

fn seconds() -> f64 {
    let asked = std::env::var("STANCEMAP_FUZZ_SECONDS").ok();
    asked.map_or(3.0, |text| text.parse().unwrap())
}

fn any_call(u: &mut Unstructured) -> Result<RollCall> {
    let mut call = roll_calls().remove(1);
    for vote in call.votes.values_mut() {
        *vote = *u.choose(&[
            Vote::Yes,
            Vote::Yes,
            Vote::Yes,
            Vote::No,
            Vote::Abstain,
            Vote::Absent,
        ])?;
    }
    Ok(call)
}

#[test]
fn any_votes_in_any_form_are_read_back() {
    arbtest::arbtest(|u| {
        let call = any_call(u)?;
        let language = *u.choose(&LANGUAGES)?;
        let sides = if u.arbitrary()? { 4 } else { 3 };
        let style: u8 = u.int_in_range(0..=4)?;
        let by_lines: bool = u.arbitrary()?;
        let mut text = String::new();
        for (vote, label) in SIDES.iter().zip(labels(language)).take(sides) {
            let names = side(&call, *vote, language);
            if names.is_empty() {
                continue;
            }
            let count = names.len();
            text.push_str(&match style {
                0 => format!("{label}: "),
                1 => format!("{label} ({count}):\n"),
                2 => format!("{label}\n"),
                3 => format!("{label}: {count}\n"),
                _ => format!("{label} – {count}\n"),
            });
            let listed = if by_lines {
                names.join("\n")
            } else {
                list(&names, language)
            };
            text.push_str(&listed);
            text.push_str(if u.arbitrary()? { ".\n\n" } else { "\n\n" });
        }
        let source = wrapped(
            &text,
            if by_lines {
                100_000
            } else {
                u.int_in_range(40..=120)?
            },
        );
        let mut expected = call.votes.clone();
        expected.retain(|_, vote| sides == 4 || *vote != Vote::Absent);
        if expected.is_empty() {
            return Ok(());
        }
        let read = read(&source);
        let none: BTreeMap<String, Vote> = BTreeMap::new();
        assert_eq!(
            read.votes.first().map_or(none, table),
            expected,
            "{language} {style}\n{source}"
        );
        assert_eq!(read.votes.len(), 1, "{source}");
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
        Ok(())
    })
    .budget(Duration::from_secs_f64(seconds()));
}

/// Pieces that texts of votes are made of.
fn pieces() -> Vec<String> {
    let own = [
        "In favour:",
        "Against",
        "Abstaining (3):",
        "\n",
        "\n\n",
        ", ",
        ". ",
        ": ",
        "(",
        ")",
        "[",
        "]",
        "5",
        "141",
        "None",
        "and ",
        " to ",
        "votes ",
        "abstentions",
        "was adopted by ",
        "the delegation of ",
        "had intended to vote in favour",
        "submitted by ",
        "Subsequently, ",
        "joined in sponsoring",
        "23-41218 5/30\n",
        "A/78/PV.50\n",
        "A/RES/78/1 ",
        "2 March 2022",
        "Y ",
        "N ",
        "Votent pour :",
        "赞成：",
        "、",
        "和",
        "المؤيدون:",
        "و",
        "،",
        "против: ",
        "при ",
        "\u{feff}",
        "\u{ad}",
        "\u{202e}",
        "\r",
        "\t",
        "-\n",
        "ß",
        "İ",
        "🇫🇷",
        "“",
        "entitled ",
        "Vote on ",
        "ANNEX ",
        "1. ",
        "• ",
        "/",
        "(resolution 78/1)",
        "١٤",
        "—",
        "X",
        "A",
    ];
    let mut pieces: Vec<String> = own.iter().map(|own| (*own).to_owned()).collect();
    for language in LANGUAGES {
        pieces.extend(names(language).into_values().step_by(9));
    }
    pieces
}

#[test]
fn any_text_gives_findings_and_every_place_is_in_it() {
    let pieces = pieces();
    arbtest::arbtest(|u| {
        let mut source = String::new();
        for _ in 0..u.int_in_range(0..=120)? {
            match u.int_in_range(0..=9)? {
                0 => source.push(u.arbitrary()?),
                1 => {
                    let count = u.int_in_range(0..=12)?;
                    source.push_str(&String::from_utf8_lossy(u.bytes(count)?));
                }
                _ => source.push_str(u.choose(&pieces)?),
            }
        }
        let read = read(&source);
        let holds =
            |span: &Span| span.start <= span.end && source.get(span.start..span.end).is_some();
        for vote in &read.votes {
            assert!(holds(&vote.span), "{source:?}");
            for reading in &vote.readings {
                assert!(
                    holds(&reading.span) && holds(&reading.said_at),
                    "{source:?}"
                );
                assert!(!reading.written.is_empty());
            }
            assert!(vote.totals.iter().all(|total| holds(&total.span)));
        }
        let findings = read.findings.iter();
        assert!(
            findings
                .flat_map(|own| own
                    .spans
                    .iter()
                    .chain(own.fixes.iter().map(|fix| &fix.span)))
                .all(holds),
            "{source:?}"
        );
        assert!(read.unread.iter().all(holds));
        assert!(read
            .unread
            .windows(2)
            .all(|pair| pair[0].end <= pair[1].start));
        Ok(())
    })
    .size_max(16 * 1024)
    .budget(Duration::from_secs_f64(seconds()));
}

/// Twice the text takes about twice the time, whatever it repeats.
#[test]
fn time_grows_with_the_text() {
    let repeated = [
        "In favour: Chad ",
        "(",
        "In favour: (",
        "[",
        "Chad, ",
        "Chad x ",
        "x ",
        "a. ",
        "submitted by ",
        "Against\n",
        "1 ",
        "A/",
        "was adopted by 5 votes to 3 (Chad) ",
        "had intended to vote in favour the delegation of ",
        "A ",
        "Y Chad\n",
        "2 March ",
        "12/30\n",
        "In favour: 5 (Chad\n",
        "“",
        "赞成",
        "和乍得",
        "Unbekannt, ",
        "In favour 5. ",
        "In favour (continued): Chad\nadopted by 5 votes to 3.\n",
        "Absent: Chad\nNot voting: Peru\n",
        "A/a-",
        "Y Chad\nY Chadx\nY Chadx\n",
        "Y Chad\nAgainst: Peru\n",
        "A, Chad joined in sponsoring. submitted by Peru. ",
        "In favour: Chad\nwas adopted by 1 votes to 0, with 1 abstention (Togo).\n",
    ];
    for piece in repeated {
        let source = piece.repeat(100_000 / piece.len());
        let start = Instant::now();
        let _ = read(&source);
        let time = start.elapsed();
        eprintln!("{piece:?}: {time:?}");
        // A tenth of a second alone; a quadratic one takes minutes.
        assert!(time < Duration::from_secs(20), "{piece:?} {time:?}");
    }
}
