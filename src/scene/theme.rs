//! The palettes and what each stance looks like in them. Every colour of the picture and of the
//! page around it comes from here.

use serde::{Deserialize, Serialize};

use super::color::Color;
use super::hatch::Pattern;
use crate::stance::Stance;

/// Which palette. The two of high contrast give every stance a pattern of its own, so that the map
/// reads without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near-black.
    Dark,
    /// Black on white.
    LightContrast,
    /// White on black.
    DarkContrast,
}

/// How a stance is painted: a flat fill, and a pattern over it where colour alone must not tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The fill.
    pub fill: Color,
    /// Pattern and its colour.
    pub pattern: Option<(Pattern, Color)>,
    /// A hairline round the shape, for fills close to the paper.
    pub outline: Option<Color>,
}

/// The colours of everything that is not a stance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Palette {
    /// Behind everything.
    pub paper: Color,
    /// Titles, counts, labels.
    pub ink: Color,
    /// Subtitle, notes.
    pub muted: Color,
    /// Lines of the furniture: a rule, a button's edge.
    pub rule: Color,
    /// Leaders from a moved marker to its country.
    pub leader: Color,
    /// Dashes and dots on disputed lines.
    pub disputed: Color,
    /// The outline of the hovered country; an edge in `paper` lies outside it.
    pub focus: Color,
}

impl Theme {
    /// Every palette.
    pub const ALL: [Self; 4] = [
        Self::Light,
        Self::Dark,
        Self::LightContrast,
        Self::DarkContrast,
    ];

    /// The word used in attributes and options: `light`, `dark-contrast` …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::LightContrast => "light-contrast",
            Self::DarkContrast => "dark-contrast",
        }
    }

    /// The palette called `word`, as [`as_str`](Self::as_str) writes it; none for another word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }

    /// Whether it is one of the two in which every stance has a pattern.
    pub fn is_high_contrast(self) -> bool {
        matches!(self, Self::LightContrast | Self::DarkContrast)
    }

    /// The colours that are not a stance's.
    pub fn palette(self) -> Palette {
        match self {
            Self::Light => Palette {
                paper: Color::hex(0xffffff),
                ink: Color::hex(0x1b1d1f),
                muted: Color::hex(0x5f6468),
                rule: Color::hex(0xd9d6d0),
                leader: Color::hex(0x6f7377),
                disputed: Color::hex(0x505458),
                focus: Color::hex(0x111315),
            },
            Self::Dark => Palette {
                paper: Color::hex(0x14171a),
                ink: Color::hex(0xf1efe9),
                muted: Color::hex(0xa6aaae),
                rule: Color::hex(0x3a3f44),
                leader: Color::hex(0x9da1a5),
                disputed: Color::hex(0xd5d7d9),
                focus: Color::hex(0xffffff),
            },
            Self::LightContrast => Palette::two_tone(WHITE, BLACK),
            Self::DarkContrast => Palette::two_tone(BLACK, WHITE),
        }
    }

    /// How `stance` is painted. The closest two fills are 20 or more apart in CIELAB in normal
    /// vision and in simulated protanopia, deuteranopia and tritanopia. In high contrast they are
    /// also 9 or more apart in lightness, so that they hold in greyscale.
    pub fn look(self, stance: Stance) -> Look {
        use Pattern::{Cross, Diagonal, Dots, Horizontal, Vertical};
        let (fill, pattern, outline) = match (self, stance) {
            (Self::Light, Stance::CoSponsor) => (0x0b4f6c, None, None),
            (Self::Light, Stance::Yes) => (0x67a9cf, None, None),
            (Self::Light, Stance::Abstain) => (0xe2bd6b, None, None),
            (Self::Light, Stance::No) => (0xc43d2b, None, None),
            (Self::Light, Stance::Absent) => (0x7f7b75, Some((Diagonal, 0xf3f1ec)), None),
            (Self::Light, Stance::Unknown) => (0xb6b6b4, Some((Dots, 0xf3f1ec)), None),
            (Self::Light, Stance::NoVote) => (0xf3f1ec, None, Some(0xbdb8ae)),
            (Self::Dark, Stance::CoSponsor) => (0x86d3f3, None, None),
            (Self::Dark, Stance::Yes) => (0x2f7fae, None, None),
            (Self::Dark, Stance::Abstain) => (0xe0bd62, None, None),
            (Self::Dark, Stance::No) => (0xd6402e, None, None),
            (Self::Dark, Stance::Absent) => (0xa09b92, Some((Diagonal, 0x23272b)), None),
            (Self::Dark, Stance::Unknown) => (0x62676d, Some((Dots, 0x23272b)), None),
            (Self::Dark, Stance::NoVote) => (0x2e3237, None, Some(0x5b6167)),
            (Self::LightContrast, Stance::CoSponsor) => (0x003f6e, None, None),
            (Self::LightContrast, Stance::Yes) => (0x379ad6, Some((Horizontal, 0x002340)), None),
            (Self::LightContrast, Stance::Abstain) => {
                (0xf8d13c, Some((Vertical, 0x6b5200)), Some(0x000000))
            }
            (Self::LightContrast, Stance::No) => (0xb3120c, Some((Cross, 0xffffff)), None),
            (Self::LightContrast, Stance::Absent) => (0x78716a, Some((Diagonal, 0xffffff)), None),
            (Self::LightContrast, Stance::Unknown) => {
                (0xbab7b2, Some((Dots, 0x3a3835)), Some(0x000000))
            }
            (Self::LightContrast, Stance::NoVote) => (0xffffff, None, Some(0x000000)),
            (Self::DarkContrast, Stance::CoSponsor) => (0xb4f7fc, None, None),
            (Self::DarkContrast, Stance::Yes) => (0x2f97dc, Some((Horizontal, 0x00223c)), None),
            (Self::DarkContrast, Stance::Abstain) => (0xf4c23c, Some((Vertical, 0x4a3800)), None),
            (Self::DarkContrast, Stance::No) => (0xe0261c, Some((Cross, 0x000000)), None),
            (Self::DarkContrast, Stance::Absent) => (0xb2aaa0, Some((Diagonal, 0x000000)), None),
            (Self::DarkContrast, Stance::Unknown) => {
                (0x46433e, Some((Dots, 0xc4bfb7)), Some(0xffffff))
            }
            (Self::DarkContrast, Stance::NoVote) => (0x000000, None, Some(0xffffff)),
        };
        Look {
            fill: Color::hex(fill),
            pattern: pattern.map(|(pattern, color)| (pattern, Color::hex(color))),
            outline: outline.map(Color::hex),
        }
    }

    /// The colour of a border between a region that shows `a` and one that shows `b`; with `b` = `a`
    /// also of the ring round a marker. In high contrast the tone, ink or paper, that stands out
    /// from both.
    pub fn border(self, a: Stance, b: Stance) -> Color {
        let Palette { paper, ink, .. } = self.palette();
        let least = |tone: Color| {
            let [a, b] = [a, b].map(|stance| self.look(stance).fill.contrast(tone));
            a.min(b)
        };
        if self.is_high_contrast() && least(ink) >= least(paper) {
            ink
        } else {
            paper
        }
    }

    /// How much heavier borders and coasts are than in the ordinary palettes.
    pub fn line_weight(self) -> f64 {
        if self.is_high_contrast() {
            1.25
        } else {
            1.0
        }
    }
}

const BLACK: Color = Color::hex(0x000000);
const WHITE: Color = Color::hex(0xffffff);

impl Palette {
    fn two_tone(paper: Color, ink: Color) -> Self {
        Self {
            paper,
            ink,
            muted: ink,
            rule: ink,
            leader: ink,
            disputed: ink,
            focus: ink,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What tells a line or a mark from the colour it lies on: WCAG 2.2, 1.4.11.
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
                            [a, b].map(|s| lab(times(matrix, linear(theme.look(s).fill))));
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

    #[test]
    fn stances_without_a_vote_differ_by_pattern_too() {
        for theme in Theme::ALL {
            let [absent, unknown, no_vote] = [Stance::Absent, Stance::Unknown, Stance::NoVote]
                .map(|s| theme.look(s).pattern.map(|(pattern, _)| pattern));
            assert!(absent != unknown && unknown != no_vote && absent != no_vote);
        }
    }

    const HIGH: [Theme; 2] = [Theme::LightContrast, Theme::DarkContrast];

    fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
        let all = Stance::ALL.into_iter();
        all.flat_map(|a| Stance::ALL.into_iter().map(move |b| (a, b)))
    }

    #[test]
    fn in_high_contrast_patterns_alone_tell_all_stances_apart() {
        for theme in HIGH {
            // Bare, filled or empty: two more patterns.
            let seen = |stance| {
                let Look { fill, pattern, .. } = theme.look(stance);
                (pattern.map(|p| p.0), fill == theme.palette().paper)
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
                let [la, lb] = [a, b].map(|s| lab(linear(theme.look(s).fill))[0]);
                let apart = (la - lb).abs();
                assert!(apart >= 9.0, "{theme:?}: {a:?}, {b:?} are {apart:.1} apart");
            }
        }
    }

    #[test]
    fn in_high_contrast_patterns_and_edges_stand_out() {
        for theme in HIGH {
            let paper = theme.palette().paper;
            for stance in Stance::ALL {
                let look = theme.look(stance);
                let pattern = look.pattern.map(|(_, color)| color.contrast(look.fill));
                let edge = look.outline.unwrap_or(look.fill).contrast(paper);
                let ring = theme.border(stance, stance).contrast(look.fill);
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
                let [fill_a, fill_b] = [a, b].map(|stance| theme.look(stance).fill);
                let line = theme.border(a, b);
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
            let Palette { paper, focus, .. } = theme.palette();
            assert!(paper.contrast(focus) >= MIN_CONTRAST, "{theme:?}");
            let looks = Stance::ALL.map(|stance| theme.look(stance));
            let patterns = looks.iter().filter_map(|look| look.pattern);
            let ground = looks.iter().map(|look| look.fill);
            for color in ground
                .chain(patterns.map(|(_, color)| color))
                .chain([paper])
            {
                let best = paper.contrast(color).max(focus.contrast(color));
                assert!(best >= MIN_CONTRAST, "{theme:?}: {best:.1} on {color}");
            }
        }
    }

    /// WCAG 2.2, 1.4.3. Names inside countries are white: see `scene::map`.
    #[test]
    fn names_stand_out_from_the_votes_against() {
        for theme in Theme::ALL {
            let ratio = theme.look(Stance::No).fill.contrast(Color::hex(0xffffff));
            assert!(ratio >= 4.5, "{theme:?}: {ratio:.2}");
        }
    }

    #[test]
    fn words_in_files_equal_words_in_attributes() {
        for theme in Theme::ALL {
            assert_eq!(serde_json::to_value(theme).unwrap(), theme.as_str());
            assert_eq!(Theme::parse(theme.as_str()), Some(theme));
        }
        assert_eq!(Theme::parse("contrast"), None);
    }

    /// WCAG 2.2, 1.4.3: contrast of 4.5 for text.
    #[test]
    fn texts_stand_out_from_the_paper() {
        for theme in Theme::ALL {
            let palette = theme.palette();
            for text in [palette.ink, palette.muted] {
                let ratio = text.contrast(palette.paper);
                assert!(
                    ratio >= 4.5,
                    "{theme:?}: {text} has a contrast of {ratio:.1}"
                );
            }
        }
    }
}
