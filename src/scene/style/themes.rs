//! The default colours and patterns of the four themes.

use serde::{Deserialize, Serialize};

use super::super::color::Color;
use super::super::pattern::Pattern;
use super::super::theme::Theme;
use super::Size;
use crate::stance::Stance;

/// Contrast of text with its ground: Web Content Accessibility Guidelines 2.2, success criterion 1.4.3.
const LEGIBLE: f64 = 4.5;

/// The colours of everything that is not a class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Palette {
    /// Behind everything.
    pub paper: Color,
    /// Titles, counts, labels.
    pub ink: Color,
    /// Subtitle, notes.
    pub muted: Color,
    /// Lines round texts: a rule, a button's edge.
    pub rule: Color,
    /// Dashes and dots on disputed lines.
    pub disputed: Color,
    /// The outline of the hovered country; an edge in `paper` lies outside it.
    pub focus: Color,
}

/// Lines or dots over a flat fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hatch {
    /// Which.
    pub pattern: Pattern,
    /// Their colour.
    pub ink: Color,
    /// Times the style's spacing and width.
    pub spacing: f64,
    /// See `spacing`.
    pub width: f64,
    /// The spacing is a multiple of so many px, so that marks are sharp; 0 for any.
    pub snap: f64,
}

/// How a class is painted: a flat fill, and a pattern over it where colour alone must not count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassStyle {
    /// The fill.
    pub fill: Color,
    /// The pattern over it.
    pub hatch: Option<Hatch>,
    /// A line round the shape, borders too, for fills close to the paper.
    pub outline: Option<Color>,
    /// Whether islets get that line too.
    pub outlines_islets: bool,
    /// Of borders between two regions of the class, where its pattern would swallow the theme's.
    pub own_border: Option<Color>,
    /// Colour of the thin ring of its markers, where the theme's would be lost.
    pub thin_ring: Option<Color>,
}

/// The colour of borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorderTone {
    /// The paper's.
    Paper,
    /// Ink or paper, whichever stands out from the fills on both sides.
    Outstanding,
}

/// One palette, and what is drawn otherwise in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeStyle {
    /// Colours that are not a class's.
    pub palette: Palette,
    /// By class, in the order of the legend.
    pub classes: Vec<ClassStyle>,
    /// Of names inside their countries.
    pub label_inside: Color,
    /// The colour of borders and of the rings round markers.
    pub border_tone: BorderTone,
    /// Times the style's width of borders.
    pub line_weight: Size,
    /// Whether coasts are as wide as borders; else they are hairlines.
    pub heavy_coasts: bool,
    /// How far from the middle of a border or coast the lines of a pattern end, CSS px.
    pub pattern_inset: Size,
}

impl ThemeStyle {
    /// The style of a class.
    pub fn class(&self, class: usize) -> ClassStyle {
        let plain = ClassStyle::flat(self.palette.rule);
        self.classes.get(class).copied().unwrap_or(plain)
    }

    /// The style of a stance: classes are stances, in their order.
    pub fn stance(&self, stance: Stance) -> ClassStyle {
        self.class(stance as usize)
    }

    /// The colour of a border between a region of class `a` and one of class `b`; with `b` = `a`
    /// also of the ring round a marker.
    pub fn border(&self, a: usize, b: usize) -> Color {
        let Palette { paper, ink, .. } = self.palette;
        let least = |tone: Color| {
            let [a, b] = [a, b].map(|class| self.class(class).fill.contrast(tone));
            a.min(b)
        };
        match self.border_tone {
            BorderTone::Outstanding if least(ink) >= least(paper) => ink,
            _ => paper,
        }
    }

    /// The default style of `theme`.
    ///
    /// The closest two fills are 20 or more apart in CIELAB in normal vision and in simulated
    /// protanopia, deuteranopia and tritanopia. In high contrast they are also 9 or more apart in
    /// lightness, so that they hold in greyscale.
    pub(super) fn of(theme: Theme) -> Self {
        use Pattern::{Cross, Diagonal, Dots, Horizontal, Vertical};
        let classes = match theme {
            Theme::Light => [
                (0x0b4f6c, None, None),
                (0x67a9cf, None, None),
                (0xe2bd6b, None, None),
                (0xc43d2b, None, None),
                (0x7f7b75, Some((Diagonal, 0xb5b1aa)), None),
                (0xb6b6b4, Some((Dots, 0xf3f1ec)), None),
                (0xf3f1ec, None, Some(0x8c877d)),
            ],
            Theme::Dark => [
                (0x1b6b95, None, None),
                (0x7fc1e6, None, None),
                (0xe0bd62, None, None),
                (0xd6402e, None, None),
                (0xa09b92, Some((Diagonal, 0x6a665f)), None),
                (0x62676d, Some((Dots, 0x23272b)), None),
                (0x2e3237, None, Some(0x7f868d)),
            ],
            Theme::LightContrast => [
                (0x003f6e, None, None),
                (0x379ad6, Some((Horizontal, 0x002340)), None),
                (0xf8d13c, Some((Vertical, 0x6b5200)), Some(0x000000)),
                (0xb3120c, Some((Cross, 0xffffff)), None),
                (0x78716a, Some((Diagonal, 0xffffff)), None),
                (0xbab7b2, Some((Dots, 0x3a3835)), Some(0x000000)),
                (0xffffff, None, Some(0x000000)),
            ],
            Theme::DarkContrast => [
                (0xb4f7fc, None, None),
                (0x2f97dc, Some((Horizontal, 0x00223c)), None),
                (0xf4c23c, Some((Vertical, 0x4a3800)), None),
                (0xe0261c, Some((Cross, 0x000000)), None),
                (0xb2aaa0, Some((Diagonal, 0x000000)), None),
                (0x46433e, Some((Dots, 0xc4bfb7)), Some(0xffffff)),
                (0x000000, None, Some(0xffffff)),
            ],
        };
        let is_high_contrast = theme.is_high_contrast();
        let palette = Palette::of(theme);
        // A pattern of lines swallows a border in the paper's colour; dark paper is itself the dark line.
        let own_border = match theme {
            Theme::Light => Some(palette.ink),
            Theme::Dark => Some(palette.paper),
            _ => None,
        };
        let classes = Stance::ALL.into_iter().zip(classes);
        let classes = classes.map(|(stance, (fill, hatch, outline))| ClassStyle {
            fill: Color::hex(fill),
            hatch: hatch.map(|(pattern, ink)| match is_high_contrast {
                true => Hatch::strong(pattern, Color::hex(ink)),
                false => Hatch::plain(pattern, Color::hex(ink)),
            }),
            outline: outline.map(Color::hex),
            // What has no vote may be as pale as the paper: only its coast shows it.
            outlines_islets: !is_high_contrast || stance == Stance::NoVote,
            own_border: own_border.filter(|_| stance == Stance::Absent),
            thin_ring: (is_high_contrast && stance == Stance::Unknown).then_some(GREY),
        });
        Self {
            palette,
            classes: classes.collect(),
            label_inside: WHITE,
            border_tone: match is_high_contrast {
                true => BorderTone::Outstanding,
                false => BorderTone::Paper,
            },
            line_weight: match is_high_contrast {
                // Twice as heavy on a telephone, they would leave little of a small country.
                true => Size::rising(1.25, 2.0),
                false => Size::level(1.0),
            },
            heavy_coasts: is_high_contrast,
            pattern_inset: match is_high_contrast {
                // Half a border and 1.5 px; less where countries are as small as that.
                true => Size::growing(1.2, 2.1),
                false => Size::level(1.0),
            },
        }
    }
}

impl ClassStyle {
    fn flat(fill: Color) -> Self {
        Self {
            fill,
            hatch: None,
            outline: None,
            outlines_islets: true,
            own_border: None,
            thin_ring: None,
        }
    }

    /// The colour of a numeral on the fill: ink or paper, whichever stands out more, else black or white.
    pub fn ink(&self, palette: &Palette) -> Color {
        let of = |colors: [Color; 2]| {
            let [a, b] = colors.map(|color| (color, self.fill.contrast(color)));
            if a.1 >= b.1 {
                a
            } else {
                b
            }
        };
        let (own, contrast) = of([palette.ink, palette.paper]);
        match contrast >= LEGIBLE {
            true => own,
            false => of([Color::hex(0), Color::hex(0xff_ff_ff)]).0,
        }
    }
}

impl Hatch {
    fn plain(pattern: Pattern, ink: Color) -> Self {
        Self {
            pattern,
            ink,
            spacing: if pattern == Pattern::Dots { 1.2 } else { 1.0 },
            width: 1.0,
            // Every other row of dots is shifted by half a step.
            snap: if pattern == Pattern::Dots { 2.0 } else { 0.0 },
        }
    }

    /// For high contrast: as strong as other patterns, and sharp on whole pixels.
    fn strong(pattern: Pattern, ink: Color) -> Self {
        let (spacing, width, snap) = match pattern {
            Pattern::Cross => (1.4, 1.0, 0.0),
            Pattern::Dots => (1.2, 1.5, 2.0),
            Pattern::Diagonal => (1.0, 1.0, 0.0),
            Pattern::Horizontal => (1.0, 1.0, 1.0),
            // 0.7 px every 7 at 960 px: closer ones vibrate and swallow borders.
            Pattern::Vertical => (1.4, 0.7 / 1.1, 1.0),
        };
        Self {
            pattern,
            ink,
            spacing,
            width,
            snap,
        }
    }
}

const BLACK: Color = Color::hex(0x000000);
/// Stands out from black and from white.
const GREY: Color = Color::hex(0x767676);
const WHITE: Color = Color::hex(0xffffff);

impl Palette {
    fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self {
                paper: WHITE,
                ink: Color::hex(0x1b1d1f),
                muted: Color::hex(0x5f6468),
                rule: Color::hex(0xd9d6d0),
                disputed: Color::hex(0x505458),
                focus: Color::hex(0x111315),
            },
            Theme::Dark => Self {
                paper: Color::hex(0x14171a),
                ink: Color::hex(0xf1efe9),
                muted: Color::hex(0xa6aaae),
                rule: Color::hex(0x3a3f44),
                disputed: Color::hex(0xd5d7d9),
                focus: WHITE,
            },
            Theme::LightContrast => Self::two_tone(WHITE, BLACK),
            Theme::DarkContrast => Self::two_tone(BLACK, WHITE),
        }
    }

    fn two_tone(paper: Color, ink: Color) -> Self {
        Self {
            paper,
            ink,
            muted: ink,
            rule: ink,
            disputed: ink,
            focus: ink,
        }
    }
}
