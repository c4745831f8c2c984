//! The integration tests of Answerbook: one binary, one module for each thing people see.
//!
//! Every test runs the real program in a folder of its own. `tests/README.md` says how to run one
//! test, how to bless its snapshots and where a new test goes.

// `clippy.toml` guards the program, not its tests.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

// Helpers: a project in a temporary folder, a run of the program in it, the HTML it became, a program that goes on.
mod html;
mod run;
mod support;
mod watching;

// The command line: help, wrong use, finding the project, how much is said.
mod cli;
// `answerbook new`: a first project that builds.
mod new;
// `answerbook.yaml`: every key, wrong values, projects without settings.
mod config;
// YAML in front matter and settings: places, numbers, addresses.
mod yaml;
// Article files: front matter, titles, encodings, sizes.
mod content;
// Symbolic links, pipes, files without permission.
#[cfg(unix)]
mod files;
// What Markdown becomes: callouts, ids, tables, raw HTML, variables, snippets.
mod markdown;
// Code blocks: colours, the button that copies.
mod code;
// Images: figures, sizes, what is played.
mod figures;
// Input that once did harm: hidden or leaked text, endless work.
mod hostile;
// Links between articles, to headings and to files, and what is said about broken ones.
mod links;
// `kind: faq`: questions with permanent ids.
mod facts;
mod faq;
// `kind: how-to`: numbered steps with anchors.
mod howto;
// `kind: troubleshooter`: steps with choices, and where one would get stuck.
mod troubleshooter;
// The site as a whole: categories, order, addresses, redirects, hidden articles.
mod site;
// Ways to contact: addresses, opening hours, the form.
mod contact;
// `_notices`, the updates and contact pages, and whose page it is.
mod notices;
// What known issues do on pages, in the search, in the feed and in `notices.json`; their updates.
mod known_issues;
// Several languages: the switch, missing translations, direction.
mod languages;
// Translations followed section by section: `translate`, and what pages say.
mod translate;
// Files besides pages: for search engines, feed readers, browsers, hosts.
mod publish;
// Pictures for link previews.
mod pictures;
mod platforms;
// Files for programs that answer questions; that nothing leaks into any file.
mod machines;
// `_synonyms.yaml` and the settings' `search`: what is found, what is wrong.
mod synonyms;
// `_search-tests.yaml`: what `check` says of tests that fail.
mod search_tests;
// What customers find: the order, slips, languages, hidden articles; `answerbook search`.
mod search;
// `answerbook check`: what it runs, its formats and statuses.
mod check;
// `answerbook check --fix`: what is mended, and what is left alone.
mod feedback;
// What goes along with a message, and the page of those who answer the phone.
mod capsule;
mod fix;
// `answerbook insights`: events and logs read, counted and reported.
mod insights;
// `answerbook replay`: which real requests are answered, and the patch with what would help.
mod replay;
// The rules that only `check` looks at.
mod lint;
// Links to other sites, by `check --external`.
mod external;
// `answerbook.lock.yaml`: old addresses and anchors.
mod ledger;
// The files of the search: nothing lost or left over, damaged ones named.
mod search_files;
// Themes: overriding one file, errors in templates.
mod theme;
// What templates see: its list, its article, its version.
mod contract;
// The theme's own colours: contrast.
mod tokens;
// Videos: captions, transcripts, players of other sites.
mod videos;
// `answerbook watch`: every change is built, and nothing else.
mod watch;
// Random edits: what is remembered of builds before never shows.
mod edits;
// Pages made one by one, as `serve` shows them at once.
mod plan;
// The output folder: what is written, kept, removed, refused.
mod output;
// What a killed build, a full disk and a folder without permission leave.
#[cfg(unix)]
mod faults;
// `answerbook serve`: what is answered, to whom, and what never is.
mod serve;
// Small sites compared page by page with what they should become.
mod golden;
// Random projects: no article is lost, two builds are the same.
mod properties;
// The examples of the CommonMark specification.
mod commonmark;
// README and the help centre agree with the program.
mod docs;
// The code keeps to the floors of ARCHITECTURE.md.
mod architecture;
