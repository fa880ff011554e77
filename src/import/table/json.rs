//! JSON → cells, each with its place: rows, objects, lists, one within the other.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::grid::{Cell, Grid};
use crate::error::{Error, ErrorKind, Result};
use crate::import::words::said;
use crate::import::Span;

/// Deeper than any table lies.
const DEPTH: usize = 12;

/// A value with the places of its leaves.
enum Value {
    Leaf(Cell),
    List(Vec<Value>),
    Object(Vec<(Cell, Value)>),
}

/// The grids of a JSON text, one for each table in it.
///
/// # Errors
/// Broken JSON, and lists that lie too deep within one another.
pub(super) fn grids(file: &str, text: &str) -> Result<Vec<Grid>> {
    // One value a line (NDJSON) is a list of them.
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.map_err(|e| {
            let found = format!("broken JSON: {e}");
            Error::new(ErrorKind::Syntax, file, found, "mend it").because(e)
        })?;
        values.push(parsed(file, text, value.get(), DEPTH)?);
    }
    let value = match values.len() {
        1 => values.pop().unwrap_or(Value::List(Vec::new())),
        _ => Value::List(values),
    };
    let mut grids = Vec::new();
    collect(value, &mut Vec::new(), &mut grids);
    Ok(grids)
}

/// The members of an object, in order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(member) = map.next_entry()? {
                    all.push(member);
                }
                Ok(Members(all))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

fn parsed(file: &str, text: &str, own: &str, depth: usize) -> Result<Value> {
    let failed = |e: serde_json::Error| {
        Error::new(
            ErrorKind::Syntax,
            file,
            format!("broken JSON: {e}"),
            "mend it",
        )
        .because(e)
    };
    let start = offset(text, own);
    let span = Span::new(start, start + own.len());
    if depth == 0 {
        let remedy = "give the part that is the table";
        return Err(Error::new(
            ErrorKind::Value,
            file,
            "JSON lies too deep within itself",
            remedy,
        ));
    }
    Ok(match own.as_bytes().first() {
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(own).map_err(failed)?;
            let items = items
                .into_iter()
                .map(|item| parsed(file, text, item.get(), depth - 1));
            Value::List(items.collect::<Result<_>>()?)
        }
        Some(b'{') => {
            let Members(members) = serde_json::from_str(own).map_err(failed)?;
            let mut at = start;
            let mut all = Vec::new();
            for (key, value) in members {
                // The key stands in quotation marks between the value before and its own.
                let begin = offset(text, value.get());
                let gap = text.get(at..begin).unwrap_or_default();
                let (first, last) = (
                    gap.find('"').unwrap_or_default(),
                    gap.rfind('"').map_or(0, |last| last + 1),
                );
                let key = Cell::new(&key, Span::new(at + first, at + last));
                at = begin + value.get().len();
                all.push((key, parsed(file, text, value.get(), depth - 1)?));
            }
            Value::Object(all)
        }
        Some(b'"') => {
            let string: String = serde_json::from_str(own).map_err(failed)?;
            Value::Leaf(Cell::new(&string, span))
        }
        _ if own == "null" => Value::Leaf(Cell::default()),
        _ => Value::Leaf(Cell::new(own, span)),
    })
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Adds the tables of a value; `facts` are the rows that stand above it.
fn collect(value: Value, facts: &mut Vec<Vec<Cell>>, grids: &mut Vec<Grid>) {
    let mut rows = Vec::new();
    match value {
        Value::Leaf(cell) => rows.push(vec![cell]),
        Value::List(items) => list(items, facts, &mut rows, grids),
        Value::Object(members) => object(members, facts, &mut rows, grids),
    }
    if !rows.is_empty() {
        let rows = facts.iter().cloned().chain(rows).collect();
        grids.push(Grid { rows });
    }
}

fn is_table(value: &Value) -> bool {
    !matches!(value, Value::Leaf(_))
}

fn list(
    items: Vec<Value>,
    facts: &mut Vec<Vec<Cell>>,
    rows: &mut Vec<Vec<Cell>>,
    grids: &mut Vec<Grid>,
) {
    // A list of objects with tables in them is a list of votes.
    let nested = items.iter().any(|item| match item {
        Value::Object(members) => members.iter().any(|(_, value)| match value {
            Value::Object(_) => true,
            Value::List(items) => items.iter().any(is_table) || items.len() > 1,
            Value::Leaf(_) => false,
        }),
        _ => false,
    });
    if nested && items.iter().any(is_labelled) {
        for item in items {
            let Value::Object(members) = item else {
                collect(item, facts, grids);
                continue;
            };
            rows.push(
                members
                    .into_iter()
                    .flat_map(|(_, value)| leaves(value))
                    .collect(),
            );
        }
    } else if nested {
        for item in items {
            collect(item, &mut facts.clone(), grids);
        }
    } else {
        let (mut header, mut records): (Vec<Cell>, Vec<Vec<(Cell, Cell)>>) = Default::default();
        for item in items {
            match item {
                Value::Object(members) => records.push(flat(members)),
                Value::List(items) => rows.push(items.into_iter().flat_map(leaves).collect()),
                Value::Leaf(cell) => rows.push(vec![cell]),
            }
        }
        records_of(&mut header, records, rows);
    }
}

/// `{"vote": "yes", "countries": [...]}`.
fn is_labelled(item: &Value) -> bool {
    matches!(item, Value::Object(members) if members.iter().any(|(_, value)| matches!(value, Value::Leaf(cell) if said(&cell.text).is_some())))
}

/// Objects of one kind: their keys are the header, once.
fn records_of(header: &mut Vec<Cell>, records: Vec<Vec<(Cell, Cell)>>, rows: &mut Vec<Vec<Cell>>) {
    let mut places = std::collections::HashMap::new();
    let mut all = Vec::new();
    for record in records {
        let mut row = vec![Cell::default(); header.len()];
        for (key, value) in record {
            let place = *places.entry(key.text.clone()).or_insert(header.len());
            if place == header.len() {
                header.push(key);
            }
            if row.len() <= place {
                row.resize(place + 1, Cell::default());
            }
            if let Some(cell) = row.get_mut(place) {
                *cell = value;
            }
        }
        all.push(row);
    }
    if !all.is_empty() {
        rows.push(std::mem::take(header));
        rows.append(&mut all);
    }
}

/// An object's leaves with their keys; those of objects within it too.
fn flat(members: Vec<(Cell, Value)>) -> Vec<(Cell, Cell)> {
    let all = members.into_iter().flat_map(|(key, value)| match value {
        Value::Object(inner) => flat(inner),
        value => leaves(value)
            .into_iter()
            .map(|leaf| (key.clone(), leaf))
            .collect(),
    });
    all.collect()
}

fn leaves(value: Value) -> Vec<Cell> {
    match value {
        Value::Leaf(cell) => vec![cell],
        Value::List(items) => items.into_iter().flat_map(leaves).collect(),
        Value::Object(members) => members
            .into_iter()
            .flat_map(|(_, value)| leaves(value))
            .collect(),
    }
}

fn object(
    members: Vec<(Cell, Value)>,
    facts: &mut Vec<Vec<Cell>>,
    rows: &mut Vec<Vec<Cell>>,
    grids: &mut Vec<Grid>,
) {
    let is_stance = |key: &Cell| super::heading::label(&key.text).is_some();
    let (mut plain, mut inner): (Vec<(Cell, Cell)>, Vec<(Cell, Value)>) = Default::default();
    for (key, value) in members {
        match value {
            Value::Leaf(cell) => plain.push((key, cell)),
            value => inner.push((key, value)),
        }
    }
    // {"yes": ["France", …], "no": […]}: a line a stance.
    if inner.iter().any(|(key, _)| is_stance(key)) {
        rows.extend(plain.into_iter().map(|(key, value)| vec![key, value]));
        for (key, value) in inner {
            let mut row = vec![key];
            row.extend(leaves_of_names(value));
            rows.push(row);
        }
        return;
    }
    // {"FRA": {"name": …, "vote": …}}: a row a key.
    let are_rows = inner.len() > 1
        && inner.iter().all(|(_, value)| matches!(value, Value::Object(members) if members.iter().all(|(_, value)| !is_table(value))));
    if are_rows {
        rows.extend(plain.into_iter().map(|(key, value)| vec![key, value]));
        let named = inner.into_iter().map(|(key, value)| {
            let mut record = vec![(Cell::default(), key)];
            if let Value::Object(members) = value {
                record.extend(flat(members));
            }
            record
        });
        records_of(&mut Vec::new(), named.collect(), rows);
        return;
    }
    let pairs = plain.into_iter().map(|(key, value)| vec![key, value]);
    if inner.is_empty() {
        rows.extend(pairs);
        return;
    }
    facts.extend(pairs);
    for (key, value) in inner {
        // What the table is called.
        let mut own = facts.clone();
        own.push(vec![key]);
        collect(value, &mut own, grids);
    }
}

/// The names of a list; of objects in it their name or first leaf, the rest besides.
fn leaves_of_names(value: Value) -> Vec<Cell> {
    leaves(value)
}
