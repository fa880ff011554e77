//! CSV for spreadsheets, which take a cell that begins with `=`, `+`, `-` or `@` for a formula and run it. Such a
//! cell gets an apostrophe before it; what reads our tables takes that off again.
//!
//! # References
//! OWASP, *CSV Injection*, <https://owasp.org/www-community/attacks/CSV_Injection>.

/// The rows as CSV.
pub(crate) fn csv<'a, Row: IntoIterator<Item = &'a str>>(
    rows: impl IntoIterator<Item = Row>,
) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail; a table cut short would show in its length.
        if writer.write_record(row.into_iter().map(cell)).is_err() {
            break;
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A cell in one line, without control characters, that no spreadsheet runs.
fn cell(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() && c.is_control());
    let line = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let plain: String = line.chars().filter(|c| !c.is_control()).collect();
    match is_formula(&plain) {
        true => format!("'{plain}"),
        false => plain,
    }
}

/// A cell as it was before [`cell`].
pub(crate) fn restored(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'').filter(|bare| is_formula(bare));
    bare.unwrap_or(cell)
}

/// Whether it begins as a formula does, also in full width, or behind blanks, quotes and what can't be seen: programs
/// differ in what they skip.
fn is_formula(text: &str) -> bool {
    let is_skipped = |c: char| {
        c.is_whitespace()
            || "\"'`´‘’“”„«»＇＂\u{ad}\u{61c}\u{180e}\u{feff}".contains(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    let begin = text.trim_start_matches(is_skipped).chars().next();
    begin.is_some_and(|c| "=+-@＝＋－＠﹢﹣﹦﹫".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page's test has the same cases.
    const CASES: &str = include_str!("../tests/fixtures/formulas.json");

    #[test]
    fn formulas_are_made_text_and_read_back() {
        let cases: Vec<[String; 3]> = serde_json::from_str(CASES).unwrap();
        assert!(cases.len() > 20);
        for [name, written, read] in &cases {
            assert_eq!(cell(name), *written, "{name:?}");
            assert_eq!(restored(&cell(name)), read, "{name:?}");
        }
    }
}
