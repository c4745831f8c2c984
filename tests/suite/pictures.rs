//! Pictures for link previews: which pages have one, what is on it, and fonts of the project's own.

use std::collections::{BTreeMap, BTreeSet};

use crate::run::Run;
use crate::support::{Project, repository};
use crate::watching::Watching;

const BASE: &str = "title: Orchard Help\nbase_url: https://example.org/help/\n";

/// What a page says in a `meta` element.
fn meta<'p>(page: &'p str, property: &str) -> Option<&'p str> {
    page.split_once(&format!("=\"{property}\" content=\""))?.1.split('"').next()
}

/// The file of a page's picture.
fn picture(run: &Run<'_>, page: &str) -> Option<String> {
    let page = run.page(page);
    let address = meta(&page, "og:image").filter(|address| address.contains("/assets/pictures."))?;
    let path = address.strip_prefix("https://example.org/help/").expect("our address");
    Some(answerbook::site::url::decode(path))
}

/// The pictures of a site.
fn pictures(run: &Run<'_>) -> BTreeMap<String, Vec<u8>> {
    run.site().into_iter().filter(|(path, _)| path.starts_with("assets/pictures.")).collect()
}

/// A picture that was read: from 0 for the ground to 15 for the text, row by row.
struct Pixels(Vec<u8>);

impl Pixels {
    fn read(file: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG file");
        assert_eq!((reader.info().width, reader.info().height), (1200, 630));
        let mut packed = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut packed).expect("pixels");
        Self(packed.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect())
    }

    fn of(run: &Run<'_>, page: &str) -> Self {
        Self::read(&run.site()[&picture(run, page).expect("a picture")])
    }

    /// The runs of columns in which some pixel of the lower half is of a text: strokes and letters that hang together.
    fn columns(&self) -> Vec<(usize, usize)> {
        let is_inked = |x: usize| (400..630).any(|y| self.0[y * 1200 + x] > 7);
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for x in (0..1200).filter(|x| is_inked(*x)) {
            match runs.last_mut() {
                Some((_, end)) if *end == x => *end = x + 1,
                _ => runs.push((x, x + 1)),
            }
        }
        runs
    }

    /// The first and the last column with a text.
    fn extent(&self) -> (usize, usize) {
        let runs = self.columns();
        (runs.first().expect("a text").0, runs.last().expect("a text").1)
    }
}

fn two_languages() -> Project {
    Project::new()
        .settings(&format!("{BASE}languages: [en, el]\n"))
        .article("en/index.md", "title: Welcome", "")
        .article("en/billing/index.md", "title: Billing", "")
        .article("en/billing/refund.md", "title: Refunds\ndescription: Money back.\naliases: [/old/]", "")
        .article("en/billing/faq.md", "title: Questions\nkind: faq", "## Why?\n\nSo.")
        .article("en/hours.md", "title: Hours", "")
        .article("el/billing/refund.md", "title: Επιστροφές\nslug: επιστροφές", "")
}

#[test]
fn a_page_names_the_picture_that_is_made_of_it() {
    let project = two_languages();
    let run = project.build();
    let page = run.ok().page("billing/refund/index.html");
    let path = picture(&run, "billing/refund/index.html").expect("a picture");
    assert!(path.contains("/billing/refund/") && path.ends_with(".png"), "{path}");
    assert!(Pixels::read(&run.site()[&path]).extent().0 > 60);
    for (property, value) in [
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Refunds – Billing – Orchard Help"),
        ("twitter:card", "summary_large_image"),
    ] {
        assert_eq!(meta(&page, property), Some(value), "{page}");
    }
    for path in ["billing/refund/index.html", "billing/faq/index.html"] {
        let page = run.page(path);
        let image = format!("\"image\":\"{}\"", meta(&page, "og:image").expect("a picture"));
        assert!(page.contains(&image), "{page}");
    }
}

#[test]
fn there_are_no_others_than_pages_name_and_none_is_missing() {
    let project = two_languages();
    let run = project.build();
    let named = |path: &String| path.ends_with(".html").then(|| picture(&run, path)).flatten();
    let named: BTreeSet<String> = run.ok().site().keys().filter_map(named).collect();
    assert_eq!(named, pictures(&run).into_keys().collect());
    let own = ["", "billing/", "billing/refund/", "billing/faq/", "hours/", "el/billing/επιστροφές/"];
    for page in own {
        assert!(picture(&run, &format!("{page}index.html")).is_some(), "{page}");
    }
    assert_eq!(named.len(), own.len(), "{named:?}");
}

#[test]
fn a_page_in_another_language_shows_the_picture_of_its_text() {
    let project = two_languages();
    let run = project.build();
    let hours = picture(run.ok(), "hours/index.html");
    assert!(hours.is_some());
    assert_eq!(picture(&run, "el/hours/index.html"), hours);
}

#[test]
fn what_is_not_for_everybody_has_none() {
    let project = two_languages().article("en/secret.md", "title: Secret\naudience: internal", "").article(
        "en/draft.md",
        "title: Draft\ndraft: true",
        "",
    );
    let count = pictures(project.build().ok()).len();
    let run = project.build_with(&["--drafts"]);
    assert_eq!(picture(run.ok(), "draft/index.html"), None);
    assert_eq!(pictures(&run).len(), count);
    for page in ["search/index.html", "404.html"] {
        assert_eq!(picture(&run, page), None, "{page}");
    }
    run.lacks("old/index.html", "og:image");
    let run = project.build_with(&["--audience", "internal"]);
    assert!(pictures(run.ok()).is_empty());
    run.lacks("secret/index.html", "og:image").lacks("billing/refund/index.html", "og:image");
}

#[test]
fn none_are_made_where_they_are_not_wanted_or_have_no_address() {
    for settings in ["title: Help\n", "title: Help\nbase_url: https://example.org/\npublish: {pictures: false}\n"] {
        let project = Project::new().settings(settings).article("a.md", "title: A", "");
        let run = project.build();
        assert!(pictures(run.ok()).is_empty());
        run.lacks("a/index.html", "og:image").has("a/index.html", "name=\"twitter:card\" content=\"summary\"");
        run.lacks("_headers", "pictures");
    }
}

#[test]
fn the_same_texts_are_the_same_bytes_and_others_have_another_address() {
    let project = Project::new().settings(BASE).article("a.md", "title: A", "").article("b.md", "title: B", "");
    let before = pictures(project.build().ok());
    project.build_with(&["--out", "again"]).ok();
    let again = project.tree("again").into_iter().filter(|(path, _)| path.starts_with("assets/pictures."));
    assert_eq!(before, again.collect());
    project.write("content/a.md", "---\ntitle: Another\n---\n");
    let after = pictures(project.build().ok());
    let kept = before.keys().filter(|path| after.contains_key(*path)).count();
    assert_eq!((before.len(), after.len(), kept), (3, 3, 2));
    project.write("answerbook.yaml", format!("{BASE}brand: {{accent: \"#0b5cad\"}}\n"));
    let blue = pictures(project.build().ok());
    assert!(blue.keys().all(|path| !after.contains_key(path)));
    let palette = |file: &[u8]| {
        let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG file");
        reader.info().palette.as_ref().map(|palette| palette[..3].to_vec())
    };
    assert!(blue.values().all(|file| palette(file) == Some(vec![0x0b, 0x5c, 0xad])));
}

#[test]
fn they_may_be_kept_for_ever() {
    let project = Project::new().settings(BASE).article("a.md", "title: A", "");
    let run = project.build();
    let path = picture(run.ok(), "a/index.html").expect("a picture");
    let folder = path.split("/a/").next().expect("a folder");
    run.has("_headers", &format!("/help/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
}

/// Three letters that join, and the same letters with a sign between them that keeps them apart.
#[test]
fn arabic_letters_join_and_begin_at_the_right() {
    let project = Project::new()
        .settings("title: م\nbase_url: https://example.org/help/\nlanguages: [ar]\n")
        .article("joined.md", "title: ببب", "")
        .article("apart.md", "title: \"ب\u{200c}ب\u{200c}ب\"", "");
    let run = project.build();
    let (joined, apart) = (Pixels::of(run.ok(), "joined/index.html"), Pixels::of(&run, "apart/index.html"));
    assert_eq!(joined.columns().len(), 1, "{:?}", joined.columns());
    assert_eq!(apart.columns().len(), 3, "{:?}", apart.columns());
    assert!(joined.extent().0 > 900 && (1090..=1120).contains(&joined.extent().1), "{:?}", joined.extent());
}

#[test]
fn words_of_both_directions_stand_in_the_order_of_reading() {
    let project = Project::new()
        .settings("title: م\nbase_url: https://example.org/help/\nlanguages: [ar]\n")
        .article("a.md", "title: ب iii", "")
        .article("b.md", "title: iii ب", "");
    let run = project.build();
    // Of a text in Arabic the first word is the right one, whichever it is.
    let parts =
        |page: &str| Pixels::of(run.ok(), page).columns().iter().map(|(from, to)| to - from).collect::<Vec<_>>();
    let (first, last) = (parts("a/index.html"), parts("b/index.html"));
    assert_eq!((first.len(), last.len()), (4, 4), "{first:?} {last:?}");
    assert!(first[3] > 2 * first[0] && last[0] > 2 * last[3], "{first:?} {last:?}");
}

#[test]
fn long_titles_are_broken_and_cut_off_inside_the_edges() {
    let long = "Why was I charged twice for the same subscription? ".repeat(200);
    let word = "Überwachungsaufgabenübertragungsgesetz".repeat(20);
    let project = Project::new()
        .settings(BASE)
        .article("long.md", &format!("title: \"{long}\""), "")
        .article("word.md", &format!("title: {word}"), "")
        .article("thai.md", "title: ฉันจะเปลี่ยนรหัสผ่านและเปิดใช้งานการยืนยันตัวตนสองขั้นตอนได้อย่างไร", "");
    let run = project.build();
    for page in ["long", "word", "thai"] {
        let (from, to) = Pixels::of(run.ok(), &format!("{page}/index.html")).extent();
        assert!((80..=100).contains(&from) && (700..=1120).contains(&to), "{page}: {from} {to}");
    }
}

#[test]
fn emoji_are_left_out() {
    let project = Project::new()
        .settings(BASE)
        .article("plain.md", "title: Getting started", "")
        .article("emoji.md", "title: 🚀 Getting  started ❤️👩‍💻", "")
        .article("only.md", "title: 🚀", "");
    let run = project.build();
    assert_eq!(Pixels::of(run.ok(), "emoji/index.html").0, Pixels::of(&run, "plain/index.html").0);
    assert_eq!(picture(&run, "only/index.html"), None);
}

#[test]
fn a_text_in_letters_that_no_font_has_needs_one_of_the_project() {
    let settings = "title: ヘルプ\nbase_url: https://example.org/help/\nlanguages: [ja]\n";
    let project = Project::new().settings(settings).article("a.md", "title: 返金は可能ですか？", "");
    let run = project.build();
    assert!(pictures(run.ok()).is_empty());
    run.has("a/index.html", "name=\"twitter:card\" content=\"summary\"");
    let font = std::fs::read(repository().join("tests/fixtures/japanese.otf")).expect("the font");
    project.write("fonts/japanese.otf", font);
    project.write("answerbook.yaml", format!("{settings}brand: {{picture_fonts: [fonts/japanese.otf]}}\n"));
    let run = project.build();
    let pixels = Pixels::of(run.ok(), "a/index.html");
    assert!(pixels.extent().1 > 600, "{:?}", pixels.extent());
    run.missing("fonts/japanese.otf");
}

#[test]
fn a_font_that_can_not_be_used_is_an_error_of_its_line() {
    let project = Project::new()
        .settings("title: Help\nbrand:\n  picture_fonts:\n    - fonts/no.ttf\n    - fonts/text.ttf\n    - ../outside.ttf\n    - static\n")
        .file("fonts/text.ttf", "not a font")
        .file("static/a.txt", "")
        .article("a.md", "title: A", "");
    project
        .build()
        .code(2)
        .error("invalid-value", "answerbook.yaml:4:7")
        .error("invalid-value", "answerbook.yaml:5:7")
        .error("invalid-value", "answerbook.yaml:6:7")
        .error("invalid-value", "answerbook.yaml:7:7")
        .stderr_has("can't read the font `fonts/no.ttf`")
        .stderr_has("`fonts/text.ttf` is no font that can be drawn")
        .stderr_has("the font `../outside.ttf` must lie in the project")
        .stderr_has("for example `fonts/NotoSansJP-Bold.ttf`");
}

#[test]
fn watch_makes_a_picture_once() {
    let project = Project::new().settings(BASE).article("a.md", "title: A", "").article("b.md", "title: B", "");
    let watching = Watching::start(&project, &[]);
    watching.says("waiting for changes");
    let pictures = |page: &str| -> Vec<String> {
        let site = project.tree("site").into_keys();
        site.filter(|path| path.starts_with("assets/pictures.") && path.contains(&format!("/{page}/"))).collect()
    };
    let (a, b) = (pictures("a"), pictures("b"));
    // Whoever finds this after the next round knows that nobody drew it again.
    project.write(&format!("site/{}", b[0]), "drawn before");
    project.write("content/a.md", "---\ntitle: Another\n---\n");
    watching.shows("a/index.html", "Another");
    assert_eq!(project.tree("site")[&b[0]], b"drawn before");
    assert_eq!(pictures("b"), b);
    assert_eq!((a.len(), pictures("a").len()), (1, 1));
    assert_ne!(pictures("a"), a);
    // A build of its own looks at every file.
    drop(watching);
    let run = project.build();
    assert!(run.ok().site()[&b[0]].starts_with(b"\x89PNG"));
}
