//! `stancemap render`: the figure as SVG, PNG or PDF.

use std::path::{Path, PathBuf};

use crate::input::Document;
use crate::locale::{self, Locale};
use crate::paint::{Boundaries, Metadata, Picture};
use crate::report::Severity;
use crate::scene::Theme;
use crate::{paint, Error, ErrorKind, Result, StanceMap};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::Args;
use sha2::{Digest, Sha256};

use crate::command::output::Output;
use crate::command::preset::{Composed, Preset, Size, PRESETS};
use crate::command::{shown, Session, Status};

#[derive(Args)]
pub(crate) struct Render {
    /// A map document
    document: PathBuf,
    /// The file to write: .svg, .png or .pdf
    #[arg(short, long)]
    output: PathBuf,
    /// A size by what the picture is for: article (960 px), social (1200 by 675), square (1080), portrait (1080 by 1350),
    /// story (1080 by 1920), or print (300 dpi)
    #[arg(long, value_name = "NAME", conflicts_with_all = ["width", "scale"], value_parser = presets())]
    preset: Option<Preset>,
    /// Write all presets: of map.png, map-article.png, map-social.png …
    #[arg(long, conflicts_with_all = ["width", "scale", "preset"])]
    all_presets: bool,
    /// Width of the preset print, mm
    #[arg(long, value_name = "MM")]
    width_mm: Option<f64>,
    /// No paper under the figure
    #[arg(long)]
    transparent: bool,
    /// Width of the figure in CSS px, 320 to 3840
    #[arg(long, default_value_t = 960.0)]
    width: f64,
    /// Device px a CSS px, for PNG
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// The palette
    #[arg(long, default_value = Theme::Light.as_str(), value_parser = themes())]
    theme: Theme,
    /// The language, as a tag: ar, de, en, es, fr, he, hi, ja, pt, ru, uk or zh; the document's if
    /// not given
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// A font file with characters that the built-in fonts lack, for PNG: Chinese and Japanese need
    /// one. May be given several times, as for regular and bold
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// The property of the boundaries that holds the country code; found by itself if not given
    #[arg(long)]
    key: Option<String>,
}

fn presets() -> impl TypedValueParser<Value = Preset> {
    PossibleValuesParser::new(PRESETS.map(|preset| preset.name))
        .try_map(|word| Preset::named(&word).ok_or("no preset"))
}

pub(crate) fn themes() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(Theme::as_str))
        .try_map(|word| Theme::parse(&word).ok_or("no palette"))
}

/// The language to draw in. A document may be in one that there are no messages for; an argument
/// may not.
pub(crate) fn locale(
    session: &Session,
    asked: Option<&str>,
    document: &Document,
) -> Result<Locale> {
    match asked {
        Some(tag) => locale::built_in(tag).map_err(|error| {
            let (found, remedy) = (error.found.clone(), error.remedy.clone());
            Error::new(error.kind, "--lang", found, remedy).because(error)
        }),
        None => locale::built_in(&document.lang).or_else(|_| {
            session.say(&format!(
                "{}, \"lang\": there are no messages in \"{}\"; what the map itself says is in \
                 English",
                document.file, document.lang
            ));
            Locale::english()
        }),
    }
}

/// What a picture is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    fn of(output: &Path) -> Result<Self> {
        let ending = output.extension().and_then(|e| e.to_str());
        match ending.map(str::to_lowercase).as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("pdf") => Ok(Self::Pdf),
            _ => {
                let found = format!("\"{}\" says neither SVG, PNG nor PDF", shown(output));
                let remedy = "end the name in .svg, .png or .pdf";
                Err(Error::new(ErrorKind::Option, "--output", found, remedy))
            }
        }
    }
}

/// The pictures that are asked for: a size and a file each.
fn wanted(arguments: &Render) -> Result<Vec<(Size, PathBuf)>> {
    let option = |option: &str, found: String, remedy: &str| {
        Err(Error::new(ErrorKind::Option, option, found, remedy))
    };
    if !(320.0..=3840.0).contains(&arguments.width) {
        let found = arguments.width.to_string();
        return option("--width", found, "choose 320 to 3840 px");
    }
    if !(arguments.scale.is_finite() && arguments.scale > 0.0) {
        let found = arguments.scale.to_string();
        return option("--scale", found, "choose a number above 0, for example 2");
    }
    let print = |preset: Preset| match (preset.size, arguments.width_mm) {
        (Size::Print { .. }, Some(width_mm)) => Size::Print { width_mm },
        (size, _) => size,
    };
    if let Some(mm) = arguments.width_mm {
        // 320 to 3840 CSS px.
        if !(85.0..=1016.0).contains(&mm) {
            return option("--width-mm", mm.to_string(), "choose 85 to 1016 mm");
        }
        if !arguments.all_presets && arguments.preset.is_none_or(|preset| preset.name != "print") {
            let found = "only a picture to be printed has a width in mm".to_owned();
            return option("--width-mm", found, "add --preset print");
        }
    }
    let output = &arguments.output;
    Ok(match (arguments.preset, arguments.all_presets) {
        (Some(preset), _) => vec![(print(preset), output.clone())],
        (None, false) => {
            let (width_px, scale) = (arguments.width, arguments.scale);
            vec![(Size::Figure { width_px, scale }, output.clone())]
        }
        (None, true) => {
            let stem = output.file_stem().unwrap_or_default().to_string_lossy();
            let ending = output.extension().unwrap_or_default().to_string_lossy();
            let named = |preset: Preset| format!("{stem}-{}.{ending}", preset.name);
            let each = PRESETS.into_iter();
            each.map(|preset| (print(preset), output.with_file_name(named(preset))))
                .collect()
        }
    })
}

/// Files that a picture carries along or names by their hash.
#[derive(Default)]
struct Sources {
    document: Vec<u8>,
    read: Vec<(String, Vec<u8>)>,
}

impl Sources {
    fn metadata(&self, map: &StanceMap, description: &str) -> Metadata {
        let file = |named: &str| {
            let path = map.document.path_of(named);
            let mut read = self.read.iter();
            read.find(|(file, _)| *file == path).map(|(_, bytes)| bytes)
        };
        let texts = map.texts();
        Metadata {
            stancemap: env!("CARGO_PKG_VERSION"),
            lang: map.locale.language().to_owned(),
            title: texts.title,
            description: description.to_owned(),
            source: texts.source,
            policy: map.policy.name.clone(),
            document: serde_json::from_slice(&self.document).unwrap_or_default(),
            stances: file(&map.document.stances)
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
            boundaries: file(&map.document.countries).map(|bytes| Boundaries {
                file: map.document.countries.clone(),
                sha256: hexadecimal(&Sha256::digest(bytes)),
            }),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn render(session: &Session, arguments: &Render) -> Result<Status> {
    let format = Format::of(&arguments.output)?;
    let mut outputs = Vec::new();
    for (size, file) in wanted(arguments)? {
        outputs.push((size, Output::new(session.system, &file)?));
    }
    for input in arguments.font.iter().chain([&arguments.document]) {
        for (_, output) in &outputs {
            output.refuse_input(&shown(input))?;
        }
    }
    let (document, bytes) = session.document(&arguments.document)?;
    let locale = locale(session, arguments.lang.as_deref(), &document)?;
    let mut sources = Sources {
        document: bytes,
        ..Sources::default()
    };
    let mut map = StanceMap::load_document(document, arguments.key.clone(), |file| {
        for (_, output) in &outputs {
            output.refuse_input(file)?;
        }
        let bytes = session.read(file)?;
        sources.read.push((file.to_owned(), bytes.clone()));
        Ok(bytes)
    })?;
    map.locale = locale;
    let fonts = session.fonts(&arguments.font, &map)?;
    for issue in &map.report.issues {
        session.say(&issue.to_string());
    }
    if map.report.worst() == Some(Severity::Error) {
        let file = shown(&arguments.output);
        session.say(&format!("{file} was not drawn: the map would be wrong"));
        return Ok(Status::Found);
    }
    // All before the first is written: either every picture is there or none is new.
    let mut pictures = Vec::new();
    for (size, output) in outputs {
        let Composed {
            mut scene,
            scale,
            resolution,
        } = size.compose(&map, arguments.theme)?;
        if arguments.transparent {
            scene.paper = None;
        }
        let metadata = sources.metadata(&map, &scene.description);
        let bytes = match format {
            Format::Svg => paint::svg_with(&scene, &metadata.json())?.into_bytes(),
            Format::Pdf => paint::pdf(&scene, &fonts)?,
            Format::Png => {
                let picture = Picture {
                    metadata: &metadata,
                    resolution,
                };
                picture.png_from_svg(&paint::svg(&scene)?, scale, &fonts)?
            }
        };
        pictures.push((output, bytes));
    }
    for (output, bytes) in pictures {
        output.write(&bytes)?;
    }
    Ok(Status::of(map.report.worst()))
}
