//! How things on the map are painted: widths, distances and contrasts, measured in the display list.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use stancemap::geo::{Bounds, PlanarPolygon, Point};
use stancemap::scene::{
    compose_figure, compose_map, Color, Disc, Drawn, Item, MapScene, Marks, Options, Scene,
    Strokes, Style, Theme,
};
use stancemap::stance::Stance;

const GENERAL_ASSEMBLY: &str = "es-11-1.json";
const COUNCIL: &str = "s-2022-155.json";

fn composed(document: &str, width_px: f64, theme: Theme) -> MapScene {
    compose_map(&common::load(document), &Options { width_px, theme })
}

fn items<'a>(scene: &'a Scene, group: &str) -> &'a [Item] {
    let found = scene.groups.iter().find(|own| own.name == group);
    found.map_or(&[], |group| &group.items)
}

fn strokes<'a>(scene: &'a Scene, group: &str) -> Vec<&'a Strokes> {
    let items = items(scene, group).iter();
    items
        .filter_map(|item| match item {
            Item::Strokes(strokes) => Some(strokes),
            _ => None,
        })
        .collect()
}

fn discs<'a>(scene: &'a Scene, group: &str) -> Vec<&'a Disc> {
    let items = items(scene, group).iter();
    items
        .filter_map(|item| match item {
            Item::Disc(disc) => Some(disc),
            _ => None,
        })
        .collect()
}

/// The shapes of a stance.
fn shapes(scene: &Scene, stance: Stance) -> Vec<&PlanarPolygon> {
    let areas = items(scene, "countries").iter();
    let own = areas.filter_map(|item| match item {
        Item::Area(area) if area.tag.as_ref().unwrap().stance == stance => Some(&area.polygons),
        _ => None,
    });
    own.flatten().collect()
}

fn to_segment(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let long = (dx * dx + dy * dy).max(1e-12);
    let t = (((p.x - a.x) * dx + (p.y - a.y) * dy) / long).clamp(0.0, 1.0);
    (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy)
}

/// How far a point is from the nearest of some lines.
fn off<'a>(p: Point, lines: impl IntoIterator<Item = &'a Vec<Point>>) -> f64 {
    let edges = lines.into_iter().flat_map(|line| line.windows(2));
    edges
        .map(|edge| to_segment(p, edge[0], edge[1]))
        .fold(f64::INFINITY, f64::min)
}

fn length(line: &[Point]) -> f64 {
    let edges = line.windows(2);
    edges
        .map(|e| (e[1].x - e[0].x).hypot(e[1].y - e[0].y))
        .sum()
}

/// How near to the edge of its shape a pattern of `ink` comes, px.
fn clearance(scene: &Scene, stance: Stance, ink: Color) -> f64 {
    let shapes = shapes(scene, stance);
    let patterns = strokes(scene, "patterns").into_iter();
    let lines = patterns.filter(|s| s.color == ink).flat_map(|s| &s.lines);
    let ends = lines.flat_map(|line| [line[0], line[line.len() - 1]]);
    let holding = |p: Point| shapes.iter().find(|shape| shape.contains(p));
    ends.filter_map(|p| Some(off(p, &holding(p)?.rings)))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn hatches_end_a_px_inside_and_1_5_px_clear_of_borders_in_high_contrast() {
    for (theme, least) in [
        (Theme::Light, 1.0),
        (Theme::Dark, 1.0),
        (Theme::LightContrast, 1.5 + 0.6),
        (Theme::DarkContrast, 1.5 + 0.6),
    ] {
        let scene = composed(GENERAL_ASSEMBLY, 960.0, theme).scene;
        let style = Style::default();
        let hatch = style.theme(theme).stance(Stance::Absent).hatch.unwrap();
        let clear = clearance(&scene, Stance::Absent, hatch.ink);
        assert!((clear - least).abs() < 1e-6, "{theme:?}: {clear}");
    }
}

#[test]
fn absent_neighbours_are_parted_by_a_line_0_7_px_wide_that_stands_out_from_fill_and_hatch() {
    for theme in [Theme::Light, Theme::Dark] {
        let style = Style::default();
        let absent = style.theme(theme).stance(Stance::Absent);
        let (hatch, line) = (absent.hatch.unwrap(), absent.own_border.unwrap());
        for ground in [absent.fill, hatch.ink] {
            assert!(
                line.contrast(ground) >= 3.0,
                "{theme:?}: {}",
                line.contrast(ground)
            );
        }
        let scene = composed(GENERAL_ASSEMBLY, 960.0, theme).scene;
        let own = strokes(&scene, "borders")
            .into_iter()
            .find(|s| s.width == 0.7);
        // Between Turkmenistan and Uzbekistan, and in West Africa.
        let long: f64 = own.unwrap().lines.iter().map(|line| length(line)).sum();
        assert!(
            long > 40.0 && own.unwrap().color == line,
            "{theme:?}: {long}"
        );
    }
}

#[test]
fn coasts_and_borders_of_land_without_a_vote_are_0_75_px_at_3_to_1() {
    for theme in [Theme::Light, Theme::Dark] {
        let style = Style::default();
        let own = style.theme(theme);
        let neutral = own.stance(Stance::NoVote);
        let line = neutral.outline.unwrap();
        for ground in [neutral.fill, own.palette.paper] {
            assert!(
                line.contrast(ground) >= 3.0,
                "{theme:?}: {}",
                line.contrast(ground)
            );
        }
        let scene = composed(GENERAL_ASSEMBLY, 960.0, theme).scene;
        for group in ["coasts", "borders"] {
            let found = strokes(&scene, group).into_iter().find(|s| s.color == line);
            assert_eq!(found.map(|s| s.width), Some(0.75), "{theme:?}: {group}");
        }
    }
}

/// Casings come first, then dashes; dots are discs.
fn disputed(scene: &Scene) -> (Vec<&Strokes>, Vec<&Disc>) {
    (strokes(scene, "disputed"), discs(scene, "disputed"))
}

#[test]
fn disputed_lines_have_the_measures_of_the_style_and_a_casing_they_stand_out_from() {
    for theme in Theme::ALL {
        let scene = composed(GENERAL_ASSEMBLY, 960.0, theme).scene;
        let (lines, dots) = disputed(&scene);
        let [casing, dashes] = lines.as_slice() else {
            panic!("{theme:?}: {} strokes", lines.len())
        };
        assert_eq!((casing.width, dashes.width), (1.9, 0.9));
        assert!(dashes.color.contrast(casing.color) >= 3.0);
        let whole = dashes
            .lines
            .iter()
            .filter(|line| (length(line) - 4.0).abs() < 1e-6);
        assert!(whole.count() * 2 > dashes.lines.len(), "most are 4 px long");
        // The casing ends half a px beyond, so that 1.5 px of the ground show between two dashes.
        let whole = casing
            .lines
            .iter()
            .filter(|line| (length(line) - 5.0).abs() < 1e-6);
        assert!(whole.count() * 3 > casing.lines.len());
        let (below, above): (Vec<&Disc>, Vec<&Disc>) =
            dots.iter().partition(|dot| dot.radius > 1.0);
        assert!(!above.is_empty() && above.len() == below.len());
        assert!(above
            .iter()
            .all(|dot| dot.radius == 0.6 && dot.fill == dashes.color));
        assert!(below
            .iter()
            .all(|dot| dot.radius == 1.1 && dot.fill == casing.color));
        let apart = |pair: &[&Disc]| {
            let [a, b] = [pair[0].center, pair[1].center];
            (a.x - b.x).hypot(a.y - b.y)
        };
        assert!(above.windows(2).any(|pair| (apart(pair) - 3.6).abs() < 0.2));
    }
}

#[test]
fn no_solid_border_runs_below_a_disputed_line() {
    for width_px in [360.0, 960.0, 1920.0] {
        let scene = composed(GENERAL_ASSEMBLY, width_px, Theme::Light).scene;
        let (lines, _) = disputed(&scene);
        let borders = || {
            strokes(&scene, "borders")
                .into_iter()
                .flat_map(|s| &s.lines)
        };
        let seats = strokes(&scene, "seats").into_iter().flat_map(|s| &s.lines);
        let solid: Vec<&Vec<Point>> = borders().chain(seats).collect();
        for dash in &lines.last().unwrap().lines {
            // The ends of a line meet other borders.
            if length(dash) < 3.9 {
                continue;
            }
            let middle = dash[dash.len() / 2];
            let ends = [dash[0], dash[dash.len() - 1]];
            let near = [middle, ends[0], ends[1]].map(|p| off(p, solid.iter().copied()));
            let covered = near.iter().filter(|off| **off < 0.3).count();
            assert!(covered < 2, "{width_px}: at {middle:?}");
        }
    }
}

#[test]
fn outlines_less_than_12_px_across_are_left_out_and_larger_ones_drawn() {
    // Hala'ib reaches from the border on the 22nd parallel, dashed too, to 23.1° N: 32 px across at 3840 px.
    let dashes_within = |width_px: f64| {
        let map = composed(GENERAL_ASSEMBLY, width_px, Theme::Light);
        let (lines, _) = disputed(&map.scene);
        let dashes = lines.last().unwrap().lines.iter();
        let places = dashes.filter_map(|dash| map.projection.inverse(dash[0]));
        places
            .filter(|p| p.lon > 34.0 && p.lon < 37.0 && p.lat > 22.2 && p.lat < 23.3)
            .count()
    };
    assert_eq!(dashes_within(960.0), 0);
    assert!(dashes_within(3840.0) > 3);
}

#[test]
fn high_contrast_has_borders_of_1_2_px_and_verticals_of_0_7_px_every_7() {
    for theme in [Theme::LightContrast, Theme::DarkContrast] {
        let scene = composed(GENERAL_ASSEMBLY, 960.0, theme).scene;
        assert!(strokes(&scene, "borders").iter().all(|s| s.width == 1.2));
        let style = Style::default();
        let ink = style
            .theme(theme)
            .stance(Stance::Abstain)
            .hatch
            .unwrap()
            .ink;
        let found = strokes(&scene, "patterns")
            .into_iter()
            .filter(|s| s.color == ink);
        for pattern in found {
            assert!((pattern.width - 0.7).abs() < 1e-9);
            let mut xs: Vec<f64> = pattern.lines.iter().map(|line| line[0].x).collect();
            xs.sort_by(f64::total_cmp);
            for pair in xs.windows(2) {
                let steps = (pair[1] - pair[0]) / 7.0;
                assert!((steps - steps.round()).abs() < 1e-6, "{pair:?}");
            }
        }
    }
}

#[test]
fn a_marker_has_three_lines_at_least_or_none() {
    for theme in Theme::ALL {
        let style = Style::default();
        for layer in style.layers(theme, &[]) {
            if let Drawn::Markers {
                class,
                marks: Some(Marks { lines, .. }),
                ..
            } = layer.drawn
            {
                assert!(lines.len() >= 3, "{theme:?}, {class}: {}", lines.len());
            }
        }
    }
}

#[test]
fn discs_of_unknown_sponsors_have_a_thin_grey_ring_in_high_contrast_and_no_dots() {
    for theme in [Theme::LightContrast, Theme::DarkContrast] {
        let scene = composed(COUNCIL, 960.0, theme).scene;
        let unknown = discs(&scene, "markers").into_iter();
        let unknown = unknown.filter(|d| d.tag.as_ref().unwrap().stance == Stance::Unknown);
        let rings: Vec<_> = unknown.map(|disc| disc.ring.unwrap()).collect();
        assert!(rings.len() > 10);
        assert!(rings
            .iter()
            .all(|ring| *ring == (Color::hex(0x767676), 0.6)));
    }
    for theme in Theme::ALL {
        let scene = composed(COUNCIL, 360.0, theme).scene;
        let style = Style::default();
        let dots = style
            .theme(theme)
            .stance(Stance::Unknown)
            .hatch
            .unwrap()
            .ink;
        let marks = strokes(&scene, "markers").into_iter();
        assert_eq!(marks.filter(|s| s.color == dots).count(), 0, "{theme:?}");
    }
}

#[test]
fn dots_lie_on_whole_px_6_apart_at_960_px_and_4_at_360() {
    for (width_px, spacing) in [(960.0, 6.0), (360.0, 4.0)] {
        let scene = composed(COUNCIL, width_px, Theme::Light).scene;
        let dots = Style::default().theme(Theme::Light).stance(Stance::Unknown);
        let ink = dots.hatch.unwrap().ink;
        let patterns = strokes(&scene, "patterns").into_iter();
        for dot in patterns.filter(|s| s.color == ink).flat_map(|s| {
            assert_eq!(s.width, 1.0);
            &s.lines
        }) {
            let [left, right] = [dot[0].x, dot[1].x];
            assert_eq!((left.round(), right - left), (left, 1.0));
            let row = (dot[0].y - 0.5) / spacing;
            assert_eq!(row, row.round(), "rows are {spacing} px apart");
            let column = left / spacing - if row.rem_euclid(2.0) == 0.0 { 0.0 } else { 0.5 };
            assert_eq!(column, column.round(), "columns are {spacing} px apart");
        }
    }
}

#[test]
fn members_with_a_seat_are_outlined_1_25_px_and_all_have_one_in_the_general_assembly() {
    for theme in Theme::ALL {
        for width_px in [360.0, 960.0] {
            let scene = composed(COUNCIL, width_px, theme).scene;
            let [seats] = strokes(&scene, "seats")[..] else {
                panic!("one stroke for all")
            };
            let paper = Style::default().theme(theme).palette.paper;
            let wide = Style::default().seat.at(width_px);
            assert_eq!(seats.width, wide);
            assert!(width_px < 960.0 || wide == 1.25);
            assert!(seats.color.contrast(paper) >= 3.0);
            // Each of the 15 has either a marker with a disc below it or a line round it.
            let below = discs(&scene, "seat-markers");
            let markers = discs(&scene, "markers");
            for disc in &below {
                let own = markers
                    .iter()
                    .find(|marker| marker.center == disc.center)
                    .unwrap();
                let (_, ring) = own.ring.unwrap();
                assert!(disc.radius >= own.radius + ring + wide - 1e-9);
            }
            let map = common::load(COUNCIL);
            assert_eq!(map.seats().len(), 15);
        }
    }
    let assembly = composed(GENERAL_ASSEMBLY, 960.0, Theme::Light).scene;
    assert!(items(&assembly, "seats").is_empty());
}

#[test]
fn the_outline_of_what_is_pointed_at_lies_outside_1_25_px_of_ink_on_0_75_px_of_paper() {
    let style = Style::default();
    let [[paper, ink], _] = style.outlines(Theme::Light);
    let [paper_px, ink_px] = [&paper, &ink].map(|stroke| stroke.width.at(960.0) / 2.0);
    assert_eq!((ink_px, paper_px - ink_px), (1.25, 0.75));
    assert_eq!(style.pointing.outlined_px2, 40.0);
}

#[test]
fn notes_have_numerals_on_the_map_that_touch_nothing() {
    for document in common::DOCUMENTS {
        let map = common::load(document);
        for width_px in [360.0, 420.0, 700.0, 960.0, 1440.0] {
            let options = Options {
                width_px,
                theme: Theme::Light,
            };
            let (scene, bare) = (compose_figure(&map, &options), compose_map(&map, &options));
            let numerals = discs(&scene, "numerals");
            assert_eq!(
                numerals.len(),
                bare.footnotes.len(),
                "{document}, {width_px}"
            );
            let markers = discs(&scene, "markers");
            let names = items(&scene, "labels")
                .iter()
                .filter_map(|item| match item {
                    Item::Text(text) => Some(text),
                    _ => None,
                });
            let names: Vec<_> = names.collect();
            for (i, numeral) in numerals.iter().enumerate() {
                let gap = |other: &Disc| {
                    let (a, b) = (numeral.center, other.center);
                    (a.x - b.x).hypot(a.y - b.y) - numeral.radius - other.radius
                };
                assert!(markers
                    .iter()
                    .all(|marker| gap(marker) >= marker.ring.unwrap().1 - 1e-9));
                assert!(numerals.iter().skip(i + 1).all(|other| gap(other) >= 0.0));
                for name in &names {
                    let middle = Point {
                        x: name.x,
                        y: name.y - 0.36 * name.size,
                    };
                    let half = Point {
                        x: 0.3 * name.size * name.text.len() as f64,
                        y: 0.5 * name.size,
                    };
                    let span = Bounds {
                        min: Point {
                            x: middle.x - half.x,
                            y: middle.y - half.y,
                        },
                        max: Point {
                            x: middle.x + half.x,
                            y: middle.y + half.y,
                        },
                    };
                    assert!(
                        !span.contains(numeral.center),
                        "{document}, {width_px}: {}",
                        name.text
                    );
                }
            }
        }
    }
}
