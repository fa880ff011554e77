//! PNG from our SVG by resvg with the bundled fonts: the native command and the golden tests.
//! The page makes its PNG on a canvas instead.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg::fontdb;
use resvg::{tiny_skia, usvg};

use super::{Metadata, Resolution};
use crate::error::{Error, ErrorKind, Result};

/// Widest or highest picture, device px: 16,384 a side is what other programs can still open.
const MAX_SIDE: f64 = 16_384.0;
/// Texts of more bytes are compressed in the file.
const LONG_TEXT: usize = 1024;
/// So many characters that no font has are named in an error.
const NAMED: usize = 8;

macro_rules! bundled {
    ($($file:literal),*) => {
        [$(include_bytes!(concat!("../../assets/fonts/", $file)).as_slice()),*]
    };
}

const FONTS: [&[u8]; 9] = bundled![
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold.ttf"
];

/// A language, and how faces of East Asian collections declare that they are made for it: the last
/// word of the family's name.
const EAST_ASIAN: [(&str, &str); 7] = [
    ("ja", "JP"),
    ("ko", "KR"),
    ("zh-HK", "HK"),
    ("zh-Hant", "TC"),
    ("zh-MO", "HK"),
    ("zh-TW", "TC"),
    ("zh", "SC"),
];

/// The fonts of a raster: the bundled ones (Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari),
/// and those added for other scripts.
#[derive(Debug, Clone)]
pub struct Fonts(Arc<fontdb::Database>);

impl Fonts {
    /// The bundled fonts.
    pub fn bundled() -> Self {
        let mut database = fontdb::Database::new();
        for font in FONTS {
            database.load_font_source(fontdb::Source::Binary(Arc::new(font)));
        }
        Self(Arc::new(database))
    }

    /// The bytes of a face, and its place in them.
    pub(super) fn face(&self, id: fontdb::ID) -> Option<(Vec<u8>, u32)> {
        self.0
            .with_face_data(id, |bytes, index| (bytes.to_vec(), index))
    }

    /// Adds a font (TrueType or OpenType) or a collection, for the characters that the bundled
    /// fonts lack. Ideographs are drawn differently in different languages: of a collection with
    /// faces for several, those for `lang` (BCP 47) are taken.
    ///
    /// # Errors
    /// Bytes that hold no font. `argument` is how the caller calls the file.
    pub fn add(&mut self, argument: &str, bytes: Vec<u8>, lang: &str) -> Result<()> {
        let database = Arc::make_mut(&mut self.0);
        let loaded = database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        if loaded.is_empty() {
            return Err(Error::new(
                ErrorKind::Option,
                argument,
                "no font",
                "give a TrueType or OpenType font (.ttf, .otf or .ttc)",
            ));
        }
        let is_for = |database: &fontdb::Database, id, mark: &str| {
            let face: Option<&fontdb::FaceInfo> = database.face(id);
            face.is_some_and(|face| {
                let mut names = face
                    .families
                    .iter()
                    .map(|(name, _)| name.split(' ').next_back());
                names.any(|last| last == Some(mark))
            })
        };
        let wanted = EAST_ASIAN
            .iter()
            .find(|(tag, _)| lang == *tag || lang.starts_with(&format!("{tag}-")));
        let Some((_, wanted)) = wanted else {
            return Ok(());
        };
        if loaded.iter().any(|id| is_for(database, *id, wanted)) {
            for id in loaded {
                let others = EAST_ASIAN.iter().filter(|(_, mark)| mark != wanted);
                if others
                    .into_iter()
                    .any(|(_, mark)| is_for(database, id, mark))
                {
                    database.remove_face(id);
                }
            }
        }
        Ok(())
    }
}

/// Rasters `svg`, `scale` device px a CSS px, and encodes it as PNG.
///
/// # Errors
/// When `scale` makes no picture of 1 to 16,384 px a side, or the SVG can't be read, or has
/// characters that `fonts` lack: no picture has boxes in place of words.
pub fn png_from_svg(svg: &str, scale: f64, fonts: &Fonts) -> Result<Vec<u8>> {
    let pixmap = raster_from_svg(svg, scale, fonts)?;
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

/// A raster that says about itself what it shows.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// Its words.
    pub metadata: &'a Metadata,
    /// For paper.
    pub resolution: Option<Resolution>,
}

impl Picture<'_> {
    /// As [`png_from_svg`], with metadata: title, description, source and software by PNG's own keywords, all of it as
    /// JSON under `stancemap`.
    ///
    /// # Errors
    /// As [`png_from_svg`].
    pub fn png_from_svg(&self, svg: &str, scale: f64, fonts: &Fonts) -> Result<Vec<u8>> {
        let pixmap = raster_from_svg(svg, scale, fonts)?;
        let mut out = Vec::new();
        self.encode(&pixmap, &mut out).map_err(|e| {
            let found = "the picture can't be encoded";
            Error::new(ErrorKind::Surface, "PNG", found, "").because(e)
        })?;
        Ok(out)
    }

    fn encode(
        &self,
        pixmap: &tiny_skia::Pixmap,
        out: &mut Vec<u8>,
    ) -> std::result::Result<(), png::EncodingError> {
        let mut encoder = png::Encoder::new(out, pixmap.width(), pixmap.height());
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_pixel_dims(self.resolution.map(|own| png::PixelDimensions {
            xppu: own.0,
            yppu: own.0,
            unit: png::Unit::Meter,
        }));
        let mut writer = encoder.write_header()?;
        let Metadata {
            title,
            description,
            source,
            ..
        } = self.metadata;
        let software = format!("stancemap {}", self.metadata.stancemap);
        let json = self.metadata.json();
        let texts = [
            ("Title", Some(title)),
            ("Description", Some(description)),
            ("Source", source.as_ref()),
            ("Software", Some(&software)),
            ("stancemap", Some(&json)),
        ];
        for (keyword, text) in texts {
            if let Some(text) = text {
                let mut chunk = png::text_metadata::ITXtChunk::new(keyword, text.as_str());
                chunk.language_tag.clone_from(&self.metadata.lang);
                chunk.compressed = text.len() > LONG_TEXT;
                writer.write_text_chunk(&chunk)?;
            }
        }
        let pixels = pixmap.pixels().iter().map(|pixel| pixel.demultiply());
        let bytes =
            pixels.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]);
        writer.write_image_data(&bytes.collect::<Vec<_>>())?;
        writer.finish()
    }
}

/// Rasters `svg`, `scale` device px a CSS px.
///
/// # Errors
/// As [`png_from_svg`].
pub fn raster_from_svg(svg: &str, scale: f64, fonts: &Fonts) -> Result<tiny_skia::Pixmap> {
    let tree = tree(svg, fonts)?;
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

/// `svg` with its texts shaped.
///
/// # Errors
/// When it can't be read, or has characters that `fonts` lack: no picture has boxes in place of words.
pub(super) fn tree(svg: &str, fonts: &Fonts) -> Result<usvg::Tree> {
    let options = usvg::Options {
        fontdb: fonts.0.clone(),
        font_resolver: usvg::FontResolver {
            select_fallback: nearest_weight(),
            ..Default::default()
        },
        ..Default::default()
    };
    let tree = usvg::Tree::from_str(svg, &options)
        .map_err(|e| Error::new(ErrorKind::Surface, "SVG", "can't be read back", "").because(e))?;
    let mut lacking = BTreeSet::new();
    without_glyph(tree.root(), &mut lacking);
    if !lacking.is_empty() {
        let named: Vec<&str> = lacking.iter().take(NAMED).map(String::as_str).collect();
        let more = if lacking.len() > NAMED { " …" } else { "" };
        return Err(Error::new(
            ErrorKind::Option,
            "--font",
            format!(
                "no font here has {} of the characters: {}{more}",
                lacking.len(),
                named.join(" ")
            ),
            "give one that has them with --font FILE, or write SVG",
        ));
    }
    Ok(tree)
}

/// Of the fonts that have a character, the one whose weight is nearest to what was asked for;
/// usvg's own choice takes the first.
fn nearest_weight() -> usvg::FallbackSelectionFn<'static> {
    let any = usvg::FontResolver::default_fallback_selector();
    Box::new(move |c, used, database| {
        let weight = |database: &fontdb::Database, id| database.face(id).map(|face| face.weight.0);
        let asked = weight(database, *used.first()?)?;
        let (mut tried, mut best) = (used.to_vec(), None);
        while let Some(id) = any(c, &tried, database) {
            tried.push(id);
            let off = weight(database, id)?.abs_diff(asked);
            if best.is_none_or(|(least, _)| off < least) {
                best = Some((off, id));
            }
        }
        best.map(|(_, id)| id)
    })
}

/// Collects the characters of texts that are drawn as a box: no font has them.
fn without_glyph(group: &usvg::Group, found: &mut BTreeSet<String>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => without_glyph(group, found),
            usvg::Node::Text(text) => {
                let glyphs = text
                    .layouted()
                    .iter()
                    .flat_map(|span| &span.positioned_glyphs);
                found.extend(
                    glyphs
                        .filter(|glyph| glyph.id.0 == 0)
                        .map(|glyph| glyph.text.clone()),
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in;
    use crate::scene::{compose_figure, Options};
    use crate::StanceMap;

    /// The lines of text below `group`, each as its characters lie from left to right.
    fn lines(group: &usvg::Group, found: &mut Vec<String>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => lines(group, found),
                usvg::Node::Text(text) => {
                    let spans = text.layouted().iter();
                    let glyphs = spans.flat_map(|span| &span.positioned_glyphs);
                    let mut placed: Vec<(f32, &str)> = glyphs
                        .map(|glyph| (glyph.outline_transform().tx, glyph.text.as_str()))
                        .collect();
                    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
                    found.push(placed.into_iter().map(|(_, text)| text).collect());
                }
                _ => {}
            }
        }
    }

    /// Resolutions 68/262 and 73/295 and ES-11/1: an Arabic reader begins at the right, with the session.
    #[test]
    fn arabic_symbols_of_documents_lie_from_right_to_left() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let document = root.join("assets/es-11-1.json");
        let mut map = StanceMap::load(&document.to_string_lossy(), |file| {
            Ok(std::fs::read(file).unwrap())
        })
        .unwrap();
        map.locale = built_in("ar").unwrap();
        let figure = compose_figure(&map, &Options::default());
        let tree = tree(&crate::paint::svg(&figure).unwrap(), &Fonts::bundled()).unwrap();
        let mut found = Vec::new();
        lines(tree.root(), &mut found);
        let plain = |line: String| line.replace('\u{200f}', "");
        let all: String = found.into_iter().map(plain).collect::<Vec<_>>().join("\n");
        for symbol in ["٢٦٢/٦٨", "٢٩٥/٧٣", "١/١١-"] {
            assert!(all.contains(symbol), "{symbol} in {all}");
        }
    }
}
