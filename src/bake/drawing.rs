//! A scene as a small SVG, for a still picture, that holds only what the picture needs.

use std::fmt::Write as _;

use crate::error::Result;
use crate::geo::Point;
use crate::paint::svg::{attribute, escape, length, number, text_from_color, text_up_to_color};
use crate::paint::{self, ground, paint, Surface};
use crate::scene::{Area, Color, Disc, Item, Rect, Scene, Strokes, Style, Text};

/// Device px a CSS px of the screen that hairlines are meant for.
const DENSITY: f64 = 2.0;

/// SVG in parts, with a colour to be written between them: palettes that differ only in colours share it.
#[derive(Debug)]
pub(super) struct Drawing {
    /// One more than colours.
    parts: Vec<String>,
    colors: Vec<Color>,
}

impl Drawing {
    /// The scene as a picture of its own. `units` a CSS px: coordinates are whole numbers of them.
    pub(super) fn of(style: &Style, scene: &Scene, units: f64) -> Result<Self> {
        let mut drawer = Drawer::new(style, units);
        paint(scene, &mut drawer)?;
        Ok(drawer.finish())
    }

    /// The text, each colour written by `name`.
    pub(super) fn written(&self, name: impl Fn(Color) -> String) -> String {
        self.joined(self.colors.iter().map(|color| name(*color)))
    }

    /// The text, each colour written by `name` of it and of the colour in the same place of `other`; none where
    /// that is not the same in all else, or a pair of colours has no name.
    pub(super) fn written_with(
        &self,
        other: &Self,
        name: impl Fn(Color, Color) -> Option<String>,
    ) -> Option<String> {
        if self.parts != other.parts {
            return None;
        }
        let pairs = self.colors.iter().zip(&other.colors);
        let names: Option<Vec<String>> = pairs.map(|(own, others)| name(*own, *others)).collect();
        Some(self.joined(names?.into_iter()))
    }

    fn joined(&self, colors: impl Iterator<Item = String>) -> String {
        let colors = colors.chain([String::new()]);
        let parts = self.parts.iter().zip(colors);
        parts.fold(String::new(), |out, (part, color)| out + part + &color)
    }
}

/// Writes a [`Drawing`], as steps from point to point.
#[derive(Default)]
pub(super) struct Drawer {
    units: f64,
    parts: Vec<String>,
    colors: Vec<Color>,
    /// Since the last colour.
    out: String,
    /// Lines keep their width however the picture is scaled.
    pub(super) keeps_widths: bool,
    /// Narrower borders are hairlines, device px.
    hairline: f64,
}

impl Drawer {
    pub(super) fn new(style: &Style, units: f64) -> Self {
        Self {
            units,
            hairline: style.hairline_device_px,
            ..Self::default()
        }
    }

    pub(super) fn finish(mut self) -> Drawing {
        self.parts.push(self.out);
        Drawing {
            parts: self.parts,
            colors: self.colors,
        }
    }

    /// A group with attributes; [`close`](Self::close) ends it.
    pub(super) fn open(&mut self, attributes: &[(&str, &str)]) {
        self.out.push_str("<g");
        for (name, value) in attributes {
            attribute(&mut self.out, name, value);
        }
        self.out.push('>');
    }

    /// What is drawn elsewhere, moved.
    pub(super) fn reference(&mut self, href: &str, transform: &str) {
        self.out.push_str("<use");
        attribute(&mut self.out, "href", href);
        attribute(&mut self.out, "transform", transform);
        self.out.push_str("/>");
    }

    pub(super) fn close(&mut self) {
        self.out.push_str("</g>");
    }

    pub(super) fn group(&mut self, name: &str, items: &[Item]) -> Result<()> {
        self.begin_group(name)?;
        paint::items(items, self)?;
        self.end_group()
    }

    /// Discs of a size and colour, which don't overlap: one path of dots.
    pub(super) fn dots(&mut self, centers: impl Iterator<Item = Point>, radius: f64, color: Color) {
        self.out.push_str("<path stroke-linecap=\"round\"");
        self.color("stroke", color);
        self.length("stroke-width", 2.0 * radius);
        self.out.push_str(" d=\"");
        let mut at = (0, 0);
        for center in centers {
            let to = self.rounded(center);
            self.step('m', at, to);
            self.out.push_str("h0");
            at = to;
        }
        self.out.push_str("\"/>");
    }

    /// A length in CSS px.
    fn length(&mut self, name: &str, px: f64) {
        length(&mut self.out, name, px * self.units);
    }

    fn color(&mut self, name: &str, color: Color) {
        let _ = write!(self.out, " {name}=\"");
        self.put(color);
        self.out.push('"');
    }

    fn put(&mut self, color: Color) {
        self.parts.push(std::mem::take(&mut self.out));
        self.colors.push(color);
    }

    fn rounded(&self, p: Point) -> (i64, i64) {
        (
            (p.x * self.units).round() as i64,
            (p.y * self.units).round() as i64,
        )
    }

    fn circle(&mut self, center: Point, radius: f64, fill: Color) {
        self.out.push_str("<circle");
        self.length("cx", center.x);
        self.length("cy", center.y);
        self.length("r", radius);
        self.color("fill", fill);
        self.out.push_str("/>");
    }

    /// Subpaths in steps; nothing for what rounding leaves without extent.
    fn path<'a>(&mut self, lines: impl Iterator<Item = &'a Vec<Point>>, filled: bool) {
        self.out.push_str(" d=\"");
        let mut at = (0, 0);
        for line in lines {
            let mut points: Vec<(i64, i64)> = line
                .iter()
                .filter(|p| p.x.is_finite() && p.y.is_finite())
                .map(|p| self.rounded(*p))
                .collect();
            points.dedup();
            let closed = points.len() > 2 && points.first() == points.last();
            if closed {
                points.pop();
            }
            let Some((&first, rest)) = points.split_first() else {
                continue;
            };
            if rest.len() < if filled { 2 } else { 1 } {
                continue;
            }
            self.step('m', at, first);
            let mut from = first;
            for (i, &to) in rest.iter().enumerate() {
                self.step(if i == 0 { 'l' } else { ' ' }, from, to);
                from = to;
            }
            if closed || filled {
                self.out.push('z');
                from = first;
            }
            at = from;
        }
        self.out.push('"');
    }

    fn step(&mut self, command: char, from: (i64, i64), to: (i64, i64)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        // A minus separates numbers as well as a space does.
        if command != ' ' || dx >= 0 {
            self.out.push(command);
        }
        let _ = write!(self.out, "{dx}");
        if dy >= 0 {
            self.out.push(' ');
        }
        let _ = write!(self.out, "{dy}");
    }
}

impl Surface for Drawer {
    fn begin(&mut self, scene: &Scene) -> Result<()> {
        self.out
            .push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        number(&mut self.out, scene.width * self.units);
        self.out.push(' ');
        number(&mut self.out, scene.height * self.units);
        self.out.push_str("\" width=\"");
        number(&mut self.out, scene.width);
        self.out.push_str("\" height=\"");
        number(&mut self.out, scene.height);
        self.out.push_str("\" stroke-linejoin=\"round\"><title>");
        escape(&mut self.out, &scene.title);
        self.out.push_str("</title>");
        ground(scene).map_or(Ok(()), |rect| self.rect(&rect))
    }

    fn begin_group(&mut self, _name: &str) -> Result<()> {
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        Ok(())
    }

    fn area(&mut self, area: &Area) -> Result<()> {
        self.out.push_str("<path");
        self.color("fill", area.fill);
        self.path(
            area.polygons.iter().flat_map(|polygon| &polygon.rings),
            true,
        );
        self.out.push_str("/>");
        Ok(())
    }

    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        self.out.push_str("<path fill=\"none\"");
        self.color("stroke", strokes.color);
        let is_narrow = strokes.width * DENSITY < self.hairline;
        let width = match strokes.is_hairline && is_narrow {
            true => strokes.width.min(1.0 / DENSITY),
            false => strokes.width,
        };
        if self.keeps_widths {
            length(&mut self.out, "stroke-width", width);
            attribute(&mut self.out, "vector-effect", "non-scaling-stroke");
        } else {
            self.length("stroke-width", width);
        }
        self.path(strokes.lines.iter(), false);
        self.out.push_str("/>");
        Ok(())
    }

    fn disc(&mut self, disc: &Disc) -> Result<()> {
        if let Some((color, width)) = disc.ring {
            self.circle(disc.center, disc.radius + width, color);
        }
        self.circle(disc.center, disc.radius, disc.fill);
        Ok(())
    }

    fn rect(&mut self, rect: &Rect) -> Result<()> {
        self.out.push_str("<rect");
        self.length("x", rect.x);
        self.length("y", rect.y);
        self.length("width", rect.width);
        self.length("height", rect.height);
        self.color("fill", rect.fill);
        self.out.push_str("/>");
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Result<()> {
        text_up_to_color(&mut self.out, text, self.units);
        self.put(text.color);
        text_from_color(&mut self.out, text);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.out.push_str("</svg>\n");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::PlanarPolygon;
    use crate::scene::Group;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn drawn(item: Item) -> String {
        let scene = Scene {
            width: 32.0,
            height: 16.0,
            title: String::new(),
            description: String::new(),
            lang: String::new(),
            paper: None,
            groups: vec![Group {
                name: "countries",
                items: vec![item],
            }],
        };
        let drawing = Drawing::of(&Style::default(), &scene, 5.0).unwrap();
        drawing.written(|color| color.to_string())
    }

    #[test]
    fn a_shape_is_written_as_steps_of_whole_units() {
        let shell = ring(&[(1.0, 2.0), (1.0, 9.0), (8.04, 9.0), (1.0, 2.0)]);
        let hole = ring(&[(2.0, 7.0), (3.0, 8.0), (2.0, 8.0), (2.0, 7.0)]);
        let found = drawn(Item::Area(Area {
            tag: None,
            polygons: vec![PlanarPolygon {
                rings: vec![shell, hole],
            }],
            fill: Color::hex(0x336699),
        }));
        assert!(
            found.contains("d=\"m5 10l0 35 35 0zm5 25l5 5-5 0z\""),
            "{found}"
        );
    }

    #[test]
    fn two_drawings_are_one_where_they_differ_in_colours_alone() {
        let dots = |x: f64, color: u32| {
            let mut drawer = Drawer::new(&Style::default(), 4.0);
            drawer.dots([Point { x, y: 1.0 }].into_iter(), 0.5, Color::hex(color));
            drawer.finish()
        };
        let named = |light: Color, dark: Color| Some(format!("{light}/{dark}"));
        let found = dots(1.0, 0x111111).written_with(&dots(1.0, 0xeeeeee), named);
        let expected = "<path stroke-linecap=\"round\" stroke=\"#111111/#eeeeee\" stroke-width=\"4\" d=\"m4 4h0\"/>";
        assert_eq!(found.as_deref(), Some(expected));
        assert_eq!(dots(1.0, 0).written_with(&dots(2.0, 0), named), None);
        assert_eq!(dots(1.0, 0).written_with(&dots(1.0, 0), |_, _| None), None);
    }

    #[test]
    fn an_open_line_stays_open_and_the_next_starts_from_its_end() {
        let found = drawn(Item::Strokes(Strokes {
            lines: vec![
                ring(&[(0.0, 0.0), (1.0, 1.0)]),
                ring(&[(1.0, 1.0), (1.02, 1.01)]),
                ring(&[(2.0, 0.0), (1.0, 0.0)]),
            ],
            color: Color::hex(0),
            width: 0.6,
            is_hairline: false,
        }));
        assert!(
            found.contains("stroke-width=\"3\" d=\"m0 0l5 5m5-5l-5 0\""),
            "{found}"
        );
    }
}
