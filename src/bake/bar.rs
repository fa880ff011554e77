//! The tally bar and the legend's swatches as inline SVG that a style sheet colours: it knows the
//! reader's palette, the markup doesn't. Without the sheet they are in the light palette.

use super::markup::{element, Markup};
use crate::locale::Direction;
use crate::scene::{counts, Color, LegendEntry, Look, Pattern, Theme};
use crate::stance::Stance;

/// Between two lines of a pattern and their width, CSS px: as on a map of middle width.
const SPACING: f64 = 4.2;
const WIDTH: f64 = 0.95;
/// Between two segments of the bar, CSS px.
const GAP: &str = "2";

/// How `stance` is painted where no style sheet says otherwise.
fn plain(stance: Stance) -> Look {
    Theme::Light.look(stance)
}

/// The pattern of `stance`, if it has one in any palette: it is the same in all that have it.
fn pattern_of(stance: Stance) -> Option<Pattern> {
    Theme::ALL
        .iter()
        .find_map(|theme| theme.look(stance).pattern)
        .map(|(pattern, _)| pattern)
}

/// The bar: a segment a stance in proportion to its members. It holds the patterns, named by `id`,
/// which is this figure's alone on the page.
pub(super) fn bar(legend: &[LegendEntry], direction: Direction, id: &str) -> Markup {
    let counts = counts(legend);
    let total: f64 = counts.iter().map(|(_, count)| count).sum();
    let mut pieces = vec![element(
        "defs",
        &[],
        Markup::all(legend.iter().filter_map(|entry| pattern(entry.stance, id))),
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
        pieces.extend(rectangles(stance, &percent(left), &percent(width), id));
    }
    pieces.extend(edges.into_iter().map(|at| {
        let at = percent(at);
        element(
            "line",
            &[
                ("class", "stance-map-gap"),
                ("x1", &at),
                ("x2", &at),
                ("y1", "0"),
                ("y2", "100%"),
                ("stroke", &Theme::Light.palette().paper.to_string()),
                ("stroke-width", GAP),
            ],
            Markup::default(),
        )
    }));
    element(
        "svg",
        &[
            ("class", "stance-map-bar"),
            ("width", "100%"),
            ("height", "10"),
            ("aria-hidden", "true"),
        ],
        Markup::lines(pieces).block(),
    )
}

/// A square in the look of `stance`.
pub(super) fn swatch(stance: Stance, id: &str) -> Markup {
    element(
        "svg",
        &[
            ("class", "stance-map-swatch"),
            ("width", "13"),
            ("height", "13"),
            ("aria-hidden", "true"),
        ],
        Markup::all(rectangles(stance, "0", "100%", id)),
    )
}

fn rectangles(stance: Stance, x: &str, width: &str, id: &str) -> Vec<Markup> {
    let look = plain(stance);
    let word = stance.as_str();
    let place = [("x", x), ("width", width), ("height", "100%")];
    let class = format!("stance-map-fill-{word}");
    let fill = look.fill.to_string();
    let edge = look.outline.map(|color| color.to_string());
    let mut attributes = vec![("class", class.as_str())];
    attributes.extend(place);
    attributes.push(("fill", &fill));
    if let Some(edge) = &edge {
        attributes.push(("stroke", edge));
    }
    let mut pieces = vec![element("rect", &attributes, Markup::default())];
    if pattern_of(stance).is_some() {
        let fill = format!("url(#{id}-{word})");
        let mut attributes = place.to_vec();
        attributes.push(("fill", &fill));
        pieces.push(element("rect", &attributes, Markup::default()));
    }
    pieces
}

/// The pattern of `stance` as a tile that repeats.
fn pattern(stance: Stance, id: &str) -> Option<Markup> {
    let pattern = pattern_of(stance)?;
    let word = stance.as_str();
    let (middle, side) = (SPACING / 2.0, SPACING);
    let (height, turn, lines) = match pattern {
        Pattern::Horizontal => (side, false, format!("M0 {middle}h{side}")),
        Pattern::Vertical => (side, false, format!("M{middle} 0v{side}")),
        Pattern::Diagonal => (side, true, format!("M{middle} 0v{side}")),
        Pattern::Cross => (side, true, format!("M{middle} 0v{side}M0 {middle}h{side}")),
        Pattern::Dots => {
            let dot = |x: f64, y: f64| format!("M{:.3} {y:.3}h{WIDTH}", x - WIDTH / 2.0);
            let next = 1.5 * side;
            // Its half at either side: every other row is shifted by half a step.
            let rows = [dot(middle, middle), dot(0.0, next), dot(side, next)];
            (2.0 * side, false, rows.concat())
        }
    };
    let color = plain(stance)
        .pattern
        .map_or_else(|| "none".to_owned(), |(_, color)| color.to_string());
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
    let stroke = WIDTH.to_string();
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

/// What a sheet says of bar and swatches: the names of the palette's properties.
pub(super) fn rules() -> String {
    let mut rules = vec![".stance-map-gap { stroke: var(--paper); }".to_owned()];
    for stance in Stance::ALL {
        let word = stance.as_str();
        rules.push(format!(
            ".stance-map-fill-{word} {{ fill: var(--stance-{word}); stroke: var(--stance-{word}-edge); }}"
        ));
        if pattern_of(stance).is_some() {
            rules.push(format!(
                ".stance-map-hatch-{word} {{ stroke: var(--stance-{word}-hatch); }}"
            ));
        }
    }
    rules.join("\n")
}

/// The colours of `theme` by the names of their custom properties; none for an edge or hatch that it does not have.
pub(super) fn colors(theme: Theme) -> Vec<(String, Option<Color>)> {
    let palette = theme.palette();
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
        let (word, look) = (stance.as_str(), theme.look(stance));
        let hatch = look.pattern.map(|(_, color)| color);
        let colors = [
            ("", Some(look.fill)),
            ("-edge", look.outline),
            ("-hatch", hatch),
        ];
        colors.map(|(of, color)| (format!("stance-{word}{of}"), color))
    });
    plain.into_iter().chain(of_stances).collect()
}

/// The colours of `theme` as custom properties.
pub(super) fn properties(theme: Theme) -> String {
    let properties = colors(theme).into_iter().map(|(name, color)| {
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
        let ltr = bar(&legend, Direction::Ltr, "m").into_string();
        assert!(ltr.contains("class=\"stance-map-fill-yes\" x=\"0.000%\" width=\"75.000%\""));
        assert!(ltr.contains("class=\"stance-map-fill-no\" x=\"75.000%\" width=\"25.000%\""));
        assert!(!ltr.contains("fill-no-vote"), "no members, no segment");
        let rtl = bar(&legend, Direction::Rtl, "m").into_string();
        assert!(rtl.contains("class=\"stance-map-fill-yes\" x=\"25.000%\" width=\"75.000%\""));
        assert!(rtl.contains("class=\"stance-map-fill-no\" x=\"0.000%\" width=\"25.000%\""));
    }

    #[test]
    fn a_stance_has_one_pattern_in_all_palettes_that_give_it_one() {
        for stance in Stance::ALL {
            let patterns = Theme::ALL
                .iter()
                .filter_map(|theme| theme.look(stance).pattern);
            let kinds: Vec<Pattern> = patterns.map(|(pattern, _)| pattern).collect();
            assert!(
                kinds.windows(2).all(|pair| pair[0] == pair[1]),
                "{stance:?}"
            );
        }
    }

    #[test]
    fn every_colour_of_the_markup_is_one_of_the_sheet() {
        let (rules, properties) = (rules(), properties(Theme::Dark));
        for name in rules
            .split("var(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            assert!(properties.contains(&format!("{name}: ")), "{name}");
        }
    }
}
