//! `stancemap import`: a vote out of a text or table, checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use stancemap::import::{
    self, Code, Finding, FixKind, Imported, Majority, Measure, Options, ReadVote, Said, Terms,
};
use stancemap::input::{Body, Policy};
use stancemap::report::Severity;
use stancemap::roster::{Context, Names, Roster};
use stancemap::stance::{Cosponsor, Vote};
use stancemap::{Error, ErrorKind, Result};

use crate::check::print;
use crate::draw::Draw;
use crate::output::Output;
use crate::read::read_argument;
use crate::{say, shown};

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
    /// A map document to write for the table; needs --output
    #[arg(long, requires = "output")]
    document: Option<PathBuf>,
    /// Print what was read and found as JSON, in place of the table
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mending {
    /// Those that leave no doubt
    Safe,
    /// What is likely meant too
    Ask,
}

pub(crate) fn import(arguments: &Import) -> Result<ExitCode> {
    let file = match arguments.input.to_str() {
        Some("-") => "/dev/stdin".to_owned(),
        _ => shown(&arguments.input),
    };
    let output = arguments.output.as_deref().map(Output::new).transpose()?;
    let document = arguments.document.as_deref().map(Output::new).transpose()?;
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
    let bytes = read_argument(&file)?;
    if bytes.len() > LONG {
        say(&format!("reading {} MB …", bytes.len() / 1_000_000));
    }
    let names = Names::new(Roster::built_in()?, &Policy::un()?)?;
    let imported = import::read(&file, &bytes, &names, &options)?;
    drop(bytes);
    let (vote, index) = chosen(&imported, &options, &file)?;
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
        print(format!("{:#}\n", read.json(&imported, &file)).as_bytes())?;
    } else {
        let draw = Draw::new(&file, &imported.text);
        for finding in &read.findings {
            say_drawn(&draw.finding(finding));
        }
        for span in imported.unread.iter().take(20) {
            say(&format!("not read: \"{}\"", span.of(&imported.text).trim()));
        }
        if let Some(more @ 1..) = imported.unread.len().checked_sub(20) {
            say(&format!("not read: {more} more stretches"));
        }
        say(&read.summary());
    }
    match (is_wrong, output) {
        (true, _) if !arguments.json => say("the table is not written: mend the errors first"),
        (true, _) => {}
        (false, Some(output)) => {
            output.write(read.table(document.is_some()).as_bytes())?;
            if let (Some(document), Some(table)) = (document, &arguments.output) {
                document.write(format!("{:#}\n", read.document(table)).as_bytes())?;
            }
        }
        (false, None) if !arguments.json => print(read.table(false).as_bytes())?,
        (false, None) => {}
    }
    let is_clean = imported.unread.is_empty() && worst.is_none_or(|worst| worst == Severity::Note);
    Ok(if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// The vote that is wanted, and its place.
fn chosen<'a>(
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
                say(&format!(
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
    stancemap::input::Document::for_table(file, "", body, &date)?;
    Ok((date, body))
}

/// A vote on its way to a table.
struct Read<'a> {
    vote: ReadVote,
    names: &'a Names,
    terms: &'a Terms<'a>,
    findings: Vec<Finding>,
    /// Members whose absence is derived.
    absent: BTreeSet<String>,
}

impl<'a> Read<'a> {
    fn new(vote: ReadVote, names: &'a Names, terms: &'a Terms<'a>) -> Self {
        Self {
            vote,
            names,
            terms,
            findings: Vec::new(),
            absent: BTreeSet::new(),
        }
    }

    /// Takes the mendings that may be taken, and lists them; then checks.
    fn settle<'b>(
        &mut self,
        index: usize,
        found: impl Iterator<Item = &'b Finding>,
        most: Mending,
    ) {
        for finding in found {
            let mut finding = finding.clone();
            self.mend(&mut finding, most);
            self.findings.push(finding);
        }
        for mut finding in import::check(&self.vote, index, self.names, self.terms) {
            if finding.code == Code::NotListed && most == Mending::Ask {
                self.absent = finding.about.iter().cloned().collect();
                taken(&mut finding);
            }
            self.findings.push(finding);
        }
        self.findings
            .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }

    fn mend(&mut self, finding: &mut Finding, most: Mending) {
        let may = |kind| kind == FixKind::Safe || kind == FixKind::Ask && most == Mending::Ask;
        // Several ways are for a person to choose from.
        let [fix] = finding.fixes.as_slice() else {
            return;
        };
        if !may(fix.kind) {
            return;
        }
        let context = Context {
            date: Some(self.terms.date),
            ..Context::default()
        };
        let code = self
            .names
            .find(&fix.with, &context)
            .code()
            .map(str::to_owned);
        let own = |reading: &import::Reading| reading.span == fix.span;
        let is_there = self.vote.readings.iter().any(own);
        match (is_there, fix.with.is_empty(), code) {
            (true, true, _) => self.vote.readings.retain(|reading| !own(reading)),
            (true, false, Some(code)) => {
                for reading in self.vote.readings.iter_mut().filter(|reading| own(reading)) {
                    reading.code = Some(code.clone());
                }
            }
            _ => return,
        }
        taken(finding);
    }

    /// What is said of each state: vote, sponsorship, intended vote.
    fn rows(&self) -> BTreeMap<String, [Option<&'static str>; 3]> {
        let mut rows: BTreeMap<String, [Option<&'static str>; 3]> = BTreeMap::new();
        for reading in &self.vote.readings {
            let Some(code) = &reading.code else { continue };
            let seat = self.names.roster().predecessor_on(code, self.terms.date);
            let row = rows.entry(seat.unwrap_or(code).to_owned()).or_default();
            let [vote, cosponsor, intended] = row;
            match reading.said {
                Said::Vote(own) => *vote = Some(own.as_str()),
                Said::NoVote => {}
                Said::Cosponsor(own) => *cosponsor = Some(own.as_str()),
                Said::JoinedLater => *cosponsor = Some(Cosponsor::Yes.as_str()),
                Said::Intended(own) => {
                    *intended = Some(own.map_or("none", |own| own.as_str()));
                }
            }
        }
        for code in &self.absent {
            rows.entry(code.clone()).or_default()[0] = Some(Vote::Absent.as_str());
        }
        rows
    }

    /// The table. Members whose absence a document derives have no row.
    fn table(&self, has_document: bool) -> String {
        let mut rows = self.rows();
        if has_document {
            rows.retain(|code, _| !self.absent.contains(code));
        }
        let has_intended = rows.values().any(|[.., intended]| intended.is_some());
        let columns = if has_intended { 5 } else { 4 };
        let mut table = String::new();
        let mut line = |cells: [&str; 5]| {
            let cells: Vec<String> = cells
                .iter()
                .take(columns)
                .map(|cell| quoted(cell))
                .collect();
            table += &(cells.join(",") + "\n");
        };
        line(["iso3", "name", "vote", "cosponsor", "intended"]);
        for (code, cells) in &rows {
            let name = self
                .names
                .place(code)
                .map_or("", |place| place.name.as_str());
            let [vote, cosponsor, intended] = cells.map(Option::unwrap_or_default);
            line([code, name, vote, cosponsor, intended]);
        }
        table
    }

    fn document(&self, table: &std::path::Path) -> serde_json::Value {
        let total = |measure| {
            let mut totals = self.vote.totals.iter();
            totals
                .find(|total| total.measure == Some(measure))
                .map(|total| total.count)
        };
        let expect: serde_json::Map<String, serde_json::Value> = [
            ("yes", Measure::Yes),
            ("no", Measure::No),
            ("abstain", Measure::Abstain),
            ("absent", Measure::Absent),
        ]
        .into_iter()
        .filter_map(|(word, measure)| Some((word.to_owned(), total(measure)?.into())))
        .collect();
        let title = [&self.vote.title, &self.vote.symbol, &self.vote.draft];
        let title = title.into_iter().flatten().next().cloned();
        let table = table.file_name().unwrap_or_default().to_string_lossy();
        let mut document = serde_json::json!({
            "title": title.unwrap_or_else(|| format!("{}, {}", self.terms.body.name(), self.terms.date)),
            "countries": "countries-50m.geojson",
            "stances": table,
            "body": self.terms.body,
            "date": self.terms.date,
        });
        if !expect.is_empty() {
            document["expect"] = expect.into();
        }
        if !self.absent.is_empty() {
            document["absence"] = "derived".into();
        }
        if let Some(source) = &self.vote.source {
            document["source"] = source.as_str().into();
        }
        document
    }

    /// "141 yes, 5 no, 35 abstain, 12 absent: adopted, …".
    fn summary(&self) -> String {
        let rows = self.rows();
        let count = |vote: Vote| {
            let own = rows
                .values()
                .filter(|[own, ..]| *own == Some(vote.as_str()));
            own.count()
        };
        let decision = import::decision(&self.vote, self.names, self.terms);
        let outcome = match decision.outcome {
            import::Outcome::Adopted => "adopted",
            import::Outcome::Rejected => "not adopted",
        };
        format!(
            "{}, {}: {} yes, {} no, {} abstain, {} absent; {outcome}: {}",
            self.terms.body.name(),
            self.terms.date,
            count(Vote::Yes),
            count(Vote::No),
            count(Vote::Abstain),
            count(Vote::Absent),
            decision.why
        )
    }

    fn json(&self, imported: &Imported, file: &str) -> serde_json::Value {
        let worst = self.findings.iter().map(|finding| finding.severity).max();
        let status = match worst {
            None | Some(Severity::Note) => "clean",
            Some(Severity::Warning) => "warnings",
            Some(Severity::Error) => "errors",
        };
        let rows = self.rows().into_iter().map(|(code, [vote, cosponsor, intended])| {
            serde_json::json!({"iso3": code, "vote": vote, "cosponsor": cosponsor, "intended": intended})
        });
        serde_json::json!({
            "status": status,
            "file": file,
            "encoding": imported.encoding,
            "symbol": self.vote.symbol,
            "title": self.vote.title,
            "date": self.terms.date,
            "body": self.terms.body,
            "rows": rows.collect::<Vec<_>>(),
            "derived": self.absent,
            "outcome": import::decision(&self.vote, self.names, self.terms).why,
            "findings": self.findings,
            "unread": imported.unread,
        })
    }
}

/// A finding whose mending was taken: listed, and no more in the way.
fn taken(finding: &mut Finding) {
    finding.severity = Severity::Note;
    if let Some(fix) = finding.fixes.first() {
        finding.message += &format!(" (taken: {})", fix.sentence);
    }
}

/// A cell as CSV has it.
fn quoted(cell: &str) -> String {
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

/// Writes a drawn finding, whose colours are our own, to standard error. A closed pipe is no failure.
fn say_drawn(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{text}");
}
