//! An exact SVG of a scene: root coordinates in CSS px, absolute commands, no transforms, text as
//! text. Each country is one `<path>` with its code and its stance.

#[cfg(test)]
mod tests;
mod write;

use self::write::path;
use super::{ground, paint, Surface};
use crate::error::Result;
use crate::geo::Point;
use crate::scene::{Area, Disc, Rect, Scene, Strokes, Tag, Text};

pub(crate) use self::write::{
    attribute, escape, length, number, text_from_color, text_up_to_color,
};

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

/// The same with what it says about itself, JSON, in `<metadata>`.
///
/// # Errors
/// As [`svg`].
#[cfg(feature = "cli")]
pub fn svg_with(scene: &Scene, metadata: &str) -> Result<String> {
    let mut surface = SvgSurface {
        metadata: metadata.to_owned(),
        ..SvgSurface::default()
    };
    paint(scene, &mut surface)?;
    Ok(surface.out)
}

/// A [`Surface`] that writes SVG 1.1 (and `lang` of SVG 2), numbers rounded to 1/100 px.
#[derive(Debug, Default)]
pub struct SvgSurface {
    out: String,
    /// Empty for none.
    metadata: String,
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
        if !self.metadata.is_empty() {
            let metadata = std::mem::take(&mut self.metadata);
            self.element("metadata", &metadata);
            self.out.push('\n');
        }
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
        if disc.tag.is_some() {
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
