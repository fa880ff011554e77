//! Pasted HTML → what a reader sees of it: a line a block or row, a tab between cells, characters for entities.

use std::borrow::Cow;

/// Tags that stand alone on their lines, and those with a blank line about them.
const LINES: &str =
    " br li tr div dt dd option caption thead tbody tfoot hr section article header footer ";
const PARAGRAPHS: &str =
    " p h1 h2 h3 h4 h5 h6 table ul ol dl blockquote pre html body head title main ";
/// Tags whose contents nobody sees.
const HIDDEN: [&str; 3] = ["script", "style", "template"];
/// What no text has that is not HTML, wherever it begins.
const SURE: [&str; 3] = ["</table>", "</ul>", "</ol>"];
/// No entity is longer, bytes.
const LONGEST: usize = 40;

/// What is seen of `text`, if that is HTML, or has entities; else none.
pub(super) fn plain(text: &str) -> Option<String> {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        return None;
    }
    let begins = start.starts_with('<')
        && tag(start).is_some()
        && (start.contains("</") || start.contains("<br"));
    if begins || SURE.iter().any(|tag| text.contains(tag)) {
        return Some(without_tags(text));
    }
    match without_entities(text, false) {
        Cow::Owned(plain) => Some(plain),
        Cow::Borrowed(_) => None,
    }
}

/// The name of the tag that a text begins with, whether it closes, and how long it is.
fn tag(text: &str) -> Option<(String, bool, usize)> {
    let inner = text.strip_prefix('<')?;
    if inner.starts_with("!--") {
        let end = inner.find("-->").map_or(text.len(), |at| at + 4);
        return Some(("!".to_owned(), false, end));
    }
    let closes = inner.starts_with('/');
    let name: String = inner
        .trim_start_matches('/')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
        .collect();
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    let end = inner.find('>')? + 2;
    is_tag.then(|| (name.to_ascii_lowercase(), closes, end))
}

fn without_tags(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_in_row = false;
    while !rest.is_empty() {
        let words = rest.find('<').unwrap_or(rest.len());
        let (own, next) = rest.split_at_checked(words).unwrap_or((rest, ""));
        say(&mut seen, &without_entities(own, true));
        rest = next;
        let Some((name, closes, length)) = tag(rest) else {
            // "5 < 6".
            let mut letters = rest.chars();
            seen.extend(letters.next());
            rest = letters.as_str();
            continue;
        };
        rest = rest.get(length..).unwrap_or_default();
        if HIDDEN.contains(&name.as_str()) && !closes {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        let is_of = |tags: &str| tags.contains(&format!(" {name} "));
        match name.as_str() {
            "td" | "th" if !closes => {
                // The blanks before a cell are those of the source.
                trim(&mut seen, &[' ']);
                if is_in_row {
                    seen.push('\t');
                }
                is_in_row = true;
            }
            // A note's mark is no part of the name.
            "sup" if !closes && !rest.starts_with('[') => seen.push('['),
            "sup" if closes && !seen.ends_with(']') => seen.push(']'),
            _ if is_of(LINES) || is_of(PARAGRAPHS) => {
                is_in_row = false;
                trim(&mut seen, &[' ']);
                let breaks = seen.len() - seen.trim_end_matches('\n').len();
                let wanted = if is_of(PARAGRAPHS) { 2 } else { 1 };
                if !seen.is_empty() {
                    seen.push_str(
                        "\n\n"
                            .get(breaks.min(2)..wanted.max(breaks.min(2)))
                            .unwrap_or_default(),
                    );
                }
            }
            _ => {}
        }
    }
    trim(&mut seen, &[' ', '\n']);
    seen
}

fn trim(seen: &mut String, marks: &[char]) {
    seen.truncate(seen.trim_end_matches(marks).len());
}

/// Adds words; blanks and line ends of the source are one blank each.
fn say(seen: &mut String, words: &str) {
    for c in words.chars() {
        match c.is_ascii_whitespace() {
            true if seen.is_empty() || seen.ends_with([' ', '\n', '\t']) => {}
            true => seen.push(' '),
            false => seen.push(c),
        }
    }
}

/// Characters for entities; quotation marks stay where they could part cells.
fn without_entities(text: &str, with_marks: bool) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let name = rest
            .bytes()
            .take(LONGEST)
            .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
        let name = name
            .filter(|end| rest.as_bytes().get(*end) == Some(&b';'))
            .and_then(|end| rest.get(..end));
        let Some((name, own)) = name.and_then(|name| Some((name, entity(name)?))) else {
            continue;
        };
        if !with_marks && own.contains(['"', '<', '>', ',', ';', '|', '\t', '\n', '\r']) {
            continue;
        }
        plain.push_str(text.get(done..at).unwrap_or_default());
        plain.push_str(&own);
        done = at + name.len() + 2;
    }
    match done {
        0 => Cow::Borrowed(text),
        done => Cow::Owned(plain + text.get(done..).unwrap_or_default()),
    }
}

/// What an entity stands for.
fn entity(name: &str) -> Option<String> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        // The XML reader of workbooks has the list.
        None => return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned),
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
        .filter(|c| *c != '\0')
        .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_of_html_is_left() {
        for (html, seen) in [
            ("<p>In favour:</p><ul><li>Chad</li>\n <li>C&ocirc;te d&#39;Ivoire<sup>1</sup></li></ul>", "In favour:\n\nChad\nCôte d'Ivoire[1]"),
            ("<table><tr><th>Country</th>\n <th>Vote</th></tr><tr><td>Chad</td><td></td></tr></table>", "Country\tVote\nChad\t"),
            ("<!-- a > b --><style>p{}</style><b>Chad</b>&nbsp;&amp; <i>Togo</i><br>Mali, 5 < 6", "Chad\u{a0}& Togo\nMali, 5 < 6"),
        ] {
            assert_eq!(plain(html).as_deref(), Some(seen));
        }
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in [
            "name,vote\nChad,\"<b>yes</b><br>\"",
            "{\"a\": \"&amp;</ul>\"}",
            "a < b",
            "R&D; &quot;x&quot; &",
            "<France> yes",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(
            plain("Bosnia &amp; Herzegovina,yes").as_deref(),
            Some("Bosnia & Herzegovina,yes")
        );
    }

    #[test]
    fn broken_html_ends() {
        for text in [
            "<p",
            "<p></",
            "<script></",
            "<!-- </p>",
            "<td><td></ul>&#xffffffff;&#;&;",
            "<br><",
        ] {
            let _ = plain(text);
        }
    }
}
