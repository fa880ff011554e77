//! Compares the surfaces by picture: plotters on the fine grid, through a backend that rasters as
//! a browser's canvas does, against the SVG as resvg shows it.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use resvg::tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};
use resvg::usvg;

use super::{paint, svg, FineGrid, PlottersSurface};
use crate::geo::{PlanarPolygon, Point};
use crate::scene::{Anchor, Area, Color, Disc, Font, Group, Item, Rect, Scene, Strokes, Text};

/// A canvas whose context is scaled by 1/16: non-zero fills, round joins, butt ends, and texts
/// kept instead of drawn.
struct Canvas {
    pixels: Pixmap,
    texts: Vec<(String, String, BackendCoord)>,
}

#[derive(Debug)]
struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

type Painted = Result<(), DrawingErrorKind<Refused>>;

impl Canvas {
    fn new(width: u32, height: u32) -> Self {
        Self {
            pixels: Pixmap::new(width, height).unwrap(),
            texts: vec![],
        }
    }

    fn scaled() -> Transform {
        Transform::from_scale(1.0 / 16.0, 1.0 / 16.0)
    }

    fn paint(color: BackendColor) -> Paint<'static> {
        let (r, g, b) = color.rgb;
        let mut paint = Paint::default();
        paint.set_color_rgba8(r, g, b, 255);
        paint.anti_alias = true;
        paint
    }

    fn fill(&mut self, path: Option<Path>, color: BackendColor) -> Painted {
        if let Some(path) = path {
            let (paint, rule) = (Self::paint(color), FillRule::Winding);
            self.pixels
                .fill_path(&path, &paint, rule, Self::scaled(), None);
        }
        Ok(())
    }

    fn polyline(points: impl IntoIterator<Item = BackendCoord>, close: bool) -> Option<Path> {
        let mut builder = PathBuilder::new();
        for (i, (x, y)) in points.into_iter().enumerate() {
            match i {
                0 => builder.move_to(x as f32, y as f32),
                _ => builder.line_to(x as f32, y as f32),
            }
        }
        if close {
            builder.close();
        }
        builder.finish()
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    fn ensure_prepared(&mut self) -> Painted {
        Ok(())
    }

    fn present(&mut self) -> Painted {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Painted {
        // The surface has no use for single units of a fine grid.
        Err(DrawingErrorKind::DrawingError(Refused))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Painted {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.fill(Self::polyline(corners, true), style.color())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Painted {
        let stroke = Stroke {
            width: style.stroke_width() as f32,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let paint = Self::paint(style.color());
        if let Some(path) = Self::polyline(path, false) {
            self.pixels
                .stroke_path(&path, &paint, &stroke, Self::scaled(), None);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Painted {
        self.fill(Self::polyline(path, true), style.color())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Painted {
        self.fill(
            PathBuilder::from_circle(x as f32, y as f32, radius as f32),
            style.color(),
        )
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Painted {
        let font = format!(
            "{} {}px {}",
            style.style().as_str(),
            style.size(),
            style.family().as_str()
        );
        self.texts.push((text.into(), font, pos));
        Ok(())
    }
}

const PAPER: Color = Color::hex(0xffffff);
const LAND: Color = Color::hex(0x0b4f6c);
const OTHER: Color = Color::hex(0xe07a1f);

fn scene(items: Vec<Item>) -> Scene {
    Scene {
        width: 120.0,
        height: 80.0,
        title: "Test".into(),
        description: String::new(),
        lang: "en".into(),
        paper: Some(PAPER),
        groups: vec![Group {
            name: "countries",
            items,
        }],
    }
}

fn ring(points: &[(f64, f64)]) -> Vec<Point> {
    points.iter().map(|&(x, y)| Point { x, y }).collect()
}

/// A country around another, its tail in a bay, narrow necks, and coordinates off the grid.
fn countries() -> Vec<Item> {
    let shell = ring(&[
        (10.37, 8.21),
        (8.9, 40.0),
        (22.13, 70.77),
        (61.3, 74.4),
        (70.02, 41.9),
        (66.6, 12.3),
        (40.0, 18.05),
        (10.37, 8.21),
    ]);
    let hole = ring(&[
        (40.3, 40.2),
        (52.71, 39.6),
        (55.5, 50.3),
        (45.0, 56.06),
        (38.2, 48.8),
        (40.3, 40.2),
    ]);
    let pond = ring(&[
        (20.0, 30.0),
        (24.5, 30.2),
        (24.0, 34.4),
        (19.5, 33.0),
        (20.0, 30.0),
    ]);
    let area = |fill, rings| {
        Item::Area(Area {
            tag: None,
            polygons: vec![PlanarPolygon { rings }],
            fill,
        })
    };
    vec![
        area(LAND, vec![shell, hole.clone(), pond]),
        area(OTHER, vec![hole]),
    ]
}

fn through_plotters(scene: &Scene) -> Canvas {
    let mut surface = PlottersSurface::new(Canvas::new(120, 80), 16.0);
    paint(scene, &mut surface).unwrap();
    surface.into_backend()
}

fn through_svg(scene: &Scene) -> Pixmap {
    let tree = usvg::Tree::from_str(&svg(scene).unwrap(), &usvg::Options::default()).unwrap();
    let mut pixels = Pixmap::new(120, 80).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
}

/// The greatest and the mean difference of a channel, of 255.
fn difference(a: &Pixmap, b: &Pixmap) -> (u8, f64) {
    let apart: Vec<u8> = a
        .data()
        .iter()
        .zip(b.data())
        .map(|(a, b)| a.abs_diff(*b))
        .collect();
    let sum: f64 = apart.iter().map(|&d| f64::from(d)).sum();
    (
        apart.iter().copied().max().unwrap(),
        sum / apart.len() as f64,
    )
}

fn color_at(pixels: &Pixmap, x: u32, y: u32) -> (u8, u8, u8) {
    let pixel = pixels.pixel(x, y).unwrap();
    (pixel.red(), pixel.green(), pixel.blue())
}

/// resvg samples a pixel in four rows, so a shift within the 1/16 px grid may flip one of them;
/// measured: 45. A whole pixel astray would show as 200 and more.
const MOST: u8 = 64;
/// Measured: 0.05 for the fills, 0.09 for the strokes.
const ON_AVERAGE: f64 = 0.15;

#[test]
fn fills_are_drawn_the_same() {
    let scene = scene(countries());
    let (most, mean) = difference(&through_plotters(&scene).pixels, &through_svg(&scene));
    assert!(
        most <= MOST && mean <= ON_AVERAGE,
        "at most {most}, {mean} on average"
    );
}

#[test]
fn strokes_discs_and_rectangles_are_drawn_the_same() {
    let wave = (0..60).map(|i| f64::from(i) / 3.0);
    let scene = scene(vec![
        Item::Rect(Rect {
            x: 3.3,
            y: 60.2,
            width: 40.4,
            height: 9.7,
            fill: OTHER,
        }),
        Item::Strokes(Strokes {
            is_hairline: false,
            lines: vec![
                wave.map(|t| Point {
                    x: 5.0 + 5.0 * t,
                    y: 20.0 + 9.0 * libm::sin(t),
                })
                .collect(),
                ring(&[(70.1, 40.0), (110.0, 45.5), (90.0, 75.2), (70.1, 40.0)]),
            ],
            color: LAND,
            width: 1.25,
        }),
        Item::Disc(Disc {
            tag: None,
            center: Point { x: 60.2, y: 50.7 },
            radius: 3.5,
            fill: OTHER,
            ring: Some((LAND, 0.75)),
        }),
    ]);
    let (most, mean) = difference(&through_plotters(&scene).pixels, &through_svg(&scene));
    assert!(
        most <= MOST && mean <= ON_AVERAGE,
        "at most {most}, {mean} on average"
    );
}

#[test]
fn a_hole_is_a_hole_on_each_surface() {
    let scene = scene(countries().into_iter().take(1).collect());
    for pixels in [through_plotters(&scene).pixels, through_svg(&scene)] {
        assert_eq!(color_at(&pixels, 46, 47), (0xff, 0xff, 0xff));
        assert_eq!(color_at(&pixels, 22, 32), (0xff, 0xff, 0xff));
        assert_eq!(color_at(&pixels, 30, 60), (0x0b, 0x4f, 0x6c));
    }
}

#[test]
fn the_bridges_to_holes_leave_no_trace() {
    let scene = scene(countries());
    let pixels = through_plotters(&scene).pixels;
    // All the land left of the inner country: the bridge to the pond crosses it.
    for (x, y) in (12..18).flat_map(|x| (20..45).map(move |y| (x, y))) {
        assert_eq!(color_at(&pixels, x, y), (0x0b, 0x4f, 0x6c), "at {x}, {y}");
    }
}

#[test]
fn text_is_set_from_the_middle_of_its_em_box_above_the_baseline() {
    let text = |font, anchor| {
        let text = "<b>Türkiye</b>".to_owned();
        let color = LAND;
        Item::Text(Text {
            x: 10.0,
            y: 40.0,
            text,
            font,
            size: 12.5,
            color,
            anchor,
        })
    };
    let items = vec![
        text(Font::Sans, Anchor::Left),
        text(Font::SerifBold, Anchor::Right),
    ];
    let texts = through_plotters(&scene(items)).texts;
    // Noto's em box: (1069 − 293) / (1069 + 293) / 2 = 0.28488 em above the baseline.
    let middle = (160, ((40.0 - 0.284_875 * 12.5) * 16.0_f64).round() as i32);
    let family = "Noto Sans, Helvetica Neue, Arial, sans-serif";
    let written = "<b>Türkiye</b>".to_owned();
    assert_eq!(
        texts[0],
        (written.clone(), format!("normal 200px {family}"), middle)
    );
    assert_eq!(
        texts[1],
        (
            written,
            "bold 200px Noto Serif, Georgia, serif".into(),
            middle
        )
    );
}

#[test]
fn the_fine_grid_reports_sixteen_times_the_size() {
    assert_eq!(FineGrid::new(Canvas::new(120, 80)).get_size(), (1920, 1280));
    let mut surface = PlottersSurface::fine(Canvas::new(120, 80), 1.0);
    paint(&scene(countries()), &mut surface).unwrap();
}
