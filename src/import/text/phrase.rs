//! The phrases of labels, and the words that may stand beside them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::scan::tokens;
use crate::import::{words, Said, Span};

/// Words beside the phrase that say nothing: "those voting in favour", "141 countries".
const FILLERS: [&str; 67] = [
    "的",
    "that",
    "who",
    "which",
    "those",
    "the",
    "following",
    "states",
    "state",
    "countries",
    "country",
    "members",
    "member",
    "delegations",
    "delegation",
    "voting",
    "voted",
    "votes",
    "vote",
    "were",
    "was",
    "total",
    "number",
    "of",
    "ont",
    "pays",
    "etats",
    "membres",
    "delegations",
    "suivants",
    "voix",
    "les",
    "paises",
    "estados",
    "miembros",
    "votos",
    "voto",
    "siguientes",
    "los",
    "que",
    "страны",
    "стран",
    "государства",
    "государств",
    "членов",
    "члены",
    "голосов",
    "голоса",
    "делегации",
    "الدول",
    "الاعضاء",
    "دوله",
    "دول",
    "اصوات",
    "صوتا",
    "صوت",
    "以",
    "下",
    "国",
    "家",
    "票",
    "个",
    "會",
    "会",
    "员",
    "共",
    "投",
];

/// Words for a list that goes on from the page before.
pub(super) const GOES_ON: [&str; 9] = [
    "continued",
    "cont",
    "contd",
    "suite",
    "continuacion",
    "продолжение",
    "تابع",
    "续",
    "續",
];

/// What phrases say, by their first word, the longest first.
pub(super) type Phrases = HashMap<String, Vec<(Vec<String>, Said)>>;

/// The phrases of labels.
pub(super) fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let own = [
            ("additional sponsors", Said::JoinedLater),
            ("additional co sponsors", Said::JoinedLater),
            ("additional cosponsors", Said::JoinedLater),
            ("new sponsors", Said::JoinedLater),
            ("joined later", Said::JoinedLater),
        ];
        by_first(known(words::phrases()).chain(own))
    })
}

/// The phrases of sentences.
pub(super) fn told() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| by_first(known(words::told())))
}

fn known(words: &HashMap<String, Said>) -> impl Iterator<Item = (&str, Said)> {
    words.iter().map(|(phrase, said)| (phrase.as_str(), *said))
}

fn by_first<'a>(phrases: impl Iterator<Item = (&'a str, Said)>) -> Phrases {
    let mut by_first = Phrases::new();
    for (phrase, said) in phrases {
        let spans = tokens(phrase, Span::new(0, phrase.len()));
        let words: Vec<String> = spans
            .iter()
            .map(|token| token.span.of(phrase).to_owned())
            .collect();
        if let Some(first) = words.first() {
            by_first
                .entry(first.clone())
                .or_default()
                .push((words.clone(), said));
        }
    }
    for phrases in by_first.values_mut() {
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    by_first
}

/// Whether a folded word says nothing beside a label.
pub(super) fn is_filler(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS
        .get_or_init(|| FILLERS.into_iter().collect())
        .contains(word)
}
