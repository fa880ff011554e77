//! Names of baked files: that any host serves, any address takes as they are, and any system stores.

use std::collections::BTreeSet;

/// The longest stem: with what is added a name stays far below the 255 bytes of file systems.
const MOST: usize = 80;

/// Names that a bake gives its own files.
const OWN: [&str; 12] = [
    "article",
    "baked",
    "embed",
    "extras",
    "favicon",
    "full",
    "index",
    "oembed",
    "picture",
    "snippet",
    "stance-map",
    "tags",
];

/// Ends of such names: the snippet of a document `plain-x` would be the plain snippet of `x`.
const OWN_ENDS: [&str; 2] = ["plain", "frame"];

/// Names of devices that Windows has in every folder, whatever the extension; some end in a digit.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// The name of a path without folders and extension, in letters, digits, - and _. It never begins with a dot or an
/// underscore: some hosts don't serve such files.
pub(super) fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => c,
        _ => '-',
    };
    let slug: String = stem.chars().map(plain).collect();
    let ends = ['-', '_'];
    let short: String = slug.trim_matches(ends).chars().take(MOST).collect();
    match short.trim_end_matches(ends) {
        "" => "map".to_owned(),
        taken if is_taken(&taken.to_lowercase()) => format!("map-{taken}"),
        free => free.to_owned(),
    }
}

fn is_taken(stem: &str) -> bool {
    let first = stem.split('-').next().unwrap_or(stem);
    let is_own = OWN.contains(&stem) || OWN_ENDS.contains(&first);
    let is_numbered = NUMBERED.iter().any(|device| {
        let number = stem.strip_prefix(device).map(str::as_bytes);
        matches!(number, Some([b'0'..=b'9']))
    });
    is_own || is_numbered || DEVICES.contains(&stem)
}

/// Stems of documents, each another one, whatever the case: some systems store `A` and `a` as one file.
pub(super) fn distinct<'a>(stems: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let distinct = stems.map(|stem| {
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut names = [stem.to_owned()].into_iter().chain(numbered);
        let free = names.find(|name| seen.insert(name.to_lowercase()));
        free.unwrap_or_default()
    });
    distinct.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_escaping_in_an_address() {
        assert_eq!(stem("data/Vote über #3.json"), "Vote--ber--3");
        assert_eq!(stem("es-11-1.v2.json"), "es-11-1-v2");
    }

    #[test]
    fn names_are_served_and_stored_everywhere() {
        for (path, wanted) in [
            (".json", "map"),
            ("..json", "map"),
            ("maps/.hidden.json", "hidden"),
            ("_draft.json", "draft"),
            (".", "map"),
            ("投票.json", "map"),
            ("vote .json", "vote"),
            ("vote..json", "vote"),
            ("vote.json.", "vote-json"),
            ("vote. ", "vote"),
            ("..\\.csv", "map"),
            ("CON.json", "map-CON"),
            ("nul", "map-nul"),
            ("Com1.json", "map-Com1"),
            ("lpt9.x.json", "lpt9-x"),
            ("com10.json", "com10"),
            ("Embed.json", "map-Embed"),
            ("plain-x.json", "map-plain-x"),
            ("framework.json", "framework"),
        ] {
            assert_eq!(stem(path), wanted, "{path}");
        }
        assert_eq!(stem(&"long-".repeat(100)).len(), MOST - 1);
    }

    #[test]
    fn documents_of_one_name_get_names_of_their_own() {
        let stems = ["vote", "Vote", "vote-2", "vote"];
        let wanted = ["vote", "Vote-2", "vote-2-2", "vote-3"];
        assert_eq!(distinct(stems.into_iter()), wanted);
    }
}
