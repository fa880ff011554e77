//! Still pictures of the map alone, for every width and palette, and the `<picture>` that chooses
//! among them.

use super::drawing::Drawing;
use super::files::{Asset, Folder};
use super::markup::{element, void, Markup};
use crate::error::Result;
use crate::input::Insets;
use crate::map::StanceMap;
use crate::paint::{self, Fonts};
use crate::parallel;
use crate::scene::{
    compose_base, compose_map, Area, Arrangement, Group, Item, MapScene, Options, Panels, Scene,
    Style, Theme,
};
use crate::view::DETAIL_PX2;

/// Widths of the figures whose maps are kept, CSS px, narrow to wide. A vector drawing is sharp at
/// any size; the widths differ in how large markers, lines and names are beside the countries.
pub(super) const WIDTHS: [f64; 5] = [360.0, 600.0, 700.0, 960.0, 1920.0];
/// In an article a figure is hardly wider than this, however wide the window.
pub(super) const COLUMN: f64 = 960.0;
/// Device px a CSS px of the pixel pictures, and beyond which figure width one is enough.
const DENSITY: f64 = 2.0;
/// Units a CSS px of drawings. Ten make the file a fifth heavier in brotli, and a tenth of a px can't be seen.
const UNITS: f64 = 5.0;
/// Of the pixel picture that is shown where there are no vector drawings: mail, feed readers.
const MAIL: f64 = 600.0;
/// No picture, without a request.
const EMPTY: &str = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E";

/// The pictures of one map.
#[derive(Debug)]
pub(super) struct Stills {
    style: Style,
    /// Of the map in the column of an article, CSS px.
    width: f64,
    height: f64,
    drawings: Vec<Still>,
    /// In the light palette, by width.
    pixels: Vec<(f64, Asset)>,
}

#[derive(Debug)]
struct Still {
    figure_width: f64,
    theme: Theme,
    asset: Asset,
    /// What it shows.
    scene: Scene,
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
    let made = parallel::map(&wanted, |(width, theme)| {
        Made::new(map, fonts, *width, *theme)
    });
    let (mut drawings, mut pixels, mut column) = (Vec::new(), Vec::new(), None);
    for made in made {
        let Made {
            figure_width,
            theme,
            scene,
            drawn,
            svg,
            png,
        } = made?;
        let stem = format!("{stem}-map-{figure_width}");
        if let Some(png) = png {
            pixels.push((figure_width, folder.add(&stem, "png", png)));
        }
        drawings.push(Still {
            figure_width,
            theme,
            asset: folder.add(&format!("{stem}-{}", theme.as_str()), "svg", svg),
            scene: drawn,
        });
        if (figure_width, theme) == (COLUMN, Theme::Light) {
            column = Some(scene);
        }
    }
    let column = column.unwrap_or_else(|| compose_map(map, &Options::default()));
    let (width, height) = (column.scene.width, column.scene.height);
    let stills = Stills {
        style: map.style.clone(),
        width,
        height,
        drawings,
        pixels,
    };
    Ok((stills, column))
}

/// The still picture of a map, as SVG.
///
/// # Errors
/// None in practice: a string refuses nothing.
pub fn still_svg(map: &StanceMap, options: &Options) -> Result<String> {
    let drawn = drawn(map, options, &compose_map(map, options));
    written(map, &drawn)
}

/// A drawn scene as SVG, in colours of its own.
fn written(map: &StanceMap, drawn: &Scene) -> Result<String> {
    Ok(Drawing::of(&map.style, drawn, UNITS)?.written(|color| color.to_string()))
}

/// `scene` in the detail of the live map, which takes its place: a third lighter.
fn drawn(map: &StanceMap, options: &Options, scene: &MapScene) -> Scene {
    let mut drawn = scene.scene.clone();
    let panels = Panels::of_figure(map, options.width_px);
    for group in base(map, options, &panels, DETAIL_PX2) {
        if let Some(place) = drawn.groups.iter_mut().find(|own| own.name == group.name) {
            *place = group;
        }
    }
    drawn
}

/// What lies below the markers on some panels, with as few paths as the picture takes.
pub(super) fn base(
    map: &StanceMap,
    options: &Options,
    panels: &Panels,
    detail_px2: f64,
) -> Vec<Group> {
    let mut groups = compose_base(map, options, panels, detail_px2);
    for group in &mut groups {
        group.items = merged(std::mem::take(&mut group.items));
    }
    groups
}

/// One picture.
struct Made {
    figure_width: f64,
    theme: Theme,
    scene: MapScene,
    /// The same in less detail.
    drawn: Scene,
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
        let drawn = drawn(map, &options, &scene);
        let svg = written(map, &drawn)?;
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
            drawn,
            svg,
            png,
        })
    }
}

impl Stills {
    /// Of the map in the column of an article, CSS px.
    pub(super) fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// What the picture for a figure's width and a theme shows.
    pub(super) fn scene(&self, figure_width: f64, theme: Theme) -> Option<&Scene> {
        Some(&self.still(figure_width, theme)?.scene)
    }

    fn still(&self, figure_width: f64, theme: Theme) -> Option<&Still> {
        self.drawings
            .iter()
            .find(|still| (still.figure_width, still.theme) == (figure_width, theme))
    }

    /// The pictures as one image with the words `alt`, for those themes of a palette in `choices`; `widest` is
    /// the widest that a figure gets on the page, CSS px, and `address` gives where a file is. Where `is_for_all` is
    /// false, readers for whom none of the themes is fetch nothing.
    pub(super) fn picture(
        &self,
        alt: &str,
        choices: &[(Theme, Vec<&'static str>)],
        widest: f64,
        is_for_all: bool,
        address: &dyn Fn(&Asset) -> String,
    ) -> Markup {
        let widths: Vec<f64> = WIDTHS
            .into_iter()
            .filter(|width| *width <= widest)
            .collect();
        let mut parts = Vec::new();
        for (i, width) in widths.iter().enumerate() {
            let until = until(&self.style, &widths, i).map(|px| format!("(max-width: {px}px)"));
            for (theme, conditions) in choices {
                let Some(drawing) = self.still(*width, *theme) else {
                    continue;
                };
                let media: Vec<&str> = conditions.iter().copied().chain(until.as_deref()).collect();
                let (media, srcset) = (media.join(" and "), address(&drawing.asset));
                // The room that the picture takes, before it has come.
                let scene = &drawing.scene;
                let [wide, high] = [scene.width, scene.height].map(|px| px.round().to_string());
                let mut attributes = vec![
                    ("type", "image/svg+xml"),
                    ("srcset", srcset.as_str()),
                    ("width", &wide),
                    ("height", &high),
                ];
                if !media.is_empty() {
                    attributes.push(("media", &media));
                }
                parts.push(void("source", &attributes));
            }
        }
        let mail = self.pixels.iter().find(|(width, _)| *width == MAIL);
        let mail = mail.filter(|_| is_for_all);
        let src = mail.map_or_else(|| EMPTY.to_owned(), |(_, asset)| address(asset));
        let [width, height] = [self.width, self.height].map(|px| px.round().to_string());
        let attributes = [
            ("src", src.as_str()),
            ("alt", alt),
            ("width", &width),
            ("height", &height),
            ("decoding", "async"),
        ];
        parts.push(void("img", &attributes));
        element("picture", &[], Markup::lines(parts).block())
    }
}

/// Up to which width of a figure that of the `i`th of `widths` is shown: to where the insets change, else halfway to
/// the next, where a figure is as near to the one as to the other. None for the last.
pub(super) fn until(style: &Style, widths: &[f64], i: usize) -> Option<f64> {
    let (own, next) = (*widths.get(i)?, *widths.get(i + 1)?);
    let mut changes = Arrangement::ALL
        .into_iter()
        .filter_map(|arrangement| arrangement.below(Insets::Auto, style));
    let change = changes.find(|below| own < *below && *below <= next);
    Some(change.map_or((own + next) / 2.0, |below| below - 0.02))
}

/// The items with as few paths as the picture takes, which decides a browser's time: those of countries in one
/// colour are one, as on the live map, and so are lines of one style that follow each other.
pub(super) fn merged(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for item in items {
        match item {
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
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{PlanarPolygon, Point};
    use crate::scene::Color;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn countries_of_a_colour_are_one_path() {
        let area = |fill| {
            let rings = vec![ring(&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])];
            Item::Area(Area {
                tag: None,
                polygons: vec![PlanarPolygon { rings }],
                fill: Color::hex(fill),
            })
        };
        let found = merged(vec![area(1), area(2), area(1)]);
        let shape = |item: &Item| match item {
            Item::Area(area) => Some((area.fill, area.polygons.len())),
            _ => None,
        };
        let shapes: Vec<_> = found.iter().filter_map(shape).collect();
        assert_eq!(shapes, [(Color::hex(1), 2), (Color::hex(2), 1)]);
    }
}
