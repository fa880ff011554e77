//! Sentences that tell what came of a vote: "was adopted by 120 votes to 14, with 45 abstentions".
//!
//! A number counts something only where a word says so; the order of two numbers says nothing, and they are kept as a
//! set to check the lists against.

use super::item::{has_role, items, number_before, number_behind, Item, Side};
use super::list;
use super::reader::{Mention, Reader};
use crate::import::{Measure, Outcome, Span, Total};

/// A sentence that tells of a vote.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) totals: Vec<Total>,
    pub(super) outcome: Option<(Outcome, Span)>,
    /// Names in brackets behind their number: "6 against (Israel, …)".
    pub(super) named: Vec<(Measure, Span, Vec<Mention>)>,
    /// Whether lists follow: "as follows".
    pub(super) leads: bool,
}

const REJECTED: [&str; 40] = [
    "not adopt",
    "not approve",
    "not pass",
    "n'a pas adopt",
    "n’a pas adopt",
    "n'ont pas adopt",
    "n’ont pas adopt",
    "no aprob",
    "no adopt",
    "no ha adopt",
    "не приня",
    "не одобр",
    "لم تعتمد",
    "未通过",
    "not adopted",
    "not been adopted",
    "not carried",
    "not approved",
    "not retained",
    "rejected",
    "failed",
    "defeated",
    "n'est pas adopt",
    "n’est pas adopt",
    "n'a pas été adopt",
    "n’a pas été adopt",
    "rejet",
    "no queda aprob",
    "no fue aprob",
    "no se aprueb",
    "no ha sido aprob",
    "rechaz",
    "не принят",
    "не был",
    "не принима",
    "отклон",
    "رفض",
    "لم يعتمد",
    "未获通过",
    "否决",
];
const ADOPTED: [&str; 17] = [
    "adopted",
    "carried",
    "retained",
    "approved",
    "passed",
    "adopt",
    "maintenu",
    "aprob",
    "aprueb",
    "принят",
    "принима",
    "принял",
    "сохран",
    "اعتمد",
    "اعتُمد",
    "اعتماد",
    "通过",
];

/// What a stretch tells of a vote; none if it tells of none.
pub(super) fn statement(reader: &Reader, span: Span) -> Option<Statement> {
    let low = reader.text.low(span);
    if !low.chars().any(|c| c.is_numeric()) && !VOTE_WORDS.iter().any(|word| low.contains(word)) {
        return None;
    }
    let items = items(reader, span);
    let mut counts: Vec<Option<Measure>> = vec![None; items.len()];
    let mut is_total = vec![false; items.len()];
    let mut named = Vec::new();
    for (at, (item, role)) in items.iter().enumerate() {
        let Item::Role(measure, side) = item else {
            continue;
        };
        let before = number_before(&items, at);
        let behind = number_behind(&items, at);
        let number = match side {
            // "106 voix contre une": two numbers, and no word for either.
            Side::Before
                if *measure == Measure::No
                    && before.is_some()
                    && behind.is_some_and(|behind| !has_role(&items, behind)) =>
            {
                for at in [before, behind].into_iter().flatten() {
                    if let Some(total) = is_total.get_mut(at) {
                        *total = true;
                    }
                }
                None
            }
            Side::Before => before,
            Side::Behind => behind,
            Side::Either if *measure == Measure::No && before.is_some() && behind.is_some() => {
                for at in [before, behind].into_iter().flatten() {
                    if let Some(total) = is_total.get_mut(at) {
                        *total = true;
                    }
                }
                None
            }
            Side::Either => behind.or(before),
        };
        if let Some(count) = number.and_then(|at| counts.get_mut(at)) {
            *count = Some(*measure);
        }
        if let Some((Item::Bracket(inner), _)) = items.get(at + 1) {
            let list = list::list(reader, inner.start, inner.end);
            if list.mentions.iter().any(Mention::is_known) {
                named.push((*measure, *role, list.mentions));
            }
        }
    }
    for (at, (item, _)) in items.iter().enumerate() {
        if *item != Item::Versus {
            continue;
        }
        if let (Some(before), Some(behind)) = (number_before(&items, at), number_behind(&items, at))
        {
            for at in [before, behind] {
                if let Some(total) = is_total.get_mut(at) {
                    *total = true;
                }
            }
        }
    }
    let numbers = items.iter().zip(counts.iter().zip(&is_total));
    let totals: Vec<Total> = numbers
        .filter_map(|((item, span), (measure, is_total))| match item {
            Item::Number(count) if measure.is_some() || *is_total => Some(Total {
                measure: *measure,
                count: *count,
                span: *span,
            }),
            _ => None,
        })
        .collect();
    let labelled = totals
        .iter()
        .filter(|total| total.measure.is_some())
        .count();
    let outcome = outcome(reader, span);
    let has_word = outcome.is_some() || VOTE_WORDS.iter().any(|word| low.contains(word));
    let tells = labelled > 1
        || has_word && totals.len() > 1
        || labelled == 1 && (outcome.is_some() || !named.is_empty());
    let leads = [":", "："].iter().any(|end| low.trim_end().ends_with(end))
        || [
            "as follows",
            "comme suit",
            "siguiente",
            "следующ",
            "كما يلي",
            "على النحو",
            "如下",
        ]
        .iter()
        .any(|word| low.contains(word));
    tells.then_some(Statement {
        span,
        totals,
        outcome,
        named,
        leads,
    })
}

/// Words of sentences about votes, or beginnings of them.
const VOTE_WORDS: [&str; 14] = [
    "vote",
    "voting",
    "voix",
    "voto",
    "votaci",
    "голос",
    "票",
    "表决",
    "صوت",
    "أصوات",
    "التصويت",
    "abst",
    "favour",
    "against",
];

/// What the stretch says came of it; none where it says both, or nothing.
pub(super) fn outcome(reader: &Reader, span: Span) -> Option<(Outcome, Span)> {
    let mut low = reader.text.low(span).to_owned();
    let find = |low: &str, words: &[&str]| {
        let found = words
            .iter()
            .filter_map(|word| Some((low.find(word)?, word.len())));
        found.min()
    };
    let rejected = find(&low, &REJECTED);
    if let Some((at, length)) = rejected {
        low.replace_range(at..at + length, &" ".repeat(length));
    }
    let adopted = find(&low, &ADOPTED);
    let at = |(at, length): (usize, usize)| Span::new(span.start + at, span.start + at + length);
    match (rejected, adopted) {
        (Some(found), None) => Some((Outcome::Rejected, at(found))),
        (None, Some(found)) => Some((Outcome::Adopted, at(found))),
        _ => None,
    }
}
