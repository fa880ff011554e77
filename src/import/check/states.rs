//! State by state: twice, no member, no seat, not listed.

use std::collections::BTreeSet;

use super::{words, Check};
use crate::import::finding::{Code, Fix, FixKind};
use crate::import::reading::{Reading, Said, Span};
use crate::import::Sentence;
use crate::input::folded;
use crate::report::Severity;

impl Check<'_> {
    /// What stands twice, and what had no vote.
    pub(super) fn states(&mut self, voters: &BTreeSet<String>) {
        for (code, readings) in self.cast.clone() {
            self.twice(&code, &readings);
            self.no_voter(&code, &readings, voters);
        }
        for (code, readings) in self.sponsors.clone() {
            self.twice(&code, &readings);
        }
    }

    /// One state in several places: with the same, under two names, or with different things.
    fn twice(&mut self, code: &str, readings: &[&Reading]) {
        let [first, others @ ..] = readings else {
            return;
        };
        if others.is_empty() {
            return;
        }
        let spans: Vec<Span> = readings.iter().map(|own| own.span).collect();
        // Who sponsored, joined later or not, is a sponsor.
        let sort = |said: Said| match said {
            Said::JoinedLater => Said::Cosponsor(crate::stance::Cosponsor::Yes),
            said => said,
        };
        let other = others.iter().find(|own| sort(own.said) != sort(first.said));
        if let Some(other) = other {
            let message = self.of_state("conflict", code);
            let message = message.sentence("said", words(first.said));
            let message = message.sentence("other", words(other.said));
            self.add(Code::Conflict, Severity::Error, message, spans, &[code]);
            for reading in readings {
                let said = Sentence::new("fix.take-out").text("written", reading.written.as_str());
                let said = said.sentence("said", words(reading.said));
                self.mend(Fix::new(FixKind::Show, reading.span, "", said));
            }
            return;
        }
        let name = folded(&first.written);
        let other = others.iter().find(|own| folded(&own.written) != name);
        let (topic, message) = match other {
            Some(other) => {
                let said = self.of_state("twice.names", code);
                let said = said.text("written", first.written.as_str());
                (Code::TwoNames, said.text("other", other.written.as_str()))
            }
            None => {
                let said = self.of_state("twice", code).count(readings.len());
                (Code::Duplicate, said.sentence("said", words(first.said)))
            }
        };
        self.add(topic, Severity::Warning, message, spans, &[code]);
        if let Some(last) = readings.last() {
            let said = Sentence::new("fix.delete").text("written", last.written.as_str());
            self.mend(Fix::new(FixKind::Ask, last.span, "", said));
        }
    }

    /// A vote of one that had none; and one of which it is said that it had none, though it had.
    fn no_voter(&mut self, code: &str, readings: &[&Reading], voters: &BTreeSet<String>) {
        let spans: Vec<Span> = readings.iter().map(|own| own.span).collect();
        let date = self.terms.date;
        let voted = readings.iter().any(|own| matches!(own.said, Said::Vote(_)));
        if voters.contains(code) == voted {
            return;
        }
        if !voted {
            let message = self.of_state("no-vote.had", code);
            self.add(Code::NotAMember, Severity::Error, message, spans, &[code]);
            return;
        }
        let roster = self.names.roster();
        if !roster.was_member(code) {
            let place = self.names.place(code);
            let answer = place.and_then(|place| self.names.answer(&place.name));
            let of = place.and_then(|place| place.stance_of.as_deref());
            let message = match (answer, of) {
                (Some(answer), _) => self.of_state("no-voter", code).answer("answer", answer),
                (None, Some(of)) => {
                    let said = self.of_state("no-voter.part", code);
                    said.state("of", self.names, of)
                }
                (None, None) => self.of_state("no-voter.none", code),
            };
            self.add(Code::NoVoter, Severity::Error, message, spans, &[code]);
        } else if roster.is_member_on(code, date) {
            let message = self.of_state("no-seat", code);
            self.add(Code::NoSeat, Severity::Error, message, spans, &[code]);
        } else {
            let own = roster.nearest_membership(code, date);
            let message = match own.map(|own| (&own.from, &own.to)) {
                None => self.of_state("no-member", code),
                Some((from, None)) => self.of_state("no-member.since", code).text("from", from),
                Some((from, Some(to))) => {
                    let said = self.of_state("no-member.until", code);
                    said.text("from", from).text("to", to)
                }
            };
            self.add(Code::NotAMember, Severity::Error, message, spans, &[code]);
        }
    }

    /// Members of which nothing is said. Records do not list those that were absent.
    pub(super) fn not_listed(&mut self, voters: &BTreeSet<String>) {
        if self.cast.is_empty() {
            return;
        }
        let missing = voters.iter().filter(|code| !self.cast.contains_key(*code));
        let missing: Vec<String> = missing.cloned().collect();
        if missing.is_empty() {
            return;
        }
        let states = missing.iter().map(String::as_str);
        let message = Sentence::new("not-listed")
            .number("all", voters.len())
            .states("states", self.names, states, false)
            .count(missing.len());
        let end = self.vote.span.end;
        let about: Vec<&str> = missing.iter().map(String::as_str).collect();
        let (topic, severity) = (Code::NotListed, Severity::Warning);
        self.add(topic, severity, message, vec![self.vote.span], &about);
        let said = Sentence::new("fix.absent");
        let (span, with) = (Span::new(end, end), missing.join(", "));
        self.mend(Fix::new(FixKind::Ask, span, with, said));
    }
}
