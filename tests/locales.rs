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
        for part in ["messages", "policies"] {
            assert_eq!(keys(&other[part]), keys(&english[part]), "{lang}: {part}");
        }
        // And names where the CLDR differs from the United Nations.
        assert!(
            keys(&other["names"]).is_superset(&keys(&english["names"])),
            "{lang}: names"
        );
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
        ("fr", "card.abstain"),
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

/// The United Nations' own spellings (UNTERM), and one name for a country in names and footnotes.
#[test]
fn names_follow_one_policy() {
    for (lang, names) in [
        ("fr", "BLR Bélarus, IRQ Iraq, KGZ Kirghizistan, SLV El Salvador, MDA République de Moldova, TUR Türkiye"),
        ("es", "BLR Belarús, QAT Qatar, BHR Bahrein, KEN Kenya, TUR Türkiye, VNM Viet Nam"),
        ("pt", "BFA Burkina Faso, FRO Ilhas Faroe"),
        ("ru", "MHL Маршалловы Острова, SLB Соломоновы Острова, SYC Сейшельские Острова, COM Коморские Острова, COK Острова Кука, \
                ARE Объединенные Арабские Эмираты, KGZ Кыргызстан, ZAF Южная Африка, GBR Соединенное Королевство"),
        ("uk", "GBR Велика Британія"),
        ("he", "GBR בריטניה"),
        ("hi", "LIE लिकटेंस्टाइन, SLV एल साल्वाडोर"),
        ("ja", "XGO ゴラン高原"),
    ] {
        let map = map("es-11-1.json", lang);
        for named in names.split(", ") {
            let (code, name) = named.split_once(' ').unwrap();
            let region = &map.regions[map.index_of(code).unwrap()];
            assert_eq!(words::name(&map, region), name, "{lang}");
        }
    }
    for lang in ["ru", "uk", "he"] {
        let map = map("es-11-1.json", lang);
        let falklands =
            file(lang)["policies"]["un"]["footnotes"]["Falkland Islands (Malvinas)"][1].to_string();
        let kingdom = words::name(&map, &map.regions[map.index_of("GBR").unwrap()]);
        // Its last letters are inflected.
        let stem: String = kingdom.split(' ').next().unwrap().chars().take(5).collect();
        assert!(falklands.contains(&stem), "{lang}: {falklands}");
    }
}

#[test]
fn names_of_places_are_written_out() {
    for lang in translated() {
        let map = map("es-11-1.json", lang);
        for region in &map.regions {
            let name = words::name(&map, region);
            assert!(
                !name.contains("о-в") && !name.contains('ё'),
                "{lang}: {name}"
            );
        }
    }
}

/// Everything that a reader can be told in `lang`: the messages, the names, and the documents' texts.
fn everything(lang: &str) -> Vec<String> {
    let mut all: Vec<String> = strings(&file(lang))
        .into_values()
        .map(String::from)
        .collect();
    for document in DOCUMENTS {
        let map = map(document, lang);
        let texts = map.texts();
        all.push(texts.title);
        all.extend(
            [texts.subtitle, texts.note, texts.source, texts.credit]
                .into_iter()
                .flatten(),
        );
        all.extend(map.regions.iter().map(|region| words::name(&map, region)));
        all.push(words::description(&map));
    }
    all
}

#[test]
fn ukrainian_has_one_apostrophe() {
    for text in everything("uk") {
        assert!(!text.contains(['’', '\'']), "{text}");
    }
}

#[test]
fn hebrew_words_are_joined_by_a_maqaf() {
    for text in everything("he") {
        let letters: Vec<char> = text.chars().collect();
        let joined = letters
            .windows(3)
            .any(|w| w[1] == '-' && from_right(w[0]) && from_right(w[2]));
        assert!(!joined, "{text}");
    }
}

#[test]
fn no_sentence_begins_with_a_numeral() {
    for lang in LANGUAGES {
        for document in DOCUMENTS {
            let map = map(document, lang);
            let texts = map.texts();
            let [statement, disclaimer] = ["statement", "disclaimer"].map(|part| {
                file(lang)["policies"]["un"][part]
                    .as_str()
                    .unwrap()
                    .to_owned()
            });
            let said = [
                Some(texts.title),
                texts.subtitle,
                texts.note,
                Some(statement),
                Some(disclaimer),
            ];
            for text in said.into_iter().flatten() {
                for sentence in text.split_inclusive(['.', '。', '।', '?', '!', '؟']) {
                    // The point of "2. März" and of "г." ends no sentence.
                    let begins = sentence.starts_with(' ') || text.starts_with(sentence);
                    let first = sentence.trim().chars().next();
                    let is_after_number = lang == "de" && first.is_some_and(char::is_alphabetic);
                    if begins && !is_after_number || "。".contains(sentence.chars().next().unwrap())
                    {
                        assert!(!first.is_some_and(char::is_numeric), "{lang}: {sentence}");
                    }
                }
            }
        }
    }
}

/// The legend speaks of several countries, the card of one.
#[test]
fn a_card_speaks_of_one_country() {
    for (lang, russia, morocco) in [
        ("en", "Voted no", "Did not vote"),
        ("fr", "Contre", "N’a pas voté"),
        ("es", "En contra", "No votó"),
        ("pt", "Contra", "Não votou"),
        ("de", "Dagegen", "Nicht abgestimmt"),
        ("ru", "Против", "Не голосовал"),
        ("uk", "Проти", "Не голосувала"),
        ("he", "נגד", "לא הצביעה"),
        ("ar", "معارضة", "لم تصوّت"),
        ("hi", "विरोध में", "मतदान नहीं किया"),
        ("ja", "反対", "投票せず"),
        ("zh", "反对", "未参加表决"),
    ] {
        let page = stancemap::page::PageData::new(&map("es-11-1.json", lang), &[960.0]);
        let more = serde_json::to_value(&page.more).unwrap();
        let label = |iso3: &str| {
            let regions = more["regions"].as_array().unwrap();
            let region = regions.iter().find(|region| region[0] == iso3).unwrap();
            let status = usize::try_from(region[3].as_u64().unwrap()).unwrap();
            more["statuses"][status]["label"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!([label("RUS"), label("MAR")], [russia, morocco], "{lang}");
    }
}

/// 47 voted yes and did not sponsor, of 141 that voted yes; of the 11 on the Council, 9 may have sponsored.
#[test]
fn the_legend_says_how_its_yes_differs_from_the_total() {
    let yes = |document: &str| {
        let map = map(document, "en");
        let scene = stancemap::scene::compose_map(&map, &stancemap::scene::Options::default());
        let legend = stancemap::scene::figure_text(&map, &scene).legend;
        let entry = legend
            .into_iter()
            .find(|entry| entry.stance.as_str() == "yes")
            .unwrap();
        (entry.count.unwrap(), entry.label)
    };
    let expected = |n, label: &str| (n, label.to_owned());
    assert_eq!(
        yes("es-11-1.json"),
        expected(47, "Voted yes, not co-sponsor")
    );
    assert_eq!(
        yes("s-2022-155.json"),
        expected(9, "Voted yes; sponsorship unknown")
    );
}

#[test]
fn the_first_of_a_month_is_written_as_the_language_does() {
    for (lang, date) in [
        ("fr", "1er mars 2022"),
        ("pt", "1º de março de 2022"),
        ("es", "1 de marzo de 2022"),
    ] {
        assert_eq!(built_in(lang).unwrap().date("2022-03-01"), date);
    }
    assert_eq!(built_in("fr").unwrap().date("2022-03-11"), "11 mars 2022");
}

/// One text stands behind the other in the page, without a blank after full-width punctuation.
#[test]
fn the_page_puts_no_blank_after_full_width_punctuation() {
    for (lang, gap) in [("ja", false), ("zh", false), ("en", true), ("ar", true)] {
        let page = stancemap::page::PageData::new(&map("es-11-1.json", lang), &[960.0]);
        let leads = page
            .more
            .as_ref()
            .unwrap()
            .footnotes
            .iter()
            .map(|note| &note.about);
        let leads: Vec<&String> = leads.chain(&page.text.key).collect();
        assert!(leads.len() > 10);
        for lead in leads {
            assert_eq!(lead.ends_with(' '), gap, "{lang}: {lead:?}");
        }
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
fn no_text_of_a_link_preview_is_clipped_in_any_language() {
    let rulers = Rulers::new();
    for document in DOCUMENTS {
        for lang in LANGUAGES {
            let card = stancemap::scene::compose_card(&map(document, lang));
            rulers.assert_legible(&card, &format!("card of {document} in {lang}"));
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
