//! Sentences that tell what came of a vote: "was adopted by 120 votes to 14, with 45 abstentions".
//!
//! A number counts something only where a word says so; the order of two numbers says nothing, and they are kept as a
//! set to check the lists against.

use super::label::closing;
use super::list;
use super::number;
use super::reader::{Mention, Reader};
use super::scan::{tokens, Token, TokenKind};
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

#[derive(Debug, Clone, Copy, PartialEq)]
enum Item {
    Number(usize),
    Role(Measure, Side),
    /// "141 votes to 5": what stands before and behind is two numbers in no order.
    Versus,
    Filler,
    Bracket(Span),
    Other,
}

/// On which side of the word its number stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
    Either,
}

/// Words, or beginnings of words (`*`), that say what a number counts; blanks part the words of a phrase.
const ROLES: [(&str, Measure, Side); 44] = [
    ("in favour", Measure::Yes, Side::Before),
    ("in favor", Measure::Yes, Side::Before),
    ("for", Measure::Yes, Side::Before),
    ("affirmative", Measure::Yes, Side::Before),
    ("pour", Measure::Yes, Side::Before),
    ("en faveur", Measure::Yes, Side::Before),
    ("a favor", Measure::Yes, Side::Before),
    ("за", Measure::Yes, Side::Either),
    ("赞 成", Measure::Yes, Side::Before),
    ("贊 成", Measure::Yes, Side::Before),
    ("مؤيد*", Measure::Yes, Side::Before),
    ("المؤيد*", Measure::Yes, Side::Before),
    ("لصالح", Measure::Yes, Side::Before),
    ("against", Measure::No, Side::Before),
    ("opposed", Measure::No, Side::Before),
    ("negative", Measure::No, Side::Before),
    ("contre", Measure::No, Side::Before),
    ("en contra", Measure::No, Side::Before),
    ("contra", Measure::No, Side::Before),
    ("против", Measure::No, Side::Either),
    ("反 对", Measure::No, Side::Before),
    ("反 對", Measure::No, Side::Before),
    ("معارض*", Measure::No, Side::Before),
    ("المعارض*", Measure::No, Side::Before),
    ("ضد", Measure::No, Side::Before),
    ("abstain*", Measure::Abstain, Side::Before),
    ("abstention*", Measure::Abstain, Side::Before),
    ("abstenc*", Measure::Abstain, Side::Before),
    ("abstien*", Measure::Abstain, Side::Before),
    ("abstuv*", Measure::Abstain, Side::Before),
    ("воздерж*", Measure::Abstain, Side::Either),
    ("弃 权", Measure::Abstain, Side::Before),
    ("棄 權", Measure::Abstain, Side::Before),
    ("امتناع", Measure::Abstain, Side::Behind),
    ("وامتناع", Measure::Abstain, Side::Behind),
    ("امتنع*", Measure::Abstain, Side::Behind),
    ("ممتنع*", Measure::Abstain, Side::Before),
    ("absent*", Measure::Absent, Side::Before),
    ("ausent*", Measure::Absent, Side::Before),
    ("not voting", Measure::Absent, Side::Before),
    ("did not vote", Measure::Absent, Side::Before),
    ("отсутств*", Measure::Absent, Side::Either),
    ("غائب*", Measure::Absent, Side::Before),
    ("缺 席", Measure::Absent, Side::Before),
];

const VERSUS: [&str; 9] = ["to", "مقابل", "对", "對", "gegen", "zu", "–", "-", "versus"];

const FILLERS: [&str; 54] = [
    "votes",
    "vote",
    "voted",
    "voix",
    "votos",
    "voto",
    "votaron",
    "голосами",
    "голосов",
    "голоса",
    "голос",
    "票",
    "صوتا",
    "صوتاً",
    "أصوات",
    "صوت",
    "صوتان",
    "عضوا",
    "عضواً",
    "أعضاء",
    "عضو",
    "دولة",
    "دول",
    "member",
    "members",
    "states",
    "state",
    "countries",
    "country",
    "delegations",
    "nations",
    "were",
    "have",
    "pays",
    "membres",
    "países",
    "miembros",
    "estados",
    "стран",
    "страны",
    "страна",
    "государств",
    "государства",
    "членов",
    "делегаций",
    "国",
    "个",
    "家",
    "with",
    "recorded",
    "voting",
    "se",
    "投",
    "了",
];

/// Words that say that there is none, directly before what is counted.
const NO: [&str; 6] = ["no", "without", "sans", "sin", "без", "无"];

const REJECTED: [&str; 26] = [
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

/// Brackets without an end that are looked for, of one stretch.
const UNCLOSED: usize = 20;

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

/// The number directly before an item; fillers may stand between.
fn number_before(items: &[(Item, Span)], at: usize) -> Option<usize> {
    let before = (0..at).rev().find(|own| {
        items
            .get(*own)
            .is_none_or(|(item, _)| *item != Item::Filler)
    })?;
    matches!(items.get(before), Some((Item::Number(_), _))).then_some(before)
}

fn number_behind(items: &[(Item, Span)], at: usize) -> Option<usize> {
    let behind = (at + 1..items.len()).find(|own| {
        items
            .get(*own)
            .is_none_or(|(item, _)| *item != Item::Filler)
    })?;
    matches!(items.get(behind), Some((Item::Number(_), _))).then_some(behind)
}

/// Whether a word directly behind a number says what it counts.
fn has_role(items: &[(Item, Span)], at: usize) -> bool {
    let behind = (at + 1..items.len()).find(|own| {
        items
            .get(*own)
            .is_none_or(|(item, _)| *item != Item::Filler)
    });
    matches!(
        behind.and_then(|own| items.get(own)),
        Some((Item::Role(..), _))
    )
}

fn items(reader: &Reader, span: Span) -> Vec<(Item, Span)> {
    let text = &reader.text.lower;
    let all: Vec<Token> = tokens(text, span)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Break)
        .collect();
    let word = |at: usize| all.get(at).map_or("", |token| token.span.of(text));
    let mut items: Vec<(Item, Span)> = Vec::new();
    let mut at = 0;
    let mut unclosed = 0;
    while let Some(token) = all.get(at) {
        let own = word(at);
        if matches!(own, "(" | "（") {
            let close = (unclosed < UNCLOSED)
                .then(|| closing(text, token.span.end, span.end))
                .flatten();
            if let Some(close) = close {
                items.push((Item::Bracket(Span::new(token.span.end, close)), token.span));
                at = all.partition_point(|token| token.span.start <= close);
                continue;
            }
            unclosed += 1;
        }
        if let Some((measure, side, count)) = role(&word, at) {
            let last = all
                .get(at + count - 1)
                .map_or(token.span.end, |token| token.span.end);
            // "for" is a word of its own but behind a number.
            let is_role = own != "for" && own != "pour"
                || matches!(items.last(), Some((Item::Number(_) | Item::Filler, _)));
            if is_role {
                items.push((Item::Role(measure, side), Span::new(token.span.start, last)));
                at += count;
                continue;
            }
        }
        if own == "لا" && matches!(word(at + 1), "أحد" | "احد" | "شيء") {
            let end = all.get(at + 1).map_or(token.span.end, |next| next.span.end);
            items.push((Item::Number(0), Span::new(token.span.start, end)));
            at += 2;
            continue;
        }
        let is_no = NO.contains(&own)
            && (role(&word, at + 1).is_some()
                || FILLERS.contains(&word(at + 1)) && role(&word, at + 2).is_some());
        let number = match token.kind {
            TokenKind::Number => number::digits(own),
            TokenKind::Word if is_no => Some(0),
            TokenKind::Word => number::word(own),
            _ => None,
        };
        if let Some(number) = number {
            // "twenty-five", "soixante et une", "cent six".
            let glue = usize::from(matches!(word(at.wrapping_sub(1)), "-" | "et" | "y" | "and"));
            let last = items
                .len()
                .checked_sub(1 + glue)
                .and_then(|last| items.get(last).copied());
            if let (Some((Item::Number(first), start)), TokenKind::Word) = (last, token.kind) {
                if let Some(sum) = number::joined(first, number) {
                    items.truncate(items.len() - 1 - glue);
                    items.push((Item::Number(sum), Span::new(start.start, token.span.end)));
                    at += 1;
                    continue;
                }
            }
            // A number with a slash or a stop is a symbol's; a year is none.
            let touches = |other: usize, mark: &[&str]| {
                mark.contains(&word(other))
                    && all.get(other).is_some_and(|other| {
                        other.span.end == token.span.start || other.span.start == token.span.end
                    })
            };
            let is_symbol = touches(at.wrapping_sub(1), &["/", "."]) || touches(at + 1, &["/"]);
            let item = if is_symbol || number > 1000 {
                Item::Other
            } else {
                Item::Number(number)
            };
            // A dual counts its members itself.
            items.push((item, token.span));
            at += 1;
            continue;
        }
        let item = match own {
            own if VERSUS.contains(&own) => Item::Versus,
            own if FILLERS.contains(&own) => Item::Filler,
            _ => Item::Other,
        };
        items.push((item, token.span));
        at += 1;
    }
    items
}

/// The words at a token that say what a number counts, and how many tokens they are.
fn role<'t>(word: &impl Fn(usize) -> &'t str, at: usize) -> Option<(Measure, Side, usize)> {
    ROLES.iter().find_map(|(phrase, measure, side)| {
        let mut count = 0;
        for part in phrase.split(' ') {
            let own = word(at + count);
            let fits = match part.strip_suffix('*') {
                Some(stem) => own.starts_with(stem),
                None => own == part,
            };
            if !fits {
                return None;
            }
            count += 1;
        }
        Some((*measure, *side, count))
    })
}

/// The sentences of a stretch: they end with a stop, a blank line, or at a bracket that holds sentences.
pub(super) fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = within.start;
    let part = within.of(text);
    let mut until = 0;
    let mut breaks = 0;
    let mut unclosed = 0;
    for (at, c) in part.char_indices() {
        if super::scan::is_break(c) {
            breaks += 1;
        } else if !c.is_whitespace() {
            if breaks > 1 {
                sentences.push(Span::new(start, within.start + at));
                start = within.start + at;
                until = 0;
            }
            breaks = 0;
        }
        if at < until {
            continue;
        }
        let after = part.get(at + c.len_utf8()..).unwrap_or_default();
        let end = within.start + at + c.len_utf8();
        match c {
            '(' | '（' => {
                match (unclosed < UNCLOSED)
                    .then(|| closing(text, end, within.end))
                    .flatten()
                {
                    Some(close) => until = close - within.start,
                    None => unclosed += 1,
                }
            }
            '[' => {
                let close = (unclosed < UNCLOSED)
                    .then(|| closing(text, end, within.end))
                    .flatten();
                unclosed += usize::from(close.is_none());
                if let Some(close) = close.filter(|close| *close > end + 14) {
                    sentences.push(Span::new(start, end - 1));
                    sentences.push(Span::new(end - 1, close + 1));
                    start = close + 1;
                    until = close + 1 - within.start;
                }
            }
            '。' | '!' | '?' | '؟' => {
                sentences.push(Span::new(start, end));
                start = end;
            }
            '.' if after.is_empty()
                || after
                    .starts_with(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '»')) =>
            {
                let before = part.get(..at).unwrap_or_default();
                let word = before
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let is_short = word.chars().count() < 3 && word.chars().all(char::is_alphabetic)
                    || matches!(word, "Mrs" | "para" | "paras" | "art" | "Rev");
                if !is_short {
                    sentences.push(Span::new(start, end));
                    start = end;
                }
            }
            _ => {}
        }
    }
    sentences.push(Span::new(start, within.end));
    sentences.retain(|span| span.of(text).chars().any(char::is_alphanumeric));
    sentences
}
