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

/// The names of the characters from 0xa0 to 0xff, then those of others with their numbers (HTML 4.01, section 24, and
/// `apos`). HTML 5 has two thousand more, for formulas, which would be a fifth of the studio's program.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";
const OTHERS: &str = "quot=22 amp=26 lt=3c gt=3e OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2c6 tilde=2dc \
    Alpha=391 Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39a Lambda=39b \
    Mu=39c Nu=39d Xi=39e Omicron=39f Pi=3a0 Rho=3a1 Sigma=3a3 Tau=3a4 Upsilon=3a5 Phi=3a6 Chi=3a7 Psi=3a8 \
    Omega=3a9 alpha=3b1 beta=3b2 gamma=3b3 delta=3b4 epsilon=3b5 zeta=3b6 eta=3b7 theta=3b8 iota=3b9 kappa=3ba \
    lambda=3bb mu=3bc nu=3bd xi=3be omicron=3bf pi=3c0 rho=3c1 sigmaf=3c2 sigma=3c3 tau=3c4 upsilon=3c5 phi=3c6 \
    chi=3c7 psi=3c8 omega=3c9 thetasym=3d1 upsih=3d2 piv=3d6 ensp=2002 emsp=2003 thinsp=2009 zwnj=200c zwj=200d \
    lrm=200e rlm=200f ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201a ldquo=201c rdquo=201d bdquo=201e \
    dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039 rsaquo=203a \
    oline=203e frasl=2044 euro=20ac image=2111 weierp=2118 real=211c trade=2122 alefsym=2135 larr=2190 uarr=2191 \
    rarr=2192 darr=2193 harr=2194 crarr=21b5 lArr=21d0 uArr=21d1 rArr=21d2 dArr=21d3 hArr=21d4 forall=2200 \
    part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 notin=2209 ni=220b prod=220f sum=2211 minus=2212 \
    lowast=2217 radic=221a prop=221d infin=221e ang=2220 and=2227 or=2228 cap=2229 cup=222a int=222b there4=2234 \
    sim=223c cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 sup=2283 nsub=2284 sube=2286 \
    supe=2287 oplus=2295 otimes=2297 perp=22a5 sdot=22c5 lceil=2308 rceil=2309 lfloor=230a rfloor=230b lang=2329 \
    rang=232a loz=25ca spades=2660 clubs=2663 hearts=2665 diams=2666 apos=27";

/// What an entity stands for.
fn entity(name: &str) -> Option<String> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => named(name)?,
    };
    char::from_u32(code)
        .filter(|c| *c != '\0')
        .map(String::from)
}

/// The number of the character of a name.
fn named(name: &str) -> Option<u32> {
    let latin = LATIN.split(' ').zip(0xa0..);
    if let Some((_, code)) = latin.into_iter().find(|(own, _)| *own == name) {
        return Some(code);
    }
    let mut others = OTHERS.split(' ').filter_map(|own| own.split_once('='));
    let (_, code) = others.find(|(own, _)| *own == name)?;
    u32::from_str_radix(code, 16).ok()
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
