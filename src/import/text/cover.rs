//! What of a text was read, what says nothing, and what is left.

use super::group::Grouped;
use super::reader::Reader;
use super::scan::{trimmed, Text};
use crate::import::{Code, Finding, Sentence, Span};
use crate::report::Severity;

/// Phrases that say nothing of how a state voted, in lower case.
const NOTHING: [&str; 24] = [
    ", was adopted without a vote",
    "was adopted without a vote",
    "was approved without a vote",
    "a recorded vote has been requested",
    "a recorded vote was requested",
    "a recorded vote was taken",
    "a vote was taken by show of hands",
    "a vote was taken by a show of hands",
    "the voting was as follows",
    "the result of the vote was as follows",
    "as follows",
    "subsequently",
    "(see annex)",
    "il est procédé au vote enregistré",
    "un vote enregistré a été demandé",
    "se procede a votación registrada",
    "se ha solicitado votación registrada",
    "проводится заносимое в отчет о заседании голосование",
    "поступила просьба о проведении",
    "أجري تصويت مسجل",
    "طلب إجراء تصويت مسجل",
    "进行了记录表决",
    "有人要求进行记录表决",
    "the voting record",
];

/// The stretches that groups were read from.
pub(super) fn of_groups(reader: &Reader, grouped: &Grouped) -> Vec<Span> {
    let mut spans = grouped.read.clone();
    for group in &grouped.groups {
        for own in &group.lists {
            let mut from = own.span().start;
            for skipped in &own.list.skipped {
                spans.push(Span::new(from, skipped.start));
                from = skipped.end;
            }
            spans.push(Span::new(from, own.list.end.max(own.label.from).max(from)));
        }
        for own in &group.sponsors {
            let first = own
                .list
                .mentions
                .first()
                .map_or(own.words.start, |first| first.span.start);
            spans.push(Span::new(
                first.min(own.words.start),
                own.list.end.max(own.words.end),
            ));
        }
        spans.extend(group.rows.iter().map(|own| own.span));
        spans.extend(group.statements.iter().map(|own| own.span));
    }
    let low = &reader.text.lower;
    for phrase in NOTHING {
        spans.extend(
            low.match_indices(phrase)
                .map(|(at, _)| Span::new(at, at + phrase.len())),
        );
    }
    // "ANNEX XIV" is a line of its own.
    let annexes = low.match_indices("annex").filter_map(|(at, _)| {
        let rest = low.get(at..)?;
        let line = rest.split(super::scan::is_break).next()?;
        let is_heading =
            line.len() < 24 && reader.text.starts_line(at) && line.split_whitespace().count() < 3;
        is_heading.then(|| Span::new(at, at + line.len()))
    });
    spans.extend(annexes);
    spans
}

/// What is left, in order; without what has neither a letter nor a digit.
pub(super) fn unread(text: &Text, mut covered: Vec<Span>) -> Vec<Span> {
    covered.sort_unstable_by_key(|span| span.start);
    let mut unread = Vec::new();
    let mut at = 0;
    let end = Span::new(text.source.len(), text.source.len());
    for span in covered.into_iter().chain([end]) {
        if at < span.start {
            let gap = trimmed(text.source, Span::new(at, span.start));
            if gap.of(text.source).chars().any(char::is_alphanumeric) {
                unread.push(gap);
            }
        }
        at = at.max(span.end);
    }
    unread
}

/// Findings about what was not read: between the lists of a vote each by itself, elsewhere together.
pub(super) fn findings(
    text: &Text,
    unread: &[Span],
    votes: &[Span],
    grouped: &Grouped,
) -> Vec<Finding> {
    let finding = |severity: Severity, message: Sentence, spans: Vec<Span>| {
        Finding::of_source(Code::Unread, severity, message, spans)
    };
    let mut ordered: Vec<Span> = votes.to_vec();
    ordered.sort_unstable_by_key(|span| span.start);
    // "… Mali and 97 others": what follows a list in its own sentence.
    let lists = grouped.groups.iter().flat_map(|group| {
        let sponsors = group
            .sponsors
            .iter()
            .filter(|own| own.list.end > own.words.end);
        let sponsors = sponsors.map(|own| own.list.end);
        group.lists.iter().map(|own| own.list.end).chain(sponsors)
    });
    let mut ends: Vec<usize> = lists.collect();
    ends.sort_unstable();
    let follows = |span: &Span| {
        let before = ends.partition_point(|end| *end <= span.start);
        let end = before.checked_sub(1).and_then(|before| ends.get(before));
        let is_behind = end.is_some_and(|end| {
            let gap = text.part(*end, span.start);
            !gap.contains(|c: char| super::scan::is_break(c) || c.is_alphanumeric())
        });
        is_behind && !span.of(text.source).starts_with(['.', '。', '[', ')', ';'])
    };
    let is_within = |span: &Span| {
        let before = ordered.partition_point(|vote| vote.start <= span.start);
        let own = before.checked_sub(1).and_then(|before| ordered.get(before));
        own.is_some_and(|vote| span.end <= vote.end) || follows(span)
    };
    let shown = |span: &Span| {
        let shown: String = span.of(text.source).chars().take(60).collect();
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (within, outside): (Vec<Span>, Vec<Span>) =
        unread.iter().copied().partition(|span| is_within(span));
    let mut findings: Vec<Finding> = within
        .into_iter()
        .map(|span| {
            let message = Sentence::new("unread.within").text("written", shown(&span));
            finding(Severity::Warning, message, vec![span])
        })
        .collect();
    for span in &grouped.unread_intents {
        let message = Sentence::new("intended.unread");
        let (code, severity) = (Code::Intended, Severity::Warning);
        findings.push(Finding::of_source(code, severity, message, vec![*span]));
    }
    for span in &grouped.untold {
        let message = Sentence::new("unread.told").text("written", shown(span));
        findings.push(finding(Severity::Warning, message, vec![*span]));
    }
    if !grouped.loose.is_empty() {
        let spans = grouped.loose.iter().map(|own| own.span).collect();
        let message = Sentence::new("unread.numbers");
        findings.push(finding(Severity::Note, message, spans));
    }
    if !outside.is_empty() {
        let message = Sentence::new("unread.beside").count(outside.len());
        findings.push(finding(Severity::Note, message, outside));
    }
    findings
}
