//! `stancemap import`: a vote out of a text or table, checked.

mod choice;
mod report;
mod source;
mod table;

use std::path::{Path, PathBuf};

use crate::import::{self, Imported, Options, Terms};
use crate::input::{Body, Majority};
use crate::locale::Locale;
use crate::report::Severity;
use crate::roster::Names;
use crate::{Error, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use self::choice::{chosen, day_and_body};
use self::report::{json, report, Settled};
pub(crate) use self::source::Source;
use self::table::Read;
use crate::command::output::Output;
use crate::command::{shown, Session, Status, Stream};

/// What is known beside a source, and which of its votes is wanted.
#[derive(Args)]
pub(crate) struct Wanted {
    /// Day of the vote, where the source does not say it: YYYY-MM-DD
    #[arg(long)]
    pub(crate) date: Option<String>,
    /// Whose vote it was, where the source does not say it: general-assembly or security-council
    #[arg(long)]
    pub(crate) body: Option<String>,
    /// The vote that is wanted, of several: the symbol of its resolution or draft
    #[arg(long)]
    symbol: Option<String>,
    /// The vote that is wanted, of several, by its number from 1
    #[arg(long)]
    vote: Option<usize>,
    /// What the Assembly asked for: simple, or two-thirds of those that voted yes or no
    #[arg(long, default_value = "simple", value_parser = majorities())]
    majority: Majority,
    /// The language of what is found, as a tag: ar, de, en, es, fr, he, hi, ja, pt, ru, uk or zh
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

fn majorities() -> impl TypedValueParser<Value = Majority> {
    PossibleValuesParser::new(["simple", "two-thirds"]).map(|word| match word.as_str() {
        "two-thirds" => Majority::TwoThirds,
        _ => Majority::Simple,
    })
}

impl Wanted {
    /// # Errors
    /// A body that is none.
    pub(crate) fn options(&self) -> Result<Options> {
        let body = self.body.as_deref();
        Ok(Options {
            date: self.date.clone(),
            body: body.map(|word| Body::parse("--body", word)).transpose()?,
            symbol: self.symbol.clone(),
            number: self.vote,
            ..Options::default()
        })
    }
}

#[derive(Args)]
pub(crate) struct Import {
    /// A text or table that has a vote in it, or - for standard input
    input: PathBuf,
    #[command(flatten)]
    wanted: Wanted,
    /// Which ways of mending are taken
    #[arg(long, default_value = "safe")]
    fix: Mending,
    /// The table to write (iso3,name,vote,cosponsor); standard output if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// A map document to write for the table; needs --output
    #[arg(long, requires = "output")]
    document: Option<PathBuf>,
    /// Print what was read and found as JSON, in place of the table
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mending {
    /// Those that leave no doubt
    Safe,
    /// What is likely meant too
    Ask,
}

/// The path that an argument names; `-` is standard input.
pub(crate) fn path_of(input: &Path) -> String {
    match input.to_str() {
        Some("-") => "/dev/stdin".to_owned(),
        _ => shown(input),
    }
}

pub(crate) fn import(session: &Session, arguments: &Import) -> Result<Status> {
    let file = path_of(&arguments.input);
    let new = |path| Output::new(session.system, path);
    let output = arguments.output.as_deref().map(new).transpose()?;
    let document = arguments.document.as_deref().map(new).transpose()?;
    for output in [&output, &document].into_iter().flatten() {
        output.refuse_input(&file)?;
    }
    let (wanted, most) = (&arguments.wanted, arguments.fix);
    let source = Source::open(session, &file)?;
    settle(&file, source, wanted, most, |imported, read, wording| {
        if arguments.json {
            session.print(json(&file, imported, read, wording).as_bytes())?;
        } else {
            let styled = session.system.has_colour(Stream::Messages);
            for text in report(&file, imported, read, wording, styled) {
                session.say_drawn(&text);
            }
        }
        let Settled::One(read) = read else {
            return Ok(());
        };
        match (read.worst() == Some(Severity::Error), output) {
            (true, _) if arguments.json => {}
            (true, _) => session.say("the table is not written: mend the errors first"),
            (false, Some(output)) => {
                output.write(read.table(document.is_some()).as_bytes())?;
                if let (Some(document), Some(path), Some(table)) =
                    (document, &arguments.document, &arguments.output)
                {
                    let written = read.document(&beside(session, path, table));
                    document.write(format!("{written:#}\n").as_bytes())?;
                }
            }
            (false, None) if !arguments.json => session.print(read.table(false).as_bytes())?,
            (false, None) => {}
        }
        Ok(())
    })
}

/// `stancemap check` of what is no map document: a source as an import reads it, its report on standard output.
pub(crate) fn check(
    session: &Session,
    file: &str,
    source: Source,
    wanted: &Wanted,
    is_json: bool,
) -> Result<Status> {
    settle(
        file,
        source,
        wanted,
        Mending::Safe,
        |imported, read, wording| {
            if is_json {
                return session.print(json(file, imported, read, wording).as_bytes());
            }
            let styled = session.system.has_colour(Stream::Data);
            let lines = report(file, imported, read, wording, styled);
            session.print((lines.join("\n") + "\n").as_bytes())
        },
    )
}

/// Whether an import reads the bytes without an error.
pub(crate) fn is_clear(file: &str, bytes: &[u8], wanted: &Wanted) -> bool {
    let mut is_clear = false;
    let source = Source::Whole(bytes.to_vec());
    let read = settle(file, source, wanted, Mending::Safe, |_, read, _| {
        is_clear = matches!(read, Settled::One(read) if read.worst() != Some(Severity::Error));
        Ok(())
    });
    read.is_ok() && is_clear
}

/// Reads a source, chooses the vote that is wanted, mends and checks it, and hands it on; the status is that of what
/// was found.
fn settle(
    file: &str,
    source: Source,
    wanted: &Wanted,
    most: Mending,
    then: impl FnOnce(&Imported, &Settled, &Locale) -> Result<()>,
) -> Result<Status> {
    let wording = import::wording(&wanted.lang).map_err(|error| {
        let (found, remedy) = (error.found.clone(), error.remedy.clone());
        Error::new(error.kind, "--lang", found, remedy).because(error)
    })?;
    let (options, names) = (wanted.options()?, Names::built_in()?);
    let (imported, taken) = source.import(file, &names, options.clone(), most)?;
    let Some((vote, index)) = chosen(file, &imported, &options)? else {
        let mut findings = imported.findings.clone();
        findings.iter_mut().for_each(|own| own.put_in(&wording));
        then(&imported, &Settled::Several(findings), &wording)?;
        return Ok(Status::Found);
    };
    let (date, body) = day_and_body(vote, &options, file)?;
    let terms = Terms {
        date: &date,
        body,
        majority: wanted.majority,
    };
    let mut read = Read::new(vote.clone(), &names, &terms);
    let findings = taken.into_iter().chain(imported.findings.iter().cloned());
    let findings = findings.filter(|own| own.vote.is_none_or(|own| own == index));
    read.settle(index, findings, most);
    read.put_in(&wording);
    let worst = read.worst();
    then(&imported, &Settled::One(Box::new(read)), &wording)?;
    let is_clean = imported.unread.is_empty() && worst.is_none_or(|worst| worst == Severity::Note);
    Ok(match is_clean {
        true => Status::Clean,
        false => Status::Found,
    })
}

/// How the document names the table: by its place beside or below the document, else by the whole path.
fn beside(session: &Session, document: &Path, table: &Path) -> String {
    let here = session.real(Path::new(".")).unwrap_or_default();
    let whole = |path: &Path| here.join(path);
    let (document, table) = (whole(document), whole(table));
    let below = document
        .parent()
        .and_then(|folder| table.strip_prefix(folder).ok());
    shown(below.unwrap_or(&table))
}
