//! Where atlases keep the country code.

use serde_json::{json, Value};
use stancemap::input::{Boundaries, Document, Policy, StanceTable};
use stancemap::map::MapParts;
use stancemap::report::{Severity, Topic};
use stancemap::smap::{self, Packing};
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
fn the_code_is_found_under_the_headings_of_known_atlases() {
    for heading in [
        "iso3cd",     // United Nations Geodata
        "ISO_3_CODE", // World Health Organization
        "iso-a3",     // Natural Earth, by way of R
        "shapeGroup", // geoBoundaries
        "GID_0",      // GADM
        "iso3_code",  // GAUL
        "ISO3_CODE",  // GISCO
        "cca3",       // world-countries
        "ISO_CODE",
        "ISO3166-1:alpha3", // OpenStreetMap
        "ISO_A3_EH",
        "ADM0_A3_UN",
        "WB_A3",
        "Alpha-3 code",
        "country code",
        "iso_3166_1_a3",
        "ISO1AL3",      // CShapes
        "Country_ISO3", // no known one, but full of codes
    ] {
        assert_key(heading, [json!("FRA"), json!("DEU")]);
        assert_key(heading, [json!("fra"), json!(" deu ")]);
    }
    for heading in ["ISO_A2", "iso-3166-1-alpha-2", "ISO2CD", "CNTR_ID"] {
        assert_key(heading, [json!("FR"), json!("DE")]);
    }
    for heading in ["ISO_N3", "M49_CD", "ccn3", "UN_A3"] {
        assert_key(heading, [json!("250"), json!(276)]);
    }
}

#[test]
fn features_with_names_only_are_known_by_them() {
    let named = |heading: &str, names: [&str; 2]| {
        let mut features = pair("area", [json!(1), json!(2)]);
        for (feature, name) in features.iter_mut().zip(names) {
            feature["properties"] = json!({ heading: name, "area": 1 });
        }
        features
    };
    for heading in [
        "name",
        "NAME_EN",
        "nam_en",
        "shapeName",
        "ADMIN",
        "Country",
        "NAME_ENGL",
    ] {
        assert_eq!(
            found(&named(heading, ["France", "GERMANY"])),
            ["FRA", "DEU"],
            "{heading}"
        );
    }
    assert_eq!(
        found(&named("name", ["W. Sahara", "Dem. Rep. Congo"])),
        ["ESH", "COD"]
    );
}

#[test]
fn an_ambiguous_name_is_refused_unless_the_others_stand_beside_it() {
    let features = |names: &[&str]| -> Vec<Value> {
        let squares = (0u8..).map(|i| square(f64::from(i) * 3.0));
        let named = names.iter().zip(squares);
        named
            .map(|(name, square)| feature(json!({ "name": name }), square))
            .collect()
    };
    let files = Files::new().with("map.geojson", collection(&features(&["France", "Congo"])));
    assert_eq!(
        files.error(Topic::AmbiguousName),
        "map.geojson, feature 2 (Congo): \"Congo\" could be Democratic Republic of the Congo (COD) or \
         Congo (Brazzaville) (COG); give the feature its code"
    );
    let both = ["Congo", "Democratic Republic of the Congo"];
    assert_eq!(found(&features(&both)), ["COG", "COD"]);
}

/// Row numbers look like codes of M49, abbreviations of states like codes of two letters.
#[test]
fn what_looks_like_a_code_and_belies_the_names_is_none() {
    let mut features = pair("nothing", [json!(null), json!(null)]);
    for (feature, (id, name)) in features.iter_mut().zip([(4, "France"), (8, "Germany")]) {
        feature["id"] = json!(id);
        feature["properties"] = json!({"name": name, "code": "BR", "FIPS": "GM"});
    }
    assert_eq!(found(&features), ["FRA", "DEU"]);
    // Without names, most of them are no codes.
    let rows: Vec<Value> = (1..=240)
        .map(|i| {
            let mut feature = feature(json!({"area": 1}), square(f64::from(i % 170)));
            feature["id"] = json!(i);
            feature
        })
        .collect();
    let message = Files::new()
        .with("map.geojson", collection(&rows))
        .refused();
    assert!(
        message.starts_with(
            "map.geojson: no code in \"id\" stands for a country (the first is \"1\")"
        ),
        "{message}"
    );
}

/// R writes what is not available as NA.
#[test]
fn na_among_codes_of_three_letters_is_not_namibia() {
    let mut features = pair("iso3", [json!("FRA"), json!("NA")]);
    features[1]["properties"]["name"] = json!("Germany");
    assert_eq!(found(&features), ["FRA", "DEU"]);
    assert_eq!(
        found(&pair("iso_a2", [json!("NA"), json!("FR")])),
        ["NAM", "FRA"]
    );
}

#[test]
fn a_name_without_a_code_that_may_be_a_member_s_is_a_warning() {
    let unknown = |properties: [Value; 2]| {
        let features = properties.map(|properties| feature(properties, square(2.0)));
        let files = Files::new().with("map.geojson", collection(&features));
        files.issues(Topic::UnknownFeature)
    };
    let neutral =
        "map.geojson: 1 features have no country code and no country's name, and are drawn neutral";
    for (name, severity, told) in [
        (
            "Frnace",
            Severity::Warning,
            "feature 2 (Frnace), did you mean France (FRA)?",
        ),
        ("Abyei", Severity::Note, "feature 2 (Abyei)"),
    ] {
        let found = unknown([json!({"iso3": "DEU"}), json!({"iso3": null, "name": name})]);
        assert_eq!(found, [(severity, format!("{neutral}: {told}"))]);
    }
    // Without codes the names should have told.
    assert_eq!(
        unknown([json!({"name": "France"}), json!({"name": "Atlantis"})]),
        [(
            Severity::Warning,
            format!("{neutral}: feature 2 (Atlantis)")
        )]
    );
}

#[test]
fn an_empty_code_gives_way_to_the_name() {
    for empty in [
        json!(""),
        json!("  "),
        json!(null),
        json!(-99),
        json!("-99"),
    ] {
        let mut features = pair("ISO_A3", [json!("FRA"), empty]);
        features[1]["properties"]["name"] = json!("Norway");
        assert_eq!(found(&features), ["FRA", "NOR"]);
    }
}

/// The places that ISO 3166-1 has a code for and that are no members, with the member whose stance they
/// show: after the United Nations' list of non-self-governing territories and ISO 3166-1 itself.
#[rustfmt::skip]
const PARTS: [(&str, &str, &str, &str); 48] = [
    ("GUF", "GF", "254", "FRA"), ("GLP", "GP", "312", "FRA"), ("MTQ", "MQ", "474", "FRA"), ("REU", "RE", "638", "FRA"),
    ("MYT", "YT", "175", "FRA"), ("SPM", "PM", "666", "FRA"), ("BLM", "BL", "652", "FRA"), ("MAF", "MF", "663", "FRA"),
    ("WLF", "WF", "876", "FRA"), ("ATF", "TF", "260", "FRA"), ("SJM", "SJ", "744", "NOR"), ("BVT", "BV", "074", "NOR"),
    ("BES", "BQ", "535", "NLD"), ("ABW", "AW", "533", "NLD"), ("CUW", "CW", "531", "NLD"), ("SXM", "SX", "534", "NLD"),
    ("CCK", "CC", "166", "AUS"), ("CXR", "CX", "162", "AUS"), ("NFK", "NF", "574", "AUS"), ("HMD", "HM", "334", "AUS"),
    ("ALA", "AX", "248", "FIN"), ("GRL", "GL", "304", "DNK"), ("FRO", "FO", "234", "DNK"), ("PRI", "PR", "630", "USA"),
    ("MNP", "MP", "580", "USA"), ("UMI", "UM", "581", "USA"), ("HKG", "HK", "344", "CHN"), ("MAC", "MO", "446", "CHN"),
    ("JEY", "JE", "832", "GBR"), ("GGY", "GG", "831", "GBR"), ("IMN", "IM", "833", "GBR"), ("SGS", "GS", "239", "GBR"),
    ("NCL", "NC", "540", ""), ("PYF", "PF", "258", ""), ("VIR", "VI", "850", ""), ("GUM", "GU", "316", ""),
    ("ASM", "AS", "016", ""), ("AIA", "AI", "660", ""), ("BMU", "BM", "060", ""), ("VGB", "VG", "092", ""),
    ("CYM", "KY", "136", ""), ("FLK", "FK", "238", ""), ("GIB", "GI", "292", ""), ("MSR", "MS", "500", ""),
    ("PCN", "PN", "612", ""), ("SHN", "SH", "654", ""), ("TKL", "TK", "772", ""), ("TCA", "TC", "796", ""),
];

#[test]
fn parts_of_states_follow_the_policy_under_codes_of_every_kind() {
    for kind in 0..3 {
        let code = |part: &(&'static str, &'static str, &'static str, &str)| {
            [part.0, part.1, part.2][kind].to_owned()
        };
        let features = PARTS
            .iter()
            .zip(0u8..)
            .map(|(part, i)| feature(json!({"code": code(part)}), square(f64::from(i) * 3.0)));
        let features: Vec<Value> = features.collect();
        let map = Files::new()
            .with("map.geojson", collection(&features))
            .map();
        for (part, region) in PARTS.iter().zip(&map.regions) {
            let state = region.stance_of.as_deref().unwrap_or_default();
            assert_eq!((region.iso3.as_str(), state), (part.0, part.3));
        }
    }
}

#[test]
fn parts_without_a_code_of_their_own_follow_the_policy_by_name() {
    for (name, code) in [
        ("Northern Cyprus", "CYN"),
        ("Somaliland", "SOL"),
        ("Baykonur", "KAB"),
        ("USNB Guantanamo Bay", "USG"),
        ("Dhekelia", "XAD"),
        ("Svalbard", "SJM"),
        ("Bonaire", "BES"),
        ("Fr. Guiana", "GUF"),
        ("Netherlands Antilles", "NLD"),
        ("Azores", "PRT"),
        ("Golan Heights", "XGO"),
        ("West Bank", "PSE"),
    ] {
        let mut features = pair("iso3", [json!("FRA"), json!("-99")]);
        features[1]["properties"]["name"] = json!(name);
        assert_eq!(found(&features), ["FRA", code], "{name}");
    }
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
fn the_document_may_name_the_property() {
    let mut features = pair("iso3", [json!("USA"), json!("GBR")]);
    (
        features[0]["properties"]["Land"],
        features[1]["properties"]["Land"],
    ) = (json!("FRA"), json!("DEU"));
    let files = |key: &str| {
        Files::new()
            .with_changed(|d| d["key"] = json!(key))
            .with("map.geojson", collection(&features))
    };
    assert_eq!(with_shape(&files("Land").map()), ["FRA", "DEU"]);
    assert_eq!(
        files("Lnad").refused(),
        "map.geojson: no property \"Lnad\"; did you mean \"Land\"?"
    );
}

#[test]
fn a_map_packed_by_a_property_is_read_by_it() {
    let mut features = pair("nothing", [json!(null), json!(null)]);
    (
        features[0]["properties"]["Land 1"],
        features[1]["properties"]["Land 1"],
    ) = (json!("FRA"), json!("276"));
    let boundaries =
        Boundaries::parse_cut("map.geojson", collection(&features).as_bytes()).unwrap();
    let (sources, properties) = boundaries.to_pack(Some("Land 1")).unwrap();
    let packed = smap::pack(&sources, &Packing::default()).unwrap();
    let bytes = smap::encode(&packed.atlas, &properties);
    let map = Files::new().with("map.geojson", bytes).map();
    assert_eq!(with_shape(&map)[0], "FRA");
}

#[test]
fn a_property_that_is_not_there_is_refused_with_the_nearest() {
    let features = pair("ISO_A3", [json!("FRA"), json!("DEU")]);
    assert_eq!(
        keyed(&features, "iso-a3").unwrap_err().to_string(),
        "map.geojson: no property \"iso-a3\"; did you mean \"ISO_A3\"?"
    );
}
