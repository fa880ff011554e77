//! Facts beside the lists: days in six languages, symbols of documents, titles.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::artifact::{is_meeting, is_symbol};
use super::number;
use super::scan::{lines, tokens, Token, TokenKind};
use crate::import::Span;

/// The months, in lower case: English, French, Spanish, Russian, Arabic in both uses, Portuguese, German.
const MONTHS: [&str; 12] = [
    "january janvier enero января январь يناير كانون janeiro januar jan",
    "february février fevrier febrero февраля февраль فبراير شباط fevereiro februar feb",
    "march mars marzo марта март مارس آذار março märz mar",
    "april avril abril апреля апрель أبريل نيسان apr",
    "may mai mayo мая май مايو أيار maio",
    "june juin junio июня июнь يونيه يونيو حزيران junho juni jun",
    "july juillet julio июля июль يوليه يوليو تموز julho juli jul",
    "august août aout agosto августа август أغسطس آب aug",
    "september septembre septiembre setiembre сентября сентябрь سبتمبر أيلول setembro sept sep",
    "october octobre octubre октября октябрь أكتوبر outubro oktober oct",
    "november novembre noviembre ноября ноябрь نوفمبر novembro nov",
    "december décembre decembre diciembre декабря декабрь ديسمبر dezembro dezember dec",
];

/// The month that a word in lower case names, 1 to 12.
fn month(word: &str) -> Option<usize> {
    static BY_NAME: OnceLock<HashMap<&str, usize>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let numbered = MONTHS.iter().zip(1..);
        numbered
            .flat_map(|(names, number)| names.split(' ').map(move |name| (name, number)))
            .collect()
    });
    by_name.get(word).copied()
}

/// Whether a word in lower case names a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// `YYYY-MM-DD`.
    pub(super) iso: String,
    pub(super) span: Span,
    /// Whether it stands in a heading, as the day of a meeting does, and not in a sentence.
    pub(super) is_heading: bool,
    /// Whether it stands in a short line, as a part of no phrase: "Resolution ES-11/1, 2 March 2022".
    pub(super) is_title: bool,
    /// Its line.
    pub(super) line: Span,
}

/// Words that stand beside the day in a heading, in lower case.
const HEADING: &str = "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes \
martes miércoles jueves viernes sábado domingo понедельник вторник среда четверг пятница суббота воскресенье года год г a p m am pm à a \
las heures horas hours h ч м heure new york nueva nueva york нью йорк geneva genève ginebra date day fecha дата التاريخ الاثنين الثلاثاء \
الأربعاء الخميس الجمعة السبت الأحد الساعة نيويورك jour el le de del du general assembly security council meeting session plenary provisional \
official records emergency special th st nd rd er го 星 期 一 二 三 四 五 六 日 上 午 下 时 分 纽 约 vote adopted pv sr item agenda";

/// The days of a text, in order.
pub(super) fn days(source: &str) -> Vec<Day> {
    let all = tokens(source, Span::new(0, source.len()));
    let lines = lines(source);
    let mut days = Vec::new();
    let mut line = 0;
    for at in 0..all.len() {
        let Some((iso, last)) = day(source, &all, at) else {
            continue;
        };
        let (Some(first), Some(last)) = (all.get(at), all.get(last)) else {
            continue;
        };
        let span = Span::new(first.span.start, last.span.end);
        while lines.get(line).is_some_and(|own| own.end < span.end) {
            line += 1;
        }
        let own = lines.get(line).copied().unwrap_or_default();
        let outside = |part: Span| {
            let tokens = tokens(source, part);
            let words = tokens
                .into_iter()
                .filter(|token| token.kind == TokenKind::Word);
            words.filter(|token| {
                let word = token.span.of(source).to_lowercase();
                !HEADING.split([' ', '\n']).any(|known| known == word)
            })
        };
        let is_short = own.end - own.start < 160;
        let has_meeting = is_short
            && own
                .of(source)
                .split_whitespace()
                .any(|word| is_meeting(word.trim_matches([',', '*', '(', ')'])));
        let is_heading = has_meeting
            || is_short
                && outside(Span::new(own.start, span.start.max(own.start))).count() == 0
                && outside(Span::new(span.end.min(own.end), own.end)).count() == 0;
        let before = source
            .get(own.start..span.start)
            .unwrap_or_default()
            .trim_end();
        let last = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let is_phrase = matches!(
            last.as_str(),
            "of" | "du"
                | "de"
                | "del"
                | "от"
                | "in"
                | "since"
                | "until"
                | "from"
                | "before"
                | "after"
        );
        let is_title =
            own.end - own.start < 140 && !is_phrase && !own.of(source).trim_end().ends_with('.');
        days.push(Day {
            iso,
            span,
            is_heading,
            is_title,
            line: own,
        });
    }
    days
}

/// The day that begins at a token, and its last token.
fn day(source: &str, all: &[Token], at: usize) -> Option<(String, usize)> {
    let word = |at: usize| {
        all.get(at)
            .map(|token| token.span.of(source).to_lowercase())
            .unwrap_or_default()
    };
    let number = |at: usize| {
        let token = all
            .get(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        number::digits(token.span.of(source))
    };
    // Not within a symbol or a longer number.
    let before = at.checked_sub(1).map(word).unwrap_or_default();
    if matches!(before.as_str(), "/" | "-" | ".")
        && all.get(at - 1).map(|token| token.span.end) == all.get(at).map(|token| token.span.start)
    {
        return None;
    }
    let iso = |year: usize, month: usize, day: usize| {
        let days = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let is_day =
            (1945..=2100).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
        is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    if let Some(first) = number(at) {
        let (second, third) = (word(at + 1), word(at + 3));
        // 2022-03-02, 2022年3月2日, 02/03/2022.
        if let (Some(middle), Some(last)) = (number(at + 2), number(at + 4)) {
            match (second.as_str(), third.as_str()) {
                ("-", "-") | ("/", "/") if first > 1900 => {
                    return Some((iso(first, middle, last)?, at + 4))
                }
                ("年", "月") => {
                    return Some((
                        iso(first, middle, last)?,
                        at + if word(at + 5) == "日" { 5 } else { 4 },
                    ))
                }
                // The day first, as the United Nations write.
                ("/", "/") | (".", ".") if last > 1900 => {
                    return Some((iso(last, middle, first)?, at + 4))
                }
                _ => {}
            }
        }
        // "2 March 2022", "1er mars 2022", "2 de marzo de 2022", "٢ آذار/مارس ٢٠٢٢".
        let mut next = at + 1;
        while matches!(
            word(next).as_str(),
            "st" | "nd" | "rd" | "th" | "er" | "de" | "of" | "º" | "." | "го" | "-" | "от"
        ) && next < at + 4
        {
            next += 1;
        }
        let mut named = month(&word(next))?;
        next += 1;
        // "كانون الثاني/يناير": the other name decides.
        while matches!(
            word(next).as_str(),
            "/" | "الأول" | "الثاني" | "تشرين" | "de" | "del" | "," | "."
        ) || month(&word(next)).is_some()
        {
            named = month(&word(next)).unwrap_or(named);
            next += 1;
            if next > at + 10 {
                return None;
            }
        }
        return Some((iso(number(next)?, named, first)?, next));
    }
    // "March 2, 2022".
    let named = month(&word(at))?;
    let day = number(at + 1)?;
    let mut next = at + 2;
    while matches!(word(next).as_str(), "st" | "nd" | "rd" | "th" | ",") && next < at + 5 {
        next += 1;
    }
    Some((iso(number(next)?, named, day)?, next))
}

/// What kind of document a symbol names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    Resolution,
    Draft,
    Meeting,
    Report,
}

/// The symbol of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) text: String,
    pub(super) document: Document,
    pub(super) span: Span,
}

/// The symbols of a text, in order.
pub(super) fn symbols(source: &str) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut from = 0;
    for (slash, _) in source.match_indices('/') {
        if slash < from {
            continue;
        }
        let before = source.get(from..slash).unwrap_or_default();
        let series = before.len()
            - before
                .trim_end_matches(|c: char| c.is_ascii_uppercase())
                .len();
        let start = slash - series;
        if series == 0
            || source.get(..start).is_some_and(|before| {
                before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            })
        {
            continue;
        }
        let rest = source.get(slash..).unwrap_or_default();
        let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')');
        // No symbol is longer.
        let length = rest.chars().take(60).take_while(|c| own(*c)).count();
        let mut text = source
            .get(start..slash + length)
            .unwrap_or_default()
            .trim_end_matches(['.', '-', '/']);
        while text.ends_with(')') && text.matches(')').count() > text.matches('(').count() {
            text = text.trim_end_matches(')').trim_end_matches('.');
        }
        from = start + text.len();
        if !is_symbol(text) {
            from = slash + 1;
            continue;
        }
        // "S/RES/2623 (2022)": the year is part of the symbol.
        let mut text = text.to_owned();
        let mut end = from;
        if text.starts_with("S/RES/") {
            let year = source
                .get(from..)
                .and_then(|rest| rest.strip_prefix(" ("))
                .and_then(|rest| rest.get(..5));
            if let Some(year) = year.filter(|year| {
                year.ends_with(')') && year.bytes().take(4).all(|byte| byte.is_ascii_digit())
            }) {
                text = format!("{text} ({year}");
                end += 2 + 5;
            }
        }
        from = end;
        let document = match text.as_str() {
            text if text.contains("/RES/") => Document::Resolution,
            text if text.contains("/L.") => Document::Draft,
            text if is_meeting(text) => Document::Meeting,
            text if text.starts_with("S/") && text.split('/').count() == 3 => Document::Draft,
            _ => Document::Report,
        };
        symbols.push(Symbol {
            text,
            document,
            span: Span::new(start, end),
        });
    }
    symbols
}

/// A title in quotation marks, within a stretch: 'entitled “…”'.
pub(super) fn quoted(text: &str, within: Span) -> Option<Span> {
    let part = within.of(text);
    let pairs = [('“', '”'), ('«', '»'), ('"', '"'), ('《', '》'), ('„', '“')];
    let found = pairs.iter().filter_map(|(open, close)| {
        let start = part.find(*open)? + open.len_utf8();
        let length = part.get(start..)?.find(*close)?;
        (length > 3 && length < 400)
            .then(|| Span::new(within.start + start, within.start + start + length))
    });
    found.min_by_key(|span| span.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_six_languages() {
        for text in [
            "Wednesday, 2 March 2022, 10 a.m.",
            "March 2, 2022",
            "le 2 mars 2022",
            "2 de marzo de 2022",
            "2 марта 2022 года",
            "٢ آذار/مارس ٢٠٢٢",
            "2022年3月2日",
            "2022-03-02",
            "A/ES-11/PV.5 02/03/2022",
        ] {
            let found = days(text);
            let isos: Vec<&str> = found.iter().map(|day| day.iso.as_str()).collect();
            assert_eq!(isos, ["2022-03-02"], "{text}");
            assert!(found[0].is_heading, "{text}");
        }
        assert!(!days("recalling its resolution of 24 February 2022")[0].is_heading);
        for text in ["31 April 2022", "A/78/1/2022", "23-41218", "2 2022"] {
            assert_eq!(days(text), [], "{text}");
        }
        let january = days("15 كانون الثاني/يناير 2020");
        assert_eq!(january[0].iso, "2020-01-15");
    }

    #[test]
    fn symbols_are_told_apart() {
        let text = "Draft (A/C.3/73/L.5/Rev.1), A/RES/ES-11/1. S/RES/2623 (2022); S/2022/155, A/78/PV.50, A/73/589/Add.2 and/or N/A.";
        let found: Vec<(String, Document)> = symbols(text)
            .into_iter()
            .map(|own| (own.text, own.document))
            .collect();
        let expected = [
            ("A/C.3/73/L.5/Rev.1", Document::Draft),
            ("A/RES/ES-11/1", Document::Resolution),
            ("S/RES/2623 (2022)", Document::Resolution),
            ("S/2022/155", Document::Draft),
            ("A/78/PV.50", Document::Meeting),
            ("A/73/589/Add.2", Document::Report),
        ];
        assert_eq!(
            found,
            expected.map(|(text, document)| (text.to_owned(), document))
        );
    }
}
