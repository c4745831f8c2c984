//! The table of rules: the names that diagnostics carry and settings may change.

use std::fmt;

/// What a rule's finding amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Keeps `build` from publishing.
    Error,
    /// Reported only.
    Warning,
    /// Not reported.
    Off,
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $level:ident $adjustable:literal,)*) => {
        /// The kinds of problems that Answerbook finds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Rule {
            /// Every rule, by name.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// The name shown to people and used in settings.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// The level where the settings say nothing.
            pub fn default_level(self) -> Level {
                match self { $(Rule::$variant => Level::$level,)* }
            }

            /// Whether settings may change the level. Where text could not be read or two pages claim
            /// one address, a page would be lost, so those stay errors.
            pub fn adjustable(self) -> bool {
                match self { $(Rule::$variant => $adjustable,)* }
            }
        }
    };
}

rules! {
    /// A link to a heading that the target page doesn't have.
    BrokenAnchor "broken-anchor" Error true,
    /// An address in raw HTML that leads nowhere: often pasted from another system, and shown as it is.
    BrokenHtmlLink "broken-html-link" Warning true,
    /// A link to a file that isn't there.
    BrokenLink "broken-link" Error true,
    /// Two aliases, or an alias and a page, at one address.
    DuplicateAlias "duplicate-alias" Error false,
    /// One id given twice on a page.
    DuplicateAnchor "duplicate-anchor" Error true,
    /// A key that stands twice in one YAML table.
    DuplicateKey "duplicate-key" Error false,
    /// Two files for one address.
    DuplicateUrl "duplicate-url" Error false,
    /// A file larger than a page can be.
    FileTooLarge "file-too-large" Error false,
    /// A folder whose name ends in `.md`.
    FolderNamedMd "folder-named-md" Warning true,
    /// A file that isn't UTF-8 text.
    InvalidEncoding "invalid-encoding" Error false,
    /// A value of the right type that can't be used.
    InvalidValue "invalid-value" Error false,
    /// YAML that can't be read.
    InvalidYaml "invalid-yaml" Error false,
    /// A public page links to a draft or internal one.
    LinkToHidden "link-to-hidden" Error true,
    /// An accent colour that is too light for text.
    LowContrast "low-contrast" Warning true,
    /// A Markdown file whose name doesn't end in `.md`, which is why it becomes no page.
    MisnamedMarkdown "misnamed-markdown" Warning true,
    /// A `_synonyms.yaml` in a folder, or of a name, that isn't read.
    MisplacedFile "misplaced-file" Warning true,
    /// An image file that isn't there.
    MissingImage "missing-image" Error true,
    /// An article without a title.
    MissingTitle "missing-title" Error false,
    /// A word or phrase that stands twice among synonyms.
    RepeatedSynonym "repeated-synonym" Warning true,
    /// A snippet that includes itself.
    SnippetCycle "snippet-cycle" Error false,
    /// A page outside the folders of the languages.
    StrayFile "stray-file" Error true,
    /// A symbolic link that leaves the project.
    SymlinkOutside "symlink-outside" Error false,
    /// A template that can't be parsed or rendered.
    TemplateError "template-error" Error false,
    /// A theme made for another version of the templates' variables.
    ThemeVersion "theme-version" Warning true,
    /// Markdown or HTML nested too deeply.
    TooDeep "too-deep" Error false,
    /// Front matter without its closing line.
    UnclosedFrontMatter "unclosed-front-matter" Error false,
    /// A comment or script in raw HTML that isn't closed where Markdown ends it.
    UnclosedHtml "unclosed-html" Error false,
    /// `<word>` in the text that is no HTML element; it is shown as text.
    UnknownHtml "unknown-html" Warning true,
    /// An icon that the theme doesn't have.
    UnknownIcon "unknown-icon" Warning true,
    /// A key that Answerbook doesn't know.
    UnknownKey "unknown-key" Warning true,
    /// A platform that the settings don't list.
    UnknownPlatform "unknown-platform" Warning true,
    /// A link scheme that isn't allowed; the link is shown as text.
    UnknownScheme "unknown-scheme" Warning true,
    /// `{{ snippet "…" }}` for a snippet that isn't there.
    UnknownSnippet "unknown-snippet" Error false,
    /// A file in a theme's folder that nothing uses.
    UnknownThemeFile "unknown-theme-file" Warning true,
    /// `{{ name }}` for a variable that the settings don't have.
    UnknownVariable "unknown-variable" Error false,
    /// A file that can't be opened.
    UnreadableFile "unreadable-file" Error false,
    /// An HTML element that the sanitiser removes.
    UnsafeHtml "unsafe-html" Warning true,
    /// A link that would run code.
    UnsafeLink "unsafe-link" Error false,
    /// Synonyms that find nothing.
    UnusedSynonym "unused-synonym" Warning true,
    /// A value of the wrong type.
    WrongType "wrong-type" Error false,
}

impl Rule {
    /// The rule of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_kebab_case_and_found_by_name() {
        assert!(Rule::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
        for rule in Rule::ALL {
            assert!(rule.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{rule}");
            assert_eq!(Rule::from_name(rule.name()), Some(*rule));
        }
    }
}
