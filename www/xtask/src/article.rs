//! The article of the site: in its template the maps stand as bare elements, between comments;
//! the published page has what `stancemap bake` makes of each in their places.

use anyhow::{Context, Result};

/// Begins the element in a snippet; what stands before it belongs in the head.
const ELEMENT: &str = "<stance-map ";

/// `template` with the head of the first snippet and the element of each, by the documents' names.
///
/// # Errors
/// When the template lacks a place, or a snippet has no element.
pub(crate) fn article(template: &str, snippets: &[(&str, String)]) -> Result<String> {
    let mut page = template.to_owned();
    for (i, (name, snippet)) in snippets.iter().enumerate() {
        let at = snippet
            .find(ELEMENT)
            .context("a snippet without the element")?;
        let (head, element) = snippet.split_at(at);
        if i == 0 {
            page = replaced(&page, "head", head)?;
        }
        page = replaced(&page, name, element)?;
    }
    Ok(page)
}

/// `page` with `content` between the comments `<!-- name -->` and `<!-- /name -->`, and without them.
fn replaced(page: &str, name: &str, content: &str) -> Result<String> {
    let place = || format!("index.html has no <!-- {name} --> … <!-- /{name} -->");
    let (before, rest) = page
        .split_once(&format!("<!-- {name} -->"))
        .with_context(place)?;
    let (_, after) = rest
        .split_once(&format!("<!-- /{name} -->"))
        .with_context(place)?;
    Ok(format!("{before}{}{after}", content.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn snippets_take_the_places_of_bare_elements() {
        let template = "<head><!-- head -->old<!-- /head --></head><!-- a -->x<!-- /a --><!-- b -->y<!-- /b -->";
        let snippet = |n| format!("<link n=\"{n}\">\n<stance-map n=\"{n}\"></stance-map>\n");
        let page = article(template, &[("a", snippet(1)), ("b", snippet(2))]).unwrap();
        assert_eq!(
            page,
            "<head><link n=\"1\"></head><stance-map n=\"1\"></stance-map><stance-map n=\"2\"></stance-map>"
        );
    }

    #[test]
    fn a_template_without_the_place_is_refused() {
        let snippet = "<stance-map>".replace('>', " >");
        let error = article("<!-- head --><!-- /head -->", &[("a", snippet)]).unwrap_err();
        assert!(error.to_string().contains("<!-- a -->"), "{error}");
    }
}
