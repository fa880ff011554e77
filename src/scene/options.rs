//! How to draw: width and theme. All other rules are the map's style.

use super::theme::Theme;

/// Size and palette of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The width of the whole figure in CSS px, 320 to 3840; the map is narrower by the paddings.
    pub width_px: f64,
    /// The palette.
    pub theme: Theme,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width_px: 960.0,
            theme: Theme::Light,
        }
    }
}
