//! Videos: what lies beside them, transcripts that are found, players of other sites.

use crate::figures::png;
use crate::html;
use crate::support::Project;

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\nHold the <b>zanzibar</b> button & wait.\n\n01:15.000 --> 01:20.000\n\
                        The lamp turns quokka.\n";
const CHAPTERS: &str = "WEBVTT\n\n00:00.000 --> 01:00.000\nThe button\n\n01:15.000 --> 02:00.000\nThe <lamp\n";
const FIGURE: &str = "## Watch\n\n![How to reset](media/reset.mp4 \"All of it\")\n\n## More\n\nText.";

fn film() -> Project {
    Project::new()
        .settings("title: Help\nbase_url: https://example.org/\n")
        .article("a.md", "title: Reset it\nupdated: 2026-11-01", FIGURE)
        .file("content/media/reset.mp4", "video")
        .file("content/media/reset.vtt", CAPTIONS)
        .file("content/media/reset.el.vtt", "WEBVTT\n")
        .file("content/media/reset.chapters.vtt", CHAPTERS)
        .file("content/media/reset.png", png(640, 360))
}

#[test]
fn what_lies_beside_a_video_belongs_to_its_player() {
    let project = film();
    let run = project.build();
    run.ok().has(
        "a/index.html",
        "<video controls preload=\"none\" aria-label=\"How to reset\" poster=\"../media/reset.png\" width=\"640\" height=\"360\" \
         src=\"../media/reset.mp4\"><track kind=\"captions\" srclang=\"en\" label=\"English\" src=\"../media/reset.vtt\" default>\
         <track kind=\"captions\" srclang=\"el\" label=\"Ελληνικά\" src=\"../media/reset.el.vtt\">\
         <track kind=\"chapters\" srclang=\"en\" label=\"English\" src=\"../media/reset.chapters.vtt\">\
         <a href=\"../media/reset.mp4\">How to reset</a></video><figcaption>All of it</figcaption></figure>",
    );
    run.has("media/reset.el.vtt", "WEBVTT");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn chapters_and_transcript_lead_to_their_seconds() {
    let project = film();
    let run = project.build();
    run.ok().has(
        "a/index.html",
        "</figure>\n<p class=\"ab-chapters__title\">Chapters</p>\n<ol class=\"ab-chapters\">\n\
         <li><a class=\"ab-time\" href=\"../media/reset.mp4#t=0\">0:00 The button</a></li>\n\
         <li><a class=\"ab-time\" href=\"../media/reset.mp4#t=75\">1:15 The &lt;lamp</a></li>\n</ol>\n\
         <details class=\"ab-transcript\"><summary>Transcript</summary>\n<div class=\"ab-transcript__text\">\n\
         <p id=\"t-reset-0\"><a class=\"ab-time\" href=\"../media/reset.mp4#t=0\">0:00</a> <strong>The button</strong> Hold the zanzibar \
         button &amp; wait.</p>\n<p id=\"t-reset-75\">",
    );
}

#[test]
fn what_is_said_is_found_at_its_second() {
    let project = film();
    project.build().ok();
    let found = project.run(&["search", "quokka"]).output();
    assert!(found.contains("The <lamp\n   a/#t-reset-75\n"), "{found}");
    let found = project.run(&["search", "zanzibar"]).output();
    assert!(found.contains("a/#t-reset-0\n   Hold the **zanzibar** button & wait."), "{found}");
    // In an answer, too, whose own anchor is another.
    project.write(
        "content/a.md",
        "---\ntitle: Questions\nkind: faq\n---\n## How do I reset it?\n\n![Reset](media/reset.mp4)\n",
    );
    project.build().ok().has("a/index.html", "<p id=\"t-reset-75\">");
    let found = project.run(&["search", "quokka"]).output();
    assert!(found.contains("a/#t-reset-75"), "{found}");
}

#[test]
fn anchors_of_a_transcript_are_its_own() {
    let body =
        "## T reset 75\n\nText.\n\n![One](media/reset.mp4)\n\n![Two](media/reset.mp4)\n\n[there](#t-reset-3-75)\n";
    let project = film().article("a.md", "title: A", body);
    let run = project.build();
    // The heading has the id that the first would have.
    run.ok().has("a/index.html", "<h2 id=\"t-reset-75\">").has("a/index.html", "<p id=\"t-reset-2-75\">");
    run.has("a/index.html", "<p id=\"t-reset-3-75\">").has("a/index.html", "href=\"#t-reset-3-75\">there</a>");
}

#[test]
fn languages_have_their_own_captions_or_the_default_ones() {
    let said = |text: &str| format!("WEBVTT\n\n00:00.000 --> 00:04.000\n{text}\n");
    let body = "![Film](film.mp4)\n\n![Clip](/clip.mp4)";
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el, fa]\n")
        .article("en/a.md", "title: A", body)
        .article("el/a.md", "title: B", body)
        .article("fa/a.md", "title: C", body)
        .file("content/en/film.mp4", "video")
        .file("content/en/film.vtt", said("English film."))
        .file("content/el/film.vtt", said("Ελληνικά."))
        .file("static/clip.mp4", "video")
        .file("static/clip.fa.vtt", said("مقطع"))
        .file("static/clip.vtt", said("English clip."));
    let run = project.build();
    run.ok().has("a/index.html", "English film.").has("a/index.html", "English clip.");
    run.has("el/a/index.html", "src=\"../../film.mp4\"")
        .has("el/a/index.html", "<div class=\"ab-transcript__text\">\n<p id=\"t-film-0\">");
    run.has("el/a/index.html", "Ελληνικά.</p>").has("el/a/index.html", "lang=\"en\" dir=\"ltr\">\n<p id=\"t-clip-0\">");
    run.has("fa/a/index.html", "lang=\"en\" dir=\"ltr\">\n<p id=\"t-film-0\">").has("fa/a/index.html", "مقطع</p>");
    run.has("fa/a/index.html", "<a class=\"ab-time\" href=\"../../clip.mp4#t=0\">۰:۰۰</a>");
}

#[test]
fn within_a_line_and_in_notices_there_is_only_the_player() {
    let project = film().article("a.md", "title: A", "Look ![Film](media/reset.mp4) here.").article(
        "_notices/n.md",
        "title: N",
        "![Film](../media/reset.mp4)",
    );
    let run = project.build();
    run.ok().has("a/index.html", "<track kind=\"captions\"").lacks("a/index.html", "<details class=\"ab-transcript");
    run.has("updates/index.html", "<track kind=\"captions\"").lacks("updates/index.html", "t-reset-");
}

#[test]
fn hidden_videos_leave_no_captions() {
    let project = film().article("a.md", "title: A\ndraft: true", FIGURE).article("b.md", "title: B", "");
    project.build().ok();
    assert!(!project.path("site/media").exists());
}

#[test]
fn broken_captions_are_reported_with_their_line() {
    let project =
        film().file("content/media/reset.vtt", "WEBVTT\n\n00:01.000 --> 00:02,000\nA\n\n00:03.000 --> 00:04.000\nB\n");
    let run = project.build();
    run.code(0).warning("broken-captions", "content/media/reset.vtt:3:15").stderr_has("`00:02,000` is no time");
    // The rest is there all the same.
    run.has("a/index.html", "</strong> B</p>");
}

#[test]
fn data_for_search_engines_say_what_is_in_a_video() {
    let project = film();
    let page = project.build().ok().page("a/index.html");
    let at = |name: &str| format!("https://example.org/media/reset.{name}");
    let video = crate::publish::structured(&page, "VideoObject").expect("a video");
    let clip = |name: &str, start: u32| serde_json::json!({ "@type": "Clip", "name": name, "startOffset": start, "url": format!("https://example.org/a/#t-reset-{start}") });
    let mut first = clip("The button", 0);
    first["endOffset"] = 75.into();
    let expected = serde_json::json!({
        "@type": "VideoObject", "name": "How to reset", "uploadDate": "2026-11-01", "contentUrl": at("mp4"),
        "thumbnailUrl": at("png"), "transcript": "Hold the zanzibar button & wait.\nThe lamp turns quokka.",
        "hasPart": [first, clip("The <lamp", 75)],
    });
    assert_eq!(video, expected);
}

#[test]
fn other_sites_are_asked_after_a_click_only() {
    let project = Project::new()
        .settings("title: Help\nbase_url: https://example.org/\n")
        .article("a.md", "title: A", "![The <tour](https://youtu.be/aqz-KE-bpKQ)\n\n![](https://vimeo.com/about)")
        .article(
            "b.md",
            "title: B",
            "<a class=\"ab-embed\" data-embed=\"x\" href=\"b.md\">x</a> ![Tour](https://vimeo.com/76979871)",
        );
    let run = project.build();
    run.ok().has(
        "a/index.html",
        "<figure class=\"ab-figure\"><a class=\"ab-embed\" href=\"https://youtu.be/aqz-KE-bpKQ\" \
         data-embed=\"https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ\"><span class=\"ab-embed__play\">Play: The &lt;tour</span> \
         <span class=\"ab-embed__from\">The video is loaded from youtube-nocookie.com</span></a></figure>",
    );
    // What no player is known for is taken for an image, as before.
    run.has("a/index.html", "<img src=\"https://vimeo.com/about\"").lacks("a/index.html", "<iframe");
    // Raw HTML is cleaned, and the player stays.
    run.has("b/index.html", "data-embed=\"https://player.vimeo.com/video/76979871?dnt=1\"");
    run.has("_headers", "; frame-src 'self' https://player.vimeo.com https://www.youtube-nocookie.com; img-src 'self' https://vimeo.com\n");
    let video = crate::publish::structured(&run.page("a/index.html"), "VideoObject").expect("a video");
    assert_eq!(video["embedUrl"], "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ");
    let project = film();
    project.build().ok().lacks("_headers", "frame-src");
}
