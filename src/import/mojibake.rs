//! Text that was UTF-8, was read in another encoding, and was written again: "CÃ´te d'Ivoire".
//!
//! What was meant is known where the bytes give UTF-8 again. It is put right where nothing else can be meant, and asked
//! where a word could be as it is ("É»" ends a quotation).

use super::finding::{Code, Finding, Fix, FixKind};
use super::reading::Span;
use super::wording::Sentence;
use crate::report::Severity;

/// The characters of an encoding from 0x80 to 0xff: those of Unicode's mappings, which the WHATWG's Encoding standard has
/// too; a byte without any stands for itself. Not by `encoding_rs`, which brings the tables of all encodings: 150 kB in
/// the page.
type High = &'static str;
const WINDOWS_1252: High = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const MACINTOSH: High = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const WINDOWS_1251: High = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/// As many places are told.
const SHOWN: usize = 200;
/// As often a text may have been decoded wrongly.
const TIMES: usize = 3;

/// The text put right, and what was found.
pub(super) fn mended(text: String) -> (String, Vec<Finding>) {
    let (mut text, mut findings) = (text, Vec::new());
    for _ in 0..TIMES {
        let runs = runs(&text);
        let all = !runs.is_empty() && runs.iter().all(|run| run.meant.is_some());
        let (safe, doubtful): (Vec<&Run>, Vec<&Run>) = runs
            .iter()
            .filter(|run| run.meant.is_some())
            .partition(|run| run.is_clear(&text, all));
        if safe.is_empty() {
            findings.extend(told(&text, &doubtful, FixKind::Show));
            break;
        }
        let mut right = String::with_capacity(text.len());
        let (mut at, mut fixes, mut count) = (0, Vec::new(), 0);
        for (run, meant) in safe
            .iter()
            .filter_map(|run| Some((run, run.meant.as_ref()?)))
        {
            right.push_str(text.get(at..run.span.start).unwrap_or_default());
            let start = right.len();
            right.push_str(meant);
            at = run.span.end;
            count += 1;
            if fixes.len() < SHOWN {
                let span = Span::new(start, right.len());
                fixes.push(fix(FixKind::Safe, span, run.span.of(&text), meant));
            }
        }
        right.push_str(text.get(at..).unwrap_or_default());
        // Those of the round before stand elsewhere now.
        findings.clear();
        findings.extend(finding(count, fixes, FixKind::Safe));
        text = right;
    }
    (text, findings)
}

/// Characters beyond ASCII that stand together.
struct Run {
    span: Span,
    /// What they were, if they were UTF-8.
    meant: Option<String>,
    /// The encoding that they were read in.
    by: Option<High>,
}

impl Run {
    /// Whether nothing else can be meant: no text has these signs side by side; or all of it is decoded wrongly (`all`).
    fn is_clear(&self, text: &str, all: bool) -> bool {
        let (Some(meant), written) = (&self.meant, self.span.of(text)) else {
            return false;
        };
        let is_latin = |c: char| {
            matches!(c, '\u{c0}'..='\u{17f}' | '\u{2010}'..='\u{203a}') && c != '×' && c != '÷'
        };
        // "Ã©", "â€™"; of the Macintosh "√©", "‚Äô".
        let is_sign = written.starts_with(['Ã', '√'])
            || written.starts_with("â€")
            || written.starts_with("‚Ä");
        let is_word = meant
            .chars()
            .all(|c| c.is_alphanumeric() || is_latin(c) || c == '\u{a0}');
        // What was decoded wrongly twice becomes what was once.
        let is_twice = is_sign && self::meant(meant, WINDOWS_1252).is_some();
        let is_long = written.chars().count() > 2;
        match self.by {
            Some(by) if by == WINDOWS_1251 => all && is_word && is_long,
            _ if is_twice || is_sign && meant.chars().all(is_latin) => true,
            _ => all && is_word && (is_long || meant.chars().all(is_latin)),
        }
    }
}

fn runs(text: &str) -> Vec<Run> {
    let (mut runs, mut start) = (Vec::new(), None);
    let ends = text.char_indices().map(|(at, c)| (at, c.is_ascii()));
    for (at, is_ascii) in ends.chain([(text.len(), true)]) {
        match (start, is_ascii) {
            (None, false) => start = Some(at),
            (Some(begin), true) => {
                start = None;
                let span = Span::new(begin, at);
                let found = [WINDOWS_1252, MACINTOSH, WINDOWS_1251]
                    .into_iter()
                    .find_map(|by| Some((meant(span.of(text), by)?, by)));
                let (meant, by) = found.unzip();
                runs.push(Run { span, meant, by });
            }
            _ => {}
        }
    }
    runs
}

/// What `written` was before UTF-8 was read as `by`. Latin-1 has its controls where Windows-1252 has signs.
fn meant(written: &str, by: High) -> Option<String> {
    let byte = |c: char| {
        let code = u32::from(c);
        if code < 0x80 || by == WINDOWS_1252 && code <= 0xff {
            return u8::try_from(code).ok();
        }
        let high = by.chars().position(|own| own == c)?;
        u8::try_from(high + 0x80).ok()
    };
    let bytes = written.chars().map(byte).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok()
}

fn fix(kind: FixKind, span: Span, written: &str, meant: &str) -> Fix {
    let said = Sentence::new("fix.write")
        .text("with", meant)
        .text("written", written);
    Fix::new(kind, span, meant, said)
}

fn told(text: &str, runs: &[&Run], kind: FixKind) -> Option<Finding> {
    let fixes = runs.iter().take(SHOWN).filter_map(|run| {
        let meant = run.meant.as_ref()?;
        Some(fix(kind, run.span, run.span.of(text), meant))
    });
    finding(runs.len(), fixes.collect(), kind)
}

fn finding(count: usize, fixes: Vec<Fix>, kind: FixKind) -> Option<Finding> {
    let first = fixes.first()?;
    let (severity, key) = match kind {
        FixKind::Safe => (Severity::Note, "mojibake.mended"),
        _ => (Severity::Warning, "mojibake"),
    };
    let message = Sentence::new(key)
        .sentence("fix", first.said.clone())
        .count(count);
    let places = fixes.iter().map(|fix| fix.span).collect();
    let mut told = Finding::of_source(Code::Mojibake, severity, message, places);
    told.fixes = fixes;
    Some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_are_those_of_the_standard() {
        for (high, encoding) in [
            (WINDOWS_1252, encoding_rs::WINDOWS_1252),
            (MACINTOSH, encoding_rs::MACINTOSH),
            (WINDOWS_1251, encoding_rs::WINDOWS_1251),
        ] {
            let bytes: Vec<u8> = (0x80..=0xff).collect();
            assert_eq!(high, encoding.decode_without_bom_handling(&bytes).0);
        }
    }

    fn read(text: &str) -> (String, Option<FixKind>) {
        let (text, findings) = mended(text.to_owned());
        let kind = findings
            .first()
            .and_then(|own| Some(own.fixes.first()?.kind));
        (text, kind)
    }

    #[test]
    fn what_was_utf8_is_put_right() {
        for (written, right) in [
            ("CÃ´te d'Ivoire", "Côte d'Ivoire"),
            ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
            ("Côte dâ€™Ivoire", "Côte d’Ivoire"),
            ("TÃ¼rkiye, MÃ©xico", "Türkiye, México"),
            // Latin-1, with a control; twice; the Macintosh; Windows-1251.
            ("d\u{e2}\u{80}\u{99}Ivoire", "d’Ivoire"),
            ("CÃƒÂ´te", "Côte"),
            ("C√¥te d'Ivoire", "Côte d'Ivoire"),
            ("Р\u{a0}РѕСЃСЃРёСЏ", "Россия"),
            ("Ð¤Ñ€Ð°Ð½Ñ†Ð¸Ñ\u{8f}", "Франция"),
            ("Ä°stanbul", "İstanbul"),
        ] {
            let (text, kind) = read(written);
            assert_eq!(text, right, "{written}");
            assert_eq!(kind == Some(FixKind::Safe), written != right, "{written}");
        }
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "Côte d'Ivoire",
            "« CAFÉ»",
            "Россия, Китай",
            "法国",
            "SÃO TOMÉ",
            "√2",
        ] {
            assert_eq!(read(text).0, text);
            assert_ne!(read(text).1, Some(FixKind::Safe), "{text}");
        }
    }
}
