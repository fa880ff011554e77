//! The bar of the vote and the legend, measured in the display list of the figure: what the headline says is in the
//! picture, at every width, in every theme and in both directions of writing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod common;

use common::rulers::{is_isolate, Rulers};
use common::{asset, load, DOCUMENTS};
use stancemap::locale::{built_in, LANGUAGES};
use stancemap::page::PageData;
use stancemap::scene::{
    compose_figure, compose_map, figure_text, Color, FigureParts, FigureText, Frame, Group, Item,
    Options, Scene, Strokes, Text, Theme,
};
use stancemap::StanceMap;

const WIDTHS: [f64; 7] = [320.0, 360.0, 420.0, 700.0, 960.0, 1200.0, 1440.0];

/// A document in a language.
fn map(document: &str, lang: &str) -> StanceMap {
    let mut map = StanceMap::load(document, asset).unwrap();
    map.locale = built_in(lang).unwrap();
    map
}

fn figure(map: &StanceMap, width_px: f64, theme: Theme) -> Scene {
    compose_figure(map, &Options { width_px, theme })
}

/// What stands round the map of a figure `width` px wide, without its map: of all widths in little time.
fn frame(map: &StanceMap, text: &FigureText, width: f64) -> Scene {
    Frame::compose(FigureParts {
        quiet: String::new(),
        text: text.clone(),
        width,
        map_height: 100.0,
        pad: map.style.pad,
        text_sizes: map.style.text,
        bar: map.style.bar,
        colors: map.style.theme(Theme::Light).palette,
        swatches: map.style.swatches(Theme::Light),
    })
    .scene
}

/// The words of a map that is too narrow for names on it.
fn narrow_text(map: &StanceMap) -> FigureText {
    let options = Options {
        width_px: 320.0,
        theme: Theme::Light,
    };
    figure_text(map, &compose_map(map, &options))
}

fn group<'a>(scene: &'a Scene, name: &str) -> &'a Group {
    scene
        .groups
        .iter()
        .find(|group| group.name == name)
        .unwrap()
}

fn words(group: &Group) -> Vec<&Text> {
    let texts = group.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// Left, top, right, bottom and colour of the upright rectangles of areas.
fn rectangles(group: &Group) -> Vec<([f64; 4], Color)> {
    let areas = group.items.iter().filter_map(|item| match item {
        Item::Area(area) => Some(area),
        _ => None,
    });
    areas
        .map(|area| {
            let points = || {
                area.polygons
                    .iter()
                    .flat_map(|polygon| &polygon.rings)
                    .flatten()
            };
            let least = |value: fn(&stancemap::geo::Point) -> f64| {
                points().map(value).fold(f64::INFINITY, f64::min)
            };
            let most = |value: fn(&stancemap::geo::Point) -> f64| {
                points().map(value).fold(f64::NEG_INFINITY, f64::max)
            };
            (
                [least(|p| p.x), least(|p| p.y), most(|p| p.x), most(|p| p.y)],
                area.fill,
            )
        })
        .collect()
}

/// The bracket: the only stroke that is turned down at both ends.
fn bracket(group: &Group) -> Option<&Strokes> {
    group.items.iter().find_map(|item| match item {
        Item::Strokes(strokes) if strokes.lines.len() == 1 && strokes.lines[0].len() == 4 => {
            Some(strokes)
        }
        _ => None,
    })
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_isolate(*c)).collect()
}

#[test]
fn a_bracket_of_1_px_spans_those_in_favour_and_says_how_many() {
    for (document, favour) in [("es-11-1.json", 141), ("s-2022-155.json", 11)] {
        for lang in LANGUAGES {
            let map = map(document, lang);
            let text = narrow_text(&map);
            for width in WIDTHS {
                let scene = frame(&map, &text, width);
                let tally = group(&scene, "tally");
                let number = map.locale.number(favour);
                assert!(
                    words(tally).iter().any(|text| text.text.contains(&number)),
                    "{document} {lang}"
                );
                let bracket = bracket(tally).unwrap();
                let xs = bracket.lines[0].iter().map(|point| point.x);
                let (left, right) = (
                    xs.clone().fold(f64::INFINITY, f64::min),
                    xs.fold(0.0, f64::max),
                );
                let classes = &map.style.theme(Theme::Light).classes;
                let own = |fill: Color| fill == classes[0].fill || fill == classes[1].fill;
                let spans = rectangles(tally).into_iter().filter(|(_, fill)| own(*fill));
                let spans: Vec<[f64; 4]> = spans.map(|(span, _)| span).collect();
                let first = spans
                    .iter()
                    .map(|span| span[0])
                    .fold(f64::INFINITY, f64::min);
                let last = spans.iter().map(|span| span[2]).fold(0.0, f64::max);
                assert!(
                    (left - first).abs() <= 1.5
                        && (right - last).abs() <= 1.5
                        && bracket.width == 1.0,
                    "{document} {lang} at {width}: {left}–{right} over {first}–{last}"
                );
            }
        }
    }
}

#[test]
fn the_bar_is_20_px_high_and_its_numerals_are_legible_inside_or_stand_above() {
    let rulers = Rulers::new();
    for document in DOCUMENTS {
        let map = load(document);
        for width in [320.0, 360.0, 960.0] {
            for theme in Theme::ALL {
                let scene = figure(&map, width, theme);
                let tally = group(&scene, "tally");
                let cells = rectangles(tally);
                let (top, bottom) = (cells[0].0[1], cells[0].0[3]);
                let height = map.style.bar.height.at(width);
                assert!((bottom - top - height).abs() < 0.01 && (20.0..24.0).contains(&height));
                for text in words(tally) {
                    let [left, up, right, down] = rulers.extent(text);
                    if up > top {
                        let (_, fill) = cells
                            .iter()
                            .find(|([l, _, r, _], _)| *l <= left && right <= *r)
                            .unwrap_or_else(|| {
                                panic!("{document} at {width}: {} is cut", text.text)
                            });
                        let contrast = text.color.contrast(*fill);
                        assert!(
                            contrast >= 4.5,
                            "{theme:?}: {} on {fill}: {contrast}",
                            text.text
                        );
                        assert!(down <= bottom, "{down} of {bottom}");
                    } else {
                        assert!(text.y <= top, "{} runs into the bar", text.text);
                    }
                }
            }
        }
    }
}

/// 2 of the 21 sponsors have a seat, 9 more voted for it, 3 abstained, 1 cast a veto.
#[test]
fn the_council_has_15_cells_of_one_size_and_its_other_sponsors_beside_them() {
    let map = load("s-2022-155.json");
    let text = narrow_text(&map);
    for width in WIDTHS {
        let scene = frame(&map, &text, width);
        let tally = group(&scene, "tally");
        let cells = rectangles(tally);
        let of = |class: usize| {
            let fill = map.style.theme(Theme::Light).classes[class].fill;
            cells.iter().filter(|(_, own)| *own == fill).count()
        };
        assert_eq!([of(0), of(1), of(2), of(3)], [2, 9, 3, 1]);
        assert_eq!(cells.len(), 15);
        let wide = cells.iter().map(|([left, _, right, _], _)| right - left);
        let (least, most) = (
            wide.clone().fold(f64::INFINITY, f64::min),
            wide.fold(0.0, f64::max),
        );
        assert!(
            most - least <= map.style.bar.gap && least > 15.0,
            "{least} to {most}"
        );
        let beside = words(tally).into_iter().map(|text| plain(&text.text));
        assert!(beside
            .into_iter()
            .any(|text| text == "+ 19 co-sponsors without a vote"));
    }
}

#[test]
fn one_vote_of_193_is_seen_on_a_phone() {
    let csv = String::from_utf8(asset("es-11-1.csv").unwrap()).unwrap();
    let table = csv.replace(",no,", ",yes,").replacen(",yes,", ",no,", 1);
    let map = StanceMap::load("es-11-1.json", |file| match file {
        "es-11-1.csv" => Ok(table.clone().into_bytes()),
        "es-11-1.json" => {
            let mut changed: serde_json::Value = serde_json::from_slice(&asset(file)?).unwrap();
            changed.as_object_mut().unwrap().remove("expect");
            Ok(changed.to_string().into_bytes())
        }
        _ => asset(file),
    });
    let map = map.unwrap();
    let scene = figure(&map, 320.0, Theme::Light);
    let fill = map.style.theme(Theme::Light).classes[3].fill;
    let cells = rectangles(group(&scene, "tally"));
    let ([left, _, right, _], _) = cells.into_iter().find(|(_, own)| *own == fill).unwrap();
    assert!(right - left >= 1.5, "{}", right - left);
}

#[test]
fn on_a_wide_figure_labels_stand_under_their_segments() {
    let mut most = 0;
    let rulers = Rulers::new();
    for lang in LANGUAGES {
        let map = map("es-11-1.json", lang);
        let options = Options {
            width_px: 1440.0,
            theme: Theme::Dark,
        };
        let text = figure_text(&map, &compose_map(&map, &options));
        for width in WIDTHS {
            if !text
                .spread
                .as_ref()
                .is_some_and(|spread| width >= spread.from)
            {
                continue;
            }
            let scene = frame(&map, &text, width);
            rulers.assert_legible(&scene, &format!("{lang} at {width}"));
            most += 1;
            let segments = rectangles(group(&scene, "tally"));
            let legend = group(&scene, "legend");
            let is_rtl = text.direction == stancemap::locale::Direction::Rtl;
            for (swatch, fill) in rectangles(legend) {
                let Some((segment, _)) = segments.iter().find(|(_, own)| *own == fill) else {
                    continue; // no right to vote
                };
                let row = words(legend)
                    .into_iter()
                    .filter(|text| (text.y - swatch[3]).abs() < 4.0);
                let label = row
                    .map(|text| rulers.extent(text))
                    .filter(|extent| match is_rtl {
                        true => extent[2] < swatch[0],
                        false => extent[0] > swatch[2],
                    });
                // Count and label: the two nearest.
                let mut label: Vec<[f64; 4]> = label.collect();
                label.sort_by(|a, b| {
                    let from = |extent: &[f64; 4]| (extent[0] - swatch[0]).abs();
                    from(a).total_cmp(&from(b))
                });
                let (left, right) = label
                    .iter()
                    .take(2)
                    .fold((swatch[0], swatch[2]), |(l, r), e| {
                        (l.min(e[0]), r.max(e[2]))
                    });
                // The width of a long text is an estimate.
                let off = 6.0 + 0.03 * (right - left);
                let is_flush = (left - segment[0]).abs() < off || (right - segment[2]).abs() < off;
                assert!(
                    is_flush,
                    "{lang} at {width}: {left}–{right} under {segment:?}"
                );
            }
        }
    }
    assert!(
        most >= 12,
        "labels are under the bar in {most} figures only"
    );
}

#[test]
fn those_against_are_all_named_on_the_map_or_all_in_the_legend() {
    let against = ["Belarus", "Eritrea", "North Korea", "Russia", "Syria"];
    let map = load("es-11-1.json");
    for width in [360.0, 720.0, 960.0, 1440.0] {
        for theme in [Theme::Light, Theme::DarkContrast] {
            let scene = figure(&map, width, theme);
            let of = |group: &Group| {
                let said = words(group).into_iter().map(|text| plain(&text.text));
                let said = said.collect::<Vec<_>>().join(" ");
                against.iter().filter(|name| said.contains(*name)).count()
            };
            let legend = of(group(&scene, "legend"));
            let around = ["title", "subtitle", "tally", "legend", "notes"];
            let on_map = scene
                .groups
                .iter()
                .filter(|group| !around.contains(&group.name));
            let on_map: usize = on_map.map(of).sum();
            assert!(
                [(0, 5), (5, 0)].contains(&(on_map, legend)),
                "{theme:?} at {width}: {on_map} on the map, {legend} in the legend"
            );
        }
    }
}

#[test]
fn no_line_ends_between_a_number_and_its_noun() {
    for document in DOCUMENTS {
        for lang in LANGUAGES {
            let map = map(document, lang);
            let text = narrow_text(&map);
            for width in (320..1000).step_by(20) {
                let scene = frame(&map, &text, f64::from(width));
                for name in ["title", "subtitle", "legend"] {
                    let lines = words(group(&scene, name)).into_iter();
                    let lines: Vec<String> = lines.map(|text| plain(&text.text)).collect();
                    for pair in lines.windows(2) {
                        let (last, first) = (pair[0].chars().last(), pair[1].chars().next());
                        let is_cut = last.is_some_and(char::is_numeric)
                            && first.is_some_and(char::is_alphabetic);
                        // A count and its label are two texts of one line.
                        assert!(name == "legend" || !is_cut, "{lang} at {width}: {pair:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_card_says_a_thing_once() {
    for document in DOCUMENTS {
        for lang in LANGUAGES {
            let more = PageData::new(&map(document, lang), &[960.0]).more.unwrap();
            let more = serde_json::to_value(&more).unwrap();
            for status in more["statuses"].as_array().unwrap() {
                let said = |key: &str| status[key].as_str().unwrap().to_lowercase();
                let (label, detail) = (said("label"), said("detail"));
                assert!(!detail.contains(&label), "{lang}: {label} / {detail}");
                let [none, other] = ["card.no-vote", "seat.other"]
                    .map(|key| built_in(lang).unwrap().text(key, &[]).to_lowercase());
                let repeats = label == none && detail.contains(&other);
                assert!(!repeats, "{lang}: {label} / {detail}");
            }
        }
    }
}

/// The number in a headline is counted: 141 voted yes, 94 of them sponsored (the United Nations' totals of ES-11/1).
#[test]
fn a_headline_says_what_is_counted() {
    let errors = |headline: serde_json::Value| {
        let map = StanceMap::load("es-11-1.json", |file| {
            let bytes = asset(file)?;
            if file != "es-11-1.json" {
                return Ok(bytes);
            }
            let mut document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            document["headline"] = headline.clone();
            Ok(document.to_string().into_bytes())
        })?;
        let issues = map.report.issues.iter().map(|issue| issue.to_string());
        Ok::<_, stancemap::Error>(
            issues
                .filter(|text| text.contains("headline"))
                .collect::<Vec<_>>(),
        )
    };
    let headline = |count: usize| serde_json::json!({"of": ["co-sponsor", "yes"], "count": count});
    assert_eq!(errors(headline(141)).unwrap(), [""; 0]);
    let found = errors(headline(87)).unwrap();
    let told = "headline: it says 87, but 141 members show co-sponsor or yes";
    assert!(found[0].contains(told), "{found:?}");
    for (wrong, told) in [
        (
            serde_json::json!({"of": [], "count": 1}),
            "out of co-sponsor, yes",
        ),
        (serde_json::json!({"of": ["yea"], "count": 1}), "\"yea\""),
        (
            serde_json::json!({"of": ["yes"]}),
            "write the headline's number",
        ),
        (serde_json::json!(87), "headline"),
    ] {
        let error = errors(wrong).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}
