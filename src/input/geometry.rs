//! Checks positions and rings, about which the geojson crate is lenient, and gives polygons. Leaves it to
//! `longitudes` to bring longitudes into ±180°.

use geojson::{Geometry, GeometryValue, Position};

use crate::geo::{LonLat, Polygon};

/// What is wrong with a geometry and what to do, without the place.
pub(super) type GeometryFlaw = (String, &'static str);

/// Rounding in other programs leaves coordinates this far outside the sphere. Degrees.
pub(super) const SLACK_DEG: f64 = 1e-6;

/// Longitudes may be counted on past ±180° so far: a world from 0° to 360°, or one and a half turns.
pub(super) const MOST_LON_DEG: f64 = 540.0;

/// The polygons of a geometry and the types of what is none of them (points, lines).
///
/// # Errors
/// Positions out of range, rings that are short or open, polygons without rings.
pub(super) fn polygons(
    geometry: &Geometry,
) -> Result<(Vec<Polygon>, Vec<&'static str>), GeometryFlaw> {
    let (mut polygons, mut others) = (Vec::new(), Vec::new());
    // A list instead of recursion: collections may hold collections.
    let mut open = vec![geometry];
    while let Some(geometry) = open.pop() {
        match &geometry.value {
            GeometryValue::Polygon { coordinates } => polygons.push(polygon(coordinates)?),
            GeometryValue::MultiPolygon { coordinates } => {
                for (i, coordinates) in coordinates.iter().enumerate() {
                    let checked = polygon(coordinates).map_err(|(found, remedy)| {
                        (format!("polygon {}: {found}", i + 1), remedy)
                    })?;
                    polygons.push(checked);
                }
            }
            GeometryValue::GeometryCollection { geometries } => {
                open.extend(geometries.iter().rev())
            }
            other => others.push(other.type_name()),
        }
    }
    Ok((polygons, others))
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon, GeometryFlaw> {
    if rings.is_empty() {
        return Err((
            "a polygon of no rings".to_owned(),
            "give it an exterior ring, or make the geometry null",
        ));
    }
    let checked = rings
        .iter()
        .enumerate()
        .map(|(i, positions)| {
            ring(positions).map_err(|(found, remedy)| {
                let which = if i == 0 {
                    "the exterior ring".to_owned()
                } else {
                    format!("hole {i}")
                };
                (format!("{which} {found}"), remedy)
            })
        })
        .collect::<Result<_, GeometryFlaw>>()?;
    Ok(Polygon { rings: checked })
}

fn ring(positions: &[Position]) -> Result<Vec<LonLat>, GeometryFlaw> {
    let ring: Vec<LonLat> = positions
        .iter()
        .enumerate()
        .map(|(i, position)| {
            place(position)
                .map_err(|(found, remedy)| (format!("{found} in position {}", i + 1), remedy))
        })
        .collect::<Result<_, GeometryFlaw>>()?;
    let (Some(first), Some(last)) = (ring.first(), ring.last()) else {
        return Err((
            "has no positions".to_owned(),
            "a ring has four positions or more",
        ));
    };
    if ring.len() < 4 {
        return Err((
            format!("has {} positions", ring.len()),
            "a ring has four positions or more, the last equal to the first",
        ));
    }
    if first != last {
        return Err((
            format!(
                "is not closed: it begins at {}, {} and ends at {}, {}",
                first.lon, first.lat, last.lon, last.lat
            ),
            "repeat the first position at the end",
        ));
    }
    let (west, east) = extent(&ring);
    if east - west > 360.0 + SLACK_DEG {
        return Err((
            format!("reaches over {} degrees of longitude", east - west),
            "a ring goes round the globe once at most; are these coordinates projected?",
        ));
    }
    Ok(ring)
}

/// The least and the greatest longitude.
pub(super) fn extent<'a>(places: impl IntoIterator<Item = &'a LonLat>) -> (f64, f64) {
    let nowhere = (f64::INFINITY, f64::NEG_INFINITY);
    let places = places.into_iter();
    places.fold(nowhere, |(west, east), p| {
        (west.min(p.lon), east.max(p.lon))
    })
}

fn place(position: &Position) -> Result<LonLat, GeometryFlaw> {
    let [lon, lat, ..] = position.as_slice() else {
        return Err((
            "has fewer than two numbers".to_owned(),
            "write [longitude, latitude]",
        ));
    };
    if !lon.is_finite() || lon.abs() > MOST_LON_DEG + SLACK_DEG {
        return Err((
            format!("has longitude {lon}"),
            "longitudes are degrees from -540 to 540; are these coordinates projected, or swapped?",
        ));
    }
    if !lat.is_finite() || lat.abs() > 90.0 + SLACK_DEG {
        return Err((
            format!("has latitude {lat}"),
            "latitudes are degrees from -90 to 90; are these coordinates projected, or swapped?",
        ));
    }
    Ok(LonLat {
        lon: *lon,
        lat: lat.clamp(-90.0, 90.0),
    })
}
