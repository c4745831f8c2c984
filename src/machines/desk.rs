//! What the files for programs that answer are made of.

use crate::discover::Front;
use crate::markdown::expand::Reuse;

/// A site, and what its texts may insert.
pub struct Desk<'a> {
    /// The site with what its theme says about it.
    pub front: Front<'a>,
    /// What the texts of each language may insert.
    pub reuses: Vec<&'a dyn Reuse>,
}
