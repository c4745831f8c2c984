//! XML as text: escaped, and without the characters that XML forbids.

/// The first line of an XML file.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Appends text for an element or an attribute in double quotes. What XML 1.0 can't hold (section 2.2) is left out.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

/// Appends `<name>text</name>` on a line of its own, behind some spaces.
pub(super) fn element(out: &mut String, indent: usize, name: &str, text: &str) {
    out.push_str(&" ".repeat(indent));
    out.push_str(&format!("<{name}>"));
    escape(out, text);
    // The name may be followed by attributes.
    out.push_str(&format!("</{}>\n", name.split(' ').next().unwrap_or(name)));
}

/// Appends `<name a="b" …/>` on a line of its own, behind some spaces.
pub(super) fn empty(out: &mut String, indent: usize, name: &str, attributes: &[(&str, &str)]) {
    out.push_str(&" ".repeat(indent));
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push_str(&format!(" {name}=\""));
        escape(out, value);
        out.push('"');
    }
    out.push_str("/>\n");
}

#[cfg(test)]
mod tests {
    use super::{element, empty};

    #[test]
    fn nothing_breaks_out_and_nothing_forbidden_stays() {
        let mut out = String::new();
        element(&mut out, 2, "title type=\"text\"", "a < b & \"c\"\u{b}\u{ffff}\nd");
        empty(&mut out, 0, "link", &[("href", "x\"y"), ("rel", "self")]);
        let title = "  <title type=\"text\">a &lt; b &amp; &quot;c&quot; d</title>\n";
        assert_eq!(out, format!("{title}<link href=\"x&quot;y\" rel=\"self\"/>\n"));
    }
}
