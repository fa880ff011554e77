//! The part of the world that a document asks for, and the projection that fits it.

use serde_json::Value;

use super::fields::center;
use super::Insets;
use crate::error::Result;
use crate::geo::{DegreeBox, LonLat, MapFrame, Projection, ProjectionName};
use crate::input::excerpt::excerpt;
use crate::input::fields::{kind_of, Fields};
use crate::input::geometry::MOST_LON_DEG;

/// All who vote live between these parallels: Antarctica is left out.
const WORLD: MapFrame = MapFrame::Band {
    south: -56.0,
    north: 84.0,
};
/// The central meridian of the world, degrees: what lies opposite, in the Bering Strait, cuts next to nothing.
const MERIDIAN: f64 = 11.0;
/// A box that is no wider than this is drawn about its own middle, degrees.
const CONTINENT: f64 = 150.0;

/// West, south, east, north.
const CONTINENTS: [(&str, [f64; 4]); 6] = [
    ("africa", [-26.0, -36.0, 60.0, 38.0]),
    ("asia", [25.0, -11.0, 146.0, 56.0]),
    ("europe", [-25.0, 34.0, 46.0, 72.0]),
    ("north-america", [-168.0, 7.0, -50.0, 78.0]),
    ("oceania", [112.0, -48.0, 192.0, 15.0]),
    ("south-america", [-83.0, -56.0, -33.0, 13.0]),
];

/// What a map shows, how it is projected, and its centre as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) frame: MapFrame,
    pub(super) projection: Projection,
    pub(super) center: LonLat,
    pub(super) insets: Insets,
}

impl Default for Shown {
    fn default() -> Self {
        Self::new(WORLD, None, None, Insets::Auto)
    }
}

impl Shown {
    /// A frame in the projection and about the centre that suit it, unless others are given.
    fn new(
        frame: MapFrame,
        name: Option<ProjectionName>,
        at: Option<LonLat>,
        insets: Insets,
    ) -> Self {
        let (own, middle) = match frame {
            MapFrame::Box(degrees) if degrees.east - degrees.west <= CONTINENT => {
                (ProjectionName::AzimuthalEqualArea, degrees.center())
            }
            MapFrame::Box(degrees) => (ProjectionName::default(), degrees.center()),
            _ => (
                ProjectionName::default(),
                LonLat {
                    lon: MERIDIAN,
                    lat: 0.0,
                },
            ),
        };
        let name = name.unwrap_or(own);
        let middle = match name.is_azimuthal() {
            true => middle,
            false => LonLat { lat: 0.0, ..middle },
        };
        let center = at.unwrap_or(middle);
        Self {
            frame,
            projection: Projection::new(name, center),
            center,
            insets,
        }
    }

    pub(super) fn read(file: &str, fields: &Fields) -> Result<Self> {
        let names = ProjectionName::ALL.map(|name| (name.as_str(), name));
        let (name, at) = match fields.get("projection") {
            None | Some(Value::String(_)) => (fields.choice("projection", &names)?, None),
            Some(value) => {
                let given = Fields::new(file, "projection", value, &["name", "center"])?;
                let at = given.get("center").map(|value| {
                    center(value).map_err(|found| {
                        given.error(
                            "center",
                            found,
                            "write [longitude, latitude] in degrees, east and north positive",
                        )
                    })
                });
                (given.choice("name", &names)?, at.transpose()?)
            }
        };
        let insets = fields.choice("insets", &Insets::WORDS)?.unwrap_or_default();
        Ok(Self::new(frame(fields)?, name, at, insets))
    }
}

fn frame(fields: &Fields) -> Result<MapFrame> {
    let Some(value @ Value::Array(list)) = fields.get("frame") else {
        let world = [("world", WORLD), ("world+antarctica", MapFrame::All)];
        let continents =
            CONTINENTS.map(|(word, degrees)| (word, MapFrame::Box(DegreeBox::of(degrees))));
        let words: Vec<(&str, MapFrame)> = world.into_iter().chain(continents).collect();
        return match fields.get("frame") {
            None | Some(Value::String(_)) => Ok(fields.choice("frame", &words)?.unwrap_or(WORLD)),
            Some(other) => Err(refused(fields, kind_of(other))),
        };
    };
    let degrees: Option<Vec<f64>> = list.iter().map(Value::as_f64).collect();
    let Some(&[west, south, mut east, north]) = degrees.as_deref() else {
        return Err(refused(
            fields,
            format!("{} that is not of four numbers", kind_of(value)),
        ));
    };
    if let Some(lon) = [west, east]
        .into_iter()
        .find(|lon| lon.abs() > MOST_LON_DEG)
    {
        return Err(refused(fields, format!("longitude {lon}")));
    }
    if let Some(lat) = [south, north].into_iter().find(|lat| lat.abs() > 90.0) {
        return Err(refused(fields, format!("latitude {lat}")));
    }
    // A box across 180°.
    if east < west {
        east += 360.0;
    }
    if !(east > west && east - west <= 360.0 && north > south) {
        return Err(refused(
            fields,
            format!("{}, which holds nothing", excerpt(&value.to_string())),
        ));
    }
    Ok(MapFrame::Box(DegreeBox::of([west, south, east, north])))
}

fn refused(fields: &Fields, found: String) -> crate::Error {
    let remedy =
        "write \"world\", a continent such as \"europe\", or [west, south, east, north] in degrees";
    fields.error("frame", found, remedy)
}
