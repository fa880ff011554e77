//! Sponsors in sentences: "submitted by A, B and Z", "Subsequently, A and Z joined in sponsoring the draft resolution".

use super::list::{self, List};
use super::reader::{Mention, Reader};
use super::sentence::sentences;
use crate::import::{Said, Span};
use crate::stance::Cosponsor;

/// Sponsors that a sentence names.
#[derive(Debug)]
pub(super) struct Sponsors {
    pub(super) said: Said,
    /// The words that say so.
    pub(super) words: Span,
    pub(super) list: List,
}

const SPONSOR: Said = Said::Cosponsor(Cosponsor::Yes);

/// Words before their names.
const BEFORE: [(&str, Said); 33] = [
    ("co-sponsored by", SPONSOR),
    ("cosponsored by", SPONSOR),
    ("was sponsored in the committee by", SPONSOR),
    ("sponsored in the committee by", SPONSOR),
    ("submitted by", SPONSOR),
    ("sponsored by", SPONSOR),
    ("tabled by", SPONSOR),
    ("introduced by", SPONSOR),
    ("have also become sponsors", Said::JoinedLater),
    ("have become sponsors", Said::JoinedLater),
    ("have also become co-sponsors", Said::JoinedLater),
    ("have become co-sponsors", Said::JoinedLater),
    ("joined by", Said::JoinedLater),
    ("avait pour auteurs", SPONSOR),
    ("avaient pour auteurs", SPONSOR),
    ("ayant pour auteurs", SPONSOR),
    ("présenté par", SPONSOR),
    ("déposé par", SPONSOR),
    ("parrainé par", SPONSOR),
    ("presentado por", SPONSOR),
    ("patrocinado por", SPONSOR),
    ("representado por", SPONSOR),
    ("представленный", SPONSOR),
    ("представлен", SPONSOR),
    ("внесенный", SPONSOR),
    ("внесённый", SPONSOR),
    ("авторами которого являются", SPONSOR),
    ("мقدم من", SPONSOR),
    ("مقدم من", SPONSOR),
    ("المقدم من", SPONSOR),
    ("قدمته", SPONSOR),
    ("提案国为", SPONSOR),
    ("下列国家提出", SPONSOR),
];

/// Words behind their names.
const BEHIND: [&str; 34] = [
    "joined in sponsoring",
    "joined as sponsors",
    "joined as a sponsor",
    "joined as co-sponsors",
    "joined the sponsors",
    "joined the list of sponsors",
    "became sponsors",
    "became a sponsor",
    "became co-sponsors",
    "also sponsored",
    "were added to the list of sponsors",
    "s'est joint aux auteurs",
    "s’est joint aux auteurs",
    "se sont joints aux auteurs",
    "se sont jointes aux auteurs",
    "se sont joints par la suite aux auteurs",
    "se sont ultérieurement joints aux auteurs",
    "se sont portés coauteurs",
    "se sont portés auteurs",
    "se joignent aux auteurs",
    "se sumaron a los patrocinadores",
    "se sumaron como patrocinadores",
    "se suman a los patrocinadores",
    "se unieron a los patrocinadores",
    "se sumó a los patrocinadores",
    "patrocinaron también",
    "присоединились к числу авторов",
    "присоединились к авторам",
    "присоединились к соавторам",
    "присоединилась к числу авторов",
    "إلى مقدمي مشروع القرار",
    "加入为提案国",
    "加入成为提案国",
    "加入提案国行列",
];

/// Words that may stand between "submitted by" and the first name, or before a name at a sentence's start.
const LEADS: [&str; 36] = [
    "the following countries",
    "the following states",
    "the following member states",
    "the following delegations",
    "the delegations of",
    "the delegation of",
    "the representatives of",
    "the representative of",
    "les pays suivants",
    "les états suivants",
    "les etats suivants",
    "los siguientes países",
    "los siguientes estados",
    "следующими странами",
    "следующими государствами",
    "следующие страны",
    "البلدان التالية",
    "الدول التالية",
    "下列国家",
    "以下国家",
    "of the draft resolution",
    "of draft resolution",
    "of the draft",
    "subsequently",
    "thereafter",
    "later",
    "also",
    "par la suite",
    "ultérieurement",
    "posteriormente",
    "впоследствии",
    "затем",
    "وفي وقت لاحق",
    "وانضمت",
    "随后",
    "后来",
];

/// The sponsors that the sentences of a free stretch name.
pub(super) fn sponsors(reader: &Reader, within: Span) -> Vec<Sponsors> {
    let low = reader.text.low(within);
    let mut found: Vec<Sponsors> = Vec::new();
    let mut triggers: Vec<(usize, usize, Said)> = Vec::new();
    for (words, said) in BEFORE {
        triggers.extend(
            low.match_indices(words)
                .map(|(at, _)| (within.start + at, within.start + at + words.len(), said)),
        );
    }
    triggers.sort_unstable_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    triggers.dedup_by(|next, own| next.0 < own.1);
    for (at, (start, end, said)) in triggers.iter().enumerate() {
        let until = triggers.get(at + 1).map_or(within.end, |next| next.0);
        let from = after_leads(reader, *end, until);
        let list = list::list(reader, from, until);
        if is_list(&list) {
            found.push(Sponsors {
                said: *said,
                words: Span::new(*start, *end),
                list,
            });
        }
    }
    if !BEHIND.iter().any(|words| low.contains(words)) {
        return found;
    }
    let named = found.len();
    for sentence in sentences(&reader.text.masked, within) {
        let low = reader.text.low(sentence);
        let Some((at, words)) = BEHIND
            .iter()
            .filter_map(|words| Some((low.find(words)?, *words)))
            .min()
        else {
            continue;
        };
        let until = sentence.start + at;
        let words_at = Span::new(until, until + words.len());
        let before = found.get(..named).unwrap_or_default();
        let before = before
            .partition_point(|own| own.words.start < words_at.end)
            .checked_sub(1);
        let is_taken = before
            .and_then(|before| found.get(before))
            .is_some_and(|own| own.list.end > words_at.start);
        if is_taken {
            continue;
        }
        let from = after_leads(reader, sentence.start, until);
        let list = list::list(reader, from, until);
        if is_list(&list) {
            let words = Span::new(until, until + words.len());
            found.push(Sponsors {
                said: Said::JoinedLater,
                words,
                list,
            });
        }
    }
    found.sort_by_key(|own| {
        own.list
            .mentions
            .first()
            .map_or(own.words.start, |first| first.span.start)
    });
    found
}

/// Names enough to be one: "submitted by the Secretary-General" has none.
fn is_list(list: &List) -> bool {
    let known = list
        .mentions
        .iter()
        .filter(|mention| Mention::is_known(mention))
        .count();
    known > 0 && known * 2 >= list.mentions.len()
}

/// The place after words that lead to a list: "the following countries:", a draft's symbol, "Subsequently,".
fn after_leads(reader: &Reader, from: usize, until: usize) -> usize {
    let mut at = from;
    loop {
        let rest = reader.text.low(Span::new(at, until));
        let blank = rest.len()
            - rest
                .trim_start_matches(|c: char| {
                    c.is_whitespace()
                        || matches!(c, ':' | '：' | ',' | '،' | '，' | '—' | '–' | '*')
                })
                .len();
        let rest = rest.get(blank..).unwrap_or_default();
        let lead = LEADS
            .iter()
            .filter(|lead| rest.starts_with(**lead))
            .map(|lead| lead.len())
            .max();
        // "of draft resolution A/78/L.5: Albania".
        let symbol = rest
            .split([' ', ':', ','])
            .next()
            .filter(|word| super::artifact::is_symbol(&word.to_uppercase()))
            .map(str::len);
        match lead.or(symbol) {
            Some(length) => at += blank + length,
            None => return at + blank,
        }
    }
}
