//! `stancemap import`: a vote out of a text or table, checked.

mod table;

use std::path::PathBuf;

use crate::import::{self, Finding, Imported, Options, ReadVote, Said, Terms};
use crate::input::{Body, Majority, Policy};
use crate::report::Severity;
use crate::roster::{Names, Roster};
use crate::stance::Vote;
use crate::{Error, ErrorKind, Result};
use clap::{Args, ValueEnum};

use self::table::Read;
use crate::command::disk::Disk;
use crate::command::draw::Draw;
use crate::command::output::Output;
use crate::command::{shown, Session, Status, Stream, BOUNDARIES, BOUNDARIES_FILE};

/// Reading so many bytes is announced.
const LONG: usize = 16 << 20;

#[derive(Args)]
pub(crate) struct Import {
    /// A text or table that has a vote in it, or - for standard input
    input: PathBuf,
    /// Day of the vote, where the source does not say it: YYYY-MM-DD
    #[arg(long)]
    date: Option<String>,
    /// Whose vote it was, where the source does not say it: general-assembly or security-council
    #[arg(long)]
    body: Option<String>,
    /// The vote that is wanted, of several: the symbol of its resolution or draft
    #[arg(long)]
    symbol: Option<String>,
    /// The vote that is wanted, of several, by its number from 1
    #[arg(long)]
    vote: Option<usize>,
    /// The language of the source, such as fr; found by itself if not given
    #[arg(long)]
    lang: Option<String>,
    /// Which ways of mending are taken
    #[arg(long, default_value = "safe")]
    fix: Mending,
    /// The table to write (iso3,name,vote,cosponsor); standard output if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// A map document to write for the table, and boundaries beside it if there are none; needs --output
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

pub(crate) fn import(session: &Session, arguments: &Import) -> Result<Status> {
    let file = match arguments.input.to_str() {
        Some("-") => "/dev/stdin".to_owned(),
        _ => shown(&arguments.input),
    };
    let new = |path| Output::new(session.system, path);
    let output = arguments.output.as_deref().map(new).transpose()?;
    let document = arguments.document.as_deref().map(new).transpose()?;
    let boundaries = arguments.document.as_deref().and_then(|document| {
        let beside = document.with_file_name(BOUNDARIES_FILE);
        let disk: &dyn Disk = session.system;
        disk.sort(&beside).is_none().then_some(beside)
    });
    let boundaries = boundaries.as_deref().map(new).transpose()?;
    for output in [&output, &document].into_iter().flatten() {
        output.refuse_input(&file)?;
    }
    let body = arguments.body.as_deref();
    let options = Options {
        date: arguments.date.clone(),
        body: body.map(|word| Body::parse("--body", word)).transpose()?,
        symbol: arguments.symbol.clone(),
        number: arguments.vote,
        language: arguments.lang.clone(),
        encoding: None,
    };
    let bytes = session.read_argument(&file)?;
    if bytes.len() > LONG {
        session.say(&format!("reading {} MB …", bytes.len() / 1_000_000));
    }
    let names = Names::new(Roster::built_in()?, &Policy::un()?)?;
    let imported = import::read(&file, &bytes, &names, &options)?;
    drop(bytes);
    let (vote, index) = chosen(session, &imported, &options, &file)?;
    let (date, body) = day_and_body(vote, &options, &file)?;
    let terms = Terms {
        date: &date,
        body,
        majority: Majority::default(),
    };
    let mut read = Read::new(vote.clone(), &names, &terms);
    let of_vote = |own: &&Finding| own.vote.is_none_or(|own| own == index);
    read.settle(
        index,
        imported.findings.iter().filter(of_vote),
        arguments.fix,
    );
    let worst = read.findings.iter().map(|finding| finding.severity).max();
    let is_wrong = worst == Some(Severity::Error);
    if arguments.json {
        session.print(format!("{:#}\n", read.json(&imported, &file)).as_bytes())?;
    } else {
        let has_colour = session.system.has_colour(Stream::Messages);
        let draw = Draw::new(&file, &imported.text, has_colour);
        for finding in &read.findings {
            session.say_drawn(&draw.finding(finding));
        }
        for span in imported.unread.iter().take(20) {
            session.say(&format!("not read: \"{}\"", span.of(&imported.text).trim()));
        }
        if let Some(more @ 1..) = imported.unread.len().checked_sub(20) {
            session.say(&format!("not read: {more} more stretches"));
        }
        session.say(&read.summary());
    }
    match (is_wrong, output) {
        (true, _) if !arguments.json => {
            session.say("the table is not written: mend the errors first")
        }
        (true, _) => {}
        (false, Some(output)) => {
            output.write(read.table(document.is_some()).as_bytes())?;
            if let (Some(document), Some(table)) = (document, &arguments.output) {
                document.write(format!("{:#}\n", read.document(table)).as_bytes())?;
                // What the document names.
                if let Some(boundaries) = boundaries {
                    boundaries.write(BOUNDARIES)?;
                }
            }
        }
        (false, None) if !arguments.json => session.print(read.table(false).as_bytes())?,
        (false, None) => {}
    }
    let is_clean = imported.unread.is_empty() && worst.is_none_or(|worst| worst == Severity::Note);
    Ok(if is_clean {
        Status::Clean
    } else {
        Status::Found
    })
}

/// The vote that is wanted, and its place.
fn chosen<'a>(
    session: &Session,
    imported: &'a Imported,
    options: &Options,
    file: &str,
) -> Result<(&'a ReadVote, usize)> {
    let refused =
        |found: String, remedy: &str| Err(Error::new(ErrorKind::Option, file, found, remedy));
    match (imported.votes.as_slice(), options.number) {
        ([], _) => refused(
            "no vote was found in it".to_owned(),
            "is it the right file?",
        ),
        // A reader gives the one that is wanted alone.
        ([vote], _) => Ok((vote, 0)),
        (votes, Some(number)) => match number
            .checked_sub(1)
            .and_then(|at| Some((votes.get(at)?, at)))
        {
            Some(found) => Ok(found),
            None => refused(
                format!("it has {} votes, and --vote says {number}", votes.len()),
                "give one of its numbers",
            ),
        },
        (votes, None) => {
            for (number, vote) in votes.iter().enumerate() {
                let about = [&vote.symbol, &vote.draft, &vote.title]
                    .into_iter()
                    .flatten()
                    .next();
                let counts = [Vote::Yes, Vote::No, Vote::Abstain].map(|own| {
                    vote.readings
                        .iter()
                        .filter(|reading| reading.said == Said::Vote(own))
                        .count()
                });
                let [yes, no, abstain] = counts;
                let about = about.map_or("", String::as_str);
                session.say(&format!(
                    "{}  {yes} yes, {no} no, {abstain} abstain  {about}",
                    number + 1
                ));
            }
            refused(
                format!("it has {} votes", votes.len()),
                "choose one with --vote or --symbol",
            )
        }
    }
}

/// What the vote's day and body are: by the arguments, else by the source.
fn day_and_body(vote: &ReadVote, options: &Options, file: &str) -> Result<(String, Body)> {
    let missing = |what: &str, remedy: &str| {
        Error::new(
            ErrorKind::Option,
            file,
            format!("the source does not say {what}"),
            remedy,
        )
    };
    let date = options.date.clone().or_else(|| vote.date.clone());
    let date = date.ok_or_else(|| missing("on which day it was", "add --date YYYY-MM-DD"))?;
    let body = options.body.or(vote.body);
    let body = body.ok_or_else(|| {
        missing(
            "whose vote it was",
            "add --body general-assembly or --body security-council",
        )
    })?;
    // The date's form is checked as that of a document.
    crate::input::Document::for_table(file, "", body, &date)?;
    Ok((date, body))
}
