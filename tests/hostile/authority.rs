//! Data that claims what only the policy and the table of members may say: what is whose.

use serde_json::{json, Value};
use stancemap::input::{Boundaries, Policy};
use stancemap::report::{Severity, Topic};
use stancemap::smap::{self, Packing};
use stancemap::stance::{Kind, Stance};
use stancemap::StanceMap;

use crate::kit::{collection, feature, france, issues, square, Files, VOTES};

/// France, Russia, and a feature with these properties elsewhere.
fn with(properties: Value) -> [Value; 3] {
    let russia = feature(json!({"iso3": "RUS"}), square(40.0));
    [
        france(square(2.0)),
        russia,
        feature(properties, square(30.0)),
    ]
}

fn map_of(features: &[Value]) -> StanceMap {
    Files::new().with("map.geojson", collection(features)).map()
}

fn assert_neutral(map: &StanceMap, code: &str) {
    let region = &map.regions[map.index_of(code).unwrap()];
    let shown = (region.stance, region.stance_of.as_deref());
    assert_eq!(shown, (Stance::NoVote, None), "{code}");
}

fn warns(map: &StanceMap, topic: Topic, words: &str) {
    let found = issues(map, topic);
    let is_it =
        |(severity, text): &(_, String)| *severity == Severity::Warning && text.contains(words);
    assert!(found.iter().any(is_it), "{words}: {found:?}");
}

#[test]
fn a_feature_of_an_invented_code_is_nobodys_part_whatever_it_says() {
    for kind in Kind::ALL {
        let claim = json!({"iso3": "XQQ", "name": "Novorossiya", "kind": kind.as_str(), "stance_of": "RUS"});
        let map = map_of(&with(claim));
        assert_neutral(&map, "XQQ");
        warns(&map, Topic::UnknownFeature, "feature 3 (XQQ)");
        warns(&map, Topic::ContradictingFeature, "stance_of RUS");
    }
}

#[test]
fn a_feature_without_a_code_is_nobodys_part() {
    let claim = json!({"name": "Novorossiya", "kind": "part-of-member", "stance_of": "RUS"});
    let map = map_of(&with(claim));
    assert_neutral(&map, "feature-3");
    warns(&map, Topic::ContradictingFeature, "feature 3 (Novorossiya)");
}

#[test]
fn a_packed_map_claims_no_more_than_another() {
    let claim = json!({"iso3": "XQQ", "kind": "part-of-member", "stance_of": "RUS"});
    let plain = collection(&with(claim));
    let cut = Boundaries::parse_cut("map.geojson", plain.as_bytes()).unwrap();
    let (sources, properties) = cut.to_pack(None).unwrap();
    let packed = smap::pack(&sources, &Packing::default()).unwrap();
    let bytes = smap::encode(&packed.atlas, &properties);
    let unpacked = smap::geojson(&bytes, 0.0).unwrap().into_bytes();
    for bytes in [bytes, unpacked] {
        let map = Files::new().with("map.geojson", bytes).map();
        assert_neutral(&map, "XQQ");
        warns(&map, Topic::ContradictingFeature, "stance_of RUS");
    }
}

#[test]
fn what_a_feature_says_of_a_known_place_is_not_followed() {
    for (claim, shown) in [
        (json!({"iso3": "UKR", "stance_of": "RUS"}), None),
        (
            json!({"iso3": "UKR", "kind": "part-of-member", "stance_of": "RUS"}),
            None,
        ),
        (json!({"iso3": "UKR", "kind": "disputed"}), None),
        (
            json!({"iso3": "GRL", "kind": "part-of-member", "stance_of": "USA"}),
            Some("DNK"),
        ),
        (json!({"iso3": "GRL", "kind": "member"}), Some("DNK")),
        (
            json!({"iso3": "ESH", "kind": "part-of-member", "stance_of": "MAR"}),
            None,
        ),
    ] {
        let map = map_of(&with(claim.clone()));
        let region = &map.regions[map.index_of(claim["iso3"].as_str().unwrap()).unwrap()];
        assert_eq!(region.stance_of.as_deref(), shown, "{claim}");
        warns(&map, Topic::ContradictingFeature, "the policy is followed");
    }
}

#[test]
fn what_a_feature_says_rightly_or_of_something_else_is_silent() {
    for claim in [
        json!({"iso3": "UKR", "kind": "member", "stance_of": null}),
        json!({"iso3": "GRL", "kind": "part-of-member", "stance_of": "DNK"}),
        json!({"iso3": "UKR", "kind": "country"}),
    ] {
        let map = map_of(&with(claim));
        assert_eq!(issues(&map, Topic::ContradictingFeature), []);
    }
}

#[test]
fn a_name_does_not_make_an_unknown_code_another_s_land() {
    for name in ["Russia", "Russian Federation"] {
        let map = map_of(&with(json!({"iso3": "XQQ", "name": name})));
        assert_neutral(&map, "XQQ");
        assert_eq!(map.regions[map.index_of("RUS").unwrap()].polygons.len(), 1);
        warns(&map, Topic::UnknownFeature, "feature 3 (XQQ)");
    }
    // Where nothing else has the code it may be a slip, and is said to be taken so.
    let map = map_of(&with(json!({"iso3": "UKX", "name": "Ukraine"})));
    warns(
        &map,
        Topic::UnknownFeature,
        "feature 3 (UKX) as Ukraine (UKR)",
    );
}

#[test]
fn a_code_that_belies_the_name_is_reported() {
    let mut features = with(json!({"iso3": "BLR", "name": "Ukraine"}));
    features[0]["properties"]["name"] = json!("France");
    features[1]["properties"]["name"] = json!("Russia");
    let map = map_of(&features);
    warns(
        &map,
        Topic::ContradictingFeature,
        "feature 3 (BLR) has the name of Ukraine (UKR)",
    );
}

/// A code of another form than that of the file is none: it may not come back as the region's own.
#[test]
fn a_code_of_another_form_is_no_back_door() {
    let mut features = with(json!({"iso3": "RUS", "name": "?"}));
    for (feature, code) in features.iter_mut().zip(["250", "276", "RUS"]) {
        feature["properties"]["iso3"] = code.into();
    }
    let map = map_of(&features);
    assert_neutral(&map, "feature-3");
    assert!(map.regions[map.index_of("RUS").unwrap()]
        .polygons
        .is_empty());
}

#[test]
fn what_is_no_state_sponsors_nothing() {
    let features = with(json!({"iso3": "XQQ"}));
    let files = Files::new().with("map.geojson", collection(&features));
    let votes = VOTES
        .replace('\n', ",\n")
        .replace("vote,", "vote,cosponsor");
    let map = files.with("votes.csv", format!("{votes}XQQ,,yes\n")).map();
    assert_neutral(&map, "XQQ");
    let found = issues(&map, Topic::NotAVoter);
    assert!(
        found[0].1.contains("XQQ (XQQ) has the cosponsor \"yes\""),
        "{found:?}"
    );
}

/// The built-in policy, changed.
fn policy(change: impl Fn(&mut Value)) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/policy/un.json");
    let mut policy: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    change(&mut policy);
    policy.to_string()
}

fn territory(policy: &mut Value, code: &str, stance_of: &str) {
    let territories = policy["territories"].as_array_mut().unwrap();
    territories.push(json!({
        "code": code, "name": format!("Land {code}"), "kind": "part-of-member", "stance_of": stance_of
    }));
}

#[test]
fn a_policy_that_says_what_it_may_not_is_refused() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 20] = [
        (
            |p| territory(p, "FRA", "RUS"),
            "territory FRA: France is a member",
        ),
        (
            |p| territory(p, "XQQ", "GRL"),
            "territory XQQ: takes the stance of GRL, which is no member",
        ),
        (
            |p| territory(p, "XQQ", "XQQ"),
            "takes the stance of XQQ, which is no member",
        ),
        (
            |p| territory(p, "XQQ", "RUX"),
            "no place has the code \"RUX\"",
        ),
        (
            |p| territory(p, "GRL", "DNK"),
            "territory GRL: GRL stands twice",
        ),
        (|p| territory(p, "643", "RUS"), "the code \"643\""),
        (|p| territory(p, "RU", "RUS"), "the code \"RU\""),
        (
            |p| p["territories"][2]["m49"] = "643".into(),
            "the M49 number \"643\"",
        ),
        (
            |p| p["territories"][2]["name"] = "Russia".into(),
            "\"Russia\" is the name of RUS",
        ),
        (
            |p| p["territories"][2]["name"] = " \u{200b}".into(),
            "an empty text",
        ),
        (
            |p| p["territories"][2]["kind"] = "member".into(),
            "the kind \"member\"",
        ),
        (
            |p| p["territories"][2]["kind"] = "part-of-member".into(),
            "a part of no member",
        ),
        (
            |p| p["areas"][0]["code"] = "UKR".into(),
            "area UKR: Ukraine is a member",
        ),
        (
            |p| p["areas"][0]["within"] = "XQQ".into(),
            "area XGO: no place has the code \"XQQ\"",
        ),
        (
            |p| p["areas"][0]["shows"] = "TWN".into(),
            "takes the stance of TWN",
        ),
        (
            |p| p["lines"][0]["between"][0] = "INX".into(),
            "line 1 (Line of Control): no place has the code \"INX\"",
        ),
        (|p| p["lines"][0]["to"] = Value::Null, "one end of two"),
        (
            |p| p["footnotes"][0]["text"] = "".into(),
            "footnote 1 (Abyei): an empty text",
        ),
        (|p| p["name"] = " ".into(), "\"name\": an empty text"),
        (
            |p| p["statement"] = "".into(),
            "\"statement\": an empty text",
        ),
    ];
    for (change, words) in cases {
        let found = Policy::parse("p.json", policy(change).as_bytes())
            .unwrap_err()
            .to_string();
        assert!(
            found.starts_with("p.json, ") && found.contains(words),
            "{words}: {found}"
        );
    }
}

#[test]
fn two_parts_of_one_another_are_refused() {
    let text = policy(|p| {
        territory(p, "XQQ", "XQR");
        territory(p, "XQR", "XQQ");
    });
    let found = Policy::parse("p.json", text.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(
        found.contains("territory XQQ: takes the stance of XQR, which is no member"),
        "{found}"
    );
}

#[test]
fn a_policy_that_is_not_the_built_in_one_is_named_on_the_map() {
    let borders = |text: String| {
        let files = Files::new()
            .with_changed(|d| d["policy"] = "p.json".into())
            .with("p.json", text);
        let map = files.map();
        let scene = stancemap::scene::compose_figure(&map, &stancemap::scene::Options::default());
        (stancemap::paint::svg(&scene).unwrap(), map)
    };
    let (own, _) = borders(policy(|p| p["disclaimer"] = "None.".into()));
    assert!(
        own.contains("Borders follow a policy of the publisher’s own: un."),
        "{own}"
    );
    let (same, map) = borders(policy(|_| {}));
    assert!(!same.contains("publisher"), "{same}");
    assert!(map.policy.is_built_in());
}

fn overlap(geometries: &[(&str, Value)]) -> Vec<(Severity, String)> {
    let features: Vec<Value> = geometries
        .iter()
        .map(|(code, geometry)| feature(json!({ "iso3": code }), geometry.clone()))
        .collect();
    issues(&map_of(&features), Topic::OverlappingShapes)
}

/// A ring from west, south, east and north.
fn ring([w, s, e, n]: [f64; 4]) -> Value {
    json!([[w, s], [e, s], [e, n], [w, n], [w, s]])
}

fn boxed(bounds: [f64; 4]) -> Value {
    json!({"type": "Polygon", "coordinates": [ring(bounds)]})
}

#[test]
fn shapes_that_lie_on_one_another_are_reported_with_their_share() {
    assert_eq!(
        overlap(&[
            ("FRA", boxed([0., 0., 10., 10.])),
            ("DEU", boxed([7., 0., 17., 10.]))
        ]),
        [(
            Severity::Warning,
            "map.geojson: France (FRA) lies on Germany (DEU) with 30 % of its area; \
             which of the two is on top there is chance"
                .to_owned()
        )]
    );
    for (a, b) in [
        (boxed([0., 0., 1., 1.]), boxed([0., 0., 1., 1.])),
        (boxed([0., 0., 40., 20.]), boxed([20., 5., 22., 6.])),
        // Over ±180°, and less than a thousandth of the larger.
        (
            boxed([170., 50., 190., 70.]),
            boxed([-179., 60., -178., 60.5]),
        ),
        // A point of land, with land beside it.
        (boxed([0., 0., 40., 20.]), boxed([38., 5., 60., 15.])),
    ] {
        let found = overlap(&[("FRA", a), ("DEU", b)]);
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn neighbours_slivers_and_enclaves_do_not_lie_on_one_another() {
    let hole = json!({"type": "Polygon", "coordinates":
        [ring([0., 0., 10., 10.]), ring([4., 4., 6., 6.])]});
    for (a, b) in [
        (boxed([0., 0., 10., 10.]), boxed([10., 0., 20., 10.])),
        (boxed([0., 0., 10., 10.]), boxed([9.8, 0., 20., 10.])),
        (hole.clone(), boxed([4., 4., 6., 6.])),
        (hole, boxed([3.95, 3.95, 6.05, 6.05])),
        // A speck whose hole is closed.
        (boxed([0., 0., 10., 10.]), boxed([4., 4., 4.05, 4.05])),
    ] {
        assert_eq!(overlap(&[("FRA", a), ("DEU", b)]), []);
    }
}

#[test]
fn the_shipped_boundaries_do_not_lie_on_one_another() {
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/");
    for file in [
        "countries-50m.geojson",
        "countries-110m.geojson",
        "world.smap",
    ] {
        let files = Files::new().with(
            "map.geojson",
            std::fs::read(format!("{assets}{file}")).unwrap(),
        );
        let map = files.map();
        for topic in [
            Topic::OverlappingShapes,
            Topic::ContradictingFeature,
            Topic::UnknownFeature,
        ] {
            assert_eq!(issues(&map, topic), [], "{file}");
        }
    }
}

#[test]
fn all_countries_in_one_place_are_reported_in_reasonable_time_and_length() {
    let codes = include_str!("../../assets/roster/states.csv")
        .lines()
        .skip(1)
        // States that are gone stand behind those of today and the observers.
        .take(195)
        .map(|line| &line[..3]);
    let features: Vec<(&str, Value)> = codes.map(|code| (code, boxed([0., 0., 1., 1.]))).collect();
    let found = overlap(&features);
    assert_eq!(found.len(), 201);
    let pairs = features.len() * (features.len() - 1) / 2;
    let last = format!(
        "map.geojson: {} more findings of this sort; mend the first 200",
        pairs - 200
    );
    assert_eq!(found[200].1, last);
}
