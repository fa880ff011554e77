//! Where atlases keep the country code.

use serde_json::{json, Value};
use stancemap::input::{Boundaries, Document, Policy, StanceTable};
use stancemap::map::MapParts;
use stancemap::report::Topic;
use stancemap::{Result, StanceMap};

use crate::kit::{collection, document, feature, square, Files, VOTES};

/// The codes of the regions that got a shape from `features`.
fn found(features: &[Value]) -> Vec<String> {
    with_shape(&Files::new().with("map.geojson", collection(features)).map())
}

fn with_shape(map: &StanceMap) -> Vec<String> {
    let shaped = map
        .regions
        .iter()
        .filter(|region| !region.polygons.is_empty());
    // The policy's own areas stand behind the features.
    shaped.take(2).map(|region| region.iso3.clone()).collect()
}

/// France and Germany, their codes in `property`.
fn pair(property: &str, codes: [Value; 2]) -> [Value; 2] {
    let [france, germany] = codes;
    [(france, 2.0), (germany, 9.0)].map(|(code, lon)| {
        let mut feature = feature(json!({"pop_est": 67, "name": "?"}), square(lon));
        feature["properties"][property] = code;
        feature
    })
}

fn assert_key(property: &str, codes: [Value; 2]) {
    assert_eq!(found(&pair(property, codes)), ["FRA", "DEU"], "{property}");
}

#[test]
fn the_code_is_found_under_iso3() {
    assert_key("iso3", [json!("FRA"), json!("DEU")]);
}

#[test]
fn the_code_is_found_under_iso_a3_eh() {
    assert_key("ISO_A3_EH", [json!("FRA"), json!("DEU")]);
}

#[test]
fn the_code_is_found_under_adm0_a3() {
    assert_key("ADM0_A3", [json!("FRA"), json!("DEU")]);
}

#[test]
fn the_code_is_found_under_iso_a3_in_small_letters() {
    assert_key("iso_a3", [json!("FRA"), json!("DEU")]);
}

#[test]
fn the_code_is_found_under_the_name_of_the_standard() {
    assert_key("ISO3166-1-Alpha-3", [json!("FRA"), json!("DEU")]);
}

#[test]
fn m49_numbers_are_codes() {
    assert_key("m49", [json!(250), json!(276)]);
}

#[test]
fn the_id_of_a_feature_may_be_an_m49_string_with_leading_zeros() {
    let mut features = pair("nothing", [json!(null), json!(null)]);
    (features[0]["id"], features[1]["id"]) = (json!("004"), json!("008"));
    assert_eq!(found(&features), ["AFG", "ALB"]);
}

#[test]
fn the_id_of_a_feature_may_be_an_m49_number_without_its_zeros() {
    let mut features = pair("nothing", [json!(null), json!(null)]);
    (features[0]["id"], features[1]["id"]) = (json!(4), json!(250));
    assert_eq!(found(&features), ["AFG", "FRA"]);
}

/// As in Natural Earth, where France and Norway have no ISO_A3.
#[test]
fn a_property_with_minus_99_gives_way_to_one_with_more_codes() {
    let mut features = pair("ISO_A3", [json!("-99"), json!("DEU")]);
    (
        features[0]["properties"]["ADM0_A3"],
        features[1]["properties"]["ADM0_A3"],
    ) = (json!("FRA"), json!("DEU"));
    assert_eq!(found(&features), ["FRA", "DEU"]);
}

#[test]
fn a_feature_with_minus_99_is_known_by_its_name() {
    let mut features = pair("ISO_A3", [json!("DEU"), json!("-99")]);
    features[1]["properties"]["name"] = json!("Kosovo");
    assert_eq!(found(&features), ["DEU", "XKX"]);
}

#[test]
fn two_features_with_minus_99_are_not_taken_for_one() {
    let features = [
        pair("iso3", [json!("FRA"), json!("-99")]),
        pair("iso3", [json!("DEU"), json!("-99")]),
    ];
    let files = Files::new().with("map.geojson", collection(&features.concat()));
    assert_eq!(files.issues(Topic::DuplicateFeature), []);
    let warning = files.warning(Topic::UnknownFeature);
    assert!(
        warning.contains("drawn neutral: feature 2 (?), feature 4 (?)"),
        "{warning}"
    );
}

#[test]
fn two_features_of_one_code_are_drawn_as_one_and_reported() {
    let files = Files::new().with(
        "map.geojson",
        collection(&pair("iso3", [json!("FRA"), json!("FRA")])),
    );
    assert_eq!(
        files.warning(Topic::DuplicateFeature),
        "map.geojson, feature 2 (FRA): a second feature for France (FRA); the two are drawn as one"
    );
    let map = files.map();
    assert_eq!(map.regions[map.index_of("FRA").unwrap()].polygons.len(), 2);
}

#[test]
fn boundaries_without_codes_are_refused_with_their_properties() {
    let features = [feature(json!({"pop_est": 1, "area": 2}), square(2.0))];
    assert_eq!(
        Files::new()
            .with("map.geojson", collection(&features))
            .refused(),
        "map.geojson: no property holds country codes (properties: area, pop_est); \
         give each feature an \"iso3\", or name the property that holds the code: \
         \"key\" in the map document, or --key"
    );
}

#[test]
fn boundaries_whose_codes_are_all_unknown_are_refused_with_an_example() {
    let features = [feature(json!({"iso3": "Q1"}), square(2.0))];
    assert_eq!(
        Files::new()
            .with("map.geojson", collection(&features))
            .refused(),
        "map.geojson: no code in \"iso3\" stands for a country (the first is \"Q1\"); \
         give each feature an \"iso3\", or name the property that holds the code: \
         \"key\" in the map document, or --key"
    );
}

#[test]
fn features_without_properties_are_refused() {
    let features = [feature(Value::Null, square(2.0))];
    assert_eq!(
        Files::new()
            .with("map.geojson", collection(&features))
            .refused(),
        "map.geojson: no feature has properties or an id; \
         give each feature an \"iso3\", or name the property that holds the code: \
         \"key\" in the map document, or --key"
    );
}

/// The map of `features` with the code in the property `key`.
fn keyed(features: &[Value], key: &str) -> Result<StanceMap> {
    StanceMap::new(MapParts {
        document: Document::parse("map.json", document().to_string().as_bytes())?,
        boundaries: Boundaries::parse("map.geojson", collection(features).as_bytes())?,
        key: Some(key.to_owned()),
        stances: StanceTable::parse("votes.csv", VOTES.as_bytes())?,
        policy: Policy::un()?,
        voters: None,
    })
}

#[test]
fn the_caller_may_name_the_property() {
    let mut features = pair("iso3", [json!("USA"), json!("GBR")]);
    (
        features[0]["properties"]["Land"],
        features[1]["properties"]["Land"],
    ) = (json!("FRA"), json!("DEU"));
    assert_eq!(
        with_shape(&keyed(&features, "Land").unwrap()),
        ["FRA", "DEU"]
    );
}

#[test]
fn the_caller_may_name_the_id() {
    let mut features = pair("iso3", [json!("USA"), json!("GBR")]);
    (features[0]["id"], features[1]["id"]) = (json!("FRA"), json!("DEU"));
    assert_eq!(with_shape(&keyed(&features, "id").unwrap()), ["FRA", "DEU"]);
}

#[test]
fn a_property_that_is_not_there_is_refused_with_the_nearest() {
    let features = pair("ISO_A3", [json!("FRA"), json!("DEU")]);
    assert_eq!(
        keyed(&features, "iso-a3").unwrap_err().to_string(),
        "map.geojson: no property \"iso-a3\"; did you mean \"ISO_A3\"?"
    );
}
