//! The table of sizes in `assets/README.md`, between its two marks.

use anyhow::{Context, Result};

use super::boundaries::Facts;

const BEGIN: &str = "<!-- measured by cargo xtask assets -->\n";
const END: &str = "<!-- end -->";

/// The README with its table of sizes made again.
pub(super) fn with_sizes(readme: &str, files: &[(&str, Facts)]) -> Result<String> {
    let (before, rest) = readme
        .split_once(BEGIN)
        .context("README.md: no mark for the measures")?;
    let (_, after) = rest
        .split_once(END)
        .context("README.md: no end mark after the measures")?;
    let mut table = String::from(
        "| file | features | without land at this scale | positions | kB | rings left out (no area) |\n|---|---|---|---|---|---|\n",
    );
    for (file, facts) in files {
        let without = match facts.without_land.as_slice() {
            [] => "none".to_owned(),
            codes => codes.join(", "),
        };
        table.push_str(&format!(
            "| `{file}` | {} | {without} | {} | {:.0} | {} |\n",
            facts.features,
            facts.vertices,
            facts.bytes as f64 / 1000.0,
            facts.dropped
        ));
    }
    Ok(format!("{before}{BEGIN}{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_changes() {
        let readme = format!("Before.\n{BEGIN}old\n{END}\nAfter.\n");
        let facts = Facts {
            features: 3,
            ..Facts::default()
        };
        let new = with_sizes(&readme, &[("a.geojson", facts)]).unwrap();
        assert!(
            new.starts_with("Before.\n") && new.ends_with("\nAfter.\n"),
            "{new}"
        );
        assert!(
            new.contains("| `a.geojson` | 3 | none |") && !new.contains("old"),
            "{new}"
        );
    }
}
