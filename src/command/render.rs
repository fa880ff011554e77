//! `stancemap render`: the figure as SVG or PNG.

use std::path::PathBuf;

use crate::input::Document;
use crate::locale::{self, Locale};
use crate::report::Severity;
use crate::scene::{compose_figure, Options, Theme};
use crate::{paint, Error, ErrorKind, Result, StanceMap};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::Args;

use crate::command::output::Output;
use crate::command::{shown, Session, Status};

#[derive(Args)]
pub(crate) struct Render {
    /// A map document
    document: PathBuf,
    /// The file to write: .svg or .png
    #[arg(short, long)]
    output: PathBuf,
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

fn themes() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(Theme::as_str))
        .try_map(|word| Theme::parse(&word).ok_or("no palette"))
}

/// The language to draw in. A document may be in one that there are no messages for; an argument
/// may not.
fn locale(session: &Session, asked: Option<&str>, document: &Document) -> Result<Locale> {
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

pub(crate) fn render(session: &Session, arguments: &Render) -> Result<Status> {
    let format = arguments
        .output
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_lowercase);
    let file = arguments.output.to_string_lossy();
    let wants_png = match format.as_deref() {
        Some("svg") => false,
        Some("png") => true,
        _ => {
            let found = format!("\"{file}\" says neither SVG nor PNG");
            return Err(Error::new(
                ErrorKind::Option,
                "--output",
                found,
                "end the name in .svg or .png",
            ));
        }
    };
    if !(320.0..=3840.0).contains(&arguments.width) {
        let found = arguments.width.to_string();
        return Err(Error::new(
            ErrorKind::Option,
            "--width",
            found,
            "choose 320 to 3840 px",
        ));
    }
    if !(arguments.scale.is_finite() && arguments.scale > 0.0) {
        return Err(Error::new(
            ErrorKind::Option,
            "--scale",
            arguments.scale.to_string(),
            "choose a number above 0, for example 2",
        ));
    }
    let output = Output::new(session.system, &arguments.output)?;
    for input in arguments.font.iter().chain([&arguments.document]) {
        output.refuse_input(&shown(input))?;
    }
    let document = session.document(&arguments.document)?;
    let locale = locale(session, arguments.lang.as_deref(), &document)?;
    let mut map = StanceMap::load_document(document, arguments.key.clone(), |file| {
        output.refuse_input(file)?;
        session.read(file)
    })?;
    map.locale = locale;
    let fonts = session.fonts(&arguments.font, &map)?;
    for issue in &map.report.issues {
        session.say(&issue.to_string());
    }
    if map.report.worst() == Some(Severity::Error) {
        session.say(&format!("{file} was not drawn: the map would be wrong"));
        return Ok(Status::Found);
    }
    let theme = arguments.theme;
    let scene = compose_figure(
        &map,
        &Options {
            width_px: arguments.width,
            theme,
        },
    );
    let svg = paint::svg(&scene)?;
    let bytes = if wants_png {
        paint::png_from_svg(&svg, arguments.scale, &fonts)?
    } else {
        svg.into_bytes()
    };
    output.write(&bytes)?;
    Ok(Status::of(map.report.worst()))
}
