//! Names of places by two-letter code, from the CLDR's data package: one file a language, with the
//! codes that the library knows, one a line.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use stancemap::locale::all_alpha2;

/// The names in `language`, from the package's `territories.json` of that language.
///
/// The CLDR's standard names: neither its shorter nor its alternative ones.
pub(super) fn json(language: &str, territories: &str) -> Result<String> {
    let file: File = serde_json::from_str(territories).context("not the CLDR's form")?;
    let of_language = file
        .main
        .get(language)
        .with_context(|| format!("no language \"{language}\""))?;
    let names = &of_language.names.territories;
    let known: BTreeMap<&str, &String> = all_alpha2()
        .filter_map(|code| Some((code, names.get(code)?)))
        .collect();
    let lines = known
        .iter()
        .map(|(code, name)| Ok(format!("{code:?}: {}", serde_json::to_string(name)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

#[derive(Deserialize)]
struct File {
    main: BTreeMap<String, Language>,
}

#[derive(Deserialize)]
struct Language {
    #[serde(rename = "localeDisplayNames")]
    names: Names,
}

#[derive(Deserialize)]
struct Names {
    territories: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = r#"{"main": {"fr": {"localeDisplayNames": {"territories": {
        "001": "Monde", "CI": "Côte d’Ivoire", "BA": "Bosnie-Herzégovine",
        "BA-alt-short": "Bosnie", "ZZ": "région inconnue"}}}}}"#;

    #[test]
    fn only_places_of_the_map_and_their_standard_names_are_taken() {
        assert_eq!(
            json("fr", FRENCH).unwrap(),
            "{\n\"BA\": \"Bosnie-Herzégovine\",\n\"CI\": \"Côte d’Ivoire\"\n}\n"
        );
    }

    #[test]
    fn another_language_than_asked_for_is_refused() {
        let error = json("de", FRENCH).unwrap_err();
        assert!(error.to_string().contains("no language \"de\""), "{error}");
    }
}
