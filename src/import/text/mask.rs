//! Page furniture: job numbers, symbols, page numbers and running heads that stand between the lines of a list.
//!
//! Gives a copy of the text with blanks in their place, as many bytes long, so that places stay those of the source.

use super::scan::{is_break, is_unseen, lines, trimmed};
use crate::import::Span;

/// The text without its page furniture, and where that was.
pub(super) fn masked(source: &str) -> (String, Vec<Span>) {
    let lines = lines(source);
    let kinds: Vec<Line> = lines.iter().map(|line| kind(line.of(source))).collect();
    let mut bytes = source.as_bytes().to_vec();
    let mut furniture = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        // A run of furniture with the blank lines about it: one page break.
        let run = |from: usize, to: usize| kinds.get(from..to).unwrap_or_default();
        let end = kinds.len().min(
            at + 1
                + run(at + 1, kinds.len())
                    .iter()
                    .take_while(|kind| **kind != Line::Words)
                    .count(),
        );
        let own = run(at, end);
        if kinds.get(at) == Some(&Line::Words) {
            for span in lines
                .get(at)
                .into_iter()
                .flat_map(|line| within_line(source, *line))
            {
                furniture.push(span);
                bytes
                    .get_mut(span.start..span.end)
                    .unwrap_or_default()
                    .fill(b' ');
            }
            at += 1;
            continue;
        }
        let has_strong = own.contains(&Line::Furniture);
        let broken_list = has_strong
            || own.contains(&Line::Number)
                && at > 0
                && lines
                    .get(at - 1)
                    .is_some_and(|line| goes_on(line.of(source)));
        if broken_list {
            for (line, kind) in lines.iter().zip(&kinds).take(end).skip(at) {
                let line = trimmed(source, *line);
                if *kind != Line::Blank {
                    furniture.push(line);
                }
            }
            // One line break is left, so that what follows still begins a line.
            let (start, stop) = (
                lines.get(at).map_or(0, |line| line.start),
                lines.get(end).map_or(source.len(), |line| line.start),
            );
            blank(&mut bytes, source, Span::new(start, stop));
        }
        at = end;
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|_| source.to_owned());
    (text, furniture)
}

/// Job numbers and symbols of meetings between the words of a line, with the pages and days beside them.
fn within_line(source: &str, line: Span) -> Vec<Span> {
    let text = line.of(source);
    if !text.contains(['-', '/']) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut runs: Vec<(Span, bool)> = Vec::new();
    let mut at = line.start;
    for word in text.split(|c: char| c.is_whitespace()) {
        let span = Span::new(at, at + word.len());
        at = source
            .get(span.end..)
            .and_then(|rest| rest.chars().next())
            .map_or(span.end, |blank| span.end + blank.len_utf8());
        let is_digit = word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.bytes().any(|byte| byte.is_ascii_digit());
        let is_sure = is_digit && (is_job(word) || is_meeting(word));
        let fits =
            is_sure || is_digit && matches!(token(word), Furniture::Strong | Furniture::Date);
        match runs.last_mut() {
            Some((run, sure))
                if fits
                    && source
                        .get(run.end..span.start)
                        .is_some_and(|gap| gap.trim().is_empty()) =>
            {
                run.end = span.end;
                *sure |= is_sure;
            }
            _ if fits => runs.push((span, is_sure)),
            _ => {}
        }
    }
    runs.into_iter()
        .filter(|(_, sure)| *sure)
        .map(|(span, _)| span)
        .collect()
}

fn blank(bytes: &mut [u8], source: &str, span: Span) {
    // The break before the span stays; those in it go.
    for byte in bytes.get_mut(span.start..span.end).unwrap_or_default() {
        *byte = b' ';
    }
    let before = source.get(..span.start).unwrap_or_default();
    if !before.ends_with(is_break) {
        if let Some(byte) = bytes.get_mut(span.start) {
            *byte = b'\n';
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    /// Furniture, whatever stands about it.
    Furniture,
    /// A number alone: a page's, where a list is broken by it.
    Number,
    Words,
}

/// A list that goes on: a long line, or one that ends with a comma.
fn goes_on(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with([',', '،', '、', '，'])
        || (line.chars().count() > 40 && !line.ends_with([':', '：']))
}

/// No running head is longer, bytes.
const LONGEST_HEAD: usize = 160;

fn kind(line: &str) -> Line {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if line.is_empty() {
        return Line::Blank;
    }
    if line.len() > LONGEST_HEAD {
        return Line::Words;
    }
    let tokens = line.split_whitespace().map(token);
    let (mut strong, mut meeting, mut date, mut numbers, mut words, mut heads, mut page) =
        (0, 0, 0, 0, 0, 0, 0);
    for token in tokens {
        match token {
            Furniture::Strong => strong += 1,
            Furniture::Meeting => meeting += 1,
            Furniture::Date => date += 1,
            Furniture::Number => numbers += 1,
            Furniture::Head => heads += 1,
            Furniture::Page => page += 1,
            Furniture::Mark => {}
            Furniture::Word => words += 1,
        }
    }
    // "A/78/PV.50  Item 34  27/10/2023": a head with its title.
    if meeting > 0 && date > 0
        || words == 0 && (strong + meeting + date > 0 || page > 0 && numbers > 0)
    {
        return Line::Furniture;
    }
    match (words, heads, numbers) {
        (0, 0, 1..=3) if line.len() <= 16 => Line::Number,
        // "Fifty-second session" beside "69th plenary meeting".
        (0, 2.., _) => Line::Furniture,
        (0, 0, 0) => Line::Words,
        _ => Line::Words,
    }
}

enum Furniture {
    /// A job number, a fraction of pages, a document's symbol.
    Strong,
    /// The symbol of a meeting.
    Meeting,
    Date,
    Number,
    /// A word of running heads.
    Head,
    Page,
    Mark,
    Word,
}

/// Words that make up running heads; a line of nothing else is one.
const HEADS: [&str; 47] = [
    "general",
    "assembly",
    "security",
    "council",
    "plenary",
    "meeting",
    "session",
    "official",
    "records",
    "provisional",
    "emergency",
    "special",
    "assemblée",
    "générale",
    "conseil",
    "de",
    "sécurité",
    "séance",
    "plénière",
    "asamblea",
    "consejo",
    "seguridad",
    "sesión",
    "plenaria",
    "генеральная",
    "ассамблея",
    "совет",
    "безопасности",
    "заседание",
    "сессия",
    "пленарное",
    "الجمعية",
    "العامة",
    "مجلس",
    "الأمن",
    "الجلسة",
    "大会",
    "安全理事会",
    "正式记录",
    "eleventh",
    "tenth",
    "first",
    "second",
    "third",
    "human",
    "rights",
    "committee",
];

fn token(token: &str) -> Furniture {
    let plain = token.trim_matches(|c: char| !c.is_alphanumeric());
    if plain.is_empty() || matches!(plain, "of" | "sur" | "из") {
        return Furniture::Mark;
    }
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
    let small = plain.to_lowercase();
    if matches!(
        small.as_str(),
        "page" | "página" | "pagina" | "seite" | "стр" | "страница" | "صفحة" | "الصفحة" | "p"
    ) {
        return Furniture::Page;
    }
    if is_digits(plain) {
        return match plain.chars().count() {
            1..=4 => Furniture::Number,
            // A job number without its hyphen, beneath its bar code.
            7 if token.contains('*') => Furniture::Strong,
            _ => Furniture::Word,
        };
    }
    let parts: Vec<&str> = plain.split('/').collect();
    if parts.len() > 1 {
        return match parts.as_slice() {
            [day, month, year]
                if [day, month, year].iter().all(|part| is_digits(part))
                    && year.len() == 4
                    && day.len() < 3 =>
            {
                Furniture::Date
            }
            [page, pages] if is_digits(page) && is_digits(pages) => Furniture::Strong,
            _ if is_meeting(plain) => Furniture::Meeting,
            // A resolution or a draft alone on its line heads a vote.
            _ if is_symbol(plain)
                && !plain.contains("/RES/")
                && !plain.contains("/L.")
                && !plain.starts_with("S/") =>
            {
                Furniture::Strong
            }
            _ => Furniture::Word,
        };
    }
    if is_job(plain) {
        return Furniture::Strong;
    }
    let dashed: Vec<&str> = plain.split('-').collect();
    if matches!(dashed.as_slice(), [year, month, day] if [year, month, day].iter().all(|part| is_digits(part)) && year.len() == 4)
    {
        return Furniture::Date;
    }
    let ordinal = small.trim_end_matches(|c: char| c.is_alphabetic());
    if HEADS.contains(&small.as_str()) || small.starts_with('第') && small.len() < 20 {
        return Furniture::Head;
    }
    let is_ordinal = is_digits(ordinal) && small.len() <= ordinal.len() + 4
        || small.contains('-') && small.ends_with("th");
    let hyphened = ["-first", "-second", "-third"]
        .iter()
        .any(|end| small.ends_with(end));
    match is_ordinal || hyphened || super::fact::is_month(&small) {
        true => Furniture::Head,
        false => Furniture::Word,
    }
}

/// `A/78/PV.50`, `S/PV.8979`, `E/CN.4/2005/SR.12`.
pub(super) fn is_meeting(symbol: &str) -> bool {
    is_symbol(symbol)
        && ["PV.", "SR.", "/BUR/"]
            .iter()
            .any(|part| symbol.contains(part))
}

/// A document's symbol: capitals and digits between slashes.
pub(super) fn is_symbol(text: &str) -> bool {
    let Some((series, rest)) = text.split_once('/') else {
        return false;
    };
    let is_series = matches!(
        series,
        "A" | "S"
            | "E"
            | "T"
            | "ST"
            | "CCPR"
            | "CAT"
            | "CEDAW"
            | "CRC"
            | "CERD"
            | "TD"
            | "DP"
            | "HSP"
            | "UNEP"
            | "FCCC"
    );
    is_series
        && rest.chars().any(|c| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')' | '*'))
}

/// `23-41218`, `GE.25-11364`, `N2341218`.
pub(super) fn is_job(text: &str) -> bool {
    let series = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let digits = series.strip_prefix('.').unwrap_or(series);
    let Some((year, number)) = digits.split_once('-') else {
        return text.len() == 8
            && text.starts_with('N')
            && series.len() == 7
            && series.bytes().all(|b| b.is_ascii_digit());
    };
    let is_digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_digits(year, 2..=2) && is_digits(number, 4..=6)
}

/// Furniture within a line: job numbers, symbols of meetings, pages. For lists, in which nothing of the kind is a name.
pub(super) fn is_inline(token: &str) -> bool {
    matches!(
        self::token(token),
        Furniture::Strong | Furniture::Meeting | Furniture::Date
    ) || is_symbol(token.trim_matches([',', '(', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_between_the_lines_of_a_list_is_blanked() {
        for furniture in [
            "23-41218 12/30",
            "A/78/PV.50",
            "A/HRC/58/2",
            "GE.25-11364 15",
            "20/34 19/12/2023",
            "S/PV.8979 Threats to international peace 25/02/2022",
            "General Assembly 69th plenary meeting",
            "Fifty-second session 9 December 1997",
            "- 12 -",
            "12",
            "Page 5 of 30",
        ] {
            let text = format!(
                "Niger, Nigeria, North Macedonia, Norway, Oman,\n\n{furniture}\n\nPakistan"
            );
            let (masked, found) = masked(&text);
            assert_eq!(masked.len(), text.len());
            let words: Vec<&str> = masked.split_whitespace().collect();
            assert_eq!(
                words.join(" "),
                "Niger, Nigeria, North Macedonia, Norway, Oman, Pakistan",
                "{furniture}"
            );
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].of(&text), furniture);
            // The next page still begins a line, and no paragraph.
            assert!(!masked.trim_end().contains("\n\n"), "{masked:?}");
        }
    }

    #[test]
    fn what_heads_a_vote_is_no_furniture() {
        for line in [
            "A/RES/ES-11/1",
            "A/78/L.5",
            "141",
            "In favour: 141",
            "Niger",
            "1. Niger",
            "Council of Europe",
        ] {
            let text = format!("In favour\n{line}\nNiger");
            assert_eq!(masked(&text).0, text);
        }
    }
}
