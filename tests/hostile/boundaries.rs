//! GeoJSON that makes no map.

use std::time::{Duration, Instant};

use serde_json::{json, Value};
use stancemap::input::Boundaries;
use stancemap::report::Topic;

use crate::kit::{
    collection, feature, france, issues, polygon, refused, refused_geometry, square, Files,
};

#[test]
fn truncated_json_is_reported_with_line_and_column() {
    let whole = collection(&[france(square(2.0))]);
    let message = refused(&whole[..whole.len() / 2]);
    assert!(
        message.starts_with("map.geojson, line 1, column 90: the JSON ends too early"),
        "{message}"
    );
    assert!(
        message.ends_with("; was it cut off in transfer?"),
        "{message}"
    );
}

#[test]
fn a_hundred_thousand_brackets_do_not_overflow_the_stack() {
    for (bracket, column) in [("[", 128), ("{\"a\":", 636)] {
        let message = refused(bracket.repeat(100_000));
        let expected =
            format!("map.geojson, line 1, column {column}: brackets nested more than 127 deep");
        assert!(message.starts_with(&expected), "{message}");
        assert!(message.len() < 250, "{message}");
    }
}

#[test]
fn collections_in_collections_do_not_overflow_the_stack() {
    let mut geometry = square(2.0);
    for _ in 0..40 {
        geometry = json!({"type": "GeometryCollection", "geometries": [geometry]});
    }
    let parsed = Boundaries::parse("f", collection(&[france(geometry)]).as_bytes()).unwrap();
    assert_eq!(parsed.features[0].polygons.len(), 1);
}

#[test]
fn json_that_is_not_well_formed_is_reported_with_what_stands_there() {
    assert_eq!(
        refused("{\"type\": NaN}"),
        "map.geojson, line 1, column 10: not well-formed JSON (expected value) at \
         \"{\"type\": NaN}\"; mend what stands there"
    );
}

#[test]
fn a_number_too_large_for_any_map_is_refused() {
    let text = collection(&[france(square(2.0))]).replace("[3.0,11]", "[1e999,11]");
    let message = refused(text);
    assert!(message.contains("(number out of range)"), "{message}");
    assert!(message.contains("[1e999,11]"), "{message}");
}

#[test]
fn numbers_as_strings_are_shown() {
    assert_eq!(
        refused_geometry(polygon(json!([[
            ["0", "0"],
            ["1", "0"],
            ["1", "1"],
            ["0", "0"]
        ]]))),
        "map.geojson, feature 1 (FRA): the text \"0\" in a position; \
         coordinates are numbers, without quotation marks"
    );
}

#[test]
fn a_null_in_a_position_is_shown() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0, null], [1, 0], [1, 1], [0, null]]]))),
        "map.geojson, feature 1 (FRA): null in a position; coordinates are numbers"
    );
}

#[test]
fn longitude_541_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[[540, 0], [541, 0], [540, 1], [540, 0]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring has longitude 541 in position 2; \
         longitudes are degrees from -540 to 540; are these coordinates projected, or swapped?"
    );
}

#[test]
fn a_ring_that_goes_round_the_globe_more_than_once_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0, 0], [500, 0], [1, 1], [0, 0]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring reaches over 500 degrees of longitude; \
         a ring goes round the globe once at most; are these coordinates projected?"
    );
}

#[test]
fn latitude_100_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0, 0], [1, 100], [1, 1], [0, 0]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring has latitude 100 in position 2; \
         latitudes are degrees from -90 to 90; are these coordinates projected, or swapped?"
    );
}

#[test]
fn an_unclosed_ring_is_reported_with_both_its_ends() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0, 0], [1, 0], [1, 1], [0, 1]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring is not closed: it begins at 0, 0 and \
         ends at 0, 1; repeat the first position at the end"
    );
}

#[test]
fn a_ring_of_two_positions_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0, 0], [0, 0]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring has 2 positions; \
         a ring has four positions or more, the last equal to the first"
    );
}

#[test]
fn a_ring_of_no_positions_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[]]))),
        "map.geojson, feature 1 (FRA): the exterior ring has no positions; \
         a ring has four positions or more"
    );
}

#[test]
fn a_bad_hole_is_found_in_its_polygon() {
    let hole = json!([[0, 0], [1, 1]]);
    let good = square(2.0)["coordinates"][0].clone();
    let coordinates = json!([[good], [good, good, hole]]);
    assert_eq!(
        refused_geometry(json!({"type": "MultiPolygon", "coordinates": coordinates})),
        "map.geojson, feature 1 (FRA): polygon 2: hole 2 has 2 positions; \
         a ring has four positions or more, the last equal to the first"
    );
}

#[test]
fn a_polygon_of_no_rings_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([]))),
        "map.geojson, feature 1 (FRA): a polygon of no rings; \
         give it an exterior ring, or make the geometry null"
    );
}

#[test]
fn a_position_of_one_number_is_refused() {
    assert_eq!(
        refused_geometry(polygon(json!([[[0], [1], [2], [0]]]))),
        "map.geojson, feature 1 (FRA): the exterior ring has fewer than two numbers in position 1; \
         write [longitude, latitude]"
    );
}

#[test]
fn coordinates_with_too_many_brackets_are_reported() {
    let too_deep = json!([square(2.0)["coordinates"]]);
    assert_eq!(
        refused_geometry(polygon(too_deep)),
        "map.geojson, feature 1 (FRA): coordinates of a Polygon with too many brackets; \
         a Polygon's coordinates are a list of rings, a ring a list of positions"
    );
}

#[test]
fn coordinates_with_too_few_brackets_are_reported() {
    let too_shallow = square(2.0)["coordinates"].clone();
    assert_eq!(
        refused_geometry(json!({"type": "MultiPolygon", "coordinates": too_shallow})),
        "map.geojson, feature 1 (FRA): coordinates of a MultiPolygon with too few brackets; \
         a MultiPolygon's coordinates are a list of polygons, a polygon a list of rings"
    );
}

#[test]
fn an_unknown_geometry_type_names_the_nearest() {
    assert_eq!(
        refused_geometry(json!({"type": "Poligon", "coordinates": []})),
        "map.geojson, feature 1 (FRA): unknown geometry type \"Poligon\" \
         (did you mean \"Polygon\"?); countries are Polygon or MultiPolygon"
    );
}

#[test]
fn a_geometry_without_coordinates_is_refused() {
    assert_eq!(
        refused_geometry(json!({"type": "Polygon"})),
        "map.geojson, feature 1 (FRA): a Polygon without \"coordinates\"; \
         add them, or make the geometry null"
    );
}

#[test]
fn a_feature_that_is_no_object_is_reported_with_its_number() {
    assert_eq!(
        refused(collection(&[france(square(2.0)), json!(7)])),
        "map.geojson, feature 2: the number 7 where a feature belongs; \
         write {\"type\": \"Feature\", \"properties\": {…}, \"geometry\": {…}}"
    );
}

#[test]
fn a_feature_without_its_type_is_reported() {
    assert_eq!(
        refused(collection(&[
            json!({"properties": {"name": "France"}, "geometry": null})
        ])),
        "map.geojson, feature 1 (France): no \"type\"; a feature has \"type\": \"Feature\""
    );
}

#[test]
fn no_features_are_no_map() {
    assert_eq!(
        refused(collection(&[])),
        "map.geojson: no features; is it the right file?"
    );
}

#[test]
fn topojson_is_called_by_its_name() {
    assert_eq!(
        refused(r#"{"type":"Topology","objects":{},"arcs":[]}"#),
        "map.geojson: the file is TopoJSON; \
         pack it with `stancemap pack`, or convert it to GeoJSON"
    );
}

#[test]
fn a_list_is_no_geojson() {
    assert_eq!(
        refused("[1, 2]"),
        "map.geojson: a list that is no GeoJSON; give a GeoJSON FeatureCollection"
    );
}

#[test]
fn a_bare_geometry_is_reported_to_name_no_country() {
    assert_eq!(
        refused(square(2.0).to_string()),
        "map.geojson: a GeoJSON \"Polygon\", which names no countries; \
         give a FeatureCollection with a country code in each feature"
    );
}

#[test]
fn a_null_geometry_is_a_member_without_a_shape() {
    let files = Files::new().with("map.geojson", collection(&[france(Value::Null)]));
    let map = files.map();
    let france = &map.regions[map.index_of("FRA").unwrap()];
    assert!(france.polygons.is_empty());
    let warning = files.warning(Topic::NoShape);
    assert!(
        warning.starts_with("map.geojson: no shape for 193 of the members"),
        "{warning}"
    );
}

#[test]
fn of_a_collection_the_areas_are_drawn_and_the_rest_is_reported() {
    let point = json!({"type": "Point", "coordinates": [2, 48]});
    let both = json!({"type": "GeometryCollection", "geometries": [point, square(2.0)]});
    let files = Files::new().with("map.geojson", collection(&[france(both)]));
    let map = files.map();
    assert_eq!(map.regions[map.index_of("FRA").unwrap()].polygons.len(), 1);
    assert_eq!(
        files.warning(Topic::NotAnArea),
        "map.geojson, feature 1 (FRA): Point is no area and is not drawn"
    );
}

#[test]
fn as_many_features_as_a_map_holds_are_joined_in_reasonable_time_and_more_are_refused() {
    let features: Vec<Value> = (0..65_536)
        .map(|i| {
            let lon = f64::from(i % 300) - 150.0;
            let code = if i == 0 {
                "FRA".to_owned()
            } else {
                format!("X{i:05}")
            };
            let name = format!("Place {i} of nowhere in particular");
            feature(json!({"iso3": code, "name": name}), square(lon))
        })
        .collect();
    assert_eq!(
        refused(collection(&features)),
        "map.geojson: 65536 features; a map holds at most 65535; \
         merge features of one country, or leave small ones out"
    );
    // The members without a feature count too.
    let message = Files::new()
        .with("map.geojson", collection(&features[..65_400]))
        .refused();
    assert!(
        message.starts_with("map.geojson: 65592 areas, members without one included; a map holds"),
        "{message}"
    );
    let features = &features[..65_300];
    let files = Files::new().with("map.geojson", collection(features));
    let start = Instant::now();
    let map = files.map();
    // Some five seconds without optimisation; searching for names similar to each took hours.
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(map.report.features, 65_300);
    let warnings = issues(&map, Topic::UnknownFeature);
    assert_eq!(warnings.len(), 1, "one warning for all of them");
    assert!(warnings[0]
        .1
        .starts_with("map.geojson: 65299 features have a code in \"iso3\""));
}
