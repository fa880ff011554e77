//! Sizes of pictures by what they are for.

use crate::paint::Resolution;
use crate::scene::{compose_figure, compose_in_shape, Options, Scene, Theme};
use crate::{Error, ErrorKind, Result, StanceMap};

/// CSS px and millimetres an inch.
const PX_INCH: f64 = 96.0;
const MM_INCH: f64 = 25.4;
/// Device px an inch of a picture to be printed.
const PRINT_DPI: f64 = 300.0;

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Size {
    /// As high as the figure is at a width of CSS px, so many device px each.
    Figure { width_px: f64, scale: f64 },
    /// Device px, width and height: laid out for this shape.
    Shape([u32; 2]),
    /// On paper, 300 device px an inch.
    Print { width_mm: f64 },
}

/// A size with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Preset {
    pub(crate) name: &'static str,
    pub(crate) size: Size,
}

/// All that `--preset` knows.
pub(crate) const PRESETS: [Preset; 6] = [
    Preset {
        name: "article",
        size: Size::Figure {
            width_px: 960.0,
            scale: 1.0,
        },
    },
    Preset {
        name: "social",
        size: Size::Shape([1200, 675]),
    },
    Preset {
        name: "square",
        size: Size::Shape([1080, 1080]),
    },
    Preset {
        name: "portrait",
        size: Size::Shape([1080, 1350]),
    },
    Preset {
        name: "story",
        size: Size::Shape([1080, 1920]),
    },
    // Two columns of a newspaper, or the text of an A4 page.
    Preset {
        name: "print",
        size: Size::Print { width_mm: 180.0 },
    },
];

impl Preset {
    /// That of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        PRESETS.into_iter().find(|preset| preset.name == name)
    }
}

/// A figure ready to be painted.
pub(crate) struct Composed {
    pub(crate) scene: Scene,
    /// Device px a CSS px.
    pub(crate) scale: f64,
    /// For paper.
    pub(crate) resolution: Option<Resolution>,
}

impl Size {
    /// The figure of a map in this size.
    ///
    /// # Errors
    /// A shape into which the words don't go.
    pub(crate) fn compose(self, map: &StanceMap, theme: Theme) -> Result<Composed> {
        let figure = |width_px| compose_figure(map, &Options { width_px, theme });
        Ok(match self {
            Self::Figure { width_px, scale } => Composed {
                scene: figure(width_px),
                scale,
                resolution: None,
            },
            Self::Print { width_mm } => Composed {
                scene: figure(width_mm / MM_INCH * PX_INCH),
                scale: PRINT_DPI / PX_INCH,
                resolution: Some(Resolution::of_inch(PRINT_DPI)),
            },
            Self::Shape([width, height]) => {
                let size = [width, height].map(f64::from);
                let scene = compose_in_shape(map, theme, size).ok_or_else(|| {
                    let found =
                        format!("the words take more than a picture of {width} by {height} px");
                    let remedy = "shorten \"title\", \"subtitle\" or \"note\" of the document";
                    Error::new(ErrorKind::Option, "--preset", found, remedy)
                })?;
                Composed {
                    scale: size[0] / scene.width,
                    scene,
                    resolution: None,
                }
            }
        })
    }
}
