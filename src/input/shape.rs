//! Checks the form of a feature before the geojson crate reads it: the crate's messages are about Rust's
//! types, these are about the file.

use serde_json::Value;

use super::excerpt::excerpt;
use super::fields::kind_of;
use super::geometry::GeometryFlaw;
use super::suggest::nearest;

/// Geometry types and how many lists deep their positions lie.
const TYPES: [(&str, usize); 6] = [
    ("Point", 0),
    ("MultiPoint", 1),
    ("LineString", 1),
    ("MultiLineString", 2),
    ("Polygon", 2),
    ("MultiPolygon", 3),
];

const COLLECTION: &str = "GeometryCollection";

/// Checks that `value` has the members of a GeoJSON feature, with coordinates as deep as the
/// geometry's type wants them.
///
/// # Errors
/// The first thing that is not as RFC 7946 says.
pub(super) fn feature(value: &Value) -> Result<(), GeometryFlaw> {
    let Value::Object(members) = value else {
        return Err((
            format!("{} where a feature belongs", kind_of(value)),
            "write {\"type\": \"Feature\", \"properties\": {…}, \"geometry\": {…}}",
        ));
    };
    let remedy = "a feature has \"type\": \"Feature\"";
    match members.get("type") {
        Some(Value::String(word)) if word == "Feature" => {}
        Some(other) => return Err((format!("\"type\" is {}", kind_of(other)), remedy)),
        None => return Err(("no \"type\"".to_owned(), remedy)),
    }
    match members.get("properties") {
        None | Some(Value::Null | Value::Object(_)) => {}
        Some(other) => {
            return Err((
                format!("\"properties\" is {}", kind_of(other)),
                "properties are an object {…} or null",
            ))
        }
    }
    match members.get("geometry") {
        None | Some(Value::Null) => Ok(()),
        Some(value) => geometry(value),
    }
}

fn geometry(value: &Value) -> Result<(), GeometryFlaw> {
    // A list instead of recursion: collections may hold collections.
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        let Value::Object(members) = value else {
            return Err((
                format!("{} where a geometry belongs", kind_of(value)),
                "write {\"type\": \"Polygon\", \"coordinates\": […]}, or null",
            ));
        };
        let word = match members.get("type") {
            Some(Value::String(word)) => word.as_str(),
            Some(other) => {
                return Err((
                    format!("the geometry's \"type\" is {}", kind_of(other)),
                    "write Polygon or MultiPolygon",
                ))
            }
            None => {
                return Err((
                    "a geometry without \"type\"".to_owned(),
                    "write Polygon or MultiPolygon",
                ))
            }
        };
        if word == COLLECTION {
            match members.get("geometries") {
                Some(Value::Array(geometries)) => open.extend(geometries),
                _ => {
                    return Err((
                        "a GeometryCollection without a list \"geometries\"".to_owned(),
                        "list its geometries",
                    ))
                }
            }
            continue;
        }
        let Some((word, depth)) = TYPES.into_iter().find(|(known, _)| *known == word) else {
            let words = TYPES
                .into_iter()
                .map(|(known, _)| known)
                .chain([COLLECTION]);
            let meant = nearest(word, words)
                .map_or(String::new(), |near| format!(" (did you mean \"{near}\"?)"));
            return Err((
                format!("unknown geometry type \"{}\"{meant}", excerpt(word)),
                "countries are Polygon or MultiPolygon",
            ));
        };
        match members.get("coordinates") {
            Some(value) => coordinates(value, word, depth)?,
            None => {
                return Err((
                    format!("a {word} without \"coordinates\""),
                    "add them, or make the geometry null",
                ))
            }
        }
    }
    Ok(())
}

/// Lists `depth` deep, with positions in them.
fn coordinates(value: &Value, word: &str, depth: usize) -> Result<(), GeometryFlaw> {
    let remedy = match depth {
        2 => "a Polygon's coordinates are a list of rings, a ring a list of positions",
        3 => "a MultiPolygon's coordinates are a list of polygons, a polygon a list of rings",
        _ => "a position is [longitude, latitude]",
    };
    let mut level = vec![value];
    for _ in 0..depth {
        let mut below = Vec::new();
        for value in level {
            match value {
                Value::Array(list) => below.extend(list),
                Value::Number(_) => {
                    let found = format!("coordinates of a {word} with too few brackets");
                    return Err((found, remedy));
                }
                other => {
                    let found = format!("{} in the coordinates of a {word}", kind_of(other));
                    return Err((found, remedy));
                }
            }
        }
        level = below;
    }
    for value in level {
        let Value::Array(position) = value else {
            let found = match value {
                Value::Number(_) => format!("coordinates of a {word} with too few brackets"),
                other => format!("{} where a position belongs", kind_of(other)),
            };
            return Err((found, remedy));
        };
        match position.iter().find(|number| !number.is_number()) {
            None => {}
            Some(Value::Array(_)) => {
                let found = format!("coordinates of a {word} with too many brackets");
                return Err((found, remedy));
            }
            Some(text @ Value::String(_)) => {
                return Err((
                    format!("{} in a position", kind_of(text)),
                    "coordinates are numbers, without quotation marks",
                ))
            }
            Some(other) => {
                return Err((
                    format!("{} in a position", kind_of(other)),
                    "coordinates are numbers",
                ))
            }
        }
    }
    Ok(())
}
