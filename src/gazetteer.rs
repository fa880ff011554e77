//! Which place a code or a name means. A name that could mean several is never guessed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::geo::LonLat;
use crate::input::{nearest, normalised, AtlasNames, Members, Policy};
use crate::stance::Kind;

/// Every place that the members' table and the policy know.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    places: BTreeMap<String, KnownPlace>,
    by_code: HashMap<String, String>,
    by_name: HashMap<String, BTreeSet<String>>,
}

/// A member, an observer, or a territory.
#[derive(Debug, Clone)]
pub struct KnownPlace {
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The member whose stance it takes.
    pub stance_of: Option<String>,
    /// The capital, of members and observers.
    pub capital: Option<LonLat>,
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One place.
    One(String),
    /// It could be any of these.
    Several(Vec<String>),
    /// None, but this is likely meant.
    Unknown(Option<String>),
}

/// Codes in use besides ISO 3166-1: Natural Earth's own, user-assigned ones, former ones.
const CODES: [(&str, &str); 10] = [
    ("PSX", "PSE"),
    ("SAH", "ESH"),
    ("KOS", "XKX"),
    ("XKO", "XKX"),
    ("XKK", "XKX"),
    ("UNK", "XKX"),
    ("SDS", "SSD"),
    ("ROM", "ROU"),
    ("TMP", "TLS"),
    ("ZAR", "COD"),
];

/// Names in use besides the United Nations' and the shown ones.
const NAMES: [(&str, &str); 64] = [
    ("America", "USA"),
    ("USA", "USA"),
    ("US", "USA"),
    ("United States", "USA"),
    ("UK", "GBR"),
    ("Britain", "GBR"),
    ("Great Britain", "GBR"),
    ("United Kingdom", "GBR"),
    ("Russia", "RUS"),
    ("Turkey", "TUR"),
    ("Czech Republic", "CZE"),
    ("Ivory Coast", "CIV"),
    ("Cape Verde", "CPV"),
    ("Swaziland", "SWZ"),
    ("Burma", "MMR"),
    ("Macedonia", "MKD"),
    ("FYROM", "MKD"),
    ("East Timor", "TLS"),
    ("Holland", "NLD"),
    ("The Netherlands", "NLD"),
    ("North Korea", "PRK"),
    ("DPRK", "PRK"),
    ("DPR Korea", "PRK"),
    ("Korea (North)", "PRK"),
    ("Korea, North", "PRK"),
    ("Korea, Democratic People's Republic of", "PRK"),
    ("South Korea", "KOR"),
    ("ROK", "KOR"),
    ("Korea (South)", "KOR"),
    ("Korea, South", "KOR"),
    ("Korea, Republic of", "KOR"),
    ("DR Congo", "COD"),
    ("DRC", "COD"),
    ("Congo-Kinshasa", "COD"),
    ("Congo (Kinshasa)", "COD"),
    ("Democratic Republic of Congo", "COD"),
    ("Zaire", "COD"),
    ("Congo-Brazzaville", "COG"),
    ("Congo (Brazzaville)", "COG"),
    ("Republic of the Congo", "COG"),
    ("Vietnam", "VNM"),
    ("Syria", "SYR"),
    ("Laos", "LAO"),
    ("Iran", "IRN"),
    ("Bolivia", "BOL"),
    ("Venezuela", "VEN"),
    ("Tanzania", "TZA"),
    ("Moldova", "MDA"),
    ("Brunei", "BRN"),
    ("Micronesia", "FSM"),
    ("The Gambia", "GMB"),
    ("Palestine", "PSE"),
    ("Vatican", "VAT"),
    ("Vatican City", "VAT"),
    ("Republic of Guinea", "GIN"),
    ("Guinea (Conakry)", "GIN"),
    ("Guinea-Conakry", "GIN"),
    ("St. Vincent", "VCT"),
    ("St. Kitts", "KNA"),
    ("Bosnia", "BIH"),
    ("Chagos", "IOT"),
    ("British Indian Ocean Territory", "IOT"),
    ("French Southern Lands", "ATF"),
    ("French Southern and Antarctic Lands", "ATF"),
];

/// Names that stand for several states in everyday use, whatever else they officially mean.
const AMBIGUOUS: [(&str, &[&str]); 5] = [
    ("Congo", &["COD", "COG"]),
    ("Korea", &["KOR", "PRK"]),
    ("Guinea", &["GIN", "GNB", "GNQ", "PNG"]),
    ("Virgin Islands", &["VGB", "VIR"]),
    ("Saint Martin", &["MAF", "SXM"]),
];

impl Gazetteer {
    /// From the members' table and a policy; names and codes of both.
    pub fn new(members: &Members, policy: &Policy) -> Self {
        let mut own = Self {
            places: BTreeMap::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        };
        for state in &members.states {
            let kind = if state.is_member {
                Kind::Member
            } else {
                Kind::Observer
            };
            let place = KnownPlace {
                name: state.name.clone(),
                kind,
                stance_of: None,
                capital: Some(state.capital),
            };
            let short = state.un_name.split(" (").next().unwrap_or_default();
            own.add(&state.iso3, place, &[&state.un_name, short]);
            own.by_code.insert(state.iso2.clone(), state.iso3.clone());
            own.by_code.insert(state.m49.clone(), state.iso3.clone());
        }
        for territory in &policy.territories {
            // A policy may describe an observer that the members' table has too.
            let capital = own
                .places
                .get(&territory.code)
                .and_then(|place| place.capital);
            let place = KnownPlace {
                name: territory.name.clone(),
                kind: territory.kind,
                stance_of: territory.stance_of.clone(),
                capital,
            };
            own.add(&territory.code, place, &[]);
            if let Some(m49) = &territory.m49 {
                own.by_code.insert(m49.clone(), territory.code.clone());
            }
        }
        for area in &policy.areas {
            if area.shows.is_none() {
                let place = KnownPlace {
                    name: area.name.clone(),
                    kind: Kind::Disputed,
                    stance_of: None,
                    capital: None,
                };
                own.add(&area.code, place, &[]);
            }
        }
        // That the table can be read is proved by a test.
        for atlas in AtlasNames::built_in().unwrap_or_default() {
            if own.places.contains_key(&atlas.iso3) {
                for code in atlas.codes {
                    own.by_code.entry(code).or_insert(atlas.iso3.clone());
                }
                for name in &atlas.names {
                    own.names(name, &atlas.iso3);
                }
            }
        }
        for (alias, code) in CODES {
            own.by_code.insert(alias.to_owned(), code.to_owned());
        }
        for (name, code) in NAMES {
            own.names(name, code);
        }
        for (name, codes) in AMBIGUOUS {
            let codes = codes.iter().map(|code| (*code).to_owned()).collect();
            own.by_name.insert(normalised(name), codes);
        }
        own
    }

    fn add(&mut self, code: &str, place: KnownPlace, names: &[&str]) {
        for name in names.iter().copied().chain([place.name.as_str()]) {
            self.names(name, code);
        }
        self.by_code.insert(code.to_owned(), code.to_owned());
        self.places.insert(code.to_owned(), place);
    }

    fn names(&mut self, name: &str, code: &str) {
        self.by_name
            .entry(normalised(name))
            .or_default()
            .insert(code.to_owned());
    }

    /// What is known of a code.
    pub fn place(&self, code: &str) -> Option<&KnownPlace> {
        self.places.get(code)
    }

    /// The three letters that a code stands for: alpha-3, alpha-2, M49 (zeros in front or not),
    /// or one of the other codes in use.
    pub fn code(&self, written: &str) -> Option<&str> {
        let code = written.trim().to_uppercase();
        let padded = (code.len() < 3 && code.bytes().all(|b| b.is_ascii_digit()))
            .then(|| format!("{code:0>3}"));
        self.by_code
            .get(padded.as_ref().unwrap_or(&code))
            .map(String::as_str)
    }

    /// The code of the place that a name means, if it means one.
    pub fn code_of_name(&self, written: &str) -> Option<&str> {
        let mut codes = self.by_name.get(&normalised(written))?.iter();
        match (codes.next(), codes.next()) {
            (Some(code), None) => Some(code),
            _ => None,
        }
    }

    /// The codes of all places that a name could mean; `None` if no place has it.
    pub(crate) fn candidates(&self, written: &str) -> Option<&BTreeSet<String>> {
        self.by_name.get(&normalised(written))
    }

    /// Every name of a place that is known, ambiguous ones too.
    pub(crate) fn names_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.by_name.iter();
        names
            .filter(move |(_, codes)| codes.contains(code))
            .map(|(name, _)| name.as_str())
    }

    /// The place that a name means, or that is likely meant. The likeness takes some time.
    pub fn name(&self, written: &str) -> Meaning {
        match self.by_name.get(&normalised(written)) {
            Some(codes) => match codes.iter().collect::<Vec<_>>().as_slice() {
                [code] => Meaning::One((*code).clone()),
                codes => Meaning::Several(codes.iter().map(|code| (*code).clone()).collect()),
            },
            None => {
                let names = self
                    .places
                    .values()
                    .map(|place| place.name.as_str())
                    .chain(NAMES.map(|(name, _)| name));
                let near =
                    nearest(written, names).and_then(|name| self.by_name.get(&normalised(name)));
                Meaning::Unknown(near.and_then(|codes| codes.first().cloned()))
            }
        }
    }

    /// The codes that one that does not exist may have been meant for: one letter off. At most
    /// three; more would be guesses.
    pub fn near_codes(&self, written: &str) -> Vec<String> {
        let code = written.trim().to_uppercase();
        // One letter off three; comparing takes time in proportion to the length.
        if !(2..=4).contains(&code.chars().count()) {
            return Vec::new();
        }
        let near = self
            .places
            .iter()
            .filter(|(known, _)| strsim::osa_distance(known, &code) == 1);
        // A member outweighs a territory.
        let mut near: Vec<_> = near.collect();
        if near.iter().any(|(_, place)| place.kind == Kind::Member) {
            near.retain(|(_, place)| place.kind == Kind::Member);
        }
        match near.len() {
            1..=3 => near.into_iter().map(|(code, _)| code.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// "France (FRA) or Germany (DEU)".
    pub(crate) fn labels<'a>(&self, codes: impl IntoIterator<Item = &'a String>) -> String {
        let labels: Vec<String> = codes.into_iter().map(|code| self.label(code)).collect();
        labels.join(" or ")
    }

    /// "France (FRA)".
    pub fn label(&self, code: &str) -> String {
        match self.places.get(code) {
            Some(place) => format!("{} ({code})", place.name),
            None => code.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::new(&Members::built_in().unwrap(), &Policy::un().unwrap())
    }

    fn one(code: &str) -> Meaning {
        Meaning::One(code.to_owned())
    }

    #[test]
    fn names_as_the_united_nations_and_newsrooms_write_them_are_known() {
        for (name, code) in [
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Netherlands (Kingdom of the)", "NLD"),
            ("Viet Nam", "VNM"),
            ("Côte d’Ivoire", "CIV"),
            ("Republic of Korea", "KOR"),
            ("Democratic People’s Republic of Korea", "PRK"),
            ("UNITED STATES", "USA"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Lao People's Democratic Republic", "LAO"),
            ("Democratic Republic of the Congo", "COD"),
            ("Guinea-Bissau", "GNB"),
            ("Iran (Islamic Republic of)", "IRN"),
        ] {
            assert_eq!(gazetteer().name(name), one(code), "{name}");
        }
    }

    #[test]
    fn ambiguous_names_give_their_candidates() {
        for (name, codes) in [
            ("Congo", vec!["COD", "COG"]),
            ("korea", vec!["KOR", "PRK"]),
            ("Guinea", vec!["GIN", "GNB", "GNQ", "PNG"]),
        ] {
            let codes = codes.into_iter().map(str::to_owned).collect();
            assert_eq!(gazetteer().name(name), Meaning::Several(codes), "{name}");
        }
    }

    #[test]
    fn codes_of_other_sources_are_understood() {
        for (written, code) in [
            ("fra", "FRA"),
            ("FR", "FRA"),
            ("250", "FRA"),
            ("4", "AFG"),
            ("004", "AFG"),
            ("PSX", "PSE"),
            ("KOS", "XKX"),
        ] {
            assert_eq!(gazetteer().code(written), Some(code), "{written}");
        }
        assert_eq!(gazetteer().code("-99"), None);
    }

    #[test]
    fn no_official_name_is_ambiguous_but_congo_and_guinea() {
        let members = Members::built_in().unwrap();
        let gazetteer = gazetteer();
        let unclear: Vec<&str> = members
            .states
            .iter()
            .filter(|s| gazetteer.name(&s.un_name) != one(&s.iso3))
            .map(|s| s.iso3.as_str())
            .collect();
        assert_eq!(unclear, ["COG", "GIN"]);
    }
}
