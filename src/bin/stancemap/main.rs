//! The native command: `stancemap check`, `render`, `bake`, `pack` and `unpack`.
//!
//! Exit status: 0 clean (notes allowed), 1 warnings or errors, 2 can't be read. Data goes to
//! standard output, talk to standard error.

mod bake;
mod pack;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use stancemap::input::{Body, Document, Expect, Voters};
use stancemap::locale::{self, Locale};
use stancemap::report::Severity;
use stancemap::scene::{compose_figure, Options, Theme};
use stancemap::{paint, Error, ErrorKind, Result, StanceMap};

/// The boundaries for a table that no document describes.
const BOUNDARIES: &[u8] = include_bytes!("../../../assets/countries-50m.geojson");
/// How they are called in messages.
const BOUNDARIES_NAME: &str = "countries-50m.geojson (built in)";

#[derive(Parser)]
#[command(
    version,
    about = "The map that shows how every country stood on a United Nations resolution"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report what joins and whether the tally adds up
    Check(Check),
    /// Draw the figure as SVG or PNG
    Render(Render),
    /// Make the files of a page: still figure, live map, snippets
    Bake(bake::Bake),
    /// Pack boundaries (GeoJSON or TopoJSON) into a small file, .smap
    Pack(pack::Pack),
    /// Write a packed map as GeoJSON
    Unpack(pack::Unpack),
}

#[derive(Args)]
struct Check {
    /// A map document (.json with a title), or a stance table with --body and --date
    input: PathBuf,
    /// Whose vote it was, for a table: general-assembly or security-council
    #[arg(long, requires = "date")]
    body: Option<String>,
    /// Day of the vote, for a table: YYYY-MM-DD
    #[arg(long, requires = "body")]
    date: Option<String>,
    /// Boundaries (GeoJSON), for a table; built in if not given
    #[arg(long, requires = "body")]
    countries: Option<PathBuf>,
    /// Who votes (CSV with a column iso3), for a table, if body and date don't tell
    #[arg(long, requires = "body")]
    members: Option<PathBuf>,
    /// The property of the boundaries that holds the country code; found by itself if not given
    #[arg(long)]
    key: Option<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Render {
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

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(arguments) => check(&arguments),
        Command::Render(arguments) => render(&arguments),
        Command::Bake(arguments) => bake::bake(&arguments),
        Command::Pack(arguments) => pack::pack(&arguments),
        Command::Unpack(arguments) => pack::unpack(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// One line of talk. Nobody may be listening any more; that is no failure.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", printable(line));
}

/// Without what would recolour a terminal or break the line: titles and paths come from files.
fn printable(line: &str) -> String {
    line.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn read(file: &str) -> Result<Vec<u8>> {
    if file == BOUNDARIES_NAME {
        return Ok(BOUNDARIES.to_vec());
    }
    std::fs::read(file).map_err(|e| {
        Error::new(
            ErrorKind::Io,
            file,
            format!("can't be read ({e})"),
            if file.contains("://") {
                "fetch it first: the command reads files, not addresses"
            } else {
                "check the path"
            },
        )
        .because(e)
    })
}

fn load(document: Document, key: Option<String>) -> Result<StanceMap> {
    StanceMap::load_document(document, key, read)
}

fn document(path: &Path) -> Result<Document> {
    let file = path.to_string_lossy();
    let bytes = read(&file)?;
    Document::parse(&file, &bytes).map_err(|error| match first(&bytes) {
        Some(b'{' | b'<') | None => error,
        _ if error.kind != ErrorKind::Syntax && error.kind != ErrorKind::Value => error,
        _ => Error::new(
            ErrorKind::Syntax,
            file.as_ref(),
            "no map document, which is a JSON object {…}",
            "to check a stance table, add --body and --date",
        )
        .because(error),
    })
}

/// The document that the arguments of `check TABLE` amount to.
fn document_for_table(arguments: &Check, body: &str, date: &str) -> Result<Document> {
    let table = shown(&arguments.input);
    let countries = match &arguments.countries {
        Some(path) => shown(path),
        None => BOUNDARIES_NAME.to_owned(),
    };
    if first(&read(&table)?) == Some(b'{') {
        return Err(Error::new(
            ErrorKind::Option,
            table,
            "a JSON object, as a map document is",
            "leave --body and --date out, or give the stance table itself",
        ));
    }
    let body = Body::parse("--body", body)?;
    let mut document = Document::for_table(&table, &countries, body, date)?;
    // Paths of the command line are relative to where it is typed, not to each other: the name
    // alone stands in no folder.
    document.file = arguments
        .input
        .file_name()
        .map_or(table, |name| name.to_string_lossy().into_owned());
    document.voters = arguments
        .members
        .as_ref()
        .map(|path| Voters::File(shown(path)));
    Ok(document)
}

/// The first byte that is no blank.
fn first(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}

fn check(arguments: &Check) -> Result<ExitCode> {
    let document = match (&arguments.body, &arguments.date) {
        (Some(body), Some(date)) => document_for_table(arguments, body, date)?,
        _ => document(&arguments.input)?,
    };
    let map = load(document, arguments.key.clone())?;
    let text = if arguments.json {
        json(&map)
    } else {
        words(&map)
    };
    print(&text)?;
    Ok(match map.report.worst() {
        None | Some(Severity::Note) => ExitCode::SUCCESS,
        Some(_) => ExitCode::from(1),
    })
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The report for people.
fn words(map: &StanceMap) -> String {
    let (report, tally) = (&map.report, &map.tally);
    let mut lines = vec![
        map.document.title.clone(),
        format!("{}, {}", map.document.body.name(), map.document.date),
        format!(
            "joined      {} of {} members ({} rows, {} features)",
            report.joined, report.members, report.rows, report.features
        ),
        format!(
            "tally       {} yes, {} no, {} abstain, {} absent; {} members",
            tally.yes, tally.no, tally.abstain, tally.absent, tally.members
        ),
        format!(
            "sponsors    {}{}",
            tally.cosponsor,
            match tally.cosponsor_unknown {
                0 => String::new(),
                unknown => format!(", {unknown} unknown"),
            }
        ),
    ];
    let shown: Vec<String> = tally
        .shown
        .iter()
        .map(|(stance, count)| format!("{count} {}", stance.as_str()))
        .collect();
    lines.push(format!("shown       {}", shown.join(", ")));
    lines.push(format!("expected    {}", expected(&tally.expect)));
    for issue in &report.issues {
        let severity = match issue.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        lines.push(format!("{severity:<11} {issue}"));
    }
    lines.push(format!("result      {}", result(map)));
    let lines: Vec<String> = lines.iter().map(|line| printable(line)).collect();
    lines.join("\n") + "\n"
}

/// The official totals that the counts were compared with.
fn expected(expect: &Expect) -> String {
    let totals: Vec<String> = [
        (expect.yes, "yes"),
        (expect.no, "no"),
        (expect.abstain, "abstain"),
        (expect.absent, "absent"),
        (expect.cosponsor, "co-sponsors"),
    ]
    .into_iter()
    .filter_map(|(total, what)| Some(format!("{} {what}", total?)))
    .collect();
    match totals.as_slice() {
        [] => "no official totals given; put \"expect\" in a map document to compare".to_owned(),
        totals => totals.join(", "),
    }
}

/// "clean", or how many errors and warnings.
fn result(map: &StanceMap) -> String {
    let count = |severity, one: &str| {
        let issues = map.report.issues.iter();
        match issues.filter(|issue| issue.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        }
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    match counts.into_iter().flatten().collect::<Vec<_>>().as_slice() {
        [] => "clean".to_owned(),
        counts => counts.join(", "),
    }
}

/// The report for machines; the README describes it.
fn json(map: &StanceMap) -> String {
    let status = match map.report.worst() {
        None | Some(Severity::Note) => "clean",
        Some(Severity::Warning) => "warnings",
        Some(Severity::Error) => "errors",
    };
    let shown: serde_json::Map<String, serde_json::Value> = map
        .tally
        .shown
        .iter()
        .map(|(stance, count)| (stance.as_str().to_owned(), (*count).into()))
        .collect();
    let value = serde_json::json!({
        "status": status,
        "title": map.document.title,
        "body": map.document.body,
        "date": map.document.date,
        "complete": map.document.complete,
        "rows": map.report.rows,
        "features": map.report.features,
        "members": map.report.members,
        "joined": map.report.joined,
        "tally": {
            "members": map.tally.members,
            "yes": map.tally.yes,
            "no": map.tally.no,
            "abstain": map.tally.abstain,
            "absent": map.tally.absent,
            "cosponsor": map.tally.cosponsor,
            "cosponsor_unknown": map.tally.cosponsor_unknown,
        },
        "shown": shown,
        "expect": map.tally.expect,
        "issues": map.report.issues,
    });
    format!("{value:#}\n")
}

fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // The reader has seen enough: `check … | head`.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::new(
            ErrorKind::Io,
            "standard output",
            format!("can't be written ({e})"),
            "is the disk full?",
        )
        .because(e)),
        Ok(()) => Ok(()),
    }
}

fn write(file: &str, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).map_err(|e| {
        let found = format!("can't be written ({e})");
        Error::new(ErrorKind::Io, file, found, "check the path").because(e)
    })
}

/// Drawing takes a moment; that there is nowhere to write is better said before it.
fn check_folder(output: &Path) -> Result<()> {
    let folder = match output.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => return Ok(()),
    };
    if folder.is_dir() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Io,
        shown(output),
        format!("there is no folder \"{}\"", shown(folder)),
        "make it first, or choose another",
    ))
}

/// The language to draw in. A document may be in one that there are no messages for; an argument
/// may not.
fn locale(asked: Option<&str>, document: &Document) -> Result<Locale> {
    match asked {
        Some(tag) => locale::built_in(tag).map_err(|error| {
            let (found, remedy) = (error.found.clone(), error.remedy.clone());
            Error::new(error.kind, "--lang", found, remedy).because(error)
        }),
        None => locale::built_in(&document.lang).or_else(|_| {
            say(&format!(
                "{}, \"lang\": there are no messages in \"{}\"; what the map itself says is in \
                 English",
                document.file, document.lang
            ));
            Locale::english()
        }),
    }
}

/// The built-in fonts, and those of the arguments.
fn fonts(files: &[PathBuf], map: &StanceMap) -> Result<paint::Fonts> {
    let mut fonts = paint::Fonts::bundled();
    let document_lang = map.texts().lang;
    let lang = match map.locale.language() {
        "en" => &document_lang,
        lang => lang,
    };
    for file in files {
        let argument = format!("--font {}", shown(file));
        let bytes = std::fs::read(file).map_err(|e| {
            let found = format!("can't be read ({e})");
            Error::new(ErrorKind::Io, &argument, found, "check the path").because(e)
        })?;
        fonts.add(&argument, bytes, lang)?;
    }
    Ok(fonts)
}

fn render(arguments: &Render) -> Result<ExitCode> {
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
    check_folder(&arguments.output)?;
    let document = document(&arguments.document)?;
    let locale = locale(arguments.lang.as_deref(), &document)?;
    let mut map = load(document, arguments.key.clone())?;
    map.locale = locale;
    let fonts = fonts(&arguments.font, &map)?;
    for issue in &map.report.issues {
        say(&issue.to_string());
    }
    if map.report.worst() == Some(Severity::Error) {
        say(&format!("{file} was not drawn: the map would be wrong"));
        return Ok(ExitCode::from(1));
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
    write(&file, &bytes)?;
    Ok(match map.report.worst() {
        None | Some(Severity::Note) => ExitCode::SUCCESS,
        Some(_) => ExitCode::from(1),
    })
}
