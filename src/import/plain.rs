//! Lines of a name, a comma and a word: `France, yes`. Stands in until the readers of texts and tables are merged.

use super::finding::{Code, Finding};
use super::reading::{Imported, ReadVote, Reading, Said, Span};
use super::words::{meaning, Meaning};
use super::Options;
use crate::report::Severity;
use crate::roster::{Context, Match, Names};
use crate::stance::{Cosponsor, Vote};

pub(super) fn read(text: &str, names: &Names, options: &Options) -> Imported {
    let mut vote = ReadVote {
        date: options.date.clone(),
        body: options.body,
        span: Span::new(0, text.len()),
        ..ReadVote::default()
    };
    let (mut findings, mut unread) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let Some((name, word)) = line.trim_end().rsplit_once(',') else {
            if !line.trim().is_empty() {
                unread.push(span);
            }
            continue;
        };
        let said_at = Span::new(span.start + name.len() + 1, span.end);
        let says = match meaning(word) {
            Some(Meaning::Said(said)) => vec![said],
            Some(Meaning::SponsorAndYes) => {
                vec![Said::Vote(Vote::Yes), Said::Cosponsor(Cosponsor::Yes)]
            }
            Some(Meaning::Blank) => continue,
            Some(Meaning::OneOf(_)) | None => {
                unread.push(span);
                continue;
            }
        };
        let context = Context {
            date: options.date.as_deref(),
            ..Context::default()
        };
        let found = names.find(name, &context);
        let span = Span::new(span.start, span.start + name.len());
        let told = match &found {
            Match::One(..) => None,
            Match::Several(codes) => Some((
                Code::AmbiguousName,
                format!("could be {}", names.labels(codes)),
            )),
            Match::Part(of) => Some((
                Code::PartOfState,
                format!("is a part of {}", names.label(of)),
            )),
            Match::None(answer) => Some((Code::NoVoter, answer.clone())),
            Match::Unknown(_) => Some((Code::UnknownName, "is no name that is known".to_owned())),
        };
        if let Some((code, told)) = told {
            findings.push(Finding {
                code,
                severity: Severity::Error,
                message: format!("\"{name}\" {told}"),
                spans: vec![span],
                vote: Some(0),
                about: Vec::new(),
                fixes: Vec::new(),
            });
        }
        let how = match &found {
            Match::One(_, how) => Some(how.clone()),
            _ => None,
        };
        vote.readings.extend(says.into_iter().map(|said| Reading {
            code: found.code().map(str::to_owned),
            how: how.clone(),
            written: name.to_owned(),
            said,
            span,
            said_at,
        }));
    }
    Imported {
        text: text.to_owned(),
        votes: vec![vote],
        findings,
        unread,
        ..Imported::default()
    }
}
