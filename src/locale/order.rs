//! The order in which symbols of documents are read.

/// Makes the text run from right to left behind it; takes no room.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// `text` with a right-to-left mark after every slash between two Arabic numbers. Without it the two count as one
/// number, which is set from left to right: ٦٨/٢٦٢ would read as 262/68.
///
/// # References
/// Unicode Standard Annex #9, rule W4.
pub(crate) fn in_reading_order(text: &str) -> String {
    let is_digit = |c: char| matches!(c, '٠'..='٩' | '۰'..='۹');
    let mut ordered = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let follows_number = ordered.ends_with(is_digit);
        ordered.push(c);
        if c == '/' && follows_number && rest.peek().copied().is_some_and(is_digit) {
            ordered.push(RIGHT_TO_LEFT_MARK);
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::in_reading_order;

    #[test]
    fn only_a_slash_between_arabic_numbers_gets_a_mark() {
        assert_eq!(in_reading_order("قرار ٦٨/٢٦٢"), "قرار ٦٨/\u{200f}٢٦٢");
        for text in [
            "A/ES-11/L.1",
            "68/262",
            "٢ آذار/مارس ٢٠٢٢",
            "٦٨/\u{200f}٢٦٢",
            "/",
        ] {
            assert_eq!(in_reading_order(text), text);
        }
    }
}
