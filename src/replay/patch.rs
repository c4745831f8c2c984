//! Texts that are put into files -> a patch that `git apply` and `patch -p1` know: unified, with paths from the project's folder.

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// Lines put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// The file, from the project's folder.
    pub path: String,
    /// Its text; `None` where it is to be made.
    pub original: Option<String>,
    /// After how many of its lines they come.
    pub after: usize,
    /// The lines, without their ends.
    pub lines: Vec<String>,
}

impl Insertion {
    /// The text with the lines.
    pub fn text(&self) -> String {
        let original = self.original.as_deref().unwrap_or_default();
        let mut lines: Vec<String> = original.split_inclusive('\n').map(str::to_owned).collect();
        if self.after == lines.len()
            && let Some(last) = lines.last_mut().filter(|last| !last.ends_with('\n'))
        {
            last.push('\n');
        }
        let end = line_end(original);
        let new: Vec<String> = self.lines.iter().map(|line| format!("{line}{end}")).collect();
        lines.splice(self.after..self.after, new);
        lines.concat()
    }
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A patch of all insertions, one a file.
pub fn patch(insertions: &[Insertion]) -> String {
    insertions.iter().map(one).collect()
}

fn one(insertion: &Insertion) -> String {
    let Insertion { path, original, after, lines } = insertion;
    let old = original.as_ref().map_or_else(|| "/dev/null".to_owned(), |_| name("a/", path));
    let mut patch = format!("--- {old}\n+++ {}\n", name("b/", path));
    let text = original.as_deref().unwrap_or_default();
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let (start, end) = (after.saturating_sub(CONTEXT), all.len().min(after + CONTEXT));
    let (before, behind) = (&all[start..*after], &all[*after..end]);
    let kept = before.len() + behind.len();
    // Of no lines the one before is named.
    let first = if kept == 0 { 0 } else { start + 1 };
    patch.push_str(&format!("@@ -{first},{kept} +{},{} @@\n", start + 1, kept + lines.len()));
    for (line, number) in before.iter().zip(1..) {
        let is_last = number == before.len() && behind.is_empty();
        patch.push_str(&if is_last { last_before(line) } else { line_of(' ', line) });
    }
    let end = line_end(text);
    lines.iter().for_each(|line| patch.push_str(&format!("+{line}{end}")));
    behind.iter().for_each(|line| patch.push_str(&line_of(' ', line)));
    patch
}

fn line_of(sign: char, line: &str) -> String {
    if line.ends_with('\n') { format!("{sign}{line}") } else { format!("{sign}{line}\n\\ No newline at end of file\n") }
}

/// The last line of a file, after which others come: it gets an end where it has none.
fn last_before(line: &str) -> String {
    if line.ends_with('\n') { line_of(' ', line) } else { format!("{}+{line}\n", line_of('-', line)) }
}

/// A path as patches name it: with a tab behind it where it has spaces, quoted where it has signs that would end it.
fn name(side: &str, path: &str) -> String {
    let quoted = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if path.contains(quoted) {
        let escaped: String = path.chars().map(escape).collect();
        return format!("\"{side}{escaped}\"");
    }
    let tab = if path.contains(' ') { "\t" } else { "" };
    format!("{side}{path}{tab}")
}

fn escape(c: char) -> String {
    match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_ascii_control() => format!("\\{:03o}", u32::from(c)),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insertion(original: Option<&str>, after: usize) -> Insertion {
        let lines = vec!["x".to_owned(), "y".to_owned()];
        Insertion { path: "a b/c.yaml".into(), original: original.map(str::to_owned), after, lines }
    }

    #[test]
    fn patches_of_all_places() {
        for (original, after, text, expected) in [
            (None, 0, "x\ny\n", "--- /dev/null\n+++ b/a b/c.yaml\t\n@@ -0,0 +1,2 @@\n+x\n+y\n"),
            (Some(""), 0, "x\ny\n", "@@ -0,0 +1,2 @@\n+x\n+y\n"),
            (Some("1\n"), 1, "1\nx\ny\n", "@@ -1,1 +1,3 @@\n 1\n+x\n+y\n"),
            (Some("1\n2"), 2, "1\n2\nx\ny\n", "@@ -1,2 +1,4 @@\n 1\n-2\n\\ No newline at end of file\n+2\n+x\n+y\n"),
            (Some("1\n2"), 1, "1\nx\ny\n2", "@@ -1,2 +1,4 @@\n 1\n+x\n+y\n 2\n\\ No newline at end of file\n"),
            (Some("1\r\n"), 1, "1\r\nx\r\ny\r\n", "@@ -1,1 +1,3 @@\n 1\r\n+x\r\n+y\r\n"),
            (
                Some("1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
                4,
                "1\n2\n3\n4\nx\ny\n5\n6\n7\n8\n9\n",
                "@@ -2,6 +2,8 @@\n 2\n 3\n 4\n+x\n+y\n 5\n 6\n 7\n",
            ),
        ] {
            let insertion = insertion(original, after);
            assert_eq!(insertion.text(), text, "{original:?}");
            assert!(patch(&[insertion]).ends_with(expected), "{original:?}");
        }
    }

    #[test]
    fn strange_names_are_quoted() {
        assert_eq!(name("a/", "el/τιμή.md"), "a/el/τιμή.md");
        assert_eq!(name("a/", "a\"b\t.md"), "\"a/a\\\"b\\011.md\"");
    }
}
