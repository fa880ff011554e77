//! Who votes, and who cast a vote without having one.

use std::collections::{BTreeMap, BTreeSet};

use super::{can_sponsor, Region, Sources};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{excerpt, Body, Document, Row};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::stance::{Cosponsor, Kind};

/// Who votes: by the document, else by body and date.
pub(super) fn voters(sources: &Sources, on_the_day: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let Sources {
        document, names, ..
    } = sources;
    let failed = |found: String, remedy: &str| {
        Err(Error::new(ErrorKind::Value, document.file.as_str(), found, remedy).at("\"members\""))
    };
    if let Some(codes) = sources.voters {
        let strangers: Vec<String> = codes
            .iter()
            .filter(|code| !on_the_day.contains(*code))
            .map(|code| excerpt(code))
            .collect();
        if let Some(first) = strangers.first() {
            let found = format!("no members on {}: {}", document.date, some_of(&strangers));
            let mut meant = match names.code(first) {
                Some(code) => vec![code.to_owned()],
                None => names.near_codes(first),
            };
            meant.retain(|code| on_the_day.contains(code));
            let remedy = match meant.as_slice() {
                [] => "write three-letter codes of member states".to_owned(),
                codes => format!("for {first}, did you mean {}?", names.labels(codes)),
            };
            return failed(found, &remedy);
        }
        return Ok(codes.iter().cloned().collect());
    }
    match document.body {
        Body::GeneralAssembly => Ok(on_the_day.clone()),
        Body::SecurityCouncil => match names.roster().council_on(&document.date) {
            Some(codes) => Ok(codes.into_iter().collect()),
            None => failed(
                format!(
                    "who sat on the Security Council on {} is not known",
                    document.date
                ),
                "list them in the map document: \"members\": [\"CHN\", \"FRA\", …]",
            ),
        },
    }
}

/// The Council has had fifteen seats since 1 January 1966 and had eleven before (Article 23 of the
/// Charter and its amendment of 1963): a list of another length is missing somebody.
pub(super) fn check_size(document: &Document, voters: usize, report: &mut JoinReport) {
    let seats = if document.date.as_str() < "1966" {
        11
    } else {
        15
    };
    if document.body == Body::SecurityCouncil && voters != seats {
        let message = format!(
            "{voters} members, but the Security Council had {seats} seats on {}; complete the list",
            document.date
        );
        report.add(
            Severity::Warning,
            Topic::BodySize,
            &document.file,
            Some("\"members\"".to_owned()),
            message,
        );
    }
}

/// Votes of places that had none are reported one by one up to this many.
const MOST_STRANGERS: usize = 20;

/// " (a member since 2011-07-14)".
fn membership(code: &str, sources: &Sources) -> String {
    let roster = sources.names.roster();
    let own = roster.nearest_membership(code, &sources.document.date);
    own.map_or(String::new(), |own| match &own.to {
        Some(to) => format!(" (a member from {} until {to})", own.from),
        None => format!(" (a member since {})", own.from),
    })
}

/// Reports votes of places that had none, and sponsorship of what is no state.
pub(super) fn check_voters(
    regions: &[Region],
    rows: &BTreeMap<String, &Row>,
    voters: &BTreeSet<String>,
    sources: &Sources,
    report: &mut JoinReport,
) {
    let mut strangers = Vec::new();
    for region in regions {
        let Some(row) = rows.get(&region.iso3) else {
            continue;
        };
        let vote = row.vote.filter(|_| !voters.contains(&region.iso3));
        let sponsored = row.cosponsor == Some(Cosponsor::Yes) && !can_sponsor(region);
        let said = match (vote, sponsored) {
            (Some(vote), _) => ("vote", vote.as_str()),
            (None, true) => ("cosponsor", Cosponsor::Yes.as_str()),
            (None, false) => continue,
        };
        let why = match (&region.stance_of, region.kind) {
            (Some(member), _) => format!("takes the stance of {member}"),
            (None, Kind::Member) => format!(
                "had no vote in the {} on {}",
                sources.document.body.name(),
                sources.document.date
            ),
            _ => match sources.names.answer(&region.name) {
                Some(answer) => answer.to_owned(),
                None => format!(
                    "was no member of the United Nations on {}{}",
                    sources.document.date,
                    membership(&region.iso3, sources)
                ),
            },
        };
        let who = format!("{} ({})", region.name, region.iso3);
        strangers.push((row.number, who, said, why, region.iso3.clone()));
    }
    let file = &sources.stances.file;
    // So many are one mistake, not many.
    if strangers.len() > MOST_STRANGERS {
        let count = strangers.len();
        let (names, codes): (Vec<String>, Vec<String>) = strangers
            .into_iter()
            .map(|(_, who, .., code)| (who, code))
            .unzip();
        let message = format!(
            "{count} rows have a vote, but are of places that had none in the {} on {}: {}; are body and date right? Else leave these votes blank",
            sources.document.body.name(),
            sources.document.date,
            some_of(&names)
        );
        report.add_about(
            Severity::Error,
            Topic::NotAVoter,
            file,
            None,
            message,
            codes,
        );
        return;
    }
    strangers.sort_by_key(|(row, ..)| *row);
    for (row, who, (column, word), why, _) in strangers {
        let message =
            format!("{who} has the {column} \"{word}\", but {why}; leave the {column} blank");
        let place = Some(format!("row {row}"));
        report.add(Severity::Error, Topic::NotAVoter, file, place, message);
    }
}
