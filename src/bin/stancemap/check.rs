//! `stancemap check`: what joins, and whether the tally adds up.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use stancemap::input::{Body, Document, Expect, Voters, BUILT_IN_BOUNDARIES};
use stancemap::report::Severity;
use stancemap::unseen::named;
use stancemap::{bake, import, Error, ErrorKind, Result, StanceMap};

use crate::read::read_argument;
use crate::{document, first, read, shown};

#[derive(Args)]
pub(crate) struct Check {
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

pub(crate) fn check(arguments: &Check) -> Result<ExitCode> {
    let key = arguments.key.clone();
    let map = match (&arguments.body, &arguments.date) {
        (Some(body), Some(date)) => {
            let table = shown(&arguments.input);
            let bytes = read_argument(&table)?;
            let document = document_for_table(arguments, body, date, &bytes)?;
            // Standard input can be read only once.
            StanceMap::load_document(document, key, |file| match file == table {
                true => Ok(bytes.clone()),
                false => read(file),
            })?
        }
        _ => {
            let document = document(&arguments.input)?;
            bake::check_detail(&document, read)?;
            StanceMap::load_document(document, key, read)?
        }
    };
    let text = if arguments.json {
        json(&map)
    } else {
        words(&map)
    };
    print(text.as_bytes())?;
    Ok(match map.report.worst() {
        None | Some(Severity::Note) => ExitCode::SUCCESS,
        Some(_) => ExitCode::from(1),
    })
}

/// The document that the arguments of `check TABLE` amount to.
fn document_for_table(arguments: &Check, body: &str, date: &str, bytes: &[u8]) -> Result<Document> {
    let table = shown(&arguments.input);
    let countries = match &arguments.countries {
        Some(path) => shown(path),
        None => BUILT_IN_BOUNDARIES.to_owned(),
    };
    if first(bytes) == Some(b'{') {
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
    lines.push(format!("outcome     {}", outcome(map)));
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
    let lines: Vec<String> = lines.iter().map(|line| named(line)).collect();
    lines.join("\n") + "\n"
}

/// "adopted: 141 in favour are more than 5 against".
fn outcome(map: &StanceMap) -> String {
    let regions = map.regions.iter().filter(|region| region.is_member());
    let votes = regions.filter_map(|region| Some((region.iso3.clone(), region.vote?)));
    let document = &map.document;
    let found = import::outcome(
        document.body,
        &document.date,
        document.majority,
        &votes.collect(),
    );
    let word = match found.outcome {
        import::Outcome::Adopted => "adopted",
        import::Outcome::Rejected => "not adopted",
    };
    format!("{word}: {}", found.why)
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
    let count = |severity, one: &str| match map.report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
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

/// Writes to standard output.
///
/// # Errors
/// What can't be written, but for a closed pipe.
pub(crate) fn print(text: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
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
