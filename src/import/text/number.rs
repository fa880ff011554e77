//! Numbers in running text: digits of several scripts, and words up to some hundreds in six languages.

/// Ones and tens, by language; forms of the genders and cases that counts of votes come in.
const WORDS: &[(usize, &str)] = &[
    (0, "zero none nil aucun aucune zéro ninguno ninguna ningún cero ноль нуль никто صفر 零 〇"),
    (1, "one un une uno una один одного одна одной одну одним واحد واحدة 一"),
    (2, "two deux dos два две двух двумя اثنان اثنين اثنتان اثنتين عضوان عضوين صوتان صوتين دولتان دولتين 二 两 兩"),
    (3, "three trois tres три трех трёх тремя ثلاث ثلاثة 三"),
    (4, "four quatre cuatro четыре четырех четырёх четырьмя أربع أربعة 四"),
    (5, "five cinq cinco пять пяти пятью خمس خمسة 五"),
    (6, "six seis шесть шести шестью ست ستة 六"),
    (7, "seven sept siete семь семи семью سبع سبعة 七"),
    (8, "eight huit ocho восемь восьми восемью ثمان ثماني ثمانية 八"),
    (9, "nine neuf nueve девять девяти девятью تسع تسعة 九"),
    (10, "ten dix diez десять десяти десятью عشر عشرة 十"),
    (11, "eleven onze once одиннадцать одиннадцати"),
    (12, "twelve douze doce двенадцать двенадцати"),
    (13, "thirteen treize trece тринадцать тринадцати"),
    (14, "fourteen quatorze catorce четырнадцать четырнадцати"),
    (15, "fifteen quinze quince пятнадцать пятнадцати"),
    (16, "sixteen seize dieciséis шестнадцать шестнадцати"),
    (17, "seventeen diecisiete семнадцать семнадцати"),
    (18, "eighteen dieciocho восемнадцать восемнадцати"),
    (19, "nineteen diecinueve девятнадцать девятнадцати"),
    (20, "twenty vingt veinte двадцать двадцати عشرون عشرين"),
    (21, "veintiuno veintiún veintiuna"),
    (22, "veintidós"),
    (23, "veintitrés"),
    (24, "veinticuatro"),
    (25, "veinticinco"),
    (26, "veintiséis"),
    (27, "veintisiete"),
    (28, "veintiocho"),
    (29, "veintinueve"),
    (30, "thirty trente treinta тридцать тридцати ثلاثون ثلاثين"),
    (40, "forty quarante cuarenta сорок сорока أربعون أربعين"),
    (50, "fifty cinquante cincuenta пятьдесят пятидесяти خمسون خمسين"),
    (60, "sixty soixante sesenta шестьдесят шестидесяти ستون ستين"),
    (70, "seventy septante setenta семьдесят семидесяти سبعون سبعين"),
    (80, "eighty ochenta huitante восемьдесят восьмидесяти ثمانون ثمانين"),
    (90, "ninety nonante noventa девяносто تسعون تسعين"),
    (100, "hundred cent cien ciento сто ста مائة مئة 百"),
];

/// The number that the digits write: ASCII, Arabic, full width. None over four digits: no vote has as many.
pub(super) fn digits(text: &str) -> Option<usize> {
    let count = text.chars().count();
    let mut value = 0;
    for c in text.chars() {
        let digit = match c {
            '٠'..='٩' => u32::from(c) - u32::from('٠'),
            '۰'..='۹' => u32::from(c) - u32::from('۰'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            c => c.to_digit(10)?,
        };
        value = value * 10 + usize::try_from(digit).ok()?;
        if value > 9999 {
            return None;
        }
    }
    (count > 0).then_some(value)
}

/// The number that a word in lower case says; "no" is none, as it says more than a number.
pub(super) fn word(word: &str) -> Option<usize> {
    let word = word.trim_matches(['\'', '’']);
    // "وثلاثة": and three.
    let without_and = word
        .strip_prefix('و')
        .filter(|rest| rest.chars().count() > 2);
    let known = |word: &str| {
        let mut rows = WORDS.iter();
        rows.find(|(_, words)| words.split(' ').any(|own| own == word))
            .map(|(value, _)| *value)
    };
    known(word).or_else(|| known(without_and?))
}

/// What two numbers beside one another say together: "twenty-five", "soixante-sept", "one hundred (and) six", 二十五.
pub(super) fn joined(first: usize, second: usize) -> Option<usize> {
    match (first, second) {
        (1..=9, 10) => Some(first * 10),
        (1..=9, 100) => Some(first * 100),
        (20.., 1..=9) if first.is_multiple_of(10) && first < 1000 => Some(first + second),
        // "soixante-quatorze", "quatre-vingt-dix".
        (60 | 80, 10..=19) => Some(first + second),
        (4, 20) => Some(80),
        (100.., 1..=99) if first.is_multiple_of(100) => Some(first + second),
        (10, 1..=9) => Some(first + second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_read() {
        for (text, value) in [
            ("141", Some(141)),
            ("١٤١", Some(141)),
            ("１４", Some(14)),
            ("", None),
            ("12345", None),
            ("1a", None),
        ] {
            assert_eq!(digits(text), value, "{text}");
        }
    }

    #[test]
    fn words_are_read_and_joined() {
        assert_eq!(word("عضوين"), Some(2));
        assert_eq!(word("none"), Some(0));
        assert_eq!(word("noon"), None);
        assert_eq!(joined(20, 5), Some(25));
        assert_eq!(joined(60, 14), Some(74));
        assert_eq!(joined(100, 41), Some(141));
        assert_eq!(joined(141, 5), None);
    }
}
