//! What goes along with a message: what pages record, the agents' page of internal editions, and the chart of a troubleshooter.

use serde_json::Value;

use crate::support::Project;

const LAMP: &str = "## Is it on? {#plug}

Look, or [start again](#plug), or [skip](#done).

- [Yes](#red)
- [No](#done)

## Which colour? {#red}

- [Red, see [1]](#done)
- [Green](other.md)

## All is well {#done}

Good.";

fn project(settings: &str) -> Project {
    Project::new()
        .settings(&format!("title: Help\nlanguages: [en, el]\nplatforms: {{ios: iPhone}}\n{settings}"))
        .article("en/lamp.md", "title: No light\nkind: troubleshooter", LAMP)
        .article("en/other.md", "title: \"Other <things>\"\nslug: άλλο", "Text.")
        .article("en/secret.md", "title: Secret\naudience: internal", "Text.")
}

const CONTACT: &str = "contact: [{type: email, address: a@example.org}]\n";

#[test]
fn nothing_is_recorded_without_a_way_to_contact() {
    let (without, with) = (project(""), project(CONTACT));
    let run = without.build();
    for page in ["index.html", "lamp/index.html", "contact/index.html"] {
        run.ok().lacks(page, "data-trail").lacks(page, "capsule");
    }
    let run = with.build();
    for page in ["index.html", "lamp/index.html", "el/lamp/index.html", "search/index.html", "contact/index.html"] {
        run.ok().has(page, " data-trail");
    }
}

#[test]
fn the_contact_page_has_room_for_what_goes_along() {
    let project = project(CONTACT);
    let parts = [
        "/capsule.js\"></script>",
        "id=\"ab-capsule\" aria-labelledby=\"ab-capsule-title\" hidden",
        "<data value=\"ios\">iPhone</data>",
        "<section aria-labelledby=\"ab-channels\">",
    ];
    let run = project.build();
    run.ok().has_in_order("contact/index.html", &parts).has("contact/index.html", "data-number=\"0\"");
    run.has("el/contact/index.html", "data-number=\"1\"").has("el/contact/index.html", "data-root=\"../../\"");
    run.lacks("lamp/index.html", "capsule.js").lacks("index.html", "capsule");
}

/// What a public site must not have: the agents' page, its scripts, styles and data, and the chart.
#[test]
fn a_public_site_has_no_byte_for_the_staff() {
    let project = project(CONTACT).article("en/agents.md", "title: Agents", "Nothing.");
    project.build().ok();
    for (path, bytes) in project.tree("site") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("agent.") && !path.contains("agent-") && !path.contains("agent/"), "{path}");
        for trace in [
            "ab-agent",
            "ab-tree",
            "flowchart",
            "agent.js",
            "agent-code",
            "agent.css",
            "agent/",
            "Code from a customer",
        ] {
            assert!(!text.contains(trace), "{trace} in {path}");
        }
    }
    project.build_with(&["--audience", "internal"]).code(0);
    for (path, trace) in [
        ("agent/index.html", "ab-agent"),
        ("el/agent/index.html", "data-file=\"agent.json\""),
        ("lamp/index.html", "flowchart TD"),
        ("lamp/index.html", "href=\"../agent/\""),
    ] {
        let text = String::from_utf8_lossy(&project.tree("site")[path]).into_owned();
        assert!(text.contains(trace), "{trace} in {path}: {text}");
    }
}

#[test]
fn the_agents_page_knows_every_page_and_step() {
    let project = project(CONTACT);
    let run = project.build_with(&["--audience", "internal"]);
    run.ok()
        .has("agent/index.html", "<meta name=\"robots\" content=\"noindex\">")
        .lacks("agent/index.html", "canonical");
    let data: Value = serde_json::from_str(&run.page("agent/agent.json")).expect("JSON");
    assert_eq!(data["editions"][1]["url"], "el/agent/agent.json");
    assert_eq!(data["platforms"][0], "iPhone");
    let pages: Vec<&str> =
        data["pages"].as_array().expect("pages").iter().filter_map(|page| page[0].as_str()).collect();
    assert_eq!(pages, ["lamp/", "secret/", "άλλο/"]);
    assert_eq!(data["pages"][2][1], "Other <things>");
    // As `troubleshooter.js` numbers them: choices first, then other links, but those to the step itself.
    let steps = &data["pages"][0][2];
    let expected = serde_json::json!([
        {"title": "Is it on?", "ways": [["Yes", 1], ["No", 2], ["skip", 2]]},
        {"title": "Which colour?", "ways": [["Red, see [1]", 2]]},
        {"title": "All is well", "ways": []},
    ]);
    assert_eq!(*steps, expected);
}

#[test]
fn a_page_of_the_writers_takes_the_place_of_the_agents_page() {
    let project = project(CONTACT).article("en/agent.md", "title: Agents", "Nothing.");
    let run = project.build_with(&["--audience", "internal"]);
    run.ok()
        .lacks("agent/index.html", "ab-agent")
        .has("el/lamp/index.html", "ab-tree")
        .lacks("index.html", "Code from a");
    assert!(!project.tree("site").contains_key("agent/agent.json"));
}

#[test]
fn the_agents_page_is_in_no_list() {
    let project = project(&format!("base_url: https://example.org\n{CONTACT}"));
    project.build_with(&["--audience", "internal"]).ok();
    let tree = project.tree("site");
    for (path, bytes) in tree.iter().filter(|(path, _)| {
        path.ends_with(".xml") || path.ends_with(".txt") || path.ends_with(".json") && path.contains("search/")
    }) {
        assert!(!String::from_utf8_lossy(bytes).contains("agent/"), "{path}");
    }
}
