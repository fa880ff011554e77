//! The tally bar and the legend's swatches as inline SVG that a style sheet colours: it knows the
//! reader's palette, the markup doesn't. Without the sheet they are in the light palette.

use super::markup::{element, Markup};
use crate::locale::Direction;
use crate::scene::{BarSegment, Color, FigureText, Pattern, Style, Theme, FROM};
use crate::stance::Stance;

/// The figure whose patterns bar and swatches show at every width, CSS px.
const MIDDLE_WIDTH: f64 = 640.0;

/// The pattern of `stance`, if it has one in any palette: it is the same in all that have it.
fn pattern_of(style: &Style, stance: Stance) -> Option<Pattern> {
    let hatch = |theme| style.theme(theme).stance(stance).hatch;
    Some(Theme::ALL.into_iter().find_map(hatch)?.pattern)
}

/// The words over the bar, the bracket and the segments. It holds the patterns, named by `id`, which is this figure's
/// alone on the page.
pub(super) fn votes(style: &Style, words: &FigureText, id: &str) -> Markup {
    let bar = &words.bar;
    let label = bar.label.as_deref().unwrap_or_default();
    let beside = bar.beside.iter();
    let said = [element("b", &[], Markup::text(label))]
        .into_iter()
        .chain(beside.map(|beside| element("span", &[], Markup::text(beside))));
    let patterns = words.legend.iter();
    let patterns = patterns.filter_map(|entry| pattern(style, entry.stance, id));
    let mut parts = vec![element("defs", &[], Markup::all(patterns))];
    let (mut above, mut inside, mut edges) = (bracket(style, words), Vec::new(), Vec::new());
    let mut before = 0.0;
    for segment in &bar.segments {
        let left = begin(words, before, segment.share);
        let [x, width] = [left, segment.share].map(percent);
        parts.extend(rectangles(style, segment.stance, &x, &width, id));
        let cell = segment.share / segment.cells.max(1) as f64;
        let middle = percent(begin(words, before + cell / 2.0, 0.0));
        above.extend(numeral_above(style, segment, &middle));
        inside.extend(numeral(style, segment, &middle));
        for i in 0..segment.cells {
            edges.push(before + cell * i as f64);
        }
        before += segment.share;
    }
    let paper = style.theme(Theme::Light).palette.paper.to_string();
    let gap = style.bar.gap.to_string();
    parts.extend(edges.into_iter().skip(1).map(|at| {
        let at = percent(begin(words, at, 0.0));
        let attributes = [
            ("class", "stance-map-gap"),
            ("x1", at.as_str()),
            ("x2", &at),
            ("y1", "0"),
            ("y2", "100%"),
            ("stroke", &paper),
            ("stroke-width", &gap),
        ];
        element("line", &attributes, Markup::default())
    }));
    parts.extend(inside);
    let height = style.bar.height.at(MIDDLE_WIDTH).round().to_string();
    element(
        "div",
        &[("class", "stance-map-votes")],
        Markup::lines([
            element("p", &[], Markup::all(said)),
            drawing("stance-map-head", &height, above),
            drawing("stance-map-bar", &height, parts),
        ])
        .block(),
    )
}

/// As wide as the figure.
fn drawing(class: &str, height: &str, parts: Vec<Markup>) -> Markup {
    let attributes = [
        ("class", class),
        ("width", "100%"),
        ("height", height),
        ("aria-hidden", "true"),
    ];
    element("svg", &attributes, Markup::lines(parts).block())
}

/// The left edge of what starts at a share of the bar and takes another, in the direction of the language.
fn begin(words: &FigureText, start: f64, share: f64) -> f64 {
    match words.direction {
        Direction::Ltr => start,
        Direction::Rtl => 1.0 - start - share,
    }
}

/// The line over what is in favour and its ends: from the lower edge of its drawing.
fn bracket(style: &Style, words: &FigureText) -> Vec<Markup> {
    let favour = words.bar.favour;
    if favour <= 0.0 {
        return Vec::new();
    }
    let left = begin(words, 0.0, favour);
    let (width, drop) = (style.bar.bracket, style.bar.drop);
    let part = |x: f64, extent: &str, height: f64, dx: f64| {
        let place = format!("translate({dx} {})", -drop);
        let (x, height) = (percent(x), height.to_string());
        let attributes = [
            ("x", x.as_str()),
            ("y", "100%"),
            ("width", extent),
            ("height", &height),
            ("fill", "currentColor"),
            ("transform", &place),
        ];
        element("rect", &attributes, Markup::default())
    };
    let (across, end) = (width.to_string(), left + favour);
    vec![
        part(left, &percent(favour), width, 0.0),
        part(left, &across, drop - 2.0, 0.0),
        part(end, &across, drop - 2.0, -width),
    ]
}

/// A numeral in the middle of its cell, where it fits.
fn numeral(style: &Style, segment: &BarSegment, middle: &str) -> Option<Markup> {
    let from = segment.inside_from?;
    let swatch = style.swatches(Theme::Light);
    let swatch = swatch.get(segment.stance as usize)?;
    let class = format!(
        "stance-map-ink-{}{}",
        segment.stance.as_str(),
        shown("from", from)
    );
    let fill = swatch.fill.to_string();
    let attributes = [
        ("class", class.as_str()),
        ("x", middle),
        ("y", "50%"),
        ("dy", ".36em"),
        ("text-anchor", "middle"),
        ("fill", &swatch.ink.to_string()),
        // Its own ground, over the lines of a pattern.
        ("stroke", &fill),
        ("stroke-width", "4"),
        ("stroke-linejoin", "round"),
        ("paint-order", "stroke"),
    ];
    Some(element("text", &attributes, Markup::text(&segment.number)))
}

/// The numeral over its segment, where it doesn't fit into it.
fn numeral_above(style: &Style, segment: &BarSegment, middle: &str) -> Option<Markup> {
    let class = segment.inside_from;
    let class = class.map_or_else(String::new, |from| shown("below", from));
    let attributes = [
        ("class", class.trim()),
        ("x", middle),
        ("y", "100%"),
        ("dy", &(-style.bar.drop).to_string()),
        ("text-anchor", "middle"),
        ("fill", "currentColor"),
    ];
    let text = || element("text", &attributes, Markup::text(&segment.number));
    segment.is_above.then(text)
}

/// The class of what is shown from a width on, or below it; with a blank before it. All is wider than the narrowest.
pub(super) fn shown(side: &str, width: f64) -> String {
    let [narrowest, ..] = FROM;
    match width > narrowest {
        true => format!(" stance-map-{side}-{width}"),
        false => String::new(),
    }
}

/// A square in the style of `stance`.
pub(super) fn swatch(style: &Style, stance: Stance, id: &str) -> Markup {
    let side = style.bar.swatch.to_string();
    element(
        "svg",
        &[
            ("class", "stance-map-swatch"),
            ("width", &side),
            ("height", &side),
            ("aria-hidden", "true"),
        ],
        Markup::all(rectangles(style, stance, "0", "100%", id)),
    )
}

/// In the light palette where no style sheet applies.
fn rectangles(style: &Style, stance: Stance, x: &str, width: &str, id: &str) -> Vec<Markup> {
    let own = style.theme(Theme::Light).stance(stance);
    let word = stance.as_str();
    let place = [("x", x), ("width", width), ("height", "100%")];
    let class = format!("stance-map-fill-{word}");
    let fill = own.fill.to_string();
    let edge = own.outline.map(|color| color.to_string());
    let mut attributes = vec![("class", class.as_str())];
    attributes.extend(place);
    attributes.push(("fill", &fill));
    if let Some(edge) = &edge {
        attributes.push(("stroke", edge));
    }
    let mut parts = vec![element("rect", &attributes, Markup::default())];
    if pattern_of(style, stance).is_some() {
        let fill = format!("url(#{id}-{word})");
        let mut attributes = place.to_vec();
        attributes.push(("fill", &fill));
        parts.push(element("rect", &attributes, Markup::default()));
    }
    parts
}

/// The pattern of `stance` as a tile that repeats.
fn pattern(style: &Style, stance: Stance, id: &str) -> Option<Markup> {
    let pattern = pattern_of(style, stance)?;
    let word = stance.as_str();
    let sizes = [style.pattern.spacing, style.pattern.width];
    let [side, stroke] = sizes.map(|size| (size.at(MIDDLE_WIDTH) * 1e3).round() / 1e3);
    let middle = side / 2.0;
    let (height, turn, lines) = match pattern {
        Pattern::Horizontal => (side, false, format!("M0 {middle}h{side}")),
        Pattern::Vertical => (side, false, format!("M{middle} 0v{side}")),
        Pattern::Diagonal => (side, true, format!("M{middle} 0v{side}")),
        Pattern::Cross => (side, true, format!("M{middle} 0v{side}M0 {middle}h{side}")),
        Pattern::Dots => {
            let dot = |x: f64, y: f64| format!("M{:.3} {y:.3}h{stroke}", x - stroke / 2.0);
            let next = 1.5 * side;
            // Its half at either side: every other row is shifted by half a step.
            let rows = [dot(middle, middle), dot(0.0, next), dot(side, next)];
            (2.0 * side, false, rows.concat())
        }
    };
    let hatch = style.theme(Theme::Light).stance(stance).hatch;
    let color = hatch.map_or_else(|| "none".to_owned(), |hatch| hatch.ink.to_string());
    let name = format!("{id}-{word}");
    let (width, height) = (side.to_string(), height.to_string());
    let mut attributes = vec![
        ("id", name.as_str()),
        ("width", &width),
        ("height", &height),
        ("patternUnits", "userSpaceOnUse"),
    ];
    if turn {
        attributes.push(("patternTransform", "rotate(45)"));
    }
    let class = format!("stance-map-hatch-{word}");
    let stroke = stroke.to_string();
    Some(element(
        "pattern",
        &attributes,
        element(
            "path",
            &[
                ("class", &class),
                ("d", &lines),
                ("fill", "none"),
                ("stroke", &color),
                ("stroke-width", &stroke),
            ],
            Markup::default(),
        ),
    ))
}

fn percent(share: f64) -> String {
    format!("{:.3}%", 100.0 * share)
}

/// The rules of a sheet for bar and swatches, by the names of the palette's properties.
pub(super) fn rules(style: &Style) -> String {
    let mut rules = vec![".stance-map-gap { stroke: var(--paper); }".to_owned()];
    rules.extend(FROM.into_iter().skip(1).map(|px| {
        format!(".stance-map-from-{px} {{ display: none; }} @container (min-width: {px}px) {{ .stance-map-from-{px} {{ display: revert; }} .stance-map-below-{px} {{ display: none; }} }}")
    }));
    for stance in Stance::ALL {
        let word = stance.as_str();
        rules.push(format!(
            ".stance-map-fill-{word} {{ fill: var(--stance-{word}); stroke: var(--stance-{word}-edge); }} .stance-map-ink-{word} {{ fill: var(--stance-{word}-ink); stroke: var(--stance-{word}); }}"
        ));
        if pattern_of(style, stance).is_some() {
            rules.push(format!(
                ".stance-map-hatch-{word} {{ stroke: var(--stance-{word}-hatch); }}"
            ));
        }
    }
    rules.join("\n")
}

/// The colours of `theme` by the names of their custom properties; none for an edge or hatch that it does not have.
pub(super) fn colors(style: &Style, theme: Theme) -> Vec<(String, Option<Color>)> {
    let own = style.theme(theme);
    let palette = &own.palette;
    let plain = [
        ("paper", palette.paper),
        ("ink", palette.ink),
        ("muted", palette.muted),
        ("rule", palette.rule),
        ("focus", palette.focus),
        ("disputed", palette.disputed),
    ];
    let plain = plain.map(|(name, color)| (name.to_owned(), Some(color)));
    let of_stances = Stance::ALL.into_iter().flat_map(|stance| {
        let (word, own) = (stance.as_str(), own.stance(stance));
        let colors = [
            ("", Some(own.fill)),
            ("-edge", own.outline),
            ("-hatch", own.hatch.map(|hatch| hatch.ink)),
            ("-border", own.own_border),
            ("-ink", Some(own.ink(palette))),
        ];
        colors.map(|(of, color)| (format!("stance-{word}{of}"), color))
    });
    plain.into_iter().chain(of_stances).collect()
}

/// The colours of `theme` as custom properties.
pub(super) fn properties(style: &Style, theme: Theme) -> String {
    let properties = colors(style, theme).into_iter().map(|(name, color)| {
        let color = color.map_or_else(|| "none".to_owned(), |color| color.to_string());
        format!("--{name}: {color}")
    });
    properties.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stance_has_one_pattern_in_all_palettes_that_give_it_one() {
        for stance in Stance::ALL {
            let style = Style::default();
            let hatches = Theme::ALL.map(|theme| style.theme(theme).stance(stance).hatch);
            let hatches = hatches.into_iter().flatten();
            let kinds: Vec<Pattern> = hatches.map(|hatch| hatch.pattern).collect();
            assert!(
                kinds.windows(2).all(|pair| pair[0] == pair[1]),
                "{stance:?}"
            );
        }
    }

    #[test]
    fn every_colour_of_the_markup_is_one_of_the_sheet() {
        let style = Style::default();
        let (rules, properties) = (rules(&style), properties(&style, Theme::Dark));
        for name in rules
            .split("var(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            assert!(properties.contains(&format!("{name}: ")), "{name}");
        }
    }
}
