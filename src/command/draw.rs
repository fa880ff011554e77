//! Findings as a compiler draws them: the line of the source, a caret under the place.

use crate::import::{Finding, Span};
use crate::report::Severity;
use crate::unseen::named;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// No more of a line is shown, in bytes to either side of its place.
const MOST_OF_A_LINE: usize = 120;

/// Draws findings in `text`, which messages call `file`; in colours for a terminal.
pub(crate) struct Draw<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line starts.
    lines: Vec<usize>,
    renderer: Renderer,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str, styled: bool) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = [0].into_iter().chain(breaks.map(|(at, _)| at + 1));
        let renderer = match styled {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        Self {
            file,
            text,
            lines: lines.collect(),
            renderer,
        }
    }

    /// One finding with its main place, and its ways to mend it.
    pub(crate) fn finding(&self, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let message = named(&finding.message);
        let mut group = level
            .primary_title(message.as_str())
            .elements([] as [Snippet<'_, annotate_snippets::Annotation<'_>>; 0]);
        let shown: Vec<_> = finding
            .spans
            .iter()
            .take(3)
            .filter_map(|span| self.line(*span))
            .collect();
        for (i, (line, source, place)) in shown.iter().enumerate() {
            let kind = match i {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            let snippet = Snippet::source(source.as_str())
                .line_start(*line)
                .path(self.file)
                .annotation(kind.span(place.clone()));
            group = group.element(snippet);
        }
        let fixes = finding.fixes.iter().take(20);
        let mut mended: Vec<String> = fixes.map(|fix| named(&fix.sentence)).collect();
        mended.dedup();
        mended.truncate(3);
        for sentence in &mended {
            group = group.element(Level::HELP.message(sentence.as_str()));
        }
        self.renderer.render(&[group])
    }

    /// The number of the line that a place begins in, what is shown of it, and the place in that.
    fn line(&self, span: Span) -> Option<(usize, String, std::ops::Range<usize>)> {
        let number = self.lines.partition_point(|start| *start <= span.start);
        let start = *self.lines.get(number.checked_sub(1)?)?;
        let end = self
            .lines
            .get(number)
            .map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end)?.trim_end_matches('\r');
        let near = |at: usize| {
            (0..=at.min(line.len()))
                .rev()
                .find(|at| line.is_char_boundary(*at))
        };
        let from = near((span.start - start).saturating_sub(MOST_OF_A_LINE))?;
        let first = near(span.start - start)?;
        let last = near((span.end.max(span.start + 1) - start).min(first + MOST_OF_A_LINE))?;
        let to = near(last + MOST_OF_A_LINE)?;
        let shown: String = line.get(from..to)?.chars().map(seen).collect();
        Some((number, shown, first - from..last.max(first) - from))
    }
}

/// A character that a terminal shows as itself, in as many bytes.
fn seen(c: char) -> char {
    let is_unseen =
        c != '\t' && (c.is_control() || named(c.encode_utf8(&mut [0; 4])) != c.to_string());
    match (is_unseen, c.len_utf8()) {
        (false, _) => c,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, 3) => '\u{fffd}',
        (true, _) => '\u{1f5cb}',
    }
}
