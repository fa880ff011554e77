//! `stancemap check`: what joins, and whether the tally adds up.

use std::path::{Path, PathBuf};

use crate::input::{Body, Document, Expect, StanceTable, Voters, BUILT_IN_BOUNDARIES};
use crate::report::Severity;
use crate::unseen::named;
use crate::{bake, Error, ErrorKind, Result, StanceMap};
use clap::Args;

use crate::command::import::{self, path_of, Source, Wanted};
use crate::command::{first, shown, Session, Status};

#[derive(Args)]
pub(crate) struct Check {
    /// A map document (.json with a title), a stance table, or what `import` reads; - for standard input
    input: PathBuf,
    #[command(flatten)]
    wanted: Wanted,
    /// Boundaries (GeoJSON), for a stance table; built in if not given
    #[arg(long, requires = "body", requires = "date")]
    countries: Option<PathBuf>,
    /// Who votes (CSV with a column iso3), for a stance table, if body and date don't tell
    #[arg(long, requires = "body", requires = "date")]
    members: Option<PathBuf>,
    /// The property of the boundaries that holds the country code; found by itself if not given
    #[arg(long)]
    key: Option<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn check(session: &Session, arguments: &Check) -> Result<Status> {
    let file = path_of(&arguments.input);
    let (wanted, is_json) = (&arguments.wanted, arguments.json);
    let bytes = match Source::open(session, &file)? {
        Source::Whole(bytes) => bytes,
        library => return import::check(session, &file, library, wanted, is_json),
    };
    let import = |bytes: &[u8]| {
        let source = Source::Whole(bytes.to_vec());
        import::check(session, &file, source, wanted, is_json)
    };
    match (&wanted.body, &wanted.date) {
        (Some(body), Some(date)) => {
            let document = document_for_table(arguments, &file, body, date, &bytes)?;
            let is_table = arguments.countries.is_some() || arguments.members.is_some();
            if !is_table && is_import(&file, &bytes, wanted) {
                return import(&bytes);
            }
            report(session, arguments, document, &file, &bytes)
        }
        _ if is_document(&bytes) => {
            let document = Document::parse(&file, &bytes)?;
            bake::check_detail(
                &document,
                (
                    |file: &str| session.read(file),
                    |path: &Path| session.real(path),
                ),
            )?;
            report(session, arguments, document, &file, &bytes)
        }
        _ => import(&bytes),
    }
}

/// Joins and reports. The file of the arguments has been read: standard input can be read only once.
fn report(
    session: &Session,
    arguments: &Check,
    document: Document,
    file: &str,
    bytes: &[u8],
) -> Result<Status> {
    let map = StanceMap::load_document(document, arguments.key.clone(), |own| match own == file {
        true => Ok(bytes.to_vec()),
        false => session.read(own),
    })?;
    let text = match arguments.json {
        true => json(&map),
        false => words(&map),
    };
    session.print(text.as_bytes())?;
    Ok(Status::of(map.report.worst()))
}

/// Whether a file is a map document, or would be one: a JSON object that names its files, and boundaries and broken JSON,
/// of which [`Document::parse`] tells what is wrong.
fn is_document(bytes: &[u8]) -> bool {
    if first(bytes) != Some(b'{') {
        return false;
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<serde_json::Value>(plain) {
        Ok(value) => ["stances", "countries", "features", "objects"]
            .iter()
            .any(|field| value.get(field).is_some()),
        Err(_) => true,
    }
}

/// No longer table that is in doubt is read in both ways, in bytes.
const IN_DOUBT: usize = 4 << 20;

/// Whether a file with body and date is no stance table, or one in doubt that an import reads without any.
fn is_import(file: &str, bytes: &[u8], wanted: &Wanted) -> bool {
    match StanceTable::parse(file, bytes) {
        Ok(table) if table.flaws.is_empty() || bytes.len() > IN_DOUBT => false,
        Ok(_) => import::is_clear(file, bytes, wanted),
        Err(_) => true,
    }
}

/// The document that the arguments of `check TABLE` amount to.
fn document_for_table(
    arguments: &Check,
    table: &str,
    body: &str,
    date: &str,
    bytes: &[u8],
) -> Result<Document> {
    let countries = match &arguments.countries {
        Some(path) => shown(path),
        None => BUILT_IN_BOUNDARIES.to_owned(),
    };
    if is_document(bytes) {
        return Err(Error::new(
            ErrorKind::Option,
            table,
            "a JSON object, as a map document is",
            "leave --body and --date out, or give the stance table itself",
        ));
    }
    let body = Body::parse("--body", body)?;
    let mut document = Document::for_table(table, &countries, body, date)?;
    // Paths of the command line are relative to where it is typed, not to each other: the name
    // alone stands in no folder.
    document.file = arguments
        .input
        .file_name()
        .map_or(table.to_owned(), |name| name.to_string_lossy().into_owned());
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
    let found = crate::import::outcome(
        document.body,
        &document.date,
        document.majority,
        &votes.collect(),
    );
    let word = match found.outcome {
        crate::import::Outcome::Adopted => "adopted",
        crate::import::Outcome::Rejected => "not adopted",
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
