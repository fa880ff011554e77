//! A group with the facts beside it: symbol, title, totals, outcome.

use super::fact::{self, Document, Symbol};
use super::group::Group;
use super::reader::Reader;
use super::resolve;
use super::scan::trimmed;
use crate::import::{words, Finding, Options, Outcome, ReadVote, Span, Total};
use crate::input::Body;

/// What a text says of all its votes.
pub(super) struct Facts<'a> {
    pub(super) symbols: Vec<Symbol>,
    pub(super) body: Option<Body>,
    pub(super) source: Option<String>,
    pub(super) options: &'a Options,
}

/// A vote, what is doubtful about its names, and the stretches beside its lists that were read for it.
pub(super) struct Built {
    pub(super) vote: ReadVote,
    pub(super) findings: Vec<Finding>,
    pub(super) read: Vec<Span>,
}

/// As far before its lists a vote's symbol and title are looked for, bytes.
const NEAR: usize = 1500;

/// The vote of a group that stands between the votes before and after it.
pub(super) fn built(
    reader: &Reader,
    group: &Group,
    after: usize,
    index: usize,
    facts: &Facts,
) -> Built {
    let (readings, findings) = resolve::resolved(reader, group, index);
    let mut read = Vec::new();
    let span = whole(group);
    let mut totals: Vec<Total> = Vec::new();
    for own in &group.lists {
        let measure = words::measure(own.label.said);
        let count = own.label.count.map(|(count, span)| Total {
            measure,
            count,
            span,
        });
        let none = own.list.none.map(|span| Total {
            measure,
            count: 0,
            span,
        });
        totals.extend(count.or(none));
    }
    totals.extend(
        group
            .statements
            .iter()
            .flat_map(|own| own.totals.iter().copied()),
    );
    let outcomes: Vec<(Outcome, Span)> = group
        .statements
        .iter()
        .filter_map(|own| own.outcome)
        .collect();
    // Sentences that contradict one another are no outcome.
    let outcome = outcomes
        .first()
        .copied()
        .filter(|(first, _)| outcomes.iter().all(|(own, _)| own == first));

    // In its own sentences, or directly above.
    let above = group.span.start.saturating_sub(NEAR).max(after);
    let above = (above..=group.span.start)
        .find(|at| reader.text.masked.is_char_boundary(*at))
        .unwrap_or(group.span.start);
    let above = Span::new(above.min(group.span.start), group.span.start);
    let within = |span: Span| {
        let first = facts
            .symbols
            .partition_point(|symbol| symbol.span.start < span.start);
        let symbols = facts.symbols.get(first..).unwrap_or_default().iter();
        symbols.take_while(move |symbol| symbol.span.end <= span.end)
    };
    let own: Vec<&Symbol> = group
        .statements
        .iter()
        .filter(|own| own.span.start >= after || group.lists.is_empty())
        .flat_map(|own| within(own.span))
        .collect();
    let is_own = |symbol: &Symbol| own.iter().any(|own| own.span == symbol.span);
    let of = |document: Document| {
        let is_one = |symbol: &&Symbol| symbol.document == document;
        let told = own.iter().copied().rfind(is_one);
        told.or_else(|| within(above).filter(is_one).last())
            .or_else(|| within(span).find(is_one))
    };
    let (resolution, draft) = (of(Document::Resolution), of(Document::Draft));
    read.extend(
        resolution
            .into_iter()
            .chain(draft)
            .map(|symbol| symbol.span),
    );
    let numbered = group
        .statements
        .iter()
        .find_map(|own| number(reader, own.span));
    // A resolution told in the sentence of the vote outweighs one above.
    let own_resolution = resolution.filter(|symbol| is_own(symbol) || !draft.is_some_and(&is_own));
    let resolution = numbered.or_else(|| own_resolution.map(|symbol| symbol.text.clone()));
    let draft = draft.map(|symbol| symbol.text.clone());
    let (symbol, draft) = match (resolution, draft) {
        (Some(resolution), draft) => (Some(resolution), draft),
        (None, draft) => (draft, None),
    };
    let title = title(reader, group, above);
    // "Vote on" before it is read with it.
    read.extend(title.map(|own| {
        let lead = reader
            .text
            .low(Span::new(own.start.saturating_sub(8), own.start));
        Span::new(own.start - if lead == "vote on " { 8 } else { 0 }, own.end)
    }));
    let body = match symbol
        .as_deref()
        .or(draft.as_deref())
        .and_then(|symbol| symbol.chars().next())
    {
        Some('S') => Some(Body::SecurityCouncil),
        Some('A') => Some(Body::GeneralAssembly),
        _ => facts.body,
    };
    let vote = ReadVote {
        symbol,
        draft,
        title: title.map(|span| reader.text.written(span)),
        date: reader.date.map(str::to_owned),
        body: facts.options.body.or(body),
        source: facts.source.clone(),
        readings,
        totals,
        outcome,
        span,
    };
    Built {
        vote,
        findings,
        read,
    }
}

/// From the first to the last that belongs to a group, but for sentences far from it.
fn whole(group: &Group) -> Span {
    let mut span = group.span;
    let sponsors = group.sponsors.iter().map(|own| {
        let first = own
            .list
            .mentions
            .first()
            .map_or(own.words.start, |first| first.span.start);
        Span::new(first.min(own.words.start), own.list.end.max(own.words.end))
    });
    let statements = group.statements.iter().map(|own| own.span);
    let near = statements
        .filter(|own| own.end + NEAR > group.span.start && own.start < group.span.end + NEAR);
    let intents = group.intents.iter().flat_map(|own| {
        own.mentions
            .first()
            .map(|first| Span::new(first.span.start, own.words.end))
    });
    for own in sponsors.chain(near).chain(intents) {
        span.start = span.start.min(own.start);
        span.end = span.end.max(own.end);
    }
    span
}

/// "(resolution 78/1)": the symbol, of the Assembly.
fn number(reader: &Reader, sentence: Span) -> Option<String> {
    let low = reader.text.low(sentence);
    let names_one = [
        "resolution",
        "résolution",
        "resolución",
        "резолюция",
        "القرار",
        "决议",
    ]
    .iter()
    .any(|word| low.contains(word));
    let text = sentence.of(&reader.text.masked);
    let bracket = text.rsplit_once(['(', '（'])?.1;
    let inside = bracket.split([')', '）']).next()?;
    let fits = |word: &&str| {
        let Some((session, number)) = word.split_once('/') else {
            return false;
        };
        let session = session.trim_start_matches("ES-").trim_start_matches("S-");
        let is_number = |part: &str| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        is_number(session) && is_number(number.trim_end_matches(|c: char| c.is_ascii_uppercase()))
    };
    let own = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '-'));
    let found = inside.split(own).find(fits)?;
    names_one.then(|| format!("A/RES/{found}"))
}

/// Words before a title in quotation marks.
const ENTITLED: [&str; 9] = [
    "entitled",
    "intitul",
    "titulad",
    "озаглавлен",
    "под названием",
    "بعنوان",
    "المعنون",
    "题为",
    "on “",
];

fn title(reader: &Reader, group: &Group, above: Span) -> Option<Span> {
    let sentences = group.statements.iter().map(|own| own.span);
    let quoted = sentences.chain([above]).find_map(|span| {
        let low = reader.text.low(span);
        let at = ENTITLED.iter().filter_map(|word| low.rfind(word)).max()?;
        fact::quoted(&reader.text.masked, Span::new(span.start + at, span.end))
    });
    quoted.or_else(|| {
        // "Vote on Nuclear Disarmament", a line of its own.
        let low = reader.text.low(above);
        let at = low.rfind("vote on ")?;
        let starts_line = low
            .get(..at)?
            .trim_end_matches([' ', '*', '#'])
            .ends_with(super::scan::is_break)
            || low.get(..at)?.trim().is_empty();
        let start = above.start + at + "vote on ".len();
        let rest = reader.text.part(start, above.end);
        let line = Span::new(
            start,
            start + rest.find(super::scan::is_break).unwrap_or(rest.len()),
        );
        let line = trimmed(&reader.text.masked, line);
        (starts_line && line.end > line.start && line.end - line.start < 300).then_some(line)
    })
}
