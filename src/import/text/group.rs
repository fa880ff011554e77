//! Lists, sentences and corrections that belong to one vote.

use super::attach;
use super::intent::{self, Intent};
use super::label::{Label, Tokens};
use super::list::{self, List};
use super::reader::{Mention, Reader};
use super::rows::{self, Rows};
use super::sentence;
use super::sponsor::{self, Sponsors};
use super::statement::{self, Statement};
use crate::import::{words, Measure, Outcome, Said, Span};
use crate::stance::Vote;

/// A list with its label.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) label: Label,
    pub(super) list: List,
}

/// What belongs to one vote.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) lists: Vec<Labelled>,
    pub(super) rows: Vec<Rows>,
    pub(super) sponsors: Vec<Sponsors>,
    pub(super) statements: Vec<Statement>,
    pub(super) intents: Vec<Intent>,
    /// From its first list to its last.
    pub(super) span: Span,
    /// Whether something stands behind its lists that ends them.
    pub(super) is_closed: bool,
}

impl Group {
    /// Whether it names states with votes.
    pub(super) fn has_votes(&self) -> bool {
        let named = self
            .lists
            .iter()
            .any(|own| matches!(own.label.said, Said::Vote(_)) && !own.list.mentions.is_empty());
        named || !self.rows.is_empty()
    }

    fn has(&self, said: Said) -> bool {
        self.lists.iter().any(|own| own.label.said == said)
    }

    /// How many names each side has.
    pub(super) fn counts(&self) -> Vec<(Measure, usize)> {
        let lists = self
            .lists
            .iter()
            .filter_map(|own| Some((words::measure(own.label.said)?, own.list.mentions.len())));
        let rows = self
            .rows
            .iter()
            .flat_map(|rows| &rows.rows)
            .filter_map(|row| Some((words::measure(row.said)?, 1)));
        let mut counts: Vec<(Measure, usize)> = Vec::new();
        for (measure, count) in lists.chain(rows) {
            match counts.iter_mut().find(|(own, _)| *own == measure) {
                Some((_, own)) => *own += count,
                None => counts.push((measure, count)),
            }
        }
        counts
    }
}

/// Everything of a text that tells of votes.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    pub(super) groups: Vec<Group>,
    /// Sentences about votes whose lists the text does not have.
    pub(super) loose: Vec<Statement>,
    /// Sentences that were read beside those of groups.
    pub(super) read: Vec<Span>,
    /// Sentences that tell of an intention whose names were not understood.
    pub(super) unread_intents: Vec<Span>,
}

enum Event {
    List(Labelled),
    Rows(Rows),
    Statement(Statement),
    Outcome(Outcome, Span),
    Sponsors(Sponsors),
    Intents(Vec<Intent>, Span),
}

impl Event {
    fn start(&self) -> usize {
        match self {
            Self::List(own) => own.label.span.start,
            Self::Rows(own) => own.span.start,
            Self::Statement(own) => own.span.start,
            Self::Outcome(_, span) | Self::Intents(_, span) => span.start,
            Self::Sponsors(own) => own.words.start,
        }
    }
}

/// Reads a text into groups.
pub(super) fn grouped(reader: &Reader) -> Grouped {
    let mut grouped = Grouped::default();
    let mut events: Vec<Event> = Vec::new();
    let rows = rows::rows(reader);
    let mut taken: Vec<Span> = rows.iter().map(|rows| rows.span).collect();
    events.extend(rows.into_iter().map(Event::Rows));
    let lists = lists(reader, &taken);
    taken.extend(
        lists
            .iter()
            .map(|own| Span::new(own.label.span.start, own.list.end.max(own.label.from))),
    );
    events.extend(lists.into_iter().map(Event::List));
    taken.sort_unstable_by_key(|span| span.start);
    let mut from = 0;
    let end = reader.text.masked.len();
    let last = Span::new(end, end);
    for span in taken.iter().chain([&last]) {
        if from < span.start {
            sentences(
                reader,
                Span::new(from, span.start),
                &mut events,
                &mut grouped.unread_intents,
            );
        }
        from = from.max(span.end);
    }
    events.sort_by_key(Event::start);
    assemble(reader, events, &mut grouped);
    grouped
}

/// The lists beneath labels, outside of what is taken.
fn lists(reader: &Reader, taken: &[Span]) -> Vec<Labelled> {
    let tokens = Tokens::new(reader.text);
    let mut labels = tokens.labels();
    let mut spans = taken.iter().peekable();
    labels.retain(|label| {
        while spans.next_if(|span| span.end <= label.span.start).is_some() {}
        spans.peek().is_none_or(|span| span.start >= label.span.end)
    });
    // A label that is none does not end the list before it.
    let starts: Vec<usize> = labels.iter().map(|label| label.span.start).collect();
    labels.retain(|label| {
        let next = starts.partition_point(|start| *start < label.from);
        let next = starts.get(next).copied().unwrap_or(usize::MAX);
        label.is_sure || begins_list(reader, label, next)
    });
    let next: Vec<usize> = labels
        .iter()
        .skip(1)
        .map(|label| label.span.start)
        .chain([reader.text.masked.len()])
        .collect();
    let lists = labels.into_iter().zip(next).filter_map(|(label, next)| {
        let row = taken.partition_point(|span| span.start < label.from);
        let taken = taken.get(row).map_or(next, |span| span.start.min(next));
        let until = label.until.unwrap_or(taken).min(taken);
        let list = list::list(reader, label.from, until);
        let is_list = label.is_sure || !list.mentions.is_empty() || list.none.is_some();
        is_list.then_some(Labelled { label, list })
    });
    lists.collect()
}

/// Whether the first words behind a label are a known name, or say that there is none.
fn begins_list(reader: &Reader, label: &Label, next: usize) -> bool {
    let until = label.until.unwrap_or(reader.text.masked.len());
    let until = (label.from + 600).min(until).min(next);
    let until = (label.from..=until)
        .rev()
        .find(|at| reader.text.masked.is_char_boundary(*at))
        .unwrap_or(label.from);
    let list = list::list(reader, label.from, until);
    let names = if matches!(label.said, Said::Vote(_)) {
        1
    } else {
        2
    };
    let is_known = list.mentions.iter().take(names).any(Mention::is_known);
    let begins = list.mentions.first().is_some_and(|first| {
        // The list begins where the label ends.
        let gap = reader.text.part(label.from, first.span.start);
        gap.len() < 80 && !gap.chars().any(char::is_alphabetic)
    });
    list.none.is_some() || is_known && begins
}

/// The sentences of a free stretch.
fn sentences(reader: &Reader, within: Span, events: &mut Vec<Event>, unread: &mut Vec<Span>) {
    let mut may_follow = false;
    for sentence in sentence::sentences(&reader.text.masked, within) {
        if intent::is_correction(reader, sentence) {
            match intent::intents(reader, sentence) {
                intents if intents.is_empty() => unread.push(sentence),
                intents => events.push(Event::Intents(intents, sentence)),
            }
            continue;
        }
        match statement::statement(reader, sentence) {
            Some(statement) => {
                may_follow = statement.outcome.is_none();
                events.push(Event::Statement(statement));
            }
            None if may_follow => {
                may_follow = false;
                if let Some((outcome, _)) = statement::outcome(reader, sentence) {
                    events.push(Event::Outcome(outcome, sentence));
                }
            }
            None => {}
        }
    }
    events.extend(
        sponsor::sponsors(reader, within)
            .into_iter()
            .map(Event::Sponsors),
    );
}

fn assemble(reader: &Reader, events: Vec<Event>, grouped: &mut Grouped) {
    let groups = &mut grouped.groups;
    let mut statements: Vec<Statement> = Vec::new();
    let mut sponsors: Vec<Sponsors> = Vec::new();
    let mut intents: Vec<Intent> = Vec::new();
    for event in events {
        match event {
            Event::List(own) => {
                let span = Span::new(own.label.span.start, own.list.end.max(own.label.from));
                let is_sponsors = !matches!(own.label.said, Said::Vote(_) | Said::NoVote);
                let open = groups
                    .last_mut()
                    .filter(|group| belongs(reader, group, &own, is_sponsors));
                match open {
                    Some(group) => {
                        group.span.end = span.end;
                        group.lists.push(own);
                    }
                    None if is_sponsors => {
                        let words = own.label.span;
                        sponsors.push(Sponsors {
                            said: own.label.said,
                            words,
                            list: own.list,
                        });
                    }
                    None => groups.push(Group {
                        lists: vec![own],
                        sponsors: std::mem::take(&mut sponsors),
                        span,
                        ..Group::default()
                    }),
                }
            }
            Event::Rows(own) => groups.push(Group {
                span: own.span,
                rows: vec![own],
                sponsors: std::mem::take(&mut sponsors),
                ..Group::default()
            }),
            Event::Statement(own) => {
                if let Some(group) = groups.last_mut() {
                    group.is_closed = true;
                }
                statements.push(own);
            }
            Event::Outcome(outcome, span) => {
                if let Some(statement) = statements.last_mut() {
                    statement.outcome = Some((outcome, span));
                    grouped.read.push(span);
                }
            }
            Event::Sponsors(own) => {
                // A second draft: the first was not voted on.
                let is_next = own.said != Said::JoinedLater
                    && sponsors.iter().any(|before| before.said == own.said);
                if is_next {
                    groups.push(of_sponsors(std::mem::take(&mut sponsors)));
                }
                if let Some(group) = groups.last_mut() {
                    group.is_closed = true;
                }
                sponsors.push(own);
            }
            Event::Intents(own, span) => {
                grouped.read.push(span);
                match groups.last_mut() {
                    Some(group) => {
                        group.is_closed = true;
                        group.intents.extend(own);
                    }
                    None => intents.extend(own),
                }
            }
        }
    }
    attach::join_summaries(groups);
    if !sponsors.is_empty() {
        match groups
            .last_mut()
            .filter(|group| group.sponsors.is_empty() && group.has_votes())
        {
            Some(group) => group.sponsors = sponsors,
            None => groups.push(of_sponsors(sponsors)),
        }
    }
    match groups.first_mut() {
        Some(group) => group.intents.extend(intents),
        None if !intents.is_empty() => {
            let start = intents.first().map_or(0, |intent| intent.words.start);
            groups.push(Group {
                intents,
                span: Span::new(start, start),
                ..Group::default()
            });
        }
        None => {}
    }
    attach::attach(statements, grouped);
}

fn of_sponsors(sponsors: Vec<Sponsors>) -> Group {
    let start = sponsors.first().map_or(0, |own| {
        own.words.start.min(
            own.list
                .mentions
                .first()
                .map_or(usize::MAX, |own| own.span.start),
        )
    });
    let end = sponsors
        .last()
        .map_or(0, |own| own.list.end.max(own.words.end));
    Group {
        sponsors,
        span: Span::new(start, end),
        is_closed: true,
        ..Group::default()
    }
}

/// Whether a list goes on with a group: its label is new there, and nothing stands between that begins another vote.
fn belongs(reader: &Reader, group: &Group, own: &Labelled, is_sponsors: bool) -> bool {
    if own.label.goes_on {
        return group.has(own.label.said);
    }
    // "Not voting" and "did not participate" are one side.
    let is_other_absent = own.label.said == Said::Vote(Vote::Absent)
        && group
            .lists
            .iter()
            .all(|list| reader.text.low(list.label.span) != reader.text.low(own.label.span));
    if group.is_closed
        || group.has(own.label.said) && !is_other_absent
        || group.lists.is_empty() && !is_sponsors
    {
        return false;
    }
    let gap = Span::new(group.span.end, own.label.span.start);
    let low = reader.text.low(gap);
    // A heading: the next annex, the next draft.
    let heads = [
        "annex",
        "vote on",
        "anexo",
        "приложение",
        "المرفق",
        "附件",
        "a recorded vote",
        "recorded vote on",
        "scrutin sur",
        "votación",
    ];
    let has_symbol = low.split_whitespace().any(|word| {
        super::artifact::is_symbol(&word.trim_matches([',', '(', ')', ':', '.']).to_uppercase())
    });
    !has_symbol && !heads.iter().any(|head| low.contains(head))
}
