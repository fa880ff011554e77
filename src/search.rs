//! Type-ahead over the places of a map: what a reader may mean by the letters typed so far.
//!
//! Takes the names in the reader's language and in English, those of the roster (former, short and
//! official ones) and the codes; gives places, the best first. Accents, case and punctuation don't count.

use std::collections::HashMap;

use crate::error::Result;
use crate::input::{folded, Policy};
use crate::roster::{Names, Roster};

/// Fewer letters are too few to guess a slip of the finger from.
const LEAST_FOR_A_SLIP: usize = 4;

/// An index of places, in one language.
#[derive(Debug, Clone)]
pub struct Search {
    places: Vec<SearchEntry>,
}

/// A place to be found.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name in the reader's language.
    pub shown: &'a str,
    /// Its name in English.
    pub plain: &'a str,
    /// Its everyday name in the reader's language, where another is shown.
    pub everyday: Option<&'a str>,
}

#[derive(Debug, Clone)]
struct SearchEntry {
    place: usize,
    code: String,
    /// As it is shown, folded.
    shown: String,
    /// All other names, folded.
    others: Vec<String>,
}

/// How well a place answers a query: the less, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    Code,
    OtherName,
    NamePrefix,
    WordOfName,
    OtherPrefix,
    WordOfOther,
    Inside,
    Slip,
}

impl Search {
    /// Of these places.
    ///
    /// # Errors
    /// None in practice: the tables of members and territories are part of the program.
    pub fn new<'a>(places: impl IntoIterator<Item = Place<'a>>) -> Result<Self> {
        let names = Names::new(Roster::built_in()?, &Policy::un()?)?;
        let mut names_of: HashMap<&str, Vec<String>> = HashMap::new();
        for (name, code) in names.keys() {
            names_of.entry(code).or_default().push(folded(name));
        }
        let places = places.into_iter().enumerate();
        let places = places.map(|(number, place)| {
            let mut others = vec![folded(place.plain)];
            others.extend(place.everyday.map(folded));
            others.extend(names_of.remove(place.code).unwrap_or_default());
            SearchEntry {
                place: number,
                code: place.code.to_lowercase(),
                shown: folded(place.shown),
                others,
            }
        });
        Ok(Self {
            places: places.collect(),
        })
    }

    /// At most `most` places, by their number, that `query` may mean: whole names first,
    /// then beginnings of names, of words in names, then anything inside. Only if there is none,
    /// names that are one slip away.
    pub fn find(&self, query: &str, most: usize) -> Vec<usize> {
        let query = folded(query);
        if query.is_empty() {
            return Vec::new();
        }
        // "St" begins Stockholm too: it stands for "saint" only as a word of its own.
        let saint = query
            .strip_prefix("st ")
            .map(|rest| format!("saint {rest}"));
        let queries: Vec<&str> = [Some(query.as_str()), saint.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let mut found: Vec<(Rank, &SearchEntry)> = self
            .places
            .iter()
            .filter_map(|place| {
                let ranks = queries.iter().filter_map(|query| place.rank(query));
                Some((ranks.min()?, place))
            })
            .collect();
        if found.is_empty() && query.chars().count() >= LEAST_FOR_A_SLIP {
            let slips = self.places.iter().filter(|place| place.is_near(&query));
            found = slips.map(|place| (Rank::Slip, place)).collect();
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.shown.cmp(&b.1.shown)));
        found
            .into_iter()
            .take(most)
            .map(|(_, entry)| entry.place)
            .collect()
    }
}

impl SearchEntry {
    fn rank(&self, query: &str) -> Option<Rank> {
        if self.shown == query {
            return Some(Rank::Name);
        }
        if self.code == query {
            return Some(Rank::Code);
        }
        let others = || self.others.iter();
        if others().any(|name| name == query) {
            return Some(Rank::OtherName);
        }
        if self.shown.starts_with(query) {
            return Some(Rank::NamePrefix);
        }
        if has_word(&self.shown, query) {
            return Some(Rank::WordOfName);
        }
        if others().any(|name| name.starts_with(query)) {
            return Some(Rank::OtherPrefix);
        }
        if others().any(|name| has_word(name, query)) {
            return Some(Rank::WordOfOther);
        }
        (self.shown.contains(query) || others().any(|name| name.contains(query)))
            .then_some(Rank::Inside)
    }

    /// Whether a name, as far as it is typed, differs from the query by one letter or two that
    /// changed places.
    fn is_near(&self, query: &str) -> bool {
        let typed = query.chars().count();
        [&self.shown].into_iter().chain(&self.others).any(|name| {
            let begun: String = name.chars().take(typed).collect();
            strsim::osa_distance(&begun, query) <= 1 || strsim::osa_distance(name, query) <= 1
        })
    }
}

/// Whether a word of `name` begins with `query`.
fn has_word(name: &str, query: &str) -> bool {
    name.match_indices(query)
        .any(|(at, _)| name.get(..at).is_some_and(|before| before.ends_with(' ')))
}
