//! Which vote of a source is meant, on which day, by whom.

use crate::import::{Code, Imported, Options, ReadVote};
use crate::input::{Body, Document};
use crate::{Error, ErrorKind, Result};

/// The vote that is wanted, and its place; none where a person is to choose, which a finding says.
///
/// # Errors
/// A source without a vote, a number that none has.
pub(super) fn chosen<'a>(
    file: &str,
    imported: &'a Imported,
    options: &Options,
) -> Result<Option<(&'a ReadVote, usize)>> {
    let is_asked = |code| imported.findings.iter().any(|own| own.code == code);
    match (imported.votes.as_slice(), options.number) {
        ([], _) if is_asked(Code::SeveralVotes) => Ok(None),
        ([], _) => {
            let mut errors = imported.findings.iter().map(|own| own.message.as_str());
            let found = match errors.next_back() {
                Some(why) => format!("no vote was found in it: {why}"),
                None => "no vote was found in it".to_owned(),
            };
            let remedy = "is it the right file?";
            Err(Error::new(ErrorKind::Option, file, found, remedy))
        }
        // A reader gives the one that is wanted alone.
        ([vote], _) => Ok(Some((vote, 0))),
        (votes, Some(number)) => {
            let place = number.checked_sub(1);
            let vote = place.and_then(|at| Some((votes.get(at)?, at)));
            let missing = || {
                let found = format!("it has {} votes, and --vote says {number}", votes.len());
                Error::new(ErrorKind::Option, file, found, "give one of its numbers")
            };
            Ok(Some(vote.ok_or_else(missing)?))
        }
        (_, None) => Ok(None),
    }
}

/// What the vote's day and body are: by the arguments, else by the source.
///
/// # Errors
/// What neither says; a day that is none.
pub(super) fn day_and_body(
    vote: &ReadVote,
    options: &Options,
    file: &str,
) -> Result<(String, Body)> {
    let missing = |what: &str, remedy: &str| {
        let found = format!("the source does not say {what}");
        Error::new(ErrorKind::Option, file, found, remedy)
    };
    let date = options.date.clone().or_else(|| vote.date.clone());
    let date = date.ok_or_else(|| missing("on which day it was", "add --date YYYY-MM-DD"))?;
    let body = options.body.or(vote.body);
    let remedy = "add --body general-assembly or --body security-council";
    let body = body.ok_or_else(|| missing("whose vote it was", remedy))?;
    // The date's form is checked as that of a document.
    Document::for_table(file, "", body, &date)?;
    Ok((date, body))
}
