//! Attributes, numbers, paths and lines of text as SVG has them.

use std::fmt::Write as _;

use crate::geo::Point;
use crate::scene::{Anchor, Font, Script, Text};

/// An attribute with a space before it.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, " {name}=\"");
    escape(out, value);
    out.push('"');
}

/// An attribute that is a number, rounded to 1/100.
pub(crate) fn length(out: &mut String, name: &str, value: f64) {
    let _ = write!(out, " {name}=\"");
    number(out, value);
    out.push('"');
}

/// A `<text>` element up to its colour; `units` is how many of the picture's units a CSS px has.
pub(crate) fn text_up_to_color(out: &mut String, text: &Text, units: f64) {
    out.push_str("<text");
    length(out, "x", text.x * units);
    length(out, "y", text.y * units);
    attribute(out, "font-family", family(text));
    length(out, "font-size", text.size * units);
    if text.font != Font::Sans {
        attribute(out, "font-weight", "700");
    }
    match text.anchor {
        Anchor::Left => {}
        Anchor::Middle => attribute(out, "text-anchor", "middle"),
        Anchor::Right => attribute(out, "text-anchor", "end"),
    }
    out.push_str(" fill=\"");
}

/// What follows the colour.
pub(crate) fn text_from_color(out: &mut String, text: &Text) {
    out.push_str("\">");
    escape(out, &text.text);
    out.push_str("</text>");
}

/// The faces to use, the bundled one first. Those of other scripts come before the Latin
/// ones: they have Latin too, and a line in one face is shaped as a whole.
fn family(text: &Text) -> &'static str {
    match (Script::of(&text.text), text.font) {
        (Some(Script::Arabic), _) => {
            "'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', 'Geeza Pro', Arial, sans-serif"
        }
        (Some(Script::Hebrew), _) => {
            "'Noto Sans Hebrew', 'Noto Sans', 'Segoe UI', 'Arial Hebrew', Arial, sans-serif"
        }
        (Some(Script::Devanagari), _) => {
            "'Noto Sans Devanagari', 'Noto Sans', 'Nirmala UI', 'Kohinoor Devanagari', sans-serif"
        }
        // By the language of the picture, readers' programs find the face for ideographs.
        (Some(Script::EastAsian) | None, Font::Sans | Font::SansBold) => {
            "'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
        }
        (Some(Script::EastAsian) | None, Font::SerifBold) => "'Noto Serif', Georgia, serif",
    }
}

/// One subpath of M, L and Z, without points that rounding makes equal to the one before.
pub(super) fn path(out: &mut String, points: &[Point], closed: bool) {
    let mut rounded: Vec<(i64, i64)> = points
        .iter()
        .filter(|p| p.x.is_finite() && p.y.is_finite())
        .map(|p| (hundredths(p.x), hundredths(p.y)))
        .collect();
    rounded.dedup();
    if closed && rounded.len() > 1 && rounded.first() == rounded.last() {
        rounded.pop();
    }
    // Nothing to fill, or to stroke.
    if rounded.len() < if closed { 3 } else { 2 } {
        return;
    }
    for (i, &(x, y)) in rounded.iter().enumerate() {
        out.push(if i == 0 { 'M' } else { 'L' });
        decimal(out, x);
        out.push(',');
        decimal(out, y);
    }
    if closed {
        out.push('Z');
    }
}

fn hundredths(value: f64) -> i64 {
    // Saturates; a figure is some thousand px.
    (value * 100.0).round() as i64
}

/// The value to two decimals at most; 0 for what is no number.
pub(crate) fn number(out: &mut String, value: f64) {
    decimal(out, hundredths(value));
}

fn decimal(out: &mut String, hundredths: i64) {
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, part) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    // Writing to a string cannot fail.
    let _ = match (part, part % 10) {
        (0, _) => write!(out, "{whole}"),
        (_, 0) => write!(out, "{whole}.{}", part / 10),
        _ => write!(out, "{whole}.{part:02}"),
    };
}

/// Character data for elements and attributes, without what XML 1.0 (section 2.2) does not allow.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
}
