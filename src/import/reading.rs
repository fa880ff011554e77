//! What was read of a source, and where.

use serde::Serialize;

use super::finding::Finding;
use super::wording::Sentence;
use crate::input::Body;
use crate::roster::How;
use crate::stance::{Cosponsor, Vote};

/// A stretch of the decoded source: bytes, the first and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From a byte to a byte.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// What of `text` it holds; empty if it is no part of it.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// What a source says of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// How it voted.
    Vote(Vote),
    /// That it had no vote: no member, no seat.
    NoVote,
    /// Whether it sponsored the draft.
    Cosponsor(Cosponsor),
    /// That it joined the sponsors later.
    JoinedLater,
    /// How it later said that it had meant to vote. Kept beside the record, and never in its place; none: it had not
    /// meant to take part.
    Intended(Option<Vote>),
}

/// One thing that is said of one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The state; none where the name is not known or could be several, which a finding tells.
    pub code: Option<String>,
    /// How the code was found.
    pub how: Option<How>,
    /// As it is written.
    pub written: String,
    /// What is said.
    pub said: Said,
    /// Where the name or code stands.
    pub span: Span,
    /// Where what is said of it stands: the label of its list, the heading of its column, its cell.
    pub said_at: Span,
}

/// What a stated number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstentions.
    Abstain,
    /// Members that did not vote.
    Absent,
    /// Sponsors.
    Cosponsor,
    /// All members.
    Members,
}

/// A number that the source states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// What it counts. In running text the order of the numbers says nothing: none, and the numbers are a set to
    /// check the lists against.
    pub measure: Option<Measure>,
    /// The number.
    pub count: usize,
    /// Where it stands.
    pub span: Span,
}

/// What the source says came of the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Adopted, carried, retained.
    Adopted,
    /// Rejected, not adopted.
    Rejected,
}

impl Outcome {
    /// "adopted", "not adopted".
    pub fn word(self) -> Sentence {
        Sentence::new(match self {
            Self::Adopted => "adopted",
            Self::Rejected => "rejected",
        })
    }
}

/// One vote of a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadVote {
    /// The symbol of the draft or the resolution: `A/RES/ES-11/1`.
    pub symbol: Option<String>,
    /// The symbol of the draft, where both stand.
    pub draft: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Whose vote it was, where the source says so.
    pub body: Option<Body>,
    /// Where the source is from: an address, a meeting.
    pub source: Option<String>,
    /// What is said of states, in the order of the source.
    pub readings: Vec<Reading>,
    /// Numbers that are stated.
    pub totals: Vec<Total>,
    /// What came of it.
    pub outcome: Option<(Outcome, Span)>,
    /// All of it.
    pub span: Span,
}

impl ReadVote {
    /// How many are said to have voted yes, no, abstained and been absent; names that are not known are counted too.
    pub fn counts(&self) -> [usize; 4] {
        [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].map(|own| {
            let readings = self.readings.iter();
            readings
                .filter(|reading| reading.said == Said::Vote(own))
                .count()
        })
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

/// Everything that was read of a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The decoded text that spans are places in; for a workbook its cells, line by line, tabs between.
    pub text: String,
    /// How it was encoded, where that is not UTF-8: `UTF-16LE`, `windows-1252`.
    pub encoding: Option<&'static str>,
    /// The votes, in the order of the source.
    pub votes: Vec<ReadVote>,
    /// What is doubtful about the source itself and its readings.
    pub findings: Vec<Finding>,
    /// What was not understood, in order.
    pub unread: Vec<Span>,
}
