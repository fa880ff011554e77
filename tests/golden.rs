//! The picture against committed references. `STANCEMAP_BLESS=1` rewrites them; check each before
//! committing it.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use std::path::{Path, PathBuf};

use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};
use stancemap::locale::built_in;
use stancemap::paint;
use stancemap::scene::{compose_card, compose_figure, compose_in_shape, Options, Scene, Theme};
use stancemap::StanceMap;

/// A pixel differs when a channel is further off than this (of 255): less is anti-aliasing.
const CHANNEL_TOLERANCE: u8 = 32;
/// The share of pixels that may differ.
const PIXEL_TOLERANCE: f64 = 0.0005;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn share_that_differs(a: &Pixmap, b: &Pixmap) -> f64 {
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return 1.0;
    }
    let differ = a
        .data()
        .chunks(4)
        .zip(b.data().chunks(4))
        .filter(|(p, q)| {
            p.iter()
                .zip(*q)
                .any(|(x, y)| x.abs_diff(*y) > CHANNEL_TOLERANCE)
        })
        .count();
    differ as f64 / f64::from(a.width() * a.height())
}

/// Expected and actual side by side, in the build folder.
fn keep_side_by_side(name: &str, expected: &Pixmap, actual: &Pixmap) -> PathBuf {
    let gap = 16;
    let width = expected.width() + gap + actual.width();
    let mut sheet = Pixmap::new(width, expected.height().max(actual.height())).unwrap();
    for (x, half) in [(0, expected), (expected.width() + gap, actual)] {
        sheet.draw_pixmap(
            x.try_into().unwrap(),
            0,
            half.as_ref(),
            &PixmapPaint::default(),
            Transform::identity(),
            None,
        );
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    sheet.save_png(&path).unwrap();
    path
}

fn assert_golden(name: &str, document: &str, width_px: f64, theme: Theme) {
    assert_golden_in("en", name, document, width_px, theme);
}

fn assert_golden_in(lang: &str, name: &str, document: &str, width_px: f64, theme: Theme) {
    assert_golden_of(lang, name, document, |map| {
        compose_figure(map, &Options { width_px, theme })
    });
}

fn assert_golden_of(lang: &str, name: &str, document: &str, compose: impl Fn(&StanceMap) -> Scene) {
    let mut map = common::load(document);
    map.locale = built_in(lang).unwrap();
    let scene = compose(&map);
    let svg = paint::svg(&scene).unwrap();
    let actual = paint::raster_from_svg(&svg, 1.0, &paint::Fonts::bundled()).unwrap();
    let path = folder("tests/golden").join(format!("{name}.png"));
    if std::env::var_os("STANCEMAP_BLESS").is_some() {
        actual.save_png(&path).unwrap();
    }
    let expected = Pixmap::load_png(&path)
        .unwrap_or_else(|e| panic!("{} is missing or no PNG ({e}); bless it", path.display()));
    let share = share_that_differs(&expected, &actual);
    assert!(
        share <= PIXEL_TOLERANCE,
        "{name}: {:.3} % of the pixels differ; see {}",
        share * 100.0,
        keep_side_by_side(name, &expected, &actual).display()
    );
}

#[test]
fn general_assembly_960_light() {
    assert_golden("es-11-1-960-light", "es-11-1.json", 960.0, Theme::Light);
}

#[test]
fn general_assembly_960_dark() {
    assert_golden("es-11-1-960-dark", "es-11-1.json", 960.0, Theme::Dark);
}

#[test]
fn general_assembly_360_light() {
    assert_golden("es-11-1-360-light", "es-11-1.json", 360.0, Theme::Light);
}

#[test]
fn security_council_960_light() {
    assert_golden(
        "s-2022-155-960-light",
        "s-2022-155.json",
        960.0,
        Theme::Light,
    );
}

#[test]
fn general_assembly_960_light_contrast() {
    assert_golden(
        "es-11-1-960-light-contrast",
        "es-11-1.json",
        960.0,
        Theme::LightContrast,
    );
}

/// Dots, and many markers.
#[test]
fn security_council_360_dark_contrast() {
    assert_golden(
        "s-2022-155-360-dark-contrast",
        "s-2022-155.json",
        360.0,
        Theme::DarkContrast,
    );
}

/// FigureText mirrored, letters joined, digits of Arabic.
#[test]
fn arabic_360_light() {
    assert_golden_in(
        "ar",
        "es-11-1-ar-360-light",
        "es-11-1.json",
        360.0,
        Theme::Light,
    );
}

#[test]
fn arabic_960_light() {
    assert_golden_in(
        "ar",
        "es-11-1-ar-960-light",
        "es-11-1.json",
        960.0,
        Theme::Light,
    );
}

/// Conjuncts, and vowel signs in their places.
#[test]
fn hindi_360_light() {
    assert_golden_in(
        "hi",
        "es-11-1-hi-360-light",
        "es-11-1.json",
        360.0,
        Theme::Light,
    );
}

#[test]
fn hindi_960_light() {
    assert_golden_in(
        "hi",
        "es-11-1-hi-960-light",
        "es-11-1.json",
        960.0,
        Theme::Light,
    );
}

/// Pictures for feeds and stories: nothing cut, nothing on something else, whatever the shape and the way of writing.
#[test]
fn shapes() {
    for (lang, document) in [("en", "es-11-1"), ("en", "s-2022-155"), ("ar", "es-11-1")] {
        for (shape, size) in [
            ("social", [1200.0, 675.0]),
            ("square", [1080.0, 1080.0]),
            ("portrait", [1080.0, 1350.0]),
            ("story", [1080.0, 1920.0]),
        ] {
            let name = format!("{document}-{lang}-{shape}");
            assert_golden_of(lang, &name, &format!("{document}.json"), |map| {
                compose_in_shape(map, Theme::Light, size).unwrap()
            });
        }
    }
}

/// What feeds show of a link.
#[test]
fn card() {
    assert_golden_of("en", "es-11-1-card", "es-11-1.json", compose_card);
}
