//! Added fonts: which one draws what the bundled ones lack.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::font::{boxes, collection};
use resvg::tiny_skia::Pixmap;
use stancemap::paint::{raster_from_svg, Fonts};

/// Where the baseline is, and the type size, px.
const BASELINE: u32 = 100;
const SIZE: u32 = 100;

fn picture(text: &str, weight: u16, fonts: &Fonts) -> stancemap::Result<Pixmap> {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='120'><text x='0' y='{BASELINE}' \
         font-family='Noto Sans' font-weight='{weight}' font-size='{SIZE}'>{text}</text></svg>"
    );
    raster_from_svg(&svg, 1.0, fonts)
}

/// How high the first character's box stands above the baseline, px.
fn height(picture: &Pixmap) -> usize {
    let is_ink = |y: &u32| picture.pixel(50, *y).unwrap().alpha() > 127;
    (0..BASELINE).filter(is_ink).count()
}

#[test]
fn what_no_font_has_is_refused_by_name() {
    let error = picture("né 票", 400, &Fonts::bundled()).unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("--font: ") && text.contains("票"),
        "{text}"
    );
    assert!(!text.contains('é'), "that one is there: {text}");
}

#[test]
fn an_added_font_draws_what_the_bundled_ones_lack() {
    let mut fonts = Fonts::bundled();
    fonts.add("box.ttf", boxes("Box", 400, 700), "zh").unwrap();
    assert_eq!(height(&picture("票", 400, &fonts).unwrap()), 70);
    // And nothing else: the digit is no box.
    let digit = picture("1", 400, &fonts).unwrap();
    assert_eq!(
        digit.data(),
        picture("1", 400, &Fonts::bundled()).unwrap().data()
    );
}

#[test]
fn bold_text_takes_the_bold_one_of_the_added_fonts() {
    let mut fonts = Fonts::bundled();
    fonts
        .add("regular.ttf", boxes("Box", 400, 300), "zh")
        .unwrap();
    fonts.add("bold.ttf", boxes("Box", 700, 600), "zh").unwrap();
    assert_eq!(height(&picture("票", 400, &fonts).unwrap()), 30);
    assert_eq!(height(&picture("票", 700, &fonts).unwrap()), 60);
}

#[test]
fn a_collection_gives_the_face_of_the_language() {
    let faces = [
        ("Box JP", 400, 300),
        ("Box SC", 400, 500),
        ("Box TC", 400, 700),
    ];
    for (lang, expected) in [
        ("ja", 30),
        ("zh", 50),
        ("zh-Hans", 50),
        ("zh-TW", 70),
        ("en", 30),
    ] {
        let mut fonts = Fonts::bundled();
        fonts.add("box.ttc", collection(&faces), lang).unwrap();
        assert_eq!(
            height(&picture("票", 400, &fonts).unwrap()),
            expected,
            "{lang}"
        );
    }
}

#[test]
fn what_is_no_font_is_refused_by_name() {
    let error = Fonts::bundled()
        .add("--font notes.txt", b"no font".to_vec(), "zh")
        .unwrap_err();
    assert!(
        error.to_string().starts_with("--font notes.txt: "),
        "{error}"
    );
}

#[test]
fn arabic_hebrew_and_devanagari_need_no_font() {
    for text in ["قرار الجمعية العامة", "החלטה של העצרת", "महासभा का प्रस्ताव"]
    {
        for weight in [400, 700] {
            assert!(picture(text, weight, &Fonts::bundled()).is_ok(), "{text}");
        }
    }
}
