//! The finished site -> the output folder: whole or not at all.
//!
//! 1. [`Files`] are known by their paths and made when they are asked for; an [`OutputSet`] has them in memory;
//! 2. `copies` are compressed files beside these;
//! 3. `target` refuses folders that must not be touched;
//! 4. [`publish()`] makes the new site in a scratch folder beside the target and swaps the two in one step,
//!    so that a killed build leaves the old site. Unchanged files are carried over as they are, with their
//!    modification time; files of others are carried over too.
//!
//! With [`fs`](crate::fs) the only module that writes.

mod copies;
mod publish;
mod set;
mod target;

pub use copies::{compressed, copied, copies};
pub use publish::{PublishError, WriteSummary, publish};
pub use set::{Bytes, Contents, Files, MARKER, OutputSet};
pub use target::{Refusal, Target, check_target};
