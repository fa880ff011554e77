//! Headings and cells from CSV or JSON.

use std::collections::HashMap;

use serde_json::value::RawValue;
use serde_json::Value;

use super::columns::{kind, Cells};
use super::words::vote_of;
use super::Flaws;
use crate::error::{Error, ErrorKind, Result};
use crate::input::excerpt::excerpt;
use crate::input::fields::{json_of_rows, kind_of, reason};
use crate::input::{sheet, unique};

/// Headings, rows, and what is wrong with rows that had to be left out.
pub(super) type RawTable = (Vec<String>, Vec<Cells>, Flaws);

pub(super) fn from_csv(file: &str, text: &str) -> Result<RawTable> {
    let mut lines = sheet::rows(file, text)?.into_iter();
    let headings = lines.next().map(|line| line.cells).unwrap_or_default();
    if looks_like_data(&headings) {
        return Err(Error::new(
            ErrorKind::Value,
            file,
            format!(
                "no header; the first line is \"{}\"",
                excerpt(&headings.join(","))
            ),
            "the first line must name the columns, for example iso3,name,vote,cosponsor",
        )
        .at("row 1"));
    }
    let (mut rows, mut flaws) = (Vec::new(), Flaws::default());
    for sheet::SheetLine { number, cells } in lines {
        let surplus = cells
            .iter()
            .skip(headings.len())
            .any(|cell| !cell.is_empty());
        if surplus {
            flaws.wrong(number, || {
                format!(
                    "{} cells under {} headings; put cells that hold the separator in quotation marks",
                    cells.len(),
                    headings.len()
                )
            });
            continue;
        }
        if cells.len() < headings.len() {
            flaws.suspicious(number, || {
                format!(
                    "{} cells under {} headings; the missing ones are taken for blanks, is the row complete?",
                    cells.len(),
                    headings.len()
                )
            });
        }
        rows.push((number, cells.into_iter().enumerate().collect()));
    }
    Ok((headings, rows, flaws))
}

/// A first line that holds a vote or a country code instead of headings.
fn looks_like_data(headings: &[String]) -> bool {
    let known = |heading: &String| kind(heading).is_some();
    let code =
        |heading: &String| heading.len() == 3 && heading.bytes().all(|b| b.is_ascii_uppercase());
    let vote = |heading: &String| vote_of(heading).flatten().is_some();
    !headings.iter().any(known) && headings.iter().any(|h| code(h) || vote(h))
}

pub(super) fn from_json(file: &str, text: &str) -> Result<RawTable> {
    let Value::Array(list) = json_of_rows(file, text)? else {
        let found = "an object where a list of rows belongs";
        let remedy = "write [{\"iso3\": \"FRA\", \"vote\": \"yes\", \"cosponsor\": \"yes\"}, …]";
        return Err(Error::new(ErrorKind::Value, file, found, remedy));
    };
    let mut headings: Vec<String> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let (mut rows, mut flaws) = (Vec::new(), Flaws::default());
    // `serde_json` keeps the last of two fields of one name and says nothing.
    let texts: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
    for (i, text) in texts.into_iter().enumerate() {
        if let Err((e, path)) = unique::whole(text.get()) {
            let place = match path.as_str() {
                "" => String::new(),
                path => format!(" in \"{path}\""),
            };
            flaws.wrong(i + 1, || {
                format!("{}{place}; keep the one that is right", reason(&e))
            });
        }
    }
    for (i, row) in list.into_iter().enumerate() {
        let number = i + 1;
        let Value::Object(row) = row else {
            let remedy = "write an object {…} for each row";
            flaws.wrong(number, || format!("{}; {remedy}", kind_of(&row)));
            continue;
        };
        let mut cells = Vec::new();
        for (key, value) in row {
            let heading = *at.entry(key).or_insert_with_key(|key| {
                headings.push(key.clone());
                headings.len() - 1
            });
            let text = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Null => continue,
                // As in CSV: they can mean a sponsor, and never a vote.
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                list_or_object => {
                    let key = headings.get(heading).map_or("", String::as_str);
                    if kind(key).is_some() {
                        let found = kind_of(&list_or_object);
                        flaws.wrong(number, || {
                            format!("\"{key}\" is {found}; write text or a number")
                        });
                    }
                    continue;
                }
            };
            cells.push((heading, text));
        }
        rows.push((number, cells));
    }
    Ok((headings, rows, flaws))
}
