//! Answerbook turns a folder of Markdown into a help centre: a static, searchable site in many languages.
//!
//! One way, from what is read to what is written; a module imports only from floors below its own:
//!
//! ```text
//!     content/*.md    answerbook.yaml   themes/default/
//!          |              |             |
//!       source         config         theme           read     (the only modules that read files)
//!          |              |             |
//!       content = front matter + markdown              parse    text -> Article
//!          |
//!        site   = categories + addresses + links       model    Article* -> Site      (pure)
//!         / \
//!     render  search                                   make     Site -> files         (pure, siblings)
//!         \ /
//!       output                                         write    the only module that writes the site
//! ```
//!
//! `ARCHITECTURE.md` has the table of floors, which a test holds against the imports.

// Floor 9 is `main.rs`. Floor 8:
pub mod commands;

// Floor 7:
pub mod contracts;
pub mod lint;
pub mod pipeline;
pub mod replay;
pub mod serve;
pub mod translate;

// Floor 6:
pub mod discover;
pub mod machines;
pub mod render;
pub mod search;

// Floor 5:
pub mod site;

// Floor 4:
pub mod content;
pub mod theme;

// Floor 3:
pub mod config;
pub mod external;
pub mod output;
pub mod source;
pub mod watcher;

// Floor 2:
pub mod film;
pub mod highlight;
pub mod insights;
pub mod markdown;
pub mod mend;
pub mod picture;
pub mod report;
pub mod text;
pub mod yaml;

// Floor 1:
pub mod cli;
pub mod colour;
pub mod compress;
pub mod date;
pub mod diag;
pub mod fs;
pub mod language;
pub mod progress;
pub mod slug;
pub mod suggest;
