//! What lies beside a video: captions, chapters, a poster. In: WebVTT as text. Out: a [`Film`] with what is said when.
//!
//! Pure: which files there are is found elsewhere.

mod transcript;
pub mod webvtt;

pub use transcript::{Moment, moments};

/// What lies beside a video. Files are named by what follows the video's name and its point: `el.vtt`, `jpg`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Film {
    /// The captions; those of the transcript first.
    pub captions: Vec<Track>,
    /// The chapters.
    pub chapters: Option<Track>,
    /// The picture shown until it is played.
    pub poster: Option<String>,
    /// What is said, and the chapters, by time.
    pub moments: Vec<Moment>,
}

/// A file of captions or chapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// What follows the video's name.
    pub ending: String,
    /// Tag of its language.
    pub language: String,
}
