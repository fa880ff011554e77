//! Bytes → text. What is not UTF-8 is read by its mark or by a guess that a person is shown.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::columns::Columns;
use super::finding::{Code, Finding};
use super::mojibake::mended;
use super::reading::Span;
use super::wording::Sentence;
use crate::error::{Error, ErrorKind, Result};
use crate::report::Severity;

/// How much of a file an encoding is guessed from.
const SAMPLE: usize = 1 << 20;
/// As many places of one kind are told.
const SHOWN: usize = 200;
/// No text that is printed in columns has more lines.
pub(super) const MOST_LINES: usize = 20_000;

/// A decoded source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// The text, without a byte order mark.
    pub text: String,
    /// How it was encoded, where that is not UTF-8.
    pub encoding: Option<&'static str>,
    /// What is doubtful about it.
    pub findings: Vec<Finding>,
}

/// The text of `bytes`, in the encoding named `asked` if one is.
///
/// # Errors
/// An encoding that is not known; a file that is no text.
pub fn decode(file: &str, bytes: &[u8], asked: Option<&str>) -> Result<Source> {
    if let Some(name) = asked {
        let encoding = Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
            let found = format!("the encoding “{name}” is not known");
            let remedy =
                "name one such as utf-8, windows-1252, macintosh, windows-1251 or utf-16le";
            Error::new(ErrorKind::Option, file, found, remedy)
        })?;
        return Ok(decoded(bytes, encoding, false));
    }
    for (signature, what) in [
        (&b"%PDF"[..], "a PDF"),
        (b"\x1f\x8b", "packed with gzip"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
    ] {
        if bytes.starts_with(signature) {
            let found = format!("the file is {what}");
            let remedy = "give its text, or the table as CSV";
            return Err(Error::new(ErrorKind::Encoding, file, found, remedy));
        }
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(decoded(bytes, encoding, false));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(decoded(bytes, encoding, true));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(decoded(bytes, encoding_rs::UTF_8, false));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Allow);
    // A browser never meets the Macintosh's encoding, so the detector does not know it.
    let candidates = [guess, WINDOWS_1252, MACINTOSH];
    // A wrong reading has marks within words: "C™te". Of equals the first wins.
    let oddities = |encoding: &'static Encoding| oddities(&encoding.decode(sample).0);
    let best = candidates.into_iter().min_by_key(|own| oddities(own));
    Ok(decoded(bytes, best.unwrap_or(guess), true))
}

/// Text that a page or an editor has decoded.
pub fn of_text(text: &str) -> Source {
    let (text, findings) = seen(text);
    Source {
        text,
        encoding: None,
        findings,
    }
}

/// A text as its reader sees it: without marks of HTML, columns one below the other, wrongly decoded words put right.
fn seen(text: &str) -> (String, Vec<Finding>) {
    let plain = super::markup::plain(text);
    let is_markup = plain.is_some();
    let text = plain.unwrap_or_else(|| text.to_owned());
    let (text, columns) = match super::columns::apart(&text) {
        Columns::Apart(apart) => (apart, Some((Severity::Note, "columns.apart"))),
        Columns::Unclear => (text, Some((Severity::Error, "columns.unclear"))),
        Columns::None => (text, None),
    };
    let (text, mut findings) = mended(text);
    let mut add = |code, severity, key| {
        let sentence = Sentence::new(key);
        findings.push(Finding::of_source(code, severity, sentence, Vec::new()));
    };
    if let Some((severity, key)) = columns {
        add(Code::Unread, severity, key);
    }
    if is_markup {
        add(Code::Encoding, Severity::Note, "markup");
    }
    (text, findings)
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Source {
    let (text, used, broken) = encoding.decode(bytes);
    let (text, mut findings) = seen(&text);
    if guessed {
        findings.insert(0, shown(bytes, &text, used));
    }
    if broken {
        let places: Vec<Span> = text
            .match_indices('\u{fffd}')
            .map(|(at, mark)| Span::new(at, at + mark.len()))
            .take(SHOWN)
            .collect();
        let lost = Sentence::new("encoding.lost").text("encoding", used.name());
        let (code, severity) = (Code::Encoding, Severity::Error);
        findings.push(Finding::of_source(code, severity, lost, places));
    }
    Source {
        text,
        encoding: (used != encoding_rs::UTF_8).then(|| used.name()),
        findings,
    }
}

/// The finding that shows how a guess reads, and how others would.
fn shown(bytes: &[u8], text: &str, used: &'static Encoding) -> Finding {
    let special = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| c.is_control() || ",;|\"".contains(c));
        let words = words.filter(|word| !word.is_ascii()).map(|word| {
            let word: String = word.trim().chars().take(40).collect();
            format!("“{word}”")
        });
        words.take(4).collect()
    };
    let mut read = vec![Sentence::new("encoding.read")
        .text("encoding", used.name())
        .text("words", special(text).join(", "))];
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    for other in [WINDOWS_1252, MACINTOSH]
        .into_iter()
        .filter(|own| *own != used)
    {
        if used != UTF_16LE && used != UTF_16BE {
            let words = special(&other.decode(sample).0).join(", ");
            let other = Sentence::new("encoding.other").text("encoding", other.name());
            read.push(other.text("words", words));
        }
    }
    let first = text.char_indices().find(|(_, c)| !c.is_ascii());
    let places = first.map(|(at, c)| Span::new(at, at + c.len_utf8()));
    Finding::of_source(
        Code::Encoding,
        Severity::Warning,
        Sentence::new("encoding.guessed").sentences("read", read),
        places.into_iter().collect(),
    )
}

/// UTF-16 without a mark: the zeros of ASCII's characters are all on one side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |side: usize| {
        sample
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let encoding = match (zeros(0), zeros(1)) {
        (0, odd) if odd > 0 => UTF_16LE,
        (even, 0) if even > 0 => UTF_16BE,
        _ => return None,
    };
    (bytes.len().is_multiple_of(2) && !encoding.decode_without_bom_handling(bytes).1)
        .then_some(encoding)
}

/// Characters beyond ASCII that stand where no word has them.
fn oddities(text: &str) -> usize {
    let mut before = ' ';
    let odd = text.chars().filter(|c| {
        let inside = before.is_alphabetic() && !matches!(c, '’' | '\u{a0}' | '´' | '“' | '”' | '–');
        let case = before.is_lowercase() && c.is_uppercase();
        let is_odd = !c.is_ascii() && (case || !c.is_alphanumeric() && inside || c.is_control());
        before = *c;
        is_odd
    });
    odd.count()
}
