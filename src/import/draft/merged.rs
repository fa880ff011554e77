//! The votes of several texts as one. What texts say alike counts once; where they differ, a check tells.

use std::collections::BTreeSet;

use super::places::Places;
use super::{
    Choice, Code, Finding, Imported, ReadVote, Reading, Said, Severity, Source, SourceRead, Span,
};
use crate::import::Sentence;
use crate::stance::{Cosponsor, Vote};

/// Texts that were read.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) vote: ReadVote,
    pub(super) sources: Vec<SourceRead>,
    /// Each with whether its way was taken.
    pub(super) findings: Vec<(Finding, bool)>,
    pub(super) places: Places,
    /// What earlier texts say, by state.
    known: BTreeSet<(String, &'static str)>,
}

impl Merged {
    /// Adds a text that can't be read at all.
    pub(super) fn add_unreadable(&mut self, source: &Source, message: String) {
        let start = self.places.add(&source.text);
        let spans = vec![Span::new(start, start)];
        let message = Sentence::new("unreadable").text("message", message);
        let found = Finding::of_source(Code::Unread, Severity::Error, message, spans);
        self.findings.push((found, false));
        self.sources.push(SourceRead::default());
    }

    /// Adds what was read of a text.
    pub(super) fn add(&mut self, source: &Source, read: Imported) {
        let start = self.places.add(&read.text);
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        let chosen = source.vote.unwrap_or_default();
        let is_chosen = source.vote.is_some_and(|own| own < read.votes.len());
        let of_vote = |own: &Finding| {
            let is_settled = is_chosen && own.code == Code::SeveralVotes;
            !is_settled && own.vote.is_none_or(|own| own == chosen)
        };
        for mut finding in read.findings.into_iter().filter(of_vote) {
            for span in &mut finding.spans {
                *span = moved(*span);
            }
            for fix in &mut finding.fixes {
                fix.span = moved(fix.span);
            }
            self.findings.push((finding, false));
        }
        let votes = read.votes.iter().map(choice).collect();
        let mut own = read.votes.into_iter().nth(chosen).unwrap_or_default();
        for reading in &mut own.readings {
            reading.span = moved(reading.span);
            reading.said_at = moved(reading.said_at);
        }
        for total in &mut own.totals {
            total.span = moved(total.span);
        }
        own.outcome = own.outcome.map(|(outcome, span)| (outcome, moved(span)));
        own.span = moved(own.span);
        let mark = |reading: &Reading| {
            let (_, from, to) = self.places.of(reading.span)?;
            Some((from, to, reading.code.clone(), word(reading.said)))
        };
        let unread = |span: &Span| {
            let (_, from, to) = self.places.of(moved(*span))?;
            Some([from, to])
        };
        self.sources.push(SourceRead {
            votes,
            readings: own.readings.iter().filter_map(mark).collect(),
            unread: read.unread.iter().filter_map(unread).collect(),
            text: (read.text != source.text && !read.text.is_empty()).then_some(read.text),
        });
        self.join(own);
    }

    fn join(&mut self, own: ReadVote) {
        let mut said = BTreeSet::new();
        for reading in &own.readings {
            let code = reading.code.clone();
            said.extend(code.map(|code| (code, word(reading.said))));
        }
        let vote = &mut self.vote;
        let is_new = |reading: &Reading| {
            let code = reading.code.clone();
            code.is_none_or(|code| !self.known.contains(&(code, word(reading.said))))
        };
        vote.readings
            .extend(own.readings.into_iter().filter(is_new));
        vote.totals.extend(own.totals);
        if vote.span == Span::default() {
            vote.span = own.span;
        }
        vote.symbol = vote.symbol.take().or(own.symbol);
        vote.draft = vote.draft.take().or(own.draft);
        vote.title = vote.title.take().or(own.title);
        vote.date = vote.date.take().or(own.date);
        vote.body = vote.body.or(own.body);
        vote.source = vote.source.take().or(own.source);
        vote.outcome = vote.outcome.or(own.outcome);
        self.known.extend(said);
    }
}

fn choice(vote: &ReadVote) -> Choice {
    let about = [&vote.symbol, &vote.draft, &vote.title];
    let count = |own: Vote| {
        let readings = vote.readings.iter();
        readings
            .filter(|reading| reading.said == Said::Vote(own))
            .count()
    };
    Choice {
        about: about.into_iter().flatten().next().cloned(),
        counts: [Vote::Yes, Vote::No, Vote::Abstain].map(count),
    }
}

/// How a mark shows what is said.
fn word(said: Said) -> &'static str {
    match said {
        Said::Vote(vote) => vote.as_str(),
        Said::NoVote => "no-vote",
        Said::Cosponsor(Cosponsor::Yes) => "co-sponsor",
        Said::Cosponsor(Cosponsor::No) => "not-sponsor",
        Said::Cosponsor(Cosponsor::Unknown) => "sponsor-unknown",
        Said::JoinedLater => "joined",
        Said::Intended(_) => "intended",
    }
}
