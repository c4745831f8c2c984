//! Texts in another language than their folder's: paragraphs that nobody translated, and articles in the wrong folder.
//! The only module that names `whatlang`.

use std::collections::HashSet;

use whatlang::{Detector, Lang, Script};

use super::subject::Subject;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::language::Language;

/// How many letters a text has at least whose language is recognised, and how many characters are looked at.
const LETTERS: usize = 200;
const LOOKED_AT: usize = 2000;

/// A text of a language with letters of its own is in that language where one letter in so many isn't Latin: names, code and
/// licences in it may well be.
const OWN_LETTERS: usize = 10;

/// Tells the languages of a site apart.
pub(super) struct Recogniser {
    detector: Detector,
    /// By language of the settings; `None` where it can't be recognised.
    known: Vec<Option<Lang>>,
}

impl Recogniser {
    pub(super) fn of(config: &Config) -> Self {
        Self::new(&config.languages)
    }

    fn new(languages: &[Language]) -> Self {
        let tags: Vec<(Lang, Language)> = Lang::all().iter().filter_map(|lang| Some((*lang, tag(*lang)?))).collect();
        let of = |language: &Language| tags.iter().find(|(_, tag)| tag.primary() == language.primary());
        let known: Vec<Option<Lang>> = languages.iter().map(|language| of(language).map(|(lang, _)| *lang)).collect();
        Self { detector: Detector::with_allowlist(known.iter().flatten().copied().collect()), known }
    }

    /// The language of a long text, by its index, where it is surely another one than it should be. One that the site doesn't
    /// have is taken for one that it has.
    fn other(&self, prose: &str, language: usize) -> Option<usize> {
        let text: String = prose.chars().take(LOOKED_AT).collect();
        let own = self.known[language]?;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < LETTERS {
            return None;
        }
        let other = self.detector.detect(&text).filter(|info| info.is_reliable() && info.lang() != own)?;
        let is_latin = |lang: Lang| Script::Latin.langs().contains(&lang);
        if !is_latin(own) && is_latin(other.lang()) && foreign_letters(&text) * OWN_LETTERS >= letters {
            return None;
        }
        self.known.iter().position(|known| *known == Some(other.lang()))
    }
}

/// How many letters aren't Latin: none of the blocks before IPA, nor of Latin Extended Additional.
fn foreign_letters(text: &str) -> usize {
    let is_latin = |c: &char| *c < '\u{250}' || ('\u{1E00}'..='\u{1EFF}').contains(c);
    text.chars().filter(|c| c.is_alphabetic() && !is_latin(c)).count()
}

/// The language as settings have it: `en` for `eng`.
fn tag(lang: Lang) -> Option<Language> {
    Language::parse(lang.code())
}

pub(super) fn look(subject: &Subject<'_>, recogniser: &Recogniser, found: &mut Diagnostics) {
    let Some(notes) = &subject.article.document.notes else { return };
    let Some(other) = recogniser.other(&notes.prose, subject.article.language) else {
        return untranslated(subject, found);
    };
    let (other, own) = (&subject.site.config.languages[other].tag, &subject.language().tag);
    let span = notes.paragraphs.first().map_or_else(|| subject.title(), |paragraph| paragraph.span.clone());
    let diagnostic =
        Diagnostic::new(Rule::WrongLanguage, span, format!("this text isn't in `{own}`: it looks like `{other}`"));
    found.add(diagnostic.hint(format!("translate it, or move it to the folder of `{other}`")));
}

/// Reports the paragraphs that are, word for word, those of the same article in the site's first language.
fn untranslated(subject: &Subject<'_>, found: &mut Diagnostics) {
    let (article, site) = (subject.article, subject.site);
    let default = &site.config.languages[0];
    if article.language == 0 || default.primary() == subject.language().primary() {
        return;
    }
    let own = site.default_edition().article(&article.path).filter(|original| original.language == 0);
    let Some((original, notes)) = own.zip(article.document.notes.as_ref()) else { return };
    let Some(theirs) = &original.document.notes else { return };
    let texts: HashSet<&str> = theirs.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    for paragraph in notes.paragraphs.iter().filter(|paragraph| texts.contains(paragraph.text.as_str())) {
        let message = format!("this is not translated: it is word for word in `{}`", original.source.path);
        let hint = format!("translate it into `{}`", subject.language().tag);
        found.add(Diagnostic::new(Rule::UntranslatedText, paragraph.span.clone(), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "You can return what you bought within two weeks. Write to us with the number of your order, and we \
        send you a label for the parcel. As soon as it has arrived, we pay the money back to the card that you paid with. \
        If you have lost the label, sign in, open the list of your orders and print it again. Nobody has to call us for that.";
    const GREEK: &str = "Μπορείτε να επιστρέψετε ό,τι αγοράσατε μέσα σε δύο εβδομάδες. Γράψτε μας τον αριθμό της παραγγελίας \
        σας και θα σας στείλουμε μια ετικέτα για το δέμα. Μόλις φτάσει, επιστρέφουμε τα χρήματα στην κάρτα που πληρώσατε. \
        Αν χάσατε την ετικέτα, συνδεθείτε, ανοίξτε τη λίστα με τις παραγγελίες σας και εκτυπώστε την ξανά. Δεν χρειάζεται να μας τηλεφωνήσετε.";
    const GERMAN: &str = "Sie können alles, was Sie gekauft haben, innerhalb von zwei Wochen zurückgeben. Schreiben Sie uns die \
        Nummer Ihrer Bestellung, und wir schicken Ihnen einen Aufkleber für das Paket. Sobald es da ist, bekommen Sie Ihr Geld. \
        Wenn Sie den Aufkleber verloren haben, melden Sie sich an, öffnen Sie die Liste Ihrer Bestellungen und drucken Sie ihn noch einmal.";

    #[test]
    fn long_texts_are_recognised() {
        for (tags, text, recognised_as) in [
            ("el en", ENGLISH, Some("en")),
            ("en el", GREEK, Some("el")),
            ("fr en de", GERMAN, Some("de")),
            ("de fr en", ENGLISH, Some("en")),
            ("en-GB el en", ENGLISH, None),
            ("el-CY en", GREEK, None),
            ("de-AT en nl", GERMAN, None),
            // Too short, and a language that isn't known. One that the site doesn't have is taken for one that it has.
            ("el en", "You can return what you bought.", None),
            ("ms en", ENGLISH, None),
            ("el de", ENGLISH, Some("de")),
            ("el", ENGLISH, None),
        ] {
            let languages: Vec<Language> = tags.split(' ').filter_map(Language::parse).collect();
            let found = Recogniser::new(&languages).other(text, 0).map(|other| languages[other].tag.as_str());
            assert_eq!(found, recognised_as, "{tags}: {text}");
        }
    }

    #[test]
    fn names_and_licences_in_latin_letters_make_no_other_language() {
        let languages: Vec<Language> = ["el", "en"].into_iter().filter_map(Language::parse).collect();
        let recogniser = Recogniser::new(&languages);
        let few = "Τα ονόματα στέκουν κατά αλφαβητική σειρά, όπως ζήτησαν όσοι βοήθησαν. ";
        assert_eq!(recogniser.other(&format!("{few}{ENGLISH}"), 0), None);
        assert_eq!(recogniser.other(&format!("Βοήθεια. {ENGLISH}"), 0), Some(1));
    }

    #[test]
    fn languages_that_are_recognised_have_tags() {
        for (lang, primary) in
            [(Lang::Cmn, "zh"), (Lang::Pes, "fa"), (Lang::Nob, "nb"), (Lang::Tgl, "fil"), (Lang::Heb, "he")]
        {
            assert_eq!(tag(lang).unwrap().primary(), primary);
        }
    }
}
