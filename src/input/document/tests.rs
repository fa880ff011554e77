use serde_json::Value;

use super::*;
use crate::geo::{DegreeBox, ProjectionName};

fn parsed(change: impl Fn(&mut Value)) -> Result<Document> {
    let mut value = serde_json::json!({
        "title": "T", "countries": "c.geojson", "stances": "s.csv",
        "body": "general-assembly", "date": "2022-03-02"
    });
    change(&mut value);
    Document::parse("map.json", value.to_string().as_bytes())
}

fn message(change: impl Fn(&mut Value)) -> String {
    parsed(change).unwrap_err().to_string()
}

#[test]
fn an_unknown_field_names_the_nearest() {
    let found = message(|v| v["subtitel"] = "x".into());
    assert_eq!(
        found,
        "map.json, \"subtitel\": unknown field; did you mean \"subtitle\"?"
    );
}

#[test]
fn an_unknown_field_inside_an_object_names_the_nearest() {
    let found = message(|v| v["expect"] = serde_json::json!({"abstained": 3}));
    assert_eq!(
        found,
        "map.json, \"expect.abstained\": unknown field; did you mean \"abstain\"?"
    );
}

#[test]
fn an_unknown_value_names_the_nearest() {
    let found = message(|v| v["body"] = "general assembly".into());
    assert_eq!(
        found,
        "map.json, \"body\": unknown value \"general assembly\"; did you mean \"general-assembly\"?"
    );
}

#[test]
fn a_missing_field_is_named_with_an_example() {
    let found = message(|v| v["date"] = Value::Null);
    assert_eq!(
        found,
        "map.json, \"date\": missing; add it, for example \"2022-03-02\""
    );
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_refused() {
    for date in [
        "2022-02-29",
        "2022-13-01",
        "2 March 2022",
        "2022-3-2",
        "2022-03-0２",
    ] {
        assert!(
            message(|v| v["date"] = date.into()).contains("is no day"),
            "{date}"
        );
    }
    assert!(parsed(|v| v["date"] = "2024-02-29".into()).is_ok());
}

#[test]
fn a_link_that_would_run_a_script_is_refused() {
    let found = message(|v| v["url"] = "javascript:alert(1)".into());
    assert!(found.contains("begins with https://"), "{found}");
}

#[test]
fn the_projection_and_its_centre_are_read() {
    let document = parsed(|v| {
        v["projection"] = serde_json::json!({"name": "orthographic", "center": [30, 50]});
    });
    let projection = document.unwrap().projection;
    assert_eq!(projection.name(), ProjectionName::Orthographic);
    assert_eq!(
        projection.center(),
        LonLat {
            lon: 30.0,
            lat: 50.0
        }
    );
}

#[test]
fn a_map_of_the_world_ends_at_cape_horn_and_is_cut_in_the_bering_strait() {
    let document = parsed(|_| {}).unwrap();
    assert_eq!(document.projection.center().lon, 11.0);
    let MapFrame::Band { south, north } = document.frame else {
        panic!("{:?}", document.frame);
    };
    assert!(south < -55.98 && north > 83.6);
}

#[test]
fn a_continent_is_drawn_about_its_middle_in_equal_areas() {
    let document = parsed(|v| v["frame"] = "europe".into()).unwrap();
    let projection = document.projection;
    assert_eq!(projection.name(), ProjectionName::AzimuthalEqualArea);
    assert_eq!(
        [projection.center().lon, projection.center().lat],
        [10.5, 53.0]
    );
    let document = parsed(|v| {
        v["frame"] = "europe".into();
        v["projection"] = serde_json::json!({"name": "mercator", "center": [20, 0]});
    });
    let projection = document.unwrap().projection;
    assert_eq!(
        (projection.name(), projection.center().lon),
        (ProjectionName::Mercator, 20.0)
    );
}

#[test]
fn a_frame_of_degrees_may_cross_180() {
    let document = parsed(|v| v["frame"] = serde_json::json!([170, -30, -160, 10])).unwrap();
    let expected = DegreeBox::of([170.0, -30.0, 200.0, 10.0]);
    assert_eq!(document.frame, MapFrame::Box(expected));
    assert_eq!(document.projection.center().lon, -175.0);
}

#[test]
fn a_frame_that_shows_nothing_is_refused_in_words() {
    for (frame, found) in [
        (serde_json::json!("erope"), "did you mean \"europe\"?"),
        (
            serde_json::json!([0, 10, 20]),
            "a list that is not of four numbers",
        ),
        (serde_json::json!([0, 10, 20, 10]), "which holds nothing"),
        (serde_json::json!([0, -95, 20, 10]), "latitude -95"),
        (serde_json::json!([-700, 0, 20, 10]), "longitude -700"),
        (serde_json::json!(7), "the number 7"),
    ] {
        let message = message(|v| v["frame"] = frame.clone());
        assert!(
            message.contains("\"frame\"") && message.contains(found),
            "{frame}: {message}"
        );
    }
    let insets = message(|v| v["insets"] = "always2".into());
    assert!(insets.contains("did you mean \"always\"?"), "{insets}");
}
