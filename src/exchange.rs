//! A map's stances for the programs of others: a table for Datawrapper, a style sheet for Wikimedia's blank map of the
//! world, GeoJSON for QGIS.

use serde_json::{json, Value};

use crate::geo::cut_at_antimeridian;
use crate::join::Region;
use crate::locale::alpha2;
use crate::map::StanceMap;
use crate::scene::Theme;
use crate::spreadsheet;
use crate::stance::Stance;
use crate::unseen::named;
use crate::words;

/// For whom it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// CSV with the columns ISO3, name, stance, vote and co-sponsor: Datawrapper's maps join it by its codes.
    Datawrapper,
    /// CSS rules for `BlankMap-World.svg`, whose classes are ISO 3166-1 alpha-2 in small letters.
    ///
    /// # References
    /// Wikimedia Commons, *File talk:BlankMap-World.svg/Documentation*,
    /// <https://commons.wikimedia.org/wiki/File_talk:BlankMap-World.svg/Documentation>.
    Wikimedia,
    /// A GeoJSON feature a region, with its stance in words and in its colour; cut at ±180° (RFC 7946).
    GeoJson,
}

impl Exchange {
    /// The text of the file: names and words in the map's language, colours of `theme`.
    pub fn text(self, map: &StanceMap, theme: Theme) -> String {
        match self {
            Self::Datawrapper => datawrapper(map),
            Self::Wikimedia => wikimedia(map, theme),
            Self::GeoJson => geojson(map, theme),
        }
    }
}

fn datawrapper(map: &StanceMap) -> String {
    let coded = |region: &&Region| region.is_member() || alpha2(&region.iso3).is_some();
    let rows = map.regions.iter().filter(coded).map(|region| {
        let [vote, sponsor] = words::cells(map, region);
        let (name, stance) = (words::name(map, region), words::legend(map, region.stance));
        [region.iso3.clone(), name, stance, vote, sponsor]
    });
    let header = ["ISO3", "name", "stance", "vote", "co-sponsor"].map(str::to_owned);
    let rows: Vec<[String; 5]> = [header].into_iter().chain(rows).collect();
    let rows = rows.iter().map(|row| row.each_ref().map(String::as_str));
    spreadsheet::csv(rows)
}

fn wikimedia(map: &StanceMap, theme: Theme) -> String {
    // Nothing in a title ends a comment.
    let comment = |text: &str| format!("/* {} */\n", named(text).replace("*/", "* /"));
    let mut css = comment(&map.texts().title);
    for stance in Stance::ALL {
        let regions = map.regions.iter().filter(|own| own.stance == stance);
        let mut classes: Vec<String> = regions
            .filter_map(|own| Some(format!(".{}", alpha2(&own.iso3)?.to_lowercase())))
            .collect();
        if classes.is_empty() {
            continue;
        }
        classes.sort();
        let fill = map.style.theme(theme).stance(stance).fill;
        css += &comment(&words::legend(map, stance));
        css += &format!("{} {{ fill: {fill}; }}\n", classes.join(", "));
    }
    let uncoded = map.regions.iter();
    let mut uncoded: Vec<String> = uncoded
        .filter(|own| own.is_member() && alpha2(&own.iso3).is_none())
        .map(|own| words::name(map, own))
        .collect();
    uncoded.sort();
    if !uncoded.is_empty() {
        css += &comment(&format!(
            "without a class on that map: {}",
            uncoded.join(", ")
        ));
    }
    // Its circles, round states too small to see, are hidden until asked for.
    css + ".circlexx { opacity: 1; }\n"
}

fn geojson(map: &StanceMap, theme: Theme) -> String {
    let features = map.regions.iter().map(|region| {
        let polygons = cut_at_antimeridian(&region.polygons, 0.0);
        let coordinates: Vec<Vec<Vec<[f64; 2]>>> = polygons
            .iter()
            .map(|polygon| {
                let ring = |ring: &Vec<crate::geo::LonLat>| {
                    ring.iter().map(|p| [p.lon, p.lat].map(rounded)).collect()
                };
                polygon.rings.iter().map(ring).collect()
            })
            .collect();
        let geometry = match coordinates.is_empty() {
            true => Value::Null,
            false => json!({ "type": "MultiPolygon", "coordinates": coordinates }),
        };
        let feature = json!({
            "type": "Feature",
            "id": region.iso3,
            "properties": {
                "iso3": region.iso3,
                "name": words::name(map, region),
                "kind": region.kind,
                "stance_of": region.stance_of,
                "stance": region.stance,
                "label": words::legend(map, region.stance),
                "vote": region.vote,
                "cosponsor": region.cosponsor,
                "fill": map.style.theme(theme).stance(region.stance).fill,
            },
            "geometry": geometry,
        });
        feature.to_string()
    });
    let features: Vec<String> = features.collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

/// Degrees to a tenth of a metre.
fn rounded(degrees: f64) -> f64 {
    // Adding 0 makes −0 a 0.
    (degrees * 1e6).round() / 1e6 + 0.0
}
