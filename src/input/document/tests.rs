use serde_json::Value;

use super::*;

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
