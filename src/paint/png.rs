//! PNG from our SVG by resvg with the bundled fonts: the native command and the golden tests.
//! The page makes its PNG on a canvas instead.

use resvg::{tiny_skia, usvg};

use crate::error::{Error, ErrorKind, Result};

/// Widest or highest picture, device px: 16,384 a side is what other programs can still open.
const MAX_SIDE: f64 = 16_384.0;

const FONTS: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf"),
];

/// Rasters `svg`, `scale` device px a CSS px, and encodes it as PNG.
///
/// # Errors
/// When `scale` makes no picture of 1 to 16,384 px a side, or the SVG can't be read.
pub fn png_from_svg(svg: &str, scale: f64) -> Result<Vec<u8>> {
    let pixmap = raster_from_svg(svg, scale)?;
    pixmap.encode_png().map_err(|e| {
        Error::new(
            ErrorKind::Surface,
            "PNG",
            "the picture can't be encoded",
            "",
        )
        .because(e)
    })
}

/// Rasters `svg`, `scale` device px a CSS px.
///
/// # Errors
/// As [`png_from_svg`].
pub fn raster_from_svg(svg: &str, scale: f64) -> Result<tiny_skia::Pixmap> {
    let mut options = usvg::Options::default();
    for font in FONTS {
        options.fontdb_mut().load_font_data(font.to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options)
        .map_err(|e| Error::new(ErrorKind::Surface, "SVG", "can't be read back", "").because(e))?;
    let [width, height] =
        [tree.size().width(), tree.size().height()].map(|side| (f64::from(side) * scale).round());
    if !(1.0..=MAX_SIDE).contains(&width) || !(1.0..=MAX_SIDE).contains(&height) {
        return Err(Error::new(
            ErrorKind::Option,
            "--scale",
            format!("{scale} makes a picture of {width} by {height} px"),
            format!("choose a scale that gives 1 to {MAX_SIDE} px a side"),
        ));
    }
    // Both are whole numbers within u32 by the check above.
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(|| {
        Error::new(
            ErrorKind::Surface,
            "PNG",
            "no memory for the picture",
            "choose a smaller scale",
        )
    })?;
    let transform = tiny_skia::Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}
