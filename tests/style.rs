//! Every field of the style works: changed at run time, one by one, it changes what it is for in
//! SVG, still, PNG and page data. The page data is left for `tests/browser/style.spec.mjs`,
//! which sees that the live map changes too.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use stancemap::bake::still_svg;
use stancemap::page::{breakpoint_layout, PageStyle};
use stancemap::paint::{self, Fonts};
use stancemap::scene::{
    compose_figure, BorderTone, Color, Hatch, Options, Pattern, Size, Style, Theme, ThemeStyle,
};
use stancemap::stance::Stance;
use stancemap::StanceMap;

/// Where a rule can be seen.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    /// On the map: SVG, still, PNG, live map.
    Map,
    /// Round the map, as far as it is painted: SVG, PNG, live figure.
    Figure,
    /// On the live map alone: in what points at a country, and how it moves.
    Live,
}

struct Rule {
    name: &'static str,
    seen: Seen,
    theme: Theme,
    change: fn(&mut Style),
}

const fn rule(name: &'static str, seen: Seen, change: fn(&mut Style)) -> Rule {
    Rule {
        name,
        seen,
        theme: Theme::Light,
        change,
    }
}

const fn in_contrast(rule: Rule) -> Rule {
    Rule {
        theme: Theme::LightContrast,
        ..rule
    }
}

const RED: Color = Color::hex(0xff0000);

fn light(style: &mut Style) -> &mut ThemeStyle {
    &mut style.themes[0]
}

fn contrast(style: &mut Style) -> &mut ThemeStyle {
    &mut style.themes[2]
}

fn hatch(style: &mut Style) -> &mut Hatch {
    light(style).classes[4].hatch.as_mut().unwrap()
}

/// A document with absent members, names (of those at sea), disputed lines, leaders and coasts.
const DOCUMENT: &str = "es-11-1.json";
/// Wide enough for names, narrow enough for leaders.
const WIDTH: f64 = 960.0;

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule("paper", Seen::Map, |s| light(s).palette.paper = RED),
    rule("ink", Seen::Map, |s| light(s).palette.ink = RED),
    rule("muted", Seen::Figure, |s| light(s).palette.muted = RED),
    rule("rule", Seen::Live, |s| light(s).palette.rule = RED),
    rule("disputed", Seen::Map, |s| light(s).palette.disputed = RED),
    rule("focus-colour", Seen::Live, |s| light(s).palette.focus = RED),
    rule("fill", Seen::Map, |s| light(s).classes[1].fill = RED),
    rule("outline", Seen::Map, |s| light(s).classes[6].outline = Some(RED)),
    in_contrast(rule("outlines-islets", Seen::Map, |s| contrast(s).classes[2].outlines_islets = true)),
    rule("hatch-pattern", Seen::Map, |s| hatch(s).pattern = Pattern::Vertical),
    rule("hatch-ink", Seen::Map, |s| hatch(s).ink = RED),
    rule("hatch-spacing", Seen::Map, |s| hatch(s).spacing = 2.0),
    rule("hatch-width", Seen::Map, |s| hatch(s).width = 2.0),
    rule("hatch-snaps", Seen::Map, |s| { s.pattern.spacing = Size::level(4.4); hatch(s).snap = 1.0; }),
    rule("label-inside", Seen::Map, |s| light(s).label_inside = Color::hex(0)),
    rule("border-tone", Seen::Map, |s| light(s).border_tone = BorderTone::Outstanding),
    rule("line-weight", Seen::Map, |s| light(s).line_weight = Size::level(3.0)),
    in_contrast(rule("heavy-coasts", Seen::Map, |s| contrast(s).heavy_coasts = false)),
    rule("pattern-inset", Seen::Map, |s| light(s).pattern_inset = Size::level(3.0)),
    rule("own-border-colour", Seen::Map, |s| light(s).classes[4].own_border = Some(RED)),
    rule("thin-ring-colour", Seen::Map, |s| light(s).classes[1].thin_ring = Some(RED)),
    rule("pad", Seen::Map, |s| s.pad = Size::level(30.0)),
    rule("title", Seen::Figure, |s| s.text.title = Size::level(40.0)),
    rule("subtitle", Seen::Figure, |s| s.text.subtitle = Size::level(22.0)),
    rule("legend", Seen::Figure, |s| s.text.legend = Size::level(20.0)),
    rule("note", Seen::Figure, |s| s.text.note = Size::level(18.0)),
    rule("bar-height", Seen::Figure, |s| s.bar.height = Size::level(30.0)),
    rule("bar-gap", Seen::Figure, |s| s.bar.gap = 9.0),
    rule("bar-lines", Seen::Figure, |s| s.bar.lines = 1.0),
    rule("bar-outline", Seen::Figure, |s| s.bar.outline = 4.0),
    rule("bar-swatch", Seen::Live, |s| s.bar.swatch = 26.0),
    rule("bar-bracket", Seen::Figure, |s| s.bar.bracket = 3.0),
    rule("bar-drop", Seen::Figure, |s| s.bar.drop = 14.0),
    rule("bar-numeral", Seen::Figure, |s| s.bar.numeral = 0.6),
    rule("border", Seen::Map, |s| s.border = Size::level(2.5)),
    rule("own-border", Seen::Map, |s| s.own_border = 3.0),
    rule("growth", Seen::Live, |s| s.growth = [6.0, 2.0]),
    rule("coast", Seen::Map, |s| s.coast = 2.5),
    in_contrast(rule("islet", Seen::Map, |s| s.islet_px2 = 4000.0)),
    rule("pattern-spacing", Seen::Map, |s| s.pattern.spacing = Size::level(9.0)),
    rule("pattern-width", Seen::Map, |s| s.pattern.width = Size::level(2.5)),
    rule("disputed-width", Seen::Map, |s| s.disputed.width = 5.0),
    rule("disputed-dashes", Seen::Map, |s| s.disputed.dashes = [8.0, 8.0]),
    rule("disputed-dots", Seen::Map, |s| s.disputed.dots = [3.0, 4.0]),
    rule("disputed-casing", Seen::Map, |s| s.disputed.casing = 1.0),
    rule("disputed-apart", Seen::Map, |s| s.disputed.apart = 9.0),
    rule("disputed-across", Seen::Map, |s| s.disputed.across = 1.0),
    rule("marker-diameter", Seen::Map, |s| s.marker.diameter = Size::level(10.0)),
    rule("marker-ring", Seen::Map, |s| s.marker.ring = 0.5),
    rule("marker-leader", Seen::Map, |s| s.marker.leader = 2.0),
    rule("leader-casing", Seen::Map, |s| s.marker.leader_casing = 6.0),
    in_contrast(rule("mark-offset", Seen::Map, |s| s.marker.mark_offset = 0.1)),
    in_contrast(rule("crossed-mark-offset", Seen::Map, |s| {
        s.marker.crossed_mark_offset = 0.1;
        contrast(s).classes[1].hatch.as_mut().unwrap().pattern = Pattern::Cross;
    })),
    in_contrast(rule("mark-length", Seen::Map, |s| s.marker.mark_length = 0.4)),
    in_contrast(rule("thin-ring", Seen::Map, |s| {
        s.marker.thin_ring = 3.0;
        contrast(s).classes[1].thin_ring = Some(Color::hex(0));
    })),
    in_contrast(rule("mark-width", Seen::Map, |s| s.marker.mark_width = 0.8)),
    rule("label-class", Seen::Map, |s| s.label.class = 4),
    rule("label-most", Seen::Map, |s| s.label.most = 2),
    rule("label-size", Seen::Map, |s| s.label.size = Size::level(18.0)),
    rule("label-from-width", Seen::Map, |s| s.label.from_width = 1500.0),
    rule("label-to-scale", Seen::Live, |s| s.label.to_scale = 8.0),
    in_contrast(rule("label-margin", Seen::Map, |s| s.label.margin = 7.0)),
    rule("label-hairline", Seen::Map, |s| s.label.hairline = 4.0),
    rule("label-halo", Seen::Map, |s| s.label.halo = 7.0),
    rule("label-cap-height", Seen::Map, |s| s.label.cap_height = 1.4),
    rule("label-x-height", Seen::Map, |s| s.label.x_height = 0.1),
    rule("hover", Seen::Live, |s| s.pointing.hover = [9.0, 5.0]),
    rule("focus", Seen::Live, |s| s.pointing.focus = [12.0, 8.0]),
    rule("halo", Seen::Live, |s| s.pointing.halo = [9.0, 7.0]),
    rule("outlined", Seen::Live, |s| s.pointing.outlined_px2 = 0.0),
    rule("circle", Seen::Live, |s| s.pointing.circle = 60.0),
    rule("faded", Seen::Live, |s| s.pointing.faded = 0.6),
    rule("near", Seen::Live, |s| s.pointing.near = 60.0),
    rule("card-gap", Seen::Live, |s| s.pointing.card_gap = 60.0),
    rule("card-docks-below", Seen::Live, |s| s.pointing.card_docks_below = 2000.0),
];

struct Outputs {
    svg: String,
    still: String,
    pixels: Vec<u8>,
    page: String,
}

fn outputs(map: &StanceMap, theme: Theme) -> Outputs {
    let options = Options {
        width_px: WIDTH,
        theme,
    };
    let svg = paint::svg(&compose_figure(map, &options)).unwrap();
    let raster = paint::raster_from_svg(&svg, 1.0, &Fonts::bundled()).unwrap();
    let page = serde_json::json!({
        "theme": theme.as_str(),
        "style": PageStyle::new(map),
        "layouts": [breakpoint_layout(map, WIDTH, theme)],
    });
    Outputs {
        still: still_svg(map, &options).unwrap(),
        pixels: raster.data().to_vec(),
        page: page.to_string(),
        svg,
    }
}

#[test]
fn each_rule_changes_all_outputs_that_it_is_for() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("styles");
    std::fs::create_dir_all(&folder).unwrap();
    let mut map = common::load(DOCUMENT);
    // With a name inland there is none at all.
    for region in &mut map.regions {
        if ["BLR", "SYR"].contains(&region.iso3.as_str()) {
            region.stance = Stance::Abstain;
        }
    }
    let plain: BTreeMap<&str, Outputs> = [Theme::Light, Theme::LightContrast]
        .map(|theme| (theme.as_str(), outputs(&map, theme)))
        .into();
    for (theme, outputs) in &plain {
        std::fs::write(folder.join(format!("plain-{theme}.json")), &outputs.page).unwrap();
    }
    // Half of them beside the other half.
    let (one, other) = RULES.split_at(RULES.len() / 2);
    let unseen = |rules| unseen(map.clone(), rules, &plain, &folder);
    let mut unseen = std::thread::scope(|scope| {
        let one = scope.spawn(|| unseen(one));
        let other = unseen(other);
        [one.join().unwrap(), other].concat()
    });
    unseen.sort();
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// Changes `map` by each rule and writes its page data into `folder`; what is not seen where it should be, or seen
/// where it should not.
fn unseen(
    mut map: StanceMap,
    rules: &[Rule],
    plain: &BTreeMap<&str, Outputs>,
    folder: &Path,
) -> Vec<String> {
    let mut unseen = Vec::new();
    for rule in rules {
        map.style = Style::default();
        (rule.change)(&mut map.style);
        let (own, plain) = (outputs(&map, rule.theme), &plain[rule.theme.as_str()]);
        std::fs::write(folder.join(format!("{}.json", rule.name)), &own.page).unwrap();
        let expected = [
            ("svg", own.svg != plain.svg, rule.seen != Seen::Live),
            ("still", own.still != plain.still, rule.seen == Seen::Map),
            ("png", own.pixels != plain.pixels, rule.seen != Seen::Live),
            ("page data", own.page != plain.page, true),
        ];
        let wrong = expected.into_iter().filter(|(_, is, should)| is != should);
        unseen
            .extend(wrong.map(|(output, is, _)| format!("{}: {output} changes: {is}", rule.name)));
    }
    unseen
}
