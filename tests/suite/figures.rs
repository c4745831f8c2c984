//! Images: figures, sizes, and what is played.

use crate::html;
use crate::support::Project;

/// A PNG's beginning: its signature and the chunk with its size.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// A project with one article of this text and a picture of 800 by 600 beside it.
fn text(body: &str) -> Project {
    Project::new().article("a.md", "title: A", body).file("content/box.png", png(800, 600))
}

/// Fails unless the text becomes this piece of HTML, without a complaint.
#[track_caller]
fn becomes(body: &str, expected: &str) {
    text(body).build().ok().has("a/index.html", expected);
}

const IMG: &str = "<img src=\"../box.png\" alt=\"A box\" width=\"800\" height=\"600\" loading=\"lazy\">";

#[test]
fn an_image_by_itself_is_a_figure() {
    let link = "<a class=\"ab-figure__zoom\" href=\"../box.png\" aria-label=\"Enlarge: A box\">";
    becomes("![A box](box.png)", &format!("<figure class=\"ab-figure\">{link}{IMG}</a></figure>"));
    becomes(
        "![A box](box.png \"It's <open>\")",
        &format!("<figure class=\"ab-figure\">{link}{IMG}</a><figcaption>It's &lt;open&gt;</figcaption></figure>"),
    );
}

#[test]
fn an_image_in_a_line_stays_there() {
    becomes("A ![A box](box.png) here.", &format!("<p>A {IMG} here.</p>"));
    becomes("[![A box](box.png)](https://example.org/)", &format!("<p><a href=\"https://example.org/\">{IMG}</a></p>"));
    becomes("![A box](box.png)\n![A box](box.png)", &format!("<p>{IMG}\n{IMG}</p>"));
    becomes("![A box](box.png \"T\") here.", "alt=\"A box\" title=\"T\" width=\"800\"");
}

#[test]
fn a_caption_is_searched() {
    let project = text("![A box](box.png \"Seen from zanzibar\")");
    project.build().ok();
    let found = project.run(&["search", "zanzibar"]).output();
    assert!(found.contains("A box Seen from **zanzibar**"), "{found}");
}

#[test]
fn what_is_small_or_decoration_or_elsewhere_is_not_enlarged() {
    let project = text("![Small](small.png)\n\n![](box.png)\n\n![Far](https://example.org/x.png)\n\n![Lost](lost.png)")
        .file("content/small.png", png(480, 10))
        .file("content/lost.png", "no picture");
    let run = project.build();
    let page = run.ok().page("a/index.html");
    // Of the one that can't be read nothing is known, so it may be large.
    assert_eq!(page.matches("ab-figure__zoom").count(), 1, "{page}");
    assert!(page.contains("alt=\"Lost\" loading"), "{page}");
    assert_eq!(page.matches("<figure").count(), 4, "{page}");
}

#[test]
fn raw_images_have_sizes_too() {
    becomes(
        "<img src=\"box.png\" alt=\"A box\">",
        "<img width=\"800\" height=\"600\" src=\"../box.png\" alt=\"A box\">",
    );
    becomes("<img src=\"box.png\" alt=\"A box\" width=\"40\">", "<img src=\"../box.png\" alt=\"A box\" width=\"40\">");
}

#[test]
fn sizes_are_known_wherever_the_file_lies() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "![S](/s.png)\n\n![B](box.png?x=1)")
        .article("el/b.md", "title: B", "![B](box.png)")
        .file("content/en/box.png", png(10, 20))
        .file("static/s.png", png(30, 40));
    let run = project.build();
    run.ok().has("a/index.html", "alt=\"S\" width=\"30\" height=\"40\"");
    run.has("a/index.html", "alt=\"B\" width=\"10\" height=\"20\"").has("el/a/index.html", "alt=\"B\" width=\"10\"");
    // The default language's file stands in.
    run.has("el/b/index.html", "alt=\"B\" width=\"10\" height=\"20\"");
}

#[test]
fn every_kind_of_picture_is_measured() {
    let gif = b"GIF89a\x0a\0\x14\0\0\0\0;".to_vec();
    let jpeg = [
        &b"\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"[..],
        b"\xff\xc0\0\x11\x08\0\x0a\0\x14\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9",
    ]
    .concat();
    let webp = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x13\0\0VP8 ".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\"/>".to_vec();
    for (name, bytes) in [("a.gif", gif), ("b.JPG", jpeg), ("c.webp", webp), ("d.svg", svg)] {
        let project = Project::new()
            .article("a.md", "title: A", &format!("![P]({name})"))
            .file(&format!("content/{name}"), bytes);
        project.build().ok().has("a/index.html", "alt=\"P\" width=\"10\" height=\"20\"");
    }
}

#[test]
fn images_load_late_and_videos_on_demand() {
    let project =
        text("![A box](box.png)\n\n![How to reset](reset.mp4 \"All of it\")").file("content/reset.mp4", "mp4");
    let run = project.build();
    run.ok().has("a/index.html", "loading=\"lazy\"").has("a/index.html", "alt=\"A box\"");
    run.has("a/index.html", "<figure class=\"ab-figure\"><video controls preload=\"none\"");
    run.has("a/index.html", "How to reset</a></video><figcaption>All of it</figcaption></figure>");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}
