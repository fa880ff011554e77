//! The tally bar and the legend's swatches as inline SVG that a style sheet colours: it knows the
//! reader's palette, the markup doesn't. Without the sheet they are in the light palette.

use super::markup::{element, Markup};
use crate::locale::Direction;
use crate::scene::{counts, Color, LegendEntry, Pattern, Style, Theme};
use crate::stance::Stance;

/// The figure whose patterns bar and swatches show at every width, CSS px.
const MIDDLE_WIDTH: f64 = 640.0;

/// The pattern of `stance`, if it has one in any palette: it is the same in all that have it.
fn pattern_of(style: &Style, stance: Stance) -> Option<Pattern> {
    let hatch = |theme| style.theme(theme).stance(stance).hatch;
    Some(Theme::ALL.into_iter().find_map(hatch)?.pattern)
}

/// The bar: a segment a stance in proportion to its members. It holds the patterns, named by `id`,
/// which is this figure's alone on the page.
pub(super) fn bar(style: &Style, legend: &[LegendEntry], direction: Direction, id: &str) -> Markup {
    let counts = counts(legend);
    let total: f64 = counts.iter().map(|(_, count)| count).sum();
    let mut parts = vec![element(
        "defs",
        &[],
        Markup::all(
            legend
                .iter()
                .filter_map(|entry| pattern(style, entry.stance, id)),
        ),
    )];
    let mut edges = Vec::new();
    let mut before = 0.0;
    for (stance, count) in counts {
        let width = 100.0 * count / total;
        let left = match direction {
            Direction::Ltr => before,
            Direction::Rtl => 100.0 - before - width,
        };
        if before > 0.0 {
            edges.push(match direction {
                Direction::Ltr => before,
                Direction::Rtl => 100.0 - before,
            });
        }
        before += width;
        parts.extend(rectangles(
            style,
            stance,
            &percent(left),
            &percent(width),
            id,
        ));
    }
    let paper = style.theme(Theme::Light).palette.paper.to_string();
    let gap = style.bar.gap.to_string();
    parts.extend(edges.into_iter().map(|at| {
        let at = percent(at);
        element(
            "line",
            &[
                ("class", "stance-map-gap"),
                ("x1", &at),
                ("x2", &at),
                ("y1", "0"),
                ("y2", "100%"),
                ("stroke", &paper),
                ("stroke-width", &gap),
            ],
            Markup::default(),
        )
    }));
    element(
        "svg",
        &[
            ("class", "stance-map-bar"),
            ("width", "100%"),
            (
                "height",
                &style.bar.height.at(MIDDLE_WIDTH).round().to_string(),
            ),
            ("aria-hidden", "true"),
        ],
        Markup::lines(parts).block(),
    )
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
    format!("{share:.3}%")
}

/// The rules of a sheet for bar and swatches, by the names of the palette's properties.
pub(super) fn rules(style: &Style) -> String {
    let mut rules = vec![".stance-map-gap { stroke: var(--paper); }".to_owned()];
    for stance in Stance::ALL {
        let word = stance.as_str();
        rules.push(format!(
            ".stance-map-fill-{word} {{ fill: var(--stance-{word}); stroke: var(--stance-{word}-edge); }}"
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
        ("leader", palette.leader),
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

    fn entry(stance: Stance, count: usize) -> LegendEntry {
        LegendEntry {
            stance,
            label: String::new(),
            count: (count > 0).then_some(count),
            number: None,
        }
    }

    #[test]
    fn segments_are_in_proportion_and_run_with_the_language() {
        let legend = [
            entry(Stance::Yes, 3),
            entry(Stance::No, 1),
            entry(Stance::NoVote, 0),
        ];
        let style = Style::default();
        let ltr = bar(&style, &legend, Direction::Ltr, "m").into_string();
        assert!(ltr.contains("class=\"stance-map-fill-yes\" x=\"0.000%\" width=\"75.000%\""));
        assert!(ltr.contains("class=\"stance-map-fill-no\" x=\"75.000%\" width=\"25.000%\""));
        assert!(!ltr.contains("fill-no-vote"), "no members, no segment");
        let rtl = bar(&style, &legend, Direction::Rtl, "m").into_string();
        assert!(rtl.contains("class=\"stance-map-fill-yes\" x=\"25.000%\" width=\"75.000%\""));
        assert!(rtl.contains("class=\"stance-map-fill-no\" x=\"0.000%\" width=\"25.000%\""));
    }

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
