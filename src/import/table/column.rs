//! The words of one column → what each says. A word that could mean several is decided by the rest, or asked.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Cell;
use crate::import::words::{meaning, near, plain, voeten, Meaning};
use crate::import::{Code, Finding, Fix, FixKind, Said, Sentence, Span};
use crate::report::Severity;
use crate::stance::{Cosponsor, Vote};

/// As many words of one kind are told by their place.
const SHOWN: usize = 1000;
/// As many words of a column are told each by itself: to find what each may mean takes time.
const TOLD: usize = 200;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    One(Said),
    SponsorAndYes,
    Nothing,
    /// A finding tells.
    Unknown,
}

/// Which column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Votes,
    /// Of the Library: A and X say the same whatever stands beside them.
    Library,
    Sponsors,
}

/// What the cells of a column of votes, or of sponsorship, say; in their order.
pub(super) fn read(cells: &[&Cell], column: Column, findings: &mut Vec<Finding>) -> Vec<Says> {
    let words: BTreeSet<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    let mut rest = Rest::of(&words, column == Column::Sponsors);
    if column == Column::Library {
        rest.votes.push(Vote::Yes);
    }
    let mut told: BTreeMap<&str, (Decision, Vec<Span>)> = BTreeMap::new();
    let mut all = Vec::with_capacity(cells.len());
    let decisions: BTreeMap<&str, Decision> = words
        .iter()
        .map(|word| (*word, rest.decide(word)))
        .collect();
    for cell in cells {
        let decision = decisions
            .get(cell.text.as_str())
            .copied()
            .unwrap_or(Decision::NotKnown);
        all.push(decision.says());
        if decision.is_told() {
            let (_, spans) = told.entry(&cell.text).or_insert((decision, Vec::new()));
            if spans.len() < SHOWN {
                spans.push(cell.span);
            }
        }
    }
    let (mut numbers, mut count, mut more) = (Vec::new(), 0, Vec::new());
    for (word, (decision, spans)) in told {
        if let Decision::Number(_) = decision {
            numbers.extend(spans);
            continue;
        }
        count += 1;
        if count > TOLD {
            more.extend(spans.into_iter().take(SHOWN.saturating_sub(more.len())));
            continue;
        }
        let shown: String = word.chars().take(60).collect();
        let said = |key| Sentence::new(key).text("word", shown.as_str());
        let (severity, sentence) = match decision {
            Decision::Decided(own) => {
                let own = Sentence::new(named(own));
                (
                    Severity::Warning,
                    said("word.decided").sentence("said", own),
                )
            }
            Decision::Ask => (Severity::Error, said("word.asked")),
            _ => (Severity::Error, said("word.unknown")),
        };
        let near = match decision {
            Decision::NotKnown => near(word).and_then(plain),
            _ => None,
        };
        let fixes = near.into_iter().flat_map(|with| {
            let said = Sentence::new("fix.word").text("word", with);
            let spans = spans.iter();
            spans.map(move |span| Fix::new(FixKind::Ask, *span, with, said.clone()))
        });
        let fixes = fixes.collect();
        findings.push(Finding {
            fixes,
            ..Finding::of_source(Code::UnknownWord, severity, sentence, spans)
        });
    }
    if !more.is_empty() {
        let sentence = Sentence::new("word.more").count(count - TOLD);
        let (code, severity) = (Code::UnknownWord, Severity::Error);
        findings.push(Finding::of_source(code, severity, sentence, more));
    }
    if !numbers.is_empty() {
        numbers.sort_unstable();
        numbers.truncate(SHOWN);
        let sentence = Sentence::new("word.numbers");
        let (code, severity) = (Code::UnknownWord, Severity::Warning);
        findings.push(Finding::of_source(code, severity, sentence, numbers));
    }
    all
}

/// The key of what a word says.
fn named(said: Said) -> &'static str {
    match said {
        Said::Vote(Vote::Yes) => "said.yes",
        Said::Vote(Vote::No) => "said.no",
        Said::Vote(Vote::Abstain) => "said.abstain",
        Said::Vote(Vote::Absent) => "said.absent",
        Said::Cosponsor(Cosponsor::Yes) => "said.sponsor",
        Said::Cosponsor(_) => "said.no-sponsor",
        _ => "said.no-vote",
    }
}

#[derive(Debug, Clone, Copy)]
enum Decision {
    Clear(Says),
    /// By the rest of the column.
    Decided(Said),
    Number(Said),
    Ask,
    NotKnown,
}

impl Decision {
    fn says(self) -> Says {
        match self {
            Self::Clear(says) => says,
            Self::Decided(said) | Self::Number(said) => Says::One(said),
            Self::Ask | Self::NotKnown => Says::Unknown,
        }
    }

    fn is_told(self) -> bool {
        !matches!(self, Self::Clear(_))
    }
}

/// What the clear words of a column say.
struct Rest {
    sponsors: bool,
    votes: Vec<Vote>,
    plus: bool,
    voeten: bool,
    words: BTreeSet<String>,
}

impl Rest {
    fn of(words: &BTreeSet<&str>, sponsors: bool) -> Self {
        let mut votes = Vec::new();
        for word in words {
            match meaning(word) {
                Some(Meaning::Said(Said::Vote(vote))) => votes.push(vote),
                Some(Meaning::SponsorAndYes) => votes.push(Vote::Yes),
                _ => {}
            }
        }
        let filled = || {
            words
                .iter()
                .filter(|word| meaning(word) != Some(Meaning::Blank))
        };
        let has = |own: &str| words.contains(own);
        // 1, 2, 3 alone are as often yes, no, abstain.
        let voeten =
            filled().all(|word| voeten(word).is_some()) && has("1") && (has("8") || has("9"));
        Self {
            sponsors,
            votes,
            plus: ["+", "＋", "➕"].into_iter().any(has),
            voeten,
            words: words.iter().map(|word| word.to_lowercase()).collect(),
        }
    }

    fn decide(&self, word: &str) -> Decision {
        if self.sponsors {
            return self.sponsor(word);
        }
        let Some(found) = meaning(word) else {
            return Decision::NotKnown;
        };
        if self.voeten {
            if let Some(said) = voeten(word) {
                return Decision::Number(said);
            }
        }
        let has = |vote: Vote| self.votes.contains(&vote);
        let is_vote = has(Vote::Yes) || has(Vote::No);
        let decided = |vote: Vote| Decision::Decided(Said::Vote(vote));
        let clear = |vote: Vote| Decision::Clear(Says::One(Said::Vote(vote)));
        match found {
            Meaning::Said(said) => Decision::Clear(Says::One(said)),
            Meaning::SponsorAndYes => Decision::Clear(Says::SponsorAndYes),
            Meaning::Blank => Decision::Clear(Says::Nothing),
            Meaning::OneOf(_) if !is_vote => Decision::Ask,
            Meaning::OneOf(_) => match crate::input::folded(word).as_str() {
                // The United Nations' own letters: Y, N, A, and X or nothing.
                "a" if !has(Vote::Abstain) => clear(Vote::Abstain),
                "x" if !has(Vote::Absent) => clear(Vote::Absent),
                "na" | "n a" | "no vote" | "novote" if !has(Vote::Absent) => decided(Vote::Absent),
                "0" if self.plus && !has(Vote::Abstain) => decided(Vote::Abstain),
                "" if self.plus && is_dash(word) && !has(Vote::No) => decided(Vote::No),
                // Beside + and - a point, beside words a dash: nothing was cast.
                "" if self.is_only_blank_mark(word) && !has(Vote::Absent) => decided(Vote::Absent),
                _ => Decision::Ask,
            },
        }
    }

    /// Whether no second mark of the column could stand for the absent as well.
    fn is_only_blank_mark(&self, word: &str) -> bool {
        let is_mark = |own: &str| is_dash(own) && !self.plus || matches!(own, "." | "…");
        let marks = self.words.iter().filter(|own| is_mark(own.trim()));
        let others = ["x", "na", "n/a", "no vote"];
        is_mark(word) && marks.count() == 1 && !others.iter().any(|own| self.words.contains(*own))
    }

    fn sponsor(&self, word: &str) -> Decision {
        let clear = |said: Cosponsor| Decision::Clear(Says::One(Said::Cosponsor(said)));
        match (meaning(word), crate::input::folded(word).as_str()) {
            (Some(Meaning::Blank), _) => Decision::Clear(Says::Nothing),
            (_, "unknown") => clear(Cosponsor::Unknown),
            (Some(Meaning::Said(Said::Vote(Vote::Yes) | Said::Cosponsor(_))), _)
            | (_, "x" | "1" | "true") => clear(Cosponsor::Yes),
            (Some(Meaning::Said(Said::Vote(Vote::No))), _) | (_, "0" | "false") => {
                clear(Cosponsor::No)
            }
            _ if is_dash(word) => Decision::Decided(Said::Cosponsor(Cosponsor::No)),
            _ => Decision::NotKnown,
        }
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word.trim(), "-" | "−" | "－" | "–" | "—")
}
