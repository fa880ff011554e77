//! Bytes → text. What is not UTF-8 is read by its mark or by a guess that a person is shown.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::finding::{Code, Finding, Fix, FixKind};
use super::reading::Span;
use crate::error::{Error, ErrorKind, Result};
use crate::report::Severity;

/// How much of a file an encoding is guessed from.
const SAMPLE: usize = 1 << 20;
/// As many places of one kind are told.
const SHOWN: usize = 200;

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
    Source {
        text: text.to_owned(),
        encoding: None,
        findings: mojibake(text),
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Source {
    let (text, used, broken) = encoding.decode(bytes);
    let text = text.into_owned();
    let mut findings = mojibake(&text);
    if guessed {
        findings.insert(0, shown(bytes, &text, used));
    }
    if broken {
        let places: Vec<Span> = text
            .match_indices('\u{fffd}')
            .map(|(at, mark)| Span::new(at, at + mark.len()))
            .take(SHOWN)
            .collect();
        let message = format!(
            "some bytes are no {} and are lost (�); save the file as UTF-8, or name its encoding",
            used.name()
        );
        findings.push(Finding::of_source(
            Code::Encoding,
            Severity::Error,
            message,
            places,
        ));
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
    let mut message = format!(
        "the file does not say how it is encoded; read as {}: {}",
        used.name(),
        special(text).join(", ")
    );
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    for other in [WINDOWS_1252, MACINTOSH]
        .into_iter()
        .filter(|own| *own != used)
    {
        if used != UTF_16LE && used != UTF_16BE {
            let words = special(&other.decode(sample).0).join(", ");
            message += &format!("; as {} it would be {words}", other.name());
        }
    }
    message += "; if the names are wrong, name the encoding";
    let first = text.char_indices().find(|(_, c)| !c.is_ascii());
    let places = first.map(|(at, c)| Span::new(at, at + c.len_utf8()));
    Finding::of_source(
        Code::Encoding,
        Severity::Warning,
        message,
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

/// Characters of Windows-1252 from 0x80 to 0x9f; bytes that it does not use stand for themselves.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte of a character. Not by `encoding_rs`, whose tables of all encodings are 150 kB in the page.
fn windows_1252(c: char) -> Option<u8> {
    let high = HIGH.iter().position(|own| *own == c);
    let byte = high.map_or(u32::from(c), |at| 0x80 + at as u32);
    u8::try_from(byte).ok()
}

/// Text that was UTF-8, was read as Windows-1252, and was written again: "CÃ´te".
fn mojibake(text: &str) -> Vec<Finding> {
    let mut fixes = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(|(at, c)| (at, c.is_ascii()));
    for (at, is_ascii) in ends.chain([(text.len(), true)]) {
        match (start, is_ascii) {
            (None, false) => start = Some(at),
            (Some(begin), true) => {
                start = None;
                let span = Span::new(begin, at);
                let bytes: Option<Vec<u8>> = span.of(text).chars().map(windows_1252).collect();
                if let Some(Ok(with)) = bytes.map(String::from_utf8) {
                    fixes.push(Fix {
                        kind: FixKind::Ask,
                        span,
                        sentence: format!("write “{with}” for “{}”", span.of(text)),
                        with,
                    });
                }
            }
            _ => {}
        }
    }
    let Some(first) = fixes.first() else {
        return Vec::new();
    };
    let message = format!(
        "text was decoded wrongly before it was saved, at {} places (“{}” was “{}”); get the file as it was, or mend it",
        fixes.len(), first.span.of(text), first.with
    );
    let places = fixes.iter().map(|fix| fix.span).take(SHOWN).collect();
    let mut told = Finding::of_source(Code::Mojibake, Severity::Warning, message, places);
    told.fixes = fixes;
    vec![told]
}
