//! Labels of lists with a slip in them: "Agianst:". They are told, with what is likely meant.

use super::{Code, Finding, Said, Sentence, Span};
use crate::import::words::{near, said};
use crate::import::{Fix, FixKind};
use crate::report::Severity;
use crate::stance::Vote;

/// No label is longer, in bytes.
const LONGEST: usize = 60;
/// So many are looked at.
const MOST: usize = 200;

/// What stands before colons in stretches that are not read, where a label of a list is near.
pub(super) fn labels(text: &str, unread: &[Span]) -> Vec<Finding> {
    let colons = unread.iter().flat_map(|span| {
        let marks = span.of(text).match_indices([':', '：']);
        marks.map(move |(at, _)| (span.start, span.start + at))
    });
    let labels = colons.take(MOST).filter_map(|(from, colon)| {
        let from = from.max(colon.saturating_sub(LONGEST));
        let from = (from..=colon).find(|at| text.is_char_boundary(*at))?;
        let before = text.get(from..colon)?;
        let ends = ['.', ';', ')', ']', '\n', '\r', '。', '؛', '；'];
        let own = before.rsplit(ends).next()?;
        let label = own.trim();
        let start = colon - own.trim_start().len();
        let with = match near(label).filter(|_| said(label).is_none())? {
            Said::Vote(Vote::Yes) => "In favour",
            Said::Vote(Vote::No) => "Against",
            Said::Vote(Vote::Abstain) => "Abstaining",
            Said::Vote(Vote::Absent) => "Absent",
            _ => return None,
        };
        let span = Span::new(start, start + label.len());
        let said = Sentence::new("fix.word").text("word", with);
        let told = Sentence::new("unread.label").text("written", label);
        Some(Finding {
            fixes: vec![Fix::new(FixKind::Ask, span, with, said)],
            ..Finding::of_source(Code::UnknownWord, Severity::Error, told, vec![span])
        })
    });
    labels.collect()
}
