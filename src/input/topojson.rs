//! TopoJSON → GeoJSON features, for packing: arcs are put into rings, every index checked.

use serde_json::{json, Map, Value};

use super::excerpt::excerpt;
use super::fields::kind_of;
use crate::error::{Error, ErrorKind, Result};

/// Rings may hold this many times the positions of all arcs; a border is walked twice.
const MOST_USES: usize = 8;

/// The features of one object of a topology: the one named, else `countries`, else the only one.
///
/// # Errors
/// No such object, arcs that there are not, numbers that are none.
///
/// # References
/// Mike Bostock, Calvin Metcalf, *The TopoJSON Format Specification* 1.0.
pub(super) fn features(file: &str, root: &Value, object: Option<&str>) -> Result<Vec<Value>> {
    let wrong = |found: String, remedy: &str| Error::new(ErrorKind::Value, file, found, remedy);
    let objects = root.get("objects").and_then(Value::as_object);
    let objects =
        objects.ok_or_else(|| wrong("no \"objects\"".to_owned(), "is the file complete?"))?;
    let names = || {
        objects
            .keys()
            .map(|name| excerpt(name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let chosen = match object {
        Some(name) => objects.get(name).ok_or_else(|| {
            let found = format!("no object \"{}\"", excerpt(name));
            wrong(found, &format!("choose one of: {}", names()))
        })?,
        None => {
            let only = objects.values().next().filter(|_| objects.len() == 1);
            objects.get("countries").or(only).ok_or_else(|| {
                let found = format!("several objects: {}", names());
                wrong(found, "name one with --object")
            })?
        }
    };
    let arcs = Arcs::read(root)
        .map_err(|found| wrong(found, "is it TopoJSON as its specification says?"))?;
    let geometries = match chosen.get("geometries") {
        Some(Value::Array(list)) => list.as_slice(),
        _ => std::slice::from_ref(chosen),
    };
    let mut left = arcs.positions.saturating_mul(MOST_USES);
    let feature = |(i, geometry): (usize, &Value)| {
        feature(&arcs, geometry, &mut left)
            .map_err(|found| wrong(found, "mend the topology").at(format!("geometry {}", i + 1)))
    };
    geometries.iter().enumerate().map(feature).collect()
}

fn feature(arcs: &Arcs, geometry: &Value, left: &mut usize) -> Result<Value, String> {
    let mut feature = Map::new();
    feature.insert("type".to_owned(), "Feature".into());
    for name in ["id", "properties"] {
        if let Some(value) = geometry.get(name) {
            feature.insert(name.to_owned(), value.clone());
        }
    }
    let list = geometry.get("arcs").unwrap_or(&Value::Null);
    let shape = match geometry.get("type").and_then(Value::as_str) {
        Some(word @ "Polygon") => json!({"type": word, "coordinates": polygon(arcs, list, left)?}),
        Some(word @ "MultiPolygon") => {
            let polygons = array(list)?.iter().map(|rings| polygon(arcs, rings, left));
            json!({"type": word, "coordinates": polygons.collect::<Result<Vec<_>, _>>()?})
        }
        None => Value::Null,
        Some(other) => return Err(format!("a {}, which is no area", excerpt(other))),
    };
    feature.insert("geometry".to_owned(), shape);
    Ok(Value::Object(feature))
}

fn polygon(arcs: &Arcs, rings: &Value, left: &mut usize) -> Result<Vec<Value>, String> {
    array(rings)?
        .iter()
        .map(|ring| arcs.ring(ring, left))
        .collect()
}

fn array(value: &Value) -> Result<&Vec<Value>, String> {
    value
        .as_array()
        .ok_or_else(|| format!("{} where a list belongs", kind_of(value)))
}

struct Arcs {
    lines: Vec<Vec<[f64; 2]>>,
    positions: usize,
}

impl Arcs {
    fn read(root: &Value) -> Result<Self, String> {
        let transform = match root.get("transform") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let part = |name| pair(value.get(name).unwrap_or(&Value::Null));
                Some((part("scale")?, part("translate")?))
            }
        };
        let list = array(root.get("arcs").unwrap_or(&Value::Null))?;
        let line = |(i, arc): (usize, &Value)| {
            let line = line(arc, transform);
            line.map_err(|found| format!("{found} in arc {i}"))
        };
        let lines = list
            .iter()
            .enumerate()
            .map(line)
            .collect::<Result<Vec<_>, _>>()?;
        let positions = lines.iter().map(Vec::len).sum();
        Ok(Self { lines, positions })
    }

    /// A ring of arc indices as positions, each arc without the position it shares with the last.
    fn ring(&self, indices: &Value, left: &mut usize) -> Result<Value, String> {
        let mut ring: Vec<[f64; 2]> = Vec::new();
        for index in array(indices)? {
            let number = index
                .as_i64()
                .ok_or_else(|| format!("{} where an arc's index belongs", kind_of(index)))?;
            let forward = number >= 0;
            let arc = usize::try_from(if forward { number } else { !number });
            let line = arc.ok().and_then(|arc| self.lines.get(arc));
            let line = line.ok_or_else(|| format!("no arc {number}"))?;
            *left = left
                .checked_sub(line.len())
                .ok_or("arcs walked many times over")?;
            ring.pop();
            if forward {
                ring.extend(line);
            } else {
                ring.extend(line.iter().rev());
            }
        }
        Ok(json!(ring))
    }
}

/// Positions of an arc: as they are, or steps on a grid to be added up.
fn line(arc: &Value, transform: Option<([f64; 2], [f64; 2])>) -> Result<Vec<[f64; 2]>, String> {
    let (mut x, mut y) = (0.0, 0.0);
    let position = |value: &Value| {
        let [a, b] = pair(value)?;
        let Some((scale, translate)) = transform else {
            return Ok([a, b]);
        };
        x += a;
        y += b;
        Ok([x * scale[0] + translate[0], y * scale[1] + translate[1]])
    };
    array(arc)?.iter().map(position).collect()
}

fn pair(value: &Value) -> Result<[f64; 2], String> {
    let list = array(value)?;
    match (
        list.first().and_then(Value::as_f64),
        list.get(1).and_then(Value::as_f64),
    ) {
        (Some(a), Some(b)) => Ok([a, b]),
        _ => Err("a position without two numbers".to_owned()),
    }
}
