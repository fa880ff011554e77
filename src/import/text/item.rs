//! The words of a sentence about a vote: numbers, and what they count.

use super::bracket::closing;
use super::number;
use super::reader::Reader;
use super::scan::{tokens, Token, TokenKind};
use super::sentence::UNCLOSED;
use crate::import::{Measure, Span};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
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
pub(super) enum Side {
    Before,
    Behind,
    Either,
}

/// Words, or beginnings of words (`*`), that say what a number counts; blanks part the words of a phrase.
const ROLES: [(&str, Measure, Side); 46] = [
    ("yes", Measure::Yes, Side::Before),
    ("no", Measure::No, Side::Before),
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

/// The number directly before an item; fillers may stand between.
pub(super) fn number_before(items: &[(Item, Span)], at: usize) -> Option<usize> {
    let before = (0..at).rev().find(|own| {
        items
            .get(*own)
            .is_none_or(|(item, _)| *item != Item::Filler)
    })?;
    matches!(items.get(before), Some((Item::Number(_), _))).then_some(before)
}

pub(super) fn number_behind(items: &[(Item, Span)], at: usize) -> Option<usize> {
    let behind = (at + 1..items.len()).find(|own| {
        items
            .get(*own)
            .is_none_or(|(item, _)| *item != Item::Filler)
    })?;
    matches!(items.get(behind), Some((Item::Number(_), _))).then_some(behind)
}

/// Whether a word directly behind a number says what it counts.
pub(super) fn has_role(items: &[(Item, Span)], at: usize) -> bool {
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

pub(super) fn items(reader: &Reader, span: Span) -> Vec<(Item, Span)> {
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
            let last_item = items.last().map(|(item, _)| *item);
            let is_role = match own {
                "yes" | "no" => matches!(last_item, Some(Item::Number(_))),
                "for" | "pour" => matches!(last_item, Some(Item::Number(_) | Item::Filler)),
                _ => true,
            };
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
            // "10:30", "+0500".
            let is_digit = |other: usize| word(other).starts_with(char::is_numeric);
            let is_time = touches(at.wrapping_sub(1), &[":"]) && is_digit(at.wrapping_sub(2))
                || touches(at + 1, &[":"]) && is_digit(at + 2)
                || own.len() > 1 && own.starts_with('0');
            let item = if is_symbol || is_time || number > 1000 {
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
