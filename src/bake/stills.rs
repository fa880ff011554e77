//! Still pictures of the map alone, for every width and palette, and the `<picture>` that chooses
//! among them what the live map will look like.

use std::fmt::Write as _;

use super::files::{Asset, Folder};
use super::markup::{element, void, Markup};
use super::palette::Palette;
use crate::error::Result;
use crate::geo::Point;
use crate::live::DETAIL_PX2;
use crate::map::StanceMap;
use crate::paint::svg::{attribute, escape, length, line_of_text, number};
use crate::paint::{self, ground, paint, Fonts, Surface};
use crate::scene::{
    compose_base, compose_map, Area, Disc, Item, MapScene, Options, Rect, Scene, Strokes, Text,
    Theme, BORDERS,
};
use crate::stance::Kind;

/// Widths of the figures whose maps are kept, CSS px, narrow to wide. A vector drawing is sharp at
/// any size; the widths differ in how large markers, lines and names are beside the countries.
pub(super) const WIDTHS: [f64; 4] = [360.0, 600.0, 960.0, 1920.0];
/// In an article a figure is hardly wider than this, however wide the window.
pub(super) const COLUMN: f64 = 960.0;
/// Device px a CSS px of the pixel pictures, and beyond which figure width one is enough.
const DENSITY: f64 = 2.0;
/// Of the pixel picture that is shown where there are no vector drawings: mail, feed readers.
const MAIL: f64 = 600.0;

/// The pictures of one map.
#[derive(Debug)]
pub(super) struct Stills {
    /// Of the map in the column of an article, CSS px.
    width: f64,
    height: f64,
    drawings: Vec<Drawing>,
    /// In the light palette, by width.
    pixels: Vec<(f64, Asset)>,
}

#[derive(Debug)]
struct Drawing {
    figure_width: f64,
    theme: Theme,
    asset: Asset,
}

/// Makes the pictures, adds them to `folder`, and gives the map as it stands in an article too.
///
/// # Errors
/// When a picture can't be encoded.
pub(super) fn make(
    map: &StanceMap,
    fonts: &Fonts,
    stem: &str,
    folder: &mut Folder,
) -> Result<(Stills, MapScene)> {
    let wanted: Vec<(f64, Theme)> = WIDTHS
        .into_iter()
        .flat_map(|width| Theme::ALL.map(|theme| (width, theme)))
        .collect();
    let made: Vec<Result<Made>> = std::thread::scope(|scope| {
        let threads: Vec<_> = wanted
            .into_iter()
            .map(|(width, theme)| scope.spawn(move || Made::new(map, fonts, width, theme)))
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    let (mut drawings, mut pixels, mut column) = (Vec::new(), Vec::new(), None);
    for made in made {
        let Made {
            figure_width,
            theme,
            scene,
            svg,
            png,
        } = made?;
        let stem = format!("{stem}-map-{figure_width}");
        if let Some(png) = png {
            pixels.push((figure_width, folder.add(&stem, "png", png)));
        }
        drawings.push(Drawing {
            figure_width,
            theme,
            asset: folder.add(&format!("{stem}-{}", theme.as_str()), "svg", svg),
        });
        if (figure_width, theme) == (COLUMN, Theme::Light) {
            column = Some(scene);
        }
    }
    let column = column.unwrap_or_else(|| compose_map(map, &Options::default()));
    let (width, height) = (column.scene.width, column.scene.height);
    let stills = Stills {
        width,
        height,
        drawings,
        pixels,
    };
    Ok((stills, column))
}

/// One picture.
struct Made {
    figure_width: f64,
    theme: Theme,
    scene: MapScene,
    svg: String,
    /// For the light palette.
    png: Option<Vec<u8>>,
}

impl Made {
    fn new(map: &StanceMap, fonts: &Fonts, figure_width: f64, theme: Theme) -> Result<Self> {
        let options = Options {
            width_px: figure_width,
            theme,
        };
        let scene = compose_map(map, &options);
        // In the detail of the live map, which takes its place: a third lighter.
        let mut light = scene.scene.clone();
        for mut group in compose_base(map, &options, DETAIL_PX2) {
            group.items = merged(group.items);
            if let Some(place) = light.groups.iter_mut().find(|own| own.name == group.name) {
                *place = group;
            }
        }
        let svg = drawing(&light)?;
        let png = if theme == Theme::Light {
            let scale = if figure_width > COLUMN { 1.0 } else { DENSITY };
            Some(paint::png_from_svg(&svg, scale, fonts)?)
        } else {
            None
        };
        Ok(Self {
            figure_width,
            theme,
            scene,
            svg,
            png,
        })
    }
}

impl Stills {
    /// The pictures as one image with the words `alt`; `widest` is the widest that a figure gets
    /// on the page, CSS px, and `address` tells where a file is.
    pub(super) fn picture(
        &self,
        alt: &str,
        palette: Palette,
        widest: f64,
        address: &dyn Fn(&Asset) -> String,
    ) -> Markup {
        let choices = palette.choices();
        let widths: Vec<f64> = WIDTHS
            .into_iter()
            .filter(|width| *width <= widest)
            .collect();
        let mut pieces = Vec::new();
        for (i, width) in widths.iter().enumerate() {
            // Halfway to the next width a figure is as near to the one as to the other.
            let until = widths.get(i + 1).map(|next| (width + next) / 2.0);
            let until = until.map(|px| format!("(max-width: {px}px)"));
            for (theme, conditions) in &choices {
                let found = self
                    .drawings
                    .iter()
                    .find(|drawing| drawing.figure_width == *width && drawing.theme == *theme);
                let Some(drawing) = found else { continue };
                let media: Vec<&str> = conditions.iter().copied().chain(until.as_deref()).collect();
                let (media, srcset) = (media.join(" and "), address(&drawing.asset));
                let mut attributes = vec![("type", "image/svg+xml"), ("srcset", &srcset)];
                if !media.is_empty() {
                    attributes.push(("media", &media));
                }
                pieces.push(void("source", &attributes));
            }
        }
        let mail = self.pixels.iter().find(|(width, _)| *width == MAIL);
        let src = mail.map_or_else(String::new, |(_, asset)| address(asset));
        pieces.push(void(
            "img",
            &[
                ("src", &src),
                ("alt", alt),
                ("width", &self.width.round().to_string()),
                ("height", &self.height.round().to_string()),
                ("decoding", "async"),
            ],
        ));
        element("picture", &[], Markup::lines(pieces).block())
    }
}

/// The items with as few paths as the picture takes, which is what a browser's time goes by: those of countries in one
/// colour are one, as on the live map, and so are lines of one look that follow each other. What lies over countries
/// comes last.
fn merged(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut over = Vec::new();
    for item in items {
        match item {
            Item::Area(area) if area.tag.as_ref().is_some_and(|t| t.kind == Kind::Disputed) => {
                over.push(Item::Area(area));
            }
            Item::Area(area) => {
                let same = out.iter_mut().find_map(|item| match item {
                    Item::Area(other) if other.fill == area.fill => Some(other),
                    _ => None,
                });
                match same {
                    Some(other) => other.polygons.extend(area.polygons),
                    None => out.push(Item::Area(Area { tag: None, ..area })),
                }
            }
            Item::Strokes(strokes) => match out.last_mut() {
                Some(Item::Strokes(last))
                    if (last.color, last.width) == (strokes.color, strokes.width) =>
                {
                    last.lines.extend(strokes.lines);
                }
                _ => out.push(Item::Strokes(strokes)),
            },
            other => out.push(other),
        }
    }
    out.append(&mut over);
    out
}

/// The scene as a small SVG: for an image, in which nothing but the picture counts.
fn drawing(scene: &Scene) -> Result<String> {
    let mut surface = Drawer::default();
    paint(scene, &mut surface)?;
    Ok(surface.out)
}

/// Units a CSS px: coordinates are whole numbers of them, written as steps from the point before. Ten make the
/// file a fifth heavier in brotli, and a tenth of a px can't be seen.
const UNITS: f64 = 5.0;

/// A border that is not wider is drawn as wide as a pixel of a screen of two device pixels a CSS px, as the live
/// map draws it: browsers paint that several times as fast. CSS px.
const FINE: f64 = 0.75;
const HAIRLINE: f64 = 0.5;

#[derive(Default)]
struct Drawer {
    out: String,
    /// What comes is borders.
    is_bordering: bool,
}

impl Drawer {
    fn attribute(&mut self, name: &str, value: &str) {
        attribute(&mut self.out, name, value);
    }

    /// A length in CSS px.
    fn length(&mut self, name: &str, px: f64) {
        length(&mut self.out, name, px * UNITS);
    }

    fn circle(&mut self, center: Point, radius: f64, fill: &str) {
        self.out.push_str("<circle");
        self.length("cx", center.x);
        self.length("cy", center.y);
        self.length("r", radius);
        self.attribute("fill", fill);
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
                .map(|p| ((p.x * UNITS).round() as i64, (p.y * UNITS).round() as i64))
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
        self.out.clear();
        self.out
            .push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        number(&mut self.out, scene.width * UNITS);
        self.out.push(' ');
        number(&mut self.out, scene.height * UNITS);
        self.out.push_str("\" width=\"");
        number(&mut self.out, scene.width);
        self.out.push_str("\" height=\"");
        number(&mut self.out, scene.height);
        self.out.push_str("\" stroke-linejoin=\"round\"><title>");
        escape(&mut self.out, &scene.title);
        self.out.push_str("</title>");
        ground(scene).map_or(Ok(()), |rect| self.rect(&rect))
    }

    fn begin_group(&mut self, name: &str) -> Result<()> {
        self.is_bordering = name == BORDERS;
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        Ok(())
    }

    fn area(&mut self, area: &Area) -> Result<()> {
        self.out.push_str("<path");
        self.attribute("fill", &area.fill.to_string());
        self.path(
            area.polygons.iter().flat_map(|polygon| &polygon.rings),
            true,
        );
        self.out.push_str("/>");
        Ok(())
    }

    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        self.out.push_str("<path fill=\"none\"");
        self.attribute("stroke", &strokes.color.to_string());
        let is_fine = self.is_bordering && strokes.width <= FINE;
        let width = if is_fine { HAIRLINE } else { strokes.width };
        self.length("stroke-width", width);
        self.path(strokes.lines.iter(), false);
        self.out.push_str("/>");
        Ok(())
    }

    fn disc(&mut self, disc: &Disc) -> Result<()> {
        if let Some((color, width)) = disc.ring {
            self.circle(disc.center, disc.radius + width, &color.to_string());
        }
        self.circle(disc.center, disc.radius, &disc.fill.to_string());
        Ok(())
    }

    fn rect(&mut self, rect: &Rect) -> Result<()> {
        self.out.push_str("<rect");
        self.length("x", rect.x);
        self.length("y", rect.y);
        self.length("width", rect.width);
        self.length("height", rect.height);
        self.attribute("fill", &rect.fill.to_string());
        self.out.push_str("/>");
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Result<()> {
        line_of_text(&mut self.out, text, UNITS);
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
    use crate::scene::{Color, Group, Tag};
    use crate::stance::Stance;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn drawn(item: Item) -> String {
        drawing(&Scene {
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
        })
        .unwrap()
    }

    #[test]
    fn a_shape_is_written_as_steps_of_a_fifth_of_a_px() {
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
    fn countries_of_a_colour_are_one_path_and_what_lies_over_them_comes_last() {
        let area = |kind, fill| {
            let tag = Tag {
                iso3: String::new(),
                stance: Stance::Yes,
                kind,
                words: String::new(),
            };
            let rings = vec![ring(&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])];
            Item::Area(Area {
                tag: Some(tag),
                polygons: vec![PlanarPolygon { rings }],
                fill: Color::hex(fill),
            })
        };
        let found = merged(vec![
            area(Kind::Member, 1),
            area(Kind::Disputed, 1),
            area(Kind::Member, 2),
            area(Kind::Member, 1),
        ]);
        let shape = |item: &Item| match item {
            Item::Area(area) => Some((area.fill, area.polygons.len())),
            _ => None,
        };
        let shapes: Vec<_> = found.iter().filter_map(shape).collect();
        let [one, two] = [1, 2].map(Color::hex);
        assert_eq!(shapes, [(one, 2), (two, 1), (one, 1)]);
    }

    #[test]
    fn an_open_line_stays_open_and_the_next_starts_from_its_end() {
        let found = drawn(Item::Strokes(Strokes {
            of: Vec::new(),
            lines: vec![
                ring(&[(0.0, 0.0), (1.0, 1.0)]),
                ring(&[(1.0, 1.0), (1.02, 1.01)]),
                ring(&[(2.0, 0.0), (1.0, 0.0)]),
            ],
            color: Color::hex(0),
            width: 0.6,
        }));
        assert!(
            found.contains("stroke-width=\"3\" d=\"m0 0l5 5m5-5l-5 0\""),
            "{found}"
        );
    }
}
