//! Article -> the texts by which it is found, and those that results show: one for each question of an FAQ, one for any
//! other page.

use super::format::Passage;
use crate::content::faq::{Faq, Group};
use crate::content::{Article, Kind, platforms};
use crate::film::Moment;
use crate::markdown::Document;
use crate::markdown::player::Player;
use crate::site::url::encode;

/// How many fields a document has.
pub(super) const FIELDS: usize = 4;

/// The last field.
pub(super) const BODY: usize = 3;

/// The texts of a document.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Those that are searched, each weighted by itself: title or question; keywords, the customers' own words; headings, and
    /// of a question those it stands under; description and text.
    pub(super) fields: [String; FIELDS],
    /// Those that are shown, for anchors and excerpts.
    pub(super) passages: Vec<Passage>,
    /// Where it is a question.
    pub(super) question: Option<Asked>,
}

/// A question of an FAQ.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) text: String,
    /// Its encoded id.
    pub(super) id: String,
    /// The platform that it is for, where its heading names one.
    pub(super) platform: Option<String>,
}

/// The texts of an article, under the title that it has on the site, with `keywords` besides its own. The page comes first.
pub(super) fn texts(article: &Article, title: &str, keywords: &[String], with_questions: bool) -> Vec<Text> {
    let mut texts = vec![whole(article, title, keywords)];
    if article.front.kind == Kind::Faq && with_questions {
        questions(article, &mut texts);
    }
    texts
}

/// A page; of an FAQ all but its questions.
fn whole(article: &Article, title: &str, keywords: &[String]) -> Text {
    let passages = page_passages(article);
    // Of a notice its title and symptoms say what it is about; its text says much else.
    let (headings, body) = match article.is_notice() {
        true => (Vec::new(), String::new()),
        false => (headings(&passages), body(&passages)),
    };
    let keywords: Vec<&str> = article.front.keywords.iter().chain(keywords).map(String::as_str).collect();
    let fields = [title.to_owned(), keywords.join(" "), headings.join(" "), body];
    Text { fields, passages, question: None }
}

/// The passages of a page; of an FAQ all but its questions.
pub(super) fn page_passages(article: &Article) -> Vec<Passage> {
    let shown: Vec<usize> = match article.front.kind {
        Kind::Faq => {
            let faq = Faq::new(&article.document);
            let intros = faq.groups.iter().map(|group| group.intro.clone());
            std::iter::once(faq.intro.clone()).chain(intros).flatten().collect()
        }
        // What was said of a notice later on has no place in its index entry.
        _ if article.is_notice() => (0..article.document.sections.len().min(1)).collect(),
        _ => (0..article.document.sections.len()).collect(),
    };
    let mut passages = passages(&article.document, &platforms::of_sections(&article.document.sections), shown);
    if !article.description.is_empty() {
        let description = one_line(&article.description);
        match passages.first_mut().filter(|Passage(_, anchor, ..)| anchor.is_empty()) {
            Some(Passage(_, _, first, _)) => *first = format!("{description} {first}").trim_end().to_owned(),
            None => passages.insert(0, Passage(String::new(), String::new(), description, None)),
        }
    }
    passages
}

/// A text for each question, which its page's title and its group's heading help to find.
fn questions(article: &Article, found: &mut Vec<Text>) {
    let sections = &article.document.sections;
    let heading_of = |at: usize| sections[at].heading.as_ref();
    let faq = Faq::new(&article.document);
    let platforms = platforms::of_sections(sections);
    for (Group { heading, .. }, range) in
        faq.groups.iter().flat_map(|group| group.questions.iter().map(move |range| (group, range)))
    {
        let Some(question) = heading_of(range.start) else { continue };
        let mut passages = passages(&article.document, &platforms, range.clone());
        if let Some(answer) = passages.first_mut() {
            // The document's own address leads there, and its title says it.
            *answer = Passage(String::new(), String::new(), std::mem::take(&mut answer.2), None);
        }
        let group = heading.and_then(heading_of).map(|heading| heading.text.as_str());
        let inner = headings(&passages);
        let headings: Vec<&str> = [article.title.as_str()].into_iter().chain(group).chain(inner).collect();
        found.push(Text {
            fields: [question.text.clone(), String::new(), headings.join(" "), body(&passages)],
            passages,
            question: Some(Asked {
                text: question.text.clone(),
                id: encode(&question.id),
                platform: platforms[range.start].map(ToOwned::to_owned),
            }),
        });
    }
}

/// The headings of passages; that of several paragraphs of a transcript once.
fn headings(passages: &[Passage]) -> Vec<&str> {
    let mut headings: Vec<&str> = passages.iter().map(|Passage(heading, ..)| heading.as_str()).collect();
    headings.dedup();
    headings
}

/// The passages of some sections: each section, and what is said in its videos.
fn passages(
    document: &Document,
    platforms: &[Option<&str>],
    sections: impl IntoIterator<Item = usize>,
) -> Vec<Passage> {
    let passages = sections.into_iter().flat_map(|at| {
        let section = &document.sections[at];
        let heading = section.heading.as_ref();
        let (text, id) =
            heading.map_or_else(Default::default, |heading| (one_line(&heading.text), encode(&heading.id)));
        let platform = platforms[at].map(ToOwned::to_owned);
        let own = Passage(text, id, one_line(&section.text), platform);
        // They are in the order of their sections.
        let first = document.players.partition_point(|player| player.section < at);
        let players = document.players[first..].iter().take_while(move |player| player.section == at);
        std::iter::once(own).chain(players.flat_map(move |player| spoken(player, platforms[at])))
    });
    passages.filter(|Passage(heading, _, text, _)| !text.is_empty() || !heading.is_empty()).collect()
}

/// What is said in a video, each paragraph with its anchor, under the name of its chapter or of the video.
fn spoken(player: &Player, platform: Option<&str>) -> Vec<Passage> {
    let Some(film) = player.film.as_ref().filter(|_| player.alone) else { return Vec::new() };
    let mut heading = one_line(&player.name);
    let passage = |moment: &Moment| {
        if let Some(title) = &moment.title {
            heading.clone_from(title);
        }
        let id = encode(&film.id_of(moment.second));
        Passage(heading.clone(), id, one_line(&moment.text), platform.map(ToOwned::to_owned))
    };
    film.film.moments.iter().map(passage).collect()
}

fn body(passages: &[Passage]) -> String {
    passages.iter().map(|Passage(_, _, text, _)| text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A text with one space for each run of white space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut push = |words: &str| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(words);
    };
    for words in text.split('\n').filter(|words| !words.is_empty()) {
        match has_single_spaces(words) {
            true => push(words),
            false => words.split_whitespace().for_each(&mut push),
        }
    }
    line
}

/// Whether a text has single spaces between its words and no other white space, as most have.
fn has_single_spaces(text: &str) -> bool {
    // Without a way out of the loop, many bytes are compared at once.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let no_other = || text.chars().all(|character| character == ' ' || !character.is_whitespace());
    !text.starts_with(' ') && !text.ends_with(' ') && (is_plain || no_other()) && !text.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_has_single_spaces() {
        let texts =
            ["", " ", "a", "a b", " a  b ", "a\nb c\n", "a\n\n \n b\t\u{b}c", "α\u{a0}β\nγ", "\u{3000}x\r\ny", "a \nb"];
        for text in texts {
            assert_eq!(one_line(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }
}
