use super::*;
use crate::geo::PlanarPolygon;
use crate::scene::{Anchor, Color, Font, Group, Item};
use crate::stance::{Kind, Stance};

fn scene(items: Vec<Item>) -> Scene {
    Scene {
        width: 320.0,
        height: 160.5,
        title: "Title".into(),
        description: "In words".into(),
        lang: "en-GB".into(),
        paper: Some(Color::hex(0xffffff)),
        groups: vec![Group {
            name: "countries",
            items,
        }],
    }
}

fn tag(words: &str) -> Option<Tag> {
    Some(Tag {
        iso3: "ZAF".into(),
        stance: Stance::Abstain,
        kind: Kind::Member,
        words: words.into(),
    })
}

fn ring(points: &[(f64, f64)]) -> Vec<Point> {
    points.iter().map(|&(x, y)| Point { x, y }).collect()
}

fn area(tag: Option<Tag>, rings: Vec<Vec<Point>>) -> Item {
    Item::Area(Area {
        tag,
        polygons: vec![PlanarPolygon { rings }],
        fill: Color::hex(0x336699),
    })
}

#[test]
fn the_document_has_size_title_description_language_and_paper() {
    let found = svg(&scene(vec![])).unwrap();
    assert_eq!(
        found,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 160.5\" width=\"320\" \
         height=\"160.5\" role=\"img\" lang=\"en-GB\" xml:lang=\"en-GB\">\n\
         <title>Title</title>\n<desc>In words</desc>\n\
         <rect x=\"0\" y=\"0\" width=\"320\" height=\"160.5\" fill=\"#ffffff\"/>\n\
         <g id=\"countries\">\n</g>\n</svg>\n"
    );
}

#[test]
fn a_country_is_one_path_with_its_holes() {
    let shell = ring(&[
        (0.0, 0.0),
        (0.0, 9.999),
        (9.127, 10.0),
        (10.0, -0.001),
        (0.0, 0.0),
    ]);
    let hole = ring(&[(4.0, 4.0), (5.0, 4.0), (5.0, 5.5), (4.0, 4.0)]);
    let found = svg(&scene(vec![area(
        tag("South Africa: abstained"),
        vec![shell, hole],
    )]));
    assert!(found.unwrap().contains(
        "<path data-iso3=\"ZAF\" data-stance=\"abstain\" data-kind=\"member\" \
         fill=\"#336699\" fill-rule=\"evenodd\" \
         d=\"M0,0L0,10L9.13,10L10,0ZM4,4L5,4L5,5.5Z\"><title>South Africa: abstained</title></path>"
    ));
}

#[test]
fn a_country_without_a_shape_keeps_its_path() {
    let found = svg(&scene(vec![area(tag(""), vec![])])).unwrap();
    assert!(
        found.contains("data-iso3=\"ZAF\"") && found.contains(" d=\"\"/>"),
        "{found}"
    );
}

#[test]
fn an_area_without_a_tag_claims_no_country() {
    let found = svg(&scene(vec![area(None, vec![])])).unwrap();
    assert!(!found.contains("data-"), "{found}");
}

#[test]
fn html_in_a_name_is_text() {
    let name = "<img src=x onerror=\"alert('1')\">&\u{0}\u{b}\u{ffff}\u{1f600}";
    let text = Item::Text(Text {
        x: 1.0,
        y: 2.0,
        text: name.into(),
        font: Font::Sans,
        size: 12.0,
        color: Color::hex(0),
        anchor: Anchor::Left,
    });
    let found = svg(&scene(vec![area(tag(name), vec![]), text])).unwrap();
    let safe = "&lt;img src=x onerror=&quot;alert('1')&quot;&gt;&amp;\u{1f600}</";
    assert_eq!(found.matches(safe).count(), 2, "{found}");
    assert!(!found.contains("<img"));
}

#[test]
fn a_marker_is_marked_as_one_and_lies_on_its_ring() {
    let disc = Item::Disc(Disc {
        tag: tag(""),
        center: Point { x: 10.0, y: 20.25 },
        radius: 3.5,
        fill: Color::hex(0xff0000),
        ring: Some((Color::hex(0xffffff), 0.75)),
    });
    let found = svg(&scene(vec![disc])).unwrap();
    let ring = "<circle cx=\"10\" cy=\"20.25\" r=\"4.25\" fill=\"#ffffff\"/>\n";
    let disc = "<circle cx=\"10\" cy=\"20.25\" r=\"3.5\" fill=\"#ff0000\" data-iso3=\"ZAF\" \
                data-stance=\"abstain\" data-kind=\"member\"";
    assert!(found.contains(&format!("{ring}{disc} data-marker=\"true\"/>\n")));
}

#[test]
fn many_lines_are_one_path_and_a_ring_is_closed() {
    let strokes = Item::Strokes(Strokes {
        is_hairline: false,
        lines: vec![
            ring(&[(0.0, 0.0), (1.0, 1.0)]),
            ring(&[(5.0, 5.0), (6.0, 5.0), (6.0, 6.0), (5.0, 5.0)]),
            ring(&[(7.0, 7.0)]),
        ],
        color: Color::hex(0x111111),
        width: 0.5,
    });
    assert!(svg(&scene(vec![strokes])).unwrap().contains(
        "<path fill=\"none\" stroke-linejoin=\"round\" stroke=\"#111111\" \
         stroke-width=\"0.5\" d=\"M0,0L1,1M5,5L6,5L6,6Z\"/>"
    ));
}

#[test]
fn text_is_text_with_its_face_and_anchor() {
    let text = Item::Text(Text {
        x: 160.0,
        y: 30.0,
        text: "Who condemned".into(),
        font: Font::SerifBold,
        size: 21.5,
        color: Color::hex(0x222222),
        anchor: Anchor::Middle,
    });
    assert!(svg(&scene(vec![text])).unwrap().contains(
        "<text x=\"160\" y=\"30\" font-family=\"'Noto Serif', Georgia, serif\" \
         font-size=\"21.5\" font-weight=\"700\" text-anchor=\"middle\" \
         fill=\"#222222\">Who condemned</text>"
    ));
}

#[test]
fn a_line_is_set_in_a_face_of_its_script() {
    let family = |text: &str| {
        let text = Item::Text(Text {
            x: 0.0,
            y: 0.0,
            text: text.into(),
            font: Font::Sans,
            size: 12.0,
            color: Color::hex(0),
            anchor: Anchor::Left,
        });
        let found = svg(&scene(vec![text])).unwrap();
        let (_, after) = found.split_once("font-family=\"'").unwrap();
        after.split('\'').next().unwrap().to_owned()
    };
    assert_eq!(family("S/2022/155 قرار"), "Noto Sans Arabic");
    assert_eq!(family("החלטה"), "Noto Sans Hebrew");
    assert_eq!(family("प्रस्ताव"), "Noto Sans Devanagari");
    assert_eq!(family("Рішення 141"), "Noto Sans");
}

#[test]
fn numbers_that_are_none_break_no_path() {
    let shell = ring(&[
        (0.0, 0.0),
        (f64::NAN, 3.0),
        (0.0, 9.0),
        (-0.5, f64::INFINITY),
        (9.0, 9.0),
    ]);
    let found = svg(&scene(vec![area(None, vec![shell])])).unwrap();
    assert!(found.contains("d=\"M0,0L0,9L9,9Z\""), "{found}");
}
