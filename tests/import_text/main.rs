//! Votes in running text: records and press releases printed from the data, with noise, and texts as people have them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod cases;
mod noise;
mod print;
mod prose;
mod random;
mod records;
mod siblings;

use std::collections::BTreeMap;

use stancemap::import::{text, Code, Finding, FixKind, Options, ReadVote, Said, Span};
use stancemap::input::Policy;
use stancemap::report::Severity;
use stancemap::roster::{Names, Roster};
use stancemap::stance::Vote;

thread_local! {
    static NAMES: Names = Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap();
}

/// What was read of a text.
struct Read {
    votes: Vec<ReadVote>,
    findings: Vec<Finding>,
    unread: Vec<Span>,
}

fn read_with(source: &str, options: &Options) -> Read {
    let (votes, findings, unread) = NAMES.with(|names| text::read(source, names, options));
    Read {
        votes,
        findings,
        unread,
    }
}

fn read(source: &str) -> Read {
    read_with(source, &Options::default())
}

impl Read {
    /// Findings that stop a map or must be looked at.
    fn doubts(&self) -> Vec<String> {
        let doubts = self
            .findings
            .iter()
            .filter(|own| own.severity > Severity::Note);
        doubts.map(|own| own.message.clone()).collect()
    }

    fn codes(&self) -> Vec<Code> {
        self.findings.iter().map(|own| own.code).collect()
    }

    /// The one vote.
    #[track_caller]
    fn vote(&self) -> &ReadVote {
        assert_eq!(self.votes.len(), 1, "{:?}", self.doubts());
        &self.votes[0]
    }

    fn unread<'a>(&self, source: &'a str) -> Vec<&'a str> {
        self.unread.iter().map(|span| span.of(source)).collect()
    }
}

/// How each state voted.
fn table(vote: &ReadVote) -> BTreeMap<String, Vote> {
    let mut table = BTreeMap::new();
    for reading in &vote.readings {
        if let (Some(code), Said::Vote(vote)) = (&reading.code, reading.said) {
            table.insert(code.clone(), vote);
        }
    }
    table
}

/// The codes of which something is said, in the order of the source.
fn codes(vote: &ReadVote, said: Said) -> String {
    let own = vote.readings.iter().filter(|reading| reading.said == said);
    let codes: Vec<&str> = own
        .map(|reading| reading.code.as_deref().unwrap_or("?"))
        .collect();
    codes.join(" ")
}

/// A source in which what is to be found is marked: `⟦kind of finding|words⟧`.
fn marked(text: &str) -> (String, Vec<(String, Span)>) {
    let mut source = String::new();
    let mut marks = Vec::new();
    for (index, part) in text.split('⟦').enumerate() {
        match part.split_once('⟧') {
            Some((mark, rest)) if index > 0 => {
                let (code, words) = mark.split_once('|').unwrap();
                marks.push((
                    code.to_owned(),
                    Span::new(source.len(), source.len() + words.len()),
                ));
                source.push_str(words);
                source.push_str(rest);
            }
            _ => source.push_str(part),
        }
    }
    (source, marks)
}

/// What was found about names, as marks are.
fn found(read: &Read) -> Vec<(String, Span)> {
    let about_text = |own: &&Finding| own.severity > Severity::Note || own.code == Code::NameRead;
    let own = read.findings.iter().filter(about_text);
    let mut found: Vec<(String, Span)> = own
        .map(|own| {
            (
                serde_json::to_value(own.code)
                    .unwrap()
                    .as_str()
                    .unwrap()
                    .to_owned(),
                own.spans[0],
            )
        })
        .collect();
    found.sort_by_key(|(_, span)| span.start);
    found
}

/// No fix of an unknown name is taken unasked.
fn assert_nothing_is_guessed(read: &Read) {
    for own in read
        .findings
        .iter()
        .filter(|own| own.code == Code::UnknownName)
    {
        assert!(
            own.fixes.iter().all(|fix| fix.kind == FixKind::Ask),
            "{own:?}"
        );
    }
}
