//! `stancemap export`: the stances of a map as a file for another program.

use std::path::{Path, PathBuf};

use crate::exchange::Exchange;
use crate::report::Severity;
use crate::scene::Theme;
use crate::{Error, ErrorKind, Result, StanceMap};
use clap::Args;

use crate::command::output::Output;
use crate::command::render::{locale, themes};
use crate::command::{shown, Session, Status};

#[derive(Args)]
pub(crate) struct Export {
    /// A map document
    document: PathBuf,
    /// The file to write: .csv for Datawrapper, .css for Wikimedia's BlankMap-World.svg, or .geojson for QGIS
    #[arg(short, long)]
    output: PathBuf,
    /// The palette of CSS and GeoJSON
    #[arg(long, default_value = Theme::Light.as_str(), value_parser = themes())]
    theme: Theme,
    /// The language of names and words, as a tag; the document's if not given
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The property of the boundaries that holds the country code; found by itself if not given
    #[arg(long)]
    key: Option<String>,
}

fn exchange(output: &Path) -> Result<Exchange> {
    let ending = output.extension().and_then(|e| e.to_str());
    match ending.map(str::to_lowercase).as_deref() {
        Some("csv") => Ok(Exchange::Datawrapper),
        Some("css") => Ok(Exchange::Wikimedia),
        Some("geojson" | "json") => Ok(Exchange::GeoJson),
        _ => {
            let found = format!("\"{}\" says neither CSV, CSS nor GeoJSON", shown(output));
            let remedy =
                "end the name in .csv, .css or .geojson; `stancemap render` draws pictures";
            Err(Error::new(ErrorKind::Option, "--output", found, remedy))
        }
    }
}

/// Writes the file; the status is that of the worst that was found. With errors nothing is written.
pub(crate) fn export(session: &Session, arguments: &Export) -> Result<Status> {
    let exchange = exchange(&arguments.output)?;
    let output = Output::new(session.system, &arguments.output)?;
    output.refuse_input(&shown(&arguments.document))?;
    let (document, _) = session.document(&arguments.document)?;
    let locale = locale(session, arguments.lang.as_deref(), &document)?;
    let mut map = StanceMap::load_document(document, arguments.key.clone(), |file| {
        output.refuse_input(file)?;
        session.read(file)
    })?;
    map.locale = locale;
    for issue in &map.report.issues {
        session.say(&issue.to_string());
    }
    if map.report.worst() == Some(Severity::Error) {
        let file = shown(&arguments.output);
        session.say(&format!("{file} was not written: the map would be wrong"));
        return Ok(Status::Found);
    }
    output.write(exchange.text(&map, arguments.theme).as_bytes())?;
    Ok(Status::of(map.report.worst()))
}
