//! Fields that stand twice in a JSON object: `serde_json` keeps the last of them and says nothing.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// The fields that stand more than once in an object.
struct Repeated(BTreeSet<String>);

/// Of each object of a JSON list, the fields that stand more than once. Nothing for a list of anything else.
pub(super) fn repeated(text: &str) -> Vec<BTreeSet<String>> {
    let rows: Vec<Repeated> = serde_json::from_str(text).unwrap_or_default();
    rows.into_iter().map(|row| row.0).collect()
}

impl<'de> Deserialize<'de> for Repeated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Repeated;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Repeated, A::Error> {
        let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        while let Some((field, IgnoredAny)) = map.next_entry::<String, _>()? {
            if !seen.insert(field.clone()) {
                repeated.insert(field);
            }
        }
        Ok(Repeated(repeated))
    }
}
