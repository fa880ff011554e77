//! The words and marks of sources for votes and sponsorship, in twelve languages.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::reading::{Measure, Said};
use crate::input::folded;
use crate::roster::nearest;
use crate::stance::Cosponsor;
#[cfg(test)]
use crate::stance::Vote;
use crate::stance::Vote::{Absent, Abstain, No, Yes};
use crate::unseen::is_unseen_in_cell;

/// The words, by what they say and their language; a list within a cell is separated by semicolons.
const TABLE: &str = include_str!("../../assets/import/words.csv");

/// What is written in a cell of a column of votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// One thing.
    Said(Said),
    /// A yes of a sponsor.
    SponsorAndYes,
    /// Nothing: the cell is blank.
    Blank,
    /// One of these; the rest of the column decides, or a person.
    OneOf(&'static [Said]),
}

/// What is written in a cell of a column of votes; none: not understood.
pub fn meaning(written: &str) -> Option<Meaning> {
    let seen: String = written.chars().filter(|c| !is_unseen_in_cell(*c)).collect();
    let seen = seen.trim();
    if seen.is_empty() {
        return Some(Meaning::Blank);
    }
    if let Some(meaning) = mark(seen) {
        return Some(meaning);
    }
    // The doubt in "yes?" and the sign in "-1" would go unread.
    if seen.contains('?') || seen.starts_with(['-', '−', '+']) {
        return None;
    }
    let word = folded(seen);
    Some(match word.as_str() {
        "" => return None,
        "none" | "null" | "nan" | "nil" => Meaning::Blank,
        "a" => Meaning::OneOf(&[Said::Vote(Abstain), Said::Vote(Absent)]),
        "x" => Meaning::OneOf(&[Said::Vote(Absent), Said::Cosponsor(Cosponsor::Yes)]),
        "na" | "n a" | "no vote" | "novote" => Meaning::OneOf(&[Said::Vote(Absent), Said::NoVote]),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Meaning::OneOf(&[]),
        word if is_sponsor_and_yes(word) => Meaning::SponsorAndYes,
        word => Meaning::Said(said(word)?),
    })
}

/// "yes (co-sponsor)".
fn is_sponsor_and_yes(word: &str) -> bool {
    let without = |sponsor: &str| {
        word.strip_suffix(sponsor)
            .or_else(|| word.strip_prefix(sponsor))
    };
    let rest = ["co sponsor", "cosponsor", "sponsor"]
        .into_iter()
        .find_map(without);
    let rest = rest
        .map(str::trim)
        .map(|rest| rest.trim_end_matches(" and"));
    rest.and_then(said) == Some(Said::Vote(Yes))
}

fn mark(seen: &str) -> Option<Meaning> {
    Some(match seen {
        "✓" | "✔" | "✅" | "☑" | "🗸" | "√" | "👍" | "🟢" | "+" | "＋" | "➕" => {
            Meaning::Said(Said::Vote(Yes))
        }
        "❌" | "✗" | "✘" | "✖" | "👎" | "🔴" | "⛔" | "🚫" | "➖" => {
            Meaning::Said(Said::Vote(No))
        }
        "🟡" | "⚪" | "○" | "◯" | "🤷" => Meaning::Said(Said::Vote(Abstain)),
        "-" | "−" | "－" | "–" | "—" => {
            Meaning::OneOf(&[Said::Vote(No), Said::Vote(Absent)])
        }
        "." | "…" => Meaning::OneOf(&[Said::Vote(Absent)]),
        "?" => Meaning::OneOf(&[]),
        _ => return None,
    })
}

/// What a label of a list, a heading of a column or a word in a cell says.
pub fn said(word: &str) -> Option<Said> {
    phrases().get(&folded(word)).copied()
}

/// What a word with a slip in it is likely meant to say: "abstrained". None where another word is as near that says
/// something else.
pub fn near(word: &str) -> Option<Said> {
    let key = |said: &Said| match said {
        Said::Vote(vote) => vote.as_str(),
        Said::NoVote => "no-vote",
        _ => "cosponsor",
    };
    let phrases = phrases().iter();
    let nearest = nearest(
        &folded(word),
        phrases.map(|(own, said)| (own.as_str(), key(said))),
    )?;
    let mut all = self::phrases().values();
    all.find(|said| key(said) == nearest).copied()
}

/// The word that a table of ours has for it.
pub fn plain(said: Said) -> Option<&'static str> {
    match said {
        Said::Vote(vote) => Some(vote.as_str()),
        Said::Cosponsor(Cosponsor::Yes) => Some("cosponsor"),
        _ => None,
    }
}

/// All words and phrases, folded, with what they say.
pub(super) fn phrases() -> &'static HashMap<String, Said> {
    static WORDS: OnceLock<HashMap<String, Said>> = OnceLock::new();
    WORDS.get_or_init(|| table(""))
}

/// What sentences say of the states before or behind: "voted in favour", folded.
pub(super) fn told() -> &'static HashMap<String, Said> {
    static WORDS: OnceLock<HashMap<String, Said>> = OnceLock::new();
    WORDS.get_or_init(|| table("told-"))
}

/// The rows of the table of one kind, by how their first cell begins.
fn table(kind: &str) -> HashMap<String, Said> {
    // That the table can be read is proved by a test.
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let records = reader.records().flatten();
    let words = records.flat_map(|record| {
        let said = match record.get(0).unwrap_or_default().strip_prefix(kind) {
            Some("yes") => Some(Said::Vote(Yes)),
            Some("no") => Some(Said::Vote(No)),
            Some("abstain") => Some(Said::Vote(Abstain)),
            Some("absent") => Some(Said::Vote(Absent)),
            Some("cosponsor") => Some(Said::Cosponsor(Cosponsor::Yes)),
            Some("no-voter") => Some(Said::NoVote),
            _ => None,
        };
        let words = record.get(2).unwrap_or_default().split(';');
        let words: Vec<String> = words.map(folded).filter(|word| !word.is_empty()).collect();
        words
            .into_iter()
            .filter_map(move |word| Some((word, said?)))
    });
    words.collect()
}

/// Voeten's numbers: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.
pub fn voeten(written: &str) -> Option<Said> {
    Some(match written.trim() {
        "1" => Said::Vote(Yes),
        "2" => Said::Vote(Abstain),
        "3" => Said::Vote(No),
        "8" => Said::Vote(Absent),
        "9" => Said::NoVote,
        _ => return None,
    })
}

/// What a number beside a label counts.
pub fn measure(said: Said) -> Option<Measure> {
    Some(match said {
        Said::Vote(Yes) => Measure::Yes,
        Said::Vote(No) => Measure::No,
        Said::Vote(Abstain) => Measure::Abstain,
        Said::Vote(Absent) => Measure::Absent,
        Said::Cosponsor(Cosponsor::Yes) => Measure::Cosponsor,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of the case, in the wild; the third column says again what was written.
    #[test]
    fn words_of_the_field_are_understood_or_asked() {
        let text = include_str!("../../tests/fixtures/cases/12-words/table.csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut asked = Vec::new();
        for record in reader.records().map(Result::unwrap) {
            let word = record.get(1).unwrap();
            match meaning(word) {
                Some(Meaning::OneOf(_)) => asked.push(word.to_owned()),
                found => assert!(found.is_some(), "{word}"),
            }
        }
        let marks = [
            "A", "X", "N/A", "NA", "n/a", "No vote", "0", "1", "-", "—", "–", ".", "?",
        ];
        asked.retain(|word| !marks.contains(&word.as_str()));
        assert_eq!(asked, Vec::<String>::new());
    }

    #[test]
    fn every_row_of_the_table_says_something() {
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        let mut rows = 0;
        for record in reader.records().map(Result::unwrap) {
            let is_told = record.get(0).unwrap().starts_with("told-");
            for word in record.get(2).unwrap().split(';') {
                let told = told().contains_key(&folded(word));
                assert!(said(word).is_some() && !is_told || told, "{word}");
            }
            rows += 1;
        }
        assert!(rows > 60);
    }

    #[test]
    fn a_word_says_the_same_in_every_language_that_has_it() {
        let words: [(&str, Vote); 6] = [
            ("Votent contre", No),
            ("SE ABSTIENEN", Abstain),
            ("S’abstiennent", Abstain),
            ("воздержались", Abstain),
            ("الممتنعون عن التصويت", Abstain),
            ("弃权", Abstain),
        ];
        for (word, vote) in words {
            assert_eq!(said(word), Some(Said::Vote(vote)), "{word}");
        }
    }
}
