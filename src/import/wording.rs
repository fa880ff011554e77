//! Sentences of findings, in the languages of the map.
//!
//! A [`Sentence`] is a key of `assets/import/sentences` and what stands in its places; it becomes a text in a [`Locale`].
//! The files are apart from those of the map, which every page fetches.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::finding::Finding;
use super::reading::ReadVote;
use crate::error::Result;
use crate::locale::Locale;
use crate::report::Severity;
use crate::roster::Names;

const ENGLISH: &str = include_str!("../../assets/import/sentences/en.json");
/// As many states are named in one sentence.
const NAMED: usize = 12;

/// What is said, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
    /// The number that its form depends on.
    count: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    /// As it is written in the source, a day, a symbol.
    Text(String),
    Number(usize),
    /// Codes, with the names that the roster has for them; and whether one of them is meant, not all.
    States(Vec<(String, String)>, bool),
    Sentences(Vec<Sentence>),
    /// What the roster tells of something that is no state; its English is its key.
    Answer(String),
}

impl Sentence {
    /// The sentence of a key.
    pub(crate) fn new(key: &'static str) -> Self {
        Self {
            key,
            ..Self::default()
        }
    }

    /// With a text that is the same in all languages.
    pub(crate) fn text(self, place: &'static str, text: impl Into<String>) -> Self {
        self.with(place, Value::Text(text.into()))
    }

    /// With a number.
    pub(crate) fn number(self, place: &'static str, number: usize) -> Self {
        self.with(place, Value::Number(number))
    }

    /// In the form that `n` takes.
    pub(crate) fn count(mut self, n: usize) -> Self {
        self.count = Some(n);
        self.number("n", n)
    }

    /// With a state.
    pub(crate) fn state(self, place: &'static str, names: &Names, code: &str) -> Self {
        self.states(place, names, [code], false)
    }

    /// With states, of which one is meant (`is_or`), or which all are.
    pub(crate) fn states<'a>(
        self,
        place: &'static str,
        names: &Names,
        codes: impl IntoIterator<Item = &'a str>,
        is_or: bool,
    ) -> Self {
        let name = |code: &str| names.place(code).map(|place| place.name.clone());
        let codes = codes.into_iter();
        let states = codes.map(|code| (code.to_owned(), name(code).unwrap_or_default()));
        self.with(place, Value::States(states.collect(), is_or))
    }

    /// With what the roster tells of something that is no state.
    pub(crate) fn answer(self, place: &'static str, answer: &str) -> Self {
        self.with(place, Value::Answer(answer.to_owned()))
    }

    /// With a sentence within it.
    pub(crate) fn sentence(self, place: &'static str, own: Sentence) -> Self {
        self.sentences(place, vec![own])
    }

    /// With sentences within it, one after the other.
    pub(crate) fn sentences(self, place: &'static str, all: Vec<Sentence>) -> Self {
        self.with(place, Value::Sentences(all))
    }

    fn with(mut self, place: &'static str, value: Value) -> Self {
        self.values.push((place, value));
        self
    }

    /// The key.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// In English.
    pub fn english(&self) -> String {
        static WORDING: OnceLock<Option<Locale>> = OnceLock::new();
        // That the files can be read is proved by a test.
        let own = WORDING.get_or_init(|| english().ok());
        own.as_ref().map(|own| self.said(own)).unwrap_or_default()
    }

    /// In the language of a [`wording`].
    pub fn said(&self, wording: &Locale) -> String {
        let values: Vec<(&str, String)> = self
            .values
            .iter()
            .map(|(place, value)| (*place, value.said(wording)))
            .collect();
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(place, value)| (*place, value.as_str()))
            .collect();
        match self.count {
            Some(n) => wording.count(self.key, n, &values),
            None => wording.text(self.key, &values),
        }
    }
}

impl Value {
    fn said(&self, wording: &Locale) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Answer(answer) => match wording.text(answer, &[]) {
                own if own.is_empty() => answer.clone(),
                own => own,
            },
            Self::Number(number) => wording.number(*number),
            Self::Sentences(all) => {
                let all: Vec<String> = all.iter().map(|own| own.said(wording)).collect();
                all.join("; ")
            }
            Self::States(states, is_or) => {
                let labels = states
                    .iter()
                    .take(NAMED)
                    .map(|(code, name)| match name.as_str() {
                        "" => code.clone(),
                        name => format!("{} ({code})", wording.name_of_code(code, name)),
                    });
                let joint = match is_or {
                    true => wording.text("or", &[]),
                    false => wording.text("comma", &[]),
                };
                let labels = labels.collect::<Vec<_>>().join(&joint);
                match states.len().saturating_sub(NAMED) {
                    0 => labels,
                    more => wording.count("more", more, &[("states", &labels)]),
                }
            }
        }
    }
}

impl Finding {
    /// Whether there is one way to mend it: not several for one place, from which a person chooses.
    pub fn has_one_way(&self) -> bool {
        let places: BTreeSet<_> = self.fixes.iter().map(|fix| fix.span).collect();
        !self.fixes.is_empty() && places.len() == self.fixes.len()
    }

    /// The same after its mending was taken: listed, and no more in the way.
    pub fn taken(self) -> Self {
        let fix = self.fixes.first().map(|fix| fix.said.clone());
        let sentence = match fix {
            Some(fix) => Sentence::new("taken")
                .sentence("message", self.sentence)
                .sentence("fix", fix),
            None => self.sentence,
        };
        Self {
            severity: Severity::Note,
            message: sentence.english(),
            sentence,
            ..self
        }
    }

    /// Says it, and its ways to mend it, in the language of a [`wording`].
    pub fn put_in(&mut self, wording: &Locale) {
        self.message = self.sentence.said(wording);
        for fix in &mut self.fixes {
            fix.sentence = fix.said.said(wording);
        }
    }
}

fn english() -> Result<Locale> {
    Locale::english()?.with_messages("assets/import/sentences/en.json", ENGLISH.as_bytes())
}

#[cfg(feature = "locales")]
macro_rules! entries {
    ($($tag:literal),*) => {
        [$(($tag, include_str!(concat!("../../assets/import/sentences/", $tag, ".json")))),*]
    };
}

/// The sentences of findings in the language with the tag `lang`, as `locale::built_in` knows them.
///
/// # Errors
/// A language that there is no file for.
#[cfg(feature = "locales")]
pub fn wording(lang: &str) -> Result<Locale> {
    let all: std::collections::BTreeMap<&str, &str> = std::collections::BTreeMap::from(entries![
        "ar", "de", "es", "fr", "he", "hi", "ja", "pt", "ru", "uk", "zh"
    ]);
    let locale = crate::locale::built_in(lang)?;
    match all.get(locale.language()) {
        Some(text) => locale.with_messages("assets/import/sentences", text.as_bytes()),
        None => english(),
    }
}

/// How many votes are described to a person who is to choose.
pub(super) const LISTED: usize = 12;

/// "2. A/RES/78/2 (2023-11-01) “Title”: 120 in favour, 14 against, 45 abstentions (stated: 120, 14, 45)".
pub(super) fn vote(number: usize, vote: &ReadVote) -> Sentence {
    let mut about: Vec<String> = [&vote.symbol, &vote.draft]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    about.extend(vote.date.iter().map(|date| format!("({date})")));
    about.extend(vote.title.iter().map(|title| {
        let title: String = title.chars().take(60).collect();
        format!("“{title}”")
    }));
    let [yes, no, abstain, _] = vote.counts();
    let key = if vote.totals.is_empty() {
        "several.vote"
    } else {
        "several.stated"
    };
    let stated: Vec<String> = vote
        .totals
        .iter()
        .map(|own| own.count.to_string())
        .collect();
    Sentence::new(key)
        .number("number", number)
        .text("about", about.join(" "))
        .number("yes", yes)
        .number("no", no)
        .number("abstain", abstain)
        .text("stated", stated.join(", "))
}

#[cfg(test)]
#[cfg(feature = "locales")]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value as Json;

    use super::*;
    use crate::locale::LANGUAGES;

    fn file(lang: &str) -> BTreeMap<String, Json> {
        let path = format!(
            "{}/assets/import/sentences/{lang}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }

    /// What stands in the places of a text, of all its forms; the number apart, which a form may leave out.
    fn places(text: &Json) -> BTreeSet<String> {
        let forms = match text {
            Json::Object(forms) => forms.values().collect(),
            text => vec![text],
        };
        let texts = forms.into_iter().filter_map(Json::as_str);
        let places = texts.flat_map(|text| text.split('{').skip(1));
        let places = places.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
        places.filter(|place| place != "n").collect()
    }

    /// What the roster tells of what is no state.
    fn answers() -> BTreeSet<String> {
        let entities = include_str!("../../assets/roster/entities.csv");
        let parts = include_str!("../../assets/roster/parts.csv");
        let cells = [(entities, 1), (parts, 2)]
            .into_iter()
            .flat_map(|(text, column)| {
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                let records: Vec<_> = reader.records().map(Result::unwrap).collect();
                records
                    .into_iter()
                    .map(move |own| own.get(column).unwrap().to_owned())
            });
        cells.filter(|cell| !cell.is_empty()).collect()
    }

    #[test]
    fn no_language_lacks_a_sentence_or_one_of_its_places() {
        let english = file("en");
        for lang in LANGUAGES {
            let own = file(lang);
            for (key, text) in &english {
                let found = own.get(key).unwrap_or_else(|| panic!("{lang}: {key}"));
                assert_eq!(places(found), places(text), "{lang}: {key}");
                assert!(
                    !found.is_object() || found.get("other").is_some(),
                    "{lang}: {key}"
                );
            }
            let told = answers();
            for answer in told.iter().filter(|_| lang != "en") {
                assert!(own.contains_key(answer), "{lang}: {answer}");
            }
            let known = |key: &String| english.contains_key(key) || told.contains(key);
            assert_eq!(own.keys().find(|key| !known(key)), None, "{lang}");
            assert!(wording(lang).is_ok(), "{lang}");
        }
    }

    #[test]
    fn every_key_of_the_code_has_a_sentence() {
        let english = file("en");
        let mut keys = 0;
        let mut folders = vec![std::path::PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/import"
        ))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let code = std::fs::read_to_string(&path).unwrap();
                for call in [
                    "Sentence::new(\"",
                    "told(\"",
                    "said(\"",
                    "of_state(\"",
                    "numbers(\"",
                ] {
                    for (_, rest) in code
                        .match_indices(call)
                        .map(|(at, _)| code.split_at(at + call.len()))
                    {
                        let key = rest.split('"').next().unwrap();
                        // Words of votes are asked for by the same name.
                        let is_key = key.contains(['.', '-']) || call.starts_with("Sentence");
                        assert!(!is_key || english.contains_key(key), "{path:?}: {key}");
                        keys += usize::from(is_key);
                    }
                }
            }
        }
        assert!(keys > 50, "{keys}");
    }

    #[test]
    fn a_state_is_named_in_the_language_and_a_number_in_its_form() {
        let names = Names::built_in().unwrap();
        let said = |n| {
            Sentence::new("not-listed")
                .number("all", 193)
                .states("states", &names, ["DEU", "SUN"], false)
                .count(n)
        };
        assert!(said(1)
            .english()
            .starts_with("1 of 193 members is not listed: Germany (DEU), "));
        let french = wording("fr").unwrap();
        assert!(said(2)
            .said(&french)
            .starts_with("2 membres sur 193 ne figurent pas : Allemagne (DEU), "));
        assert!(said(1)
            .said(&french)
            .starts_with("1 membre sur 193 ne figure pas"));
    }
}
