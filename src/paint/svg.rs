//! An exact SVG of a scene: root coordinates in CSS px, absolute commands, no transforms, text as
//! text. Each country is one `<path>` that says which it is and how it stood.

use std::fmt::Write as _;

use super::{ground, paint, Surface};
use crate::error::Result;
use crate::geo::Point;
use crate::scene::{Anchor, Area, Disc, Font, Rect, Scene, Script, Strokes, Tag, Text};

/// The scene as an SVG document.
///
/// # Errors
/// None today: a string refuses nothing. The type is that of [`paint`].
///
/// # Examples
/// ```
/// use stancemap::paint::svg;
/// use stancemap::scene::{Color, Scene};
///
/// let scene = Scene {
///     width: 320.0,
///     height: 160.0,
///     title: "Votes & sponsors".into(),
///     description: String::new(),
///     lang: "en".into(),
///     paper: Some(Color::hex(0xffffff)),
///     groups: vec![],
/// };
/// assert!(svg(&scene)?.contains("<title>Votes &amp; sponsors</title>"));
/// # Ok::<(), stancemap::Error>(())
/// ```
pub fn svg(scene: &Scene) -> Result<String> {
    let mut surface = SvgSurface::default();
    paint(scene, &mut surface)?;
    Ok(surface.out)
}

/// A [`Surface`] that writes SVG 1.1 (and `lang` of SVG 2), numbers rounded to 1/100 px.
#[derive(Debug, Default)]
pub struct SvgSurface {
    out: String,
}

impl SvgSurface {
    /// What has been written: a whole document after [`end`](Surface::end).
    pub fn into_string(self) -> String {
        self.out
    }

    fn attribute(&mut self, name: &str, value: &str) {
        attribute(&mut self.out, name, value);
    }

    fn number(&mut self, name: &str, value: f64) {
        length(&mut self.out, name, value);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        escape(&mut self.out, text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn tag(&mut self, tag: Option<&Tag>) {
        if let Some(tag) = tag {
            self.attribute("data-iso3", &tag.iso3);
            self.attribute("data-stance", tag.stance.as_str());
            self.attribute("data-kind", tag.kind.as_str());
        }
    }

    /// Ends an element that has no children but, perhaps, the tag's words as its title.
    fn close(&mut self, name: &str, tag: Option<&Tag>) {
        match tag.filter(|tag| !tag.words.is_empty()) {
            Some(tag) => {
                self.out.push('>');
                self.element("title", &tag.words);
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push_str(">\n");
            }
            None => self.out.push_str("/>\n"),
        }
    }

    fn circle(&mut self, center: Point, radius: f64, fill: &str) {
        self.out.push_str("<circle");
        self.number("cx", center.x);
        self.number("cy", center.y);
        self.number("r", radius);
        self.attribute("fill", fill);
    }
}

impl Surface for SvgSurface {
    fn begin(&mut self, scene: &Scene) -> Result<()> {
        self.out.clear();
        self.out
            .push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        number(&mut self.out, scene.width);
        self.out.push(' ');
        number(&mut self.out, scene.height);
        self.out.push('"');
        self.number("width", scene.width);
        self.number("height", scene.height);
        self.attribute("role", "img");
        if !scene.lang.is_empty() {
            self.attribute("lang", &scene.lang);
            self.attribute("xml:lang", &scene.lang);
        }
        self.out.push_str(">\n");
        self.element("title", &scene.title);
        self.out.push('\n');
        self.element("desc", &scene.description);
        self.out.push('\n');
        ground(scene).map_or(Ok(()), |rect| self.rect(&rect))
    }

    fn begin_group(&mut self, name: &str) -> Result<()> {
        self.out.push_str("<g");
        self.attribute("id", name);
        self.out.push_str(">\n");
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        self.out.push_str("</g>\n");
        Ok(())
    }

    fn area(&mut self, area: &Area) -> Result<()> {
        self.out.push_str("<path");
        self.tag(area.tag.as_ref());
        self.attribute("fill", &area.fill.to_string());
        // A country too small for any ring keeps its path: one a country holds everywhere.
        self.out.push_str(" fill-rule=\"evenodd\" d=\"");
        for ring in area.polygons.iter().flat_map(|polygon| &polygon.rings) {
            path(&mut self.out, ring, true);
        }
        self.out.push('"');
        self.close("path", area.tag.as_ref());
        Ok(())
    }

    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        self.out
            .push_str("<path fill=\"none\" stroke-linejoin=\"round\"");
        self.attribute("stroke", &strokes.color.to_string());
        self.number("stroke-width", strokes.width);
        self.out.push_str(" d=\"");
        for line in &strokes.lines {
            let closed = line.len() > 2 && line.first() == line.last();
            path(&mut self.out, line, closed);
        }
        self.out.push('"');
        self.close("path", None);
        Ok(())
    }

    fn disc(&mut self, disc: &Disc) -> Result<()> {
        if let Some((color, width)) = disc.ring {
            self.circle(disc.center, disc.radius + width, &color.to_string());
            self.close("circle", None);
        }
        self.circle(disc.center, disc.radius, &disc.fill.to_string());
        self.tag(disc.tag.as_ref());
        if disc.marker {
            self.attribute("data-marker", "true");
        }
        self.close("circle", disc.tag.as_ref());
        Ok(())
    }

    fn rect(&mut self, rect: &Rect) -> Result<()> {
        self.out.push_str("<rect");
        self.number("x", rect.x);
        self.number("y", rect.y);
        self.number("width", rect.width);
        self.number("height", rect.height);
        self.attribute("fill", &rect.fill.to_string());
        self.close("rect", None);
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Result<()> {
        text_up_to_color(&mut self.out, text, 1.0);
        self.out.push_str(&text.color.to_string());
        text_from_color(&mut self.out, text);
        self.out.push('\n');
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.out.push_str("</svg>\n");
        Ok(())
    }
}

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

/// The faces to look for, the bundled one first. Those of other scripts come before the Latin
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
fn path(out: &mut String, points: &[Point], closed: bool) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::PlanarPolygon;
    use crate::scene::{Color, Group, Item};
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
    fn a_marker_says_so_and_a_copy_does_not() {
        let disc = |marker| {
            Item::Disc(Disc {
                tag: tag(""),
                marker,
                center: Point { x: 10.0, y: 20.25 },
                radius: 3.5,
                fill: Color::hex(0xff0000),
                ring: Some((Color::hex(0xffffff), 0.75)),
            })
        };
        let found = svg(&scene(vec![disc(true), disc(false)])).unwrap();
        let ring = "<circle cx=\"10\" cy=\"20.25\" r=\"4.25\" fill=\"#ffffff\"/>\n";
        let disc = "<circle cx=\"10\" cy=\"20.25\" r=\"3.5\" fill=\"#ff0000\" data-iso3=\"ZAF\" \
                    data-stance=\"abstain\" data-kind=\"member\"";
        assert!(found.contains(&format!(
            "{ring}{disc} data-marker=\"true\"/>\n{ring}{disc}/>\n"
        )));
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
}
