//! Days of the calendar.

use crate::input::excerpt::excerpt;

/// What is wrong with a date, if anything.
pub(super) fn check_date(date: &str) -> Result<(), String> {
    let wrong = || format!("\"{}\" is no day", excerpt(date));
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = date.get(from..to)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())
            .flatten()
    };
    let dashes = date.len() == 10 && date.get(4..5) == Some("-") && date.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day), true) =
        (number(0, 4), number(5, 7), number(8, 10), dashes)
    else {
        return Err(wrong());
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(wrong()),
    };
    if (1..=days).contains(&day) {
        Ok(())
    } else {
        Err(wrong())
    }
}
