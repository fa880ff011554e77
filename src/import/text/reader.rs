//! Names of a text: what is known by a stretch of it, before the rest of its vote is.

use std::cell::Cell;

use super::bracket::closing;
use super::scan::is_uncased;
use super::scan::Text;
use crate::import::{words, Span};
use crate::roster::{Context, How, Match, Names};

/// A name of a list.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) span: Span,
    /// As it is written, on one line.
    pub(super) written: String,
    /// What it means by itself.
    pub(super) found: Match,
    /// Whether a comma stands in it, or its beginning is lost.
    pub(super) is_mended: bool,
}

impl Mention {
    pub(super) fn is_known(&self) -> bool {
        !matches!(self.found, Match::Unknown(_))
    }
}

/// A text, and what its names are looked up in.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) names: &'a Names,
    pub(super) date: Option<&'a str>,
    /// How many names more are compared with all that are known: a text of a million unknown words is not.
    suggestions: Cell<usize>,
}

/// Names compared with all that are known, of one text.
const SUGGESTIONS: usize = 400;

/// No name is longer, bytes.
const LONGEST_NAME: usize = 200;

/// What joins the last name of a list to the others, in lower case.
const CONJUNCTIONS: [&str; 30] = [
    "and",
    "&",
    "et",
    "y",
    "e",
    "и",
    "та",
    "und",
    "و",
    "as",
    "well",
    "ainsi",
    "que",
    "así",
    "como",
    "а",
    "также",
    "together",
    "with",
    "also",
    "和",
    "及",
    "与",
    "與",
    "以",
    "并",
    "وكذلك",
    "también",
    "également",
    "sowie",
];

/// Half a flag.
pub(super) fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

pub(super) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.contains(&word)
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a Text<'a>, names: &'a Names, date: Option<&'a str>) -> Self {
        Self {
            text,
            names,
            date,
            suggestions: Cell::new(SUGGESTIONS),
        }
    }

    /// What is known by a name; none if nothing is.
    pub(super) fn known(&self, written: &str) -> Option<Match> {
        if written.len() > LONGEST_NAME || !written.chars().any(|c| c.is_alphabetic() || is_flag(c))
        {
            return None;
        }
        let context = Context {
            date: self.date,
            ..Context::default()
        };
        let found = self.names.find_known(written, &context)?;
        // "Congo (Kinshasa), Costa Rica" is more than a name with a note.
        let goes_on =
            behind_bracket(written).is_some_and(|rest| rest.contains(char::is_alphabetic));
        let is_name = match &found {
            Match::One(_, How::Note(_)) | Match::Several(_) | Match::Part(_) if goes_on => false,
            // In running text "in" is no India, and 12 no Algeria.
            Match::One(_, How::Code) => is_code(written),
            // "France (against)" says how it voted; "The representative (France)" is none.
            Match::One(_, How::Note(note)) => {
                words::said(note).is_none()
                    && (note == written || !written.starts_with(note.as_str()))
            }
            // "M. A. Li" is no Mali.
            Match::One(_, How::Spacing) => !written.contains(". "),
            _ => true,
        };
        is_name.then_some(found)
    }

    /// The name that stands in a stretch, without the "and" before it.
    pub(super) fn mention(&self, span: Span) -> Option<Mention> {
        let written = self.text.written(span);
        if let Some(found) = self.known(&written) {
            let (span, written) = self.without_and(span, written, &found);
            return Some(Mention {
                is_mended: starts_within(&written),
                span,
                written,
                found,
            });
        }
        // Arabic "and" is a letter of the word.
        let rest = written.strip_prefix('و')?;
        let found = self.known(rest)?;
        let start = span.start + span.of(&self.text.masked).find('و')? + 'و'.len_utf8();
        Some(Mention {
            span: Span::new(start, span.end),
            written: rest.to_owned(),
            found,
            is_mended: false,
        })
    }

    fn without_and(&self, span: Span, written: String, found: &Match) -> (Span, String) {
        let source = span.of(&self.text.masked);
        let Some((first, rest)) = source.split_once(char::is_whitespace) else {
            return (span, written);
        };
        if !is_conjunction(&first.to_lowercase()) {
            return (span, written);
        }
        let start = span.end - rest.trim_start().len();
        let own = Span::new(start, span.end);
        let rest = self.text.written(own);
        match self.known(&rest).as_ref() == Some(found) {
            true => (own, rest),
            false => (span, written),
        }
    }

    /// A stretch that is no known name, and the state that is likely meant.
    pub(super) fn unknown(&self, span: Span) -> Mention {
        let written = self.text.written(span);
        let near = self.near(&written);
        Mention {
            span,
            written,
            found: Match::Unknown(near),
            is_mended: false,
        }
    }

    fn near(&self, written: &str) -> Option<String> {
        // Three letters have no slips, and no name has a number for a word.
        let is_number = |word: &str| word.chars().all(char::is_numeric);
        if !(4..=120).contains(&written.chars().count())
            || written.split_whitespace().any(is_number)
        {
            return None;
        }
        self.suggestions.set(self.suggestions.get().checked_sub(1)?);
        self.names.nearest(written).map(str::to_owned)
    }
}

/// What stands behind the first bracket of a name.
fn behind_bracket(written: &str) -> Option<&str> {
    let open = written.find(['(', '（'])?;
    let from = open + written.get(open..)?.chars().next()?.len_utf8();
    let close = closing(written, from, written.len())?;
    written.get(close..)
}

/// Capitals alone: `AFG`, `AF`, `SUHH`.
fn is_code(written: &str) -> bool {
    (2..=4).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a name's beginning is lost: "of Great Britain and Northern Ireland".
fn starts_within(written: &str) -> bool {
    written.starts_with(['(', '（']) || written.starts_with("of ") || written.starts_with("and ")
}

/// Words that no name has, in lower case: what they stand in is a sentence.
const SENTENCES: [&str; 44] = [
    "draft",
    "paragraph",
    "resolution",
    "operative",
    "amendment",
    "mr",
    "mrs",
    "ms",
    "president",
    "subsequently",
    "later",
    "vote",
    "votes",
    "voting",
    "meeting",
    "assembly",
    "adopted",
    "rejected",
    "projet",
    "résolution",
    "proyecto",
    "resolución",
    "проект",
    "резолюция",
    "резолюции",
    "председатель",
    "مشروع",
    "القرار",
    "الرئيس",
    "annex",
    "annexe",
    "anexo",
    "приложение",
    "source",
    "abstained",
    "delegation",
    "delegations",
    "representative",
    "explanation",
    "result",
    "results",
    "against",
    "favour",
    "decision",
];

/// Whether a stretch that is no name reads like a sentence, not like a name with a slip.
pub(super) fn is_prose(written: &str) -> bool {
    let letters = written.chars().count();
    if letters > 70
        || written
            .chars()
            .any(|c| c.is_numeric() || matches!(c, ':' | '?' | '!' | '“' | '”' | '"' | '：' | '《'))
    {
        return true;
    }
    if is_uncased(written) && !written.contains(' ') {
        return letters > 14;
    }
    let words: Vec<String> = written
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let starts_small = written
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    let small = [
        "as",
        "by",
        "to",
        "with",
        "was",
        "were",
        "in",
        "for",
        "on",
        "who",
        "which",
        "while",
        "that",
        "others",
        "is",
        "are",
        "not",
        "par",
        "avec",
        "por",
        "con",
        "при",
        "при этом",
    ];
    words.len() > 8
        || words.iter().any(|word| SENTENCES.contains(&word.as_str()))
        || starts_small
            && (words.len() > 2
                || words
                    .first()
                    .is_some_and(|word| small.contains(&word.as_str())))
}
