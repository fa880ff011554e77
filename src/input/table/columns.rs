//! Which column is what, and a row of the table from its cells.

use super::words::{cosponsor_of, is_blank, vote_of};
use super::{Flaw, Flaws, Row};
use crate::error::{Error, ErrorKind, Result};
use crate::input::excerpt::excerpt;
use crate::input::suggest::{nearest, normalised};

/// A row's number, and its cells with the index of their heading.
pub(super) type Cells = (usize, Vec<(usize, String)>);

/// What a column can be, with the headings that mean it.
const COLUMNS: [(&str, &[&str]); 4] = [
    (
        "iso3",
        &[
            "iso3",
            "iso",
            "iso a3",
            "iso code",
            "iso 3166",
            "code",
            "country code",
            "alpha 3",
            "alpha3",
            "m49",
        ],
    ),
    (
        "name",
        &[
            "name",
            "country",
            "state",
            "member",
            "member state",
            "country name",
            "delegation",
        ],
    ),
    ("vote", &["vote", "votes", "voted"]),
    (
        "cosponsor",
        &[
            "cosponsor",
            "co sponsor",
            "cosponsors",
            "co sponsors",
            "sponsor",
            "sponsors",
            "cosponsored",
            "sponsored",
        ],
    ),
];

/// Which of [`COLUMNS`] a heading means.
pub(super) fn kind(heading: &str) -> Option<usize> {
    let plain = normalised(heading);
    COLUMNS
        .iter()
        .position(|(_, words)| words.contains(&plain.as_str()))
}

/// Where each kind of column is.
#[derive(Default)]
pub(super) struct Columns {
    at: [Option<usize>; COLUMNS.len()],
}

impl Columns {
    pub(super) fn find<'a>(file: &str, headings: &'a [String]) -> Result<(Self, Vec<&'a str>)> {
        let mut columns = Self::default();
        let mut unused = Vec::new();
        for (i, heading) in headings.iter().enumerate() {
            match kind(heading).and_then(|kind| columns.at.get_mut(kind)) {
                Some(Some(_)) => {
                    return Err(Error::new(
                        ErrorKind::Value,
                        file,
                        format!(
                            "a second column for the same thing, \"{}\"",
                            excerpt(heading)
                        ),
                        "leave one of them out",
                    )
                    .at("header"))
                }
                Some(slot) => *slot = Some(i),
                None => unused.push(heading.as_str()),
            }
        }
        let [code, name, vote, cosponsor] = columns.at;
        let missing = if code.or(name).is_none() {
            "iso3 or name"
        } else if vote.or(cosponsor).is_none() {
            "vote or cosponsor"
        } else {
            return Ok((columns, unused));
        };
        let near = unused
            .iter()
            .find(|word| nearest(word, missing.split(" or ")).is_some());
        const EXAMPLE: &str =
            "the first line must name the columns, for example iso3,name,vote,cosponsor";
        let remedy = match (near, headings) {
            (_, [_]) => format!("separate columns by comma, semicolon or tab; {EXAMPLE}"),
            (Some(word), _) => format!("is \"{}\" meant? {EXAMPLE}", excerpt(word)),
            (None, _) => EXAMPLE.to_owned(),
        };
        let seen: Vec<String> = headings.iter().take(8).map(|h| excerpt(h)).collect();
        let found = format!("no column {missing} (found: {})", seen.join(", "));
        Err(Error::new(ErrorKind::Value, file, found, remedy).at("header"))
    }

    /// A flaw if `heading` looks like a column that is missing: a slip there would lose every
    /// vote or every sponsor.
    pub(super) fn missed(&self, heading: &str) -> Option<Flaw> {
        let [.., vote, cosponsor] = self.at;
        let missing = [("vote", vote), ("cosponsor", cosponsor)];
        let missing = missing.into_iter().filter(|(_, at)| at.is_none());
        let words = missing.flat_map(|(kind, _)| {
            let known = COLUMNS.iter().find(|(name, _)| *name == kind);
            known.into_iter().flat_map(|(_, words)| words.iter())
        });
        let near = nearest(heading, words.copied())?;
        let (kind, _) = COLUMNS.iter().find(|(_, words)| words.contains(&near))?;
        Some(Flaw {
            place: "header".to_owned(),
            message: format!(
                "column \"{}\" is not used; if it is the {kind}, call it {kind}",
                excerpt(heading)
            ),
            wrong: false,
        })
    }

    /// None for a row that does not say which country it is about.
    pub(super) fn row(&self, (number, cells): &Cells, flaws: &mut Flaws) -> Option<Row> {
        let [code, name, vote, cosponsor] = self.at.map(|at| {
            let cell = cells.iter().find(|(heading, _)| Some(*heading) == at);
            let text = cell.map_or("", |(_, text)| text.as_str());
            if is_blank(text) {
                ""
            } else {
                text
            }
        });
        if let Some(cell) = [code, name, vote, cosponsor]
            .iter()
            .find(|c| c.contains('\n'))
        {
            flaws.suspicious(*number, || {
                format!(
                    "\"{}\" runs over several lines; is a quotation mark never closed?",
                    excerpt(cell)
                )
            });
        }
        if code.is_empty() && name.is_empty() {
            let message = "neither a code nor a name; say which country it is, or delete the row";
            flaws.wrong(*number, || message.to_owned());
            return None;
        }
        if !name.is_empty() && normalised(name).is_empty() {
            flaws.wrong(*number, || {
                format!(
                    "name is \"{}\"; write the name of a country, or leave it blank",
                    excerpt(name)
                )
            });
        }
        let mut unknown = |column: &str, word: &str, words: &[&str], remedy: &str| {
            flaws.wrong(*number, || {
                let meant = nearest(word, words.iter().copied()).map_or(String::new(), |near| {
                    format!("did you mean \"{near}\"? Else ")
                });
                format!("{column} is \"{}\"; {meant}{remedy}", excerpt(word))
            });
        };
        Some(Row {
            vote: vote_of(vote).unwrap_or_else(|| {
                let remedy = "write yes, no, abstain or absent, or leave it blank";
                unknown("vote", vote, &["yes", "abstain", "absent"], remedy);
                None
            }),
            cosponsor: cosponsor_of(cosponsor).unwrap_or_else(|| {
                let remedy = "write yes, no or unknown, or leave it blank";
                unknown("cosponsor", cosponsor, &["yes", "unknown"], remedy);
                None
            }),
            number: *number,
            code: code.to_owned(),
            name: name.to_owned(),
        })
    }
}
