//! Which form of a message a number takes, by the cardinal rules of the Unicode CLDR.

/// A plural category of the CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the CLDR's own words")]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// By the CLDR's word for it.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// Whole numbers from here on are judged by their last two digits.
const DISTINCT: usize = 200;

/// The category of every whole number in one language.
///
/// A table, since the rules come from elsewhere: the page asks the browser (`Intl.PluralRules`),
/// a native program asks ICU. In all languages of the CLDR a whole number from 200 up takes the
/// form of 100 + its last two digits, apart from a form for round millions in some, which counts
/// of countries don't reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plurals(Vec<Category>);

impl Plurals {
    /// From a rule that is asked for the numbers 0 to 199.
    pub fn new(rule: impl FnMut(usize) -> Category) -> Self {
        Self((0..DISTINCT).map(rule).collect())
    }

    /// From the CLDR's words for the numbers 0 to 199, as a browser has them.
    pub fn named(categories: &[String]) -> Self {
        Self::new(|n| {
            let word = categories.get(n).map_or("other", String::as_str);
            Category::parse(word).unwrap_or(Category::Other)
        })
    }

    /// English: one, and all others.
    pub fn english() -> Self {
        Self::new(|n| {
            if n == 1 {
                Category::One
            } else {
                Category::Other
            }
        })
    }

    /// The category of `n`.
    pub fn of(&self, n: usize) -> Category {
        let representative = if n < DISTINCT { n } else { 100 + n % 100 };
        self.0
            .get(representative)
            .copied()
            .unwrap_or(Category::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_number_goes_by_its_last_two_digits() {
        // Russian: 1, 21, 31 … one; but 11, 111.
        let russian = Plurals::new(|n| match (n % 10, n % 100) {
            (1, rest) if rest != 11 => Category::One,
            (2..=4, rest) if !(12..=14).contains(&rest) => Category::Few,
            _ => Category::Many,
        });
        assert_eq!(russian.of(1001), Category::One);
        assert_eq!(russian.of(1011), Category::Many);
        assert_eq!(russian.of(222), Category::Few);
    }

    #[test]
    fn one_alone_is_singular_in_english() {
        let forms = [0, 1, 2, 101, 201, 1001].map(|n| Plurals::english().of(n));
        let only_one = [false, true, false, false, false, false];
        assert_eq!(forms.map(|form| form == Category::One), only_one);
    }
}
