//! The languages that code may be in, by the names that people write after the backticks.
//!
//! A list of our own instead of all that the library has: each grammar here is tested against input that is made to be slow.

/// How code of a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// By the library's grammar of this name.
    Grammar(&'static str),
    /// A terminal: commands after `$ `, and what they print.
    Console,
    /// YAML where front matter is.
    Markdown,
    /// With or without `<?php`.
    Php,
    /// By ourselves.
    PowerShell,
}

/// The grammar of shells.
pub(super) const SHELL: &str = "Bourne Again Shell (bash)";

use Reader::{Console, Grammar, Markdown, Php, PowerShell};

/// Each language's names, in lower case, the usual one first.
const LANGUAGES: &[(&[&str], Reader)] = &[
    (&["apache", "apacheconf", "htaccess", "httpd"], Grammar("Apache Conf")),
    (&["applescript", "osascript"], Grammar("AppleScript")),
    (&["awk"], Grammar("AWK")),
    (&["bat", "batch", "cmd", "dosbatch"], Grammar("Batch File")),
    (&["c", "h"], Grammar("C")),
    (&["clojure", "clj", "cljs", "edn"], Grammar("Clojure")),
    (&["cmake"], Grammar("CMake")),
    (&["console", "shell-session", "shellsession", "sh-session", "terminal"], Console),
    (&["cpp", "c++", "cc", "hpp"], Grammar("C++")),
    (&["csharp", "c#", "cs"], Grammar("C#")),
    (&["css"], Grammar("CSS")),
    (&["dart"], Grammar("Dart")),
    (&["diff", "patch"], Grammar("Diff")),
    (&["dockerfile", "docker", "containerfile"], Grammar("Dockerfile")),
    (&["elixir", "ex", "exs"], Grammar("Elixir")),
    (&["env", "dotenv"], Grammar("DotENV")),
    (&["erlang", "erl"], Grammar("Erlang")),
    (&["fish"], Grammar("Fish")),
    (&["fsharp", "f#", "fs"], Grammar("F#")),
    (&["gitconfig"], Grammar("Git Config")),
    (&["gitignore"], Grammar("Git Ignore")),
    (&["go", "golang"], Grammar("Go")),
    (&["graphql", "gql"], Grammar("GraphQL")),
    (&["groovy", "gradle"], Grammar("Groovy")),
    (&["haskell", "hs"], Grammar("Haskell")),
    (&["html", "htm", "xhtml", "handlebars", "hbs", "mustache"], Grammar("HTML")),
    (&["http", "https", "rest"], Grammar("HTTP Request and Response")),
    (&["ini", "cfg", "conf", "dosini", "desktop", "editorconfig", "reg", "systemd"], Grammar("INI")),
    (&["java"], Grammar("Java")),
    (&["javascript", "js", "cjs", "mjs", "node"], Grammar("JavaScript")),
    (&["jinja", "django", "j2", "jinja2", "liquid", "nunjucks"], Grammar("HTML (Jinja2)")),
    (&["jq"], Grammar("JQ")),
    (&["json", "geojson", "json5", "jsonc", "jsonl", "ndjson", "webmanifest"], Grammar("JSON")),
    (&["julia", "jl"], Grammar("Julia")),
    (&["kotlin", "kt", "kts"], Grammar("Kotlin")),
    (&["latex", "tex"], Grammar("LaTeX")),
    (&["less"], Grammar("Less")),
    (&["lua"], Grammar("Lua")),
    (&["makefile", "make", "mk"], Grammar("Makefile")),
    (&["markdown", "md", "mdx"], Markdown),
    (&["matlab", "octave"], Grammar("MATLAB")),
    (&["nginx", "nginxconf"], Grammar("nginx")),
    (&["nix"], Grammar("Nix")),
    (&["objectivec", "objc", "objective-c"], Grammar("Objective-C")),
    (&["perl", "pl"], Grammar("Perl")),
    (&["php"], Php),
    (&["powershell", "ps", "ps1", "posh", "pwsh"], PowerShell),
    (&["properties"], Grammar("Java Properties")),
    (&["protobuf", "proto"], Grammar("Protocol Buffer")),
    (&["python", "py", "python3"], Grammar("Python")),
    (&["r"], Grammar("R")),
    (&["ruby", "rb"], Grammar("Ruby")),
    (&["rust", "rs"], Grammar("Rust")),
    (&["scala"], Grammar("Scala")),
    (&["scss"], Grammar("SCSS")),
    (&["sh", "ash", "bash", "ksh", "shell", "zsh"], Grammar(SHELL)),
    (&["sql", "mysql", "plsql", "postgres", "postgresql", "sqlite", "tsql"], Grammar("SQL")),
    (&["ssh-config", "sshconfig", "ssh_config"], Grammar("SSH Config")),
    (&["svelte"], Grammar("Svelte")),
    (&["swift"], Grammar("Swift")),
    (&["terraform", "hcl", "tf"], Grammar("Terraform")),
    (&["toml"], Grammar("TOML")),
    (&["tsx", "jsx", "react"], Grammar("TypeScriptReact")),
    (&["twig"], Grammar("HTML (Twig)")),
    (&["typescript", "cts", "mts", "ts"], Grammar("TypeScript")),
    (&["vim", "viml", "vimscript"], Grammar("VimL")),
    (&["vue"], Grammar("Vue Component")),
    (&["xml", "atom", "plist", "rss", "svg", "xaml", "xsd", "xsl", "xslt"], Grammar("XML")),
    (&["yaml", "yml"], Grammar("YAML")),
    (&["zig"], Grammar("Zig")),
];

/// The usual name of a language and how it is read.
pub(super) fn find(name: &str) -> Option<(&'static str, Reader)> {
    let name = name.to_ascii_lowercase();
    let (names, reader) = LANGUAGES.iter().find(|(names, _)| names.contains(&name.as_str()))?;
    Some((names[0], *reader))
}

/// Every language's usual name.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(names, _)| names[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_given_once_and_every_grammar_is_there() {
        let syntaxes = two_face::syntax::extra_newlines();
        let mut seen = std::collections::BTreeSet::new();
        for (names, reader) in LANGUAGES {
            for name in *names {
                assert!(seen.insert(name), "{name} is there twice");
                assert_eq!(*name, name.to_ascii_lowercase());
            }
            if let Grammar(grammar) = reader {
                assert!(syntaxes.find_syntax_by_name(grammar).is_some(), "no grammar {grammar}");
            }
        }
        for grammar in ["YAML", "Markdown", "PHP", "PHP Source", SHELL] {
            assert!(syntaxes.find_syntax_by_name(grammar).is_some(), "no grammar {grammar}");
        }
    }

    #[test]
    fn names_are_found_as_people_write_them() {
        assert_eq!(find("YML"), Some(("yaml", Grammar("YAML"))));
        assert_eq!(find("Bash"), Some(("sh", Grammar(SHELL))));
        assert_eq!(find("ps1"), Some(("powershell", PowerShell)));
        assert_eq!(find("text"), None);
        assert_eq!(find(""), None);
    }
}
