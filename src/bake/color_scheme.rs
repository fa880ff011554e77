//! Which theme a page shows when: one table for the style sheet and for the choice of pictures.

use crate::scene::Theme;

/// Whose colours a page is in: the word of the element's attribute `theme`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorScheme {
    /// As the reader prefers.
    #[default]
    Reader,
    /// Dark on white.
    Light,
    /// Light on near-black.
    Dark,
    /// A pattern for every stance, dark or light as the reader prefers.
    Contrast,
}

const DARK: &str = "(prefers-color-scheme: dark)";
/// For readers who want more contrast.
pub(super) const MORE: &str = "((prefers-contrast: more) or (forced-colors: active))";

impl ColorScheme {
    /// The reader's choice first, what overrides it after it.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Light, Self::Dark, Self::Contrast];

    /// The word of the attribute; none where the reader chooses.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Reader => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::Contrast => Some("contrast"),
        }
    }

    /// The scheme called `word`; none for another word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.word() == Some(word))
    }

    /// The themes that come into question, each with its conditions in CSS, which all must hold:
    /// the first that fits is shown. Paper is white, so dark is for screens alone.
    pub(super) fn choices(self) -> Vec<(Theme, Vec<&'static str>)> {
        match self {
            Self::Reader => vec![
                (Theme::DarkContrast, vec!["screen", DARK, MORE]),
                (Theme::LightContrast, vec![MORE]),
                (Theme::Dark, vec!["screen", DARK]),
                (Theme::Light, vec![]),
            ],
            Self::Light => vec![(Theme::LightContrast, vec![MORE]), (Theme::Light, vec![])],
            Self::Dark => vec![
                (Theme::DarkContrast, vec!["screen", MORE]),
                (Theme::LightContrast, vec![MORE]),
                (Theme::Dark, vec!["screen"]),
                (Theme::Light, vec![]),
            ],
            Self::Contrast => vec![
                (Theme::DarkContrast, vec!["screen", DARK]),
                (Theme::LightContrast, vec![]),
            ],
        }
    }

    /// For `<meta name="color-scheme">` and the property of that name.
    pub(super) fn schemes(self) -> &'static str {
        match self {
            Self::Reader | Self::Contrast => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
