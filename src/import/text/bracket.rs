//! Where a bracket closes.

/// No bracket with names is longer, bytes.
const LONGEST_BRACKET: usize = 8_000;

/// The place of the bracket that closes one that was opened before `from`; none that is far, or not before `until`.
pub(super) fn closing(text: &str, from: usize, until: usize) -> Option<usize> {
    let until = until.min(from + LONGEST_BRACKET);
    let mut depth = 1_usize;
    for (at, c) in text
        .get(from..)?
        .char_indices()
        .take_while(|(at, _)| from + at < until)
    {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(from + at);
        }
    }
    None
}
