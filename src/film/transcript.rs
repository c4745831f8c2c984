//! Cues -> a transcript: what is said in paragraphs, each with its second, cut where chapters begin.

use super::webvtt::{Cue, push_words};

/// A pause this long ends a paragraph, in milliseconds; within a sentence, twice as long.
const PAUSE: u64 = 2000;

/// A paragraph ends with the sentence that reaches this many letters.
const LONG: usize = 280;

/// A paragraph ends here, also within a sentence.
const LONGEST: usize = 700;

/// A paragraph of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When it begins; no other begins in the same second.
    pub second: u64,
    /// The chapter that begins here.
    pub title: Option<String>,
    /// What is said; nothing in a chapter without words.
    pub text: String,
}

/// What is said, in paragraphs.
pub fn moments(captions: &[Cue], chapters: &[Cue]) -> Vec<Moment> {
    let mut chapters = chapters.iter().peekable();
    let mut moments = Vec::new();
    let mut before: Option<&Cue> = None;
    for cue in captions {
        while let Some(chapter) = chapters.next_if(|chapter| chapter.start <= cue.start) {
            begin(&mut moments, chapter.start, Some(chapter.text.clone()));
        }
        // Captions that roll up show a line again.
        if before.is_some_and(|before| before.text == cue.text) {
            before = Some(cue);
            continue;
        }
        let speaker = cue.voice.as_ref().filter(|voice| before.and_then(|cue| cue.voice.as_ref()) != Some(voice));
        let last = moments.last();
        if last.is_none_or(|last: &Moment| speaker.is_some() && !last.text.is_empty() || ends(last, before, cue)) {
            begin(&mut moments, cue.start, None);
        }
        if let Some(last) = moments.last_mut() {
            let speaker = speaker.map(|voice| format!("{voice}:")).unwrap_or_default();
            push_words(&mut last.text, &speaker);
            push_words(&mut last.text, &cue.text);
        }
        before = Some(cue);
    }
    chapters.for_each(|chapter| begin(&mut moments, chapter.start, Some(chapter.text.clone())));
    moments
}

/// Begins a paragraph, where none begins in the same second.
fn begin(moments: &mut Vec<Moment>, start: u64, title: Option<String>) {
    let second = start / 1000;
    match moments.last().map(|last| last.second + 1) {
        Some(next) if second < next && title.is_none() => {}
        next => moments.push(Moment { second: second.max(next.unwrap_or(0)), title, text: String::new() }),
    }
}

/// Whether a paragraph ends before a cue.
fn ends(last: &Moment, before: Option<&Cue>, cue: &Cue) -> bool {
    let pause = before.map_or(0, |before| cue.start.saturating_sub(before.end));
    let letters = last.text.chars().count();
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | '」');
    let sentence =
        last.text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ';', '។']);
    if letters == 0 {
        // A chapter that begins without words.
        return cue.start >= (last.second * 1000) + 2 * PAUSE;
    }
    pause >= 2 * PAUSE || letters >= LONGEST || (sentence && (pause >= PAUSE || letters >= LONG))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u64, end: u64, text: &str) -> Cue {
        let (voice, text) = text.split_once('|').map_or((None, text), |(voice, text)| (Some(voice.to_owned()), text));
        Cue { start, end, voice, text: text.to_owned() }
    }

    #[test]
    fn paragraphs_end_at_pauses_speakers_and_chapters() {
        let long = "word ".repeat(60) + "end.";
        for (captions, chapters, expected) in [
            (vec![cue(0, 1000, "One"), cue(1000, 2000, "two.")], vec![], vec![(0, "", "One two.")]),
            (vec![cue(0, 1000, "One."), cue(3000, 4000, "Two.")], vec![], vec![(0, "", "One."), (3, "", "Two.")]),
            (vec![cue(0, 1000, "One"), cue(3000, 4000, "two.")], vec![], vec![(0, "", "One two.")]),
            (vec![cue(0, 1000, "One"), cue(5000, 6000, "two.")], vec![], vec![(0, "", "One"), (5, "", "two.")]),
            (vec![cue(0, 1000, &long), cue(1000, 2000, "B")], vec![], vec![(0, "", long.as_str()), (1, "", "B")]),
            (vec![cue(0, 500, &long), cue(500, 900, "B")], vec![], vec![(0, "", &*format!("{long} B"))]),
            (
                vec![cue(0, 1000, "One"), cue(1000, 2000, "One"), cue(2000, 3000, "two")],
                vec![],
                vec![(0, "", "One two")],
            ),
            (
                vec![cue(0, 1000, "A|Hi."), cue(1000, 2000, "A|You?"), cue(2000, 3000, "B|Me.")],
                vec![],
                vec![(0, "", "A: Hi. You?"), (2, "", "B: Me.")],
            ),
            (
                vec![cue(1000, 2000, "a"), cue(4000, 5000, "b"), cue(5000, 6000, "c")],
                vec![cue(0, 4000, "First"), cue(4000, 9000, "Second"), cue(9000, 9500, "Third")],
                vec![(0, "First", "a"), (4, "Second", "b c"), (9, "Third", "")],
            ),
            (vec![cue(9000, 9900, "a")], vec![cue(4000, 12000, "First")], vec![(4, "First", ""), (9, "", "a")]),
            (vec![], vec![cue(100, 200, "A"), cue(300, 400, "B")], vec![(0, "A", ""), (1, "B", "")]),
        ] {
            let found = moments(&captions, &chapters);
            let found: Vec<(u64, &str, &str)> = found
                .iter()
                .map(|moment| (moment.second, moment.title.as_deref().unwrap_or_default(), moment.text.as_str()))
                .collect();
            assert_eq!(found, expected);
        }
    }
}
