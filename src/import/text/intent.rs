//! Corrections beside a vote: "the delegations of X and Y informed the Secretariat that they had intended to vote in favour".

use super::list;
use super::reader::{Mention, Reader};
use crate::import::Span;
use crate::stance::Vote;

/// What some delegations said they had meant.
#[derive(Debug)]
pub(super) struct Intent {
    /// How they had meant to vote; none: not to take part.
    pub(super) vote: Option<Vote>,
    /// The words that say so.
    pub(super) words: Span,
    pub(super) mentions: Vec<Mention>,
}

/// What tells of an intention, in lower case.
const INTENDED: [&str; 20] = [
    "intended to",
    "intended not to",
    "had meant to",
    "wished to vote",
    "intention de",
    "entendait",
    "entendaient",
    "avait voulu",
    "avaient voulu",
    "intención de",
    "намереваль",
    "намеревался",
    "намеревалась",
    "намерени",
    "تنوي",
    "ينوي",
    "تعتزم",
    "本打算",
    "原打算",
    "本拟",
];

/// What was meant, in lower case; the first that is found after the intention.
const MEANT: [(&str, Option<Vote>); 29] = [
    ("in favour", Some(Vote::Yes)),
    ("in favor", Some(Vote::Yes)),
    ("against", Some(Vote::No)),
    ("abstain", Some(Vote::Abstain)),
    ("participat", None),
    ("not to vote", None),
    ("voter pour", Some(Vote::Yes)),
    ("voter contre", Some(Vote::No)),
    ("abstenir", Some(Vote::Abstain)),
    ("particip", None),
    ("prendre part", None),
    ("a favor", Some(Vote::Yes)),
    ("en contra", Some(Vote::No)),
    ("abstener", Some(Vote::Abstain)),
    ("голосовать за", Some(Vote::Yes)),
    ("голосовать «за»", Some(Vote::Yes)),
    ("голосовать против", Some(Vote::No)),
    ("голосовать «против»", Some(Vote::No)),
    ("воздержаться", Some(Vote::Abstain)),
    ("участвовать", None),
    ("لصالح", Some(Vote::Yes)),
    ("مؤيد", Some(Vote::Yes)),
    ("ضد", Some(Vote::No)),
    ("معارض", Some(Vote::No)),
    ("الامتناع", Some(Vote::Abstain)),
    ("赞成", Some(Vote::Yes)),
    ("反对", Some(Vote::No)),
    ("弃权", Some(Vote::Abstain)),
    ("不参加", None),
];

/// One name each, in order.
const RESPECTIVELY: [&str; 6] = [
    "respectively",
    "respectivement",
    "respectivamente",
    "соответственно",
    "على التوالي",
    "分别",
];

/// Words before the names of a clause.
const DELEGATIONS: [&str; 16] = [
    "delegations of",
    "delegation of",
    "representatives of",
    "representative of",
    "delegations from",
    "délégations",
    "délégation",
    "delegaciones de",
    "delegación de",
    "delegaciones",
    "delegación",
    "делегации",
    "делегация",
    "وفود",
    "وفدا",
    "وفد",
];

/// Words behind them.
const TELLING: [&str; 30] = [
    " informed",
    " advised",
    " notified",
    " indicated",
    " stated",
    " announced",
    " said",
    " had ",
    " that ",
    " intended",
    " wished",
    " ont ",
    " a informé",
    " a fait",
    " a indiqué",
    " informa",
    " comunic",
    " indic",
    " señal",
    " сообщил",
    " информировал",
    " уведомил",
    " заявил",
    " أبلغ",
    " أن ",
    " إن ",
    "代表团",
    "通知",
    "告知",
    " later",
];

/// No correction is longer, bytes; looking for its clauses takes time in proportion to the square.
const LONGEST: usize = 12_000;

/// Whether a sentence tells of an intention.
pub(super) fn is_correction(reader: &Reader, sentence: Span) -> bool {
    if sentence.end - sentence.start > LONGEST {
        return false;
    }
    let low = reader.text.low(sentence);
    let tells = INTENDED.iter().any(|words| low.contains(words))
        && MEANT.iter().any(|(words, _)| low.contains(words));
    tells
        && DELEGATIONS
            .iter()
            .chain(&["代表团"])
            .any(|words| low.contains(words))
}

/// The corrections that a sentence tells; empty where no names are understood.
pub(super) fn intents(reader: &Reader, sentence: Span) -> Vec<Intent> {
    let low = reader.text.low(sentence);
    // Which of several meant which is left to a person.
    if RESPECTIVELY.iter().any(|word| low.contains(word)) {
        return Vec::new();
    }
    let mut intents = Vec::new();
    let mut clause = 0;
    let find = |from: usize, words: &[&str]| {
        let rest = low.get(from..)?;
        words
            .iter()
            .filter_map(|words| Some((from + rest.find(words)?, words.len())))
            .min()
    };
    while let Some((told, length)) = find(clause, &INTENDED) {
        let meant = MEANT.iter().filter_map(|(words, vote)| {
            let at = find(told, &[words])?.0;
            Some((at, at + words.len(), *vote))
        });
        let Some((at, end, vote)) = meant.min_by_key(|(at, end, _)| (*at, std::cmp::Reverse(*end)))
        else {
            break;
        };
        // "against" of the next clause is not meant.
        if low
            .get(told..at)
            .is_some_and(|between| between.contains([';', '；', '؛']))
        {
            clause = told + length;
            continue;
        }
        let own = low.get(clause..told).unwrap_or_default();
        let names = DELEGATIONS
            .iter()
            .filter_map(|words| Some((own.find(words)?, std::cmp::Reverse(words.len()))))
            .min();
        let from = names.map_or(0, |(at, length)| at + length.0);
        let telling = own.get(from..).unwrap_or_default();
        let until = TELLING
            .iter()
            .filter_map(|words| telling.find(words))
            .min()
            .map_or(own.len(), |at| from + at);
        // Chinese: the names stand before the word for their delegations.
        let (from, until) = match own.find("代表团") {
            Some(at) if names.is_none() => (0, at),
            _ => (from, until),
        };
        let start = sentence.start + clause;
        let list = list::list(reader, start + skip(own, from), start + until);
        let words = Span::new(sentence.start + told, sentence.start + end);
        if list.mentions.iter().any(Mention::is_known) {
            intents.push(Intent {
                vote,
                words,
                mentions: list.mentions,
            });
        }
        clause = end;
    }
    intents
}

/// The place after "de la", brackets and blanks.
fn skip(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '[' | '(' | ':' | ',' | ';' | '，' | '،');
    let mut at = from + rest.len() - rest.trim_start_matches(marks).len();
    for lead in ["随后", "后来", "subsequently,"] {
        let rest = text.get(at..).unwrap_or_default();
        if let Some(rest) = rest.strip_prefix(lead) {
            at = text.len() - rest.trim_start_matches(marks).len();
        }
    }
    at
}
