//! Boundaries in the layouts that people bring: made here from our own, with the vote of ES-11/1. All join
//! 193 members with the same tally, and where shapes are the same, so is the picture.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod common;

use std::collections::BTreeSet;

use common::{asset, figure};
use serde_json::{json, Value};
use stancemap::geo::{cut_at_antimeridian, LonLat, Polygon};
use stancemap::input::Boundaries;
use stancemap::paint;
use stancemap::report::{Severity, Topic};
use stancemap::scene::{compose_map, Options, Theme};
use stancemap::stance::Kind;
use stancemap::{page, Result, StanceMap};

const DOCUMENT: &str = "es-11-1.json";
const COUNTRIES: &str = "countries-50m.geojson";

/// The features of our own boundaries.
fn features() -> Vec<Value> {
    let mut own: Value = serde_json::from_slice(&asset(COUNTRIES).unwrap()).unwrap();
    own["features"].as_array_mut().unwrap().drain(..).collect()
}

fn collection(features: &[Value]) -> Vec<u8> {
    json!({"type": "FeatureCollection", "features": features})
        .to_string()
        .into_bytes()
}

/// The map of the document, changed, with other boundaries.
fn load(countries: &[u8], change: impl Fn(&mut Value)) -> Result<StanceMap> {
    StanceMap::load(DOCUMENT, |file| {
        if file == COUNTRIES {
            return Ok(countries.to_vec());
        }
        let bytes = asset(file)?;
        if file != DOCUMENT {
            return Ok(bytes);
        }
        let mut document: Value = serde_json::from_slice(&bytes).unwrap();
        change(&mut document);
        Ok(document.to_string().into_bytes())
    })
}

fn map(countries: &[u8]) -> StanceMap {
    load(countries, |_| {}).unwrap()
}

/// The map about another central meridian.
fn about(countries: &[u8], lon: f64) -> StanceMap {
    load(countries, |document| {
        document["projection"] = json!({"center": [lon, 0]});
    })
    .unwrap()
}

fn own() -> StanceMap {
    map(&asset(COUNTRIES).unwrap())
}

/// All members are joined and on the map, counted as on our own boundaries.
fn assert_whole(map: &StanceMap) {
    assert_eq!(map.errors(), Vec::<String>::new());
    assert_eq!((map.report.joined, map.members()), (193, 193));
    let expected = own();
    assert_eq!(
        map.csv()
            .lines()
            .filter(|row| row.contains(",member,"))
            .count(),
        193
    );
    let counts = |map: &StanceMap| format!("{:?}", map.tally);
    assert_eq!(counts(map), counts(&expected));
    let scene = compose_map(map, &options(960.0));
    let is_seen = |(region, shape): (usize, &Vec<_>)| {
        !map.regions[region].is_member()
            || !shape.is_empty()
            || scene.markers.iter().any(|marker| marker.region == region)
    };
    assert!(scene.shapes.iter().enumerate().all(is_seen));
}

fn options(width_px: f64) -> Options {
    let theme = Theme::Light;
    Options { width_px, theme }
}

fn issues(map: &StanceMap, topic: Topic) -> Vec<(Severity, String)> {
    let issues = map.report.issues.iter();
    let about = issues.filter(|issue| issue.topic == topic);
    about
        .map(|issue| (issue.severity, issue.message.clone()))
        .collect()
}

/// Of each thousand pixels, those whose colour differs by more than a fifth of the scale.
fn differing(a: &StanceMap, b: &StanceMap) -> f64 {
    let raster = |map| {
        let svg = paint::svg(&figure(map, 960.0)).unwrap();
        paint::raster_from_svg(&svg, 1.0, &paint::Fonts::bundled()).unwrap()
    };
    let (a, b) = (raster(a), raster(b));
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let pairs = a.data().chunks(4).zip(b.data().chunks(4));
    let far = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 51);
    let all = a.data().len() as f64 / 4.0;
    1000.0 * pairs.filter(far).count() as f64 / all
}

/// The stance that is shown at a place, and the region there.
fn at(map: &StanceMap, lon: f64, lat: f64) -> (String, &'static str) {
    let place = LonLat { lon, lat };
    let holds = |polygons: &[Polygon]| polygons.iter().any(|polygon| polygon.contains(place));
    // The smaller of two lies on top.
    let mut found: Vec<_> = map
        .regions
        .iter()
        .filter(|region| holds(&region.polygons))
        .collect();
    found.sort_by_key(|region| {
        region
            .polygons
            .iter()
            .flat_map(|p| &p.rings)
            .flatten()
            .count()
    });
    let region = found[0];
    (region.iso3.clone(), region.stance.as_str())
}

fn square(lon: f64, lat: f64, side: f64) -> Value {
    let (east, north) = (lon + side, lat + side);
    let ring = json!([
        [lon, lat],
        [east, lat],
        [east, north],
        [lon, north],
        [lon, lat]
    ]);
    json!({"type": "Polygon", "coordinates": [ring]})
}

fn code(feature: &Value) -> String {
    feature["properties"]["iso3"].as_str().unwrap().to_owned()
}

/// Takes the polygons that begin in a box (west, south, east, north) out of a feature.
fn taken(feature: &mut Value, [west, south, east, north]: [f64; 4]) -> Value {
    let polygons = feature["geometry"]["coordinates"].as_array_mut().unwrap();
    let is_in = |polygon: &Value| {
        let [lon, lat] = [0, 1].map(|i| polygon[0][0][i].as_f64().unwrap());
        (west..east).contains(&lon) && (south..north).contains(&lat)
    };
    let (apart, rest) = polygons.drain(..).partition(|polygon| is_in(polygon));
    *polygons = rest;
    let apart: Vec<Value> = apart;
    assert!(!apart.is_empty());
    json!({"type": "MultiPolygon", "coordinates": apart})
}

/// Members that `world.geo.json` leaves out.
const SMALL: [&str; 29] = [
    "AND", "ATG", "BHR", "BRB", "COM", "CPV", "DMA", "FSM", "GRD", "KIR", "KNA", "LCA", "LIE",
    "MCO", "MDV", "MHL", "MUS", "NRU", "PLW", "SGP", "SMR", "STP", "SYC", "TON", "TUV", "VCT",
    "WSM", "MLT", "VAT",
];

/// As johan/world.geo.json has them: codes in `id`, a name as the only property, French Guiana apart,
/// no small states, places without a state under codes of their own.
fn by_id() -> Vec<Value> {
    let mut all = features();
    all.retain(|feature| !SMALL.contains(&code(feature).as_str()));
    let france = all
        .iter_mut()
        .find(|feature| code(feature) == "FRA")
        .unwrap();
    let guiana = taken(france, [-60.0, 0.0, -50.0, 10.0]);
    for feature in &mut all {
        let code = match code(feature).as_str() {
            "XKX" => "CS-KM".to_owned(),
            code => code.to_owned(),
        };
        let name = feature["properties"]["name"].clone();
        feature["id"] = json!(code);
        feature["properties"] = json!({"name": name});
    }
    let more = [
        ("GUF", "French Guiana", guiana),
        ("-99", "Northern Cyprus", square(33.3, 35.25, 0.2)),
        ("-99", "Somaliland", square(44.0, 9.5, 0.2)),
    ];
    all.extend(more.map(|(id, name, geometry)| {
        json!({"type": "Feature", "id": id, "properties": {"name": name}, "geometry": geometry})
    }));
    all
}

#[test]
fn boundaries_with_codes_in_the_id_and_without_small_states_join() {
    let map = map(&collection(&by_id()));
    assert_whole(&map);
    assert_eq!(issues(&map, Topic::UnknownFeature), []);
    let without: Vec<_> = issues(&map, Topic::NoShape);
    assert!(
        matches!(&without[..], [(Severity::Note, text)] if text.starts_with("no shape for 28 of")),
        "{without:?}"
    );
    assert_eq!(at(&map, -53.0, 4.0), ("GUF".to_owned(), "co-sponsor"));
    assert_eq!(at(&map, 33.4, 35.35), ("CYN".to_owned(), "co-sponsor"));
    assert_eq!(at(&map, 44.1, 9.6), ("SOL".to_owned(), "yes"));
    assert_eq!(at(&map, 21.0, 42.6), ("XKX".to_owned(), "no-vote"));
}

/// As the United Nations' own boundaries are: `iso3cd` and names in capitals, several features of one
/// state, areas whose status is open without a code.
fn un_layout() -> Vec<Value> {
    let mut all = features();
    let france = all
        .iter_mut()
        .find(|feature| code(feature) == "FRA")
        .unwrap();
    let reunion = taken(france, [55.0, -22.0, 56.0, -20.0]);
    let corsica = taken(france, [8.0, 41.0, 10.0, 43.5]);
    for feature in &mut all {
        let code = match code(feature).as_str() {
            "KAS" => Value::Null,
            code => json!(code),
        };
        let name = feature["properties"]["name"].as_str().unwrap();
        feature["properties"] =
            json!({"iso3cd": code, "nam_en": name.to_uppercase(), "stscod": 1, "georeg": "EUR"});
    }
    let more = [
        (json!("REU"), "Réunion", reunion),
        (json!("FRA"), "France", corsica),
        (Value::Null, "Abyei", square(28.4, 9.6, 0.3)),
        (json!(""), "Hala'ib Triangle", square(35.0, 22.3, 0.3)),
        (json!(" "), "Aksai Chin", square(79.2, 35.0, 0.3)),
        (Value::Null, "Golan Heights", square(35.7, 32.85, 0.2)),
        (Value::Null, "Ma'tan al-Sarra", square(22.0, 20.0, 0.3)),
    ];
    all.extend(more.map(|(code, name, geometry)| {
        let properties = json!({"iso3cd": code, "nam_en": name});
        json!({"type": "Feature", "properties": properties, "geometry": geometry})
    }));
    all
}

#[test]
fn the_layout_of_the_united_nations_joins_and_areas_without_a_code_are_neutral_and_noted() {
    let map = map(&collection(&un_layout()));
    assert_whole(&map);
    assert_eq!(
        issues(&map, Topic::UnknownFeature),
        [(
            Severity::Note,
            "4 features have no country code and no country's name, and are drawn neutral: \
             feature 242 (Abyei), feature 243 (Hala'ib Triangle), feature 244 (Aksai Chin), \
             feature 246 (Ma'tan al-Sarra)"
                .to_owned()
        )]
    );
    for (lon, lat, name, kind) in [
        (28.5, 9.7, "Abyei", Kind::Disputed),
        (35.1, 22.4, "Hala'ib Triangle", Kind::Disputed),
        (79.3, 35.1, "Aksai Chin", Kind::Disputed),
        (22.1, 20.1, "Ma'tan al-Sarra", Kind::Other),
    ] {
        let (code, stance) = at(&map, lon, lat);
        let region = &map.regions[map.index_of(&code).unwrap()];
        assert_eq!(
            (region.name.as_str(), region.kind, stance),
            (name, kind, "no-vote")
        );
    }
    assert_eq!(at(&map, 55.53, -21.12), ("REU".to_owned(), "co-sponsor"));
    assert_eq!(at(&map, 9.1, 42.2), ("FRA".to_owned(), "co-sponsor"));
    // A pointer finds them above the states they lie in, and a page can be baked.
    let scene = compose_map(&map, &options(3840.0));
    for (lon, lat, code) in [(28.5, 9.7, "feature-242"), (35.8, 32.95, "XGO")] {
        let point = scene.projection.forward(LonLat { lon, lat }).unwrap();
        let found = scene
            .hits
            .at(point)
            .map(|region| map.regions[region].iso3.as_str());
        assert_eq!(found, Some(code));
    }
    let atlas = page::atlas(&map).unwrap();
    assert_eq!(atlas.regions.len(), map.regions.len());
    // Siachen is known by its name.
    assert_eq!(at(&map, 77.1, 35.45).0, "KAS");
    let doubled: Vec<_> = issues(&map, Topic::DuplicateFeature);
    assert_eq!(doubled.len(), 1, "{doubled:?}");
}

#[test]
fn where_shapes_are_the_same_so_is_the_picture() {
    let mut all = features();
    for feature in &mut all {
        feature["id"] = feature["properties"]["iso3"].take();
        feature["properties"] = json!({"nam_en": feature["properties"]["name"]});
    }
    let svg = |map: &StanceMap| paint::svg(&figure(map, 960.0)).unwrap();
    assert_eq!(svg(&map(&collection(&all))), svg(&own()));
}

#[test]
fn one_feature_a_line_and_record_separators_give_the_same_picture() {
    let svg = |map: &StanceMap| paint::svg(&figure(map, 960.0)).unwrap();
    let expected = svg(&own());
    let lines: Vec<String> = features().iter().map(Value::to_string).collect();
    let records: Vec<String> = lines.iter().map(|line| format!("\u{1e}{line}\n")).collect();
    for text in [
        lines.join("\n"),
        lines.join("\r\n") + "\r\n\r\n",
        records.concat(),
    ] {
        let map = map(text.as_bytes());
        assert_whole(&map);
        assert_eq!(map.report.features, 239);
        assert_eq!(svg(&map), expected);
    }
}

#[test]
fn what_is_wrong_in_a_sequence_is_reported_with_its_place() {
    let refused = |text: &str| {
        Boundaries::parse("map.ndjson", text.as_bytes())
            .unwrap_err()
            .to_string()
    };
    let line =
        json!({"type": "Feature", "properties": {"iso3": "FRA"}, "geometry": null}).to_string();
    assert_eq!(
        refused(&format!("{line}\n{line}\n{{\"type\": \"Feature\", ")),
        "map.ndjson, line 3, column 20: the JSON ends too early (EOF while parsing a value) \
         at \"{\"type\": \"Feature\",\"; was it cut off in transfer?"
    );
    assert_eq!(
        refused(&format!("\u{1e}{line}\n\u{1e}7\n")),
        "map.ndjson, text 2 of the sequence: the number 7 that is no GeoJSON; \
         give a GeoJSON FeatureCollection"
    );
    assert_eq!(
        refused("\u{1e}\n"),
        "map.ndjson: the file is empty; is it the right file?"
    );
}

/// Our own boundaries with other polygons: `change` gets those of each feature, whole ones.
fn with_polygons(change: impl Fn(&str, Vec<Polygon>) -> Vec<Polygon>) -> Vec<u8> {
    let whole = Boundaries::parse(COUNTRIES, &asset(COUNTRIES).unwrap()).unwrap();
    let mut all = features();
    for (value, feature) in all.iter_mut().zip(whole.features) {
        if feature.polygons.is_empty() {
            continue;
        }
        let polygons = change(&code(value), feature.polygons);
        let ring = |ring: &Vec<LonLat>| -> Vec<[f64; 2]> {
            // As many decimals as files have.
            let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
            ring.iter()
                .map(|p| [rounded(p.lon), rounded(p.lat)])
                .collect()
        };
        let polygon = |polygon: &Polygon| polygon.rings.iter().map(ring).collect::<Vec<_>>();
        let coordinates: Vec<_> = polygons.iter().map(polygon).collect();
        value["geometry"] = json!({"type": "MultiPolygon", "coordinates": coordinates});
    }
    collection(&all)
}

/// A world that begins and ends at another meridian than ±180°: shapes are cut there.
fn world_from(west: f64) -> Vec<u8> {
    with_polygons(|_, polygons| cut_at_antimeridian(&polygons, west + 180.0))
}

#[test]
fn a_world_from_0_to_360_gives_the_same_picture_about_any_meridian() {
    let world = world_from(0.0);
    assert_whole(&map(&world));
    for lon in [0.0, 150.0, -100.0, 180.0] {
        let expected = about(&asset(COUNTRIES).unwrap(), lon);
        let differing = differing(&about(&world, lon), &expected);
        assert!(
            differing < 0.1,
            "about {lon}°: {differing} of a thousand pixels"
        );
    }
}

#[test]
fn worlds_that_begin_at_any_meridian_have_no_seam() {
    for west in [-30.0, 20.0, -540.0, 180.0] {
        let world = Boundaries::parse(COUNTRIES, &world_from(west)).unwrap();
        let seam = stancemap::geo::wrapped(west);
        let own = Boundaries::parse(COUNTRIES, &asset(COUNTRIES).unwrap()).unwrap();
        let rings = |boundaries: &Boundaries| -> Vec<usize> {
            let features = boundaries.features.iter();
            features
                .map(|f| f.polygons.iter().map(|p| p.rings.len()).sum())
                .collect()
        };
        assert_eq!(rings(&world), rings(&own), "from {west}°");
        let on_seam = |p: &LonLat| (p.lon - seam).abs() < 1e-9;
        for feature in world.features.iter().filter(|_| seam.abs() != 180.0) {
            let rings = feature.polygons.iter().flat_map(|p| &p.rings);
            let edges = rings.flat_map(|ring| ring.windows(2));
            let along = edges.filter(|e| on_seam(&e[0]) && on_seam(&e[1])).count();
            assert_eq!(along, 0, "{} from {west}°", feature.place());
        }
    }
}

#[test]
fn a_shape_that_runs_on_past_180_is_the_same_as_one_that_is_cut() {
    let past = with_polygons(|code, polygons| match code {
        // Whole, with Chukotka at 190°.
        "RUS" => cut_at_antimeridian(&polygons, 100.0),
        // In two pieces, both on one side.
        "FJI" => {
            let mut pieces = cut_at_antimeridian(&polygons, 0.0);
            for p in pieces.iter_mut().flat_map(|p| &mut p.rings).flatten() {
                p.lon += if p.lon > 0.0 { -360.0 } else { 0.0 };
            }
            pieces
        }
        _ => cut_at_antimeridian(&polygons, 0.0),
    });
    let text = String::from_utf8(past.clone()).unwrap();
    assert!(text.contains("[190.") && text.contains("[-181."));
    for lon in [0.0, 150.0, 180.0] {
        let expected = about(&asset(COUNTRIES).unwrap(), lon);
        let differing = differing(&about(&past, lon), &expected);
        assert!(
            differing < 0.05,
            "about {lon}°: {differing} of a thousand pixels"
        );
    }
}

#[test]
fn markers_and_leaders_stay_inside_a_map_of_coarse_boundaries() {
    let coarse = asset("countries-110m.geojson").unwrap();
    for lon in (-180..180).step_by(10).map(f64::from) {
        let map = about(&coarse, lon);
        for width in [320.0, 960.0] {
            let scene = compose_map(&map, &options(width));
            let (wide, high) = (scene.scene.width, scene.scene.height);
            let marked: BTreeSet<usize> = scene.markers.iter().map(|m| m.region).collect();
            for (region, info) in map.regions.iter().enumerate() {
                let is_seen = !info.polygons.is_empty() || marked.contains(&region);
                assert!(
                    is_seen || !info.is_member(),
                    "{} about {lon}°, {width} px",
                    info.iso3
                );
            }
            for marker in &scene.markers {
                let outer = marker.radius + marker.ring;
                let ends = marker.leader.iter().flatten().map(|p| (*p, 0.25));
                for (p, reach) in ends.chain([(marker.center, outer), (marker.home, 0.0)]) {
                    let inside =
                        p.x >= reach && p.y >= reach && p.x <= wide - reach && p.y <= high - reach;
                    let code = &map.regions[marker.region].iso3;
                    assert!(inside, "{code} about {lon}°, {width} px: {marker:?}");
                }
            }
        }
    }
}
