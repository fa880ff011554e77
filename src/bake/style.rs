//! The style sheet of a baked figure: the palettes as custom properties, then the sheet that the live
//! figure shares.

use super::bar;
use super::color_scheme::ColorScheme;
use super::inline;
use crate::page;
use crate::scene::{Style, Theme};

/// The figure, still or live.
const FIGURE: &str = include_str!("../../www/figure.css");

/// A page that holds only a figure.
const PAGE: &str = ".stance-map-page { margin: 0; background: var(--paper); }
.stance-map-refusal h1 { margin: 0; padding: 1em; color: var(--ink); font: 16px/1.4 sans-serif; overflow-wrap: anywhere; }";

/// What only a still figure has. It keeps the room of what a live one adds, where there may be one.
const STILL: &str = ".stance-map-head { display: block; height: calc(var(--line) + 6px); margin-top: calc(-1 * var(--line)); }
.stance-map-votes text { font-weight: 700; font-size: calc(var(--legend) * .88); }
.stance-map-swatch { overflow: visible; }
.stance-map-find { visibility: hidden; }
.stance-map-strip > p { flex: 1; color: var(--muted); font-size: max(13px, var(--note)); }
@container (min-width: 560px) { .stance-map-strip > p { display: none; } }
.stance-map-frame :is(.stance-map-find, .stance-map-strip) { display: none; }
@media (scripting: none) { .stance-map-figure :is(.stance-map-find, .stance-map-strip) { display: none; } }
.stance-map-downloads a { display: flex; gap: .6em; min-height: 36px; align-items: center; color: inherit; }";

/// The sheet for figures in a style.
pub(super) fn sheet(style: &Style) -> String {
    // All rules for colours have no specificity: the last that applies wins.
    let palettes: Vec<String> = ColorScheme::ALL
        .into_iter()
        .flat_map(|scheme| {
            let choices = scheme.choices().into_iter().rev();
            choices.map(move |(theme, conditions)| rule(style, scheme, theme, &conditions))
        })
        .collect();
    let palettes = palettes.join("\n");
    let sizes = page::css(style).map(|(name, size)| format!("--{name}: {size};"));
    let sizes = format!("stance-map, .stance-map-frame {{ {} }}", sizes.join(" "));
    let rules = bar::rules(style);
    [
        &palettes,
        &rules,
        &inline::rules(style),
        PAGE,
        &sizes,
        STILL,
        FIGURE,
    ]
    .join("\n")
}

/// The colours of `theme` where `conditions` hold for a figure in `color_scheme`.
fn rule(style: &Style, color_scheme: ColorScheme, theme: Theme, conditions: &[&str]) -> String {
    let chosen = color_scheme.word().map_or_else(String::new, |word| {
        format!(":is([theme={word}], [data-theme={word}])")
    });
    let scheme = match theme {
        Theme::Light | Theme::LightContrast => "light",
        Theme::Dark | Theme::DarkContrast => "dark",
    };
    let properties = bar::properties(style, theme);
    let rule = format!(
        ":where(:is(stance-map, .stance-map-frame, .stance-map-page){chosen}) {{ color-scheme: {scheme}; {properties}; }}"
    );
    match conditions {
        [] => rule,
        conditions => format!("@media {} {{ {rule} }}", conditions.join(" and ")),
    }
}
