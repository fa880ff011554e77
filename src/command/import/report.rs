//! What an import found, in words with the lines of the source, and as JSON.

use std::collections::BTreeMap;

use crate::import::{Finding, Imported, ReadVote};
use crate::locale::Locale;
use crate::unseen::named;
use serde_json::{json, Value};

use super::table::{status, Read};
use crate::command::draw::Draw;

/// As many findings of one code and severity are drawn, and as many stretches that are not read.
const DRAWN: usize = 200;
const UNREAD: usize = 20;

/// What came of a source.
pub(super) enum Settled<'a> {
    /// The vote that is wanted.
    One(Box<Read<'a>>),
    /// A person is to choose one of several: what says so.
    Several(Vec<Finding>),
}

impl Settled<'_> {
    fn findings(&self) -> &[Finding] {
        match self {
            Self::One(read) => &read.findings,
            Self::Several(findings) => findings,
        }
    }
}

/// The findings with their lines, what was not read, and the summary; or the votes to choose from.
pub(super) fn report(
    file: &str,
    imported: &Imported,
    own: &Settled,
    wording: &Locale,
    styled: bool,
) -> Vec<String> {
    let draw = Draw::new(file, &imported.text, styled);
    let mut lines = Vec::new();
    let mut counts = BTreeMap::new();
    for finding in own.findings() {
        let count = counts
            .entry((finding.code, finding.severity))
            .or_insert(0_usize);
        *count += 1;
        if *count <= DRAWN {
            lines.push(draw.finding(finding));
        }
    }
    for ((code, _), count) in counts {
        if let Some(more @ 1..) = count.checked_sub(DRAWN) {
            let word = json!(code);
            let word = word.as_str().unwrap_or_default();
            lines.push(format!("{more} more of \"{word}\"; --json prints all"));
        }
    }
    let unread = imported.unread.iter();
    lines.extend(unread.take(UNREAD).map(|span| {
        let shown: String = span.of(&imported.text).trim().chars().take(200).collect();
        named(&format!("not read: \"{shown}\""))
    }));
    if let Some(more @ 1..) = imported.unread.len().checked_sub(UNREAD) {
        lines.push(format!("not read: {more} more stretches"));
    }
    match own {
        Settled::One(read) => lines.push(named(&read.summary(wording))),
        Settled::Several(_) => lines.push("choose one with --vote or --symbol".to_owned()),
    }
    lines
}

/// The same for programs.
pub(super) fn json(file: &str, imported: &Imported, own: &Settled, wording: &Locale) -> String {
    let mut value = match own {
        Settled::One(read) => read.json(wording),
        Settled::Several(_) => {
            json!({"votes": imported.votes.iter().map(of_several).collect::<Vec<_>>()})
        }
    };
    let findings = own.findings();
    if let Some(fields) = value.as_object_mut() {
        let more: [(&str, Value); 5] = [
            ("status", status(findings).into()),
            ("file", file.into()),
            ("encoding", imported.encoding.into()),
            ("findings", json!(findings)),
            ("unread", json!(imported.unread)),
        ];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    format!("{value:#}\n")
}

/// A vote to choose: what it is about, and its totals.
fn of_several(vote: &ReadVote) -> Value {
    let [yes, no, abstain, absent] = vote.counts();
    json!({
        "symbol": vote.symbol,
        "draft": vote.draft,
        "title": vote.title,
        "date": vote.date,
        "yes": yes,
        "no": no,
        "abstain": abstain,
        "absent": absent,
    })
}
