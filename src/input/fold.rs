//! Text reduced to what a reader types: what names are compared by, in search and in suggestions.

/// `text` in lower case, letters without marks, one space between words.
pub(crate) fn folded(text: impl AsRef<str>) -> String {
    let mut plain = String::new();
    for c in text.as_ref().chars().flat_map(char::to_lowercase) {
        match letter(c) {
            Letter::Mark => {}
            Letter::As(letters) => plain.push_str(letters),
            Letter::Itself(c) if c.is_alphanumeric() => plain.push(c),
            Letter::Itself(_) => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a character counts for.
enum Letter {
    /// Nothing: an accent, a vowel point, an apostrophe.
    Mark,
    As(&'static str),
    Itself(char),
}

fn letter(c: char) -> Letter {
    Letter::As(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ı' | 'ī' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // Russian and Ukrainian, as typed without their marks.
        'ё' => "е",
        'й' => "и",
        'ї' => "і",
        'ґ' => "г",
        // Arabic: alef with hamza or madda, teh marbuta, alef maksura.
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ة' => "ه",
        'ى' => "ي",
        'ؤ' => "و",
        'ئ' => "ي",
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => return Letter::Mark,
        // Accents; Hebrew points; tatweel and vowel signs of Arabic; the nukta of Hindi.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{93c}' => return Letter::Mark,
        // Katakana counts as hiragana, full width as half width.
        'ァ'..='ヶ' => return Letter::Itself(moved(c, -0x60)),
        '！'..='～' => return Letter::Itself(moved(c, -0xfee0)),
        _ => return Letter::Itself(c),
    })
}

fn moved(c: char, by: i32) -> char {
    let code = u32::from(c).checked_add_signed(by);
    code.and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_one() {
        for (typed, name) in [
            ("cote divoire", "Côte d’Ivoire"),
            ("TURKIYE", "Türkiye"),
            ("turkiye", "TÜRKİYE"),
            ("aland", "Åland"),
            ("strasse", "Straße"),
            ("المانيا", "ألمانيا"),
            ("どいつ", "ドイツ"),
            ("ＦＲＡ", "fra"),
            ("киев", "Киев"),
            ("guinea bissau", "Guinea-Bissau"),
        ] {
            assert_eq!(folded(typed), folded(name), "{typed}");
        }
    }
}
