//! Names without anything between them, or with "and" alone: the fewest known names that make up the words.

use super::reader::{is_conjunction, is_flag, is_prose, Mention, Reader};
use super::scan::is_cjk;
use crate::import::Span;
use crate::roster::{How, Match};

/// Words of the longest name: "United Kingdom of Great Britain and Northern Ireland" has nine.
const LONGEST: usize = 10;
/// Chinese characters of the longest.
const LONGEST_CJK: usize = 16;
/// Words of the longest stretch that is tried.
const MOST: usize = 4000;

const NAME: u32 = 10;
/// A word that is no name costs more than three names.
const UNKNOWN: u32 = 35;
/// After so many words without a name it is no list.
const LOST: usize = 12;

/// The names of a stretch.
pub(super) struct Segmented {
    pub(super) mentions: Vec<Mention>,
    /// Whether prose follows.
    pub(super) ends: bool,
}

#[derive(Clone)]
struct Step {
    cost: u32,
    from: usize,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Start,
    Name(Mention),
    And,
    Unknown,
}

/// The names that a stretch consists of: two or more, or one before a sentence. None if it is no such stretch.
pub(super) fn segmented(reader: &Reader, span: Span) -> Option<Segmented> {
    let words = words(span.of(&reader.text.masked), span.start);
    if words.len() < 2 || words.len() > MOST {
        return None;
    }
    let steps = steps(reader, &words)?;
    let path = path(&steps);
    let place = |kind: &Kind| matches!(kind, Kind::Unknown);
    let unknown = path.iter().filter(|(_, _, kind)| place(kind)).count();
    let names = path
        .iter()
        .filter(|(_, _, kind)| matches!(kind, Kind::Name(_)))
        .count();
    let stretch = |from: usize, to: usize| {
        let (first, last) = (words.get(from)?, words.get(to - 1)?);
        Some(Span::new(first.start, last.end))
    };
    let begins = matches!(path.first(), Some((_, _, Kind::Name(_) | Kind::And)));
    // A list with slips: most of its words are names.
    let few = names > 0
        && unknown < 3
        && path.iter().any(|(_, _, kind)| matches!(kind, Kind::And))
        && !matches!(reader.unknown(span).found, Match::Unknown(Some(_)));
    let is_list = names > 1 && unknown * 3 <= words.len() && (unknown == 0 || names > 4)
        || few && joined(reader, &words, &path);
    if is_list {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        for (from, to, kind) in path {
            match kind {
                Kind::Unknown => open = Some(open.map_or((from, to), |(first, _)| (first, to))),
                kind => {
                    let lost = open.take().and_then(|(from, to)| stretch(from, to));
                    mentions.extend(lost.map(|span| reader.unknown(span)));
                    if let Kind::Name(mention) = kind {
                        mentions.push(mention);
                    }
                }
            }
        }
        let last = open.and_then(|(from, to)| stretch(from, to));
        let ends = last.is_some_and(|span| is_prose(&reader.text.written(span)));
        mentions.extend(last.filter(|_| !ends).map(|span| reader.unknown(span)));
        return Some(Segmented { mentions, ends });
    }
    // Names, and then a sentence.
    let lead = path.iter().take_while(|(_, _, kind)| !place(kind));
    let after = lead.clone().last().map(|(_, to, _)| *to)?;
    let rest = Span::new(words.get(after)?.start, span.end);
    let is_sentence = is_prose(&reader.text.written(rest));
    let mentions: Vec<Mention> = lead
        .filter_map(|(_, _, kind)| match kind {
            Kind::Name(mention) => Some(mention.clone()),
            _ => None,
        })
        .collect();
    (begins && is_sentence && !mentions.is_empty()).then_some(Segmented {
        mentions,
        ends: true,
    })
}

/// Whether "and" alone stands between names, of which those that are not known have a slip: "Yemen and Zambai".
fn joined(reader: &Reader, words: &[Span], path: &[(usize, usize, Kind)]) -> bool {
    let mut is_open = true;
    path.iter().all(|(from, _, kind)| {
        let fits = match kind {
            Kind::And => true,
            Kind::Name(own) => is_open && matches!(own.found, Match::One(..) | Match::Several(_)),
            _ => {
                is_open
                    && words.get(*from).is_some_and(|word| {
                        matches!(reader.unknown(*word).found, Match::Unknown(Some(_)))
                    })
            }
        };
        is_open = matches!(kind, Kind::And);
        fits
    })
}

/// The cheapest way to each word. None where the names soon end, but for those at the start.
fn steps(reader: &Reader, words: &[Span]) -> Option<Vec<Step>> {
    let mut steps: Vec<Option<Step>> = vec![None; words.len() + 1];
    let start = Step {
        cost: 0,
        from: 0,
        kind: Kind::Start,
    };
    *steps.first_mut()? = Some(start);
    let mut last_name = 0;
    let masked = &reader.text.masked;
    let all_codes = words
        .iter()
        .all(|word| (2..=3).contains(&word.of(masked).trim_end_matches(',').len()));
    let mut reached = 0;
    for (at, word) in words.iter().enumerate() {
        let Some(cost) = steps
            .get(at)
            .and_then(|step| step.as_ref())
            .map(|step| step.cost)
        else {
            continue;
        };
        reached = at;
        if at > last_name + LOST {
            break;
        }
        let mut relax = |to: usize, more: u32, kind: Kind| {
            if let Some(step) = steps.get_mut(to) {
                if step.as_ref().is_none_or(|known| known.cost > cost + more) {
                    *step = Some(Step {
                        cost: cost + more,
                        from: at,
                        kind,
                    });
                }
            }
        };
        let written = word.of(masked);
        if is_conjunction(&written.to_lowercase())
            || written.chars().all(|c| !c.is_alphanumeric() && !is_flag(c))
        {
            relax(at + 1, 0, Kind::And);
        }
        let longest = match written.chars().next().is_some_and(is_cjk) {
            true => LONGEST_CJK,
            false => LONGEST,
        };
        for count in 1..=longest {
            let Some(last) = words.get(at + count - 1) else {
                break;
            };
            let span = Span::new(word.start, last.end);
            if let Some(mention) = name(reader, span, all_codes) {
                last_name = last_name.max(at + count);
                relax(at + count, NAME, Kind::Name(mention));
            }
        }
        relax(at + 1, UNKNOWN, Kind::Unknown);
    }
    // What was not reached is unknown, a word a step.
    let mut whole: Vec<Step> = Vec::with_capacity(steps.len());
    for (at, step) in steps.into_iter().enumerate() {
        let cost = whole.last().map_or(0, |step| step.cost);
        let beyond = Step {
            cost: cost + UNKNOWN,
            from: at.saturating_sub(1),
            kind: Kind::Unknown,
        };
        whole.push(match step {
            Some(step) if at <= reached + 1 || matches!(step.kind, Kind::Name(_)) => step,
            _ => beyond,
        });
    }
    Some(whole)
}

/// The steps of the cheapest way, with the words that each is from and to.
fn path(steps: &[Step]) -> Vec<(usize, usize, Kind)> {
    let mut path = Vec::new();
    let mut at = steps.len() - 1;
    while at > 0 {
        let Some(step) = steps.get(at) else { break };
        path.push((step.from, at, step.kind.clone()));
        at = step.from.min(at - 1);
    }
    path.reverse();
    path
}

fn name(reader: &Reader, span: Span, codes: bool) -> Option<Mention> {
    let written = span.of(&reader.text.masked);
    // "chad" in a sentence is none; "the Niger" is one.
    let has_capital =
        written.chars().any(|c| c.is_uppercase() || is_flag(c)) || super::scan::is_uncased(written);
    if !has_capital {
        return None;
    }
    let last = written.split_whitespace().last().unwrap_or_default();
    if is_conjunction(&last.to_lowercase()) {
        return None;
    }
    let mention = reader.mention(span)?;
    let is_name = match &mention.found {
        Match::One(_, How::Code) => codes,
        Match::One(_, How::Spacing) => false,
        Match::One(_, How::Note(_)) => written.ends_with([')', '）', ']']),
        _ => true,
    };
    // The "and" before a name is a step of its own.
    let start = if mention.written.starts_with('و') || !written.starts_with('و') {
        span.start
    } else {
        span.start + 'و'.len_utf8()
    };
    (is_name && mention.span.start == start).then_some(mention)
}

/// Words, by blanks; each Chinese character is one, with the bracket that follows.
fn words(text: &str, offset: usize) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut grows = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            grows = false;
            continue;
        }
        let span = Span::new(offset + at, offset + at + c.len_utf8());
        let is_mark = is_cjk_mark(c);
        match words.last_mut() {
            Some(last) if is_mark || grows && !is_cjk(c) => last.end = span.end,
            _ => words.push(span),
        }
        grows = !is_cjk(c) && !is_mark;
    }
    words
}

fn is_cjk_mark(c: char) -> bool {
    matches!(c, '（' | '）' | '·')
}
