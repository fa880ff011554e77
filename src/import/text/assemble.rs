//! What is told of votes, in order → what belongs to one vote.

use super::attach;
use super::group::{Group, Grouped, Labelled};
use super::intent::Intent;
use super::reader::{Mention, Reader};
use super::rows::Rows;
use super::sponsor::Sponsors;
use super::statement::Statement;
use crate::import::{Outcome, Said, Span};
use crate::stance::Vote;

/// Something that is told of votes.
pub(super) enum Event {
    List(Labelled),
    Rows(Rows),
    Statement(Statement),
    Outcome(Outcome, Span),
    Sponsors(Sponsors),
    Intents(Vec<Intent>, Span),
}

impl Event {
    /// Whether it is a list or lines of votes, outside of sentences.
    pub(super) fn is_vote(&self) -> bool {
        match self {
            Self::List(own) => {
                !own.label.is_told
                    && !own.list.mentions.is_empty()
                    && matches!(own.label.said, Said::Vote(_))
            }
            own => matches!(own, Self::Rows(_)),
        }
    }

    /// What its names are said to have voted.
    pub(super) fn said(&self) -> Vec<(&Mention, Said)> {
        match self {
            Self::List(own) => own
                .list
                .mentions
                .iter()
                .map(|name| (name, own.label.said))
                .collect(),
            Self::Rows(own) => own
                .rows
                .iter()
                .map(|row| (&row.mention, row.said))
                .collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn start(&self) -> usize {
        match self {
            Self::List(own) => own.span().start,
            Self::Rows(own) => own.span.start,
            Self::Statement(own) => own.span.start,
            Self::Outcome(_, span) | Self::Intents(_, span) => span.start,
            Self::Sponsors(own) => own.words.start,
        }
    }
}

/// Gives what is told, in the order of the text, to votes.
pub(super) fn assemble(reader: &Reader, events: Vec<Event>, grouped: &mut Grouped) {
    let groups = &mut grouped.groups;
    let mut statements: Vec<Statement> = Vec::new();
    let mut sponsors: Vec<Sponsors> = Vec::new();
    let mut intents: Vec<Intent> = Vec::new();
    for event in events {
        match event {
            Event::List(own) => {
                let span = own.span();
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
    let gap = Span::new(group.span.end, own.span().start);
    // "A voted against. So did B: B voted against.": of one paragraph.
    if own.label.is_told && group.has(own.label.said) {
        return !group.is_closed && !reader.text.part(gap.start, gap.end).contains("\n\n");
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
