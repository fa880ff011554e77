//! HTML as text that is well-formed and escaped by construction: what comes from a file can only
//! become text or the value of an attribute.

/// A fragment of HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markup(String);

impl Markup {
    /// Characters that are shown as they are.
    pub(super) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// One fragment after the other.
    pub(super) fn all(fragments: impl IntoIterator<Item = Self>) -> Self {
        Self(fragments.into_iter().map(|fragment| fragment.0).collect())
    }

    /// One fragment a line.
    pub(super) fn lines(fragments: impl IntoIterator<Item = Self>) -> Self {
        let lines: Vec<String> = fragments.into_iter().map(|fragment| fragment.0).collect();
        Self(lines.join("\n"))
    }

    /// The same between line feeds, for the content of an element.
    pub(super) fn block(self) -> Self {
        Self(format!("\n{}\n", self.0))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// An element with `content`. An attribute without a value is written as its name alone.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], content: Markup) -> Markup {
    let mut out = start(name, attributes);
    out.push_str(&content.0);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    Markup(out)
}

/// A drawing in the page: `content` is SVG as [`super::drawing`] writes it, which is well-formed and escaped too.
pub(super) fn svg(attributes: &[(&str, &str)], content: String) -> Markup {
    element("svg", attributes, Markup(content))
}

/// An element that has no end tag: `img`, `link`, `meta` …
pub(super) fn void(name: &str, attributes: &[(&str, &str)]) -> Markup {
    Markup(start(name, attributes))
}

/// A whole document in the language and direction of its content.
pub(super) fn document(lang: &str, dir: &str, head: Markup, body: Markup) -> String {
    let html = element(
        "html",
        &[("lang", lang), ("dir", dir)],
        Markup::lines([element("head", &[], head.block()), body]).block(),
    );
    format!("<!doctype html>\n{}\n", html.0)
}

fn start(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut out = format!("<{name}");
    for (attribute, value) in attributes {
        out.push(' ');
        out.push_str(attribute);
        if !value.is_empty() {
            out.push_str("=\"");
            out.push_str(&escaped(value));
            out.push('"');
        }
    }
    out.push('>');
    out
}

/// Fit for text and for a value in double quotes. Control characters, which HTML does not allow,
/// are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_never_becomes_markup() {
        let bad = "<b onclick=\"x\">&amp;\u{0}";
        let found = element("p", &[("title", bad)], Markup::text(bad));
        let safe = "&lt;b onclick=&quot;x&quot;&gt;&amp;amp;";
        assert_eq!(found.as_str(), format!("<p title=\"{safe}\">{safe}</p>"));
    }

    #[test]
    fn an_attribute_without_a_value_is_its_name() {
        let found = void("script", &[("async", ""), ("src", "a.js")]);
        assert_eq!(found.as_str(), "<script async src=\"a.js\">");
    }
}
