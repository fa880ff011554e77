//! Lists, sentences and corrections that belong to one vote.

use super::assemble::{self, Event};
use super::intent::{self, Intent};
use super::label::{Label, Tokens};
use super::list::{self, List};
use super::reader::{Mention, Reader};
use super::rows::{self, Rows};
use super::sentence;
use super::sponsor::{self, Sponsors};
use super::statement::{self, Statement};
use super::told;
use crate::import::{words, Measure, Said, Span};

/// A list with its label.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) label: Label,
    pub(super) list: List,
}

impl Labelled {
    /// From its label or its first name to its end.
    pub(super) fn span(&self) -> Span {
        let (label, names) = (&self.label, &self.list.mentions);
        let first = names.first().map_or(label.span.start, |own| own.span.start);
        Span::new(label.span.start.min(first), self.list.end.max(label.from))
    }
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

    pub(super) fn has(&self, said: Said) -> bool {
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
    /// Sentences that say how states voted, with what they say.
    pub(super) told: Vec<(Span, Vec<Labelled>)>,
    /// Those of them that are not read, as lists say something else.
    pub(super) untold: Vec<Span>,
}

/// Reads a text into groups.
pub(super) fn grouped(reader: &Reader) -> Grouped {
    let mut grouped = Grouped::default();
    let mut events: Vec<Event> = Vec::new();
    let rows = rows::rows(reader);
    let mut taken: Vec<Span> = rows.iter().map(|rows| rows.span).collect();
    events.extend(rows.into_iter().map(Event::Rows));
    let lists = lists(reader, &taken);
    taken.extend(lists.iter().map(Labelled::span));
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
                &mut grouped,
            );
        }
        from = from.max(span.end);
    }
    // Lists outweigh what speakers say of them.
    let told = std::mem::take(&mut grouped.told);
    match events.iter().any(Event::is_vote) {
        true => grouped.untold = told::beside(&told, events.iter().flat_map(Event::said)),
        false => {
            for (sentence, lists) in told {
                grouped.read.push(sentence);
                events.extend(lists.into_iter().map(Event::List));
            }
        }
    }
    events.sort_by_key(Event::start);
    assemble::assemble(reader, events, &mut grouped);
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
    let lists = labels
        .into_iter()
        .zip(next)
        .filter_map(|(mut label, next)| {
            let row = taken.partition_point(|span| span.start < label.from);
            let taken = taken.get(row).map_or(next, |span| span.start.min(next));
            let until = label.until.unwrap_or(taken).min(taken);
            let mut list = list::list(reader, label.from, until);
            if let Some((count, end)) = label
                .count
                .is_none()
                .then(|| list::count_behind(reader, &list, until))
                .flatten()
            {
                label.count = Some(count);
                list.end = end;
            }
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
fn sentences(reader: &Reader, within: Span, events: &mut Vec<Event>, grouped: &mut Grouped) {
    let mut may_follow = false;
    for sentence in sentence::sentences(&reader.text.masked, within) {
        if intent::is_correction(reader, sentence) {
            match intent::intents(reader, sentence) {
                intents if intents.is_empty() => grouped.unread_intents.push(sentence),
                intents => events.push(Event::Intents(intents, sentence)),
            }
            continue;
        }
        if let Some(lists) = told::told(reader, sentence) {
            grouped.told.push((sentence, lists));
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
