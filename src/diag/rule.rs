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

/// What may be done with a rule's level, and who looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Its level can't be changed.
    Fixed,
    /// Settings may change its level.
    Free,
    /// The same, and only `check` looks for it.
    Check,
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $level:ident $hold:ident,)*) => {
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

            /// What it finds, in a sentence or two.
            pub fn summary(self) -> &'static str {
                match self { $(Rule::$variant => concat!($($doc,)*).trim_ascii_start(),)* }
            }

            fn hold(self) -> Hold {
                match self { $(Rule::$variant => Hold::$hold,)* }
            }
        }
    };
}

rules! {
    /// A link to a heading that the target page doesn't have.
    BrokenAnchor "broken-anchor" Error Free,
    /// A file of captions or chapters that isn't WebVTT throughout, so that some of it isn't shown.
    BrokenCaptions "broken-captions" Warning Free,
    /// An address in raw HTML that leads nowhere: often pasted from another system, and shown as it is.
    BrokenHtmlLink "broken-html-link" Warning Free,
    /// A link to a file that isn't there.
    BrokenLink "broken-link" Error Free,
    /// Choices of a troubleshooter that stand before its first step.
    ChoiceBeforeSteps "choice-before-steps" Error Free,
    /// A question that is asked twice and answered differently.
    ContradictingAnswer "contradicting-answer" Warning Check,
    /// A number in the text that is not what `facts.yaml` says.
    ContradictingFact "contradicting-fact" Warning Check,
    /// A choice of a troubleshooter that leads to no step.
    DeadChoice "dead-choice" Error Free,
    /// A link to another site that leads nowhere; only `--external` looks.
    DeadExternalLink "dead-external-link" Warning Check,
    /// Two aliases, or an alias and a page, at one address.
    DuplicateAlias "duplicate-alias" Error Fixed,
    /// One id given twice on a page.
    DuplicateAnchor "duplicate-anchor" Error Free,
    /// A key that stands twice in one YAML table.
    DuplicateKey "duplicate-key" Error Fixed,
    /// Two files for one address.
    DuplicateUrl "duplicate-url" Error Fixed,
    /// A link without a text.
    EmptyLink "empty-link" Warning Check,
    /// An outcome of a troubleshooter without a text.
    EmptyOutcome "empty-outcome" Error Free,
    /// Steps of a troubleshooter that lead round and round, with no way out to an outcome.
    EndlessLoop "endless-loop" Error Free,
    /// A search test whose page isn't found, or not among the first results.
    FailedSearchTest "failed-search-test" Error Check,
    /// A heading of an FAQ that doesn't ask anything.
    FaqNotAQuestion "faq-not-a-question" Warning Check,
    /// A file larger than a page can be.
    FileTooLarge "file-too-large" Error Fixed,
    /// A folder whose name ends in `.md`.
    FolderNamedMd "folder-named-md" Warning Free,
    /// A date of the last update that is still to come.
    FutureUpdate "future-update" Warning Check,
    /// A text with long sentences and long words; `check.reading_level` says how hard it may be.
    HardToRead "hard-to-read" Off Check,
    /// A how-to without a numbered list.
    HowToWithoutSteps "how-to-without-steps" Warning Check,
    /// An image whose width and height can't be read, so that the page jumps while it loads.
    ImageWithoutSize "image-without-size" Warning Check,
    /// A file that isn't UTF-8 text.
    InvalidEncoding "invalid-encoding" Error Fixed,
    /// A line of `answerbook.lock.yaml` that can't be read.
    InvalidLedger "invalid-ledger" Error Fixed,
    /// A value of the right type that can't be used.
    InvalidValue "invalid-value" Error Fixed,
    /// YAML that can't be read.
    InvalidYaml "invalid-yaml" Error Fixed,
    /// A public page links to a draft or internal one.
    LinkToHidden "link-to-hidden" Error Free,
    /// A number in the text that is what `facts.yaml` says, and would not follow a change there.
    LiteralFact "literal-fact" Off Check,
    /// An answer of an FAQ that is as long as an article.
    LongAnswer "long-answer" Warning Check,
    /// A title that search engines cut off.
    LongTitle "long-title" Warning Check,
    /// An address that was published and leads nowhere now.
    LostAddress "lost-address" Error Check,
    /// An accent colour that is too light for text.
    LowContrast "low-contrast" Warning Free,
    /// A Markdown file whose name doesn't end in `.md`, which is why it becomes no page.
    MisnamedMarkdown "misnamed-markdown" Warning Free,
    /// A `_synonyms.yaml`, `_search-tests.yaml` or `_retired.yaml` in a folder, or of a name, that isn't read.
    MisplacedFile "misplaced-file" Warning Free,
    /// An image without a description for those who can't see it.
    MissingAlt "missing-alt" Warning Check,
    /// An article without the sentence that lists and results show.
    MissingDescription "missing-description" Warning Check,
    /// An image file that isn't there.
    MissingImage "missing-image" Error Free,
    /// Words of the interface that are in English, because the theme lacks them in a language of the settings.
    MissingInterfaceText "missing-interface-text" Warning Check,
    /// An article that nobody looks after.
    MissingOwner "missing-owner" Off Check,
    /// An article without a date for its next review.
    MissingReviewDate "missing-review-date" Off Check,
    /// An article without a title.
    MissingTitle "missing-title" Error Fixed,
    /// A translation of a section that has changed since in the main language.
    OutdatedTranslation "outdated-translation" Warning Check,
    /// A question that is nearly the same as another one.
    RepeatedQuestion "repeated-question" Warning Check,
    /// A word or phrase that stands twice among synonyms.
    RepeatedSynonym "repeated-synonym" Warning Free,
    /// An article whose review was due before today.
    ReviewOverdue "review-overdue" Warning Check,
    /// A heading that is more than one level below the one before it.
    SkippedHeading "skipped-heading" Warning Check,
    /// A snippet that includes itself.
    SnippetCycle "snippet-cycle" Error Fixed,
    /// A page outside the folders of the languages.
    StrayFile "stray-file" Error Free,
    /// A symbolic link that leaves the project.
    SymlinkOutside "symlink-outside" Error Fixed,
    /// A template that can't be parsed or rendered.
    TemplateError "template-error" Error Fixed,
    /// A theme made for another version of the templates' variables.
    ThemeVersion "theme-version" Warning Free,
    /// Markdown or HTML nested too deeply.
    TooDeep "too-deep" Error Fixed,
    /// Front matter without its closing line.
    UnclosedFrontMatter "unclosed-front-matter" Error Fixed,
    /// A comment or script in raw HTML that isn't closed where Markdown ends it.
    UnclosedHtml "unclosed-html" Error Fixed,
    /// An old address in `_retired.yaml` that was never published, or is still there.
    UnknownAddress "unknown-address" Error Free,
    /// `{{ fact.name }}` for a fact that `facts.yaml` doesn't have.
    UnknownFact "unknown-fact" Error Fixed,
    /// `<word>` in the text that is no HTML element; it is shown as text.
    UnknownHtml "unknown-html" Warning Free,
    /// An icon that the theme doesn't have.
    UnknownIcon "unknown-icon" Warning Free,
    /// A key that Answerbook doesn't know.
    UnknownKey "unknown-key" Warning Free,
    /// A platform that the settings don't list.
    UnknownPlatform "unknown-platform" Warning Free,
    /// A link scheme that isn't allowed; the link is shown as text.
    UnknownScheme "unknown-scheme" Warning Free,
    /// `{{ snippet "…" }}` for a snippet that isn't there.
    UnknownSnippet "unknown-snippet" Error Fixed,
    /// A file in a theme's folder that nothing uses.
    UnknownThemeFile "unknown-theme-file" Warning Free,
    /// `{{ name }}` for a variable that the settings don't have.
    UnknownVariable "unknown-variable" Error Fixed,
    /// A step of a troubleshooter that no choice leads to.
    UnreachableStep "unreachable-step" Error Free,
    /// A file that can't be opened.
    UnreadableFile "unreadable-file" Error Fixed,
    /// An HTML element that the sanitiser removes.
    UnsafeHtml "unsafe-html" Warning Free,
    /// A link that would run code.
    UnsafeLink "unsafe-link" Error Fixed,
    /// A paragraph of a translation that is still in the first language.
    UntranslatedText "untranslated-text" Warning Check,
    /// A file beside articles that none of them refers to, so that it isn't published.
    UnusedFile "unused-file" Off Check,
    /// Synonyms that find nothing.
    UnusedSynonym "unused-synonym" Warning Free,
    /// An update of a notice that stands out of order, or is older than the notice.
    UpdateOrder "update-order" Warning Free,
    /// A link whose text doesn't say where it leads, such as "here".
    VagueLink "vague-link" Warning Check,
    /// A video without a file of captions beside it.
    VideoWithoutCaptions "video-without-captions" Warning Check,
    /// A text in another language than that of its folder.
    WrongLanguage "wrong-language" Warning Check,
    /// A value of the wrong type.
    WrongType "wrong-type" Error Fixed,
}

impl Rule {
    /// Whether settings may change the level, or exempt files. Where text could not be read or two pages claim
    /// one address, a page would be lost, so those stay errors.
    pub fn adjustable(self) -> bool {
        self.hold() != Hold::Fixed
    }

    /// Whether it is about good writing: then only `check` looks for it, and no build does.
    pub fn only_check(self) -> bool {
        self.hold() == Hold::Check
    }

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
