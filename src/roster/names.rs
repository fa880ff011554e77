//! The index of names and codes: of every state, and of the places of a policy.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use super::ambiguous::{AMBIGUOUS, CODES};
use super::entities::{self, Entity, Part};
use super::key::{self, Keys};
use super::{table, Roster};
use crate::error::Result;
#[cfg(feature = "locales")]
use crate::error::{Error, ErrorKind};
use crate::geo::LonLat;
use crate::input::policy::{Places, Policy, Territory};
use crate::input::AtlasNames;
use crate::stance::Kind;

/// A state, an observer, or a place of a policy.
#[derive(Debug, Clone)]
pub struct KnownPlace {
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The member whose stance it takes.
    pub stance_of: Option<String>,
    /// The capital, of states that are not gone.
    pub capital: Option<LonLat>,
}

/// A place that a name means, on the days between which it does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) code: String,
    /// The first day; empty for ever before.
    from: String,
    /// The first day no more; empty for ever after.
    to: String,
}

impl Named {
    pub(super) fn holds_on(&self, date: &str) -> bool {
        self.from.as_str() <= date && (self.to.is_empty() || date < self.to.as_str())
    }
}

/// The index.
#[derive(Debug, Clone)]
pub struct Names {
    pub(super) roster: Roster,
    places: BTreeMap<String, KnownPlace>,
    by_code: HashMap<String, String>,
    /// By [`key::in_order`].
    by_name: HashMap<String, BTreeSet<Named>>,
    /// By [`key::sorted`].
    by_words: HashMap<String, BTreeSet<Named>>,
    /// By [`key::in_order`] without blanks.
    by_letters: HashMap<String, BTreeSet<Named>>,
    /// The United Nations' short names in its languages, by [`key::in_order`], with their codes.
    official: BTreeSet<(String, String)>,
    pub(super) parts: HashMap<String, Part>,
    pub(super) entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct NamesRow {
    code: String,
    lang: String,
    from: String,
    to: String,
    names: String,
}

/// A few capitals, with dots or without.
fn is_abbreviation(name: &str) -> bool {
    name.chars().count() <= 6 && name.chars().all(|c| c == '.' || c.is_uppercase())
}

impl Names {
    /// The names of the roster and of a policy's places.
    ///
    /// # Errors
    /// None, as the tests of the crate prove.
    pub fn new(roster: Roster, policy: &Policy) -> Result<Self> {
        let areas = policy.areas.iter().filter(|area| area.shows.is_none());
        let areas = areas.map(|area| (area.code.as_str(), area.name.as_str()));
        Self::of_places(roster, &policy.territories, areas)
    }

    /// The names of the roster and of the built-in policy's places, without all else that a policy says.
    ///
    /// # Errors
    /// None, as the tests of the crate prove.
    pub fn built_in() -> Result<Self> {
        let places = Places::un()?;
        let areas = places.own_areas();
        Self::of_places(Roster::built_in()?, &places.territories, areas)
    }

    fn of_places<'a>(
        roster: Roster,
        territories: &[Territory],
        areas: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self> {
        let mut own = Self {
            places: BTreeMap::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            by_words: HashMap::new(),
            by_letters: HashMap::new(),
            official: BTreeSet::new(),
            parts: entities::parts()?,
            entities: entities::entities()?,
            roster,
        };
        own.add_states();
        own.add_policy(territories, areas);
        for atlas in AtlasNames::built_in()? {
            if own.places.contains_key(&atlas.iso3) {
                for code in atlas.codes {
                    own.by_code.entry(code).or_insert(atlas.iso3.clone());
                }
                for name in &atlas.names {
                    own.add_name(name, &atlas.iso3, "", "");
                }
            }
        }
        for (alias, code) in CODES {
            own.by_code.insert(alias.to_owned(), code.to_owned());
        }
        let text = include_str!("../../assets/roster/names.csv");
        for row in table::rows::<NamesRow>("assets/roster/names.csv", text)? {
            for name in table::listed(&row.names) {
                // The island 'Eua is not the EUA: letters are compared as those of codes.
                if row.lang != "en" && is_abbreviation(name) {
                    for code in [name.to_owned(), name.replace('.', "")] {
                        own.by_code.entry(code).or_insert(row.code.clone());
                    }
                    continue;
                }
                own.add_name(name, &row.code, &row.from, &row.to);
            }
        }
        #[cfg(feature = "locales")]
        {
            own.add_languages(include_str!("../../assets/roster/un-names.csv"))?;
            own.add_everyday()?;
        }
        for (name, codes) in AMBIGUOUS {
            let named = codes.iter().map(|(code, from, to)| Named {
                code: (*code).to_owned(),
                from: (*from).to_owned(),
                to: (*to).to_owned(),
            });
            let named: BTreeSet<Named> = named.collect();
            let keys = Keys::of(name);
            own.by_name.insert(keys.in_order, named.clone());
            own.by_letters.insert(keys.letters, named.clone());
            own.by_words.insert(keys.sorted, named);
        }
        Ok(own)
    }

    fn add_states(&mut self) {
        for state in self.roster.states.clone() {
            let kind = match self.roster.was_member(&state.code) {
                true => Kind::Member,
                false => Kind::Observer,
            };
            let place = KnownPlace {
                name: state.name.clone(),
                kind,
                stance_of: None,
                capital: state.capital(),
            };
            self.add_place(&state.code, place);
            self.add_official(&state.un_name, &state.code);
            let short = state.un_name.split(" (").next().unwrap_or_default();
            for name in [state.un_name.as_str(), short] {
                self.add_name(name, &state.code, "", "");
            }
            let codes = [state.iso2, state.m49, state.iso3166_3];
            for code in codes.into_iter().filter(|code| !code.is_empty()) {
                self.by_code.insert(code, state.code.clone());
            }
        }
    }

    fn add_policy<'a>(
        &mut self,
        territories: &[Territory],
        areas: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        for territory in territories {
            // A policy may describe an observer that the roster has too.
            let known = self.places.get(&territory.code);
            let place = KnownPlace {
                name: territory.name.clone(),
                kind: territory.kind,
                stance_of: territory.stance_of.clone(),
                capital: known.and_then(|place| place.capital),
            };
            self.add_place(&territory.code, place);
            if let Some(m49) = &territory.m49 {
                self.by_code.insert(m49.clone(), territory.code.clone());
            }
        }
        for (code, name) in areas {
            let place = KnownPlace {
                name: name.to_owned(),
                kind: Kind::Disputed,
                stance_of: None,
                capital: None,
            };
            self.add_place(code, place);
        }
    }

    /// Adds the names in the six languages of the United Nations: the text of `assets/roster/un-names.csv`.
    ///
    /// # Errors
    /// A row that can't be read.
    pub fn add_languages(&mut self, table: &str) -> Result<()> {
        let rows: Vec<Vec<String>> = table::rows("assets/roster/un-names.csv", table)?;
        for row in rows {
            let Some((code, names)) = row.split_first() else {
                continue;
            };
            for name in names.iter().filter(|name| !name.is_empty()) {
                self.add_name(name, code, "", "");
            }
            // Short and formal by turns.
            for name in names.iter().step_by(2) {
                self.add_official(name, code);
            }
        }
        Ok(())
    }

    /// Adds the everyday names of all languages: the CLDR's.
    #[cfg(feature = "locales")]
    fn add_everyday(&mut self) -> Result<()> {
        for names in crate::locale::place_names() {
            let names: BTreeMap<String, String> = serde_json::from_str(names).map_err(|e| {
                let found = e.to_string();
                Error::new(ErrorKind::Syntax, "assets/names", found, "make it again").because(e)
            })?;
            for state in self.roster.states.clone() {
                if let Some(name) = names.get(&state.iso2) {
                    self.add_name(name, &state.code, "", "");
                }
            }
        }
        Ok(())
    }

    fn add_official(&mut self, name: &str, code: &str) {
        self.official.insert((key::in_order(name), code.to_owned()));
    }

    /// Whether `written` is the United Nations' own short name of the state, in one of its languages.
    pub fn is_official(&self, written: &str, code: &str) -> bool {
        self.official
            .contains(&(key::in_order(written), code.to_owned()))
    }

    /// Whether the United Nations' own short name of the state differs from the everyday one.
    pub fn has_own_official_name(&self, code: &str) -> bool {
        let state = self.roster.state(code);
        state.is_some_and(|state| key::in_order(&state.name) != key::in_order(&state.un_name))
    }

    fn add_place(&mut self, code: &str, place: KnownPlace) {
        self.add_name(&place.name, code, "", "");
        self.by_code.insert(code.to_owned(), code.to_owned());
        self.places.insert(code.to_owned(), place);
    }

    /// Adds a name that `code` has on the days between; empty for ever.
    pub(super) fn add_name(&mut self, name: &str, code: &str, from: &str, to: &str) {
        let named = Named {
            code: code.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let keys = Keys::of(name);
        if !keys.in_order.is_empty() {
            let letters = self.by_letters.entry(keys.letters);
            letters.or_default().insert(named.clone());
            let in_order = self.by_name.entry(keys.in_order);
            in_order.or_default().insert(named.clone());
        }
        if !keys.sorted.is_empty() {
            self.by_words.entry(keys.sorted).or_default().insert(named);
        }
    }

    /// What is known of a code.
    pub fn place(&self, code: &str) -> Option<&KnownPlace> {
        self.places.get(code)
    }

    /// The states.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The three letters that a code stands for: alpha-3, alpha-2, M49 (zeros in front or not), ISO 3166-3, or one of
    /// the other codes in use.
    pub fn code(&self, written: &str) -> Option<&str> {
        let code = written.trim().to_uppercase();
        let padded = (code.len() < 3 && code.bytes().all(|b| b.is_ascii_digit()))
            .then(|| format!("{code:0>3}"));
        let code = self.by_code.get(padded.as_ref().unwrap_or(&code))?;
        Some(code)
    }

    /// All places that a name could mean, on any day.
    pub(super) fn named(&self, written: &str) -> Option<&BTreeSet<Named>> {
        let in_order = self.by_name.get(&key::in_order(written));
        in_order.or_else(|| self.by_words.get(&key::sorted(written)))
    }

    /// All places that a name could mean whose words a page has broken or glued.
    pub(super) fn broken(&self, written: &str) -> Option<&BTreeSet<Named>> {
        self.by_letters.get(&key::letters(written))
    }

    /// All names by their keys, with the places that have them; ambiguous ones too.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.by_name.iter();
        names.flat_map(|(name, named)| {
            named
                .iter()
                .map(move |own| (name.as_str(), own.code.as_str()))
        })
    }

    /// The codes that one that does not exist may have been meant for: one letter off. At most three; more would be
    /// guesses.
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
    pub fn labels<'a>(&self, codes: impl IntoIterator<Item = &'a String>) -> String {
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
