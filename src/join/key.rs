//! Which property of the boundaries holds the country code.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind, Result};
use crate::input::{code_rank, excerpt, nearest, plain, Boundaries, Feature};
use crate::report::some_of;
use crate::roster::Names;

/// Headings that are no known ones must hold known codes in so many of ten features.
const OF_TEN: usize = 9;

/// What to do where no code is found.
const REMEDY: &str = "give each feature an \"iso3\", or name the property that holds the code: \
                      \"key\" in the map document, or --key";

/// Where the code of a feature is.
#[derive(Clone)]
pub(super) struct Key {
    place: Place,
    /// Codes of another form are none: "NA" is not Namibia where all others have three letters.
    form: Option<Form>,
}

#[derive(Clone)]
enum Place {
    Property(String),
    Id,
    /// The code that it was packed under.
    Packed,
    /// There is none: features are known by their names.
    Nowhere,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Three,
    Number,
    Two,
    /// Of another kind: no code is of this form.
    Foreign,
}

impl Form {
    fn of(code: &str) -> Self {
        match code.trim() {
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Self::Number,
            two if two.len() == 2 => Self::Two,
            _ => Self::Three,
        }
    }
}

impl Key {
    fn at(place: Place) -> Self {
        Self { place, form: None }
    }

    /// What the feature has there.
    pub(super) fn of(&self, feature: &Feature) -> Option<String> {
        match &self.place {
            Place::Property(name) => feature.text(name),
            Place::Id => feature.id.clone(),
            Place::Packed => feature.packed_key.clone(),
            Place::Nowhere => None,
        }
    }

    /// The three letters that a code in this place stands for.
    pub(super) fn code<'a>(&self, written: &str, names: &'a Names) -> Option<&'a str> {
        let fits = self.form.is_none_or(|form| form == Form::of(written));
        names.code(written).filter(|_| fits)
    }

    /// The feature's code, if it is in the form of the others and no place has it. "-99" and R's "NA" are none.
    pub(super) fn foreign(&self, feature: &Feature, names: &Names) -> Option<String> {
        let code = self
            .of(feature)
            .filter(|code| code != "-99" && code != "NA")?;
        let fits = self.form.is_none_or(|form| form == Form::of(&code));
        (fits && names.code(&code).is_none()).then_some(code)
    }

    /// Whether there are codes at all.
    pub(super) fn is_somewhere(&self) -> bool {
        !matches!(self.place, Place::Nowhere)
    }

    /// How messages call it.
    pub(super) fn name(&self) -> &str {
        match &self.place {
            Place::Property(name) => name,
            Place::Id => "id",
            Place::Packed => "the packed map's keys",
            Place::Nowhere => "none",
        }
    }
}

/// The property that is `named`, else the one that gives the most places the roster knows; none where
/// features are known by their names alone.
pub(super) fn find(boundaries: &Boundaries, named: Option<&str>, names: &Names) -> Result<Key> {
    let mut headings: BTreeSet<&str> = BTreeSet::new();
    for feature in &boundaries.features {
        headings.extend(feature.properties.keys().map(String::as_str));
    }
    let seen = some_of(
        &headings
            .iter()
            .map(|name| excerpt(name))
            .collect::<Vec<_>>(),
    );
    let error = |kind, found: String, remedy: String| {
        Error::new(kind, boundaries.file.as_str(), found, remedy)
    };
    if let Some(named) = named {
        if headings.contains(named) {
            return Ok(Key::at(Place::Property(named.to_owned())));
        }
        if named == "id" {
            return Ok(Key::at(Place::Id));
        }
        let meant = nearest(named, headings.iter().copied());
        let remedy = match meant.or(headings.is_empty().then_some("id")) {
            Some(name) => format!("did you mean \"{name}\"?"),
            None => format!("choose one of: {seen}"),
        };
        let found = format!("no property \"{}\"", excerpt(named));
        return Err(error(ErrorKind::Option, found, remedy));
    }
    let candidates = Candidates {
        boundaries,
        names,
        by_name: boundaries
            .features
            .iter()
            .map(|feature| by_name(feature, names))
            .collect(),
    };
    let mut known: Vec<(usize, &str)> = headings
        .iter()
        .filter_map(|name| Some((code_rank(name)?, *name)))
        .collect();
    known.sort_unstable();
    let known = known
        .into_iter()
        .map(|(_, name)| Place::Property(name.to_owned()));
    let known: Vec<Place> = [Place::Packed]
        .into_iter()
        .chain(known)
        .chain([Place::Id])
        .collect();
    let counted = known
        .iter()
        .filter_map(|place| candidates.counted(place.clone()));
    if let Some(key) = best(counted) {
        return Ok(key);
    }
    let others = headings.iter().filter(|name| !plain(name).contains("sov"));
    let others = others.map(|name| Place::Property((*name).to_owned()));
    let is_full = |(count, key): &(usize, Key)| {
        key.form == Some(Form::Three) && count * 10 >= boundaries.features.len() * OF_TEN
    };
    let others = others.filter_map(|place| candidates.counted(place));
    let other = best(others.filter(is_full));
    let own = known.into_iter().map(Key::at).find_map(|key| {
        let example = boundaries
            .features
            .iter()
            .find_map(|feature| key.of(feature))?;
        Some((key, example))
    });
    let are_named = candidates.by_name.iter().any(Option::is_some);
    match (other, own) {
        (Some(key), _) => Ok(key),
        // Names will do where there are no codes, or such of a kind of their own.
        (None, Some((key, _))) if are_named => Ok(Key {
            form: Some(Form::Foreign),
            ..key
        }),
        (None, None) if are_named => Ok(Key::at(Place::Nowhere)),
        (None, own) => {
            let found = match own {
                Some((key, code)) => format!(
                    "no code in \"{}\" stands for a country (the first is \"{}\")",
                    key.name(),
                    excerpt(&code)
                ),
                None if headings.is_empty() => "no feature has properties or an id".to_owned(),
                None => format!("no property holds country codes (properties: {seen})"),
            };
            Err(error(ErrorKind::Value, found, REMEDY.to_owned()))
        }
    }
}

/// The place that one of the feature's names means without doubt.
pub(super) fn by_name(feature: &Feature, names: &Names) -> Option<String> {
    let written = feature.names();
    let mut codes = written.iter().filter_map(|name| names.code_of_name(name));
    codes.next().map(str::to_owned)
}

/// The codes of one form in a place, and how many say what the features' names do.
#[derive(Default)]
struct OfForm<'a> {
    codes: BTreeSet<&'a str>,
    agree: usize,
    belie: usize,
}

struct Candidates<'a> {
    boundaries: &'a Boundaries,
    names: &'a Names,
    by_name: Vec<Option<String>>,
}

impl Candidates<'_> {
    /// How many countries have a code there, of the form that most have. None if the codes are of another
    /// sort that looks alike: row numbers as M49, or what belies the features' names.
    fn counted(&self, place: Place) -> Option<(usize, Key)> {
        let mut key = Key::at(place);
        let mut forms: BTreeMap<Form, OfForm> = BTreeMap::new();
        let (mut written, mut known) = (0, 0);
        for (feature, by_name) in self.boundaries.features.iter().zip(&self.by_name) {
            let Some(text) = key.of(feature) else {
                continue;
            };
            written += 1;
            let Some(code) = self.names.code(&text) else {
                continue;
            };
            known += 1;
            let own = forms.entry(Form::of(&text)).or_default();
            own.codes.insert(code);
            match by_name {
                Some(named) if named == code => own.agree += 1,
                Some(_) => own.belie += 1,
                None => {}
            }
        }
        let most = |(form, own): &(Form, OfForm)| (own.codes.len(), Reverse(*form));
        let (form, own) = forms.into_iter().max_by_key(most)?;
        key.form = Some(form);
        let is_chance = form != Form::Three && known * 2 < written;
        (!is_chance && own.belie <= own.agree).then_some((own.codes.len(), key))
    }
}

/// The place with the most codes of different countries; of equals the first.
fn best(counted: impl Iterator<Item = (usize, Key)>) -> Option<Key> {
    let mut best: Option<(usize, Key)> = None;
    for (count, key) in counted {
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, key));
        }
    }
    best.map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use crate::input::{AtlasNames, Policy};
    use crate::roster::{Names, Roster};

    #[test]
    fn what_atlases_call_places_is_clear() {
        let names = Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap();
        for atlas in AtlasNames::built_in().unwrap() {
            assert!(names.place(&atlas.iso3).is_some(), "{}", atlas.iso3);
            for code in &atlas.codes {
                assert_eq!(names.code(code), Some(&*atlas.iso3), "{code}");
            }
            for name in &atlas.names {
                assert_eq!(names.code_of_name(name), Some(&*atlas.iso3), "{name}");
            }
        }
    }
}
