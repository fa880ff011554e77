//! The stances of the default style are distinct for every eye.

use super::super::color::Color;
use super::super::theme::Theme;
use super::{Palette, Style, ThemeStyle};
use crate::stance::Stance;

/// The contrast of a line or a mark with the colour it lies on: WCAG 2.2, 1.4.11.
const MIN_CONTRAST: f64 = 3.0;

type Triple = [f64; 3];
type Matrix = [Triple; 3];

/// Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency" (2009), severity 1.0, in linear RGB.
const MACHADO: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn times(matrix: &Matrix, v: Triple) -> Triple {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

fn linear(color: Color) -> Triple {
    [color.r, color.g, color.b].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// CIE 15:2004, D65 white, from linear sRGB (IEC 61966-2-1).
fn lab(linear: Triple) -> Triple {
    const XYZ: Matrix = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ];
    let xyz = times(&XYZ, linear.map(|c| c.clamp(0.0, 1.0)));
    let white = [0.95047, 1.0, 1.08883];
    let f = [0, 1, 2].map(|i| {
        let t: f64 = xyz[i] / white[i];
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    });
    [
        116.0 * f[1] - 16.0,
        500.0 * (f[0] - f[1]),
        200.0 * (f[1] - f[2]),
    ]
}

fn own(theme: Theme) -> ThemeStyle {
    Style::default().theme(theme).clone()
}

fn distance(a: Triple, b: Triple) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn any_two_stances_are_20_apart_for_every_eye_in_every_theme() {
    const IDENTITY: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for theme in Theme::ALL {
        for (vision, matrix) in MACHADO.iter().chain([&("normal vision", IDENTITY)]) {
            for a in Stance::ALL {
                for b in Stance::ALL.into_iter().filter(|b| *b > a) {
                    let [la, lb] =
                        [a, b].map(|s| lab(times(matrix, linear(own(theme).stance(s).fill))));
                    let apart = distance(la, lb);
                    assert!(
                        apart >= 20.0,
                        "{theme:?}, {vision}: {a:?} and {b:?} are {apart:.1} apart"
                    );
                }
            }
        }
    }
}

/// A reader who comes back in the other theme must not read sponsors as those who voted yes.
#[test]
fn a_blue_means_the_same_in_light_and_dark_and_the_darker_is_the_stronger() {
    let blue = |theme, stance| lab(linear(own(theme).stance(stance).fill));
    let stances = [Stance::CoSponsor, Stance::Yes];
    for theme in [Theme::Light, Theme::Dark] {
        let [sponsored, yes] = stances.map(|stance| blue(theme, stance)[0]);
        assert!(
            yes - sponsored >= 20.0,
            "{theme:?}: {sponsored:.0}, {yes:.0}"
        );
    }
    for (a, b) in [stances, [Stance::Yes, Stance::CoSponsor]].map(|[a, b]| (a, b)) {
        let light = blue(Theme::Light, a);
        let same = distance(light, blue(Theme::Dark, a));
        let other = distance(light, blue(Theme::Dark, b));
        assert!(
            other >= 20.0 && same < other,
            "{a:?}: {same:.1}, {other:.1}"
        );
    }
}

#[test]
fn stances_without_a_vote_differ_by_pattern_too() {
    for theme in Theme::ALL {
        let [absent, unknown, no_vote] = [Stance::Absent, Stance::Unknown, Stance::NoVote]
            .map(|s| own(theme).stance(s).hatch.map(|hatch| hatch.pattern));
        assert!(absent != unknown && unknown != no_vote && absent != no_vote);
    }
}

const HIGH: [Theme; 2] = [Theme::LightContrast, Theme::DarkContrast];

fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
    let all = Stance::ALL.into_iter();
    all.flat_map(|a| Stance::ALL.into_iter().map(move |b| (a, b)))
}

#[test]
fn in_high_contrast_patterns_alone_separate_all_stances() {
    for theme in HIGH {
        // Bare, filled or empty: two more patterns.
        let seen = |stance| {
            let style = own(theme).stance(stance);
            let pattern = style.hatch.map(|hatch| hatch.pattern);
            (pattern, style.fill == own(theme).palette.paper)
        };
        for (a, b) in pairs().filter(|(a, b)| a != b) {
            assert_ne!(seen(a), seen(b), "{theme:?}: {a:?} and {b:?}");
        }
    }
}

#[test]
fn in_high_contrast_any_two_stances_are_9_apart_in_lightness() {
    for theme in HIGH {
        for (a, b) in pairs().filter(|(a, b)| a != b) {
            let [la, lb] = [a, b].map(|s| lab(linear(own(theme).stance(s).fill))[0]);
            let apart = (la - lb).abs();
            assert!(apart >= 9.0, "{theme:?}: {a:?}, {b:?} are {apart:.1} apart");
        }
    }
}

#[test]
fn in_high_contrast_patterns_and_edges_stand_out() {
    for theme in HIGH {
        let paper = own(theme).palette.paper;
        for stance in Stance::ALL {
            let style = own(theme).stance(stance);
            let pattern = style.hatch.map(|hatch| hatch.ink.contrast(style.fill));
            let edge = style.outline.unwrap_or(style.fill).contrast(paper);
            let class = stance as usize;
            let ring = own(theme).border(class, class).contrast(style.fill);
            for (what, contrast) in [
                ("pattern", pattern.unwrap_or(MIN_CONTRAST)),
                ("edge on the sea", edge),
                ("ring and border", ring),
            ] {
                assert!(
                    contrast >= MIN_CONTRAST,
                    "{theme:?}, {stance:?}: {what} {contrast:.1}"
                );
            }
        }
    }
}

/// A border that is no line of contrast lies where the two fills are one themselves.
#[test]
fn in_high_contrast_every_border_can_be_seen() {
    for theme in HIGH {
        for (a, b) in pairs() {
            let [fill_a, fill_b] = [a, b].map(|stance| own(theme).stance(stance).fill);
            let line = own(theme).border(a as usize, b as usize);
            let least = line.contrast(fill_a).min(line.contrast(fill_b));
            assert!(
                least.max(fill_a.contrast(fill_b)) >= MIN_CONTRAST,
                "{theme:?}: {a:?} and {b:?}"
            );
        }
    }
}

/// The outline of the focus is drawn in both.
#[test]
fn one_tone_of_the_focus_stands_out_from_whatever_it_lies_on() {
    for theme in Theme::ALL {
        let Palette { paper, focus, .. } = own(theme).palette;
        assert!(paper.contrast(focus) >= MIN_CONTRAST, "{theme:?}");
        let styles = own(theme).classes;
        let hatches = styles.iter().filter_map(|style| style.hatch);
        let ground = styles.iter().map(|style| style.fill);
        for color in ground.chain(hatches.map(|hatch| hatch.ink)).chain([paper]) {
            let best = paper.contrast(color).max(focus.contrast(color));
            assert!(best >= MIN_CONTRAST, "{theme:?}: {best:.1} on {color}");
        }
    }
}

/// WCAG 2.2, 1.4.3.
#[test]
fn names_stand_out_from_the_votes_against() {
    for theme in Theme::ALL {
        let named = Style::default().label.class;
        let ratio = own(theme)
            .class(named)
            .fill
            .contrast(own(theme).label_inside);
        assert!(ratio >= 4.5, "{theme:?}: {ratio:.2}");
    }
}

/// WCAG 2.2, 1.4.3: contrast of 4.5 for text.
#[test]
fn texts_stand_out_from_the_paper() {
    for theme in Theme::ALL {
        let palette = own(theme).palette;
        for text in [palette.ink, palette.muted] {
            let ratio = text.contrast(palette.paper);
            assert!(
                ratio >= 4.5,
                "{theme:?}: {text} has a contrast of {ratio:.1}"
            );
        }
    }
}
