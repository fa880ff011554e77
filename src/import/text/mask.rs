//! Page artifacts: job numbers, symbols, page numbers and running heads that stand between the lines of a list.
//!
//! Gives a copy of the text with blanks in their place, as many bytes long, so that places stay those of the source.

use super::artifact::{is_job, is_meeting, token, Artifact};
use super::scan::{is_break, lines, trimmed};
use crate::import::Span;
use crate::unseen::is_unseen_mark;

/// The text without its page artifacts, and where that was.
pub(super) fn masked(source: &str) -> (String, Vec<Span>) {
    let lines = lines(source);
    let kinds: Vec<Line> = lines.iter().map(|line| kind(line.of(source))).collect();
    let mut bytes = source.as_bytes().to_vec();
    let mut artifacts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        // A run of artifacts with the blank lines about it: one page break.
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
                artifacts.push(span);
                bytes
                    .get_mut(span.start..span.end)
                    .unwrap_or_default()
                    .fill(b' ');
            }
            at += 1;
            continue;
        }
        let has_strong = own.contains(&Line::Artifact);
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
                    artifacts.push(line);
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
    (text, artifacts)
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
        let fits = is_sure || is_digit && matches!(token(word), Artifact::Strong | Artifact::Date);
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
    /// An artifact, whatever stands about it.
    Artifact,
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
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_unseen_mark(c));
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
            Artifact::Strong => strong += 1,
            Artifact::Meeting => meeting += 1,
            Artifact::Date => date += 1,
            Artifact::Number => numbers += 1,
            Artifact::Head => heads += 1,
            Artifact::Page => page += 1,
            Artifact::Mark => {}
            Artifact::Word => words += 1,
        }
    }
    // "A/78/PV.50  Item 34  27/10/2023": a head with its title.
    if meeting > 0 && date > 0 || words == 0 && (strong + meeting > 0 || page > 0 && numbers > 0) {
        return Line::Artifact;
    }
    match (words, heads, numbers) {
        (0, 0, 1..=3) if line.len() <= 16 => Line::Number,
        // "Fifty-second session" beside "69th plenary meeting".
        (0, 2.., _) => Line::Artifact,
        (0, 0, 0) => Line::Words,
        _ => Line::Words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_between_the_lines_of_a_list_is_blanked() {
        for artifact in [
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
            let text =
                format!("Niger, Nigeria, North Macedonia, Norway, Oman,\n\n{artifact}\n\nPakistan");
            let (masked, found) = masked(&text);
            assert_eq!(masked.len(), text.len());
            let words: Vec<&str> = masked.split_whitespace().collect();
            assert_eq!(
                words.join(" "),
                "Niger, Nigeria, North Macedonia, Norway, Oman, Pakistan",
                "{artifact}"
            );
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].of(&text), artifact);
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
