//! The style sheet of a baked figure: the palettes as custom properties, then the sheet that the
//! live figure has too.

use super::bar;
use crate::scene::Theme;

/// The figure, still or live.
const FIGURE: &str = include_str!("../../www/figure.css");

/// A page that is nothing but a figure.
const PAGE: &str = ".stance-map-page { margin: 0; background: var(--paper); }
.stance-map-refusal { margin: 0; padding: 1em; color: var(--ink); font: 16px/1.4 sans-serif; overflow-wrap: anywhere; }";

/// The sheet. Dark is for screens alone: paper is white.
pub(super) fn sheet() -> String {
    let (light, dark) = (bar::properties(Theme::Light), bar::properties(Theme::Dark));
    let rules = bar::rules();
    format!(
        "stance-map, .stance-map-frame, .stance-map-page {{ color-scheme: light; {light}; }}
@media screen and (prefers-color-scheme: dark) {{
  :is(stance-map, .stance-map-frame, .stance-map-page):not([theme=light], [data-theme=light]) {{ color-scheme: dark; {dark}; }}
}}
@media screen {{
  :is(stance-map[theme=dark], .stance-map-frame[data-theme=dark], .stance-map-page[data-theme=dark]) {{ color-scheme: dark; {dark}; }}
}}
{rules}
{PAGE}
{FIGURE}"
    )
}
