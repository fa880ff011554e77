//! The features of a FeatureCollection as pieces of its text.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::unique::{twice, Path, Unique};

/// The texts of the features. Reading fails for all but a plain FeatureCollection, and where a key stands twice
/// outside the features.
pub(super) struct Collection<'a>(pub(super) Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Collection<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Collection<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut is_collection, mut features) = (false, None);
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => is_collection = map.next_value::<String>()? == "FeatureCollection",
                "features" => features = Some(map.next_value()?),
                _ => drop(map.next_value_seed(Unique(&Path::default()))?),
            }
            if let Some(key) = seen.replace(key) {
                return Err(twice(&key));
            }
        }
        let features = features.filter(|_| is_collection);
        features
            .map(Collection)
            .ok_or_else(|| A::Error::custom("no FeatureCollection"))
    }
}
