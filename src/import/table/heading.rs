//! What a heading says of its column, or a label of its row.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::grid::Cell;
use crate::import::words::{measure, said};
use crate::import::{Measure, ReadVote, Said, Total};
use crate::input::{folded, Body};

/// Headings in twelve languages, by what they mean.
const TABLE: &str = include_str!("../../../assets/import/headings.csv");

/// What a column or row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Names or codes of states.
    State,
    /// How each voted.
    Vote,
    /// What each had meant to vote.
    Intended,
    /// Whether each sponsored, or all that said one thing.
    Says(Said),
    /// A stated number.
    Total(Option<Measure>),
    /// What the vote was about.
    Fact(Fact),
}

/// Something that is stated of a vote as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Date,
    Symbol,
    Draft,
    Title,
    Body,
    Source,
    /// Tells votes from one another, no more.
    Id,
}

/// The role that a heading names.
pub(super) fn role(heading: &str) -> Option<Role> {
    let word = folded(heading);
    if let Some(role) = known().get(&word) {
        return Some(*role);
    }
    if let Some(said) = said(&word) {
        return Some(Role::Says(said));
    }
    total(&word).map(Role::Total)
}

fn known() -> &'static HashMap<String, Role> {
    static KNOWN: OnceLock<HashMap<String, Role>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // That the table can be read is proved by a test.
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        let mut known = HashMap::new();
        for record in reader.records().flatten() {
            let role = match record.get(0).unwrap_or_default() {
                "name" | "code" => Role::State,
                "vote" => Role::Vote,
                "intended" => Role::Intended,
                "date" => Role::Fact(Fact::Date),
                "symbol" => Role::Fact(Fact::Symbol),
                "draft" => Role::Fact(Fact::Draft),
                "title" => Role::Fact(Fact::Title),
                "body" => Role::Fact(Fact::Body),
                "source" => Role::Fact(Fact::Source),
                _ => Role::Fact(Fact::Id),
            };
            for word in record.get(1).unwrap_or_default().split(';') {
                known.insert(folded(word), role);
            }
        }
        known
    })
}

/// "total_yes", "YES COUNT", "No. of abstentions", "TOTAL VOTES": what is counted.
fn total(word: &str) -> Option<Option<Measure>> {
    const COUNTS: [&str; 21] = [
        "total",
        "totals",
        "count",
        "number",
        "sum",
        "no of",
        "of",
        "votes",
        "tally",
        "total de",
        "insgesamt",
        "gesamt",
        "summe",
        "итого",
        "всего",
        "всього",
        "المجموع",
        "סהכ",
        "कुल",
        "合计",
        "合計",
    ];
    let mut rest = word.to_owned();
    let mut counts = false;
    for own in COUNTS {
        let without = rest.split(' ').filter(|part| *part != own);
        let without = without.collect::<Vec<_>>().join(" ");
        counts |= without != rest && !matches!(own, "of" | "votes");
        rest = without;
    }
    if !counts {
        return None;
    }
    match rest.as_str() {
        "" | "ms" | "members" | "member states" | "countries" | "states" => {
            Some(Some(Measure::Members))
        }
        "no vote" => Some(Some(Measure::Absent)),
        rest => said(rest).and_then(measure).map(Some),
    }
}

/// A label with the number beside it: "In favour (141)", "141 against", "Abstentions: 35".
pub(in crate::import) fn label(text: &str) -> Option<(Said, Option<usize>)> {
    if text.len() > 120 {
        return None;
    }
    if let Some(said) = said(text) {
        return Some((said, None));
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let words = text.replace(|c: char| c.is_ascii_digit(), " ");
    let inside = text.trim_matches(|c: char| !c.is_ascii_digit());
    let is_one = !digits.is_empty() && inside.len() == digits.len();
    let said = said(&words).or_else(|| match total(&folded(&words))?? {
        Measure::Yes => crate::import::words::said("yes"),
        Measure::No => crate::import::words::said("no"),
        Measure::Abstain => crate::import::words::said("abstain"),
        Measure::Absent => crate::import::words::said("absent"),
        _ => None,
    })?;
    match is_one {
        true => Some((said, digits.parse().ok())),
        false => digits.is_empty().then_some((said, None)),
    }
}

/// Whether a row is a sum: "Total", "TOTAL VOTES", "Итого".
pub(in crate::import) fn is_sum(text: &str) -> bool {
    total(&folded(text)) == Some(Some(Measure::Members))
}

/// Takes what a cell states of a vote; false if it cannot be understood, or says otherwise than is known already.
pub(super) fn state(vote: &mut ReadVote, role: Role, cell: &Cell) -> bool {
    let text = cell.text.as_str();
    let slot = match role {
        Role::Total(measure) => {
            let Ok(count) = text.trim_end_matches(".0").parse() else {
                return false;
            };
            let is_new = !vote
                .totals
                .iter()
                .any(|own| own.measure == measure && own.count == count);
            if is_new {
                let span = cell.span;
                vote.totals.push(Total {
                    measure,
                    count,
                    span,
                });
            }
            return true;
        }
        Role::Fact(Fact::Body) => {
            let body = match folded(text) {
                text if text.contains("general") || text == "ga" => Body::GeneralAssembly,
                text if text.contains("security") || text == "sc" => Body::SecurityCouncil,
                _ => return false,
            };
            let known = *vote.body.get_or_insert(body);
            return known == body;
        }
        Role::Fact(Fact::Id) => return true,
        Role::Fact(Fact::Date) => &mut vote.date,
        Role::Fact(Fact::Symbol) => &mut vote.symbol,
        Role::Fact(Fact::Draft) => &mut vote.draft,
        Role::Fact(Fact::Title) => &mut vote.title,
        Role::Fact(Fact::Source) => &mut vote.source,
        _ => return false,
    };
    let value = match role {
        Role::Fact(Fact::Date) => match date(text) {
            Some(date) => date,
            None => return false,
        },
        _ => text.to_owned(),
    };
    *slot.get_or_insert_with(|| value.clone()) == value
}

/// A day as `YYYY-MM-DD`; none where day and month could be one another.
pub(crate) fn date(text: &str) -> Option<String> {
    let day = text.split(['T', ' ']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [a, b, c] = parts.as_slice() else {
        return match day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
            true => date(&format!(
                "{}-{}-{}",
                day.get(..4)?,
                day.get(4..6)?,
                day.get(6..)?
            )),
            false => None,
        };
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let (a_number, b_number, c_number) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = match (a.len(), c.len()) {
        (4, _) => (a_number, b_number, c_number),
        // A point stands between day, month and year alone.
        (_, 4) if day.contains('.') || a_number > 12 || a_number == b_number => {
            (c_number, b_number, a_number)
        }
        (_, 4) if b_number > 12 => (c_number, a_number, b_number),
        _ => return None,
    };
    let is_day =
        (1945..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// In a file where two columns claim one measure, none of them can be trusted to be what it is called.
pub(super) fn doubt_twins(vote: &mut ReadVote) {
    let all: Vec<Option<Measure>> = vote.totals.iter().map(|total| total.measure).collect();
    let is_twin = all
        .iter()
        .enumerate()
        .any(|(i, own)| own.is_some() && all.iter().skip(i + 1).any(|o| o == own));
    for total in vote.totals.iter_mut().filter(|_| is_twin) {
        if total.measure != Some(Measure::Members) {
            total.measure = None;
        }
    }
}
