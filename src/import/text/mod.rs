//! Votes in running text: verbatim records, press releases, reports of committees, lists typed by hand.
//!
//! Takes a text and the roster's names; gives the votes with their readings, what is doubtful about them, and what was
//! not read. Leaves what members say of the votes to the checks.
//!
//! | module | does |
//! |---|---|
//! | `artifact`, `mask` | blanks page artifacts |
//! | `phrase`, `label`, `piece`, `segment`, `list` | lists: their labels, their names, their end |
//! | `rows` | a state a line |
//! | `sentence`, `number`, `item`, `statement` | sentences about the outcome |
//! | `told` | sentences about states and their votes |
//! | `sponsor`, `intent` | sentences about sponsors and corrections |
//! | `fact` | days, symbols, titles |
//! | `group`, `assemble`, `attach`, `resolve`, `vote` | what belongs to one vote |
//! | `cover` | what was not read |

mod artifact;
mod assemble;
mod attach;
mod bracket;
mod cover;
mod fact;
mod group;
mod intent;
mod item;
mod label;
mod list;
mod mask;
mod number;
mod phrase;
mod piece;
mod reader;
mod resolve;
mod rows;
mod scan;
mod segment;
mod sentence;
mod slip;
mod sponsor;
mod statement;
mod told;
mod vote;

use std::collections::BTreeSet;

use self::fact::{Day, Document};
use self::group::Group;
use self::reader::Reader;
use self::scan::Text;
use self::vote::{built, Facts};
use super::{wording, Code, Finding, Options, ReadVote, Said, Sentence, Span};
use crate::input::Body;
use crate::report::Severity;
use crate::roster::Names;

/// The votes of a text, in its order; what is doubtful about the text and its names; what was not understood.
///
/// Where [`Options`] choose one of several votes, that one alone is given. Spans are bytes of `text`. Never fails: a text
/// without a vote gives a finding that says so.
pub fn read(
    text: &str,
    names: &Names,
    options: &Options,
) -> (Vec<ReadVote>, Vec<Finding>, Vec<Span>) {
    let (masked, artifacts) = mask::masked(text);
    let text = Text::new(text, masked);
    let mut findings = Vec::new();
    let days = fact::days(text.source);
    let symbols = fact::symbols(text.source);
    let date = options
        .date
        .clone()
        .or_else(|| day(&text, &days, &artifacts, &mut findings));
    let meetings: BTreeSet<&str> = symbols
        .iter()
        .filter(|own| own.document == Document::Meeting)
        .map(|own| own.text.as_str())
        .collect();
    let source = match meetings.len() {
        1 => meetings.first().map(|own| (*own).to_owned()),
        _ => None,
    };
    let body = body(&text, source.as_deref());
    let reader = Reader::new(&text, names, date.as_deref());
    let grouped = group::grouped(&reader);
    let facts = Facts {
        symbols,
        body,
        source,
        options,
    };

    let mut covered = artifacts;
    covered.extend(cover::of_groups(&reader, &grouped));
    covered.extend(
        facts
            .symbols
            .iter()
            .filter(|own| own.document == Document::Meeting)
            .map(|own| own.span),
    );
    if let Some(date) = &date {
        covered.extend(days.iter().filter(|day| day.iso == *date).map(|day| {
            if day.is_heading {
                day.line
            } else {
                day.span
            }
        }));
    }
    let mut built_votes = Vec::new();
    let mut after = 0;
    for (index, group) in grouped.groups.iter().enumerate() {
        let own = built(&reader, group, after, index, &facts);
        after = own.vote.span.end.max(after);
        built_votes.push(own);
    }
    covered.extend(built_votes.iter().flat_map(|own| own.read.iter().copied()));
    let spans: Vec<Span> = grouped.groups.iter().map(|group| group.span).collect();
    let unread = cover::unread(&text, covered);

    let chosen = choose(&built_votes, options, &grouped.groups, &mut findings);
    let mut votes = Vec::new();
    for (index, mut own) in built_votes.into_iter().enumerate() {
        if chosen.is_some_and(|chosen| chosen != index) {
            continue;
        }
        for finding in &mut own.findings {
            finding.vote = Some(votes.len());
        }
        findings.append(&mut own.findings);
        votes.push(own.vote);
    }
    findings.extend(cover::findings(&text, &unread, &spans, &grouped));
    findings.extend(slip::labels(text.source, &unread));
    if votes.iter().all(|vote| vote.readings.is_empty()) {
        let message = Sentence::new("unread.no-list");
        let (code, severity) = (Code::Unread, Severity::Error);
        findings.push(Finding::of_source(code, severity, message, Vec::new()));
    }
    findings.sort_by_key(|finding| finding.spans.first().map_or(0, |span| span.start));
    (votes, findings, unread)
}

/// The day of a text: that of its headings, if they have one; else the one day that it names at its start.
fn day(
    text: &Text,
    days: &[Day],
    artifacts: &[Span],
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let distinct = |days: &mut dyn Iterator<Item = &Day>| {
        days.map(|day| day.iso.clone())
            .collect::<BTreeSet<String>>()
    };
    // A running head may bear the day of printing: the heading of the text itself outweighs it.
    let is_running = |day: &&Day| {
        let next = artifacts.partition_point(|own| own.end <= day.span.start);
        artifacts
            .get(next)
            .is_some_and(|own| own.start <= day.span.start)
    };
    let own = distinct(&mut days.iter().filter(|day| day.is_heading && !is_running(day)));
    let heading = match own.len() {
        1 => own,
        _ => distinct(&mut days.iter().filter(|day| day.is_heading)),
    };
    let all = distinct(&mut days.iter());
    let heading_count = heading.len();
    let first = match heading_count {
        0 if all.len() == 1 => {
            // In a sentence it may be another day's: only in the title, or where the vote stands beside it.
            let day = days.first()?;
            if day.is_title && text.lower.get(..day.span.start)?.trim().lines().count() < 4 {
                return Some(day.iso.clone());
            }
            let start = text.lower.get(..day.span.start)?.rfind("\n\n").unwrap_or(0);
            let end = text
                .lower
                .get(day.span.end..)?
                .find("\n\n")
                .map_or(text.lower.len(), |at| day.span.end + at);
            let near = text.low(Span::new(start, end));
            let words = [
                "adopt",
                "vote",
                "aprob",
                "принят",
                "голос",
                "اعتمد",
                "صوت",
                "通过",
                "表决",
            ];
            return words
                .iter()
                .any(|word| near.contains(word))
                .then(|| day.iso.clone());
        }
        1 => heading.into_iter().next(),
        _ => None,
    };
    if heading_count > 1 {
        findings.push(Finding::of_source(
            Code::Date,
            Severity::Warning,
            Sentence::new("date.several"),
            days.iter()
                .filter(|day| day.is_heading)
                .map(|day| day.span)
                .collect(),
        ));
    }
    first
}

/// Whose votes a text tells: by its meeting, or by the one of the two that it names.
fn body(text: &Text, meeting: Option<&str>) -> Option<Body> {
    match meeting.and_then(|symbol| symbol.chars().next()) {
        Some('S') => return Some(Body::SecurityCouncil),
        Some('A') => return Some(Body::GeneralAssembly),
        _ => {}
    }
    let names = |words: &[&str]| words.iter().any(|word| text.lower.contains(word));
    let council = names(&[
        "security council",
        "conseil de sécurité",
        "consejo de seguridad",
        "совет безопасности",
        "مجلس الأمن",
        "安全理事会",
    ]);
    let assembly = names(&[
        "general assembly",
        "assemblée générale",
        "asamblea general",
        "генеральная ассамблея",
        "الجمعية العامة",
        "大会",
    ]);
    match (council, assembly) {
        (true, false) => Some(Body::SecurityCouncil),
        (false, true) => Some(Body::GeneralAssembly),
        _ => None,
    }
}

/// The vote that is wanted; where there are several and none is chosen, a finding asks.
fn choose(
    votes: &[vote::Built],
    options: &Options,
    groups: &[Group],
    findings: &mut Vec<Finding>,
) -> Option<usize> {
    let plain = |symbol: &str| symbol.to_uppercase().replace(' ', "");
    let chosen = match (options.number, &options.symbol) {
        (Some(number), _) => Some(number.checked_sub(1).filter(|index| *index < votes.len())),
        (None, Some(symbol)) => {
            let is_own = |own: &vote::Built| {
                let symbols = [&own.vote.symbol, &own.vote.draft];
                symbols
                    .into_iter()
                    .flatten()
                    .any(|own| plain(own) == plain(symbol))
            };
            let mut fitting = votes.iter().enumerate().filter(|(_, own)| is_own(own));
            let first = fitting.next().map(|(index, _)| index);
            // One vote without a symbol is the one that is meant; of several with that symbol a person chooses.
            let only =
                votes.len() == 1 && votes.first().is_some_and(|own| own.vote.symbol.is_none());
            Some(
                first
                    .or(only.then_some(0))
                    .filter(|_| fitting.next().is_none()),
            )
        }
        (None, None) => None,
    };
    let with_votes = groups.iter().zip(votes).filter(|(_, own)| {
        own.vote
            .readings
            .iter()
            .any(|reading| matches!(reading.said, Said::Vote(_)))
    });
    let several = with_votes.count() > 1 || votes.len() > 1;
    let message = match chosen {
        Some(Some(index)) => return Some(index),
        Some(None) if !votes.is_empty() => Sentence::new("several.none"),
        None if several => Sentence::new("several.text"),
        _ => return None,
    };
    let described = votes.iter().enumerate();
    let described = described.map(|(index, own)| wording::vote(index + 1, &own.vote));
    findings.push(Finding::of_source(
        Code::SeveralVotes,
        Severity::Error,
        message.sentences("votes", described.collect()),
        votes.iter().map(|own| own.vote.span).collect(),
    ));
    None
}
