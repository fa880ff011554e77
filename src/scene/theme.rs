//! The words for the four themes. Their colours are in the style.

use serde::{Deserialize, Serialize};

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
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn words_in_files_equal_words_in_attributes() {
        for theme in Theme::ALL {
            assert_eq!(serde_json::to_value(theme).unwrap(), theme.as_str());
            assert_eq!(Theme::parse(theme.as_str()), Some(theme));
        }
        assert_eq!(Theme::parse("contrast"), None);
    }
}
