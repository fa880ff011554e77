//! The still picture inside a page that holds only a map. It shows with the first words, before a script or
//! another file has come, and the browser needs no document for an image.
//!
//! One drawing serves every width: it has shapes and borders once, and markers and names for each width; a
//! style sheet shows those that fit. Custom properties give it the light or the dark palette. High contrast
//! needs patterns, so it has a picture of its own.

use super::bar::colors;
use super::color_scheme::MORE;
use super::drawing::{Drawer, Drawing};
use super::markup::{svg, Markup};
use super::stills::{self, merged, until, Stills, COLUMN};
use crate::error::Result;
use crate::geo::Point;
use crate::input::Insets;
use crate::map::StanceMap;
use crate::scene::{
    Arrangement, Color, Disc, Group, Item, Options, Panels, Scene, Style, Theme, PATTERNS,
};

/// Widths of the figures whose markers, names and patterns are kept, CSS px.
const WIDTHS: [f64; 4] = [360.0, 600.0, 700.0, COLUMN];
/// Vertices that bound less are left out. The live map, which is finer, takes its place. CSS px².
const DETAIL_PX2: f64 = 1.0;
/// The same of insets, where a figure is as narrow as most that have them. CSS px².
const INSET_DETAIL_PX2: f64 = 2.6 * (COLUMN / 360.0) * (COLUMN / 360.0);
/// Units a CSS px of a figure in a column.
const UNITS: f64 = 4.0;
/// Of what only the sheet shows.
const HIDDEN: (&str, &str) = ("display", "none");
/// The palettes that it serves.
const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// The picture with the words `alt`; none for a map whose light and dark drawings differ in more than the sheet's
/// colours, which has pictures in files.
///
/// # Errors
/// When it can't be drawn.
pub(super) fn still(map: &StanceMap, stills: &Stills, alt: &str) -> Result<Option<Markup>> {
    let [light, dark] = THEMES.map(|theme| {
        let scene = |width| Some((width, stills.scene(width, theme)?));
        drawing(
            map,
            theme,
            &WIDTHS.into_iter().filter_map(scene).collect::<Vec<_>>(),
        )
    });
    let (light, dark) = (light?, dark?);
    let names = THEMES.map(|theme| colors(&map.style, theme));
    let Some(text) = light.written_with(&dark, |light, dark| named(&names, light, dark)) else {
        return Ok(None);
    };
    let (width, height) = stills.size();
    let view = format!("0 0 {:.2} {:.2}", width * UNITS, height * UNITS);
    let mut parts = vec![svg(
        &[
            ("class", "stance-map-still"),
            ("viewBox", &view),
            ("width", "100%"),
            ("role", "img"),
            ("aria-label", alt),
            ("fill", "none"),
            ("stroke-linejoin", "round"),
            // As in a file, whatever the page's direction.
            ("direction", "ltr"),
        ],
        text,
    )];
    // Insets lie below its box: nothing of their height keeps their room.
    for arrangement in Arrangement::ALL {
        let more = Panels::new(map, Some(arrangement), width).size.1 - height;
        if more > 0.0 {
            let view = format!("0 0 {width:.2} {more:.2}");
            let class = format!("stance-map-room {}", arranged(map, arrangement));
            let attributes = [
                ("class", class.as_str()),
                ("viewBox", &view),
                ("width", "100%"),
                ("aria-hidden", "true"),
                HIDDEN,
            ];
            parts.push(svg(&attributes, String::new()));
        }
    }
    Ok(Some(Markup::lines(parts)))
}

/// The class of what figures of some widths have.
fn arranged(map: &StanceMap, arrangement: Arrangement) -> &'static str {
    match (arrangement, map.document.insets) {
        (Arrangement::Stacked, _) => "stance-map-stacked",
        (Arrangement::Beside, Insets::Always) => "stance-map-beside stance-map-always",
        (Arrangement::Beside, _) => "stance-map-beside",
    }
}

/// The insets once, and again as they stand beside each other.
fn insets(map: &StanceMap, options: &Options, width: f64, drawer: &mut Drawer) -> Result<()> {
    let [stacked, beside] =
        Arrangement::ALL.map(|arrangement| Panels::new(map, Some(arrangement), width));
    if stacked.insets().is_empty() {
        return Ok(());
    }
    drawer.open(&[("class", arranged(map, Arrangement::Stacked)), HIDDEN]);
    for (i, inset) in stacked.insets().iter().enumerate() {
        let alone = Panels {
            all: vec![*inset],
            size: stacked.size,
        };
        drawer.open(&[("id", &format!("stance-map-inset-{i}"))]);
        let groups = stills::base(map, options, &alone, INSET_DETAIL_PX2);
        // Patterns are those of each width.
        let plain = groups
            .iter()
            .filter(|group| !PATTERNS.contains(&group.name));
        for Group { name, items } in plain {
            drawer.group(name, items)?;
        }
        drawer.close();
    }
    drawer.close();
    drawer.open(&[("class", arranged(map, Arrangement::Beside)), HIDDEN]);
    for (i, (from, to)) in stacked.insets().iter().zip(beside.insets()).enumerate() {
        let scale = to.projection.px_per_radian() / from.projection.px_per_radian();
        let [a, b] = [from, to].map(|inset| inset.projection.origin());
        let [x, y] = [b.x - a.x * scale, b.y - a.y * scale].map(|px| px * UNITS);
        let transform = format!("translate({x:.1} {y:.1})scale({scale:.4})");
        drawer.reference(&format!("#stance-map-inset-{i}"), &transform);
    }
    drawer.close();
    Ok(())
}

/// The drawing in a theme, from the figures' widths and scenes.
fn drawing(map: &StanceMap, theme: Theme, scenes: &[(f64, &Scene)]) -> Result<Drawing> {
    let options = Options {
        width_px: COLUMN,
        theme,
    };
    let width = scenes.last().map_or(COLUMN, |(_, scene)| scene.width);
    let main = Panels::new(map, None, width);
    let base = stills::base(map, &options, &main, DETAIL_PX2);
    let mut drawer = Drawer::new(&map.style, UNITS);
    drawer.keeps_widths = true;
    insets(map, &options, width, &mut drawer)?;
    for group in &base {
        if PATTERNS.contains(&group.name) {
            of_widths(&mut drawer, scenes, |name| name == group.name)?;
        } else {
            drawer.group(group.name, &group.items)?;
        }
    }
    of_widths(&mut drawer, scenes, |name| {
        base.iter().all(|group| group.name != name)
    })?;
    Ok(drawer.finish())
}

/// Groups of each width, scaled to the widest.
fn of_widths(
    drawer: &mut Drawer,
    scenes: &[(f64, &Scene)],
    is_wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    let widest = scenes.last().map_or(COLUMN, |(_, scene)| scene.width);
    let keeps_widths = std::mem::replace(&mut drawer.keeps_widths, false);
    for (width, scene) in scenes {
        let class = class(*width);
        let scale = format!("scale({:.4})", widest / scene.width);
        let mut attributes = vec![("class", class.as_str())];
        // Without the sheet there is one.
        if *width != COLUMN {
            attributes.extend([HIDDEN, ("transform", &scale)]);
        }
        drawer.open(&attributes);
        for group in scene.groups.iter().filter(|g| is_wanted(g.name)) {
            let discs: Vec<&Disc> = group.items.iter().filter_map(disc).collect();
            dots(drawer, &discs);
            let rest = group.items.iter().filter(|item| disc(item).is_none());
            drawer.group(group.name, &merged(rest.cloned().collect()))?;
        }
        drawer.close();
    }
    drawer.keeps_widths = keeps_widths;
    Ok(())
}

fn disc(item: &Item) -> Option<&Disc> {
    match item {
        Item::Disc(disc) => Some(disc),
        _ => None,
    }
}

/// Discs, which don't overlap: all rings, then all of each colour.
fn dots(drawer: &mut Drawer, discs: &[&Disc]) {
    let mut layers: Vec<(f64, Color, Vec<Point>)> = Vec::new();
    let mut add = |radius: f64, color: Color, center: Point| {
        let same = |(r, c, _): &&mut (f64, Color, Vec<Point>)| (*r, *c) == (radius, color);
        match layers.iter_mut().find(same) {
            Some((_, _, centers)) => centers.push(center),
            None => layers.push((radius, color, vec![center])),
        }
    };
    for disc in discs {
        if let Some((color, width)) = disc.ring {
            add(disc.radius + width, color, disc.center);
        }
    }
    for disc in discs {
        add(disc.radius, disc.fill, disc.center);
    }
    for (radius, color, centers) in layers {
        drawer.dots(centers.into_iter(), radius, color);
    }
}

/// The name of a custom property, and its colour in a palette.
type Named = (String, Option<Color>);

/// A colour by the custom property that it is of in both palettes, or in light where there is no sheet; none for one
/// that the sheet does not have.
fn named(names: &[Vec<Named>; 2], light: Color, dark: Color) -> Option<String> {
    if light == dark {
        return Some(light.to_string());
    }
    let [in_light, in_dark] = names;
    let mut pairs = in_light.iter().zip(in_dark);
    let ((name, _), _) = pairs.find(|(l, d)| (l.1, d.1) == (Some(light), Some(dark)))?;
    Some(format!("var(--{name},{light})"))
}

fn class(width: f64) -> String {
    format!("stance-map-at-{width}")
}

/// The rules of a sheet for it.
pub(super) fn rules(style: &Style) -> String {
    let inset = &style.inset;
    let mut rules = vec![
        ".stance-map-still { display: block; width: 100%; height: auto; overflow: visible; }".to_owned(),
        ":is(.stance-map-stacked, .stance-map-beside) { display: none; }".to_owned(),
        format!("@container (max-width: {}px) {{ .stance-map-stacked {{ display: block; }} }}", inset.stacked_below - 0.02),
        format!("@container (min-width: {}px) and (max-width: {}px) {{ .stance-map-beside {{ display: block; }} }}", inset.stacked_below, inset.below_width - 0.02),
        format!("@container (min-width: {}px) {{ .stance-map-always {{ display: block; }} }}", inset.stacked_below),
        ".stance-map-still ~ picture { display: none; }".to_owned(),
        format!("@media {MORE} {{ :is(.stance-map-still, .stance-map-room) {{ display: none; }} .stance-map-still ~ picture {{ display: inline; }} }}"),
    ];
    for (i, width) in WIDTHS.into_iter().enumerate() {
        let from = i.checked_sub(1).and_then(|i| until(style, &WIDTHS, i));
        let conditions: Vec<String> = [
            from.map(|px| format!("(min-width: {}px)", px + 0.01)),
            until(style, &WIDTHS, i).map(|px| format!("(max-width: {px}px)")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let class = class(width);
        rules.push(format!(".stance-map-still .{class} {{ display: none; }}"));
        rules.push(format!(
            "@container {} {{ .stance-map-still .{class} {{ display: inline; }} }}",
            conditions.join(" and ")
        ));
    }
    rules.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::bar::properties;
    use super::*;
    use crate::scene::Style;

    #[test]
    fn a_pair_of_colours_is_that_of_a_property_of_the_sheet() {
        let style = Style::default();
        let sheets = THEMES.map(|theme| properties(&style, theme));
        let names = THEMES.map(|theme| colors(&style, theme));
        let [in_light, in_dark] = names.clone();
        for pair in in_light.into_iter().zip(in_dark) {
            let ((_, Some(light)), (_, Some(dark))) = pair else {
                continue;
            };
            let found = named(&names, light, dark).unwrap();
            let name = found
                .strip_prefix("var(")
                .and_then(|rest| rest.split(',').next());
            let name = name.unwrap();
            for (sheet, color) in sheets.iter().zip([light, dark]) {
                assert!(sheet.contains(&format!("{name}: {color}")), "{name}");
            }
        }
        let white = Color::hex(0xffffff);
        assert_eq!(named(&names, white, white).unwrap(), "#ffffff");
        assert_eq!(named(&names, white, Color::hex(1)), None);
    }
}
