//! Which script a line is in: what face it is set in, and how it is measured.

/// A script that the Latin faces lack. Latin, Greek, Cyrillic and what belongs to no script, such
/// as digits and spaces, are none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    /// Joined letters, from right to left.
    Arabic,
    /// From right to left.
    Hebrew,
    /// Hindi, Marathi, Nepali.
    Devanagari,
    /// Chinese, Japanese and Korean; no face of it is bundled.
    EastAsian,
}

impl Script {
    /// The script of a line: the first that occurs. The faces of all four have Latin letters,
    /// digits and punctuation too, so one face sets a line.
    pub(crate) fn of(text: &str) -> Option<Self> {
        text.chars().find_map(|c| match u32::from(c) {
            0x590..=0x5ff | 0xfb1d..=0xfb4f => Some(Self::Hebrew),
            0x600..=0x6ff | 0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => {
                Some(Self::Arabic)
            }
            0x900..=0x97f | 0xa8e0..=0xa8ff => Some(Self::Devanagari),
            // Emoji are as wide, but of no script.
            0x1_f000..=0x1_ffff => None,
            _ => is_ideograph(c).then_some(Self::EastAsian),
        })
    }
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and what belongs to them.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc)
}

/// As wide as high, with a line break before and after: ideographs, kana, Hangul, full-width forms,
/// emoji.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x1_f300..=0x1_faff | 0x2_0000..=0x3_fffd)
}

/// A vowel sign or another mark of Devanagari, with a width of its own or without.
pub(super) fn is_devanagari_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x900..=0x903 | 0x93a..=0x93c | 0x93e..=0x94f | 0x951..=0x957 | 0x962 | 0x963)
}

/// Takes no room: marks above and below, format characters, controls.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(u32::from(c),
        0..=0x1f | 0x7f..=0x9f | 0xad // controls, the soft hyphen
        | 0x300..=0x36f | 0x483..=0x489 // marks of Latin, Greek and Cyrillic
        | 0x591..=0x5bd | 0x5bf | 0x5c1 | 0x5c2 | 0x5c4 | 0x5c5 | 0x5c7 // of Hebrew
        | 0x610..=0x61a | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x6e7 | 0x6e8
        | 0x6ea..=0x6ed // of Arabic
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f // of any
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x206f | 0xfeff // format
        | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef) // variation selectors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_in_the_first_script_that_the_latin_faces_lack() {
        for (text, script) in [
            ("A/ES-11/L.1", None),
            ("Організація", None),
            ("193 دولة", Some(Script::Arabic)),
            ("S/2022/155 החלטה", Some(Script::Hebrew)),
            ("प्रस्ताव", Some(Script::Devanagari)),
            ("第497号", Some(Script::EastAsian)),
            ("コソボ", Some(Script::EastAsian)),
            ("😀 1", None),
        ] {
            assert_eq!(Script::of(text), script, "{text}");
        }
    }
}
