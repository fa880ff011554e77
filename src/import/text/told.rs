//! Votes in sentences: "A, B and C voted in favour; D voted against, while E abstained", and those that begin with the
//! vote: "За проголосовали А и Б".
//!
//! A sentence is read whole or not at all: a word in it that is not known ("all but A", "A, which in 2014") may turn its
//! sense.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::artifact;
use super::bracket::closing;
use super::group::Labelled;
use super::label::Label;
use super::list::{self, List};
use super::number;
use super::phrase::{self, is_filler};
use super::reader::{is_conjunction, Mention, Reader};
use super::scan::{tokens, TokenKind};
use crate::import::table::heading::label;
use crate::import::{Said, Span};
use crate::input::folded;

/// Words that join one clause to the next.
const JOINTS: &str = "and while but whereas with only then also et tandis que mais alors seul seule seuls y mientras pero \
    sólo solo und während aber e enquanto mas и а но тогда как в то время лишь только та але тоді як тільки 而 但 则 同 时 و بينما فيما ولكن";

/// Words of what was voted on, behind a verb, and other words there that say nothing.
const OBJECTS: &str = "the a an it this that its draft resolution text proposal amendment measure motion vote voting ballot in \
    on of for from during as whole today were was are le la l du de des ce cette projet résolution texte lors au scrutin el del los \
    las proyecto resolución texto votación esta este durante den der die das Entwurf Resolution Abstimmung bei für von \
    резолюции резолюцию проект проекта документ документа этот этого при в голосовании от голосования القرار مشروع هذا عليه 决 议 \
    草 案 该 对 。 た";

/// No bracket that says how its states voted is longer, bytes.
const NOTE: usize = 600;

/// Words before a list that a verb comes before: "the five countries that", "members of the Council (…)".
const LEADS: &str = "council security assembly general conseil consejo совета членов";

fn is_one_of(words: &'static str, set: &'static OnceLock<HashSet<String>>, word: &str) -> bool {
    set.get_or_init(|| words.split_whitespace().map(folded).collect())
        .contains(word)
}

fn is_joint(word: &str) -> bool {
    static SET: OnceLock<HashSet<String>> = OnceLock::new();
    is_conjunction(word) || is_one_of(JOINTS, &SET, word)
}

fn is_object(word: &str) -> bool {
    static SET: OnceLock<HashSet<String>> = OnceLock::new();
    is_one_of(OBJECTS, &SET, word)
}

fn is_lead(word: &str) -> bool {
    static SET: OnceLock<HashSet<String>> = OnceLock::new();
    is_filler(word) || is_one_of(LEADS, &SET, word)
}

/// A word of a sentence, folded, or a mark.
struct Word {
    text: String,
    span: Span,
    is_mark: bool,
}

/// What a sentence says of the states that it names.
struct Verb {
    said: Said,
    span: Span,
    /// How many it says there are.
    count: Option<usize>,
}

/// The lists of a sentence; none if it has no verb, or not all of it is understood.
pub(super) fn told(reader: &Reader, sentence: Span) -> Option<Vec<Labelled>> {
    let masked = &reader.text.masked;
    let all = tokens(masked, sentence).into_iter();
    let words: Vec<Word> = all
        // "Abstiveram-se" is two words.
        .filter(|token| token.kind != TokenKind::Break && !(token.kind == TokenKind::Mark && token.span.of(masked) == "-"))
        .map(|token| Word {
            text: folded(token.span.of(masked)),
            span: token.span,
            is_mark: token.kind == TokenKind::Mark,
        })
        .collect();
    let verbs = verbs(&words, masked);
    verbs.first()?;
    let clauses = Clauses {
        reader,
        words: &words,
        sentence,
    };
    clauses.before(&verbs).or_else(|| clauses.behind(&verbs))
}

/// Of sentences beside lists those that say what the lists don't.
pub(super) fn beside<'a>(
    told: &[(Span, Vec<Labelled>)],
    said: impl Iterator<Item = (&'a Mention, Said)>,
) -> Vec<Span> {
    let mut listed: HashMap<&str, Vec<Said>> = HashMap::new();
    for (mention, said) in said {
        if let Some(code) = mention.found.code() {
            listed.entry(code).or_default().push(said);
        }
    }
    let is_new = |own: &Labelled| {
        let mut names = own.list.mentions.iter();
        names.any(|name| {
            let said = name.found.code().and_then(|code| listed.get(code));
            said.is_none_or(|said| !said.contains(&own.label.said))
        })
    };
    let told = told.iter().filter(|(_, lists)| lists.iter().any(is_new));
    told.map(|(sentence, _)| *sentence).collect()
}

/// The verbs of a sentence; none where one stands within a bracket.
fn verbs(words: &[Word], masked: &str) -> Vec<Verb> {
    let mut verbs = Vec::new();
    let (mut at, mut until) = (0, 0);
    while let Some(word) = words.get(at) {
        // "France (in favour)", "Chad and Togo (2 abstentions)".
        if matches!(word.span.of(masked), "(" | "（") {
            let (open, close) = (
                word.span.end,
                closing(masked, word.span.end, word.span.end + NOTE),
            );
            let inner = close.and_then(|close| masked.get(open..close));
            let said = inner
                .and_then(label)
                .filter(|(said, _)| matches!(said, Said::Vote(_)));
            if let (Some(close), Some((said, count))) = (close, said) {
                let span = Span::new(
                    word.span.start,
                    close
                        + masked
                            .get(close..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(0, char::len_utf8),
                );
                verbs.push(Verb { said, span, count });
                at = words.partition_point(|word| word.span.start < span.end);
                continue;
            }
            until = close.unwrap_or(until);
        }
        let rest = word.text.strip_prefix('و').filter(|_| !word.is_mark);
        let found = verb(words, at, &word.text).or_else(|| verb(words, at, rest?));
        let Some((said, count)) = found else {
            at += 1;
            continue;
        };
        if word.span.start < until {
            return Vec::new();
        }
        let end = words
            .get(at + count - 1)
            .map_or(word.span.end, |last| last.span.end);
        verbs.push(Verb {
            said,
            span: Span::new(word.span.start, end),
            count: None,
        });
        at += count;
    }
    verbs
}

/// The longest phrase that begins with a word: what it says, and how many words it is.
fn verb(words: &[Word], at: usize, first: &str) -> Option<(Said, usize)> {
    let phrases = phrase::told().get(first)?.iter();
    let mut fitting = phrases.filter(|(phrase, _)| {
        let rest = phrase
            .iter()
            .skip(1)
            .zip(words.get(at + 1..).unwrap_or_default());
        rest.clone().count() + 1 == phrase.len()
            && rest.clone().all(|(own, word)| *own == word.text)
    });
    fitting.next().map(|(phrase, said)| (*said, phrase.len()))
}

struct Clauses<'a> {
    reader: &'a Reader<'a>,
    words: &'a [Word],
    sentence: Span,
}

impl Clauses<'_> {
    /// "A and B voted in favour": names before their verb.
    fn before(&self, verbs: &[Verb]) -> Option<Vec<Labelled>> {
        let mut from = self.sentence.start;
        let mut lists = Vec::new();
        for verb in verbs {
            let (list, count) = self.names(Span::new(from, verb.span.start))?;
            from = self.after_object(verb.span.end);
            // The object ends with the clause.
            let next = self.words_from(from).first();
            if !next.is_none_or(|next| next.is_mark || is_joint(&next.text)) {
                return None;
            }
            lists.push(labelled(verb, from, list, count));
        }
        self.words_from(from)
            .iter()
            .all(|word| word.is_mark)
            .then_some(lists)
    }

    /// "За проголосовали А и Б, против — В": names behind their verb.
    fn behind(&self, verbs: &[Verb]) -> Option<Vec<Labelled>> {
        let first = verbs.first()?;
        let leads = self.words_in(Span::new(self.sentence.start, first.span.start));
        let mut count = self.count(leads)?;
        let ends = verbs.iter().skip(1).map(|verb| verb.span.start);
        let ends = ends.chain([self.sentence.end]);
        let mut lists = Vec::new();
        for (verb, end) in verbs.iter().zip(ends) {
            let from = self.after_object(verb.span.end);
            let (list, own) = self.names(Span::new(from, end))?;
            lists.push(labelled(verb, from, list, own.or(count.take())));
        }
        Some(lists)
    }

    fn words_from(&self, from: usize) -> &[Word] {
        let first = self.words.partition_point(|word| word.span.start < from);
        self.words.get(first..).unwrap_or_default()
    }

    fn words_in(&self, span: Span) -> &[Word] {
        let words = self.words_from(span.start);
        words
            .get(..words.partition_point(|word| word.span.end <= span.end))
            .unwrap_or_default()
    }

    /// The place after what was voted on: "the draft resolution", a symbol.
    fn after_object(&self, from: usize) -> usize {
        let masked = &self.reader.text.masked;
        let mut at = from;
        let mut symbol = from;
        for word in self.words_from(from) {
            if word.span.end <= symbol {
                at = word.span.end;
                continue;
            }
            let rest = self.reader.text.part(word.span.start, self.sentence.end);
            let whole = rest.split([' ', '\n', ',', ';']).next().unwrap_or_default();
            let whole = whole.trim_end_matches('.');
            if whole.contains('/')
                && (artifact::is_symbol(whole) || whole.starts_with(|c: char| c.is_ascii_digit()))
            {
                symbol = word.span.start + whole.len();
            } else if word.is_mark && !matches!(word.span.of(masked), "—" | "–" | "-")
                || !word.is_mark && !is_object(&word.text)
            {
                break;
            }
            at = word.span.end;
        }
        at
    }

    /// The number in words that lead to names; none where they say more.
    fn count(&self, words: &[Word]) -> Option<Option<(usize, Span)>> {
        let mut count = None;
        for word in words.iter().filter(|word| !word.is_mark) {
            match number::digits(&word.text).or_else(|| number::word(&word.text)) {
                Some(number) if count.is_none() => count = Some((number, word.span)),
                None if is_lead(&word.text) || is_joint(&word.text) => {}
                _ => return None,
            }
        }
        Some(count)
    }

    /// The names that a stretch consists of, and how many it says there are; none if it has other words.
    fn names(&self, span: Span) -> Option<(List, Option<(usize, Span)>)> {
        let words = self.words_in(span);
        let masked = &self.reader.text.masked;
        let says_nothing = |word: &&Word| {
            let mark = word.span.of(masked);
            is_joint(&word.text)
                || word.is_mark && !matches!(mark, "(" | ")" | "（" | "）" | "[" | "“")
        };
        let start = words.iter().find(|word| !says_nothing(word))?.span.start;
        let end = words
            .iter()
            .rev()
            .find(|word| !says_nothing(word))?
            .span
            .end;
        let mut within = Span::new(start, end);
        let mut count = None;
        // "three (China, India, United Arab Emirates)".
        let part = within.of(masked);
        let open = part.find(['(', '（']).map(|at| start + at);
        let lead = open.and_then(|open| self.count(self.words_in(Span::new(start, open))));
        if let (Some(open), Some(own)) = (open, lead) {
            let inner = open + masked.get(open..)?.chars().next()?.len_utf8();
            let close = closing(masked, inner, end)?;
            if masked.get(close..end)?.chars().count() > 1 {
                return None;
            }
            within = Span::new(inner, close);
            count = own;
        }
        let list = list::list(self.reader, within.start, within.end);
        let first = list.mentions.first().filter(|first| first.is_known())?;
        let known = list.mentions.iter().filter(|own| own.is_known()).count();
        // "(France)" is a note; what stands between names joins them.
        let mut at = first.span.start.min(within.start);
        let is_whole = list.mentions.iter().all(|own| {
            let between = self.words_in(Span::new(at, own.span.start));
            at = own.span.end;
            between
                .iter()
                .all(|word| word.is_mark || is_joint(&word.text) || is_article(&word.text))
        }) && self.words_in(Span::new(at, within.end)).is_empty();
        (is_whole && known * 4 >= list.mentions.len() * 3 && list.mentions.iter().all(is_name))
            .then_some((list, count))
    }
}

/// A name that could be read, or has a slip: no words of a sentence.
fn is_name(mention: &Mention) -> bool {
    mention.is_known() || !super::reader::is_prose(&mention.written)
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "la"
            | "le"
            | "les"
            | "l"
            | "el"
            | "los"
            | "las"
            | "die"
            | "der"
            | "das"
            | "o"
            | "os"
            | "as"
    )
}

fn labelled(verb: &Verb, from: usize, list: List, count: Option<(usize, Span)>) -> Labelled {
    let label = Label {
        said: verb.said,
        span: verb.span,
        count: count.or(verb.count.map(|count| (count, verb.span))),
        from: from.max(verb.span.end),
        until: None,
        goes_on: false,
        is_sure: true,
        is_told: true,
    };
    Labelled { label, list }
}
