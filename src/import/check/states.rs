//! State by state: twice, no member, no seat, not listed.

use std::collections::BTreeSet;

use super::Check;
use crate::import::finding::{Code, Fix, FixKind};
use crate::import::reading::{Reading, Said, Span};
use crate::input::{folded, Body};
use crate::report::{some_of, Severity};

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
        let label = self.names.label(code);
        let spans: Vec<Span> = readings.iter().map(|own| own.span).collect();
        // Who sponsored, joined later or not, is a sponsor.
        let sort = |said: Said| match said {
            Said::JoinedLater => Said::Cosponsor(crate::stance::Cosponsor::Yes),
            said => said,
        };
        let other = others.iter().find(|own| sort(own.said) != sort(first.said));
        if let Some(other) = other {
            let message = format!(
                "{label} stands with {} and with {}; which is right?",
                words(first.said),
                words(other.said)
            );
            self.add(Code::Conflict, Severity::Error, message, spans, &[code]);
            for reading in readings {
                self.mend(Fix {
                    kind: FixKind::Show,
                    span: reading.span,
                    with: String::new(),
                    sentence: format!(
                        "take \"{}\" out of {}",
                        reading.written,
                        words(reading.said)
                    ),
                });
            }
            return;
        }
        let name = folded(&first.written);
        let other = others.iter().find(|own| folded(&own.written) != name);
        let (topic, message) = match other {
            Some(other) => (
                Code::TwoNames,
                format!(
                    "\"{}\" and \"{}\" are both {label}; it is counted once: is another state meant by one of them?",
                    first.written, other.written
                ),
            ),
            None => (
                Code::Duplicate,
                format!(
                    "{label} stands {} times with {}; it is counted once: is another state missing?",
                    readings.len(),
                    words(first.said)
                ),
            ),
        };
        self.add(topic, Severity::Warning, message, spans, &[code]);
        if let Some(last) = readings.last() {
            self.mend(Fix {
                kind: FixKind::Ask,
                span: last.span,
                with: String::new(),
                sentence: format!("delete the second \"{}\"", last.written),
            });
        }
    }

    /// A vote of one that had none; and one of which it is said that it had none, though it had.
    fn no_voter(&mut self, code: &str, readings: &[&Reading], voters: &BTreeSet<String>) {
        let spans: Vec<Span> = readings.iter().map(|own| own.span).collect();
        let (label, date) = (self.names.label(code), self.terms.date);
        let voted = readings.iter().any(|own| matches!(own.said, Said::Vote(_)));
        if voters.contains(code) == voted {
            return;
        }
        if !voted {
            let message = format!(
                "{label} is said to have had no vote, but it had one in the {} on {date}",
                self.terms.body.name()
            );
            self.add(Code::NotAMember, Severity::Error, message, spans, &[code]);
            return;
        }
        let roster = self.names.roster();
        if !roster.was_member(code) {
            let place = self.names.place(code);
            let answer = place.and_then(|place| self.names.answer(&place.name));
            let of = place.and_then(|place| place.stance_of.as_deref());
            let why = match (answer, of) {
                (Some(answer), _) => answer.to_owned(),
                (None, Some(of)) => {
                    format!(
                        "is a part of {} and has no vote of its own",
                        self.names.label(of)
                    )
                }
                (None, None) => "is no member of the United Nations and has no vote".to_owned(),
            };
            let message = format!("{label} has a vote, but {why}");
            self.add(Code::NoVoter, Severity::Error, message, spans, &[code]);
        } else if roster.is_member_on(code, date) {
            let message = match self.terms.body {
                Body::SecurityCouncil => {
                    format!("{label} has a vote, but no seat on the Security Council on {date}")
                }
                Body::GeneralAssembly => format!("{label} had no vote on {date}"),
            };
            self.add(Code::NoSeat, Severity::Error, message, spans, &[code]);
        } else {
            let own = roster.nearest_membership(code, date);
            let when = own.map_or(String::new(), |own| match &own.to {
                Some(to) => format!(": it was one from {} until {to}", own.from),
                None => format!(": it is one since {}", own.from),
            });
            let message = format!(
                "{label} has a vote, but was no member on {date}{when}; is the day right, or another state meant?"
            );
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
        let labels: Vec<String> = missing.iter().map(|code| self.names.label(code)).collect();
        let message = format!(
            "{} of {} members are not listed: {}; were they absent?",
            missing.len(),
            voters.len(),
            some_of(&labels)
        );
        let end = self.vote.span.end;
        let about: Vec<&str> = missing.iter().map(String::as_str).collect();
        let (topic, severity) = (Code::NotListed, Severity::Warning);
        self.add(topic, severity, message, vec![self.vote.span], &about);
        self.mend(Fix {
            kind: FixKind::Ask,
            span: Span::new(end, end),
            with: missing.join(", "),
            sentence: "count them as absent; the map says that this is derived".to_owned(),
        });
    }
}

/// `the vote "yes"`.
fn words(said: Said) -> String {
    match said {
        Said::Vote(vote) => format!("the vote \"{}\"", vote.as_str()),
        Said::NoVote => "no vote".to_owned(),
        Said::Cosponsor(cosponsor) => format!("sponsorship \"{}\"", cosponsor.as_str()),
        Said::JoinedLater => "later sponsorship".to_owned(),
        Said::Intended(_) => "an intended vote".to_owned(),
    }
}
