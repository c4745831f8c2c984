//! Ways to contact: addresses, opening hours, platforms and the form, in the settings and on the contact page.

use snapbox::str;

use crate::support::Project;

const HOURS: &str = "languages: [en, el, ar]\ncontact:\n- type: phone\n  address: \"+30 210 000 0000\"\n  \
    hours: {mon-fri: \"09:00-18:00\", sat: \"10:00-14:00, 22:00-02:00\", sun: \"00:00-24:00\"}\n  \
    time_zone: Europe/Athens\n  \
    holidays: [2026-12-25, 2026-12-24: 09:00-12:00, {from: 2027-01-01, until: 2027-01-06}]\n";

fn project(settings: &str) -> Project {
    Project::bare().settings(settings).article("a.md", "title: A", "Text.")
}

/// A page with plain spaces in place of those that CLDR puts into times.
fn page(project: &Project, path: &str) -> String {
    project.build().ok().page(path).replace(['\u{202f}', '\u{a0}'], " ")
}

#[test]
fn opening_hours_are_said_in_the_language_of_the_page() {
    let project = Project::bare().settings(HOURS).article("en/a.md", "title: A", "Text.");
    for (path, lines) in [
        (
            "contact/index.html",
            [
                "<span>Monday – Friday</span> <span>9:00 am – 6:00 pm</span>",
                "<span>Saturday</span> <span>10:00 am – 2:00 pm and 10:00 pm – 2:00 am</span>",
                "<span>Sunday</span> <span>24 hours</span>",
                "Greece Time",
                "<span>24 December 2026</span> <span>9:00 am – 12:00 pm</span>",
                "<span>25 December 2026</span> <span>Closed</span>",
                "<span>1 January 2027 – 6 January 2027</span> <span>Closed</span>",
            ],
        ),
        (
            "el/contact/index.html",
            [
                "<span>Δευτέρα – Παρασκευή</span> <span>9:00 π.μ. – 6:00 μ.μ.</span>",
                "<span>Σάββατο</span> <span>10:00 π.μ. – 2:00 μ.μ. και 10:00 μ.μ. – 2:00 π.μ.</span>",
                "<span>Κυριακή</span> <span>24 ώρες</span>",
                "Ώρα (Ελλάδα)",
                "<span>24 Δεκεμβρίου 2026</span> <span>9:00 π.μ. – 12:00 μ.μ.</span>",
                "<span>25 Δεκεμβρίου 2026</span> <span>Κλειστά</span>",
                "<span>1 Ιανουαρίου 2027 – 6 Ιανουαρίου 2027</span> <span>Κλειστά</span>",
            ],
        ),
        (
            "ar/contact/index.html",
            [
                "<span>الاثنين – الجمعة</span> <span>9:00 ص – 6:00 م</span>",
                "<span>السبت</span> <span>10:00 ص – 2:00 م و10:00 م – 2:00 ص</span>",
                "<span>الأحد</span> <span>24 ساعة</span>",
                "توقيت اليونان",
                "<span>24 ديسمبر 2026</span> <span>9:00 ص – 12:00 م</span>",
                "<span>25 ديسمبر 2026</span> <span>مغلق</span>",
                "<span>1 يناير 2027 – 6 يناير 2027</span> <span>مغلق</span>",
            ],
        ),
    ] {
        let page = page(&project, path);
        let mut rest = page.as_str();
        for line in lines {
            rest = rest.split_once(line).unwrap_or_else(|| panic!("{line} in {path}:\n{page}")).1;
        }
    }
}

#[test]
fn a_script_gets_the_hours_as_a_rule() {
    let project = Project::bare().settings(HOURS).article("en/a.md", "title: A", "Text.");
    let page = page(&project, "contact/index.html").replace("&quot;", "\"");
    let rule =
        "\"week\":[[[540,1080]],[[540,1080]],[[540,1080]],[[540,1080]],[[540,1080]],[[600,840],[1320,120]],[[0,1440]]]";
    assert!(page.contains(rule) && page.contains("\"zone\":\"Europe/Athens\""), "{page}");
    assert!(page.contains("[\"2026-12-24\",\"2026-12-24\",[[540,720]]]"), "{page}");
    assert!(page.contains("/hours.js\"></script>"));
    project.build().lacks("a/index.html", "hours.js").lacks("a/index.html", "form.js");
}

#[test]
fn hours_in_words_stay_as_they_are() {
    let project = Project::bare()
        .settings(
            "languages: [en, el]\ncontact:\n- {type: phone, address: \"+301\", hours: {en: 9 to 5, el: 9 με 5}}\n\
             - {type: sms, address: \"+302\", hours: At night, time_zone: Europe/Athens}\n",
        )
        .article("en/a.md", "title: A", "");
    let run = project.build();
    run.ok()
        .has("contact/index.html", "<dd>9 to 5</dd>")
        .has("el/contact/index.html", "<dd>9 με 5</dd>")
        .has("contact/index.html", "<dd>At night</dd>")
        .lacks("contact/index.html", "hours.js")
        .lacks("contact/index.html", "ab-hours");
}

#[test]
fn every_mistake_in_opening_hours_has_its_place() {
    let project = project(
        "contact:
- type: phone
  address: \"+301\"
  hours:
    mon-fri: 9-25
    fri: 09:00-18:00
    sta: 10:00-14:00
    sat: 10:00-14:00, 13:00-15:00
    sun-mon: 10:00
  time_zone: Europe/Athen
  holidays: [2026-02-30, 2026-12-24: late, {from: 2027-01-06, until: 2027-01-01}, {from: 2027-02-01}]
- type: sms
  address: \"+302\"
  hours: {daily: 09:00-18:00, mon: 10:00-12:00}
- type: sms
  address: \"+303\"
  holidays: [2026-12-25]
",
    );
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: opening hours have a time that no clock shows: `9-25`
 --> answerbook.yaml:5:14
  |
5 |     mon-fri: 9-25
  |              ^^^^
  |
  = help: write for example `09:00-18:00`, `09:00-13:00, 16:00-20:00`, `00:00-24:00` or `closed`

error[invalid-value]: `sta` is no day of the week
 --> answerbook.yaml:7:5
  |
7 |     sta: 10:00-14:00
  |     ^^^
  |
  = help: did you mean `sat`?

error[invalid-value]: opening hours overlap, or are not in the order of the day: `10:00-14:00, 13:00-15:00`
 --> answerbook.yaml:8:10
  |
8 |     sat: 10:00-14:00, 13:00-15:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write for example `09:00-18:00`, `09:00-13:00, 16:00-20:00`, `00:00-24:00` or `closed`

error[invalid-value]: opening hours are times such as `09:00-18:00`: `10:00`
 --> answerbook.yaml:9:14
  |
9 |     sun-mon: 10:00
  |              ^^^^^
  |
  = help: write for example `09:00-18:00`, `09:00-13:00, 16:00-20:00`, `00:00-24:00` or `closed`

error[invalid-value]: there is no time zone `Europe/Athen`
  --> answerbook.yaml:10:14
   |
10 |   time_zone: Europe/Athen
   |              ^^^^^^^^^^^^
   |
   = help: did you mean `Europe/Athens`?

error[invalid-value]: `2026-02-30` is no date
  --> answerbook.yaml:11:14
   |
11 |   holidays: [2026-02-30, 2026-12-24: late, {from: 2027-01-06, until: 2027-01-01}, {from: 2027-02-01}]
   |              ^^^^^^^^^^
   |
   = help: write `2026-12-25`, `2026-12-24: 09:00-12:00` or `{from: 2026-12-24, until: 2027-01-01}`

error[invalid-value]: opening hours are times such as `09:00-18:00`: `late`
  --> answerbook.yaml:11:38
   |
11 |   holidays: [2026-02-30, 2026-12-24: late, {from: 2027-01-06, until: 2027-01-01}, {from: 2027-02-01}]
   |                                      ^^^^
   |
   = help: write for example `09:00-18:00`, `09:00-13:00, 16:00-20:00`, `00:00-24:00` or `closed`

error[invalid-value]: these holidays end before they begin: `2027-01-01`
  --> answerbook.yaml:11:70
   |
11 |   holidays: [2026-02-30, 2026-12-24: late, {from: 2027-01-06, until: 2027-01-01}, {from: 2027-02-01}]
   |                                                                      ^^^^^^^^^^
   |
   = help: exchange `from` and `until`

error[invalid-value]: these holidays need `from` and `until`
  --> answerbook.yaml:11:83
   |
11 |   holidays: [2026-02-30, 2026-12-24: late, {from: 2027-01-06, until: 2027-01-01}, {from: 2027-02-01}]
   |                                                                                   ^^^^^^^^^^^^^^^^^^
   |
   = help: write `2026-12-25`, `2026-12-24: 09:00-12:00` or `{from: 2026-12-24, until: 2027-01-01}`

error[invalid-value]: `hours` by day need a `time_zone`
  --> answerbook.yaml:14:3
   |
14 |   hours: {daily: 09:00-18:00, mon: 10:00-12:00}
   |   ^^^^^
   |
   = help: for example `time_zone: Europe/Athens`

error[invalid-value]: `monday` has opening hours twice
  --> answerbook.yaml:14:31
   |
14 |   hours: {daily: 09:00-18:00, mon: 10:00-12:00}
   |                               ^^^
   |
   = help: write all its times in one line

error[invalid-value]: `holidays` need `hours` by day
  --> answerbook.yaml:17:14
   |
17 |   holidays: [2026-12-25]
   |              ^^^^^^^^^^
   |
   = help: for example `hours: {mon-fri: "09:00-18:00"}`

error: 12 errors; the site was not changed

"#]]);
}

#[test]
fn addresses_are_held_to_their_type() {
    let project = project(
        "contact:
- {type: email, address: help at example.org}
- {type: phone, address: call us}
- {type: whatsapp, address: \"0690 000 0000\"}
- {type: telegram, address: t.me/orchard}
- {type: messenger, address: orchard help}
- {type: url, address: example.org}
- {type: form, address: help@example.org}
- {type: chat, address: {en: https://example.org/, el: example.org}}
",
    );
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: the `address` of this channel must be one mail address: `help at example.org`
 --> answerbook.yaml:2:26
  |
2 | - {type: email, address: help at example.org}
  |                          ^^^^^^^^^^^^^^^^^^^
  |
  = help: for example `help@example.org`

error[invalid-value]: the `address` of this channel must be a phone number: `call us`
 --> answerbook.yaml:3:26
  |
3 | - {type: phone, address: call us}
  |                          ^^^^^^^
  |
  = help: for example `"+30 210 000 0000"`, in quotes

error[invalid-value]: the `address` of this channel must be an international number: `0690 000 0000`
 --> answerbook.yaml:4:29
  |
4 | - {type: whatsapp, address: "0690 000 0000"}
  |                             ^^^^^^^^^^^^^^^
  |
  = help: for example `"+30 690 000 0000"`, with the country's code and in quotes

error[invalid-value]: the `address` of this channel must be a name, a number or an address: `t.me/orchard`
 --> answerbook.yaml:5:29
  |
5 | - {type: telegram, address: t.me/orchard}
  |                             ^^^^^^^^^^^^
  |
  = help: for example `"@example"`

error[invalid-value]: the `address` of this channel must be the name of a page or an address: `orchard help`
 --> answerbook.yaml:6:30
  |
6 | - {type: messenger, address: orchard help}
  |                              ^^^^^^^^^^^^
  |
  = help: for example `example`, as in `https://m.me/example`

error[invalid-value]: the `address` of this channel must be an address: `example.org`
 --> answerbook.yaml:7:24
  |
7 | - {type: url, address: example.org}
  |                        ^^^^^^^^^^^
  |
  = help: begin with `https://`, or with `/` for a page of the site's own server

error[invalid-value]: the `address` of this channel must be an address that begins with `https://`: `help@example.org`
 --> answerbook.yaml:8:25
  |
8 | - {type: form, address: help@example.org}
  |                         ^^^^^^^^^^^^^^^^
  |
  = help: for example `https://forms.example.org/help`, or `/send` on the site's own server

error[invalid-value]: the `address` of this channel must be an address: `example.org`
 --> answerbook.yaml:9:56
  |
9 | - {type: chat, address: {en: https://example.org/, el: example.org}}
  |                                                        ^^^^^^^^^^^
  |
  = help: begin with `https://`, or with `/` for a page of the site's own server

error: 8 errors; the site was not changed

"#]]);
}

#[test]
fn every_type_of_channel_leads_somewhere() {
    let project = project(
        "contact:
- {type: social, address: https://example.org/social}
- {type: email, address: help@example.org}
- {type: phone, address: +30 210 000 0000}
- {type: chat, address: /chat/}
- {type: whatsapp, address: +30 690 000 0000}
- {type: telegram, address: \"@orchard\"}
- {type: messenger, address: orchard}
- {type: sms, address: 54321}
- {type: community, address: https://example.org/forum/}
- {type: url, address: https://example.org/visit, label: Visit us}
- {type: form, address: /send}
",
    );
    // In the order of the settings, but that social media come last, with a warning.
    let run = project.build();
    run.ok().has_in_order(
        "contact/index.html",
        &[
            "href=\"mailto:help@example.org\"",
            "href=\"tel:+302100000000\"",
            "href=\"/chat/\"",
            "href=\"https://wa.me/306900000000\"",
            "href=\"https://t.me/orchard\"",
            "href=\"https://m.me/orchard\"",
            "href=\"sms:54321\"",
            "href=\"https://example.org/forum/\"",
            "Visit us",
            "href=\"#ab-contact-form\"",
            "href=\"https://example.org/social\"",
            "passwords or personal details",
            "<form class=\"ab-form\" id=\"ab-contact-form\" method=\"post\" action=\"/send\"",
        ],
    );
}

#[test]
fn platforms_of_a_channel_are_named() {
    let settings = "platforms: {ios: iPhone, android: Android phone}\ncontact:\n\
        - {type: sms, address: \"+301\", platforms: [ios, android], text: Only at night.}\n- {type: phone, address: \"+302\"}\n";
    let project = project(settings);
    let run = project.build();
    run.ok()
        .has("contact/index.html", "data-platforms=\"ios android\"")
        .has("contact/index.html", "<dd>iPhone and Android phone</dd>")
        .has("contact/index.html", "<p class=\"ab-channel__note\">Only at night.</p>")
        .has("contact/index.html", "/channels.js\"></script>")
        .has("a/index.html", "data-platforms=\"ios android\"")
        .lacks("a/index.html", "channels.js");
    project.write("answerbook.yaml", settings.replace("[ios, android]", "[ios, andriod]"));
    project.build().warning("unknown-platform", "answerbook.yaml:3:49").stderr_has("did you mean `android`?");
}

const FORM: &str = "languages: [en, el]\nbase_url: https://example.org/help/\ncontact:\n- type: form\n  \
    address: https://forms.example/send?to=help\n  reply_time: Within a day\n  \
    fields:\n  - {name: order, label: {en: Order number, el: Αριθμός παραγγελίας}, required: true}\n  \
    - {name: phone, label: Phone}\n- {type: email, address: help@example.org}\n";

#[test]
fn a_form_stands_on_the_contact_page() {
    let project = Project::bare().settings(FORM).article("en/a.md", "title: A", "Text.");
    let run = project.build();
    run.ok().has_in_order(
        "el/contact/index.html",
        &[
            "/form.js\"></script>",
            "<form class=\"ab-form\" id=\"ab-contact-form\" method=\"post\" action=\"https://forms.example/send?to=help\"",
            "data-mail-url=\"mailto:help@example.org\"",
            "name=\"email\" type=\"email\" autocomplete=\"email\" maxlength=\"254\" dir=\"ltr\" required>",
            "id=\"ab-form-subject\" name=\"subject\"",
            "<div id=\"ab-deflection\"></div>",
            "<textarea",
            "name=\"message\"",
            ">Αριθμός παραγγελίας</label>",
            "name=\"order\" type=\"text\" maxlength=\"500\" required>",
            ">Phone (προαιρετικό)</label>",
            "name=\"phone\" type=\"text\" maxlength=\"500\">",
            "aria-hidden=\"true\"",
            "name=\"website\" type=\"text\" tabindex=\"-1\"",
            "name=\"lang\" value=\"el\"",
            "name=\"page\" value=\"/help/el/contact/\"",
            "<div id=\"ab-capsule-form\"></div>\n      <button class=\"ab-button\" type=\"submit\">",
        ],
    );
    run.has("a/index.html", "href=\"../contact/#ab-contact-form\">Send us a message</a>");
    run.lacks("a/index.html", "forms.example").lacks("a/index.html", "form.js");
    run.has("_headers", "connect-src 'self' https://forms.example");
}

#[test]
fn a_language_has_one_form() {
    let forms = |a: &str, b: &str| {
        project(&format!(
            "languages: [en]\ncontact:\n- {{type: form, address: /a, languages: [{a}]}}\n- {{type: form, address: /b, languages: [{b}]}}\n"
        ))
    };
    forms("en", "el").build().ok().has("contact/index.html", "action=\"/a\"");
    forms("en", "el, en").build().code(2).error("invalid-value", "answerbook.yaml:4:3");
    forms("en", "").build().code(2).error("invalid-value", "answerbook.yaml:4:3");
}

#[test]
fn fields_of_a_form_are_checked() {
    let project = project(
        "contact:
- type: form
  address: /send
  fields:
  - {name: email, label: Mail}
  - {name: order no, label: Order}
  - {name: order, label: Order, requird: true}
  - {name: order, label: Order}
  - {label: Size}
- {type: email, address: a@example.org, fields: [{name: a, label: A}]}
",
    );
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: `email` is the name of another field
 --> answerbook.yaml:5:12
  |
5 |   - {name: email, label: Mail}
  |            ^^^^^
  |
  = help: write another name

error[invalid-value]: `order no` is no name of a field
 --> answerbook.yaml:6:12
  |
6 |   - {name: order no, label: Order}
  |            ^^^^^^^^
  |
  = help: use letters from a to z, digits, `-` and `_`

warning[unknown-key]: unknown key `requird`
 --> answerbook.yaml:7:33
  |
7 |   - {name: order, label: Order, requird: true}
  |                                 ^^^^^^^
  |
  = help: did you mean `required`?

error[invalid-value]: `order` is the name of another field
 --> answerbook.yaml:8:12
  |
8 |   - {name: order, label: Order}
  |            ^^^^^
  |
  = help: write another name

error[invalid-value]: a field of a form needs `name` and `label`
 --> answerbook.yaml:9:5
  |
9 |   - {label: Size}
  |     ^^^^^^^^^^^^^
  |
  = help: for example `{name: order, label: Order number, required: true}`

error[invalid-value]: only a form has `fields`
  --> answerbook.yaml:10:50
   |
10 | - {type: email, address: a@example.org, fields: [{name: a, label: A}]}
   |                                                  ^^^^^^^^^^^^^^^^^^^
   |
   = help: take them out, or write `type: form`

error: 5 errors, 1 warning; the site was not changed

"#]]);
}
