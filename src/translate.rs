//! Site -> what its translations lack; a translation -> the edit that says what it was made of.
//!
//! Pure: events come line by line, edits are written by who asked for them.

pub mod json;
pub mod mark;
pub mod queue;
pub mod views;
