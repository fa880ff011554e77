//! Every language from its file to the figure: complete, right in its numbers and names, and
//! legible. Plural categories come from ICU, digits and directions from the CLDR.
#![cfg(feature = "locales")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::figure;
use common::rulers::{is_isolate, texts, Rulers};
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::Value;
use stancemap::locale::{built_in, Direction, LANGUAGES};
use stancemap::scene::{Item, Scene};
use stancemap::{words, StanceMap};

const WIDTHS: [f64; 3] = [320.0, 360.0, 960.0];
const DOCUMENTS: [&str; 2] = ["es-11-1.json", "s-2022-155.json"];
const ARABIC_DIGITS: &str = "٠١٢٣٤٥٦٧٨٩";
/// Written in other letters than Latin ones.
const OTHER_LETTERS: [&str; 7] = ["ar", "he", "hi", "ja", "ru", "uk", "zh"];
/// Latin words that stay: names of keys, of a format, and a numeral.
const LATIN: [&str; 7] = ["CSV", "Page", "Up", "Down", "Enter", "Escape", "XXVI"];

fn file(lang: &str) -> Value {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    serde_json::from_slice(&std::fs::read(assets.join(format!("{lang}.json"))).unwrap()).unwrap()
}

fn translated() -> impl Iterator<Item = &'static str> {
    LANGUAGES.into_iter().filter(|lang| *lang != "en")
}

fn keys(value: &Value) -> BTreeSet<&String> {
    value.as_object().unwrap().keys().collect()
}

/// Every string in a file, with the way to it: "messages/places/one".
fn strings(value: &Value) -> BTreeMap<String, &str> {
    fn collect<'a>(value: &'a Value, way: String, found: &mut BTreeMap<String, &'a str>) {
        let below = |key: &str| match way.is_empty() {
            true => key.to_owned(),
            false => format!("{way}/{key}"),
        };
        match value {
            Value::String(text) => drop(found.insert(way, text)),
            Value::Array(list) => {
                for (i, value) in list.iter().enumerate() {
                    collect(value, below(&i.to_string()), found);
                }
            }
            Value::Object(object) => {
                for (key, value) in object {
                    collect(value, below(key), found);
                }
            }
            other => panic!("{other}"),
        }
    }
    let mut found = BTreeMap::new();
    collect(value, String::new(), &mut found);
    found
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let after = text.split('{').skip(1);
    after.map(|rest| rest.split('}').next().unwrap()).collect()
}

fn from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{6ff}')
}

/// Without its placeholders.
fn said(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap().to_owned();
    let after = parts.map(|part| part.split_once('}').unwrap().1);
    first + &after.collect::<String>()
}

fn latin_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| !word.is_empty())
        .map(String::from)
        .collect()
}

fn map(document: &str, lang: &str) -> StanceMap {
    let mut map = common::load(document);
    map.locale = built_in(lang).unwrap();
    map
}

#[test]
fn every_file_has_all_messages_of_the_english_one() {
    let english = file("en");
    for lang in translated() {
        let other = file(lang);
        for part in ["messages", "names", "policies"] {
            assert_eq!(keys(&other[part]), keys(&english[part]), "{lang}: {part}");
        }
        assert_eq!(
            keys(&other["policies"]["un"]["footnotes"]),
            keys(&english["policies"]["un"]["footnotes"]),
            "{lang}"
        );
        assert_eq!(keys(&other["list"]), keys(&english["list"]), "{lang}");
        assert_eq!(other["language"], lang);
        assert_eq!(other["months"].as_array().unwrap().len(), 12, "{lang}");
        for (way, text) in strings(&other) {
            assert!(!text.trim().is_empty(), "{lang}: {way} is empty");
        }
    }
}

#[test]
fn plurals_have_the_categories_of_the_language() {
    for lang in LANGUAGES {
        let tag: icu_locale_core::Locale = lang.parse().unwrap();
        let rules = PluralRules::try_new_cardinal(tag.into()).unwrap();
        let wanted: BTreeSet<String> = rules
            .categories()
            .map(|category| match category {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            })
            .map(String::from)
            .collect();
        let file = file(lang);
        let (english, messages) = (crate::file("en"), &file["messages"]);
        for (key, message) in messages.as_object().unwrap() {
            let is_plural = english["messages"][key].is_object();
            assert_eq!(message.is_object(), is_plural, "{lang}: {key}");
            if is_plural {
                let found: BTreeSet<String> = keys(message).into_iter().cloned().collect();
                assert_eq!(found, wanted, "{lang}: {key}");
            }
        }
    }
}

#[test]
fn every_placeholder_is_kept() {
    let english = file("en");
    let english = strings(&english);
    for lang in translated() {
        let other = file(lang);
        for (way, text) in strings(&other) {
            let found = placeholders(text);
            let form = way.rsplit('/').next().unwrap();
            let is_plural = ["zero", "one", "two", "few", "many", "other"].contains(&form);
            let template = match is_plural {
                true => english[&way.replace(&format!("/{form}"), "/other")],
                false => english.get(&way).copied().unwrap_or_default(),
            };
            let mut wanted = placeholders(template);
            // "One country", "two countries": without a numeral in some languages.
            if ["zero", "one", "two"].contains(&form) && !found.contains("n") {
                wanted.remove("n");
            }
            assert_eq!(found, wanted, "{lang}: {way}");
        }
    }
}

#[test]
fn digits_and_direction_are_those_of_the_cldr() {
    for lang in LANGUAGES {
        let locale = built_in(lang).unwrap();
        let from_right = ["ar", "he"].contains(&lang);
        assert_eq!(locale.direction() == Direction::Rtl, from_right, "{lang}");
        // The default numbering system is "arab" for Arabic, "latn" for all others.
        let digits = if lang == "ar" {
            ARABIC_DIGITS
        } else {
            "0123456789"
        };
        assert_eq!(file(lang)["digits"], digits, "{lang}");
    }
    assert_eq!(built_in("ar").unwrap().number(141), "١٤١");
}

#[test]
fn no_english_is_left() {
    // The same word in both languages.
    let shared = [
        ("de", "ui.zoom"),
        ("es", "cell.sponsor.no"),
        ("es", "ui.zoom"),
        ("fr", "legend.abstain"),
        ("fr", "table.vote"),
        ("fr", "ui.place.europe"),
        ("fr", "ui.zoom"),
        ("fr", "cell.vote.abstain"),
        ("pt", "ui.zoom"),
    ];
    let english = file("en");
    let english: BTreeSet<&str> = strings(&english["messages"])
        .into_values()
        .chain(
            strings(&english["policies"])
                .into_values()
                .filter(|text| text.contains(' ')),
        )
        .filter(|text| said(text).contains(|c: char| c.is_ascii_alphabetic()))
        .collect();
    for lang in translated() {
        let other = file(lang);
        for part in ["messages", "policies"] {
            for (way, text) in strings(&other[part]) {
                let key = way.split('/').next().unwrap();
                assert!(
                    !english.contains(text)
                        || text == "Aksai Chin"
                        || shared.contains(&(lang, key)),
                    "{lang}: {way} is still \"{text}\""
                );
            }
        }
        if OTHER_LETTERS.contains(&lang) {
            for part in ["messages", "policies", "names", "months"] {
                for (way, text) in strings(&other[part]) {
                    for word in latin_words(&said(text)) {
                        // Keys are called as they are labelled.
                        let known = LATIN.contains(&word.as_str())
                            || ["Esc", "Shift"].contains(&word.as_str());
                        assert!(known, "{lang}: \"{word}\" in {way}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_member_has_a_name_in_every_language() {
    for lang in translated() {
        let map = map("es-11-1.json", lang);
        let own = &file(lang)["names"];
        let members: Vec<_> = map
            .regions
            .iter()
            .filter(|region| region.is_member())
            .collect();
        assert_eq!(members.len(), 193);
        let mut names = BTreeSet::new();
        for member in members {
            let name = words::name(&map, member);
            assert!(!name.trim().is_empty(), "{lang}: {}", member.iso3);
            if OTHER_LETTERS.contains(&lang) {
                assert!(latin_words(&name).is_empty(), "{lang}: {name}");
            }
            if let Some(own) = own[&member.iso3].as_str() {
                assert_eq!(name, own, "{lang}: the file's name comes first");
            }
            assert!(
                names.insert(name.clone()),
                "{lang}: two countries are called {name}"
            );
        }
    }
}

/// By the CLDR, but where the United Nations calls the country otherwise.
#[test]
fn countries_are_called_as_the_language_and_the_united_nations_call_them() {
    let named = |lang: &str, iso3: &str| {
        let map = map("es-11-1.json", lang);
        let at = map.index_of(iso3).unwrap();
        words::name(&map, &map.regions[at])
    };
    for (lang, iso3, name) in [
        ("fr", "DEU", "Allemagne"),
        ("es", "DEU", "Alemania"),
        ("de", "DEU", "Deutschland"),
        ("ru", "DEU", "Германия"),
        ("uk", "DEU", "Німеччина"),
        ("zh", "DEU", "德国"),
        ("ja", "DEU", "ドイツ"),
        ("ar", "DEU", "ألمانيا"),
        ("he", "DEU", "גרמניה"),
        ("hi", "DEU", "जर्मनी"),
        ("pt", "DEU", "Alemanha"),
        // undocs.org and un.org/en/about-us/member-states, in the official languages.
        ("fr", "TUR", "Türkiye"),
        ("fr", "CZE", "Tchéquie"),
        ("fr", "CPV", "Cabo Verde"),
        ("fr", "VNM", "Viet Nam"),
        ("fr", "SWZ", "Eswatini"),
        ("fr", "MKD", "Macédoine du Nord"),
        ("es", "SWZ", "Eswatini"),
        ("es", "CPV", "Cabo Verde"),
        ("ru", "VNM", "Вьетнам"),
        ("zh", "MKD", "北马其顿"),
        ("ar", "MKD", "مقدونيا الشمالية"),
    ] {
        assert_eq!(named(lang, iso3), name, "{lang}");
    }
}

#[test]
fn a_tag_with_a_region_finds_its_language() {
    assert_eq!(built_in("pt-BR").unwrap().language(), "pt");
    let error = built_in("tlh").unwrap_err().to_string();
    assert!(
        error.contains("\"tlh\"") && error.contains("ar, de, en"),
        "{error}"
    );
}

#[test]
fn the_summary_counts_right_in_every_language() {
    for lang in LANGUAGES {
        let map = map("es-11-1.json", lang);
        let summary = words::summary(&map);
        let in_latin: String = summary
            .chars()
            .map(
                |c| match ARABIC_DIGITS.chars().position(|digit| digit == c) {
                    Some(digit) => char::from_digit(digit.try_into().unwrap(), 10).unwrap(),
                    None => c,
                },
            )
            .collect();
        let mut numbers: Vec<u32> = in_latin
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        if lang == "ar" {
            assert!(!summary.contains(|c: char| c.is_ascii_digit()), "{summary}");
        }
        // 2 March 2022, in whatever order; the month is a number in some languages.
        let date = numbers.len() - 6;
        assert!([2, 3].contains(&date), "{lang}: {summary}");
        assert!(
            numbers.contains(&2022) && numbers.contains(&2),
            "{lang}: {summary}"
        );
        let counts = numbers.split_off(numbers.len() - 5);
        assert_eq!(counts, [141, 5, 35, 12, 94], "{lang}: {summary}");
        assert!(numbers.contains(&193), "{lang}: {summary}");
    }
}

#[test]
fn no_text_is_clipped_in_any_language() {
    let rulers = Rulers::new();
    for document in DOCUMENTS {
        for lang in LANGUAGES {
            let map = map(document, lang);
            for width in WIDTHS {
                let name = format!("{document} in {lang} at {width}");
                rulers.assert_legible(&figure(&map, width), &name);
            }
        }
    }
}

#[test]
fn every_document_speaks_every_language() {
    for document in DOCUMENTS {
        for lang in LANGUAGES {
            let map = map(document, lang);
            let texts = map.texts();
            assert_eq!(texts.lang, lang, "{document}");
            let printed: String = common::rulers::texts(&figure(&map, 360.0))
                .iter()
                .map(|text| text.text.as_str())
                .collect();
            let letters = |text: &str| -> String {
                text.chars()
                    .filter(|c| !c.is_whitespace() && !is_isolate(*c))
                    .collect()
            };
            let printed = letters(&printed);
            let own = [
                Some(texts.title),
                texts.subtitle,
                texts.note,
                texts.source,
                texts.credit,
            ];
            for text in own {
                let text = letters(&text.unwrap());
                assert!(printed.contains(&text), "{document} in {lang} lacks {text}");
            }
        }
    }
}

#[test]
fn from_right_to_left_the_figure_text_is_mirrored_and_the_map_is_not() {
    let swatch = |scene: &Scene| {
        let legend = scene
            .groups
            .iter()
            .find(|group| group.name == "legend")
            .unwrap();
        let first = legend.items.iter().find_map(|item| match item {
            Item::Area(area) => Some(&area.polygons[0].rings[0]),
            _ => None,
        });
        // The middle between two opposite corners.
        let corners = first.unwrap();
        (corners[0].x + corners[2].x) / 2.0
    };
    let russia = |scene: &Scene| {
        let countries = scene
            .groups
            .iter()
            .find(|group| group.name == "countries")
            .unwrap();
        let areas = countries.items.iter().filter_map(|item| match item {
            Item::Area(area) => Some(area),
            _ => None,
        });
        let mut areas = areas.filter(|area| area.tag.as_ref().is_some_and(|tag| tag.iso3 == "RUS"));
        areas.next().unwrap().polygons[0].rings[0][0].x
    };
    let english = figure(&map("es-11-1.json", "en"), 360.0);
    for lang in ["ar", "he"] {
        let mirrored = figure(&map("es-11-1.json", lang), 360.0);
        assert!(
            (swatch(&english) + swatch(&mirrored) - 360.0).abs() < 1e-6,
            "{lang}"
        );
        assert_eq!(russia(&english), russia(&mirrored), "{lang}");
        for text in texts(&mirrored) {
            let start = if text.text.contains(from_right) {
                '\u{2067}'
            } else {
                '\u{2066}'
            };
            assert!(text.text.starts_with(start), "{lang}: {:?}", text.text);
        }
    }
}
