//! The exported figure from the narrowest phone to a wide screen: everything is said, nothing is
//! clipped, no two texts run into each other. Text is measured with the bundled fonts themselves.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::collections::HashMap;

use stancemap::scene::{
    compose_figure, compose_map, Anchor, Font, Item, Options, Scene, Text, Theme,
};
use stancemap::StanceMap;

const WIDTHS: [f64; 8] = [320.0, 360.0, 480.0, 600.0, 768.0, 960.0, 1440.0, 1920.0];
const DOCUMENTS: [&str; 2] = ["es-11-1.json", "s-2022-155.json"];

/// Advance widths by the `hmtx` and `cmap` tables of the bundled fonts.
struct Rulers(HashMap<Font, ttf_parser::Face<'static>>);

impl Rulers {
    fn new() -> Self {
        let face = |bytes: &'static [u8]| ttf_parser::Face::parse(bytes, 0).unwrap();
        Self(HashMap::from([
            (
                Font::Sans,
                face(include_bytes!("../assets/fonts/NotoSans-Regular.ttf")),
            ),
            (
                Font::SansBold,
                face(include_bytes!("../assets/fonts/NotoSans-Bold.ttf")),
            ),
            (
                Font::SerifBold,
                face(include_bytes!("../assets/fonts/NotoSerif-Bold.ttf")),
            ),
        ]))
    }

    /// Left, top, right, bottom of a line of text, px; from the height of capitals to the descent
    /// of a g.
    fn extent(&self, text: &Text) -> [f64; 4] {
        let face = &self.0[&text.font];
        let units: u32 = text
            .text
            .chars()
            .map(|c| {
                face.glyph_index(c)
                    .unwrap_or_else(|| panic!("no glyph for {c:?}"))
            })
            .map(|glyph| u32::from(face.glyph_hor_advance(glyph).unwrap()))
            .sum();
        let width = f64::from(units) * text.size / f64::from(face.units_per_em());
        let left = match text.anchor {
            Anchor::Left => text.x,
            Anchor::Middle => text.x - width / 2.0,
            Anchor::Right => text.x - width,
        };
        [
            left,
            text.y - 0.72 * text.size,
            left + width,
            text.y + 0.24 * text.size,
        ]
    }
}

fn figure(map: &StanceMap, width_px: f64) -> Scene {
    compose_figure(
        map,
        &Options {
            width_px,
            theme: Theme::Light,
        },
    )
}

fn texts(scene: &Scene) -> Vec<&Text> {
    let items = scene.groups.iter().flat_map(|group| &group.items);
    items
        .filter_map(|item| {
            if let Item::Text(text) = item {
                Some(text)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn no_text_is_clipped_and_no_two_meet() {
    let rulers = Rulers::new();
    for document in DOCUMENTS {
        let map = common::load(document);
        for width in WIDTHS {
            let scene = figure(&map, width);
            let extents: Vec<_> = texts(&scene)
                .into_iter()
                .map(|text| (&text.text, rulers.extent(text)))
                .collect();
            for (i, (text, [left, top, right, bottom])) in extents.iter().enumerate() {
                assert!(
                    *left >= 7.0
                        && *right <= width - 7.0
                        && *top >= 7.0
                        && *bottom <= scene.height - 3.0,
                    "{document} at {width}: \"{text}\" from {left},{top} to {right},{bottom}"
                );
                for (other, [l, t, r, b]) in extents.iter().skip(i + 1) {
                    assert!(
                        right <= l || r <= left || bottom <= t || b <= top,
                        "{document} at {width}: \"{text}\" meets \"{other}\""
                    );
                }
            }
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
                .map(|note| format!("{}: {}", note.about, note.text));
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
    assert!(!about(360.0).contains(&"Golan".to_owned()));
    assert!(about(360.0).contains(&"Western Sahara".to_owned()));
    assert!(about(1920.0).contains(&"Kosovo".to_owned()));
}
