//! Findings: what is doubtful, where, and how to mend it.

use serde::Serialize;

use super::reading::Span;
use super::wording::Sentence;
use crate::report::Severity;

/// What kind of thing was found. The words are part of the interface: overrides and programs name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The text is in an encoding that was guessed.
    Encoding,
    /// Text that was decoded wrongly once before.
    Mojibake,
    /// Something that was not understood.
    Unread,
    /// A name that means no state that is known.
    UnknownName,
    /// A name that could mean several states.
    AmbiguousName,
    /// A part of a state.
    PartOfState,
    /// Something that has no vote.
    NoVoter,
    /// A name that was read by the date, the list, the seat, or without a note beside it.
    NameRead,
    /// A word for a vote that is not known, or could mean several.
    UnknownWord,
    /// The source holds several votes: one is to be chosen.
    SeveralVotes,
    /// A state stands twice with the same.
    Duplicate,
    /// A state stands twice with different things.
    Conflict,
    /// A state stands twice under two names.
    TwoNames,
    /// A state that was no member on the day.
    NotAMember,
    /// A state that had no seat on the Council.
    NoSeat,
    /// Members of which nothing is said.
    NotListed,
    /// The lists do not add up to the members of the day.
    Sum,
    /// A stated total differs from its list.
    StatedTotal,
    /// A sponsor that did not vote yes.
    SponsorVote,
    /// A correction of what a delegation had meant to vote.
    Intended,
    /// The stated outcome is not that of the numbers.
    Outcome,
    /// The day is missing or could not be read.
    Date,
}

/// How a mending may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// Nothing could be meant but this: it is taken, and listed.
    Safe,
    /// Likely meant: a person says yes or no.
    Ask,
    /// One of several: a person chooses.
    Show,
}

/// A way to mend the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// How it may be done.
    pub kind: FixKind,
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub with: String,
    /// What it does, as a sentence.
    pub sentence: String,
    /// The same in no language yet.
    #[serde(skip)]
    pub said: Sentence,
}

impl Fix {
    pub(super) fn new(kind: FixKind, span: Span, with: impl Into<String>, said: Sentence) -> Self {
        Self {
            kind,
            span,
            with: with.into(),
            sentence: said.english(),
            said,
        }
    }
}

/// Something doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// An error stops the map; a warning is to be looked at; a note tells.
    pub severity: Severity,
    /// What was found, and what to do; in English unless it is [put in](Self::put_in) another language.
    pub message: String,
    /// The same in no language yet.
    #[serde(skip)]
    pub sentence: Sentence,
    /// Where, the main place first.
    pub spans: Vec<Span>,
    /// The vote it is about, by its place among the votes; none: the source.
    pub vote: Option<usize>,
    /// Codes of the states it is about.
    pub about: Vec<String>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// About the source itself, without a way to mend it.
    pub(super) fn of_source(
        code: Code,
        severity: Severity,
        sentence: Sentence,
        spans: Vec<Span>,
    ) -> Self {
        Self {
            code,
            severity,
            message: sentence.english(),
            sentence,
            spans,
            vote: None,
            about: Vec::new(),
            fixes: Vec::new(),
        }
    }
}
