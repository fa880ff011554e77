//! Type-ahead over the places of a map: what a reader may mean by the letters typed so far.
//!
//! Knows the names in the reader's language and in English, those of the gazetteer (former, short
//! and official ones) and the codes; accents, case and punctuation don't count.

use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::input::Members;
use crate::join::Region;
use crate::map::StanceMap;

/// Fewer letters are too few to guess a slip of the finger from.
const LEAST_FOR_A_SLIP: usize = 4;

/// An index of the places of one map, in one language.
#[derive(Debug, Clone)]
pub struct Search {
    places: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    region: usize,
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
    /// From the regions of `map`; `shown` gives the name in the reader's language.
    ///
    /// # Errors
    /// None in practice: the table of members is part of the program.
    pub fn new(map: &StanceMap, shown: impl Fn(&Region) -> String) -> Result<Self> {
        let gazetteer = Gazetteer::new(&Members::built_in()?, &map.policy);
        let regions = map.regions.iter().enumerate();
        let places = regions.map(|(region, info)| {
            let mut others = vec![folded(&info.name)];
            others.extend(gazetteer.names_of(&info.iso3).map(folded));
            Place {
                region,
                code: info.iso3.to_lowercase(),
                shown: folded(shown(info)),
                others,
            }
        });
        Ok(Self {
            places: places.collect(),
        })
    }

    /// At most `most` regions, by their index in the map, that `query` may mean: whole names first,
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
        let mut found: Vec<(Rank, &Place)> = self
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
            .map(|(_, place)| place.region)
            .collect()
    }
}

impl Place {
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

/// `text` reduced to what a reader types: lower case, letters without marks, one space between
/// words.
fn folded(text: impl AsRef<str>) -> String {
    let mut plain = String::new();
    for c in text.as_ref().chars().flat_map(char::to_lowercase) {
        match letter(c) {
            Letter::Mark => {}
            Letter::As(letters) => plain.push_str(letters),
            Letter::Itself(c) if c.is_alphanumeric() => plain.push(c),
            Letter::Itself(_) => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a character counts for.
enum Letter {
    /// Nothing: an accent, a vowel point, an apostrophe.
    Mark,
    As(&'static str),
    Itself(char),
}

fn letter(c: char) -> Letter {
    Letter::As(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ı' | 'ī' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Russian and Ukrainian, as typed without their marks.
        'ё' => "е",
        'й' => "и",
        'ї' => "і",
        'ґ' => "г",
        // Arabic: alef with hamza or madda, teh marbuta, alef maksura.
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ة' => "ه",
        'ى' => "ي",
        'ؤ' => "و",
        'ئ' => "ي",
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => return Letter::Mark,
        // Accents; Hebrew points; tatweel and vowel signs of Arabic; the nukta of Hindi.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{93c}' => return Letter::Mark,
        // Katakana counts as hiragana, full width as half width.
        'ァ'..='ヶ' => return Letter::Itself(moved(c, -0x60)),
        '！'..='～' => return Letter::Itself(moved(c, -0xfee0)),
        _ => return Letter::Itself(c),
    })
}

fn moved(c: char, by: i32) -> char {
    let code = u32::from(c).checked_add_signed(by);
    code.and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_one() {
        for (typed, name) in [
            ("cote divoire", "Côte d’Ivoire"),
            ("TURKIYE", "Türkiye"),
            ("turkiye", "TÜRKİYE"),
            ("aland", "Åland"),
            ("strasse", "Straße"),
            ("المانيا", "ألمانيا"),
            ("どいつ", "ドイツ"),
            ("ＦＲＡ", "fra"),
            ("киев", "Киев"),
            ("guinea bissau", "Guinea-Bissau"),
        ] {
            assert_eq!(folded(typed), folded(name), "{typed}");
        }
    }
}
