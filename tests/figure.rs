//! The exported figure from the narrowest phone to a wide screen: everything is there, nothing is
//! clipped, no two texts run into each other. Text is shaped with the bundled fonts themselves.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use common::rulers::{texts, Rulers};
use common::{figure, DOCUMENTS};
use stancemap::scene::{compose_map, Item, Options, Theme};

const WIDTHS: [f64; 8] = [320.0, 360.0, 480.0, 600.0, 768.0, 960.0, 1440.0, 1920.0];

#[test]
fn no_text_is_clipped_and_no_two_meet() {
    let rulers = Rulers::new();
    for document in DOCUMENTS {
        let map = common::load(document);
        for width in WIDTHS {
            rulers.assert_legible(&figure(&map, width), &format!("{document} at {width}"));
        }
    }
}

#[test]
fn every_word_of_document_and_policy_is_printed() {
    for document in DOCUMENTS {
        let map = common::load(document);
        for width in WIDTHS {
            let options = Options {
                width_px: width,
                theme: Theme::Light,
            };
            let footnotes = compose_map(&map, &options).footnotes;
            assert!(!footnotes.is_empty());
            let printed: String = texts(&figure(&map, width))
                .iter()
                .map(|text| text.text.as_str())
                .collect();
            let letters =
                |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
            let printed = letters(&printed);
            let wanted = [
                Some(map.document.title.clone()),
                map.document.subtitle.clone(),
                map.document.note.clone(),
                map.document.source.clone(),
                map.document.credit.clone(),
                Some(map.policy.statement.clone()),
                Some(map.policy.disclaimer.clone()),
            ];
            let footnotes = footnotes
                .into_iter()
                .map(|note| format!("{} {}", note.about, note.text));
            for text in wanted.into_iter().flatten().chain(footnotes) {
                assert!(
                    printed.contains(&letters(&text)),
                    "{document} at {width} lacks \"{text}\""
                );
            }
        }
    }
}

#[test]
fn the_counts_of_the_legend_add_up_to_the_members() {
    for document in DOCUMENTS {
        let map = common::load(document);
        let scene = figure(&map, 960.0);
        let legend = scene
            .groups
            .iter()
            .find(|group| group.name == "legend")
            .unwrap();
        let counts: u32 = legend
            .items
            .iter()
            .filter_map(|item| {
                if let Item::Text(text) = item {
                    text.text.parse::<u32>().ok()
                } else {
                    None
                }
            })
            .sum();
        assert_eq!(counts, 193, "{document}");
    }
}

#[test]
fn a_footnote_is_printed_only_where_its_place_can_be_seen() {
    let map = common::load("es-11-1.json");
    let about = |width_px| -> Vec<String> {
        let scene = compose_map(
            &map,
            &Options {
                width_px,
                theme: Theme::Light,
            },
        );
        scene.footnotes.into_iter().map(|note| note.about).collect()
    };
    // The Golan covers some 1,200 km², 0.1 px² on a phone.
    assert!(!about(360.0).contains(&"Golan:".to_owned()));
    assert!(about(360.0).contains(&"Western Sahara:".to_owned()));
    assert!(about(1920.0).contains(&"Kosovo:".to_owned()));
}
